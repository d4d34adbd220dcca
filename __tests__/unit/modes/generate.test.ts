import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { type GenerateRequest, generate } from '../../../src/modes/generate.ts';
import {
	modeDeps,
	recordEffects,
	type ServiceScript,
	scriptService,
} from '../../support/recording-effects.ts';
import { burnResult, generateRequest, usableCreation } from '../../support/sample-secrets.ts';

const creation = usableCreation({ generatedValue: 'VALUE-12' });

function run(request: GenerateRequest, script: ServiceScript = {}, effects = recordEffects()) {
	const { service, calls } = scriptService({
		checkStatus: ['nominal'],
		generate: [creation],
		burn: [burnResult('burned')],
		...script,
	});
	return { result: generate(request, modeDeps(service, effects).deps), effects, calls };
}

describe('generate', () => {
	it('masks the value before anything else, then delivers value and link', async () => {
		const { result, effects, calls } = run(generateRequest());
		expect(await result).toContainEqual(['Expires', '2026-11-23T12:00:00Z']);
		expect(calls).toEqual(['checkStatus', 'generate']);
		expect(effects.log.slice(0, 2)).toEqual([
			'output status=nominal',
			'mask generated value: VALUE-12 (Use `value-file` to keep it out of the logs.)',
		]);
		expect(effects.logged('output').slice(0, 3)).toEqual([
			'status=nominal',
			'value=VALUE-12',
			'link=https://host/secret/KEY',
		]);
		expect(effects.logged('info')).toHaveLength(3);
	});

	it('writes the value to a file that was created before the first request, and leaves the output empty', async () => {
		const { result, effects } = run(generateRequest({ valueFile: 'value' }));
		await result;
		expect(effects.log[0]).toBe('create file value');
		expect(effects.log).toContain('write value: VALUE-12');
		expect(effects.log).toContain('output value=');
		expect(effects.logged('remove')).toEqual([]);
	});

	it('does not advise `value-file` if it is set', async () => {
		const { result, effects } = run(generateRequest({ valueFile: 'value' }));
		await result;
		expect(effects.logged('mask')[0]).toBe('generated value: VALUE-12');
	});

	it('removes the file when there is no value for it', async () => {
		const error = new ActionError('rate-limited', 'x');
		for (const script of [{ checkStatus: [error] }, { generate: [error] }]) {
			const { result, effects } = run(generateRequest({ valueFile: 'value' }), script);
			await expect(result).rejects.toMatchObject({ code: 'rate-limited' });
			expect(effects.log.at(-1)).toBe('remove value');
		}
	});

	it('burns the secret and removes the file when the value cannot be written', async () => {
		const cause = Object.assign(new Error('full'), { code: 'ENOSPC' });
		const log: string[] = [];
		const createFile = () => ({
			write() {
				throw new ActionError('file-unwritable', 'x', { cause });
			},
			remove: () => void log.push('remove'),
		});
		const effects = { ...recordEffects(), createFile };
		const { result, calls } = run(generateRequest({ valueFile: 'value' }), {}, effects);
		await expect(result).rejects.toMatchObject({
			code: 'file-unwritable',
			message: expect.stringContaining('ENOSPC'),
			leftBehind: 'The secret is burned.',
		});
		expect([calls.at(-1), log]).toEqual(['burn RECEIPT', ['remove']]);
	});

	it('removes no file if none was requested', async () => {
		const { result, effects } = run(generateRequest(), { checkStatus: ['degraded'] });
		await expect(result).rejects.toMatchObject({ code: 'not-nominal' });
		expect(effects.log).toEqual(['output status=degraded']);
	});

	it('creates nothing if the step is cancelled before', async () => {
		const { result, calls } = run(
			generateRequest(),
			{},
			recordEffects([], () => true),
		);
		await expect(result).rejects.toMatchObject({ code: 'cancelled', leftBehind: 'No secret was created.' });
		expect(calls).toEqual(['checkStatus']);
	});

	it('saves that the link may be mailed before the server is asked to create it', async () => {
		const request = generateRequest({ recipient: 'person@example.com' });
		const { result, effects } = run(request, { generate: [new ActionError('in-doubt', 'x')] });
		await expect(result).rejects.toMatchObject({ code: 'in-doubt' });
		expect(effects.log).toEqual(['output status=nominal', 'remember mail']);
	});

	it('sends nothing if a mask would keep the link from becoming a job output', async () => {
		const { result, calls, effects } = run(
			generateRequest({ maskLink: false, valueFile: 'value' }),
			{},
			recordEffects(['host']),
		);
		await expect(result).rejects.toMatchObject({ code: 'invalid-input' });
		expect([calls, effects.log]).toEqual([[], []]);
	});

	it.each([
		[8, []],
		[undefined, []],
		[20, ['`length` is 20, but host made a value of 8 characters.']],
	])('warns only if the length differs from the requested one: %s', async (length, warnings) => {
		const { result, effects } = run(generateRequest({ length }));
		await result;
		expect(effects.logged('warn')).toEqual(warnings);
	});
});
