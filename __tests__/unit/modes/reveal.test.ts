import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { type RevealRequest, reveal } from '../../../src/modes/reveal.ts';
import { modeDeps, recordEffects, scriptService } from '../../support/recording-effects.ts';
import { KEY } from '../../support/sample-secrets.ts';

const request: RevealRequest = { mode: 'reveal', key: KEY, passphrase: 'p', valueFile: undefined };
const toFile: RevealRequest = { ...request, valueFile: 'value' };

function run(wanted: RevealRequest, value: string | ActionError, effects = recordEffects()) {
	const { service, calls } = scriptService({ reveal: [value] });
	return { result: reveal(wanted, modeDeps(service, effects).deps), effects, calls };
}

describe('reveal', () => {
	it('opens the link once and sets the output, masked first', async () => {
		const { result, effects, calls } = run(request, 'VALUE');
		expect(await result).toEqual([['Value', 'output']]);
		expect(calls).toEqual(['reveal KEY p']);
		expect(effects.log).toEqual([
			'mask revealed value: VALUE (Use `value-file` to keep it out of the logs.)',
			'output value=VALUE',
			'info host opened the link. It cannot be opened again.',
			'info Its value is *** (masked), in the output <value>.',
		]);
	});

	it('creates the file before it opens the link, and leaves the output empty', async () => {
		const { result, effects } = run(toFile, 'VALUE');
		expect(await result).toEqual([['Value', 'file']]);
		expect(effects.log.slice(0, 4)).toEqual([
			'create file value',
			'mask revealed value: VALUE',
			'write value: VALUE',
			'output value=',
		]);
		expect(effects.log.at(-1)).toBe('info Its value is *** (masked), in the file of `value-file`.');
	});

	it('does not open the link if the file cannot be created', async () => {
		const error = new ActionError('file-unwritable', 'x');
		const createFile = () => {
			throw error;
		};
		const { result, calls } = run(toFile, 'VALUE', { ...recordEffects(), createFile });
		await expect(result).rejects.toBe(error);
		expect(calls).toEqual([]);
	});

	it('removes the file when the link could not be opened', async () => {
		const error = new ActionError('secret-gone', 'x');
		const { result, effects } = run(toFile, error);
		await expect(result).rejects.toBe(error);
		expect(effects.log).toEqual(['create file value', 'remove value']);
		await expect(run(request, error).result).rejects.toBe(error);
	});

	it('says that the value is lost if the link was opened but the value could not be written', async () => {
		const log: string[] = [];
		const cause = Object.assign(new Error('full'), { code: 'ENOSPC' });
		const createFile = () => ({
			write() {
				throw new ActionError('file-unwritable', 'full', { cause });
			},
			remove: () => void log.push('remove'),
		});
		const { result } = run(toFile, 'VALUE', { ...recordEffects(), createFile });
		await expect(result).rejects.toMatchObject({
			code: 'file-unwritable',
			message: 'host opened the link, but its value could not be written (ENOSPC).',
			leftBehind: 'The link is used up and its value is lost.',
		});
		expect(log).toEqual(['remove']);
	});

	it('says that the value is lost when the outputs cannot be written', async () => {
		const output = () => {
			throw Object.assign(new Error('full'), { code: 'ENOSPC' });
		};
		const { result } = run(request, 'VALUE', { ...recordEffects(), output });
		await expect(result).rejects.toMatchObject({
			code: 'file-unwritable',
			message: expect.stringContaining('ENOSPC'),
			leftBehind: expect.stringContaining('is lost'),
		});
	});

	it.each(['a\ufffdb', 'a\ud800b'])('warns if the value was damaged: %j', async (value) => {
		const { result, effects } = run(request, value);
		await result;
		expect(effects.logged('warn')).toEqual([expect.stringMatching(/replacement characters/)]);
	});

	it('keeps the value if the step is cancelled after the link was opened, and says where it is', async () => {
		const { result, effects } = run(
			request,
			'VALUE',
			recordEffects([], () => true),
		);
		await expect(result).rejects.toMatchObject({
			code: 'cancelled',
			leftBehind: 'The link was opened, and its value is in the output <value>.',
		});
		expect(effects.log).toContain('output value=VALUE');
		const { result: fileResult } = run(
			toFile,
			'VALUE',
			recordEffects([], () => true),
		);
		await expect(fileResult).rejects.toMatchObject({
			leftBehind: 'The link was opened, and its value is in the file of `value-file`.',
		});
	});
});
