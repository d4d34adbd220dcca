import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { type RevealRequest, reveal } from '../../../src/modes/reveal.ts';
import type { SecretKey } from '../../../src/onetimesecret/types.ts';
import { modeParts, recordEffects, scriptService } from '../../support/recording-effects.ts';

const request: RevealRequest = { key: 'KEY' as SecretKey, passphrase: 'p', valueFile: undefined };

function run(wish: RevealRequest, value: string | ActionError, effects = recordEffects()) {
	const { service, calls } = scriptService({ reveal: [value] });
	return { result: reveal(wish, modeParts(service, effects).parts), effects, calls };
}

describe('reveal', () => {
	it('opens the link once and hands the value on, masked first', async () => {
		const { result, effects, calls } = run(request, 'VALUE');
		expect(await result).toEqual([['Value', 'output']]);
		expect(calls).toEqual(['reveal KEY p']);
		expect(effects.log).toEqual([
			'hide revealed value: VALUE',
			'output value=VALUE',
			'line host opened the link; it cannot be opened again.',
			'line Its value is *** (hidden), in the output <value>.',
		]);
	});

	it('makes the file before the link is consumed, and leaves the output empty', async () => {
		const { result, effects } = run({ ...request, valueFile: 'value' }, 'VALUE');
		expect(await result).toEqual([['Value', 'file']]);
		expect(effects.log.slice(0, 4)).toEqual([
			'claim value',
			'hide revealed value: VALUE',
			'write value: VALUE',
			'output value=',
		]);
		expect(effects.log.at(-1)).toBe('line Its value is *** (hidden), in the file of `value-file`.');
	});

	it('consumes nothing when the file cannot be made', async () => {
		const fault = new ActionError('file-unwritable', 'x');
		const effects = {
			...recordEffects(),
			claimFile() {
				throw fault;
			},
		};
		const { result, calls } = run({ ...request, valueFile: 'value' }, 'VALUE', effects);
		await expect(result).rejects.toBe(fault);
		expect(calls).toEqual([]);
	});

	it('removes the file when the link could not be opened', async () => {
		const fault = new ActionError('secret-gone', 'x');
		const { result, effects } = run({ ...request, valueFile: 'value' }, fault);
		await expect(result).rejects.toBe(fault);
		expect(effects.log).toEqual(['claim value', 'remove value']);
		await expect(run(request, fault).result).rejects.toBe(fault);
	});

	it('says that the value is lost when it was consumed and could not be written', async () => {
		const log: string[] = [];
		const claimFile = () => ({
			write() {
				throw new ActionError('file-unwritable', 'full');
			},
			remove: () => log.push('remove'),
		});
		const { result } = run({ ...request, valueFile: 'value' }, 'VALUE', { ...recordEffects(), claimFile });
		await expect(result).rejects.toMatchObject({
			code: 'file-unwritable',
			alive: expect.stringMatching(/consumed and its value is lost/),
		});
		expect(log).toEqual(['remove']);
	});

	it('warns when the value was damaged on the way', async () => {
		for (const value of ['a\ufffdb', 'a\ud800b']) {
			const { result, effects } = run(request, value);
			await result;
			expect(effects.log).toContainEqual(expect.stringMatching(/^warn .*damaged/));
		}
	});

	it('says that the value is lost when the outputs cannot be written', async () => {
		const output = () => {
			throw Object.assign(new Error('full'), { code: 'ENOSPC' });
		};
		const { result } = run(request, 'VALUE', { ...recordEffects(), output });
		await expect(result).rejects.toMatchObject({
			code: 'file-unwritable',
			message: expect.stringContaining('ENOSPC'),
			alive: expect.stringMatching(/is lost/),
		});
	});

	it('keeps a consumed value although the step was told to stop, and says where it is', async () => {
		const effects = recordEffects([], () => true);
		const { result } = run(request, 'VALUE', effects);
		await expect(result).rejects.toMatchObject({
			code: 'cancelled',
			alive: 'The link was opened, and its value is in the output <value>.',
		});
		expect(effects.log).toContain('output value=VALUE');
	});
});
