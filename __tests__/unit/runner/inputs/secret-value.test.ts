import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSize, checkText, readSecretFile } from '../../../../src/runner/inputs/secret-value.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'secret-value-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('readSecretFile', () => {
	it.each(['one line', 'a\r\nb\n', '\ufeffwith a mark', 'ends with \ufffd', ' \n x'])(
		'reads %j byte for byte',
		(text) => {
			writeFileSync(at('value'), text);
			expect(readSecretFile(at('value'))).toEqual({ value: text });
		},
	);

	it('refuses a missing file, a folder, an empty file and one that is far too large', () => {
		mkdirSync(at('folder'));
		writeFileSync(at('empty'), '');
		writeFileSync(at('huge'), '');
		writeFileSync(at('blank'), ' \n');
		truncateSync(at('huge'), 400_001);
		expect(readSecretFile(at('absent'))).toEqual({
			problem: expect.stringMatching(/^does not exist in the workspace.*checkout/),
		});
		expect(readSecretFile(at('folder'))).toEqual({ problem: expect.stringContaining('regular file') });
		expect(readSecretFile(at('empty'))).toEqual({ problem: expect.stringContaining('empty') });
		expect(readSecretFile(at('blank'))).toEqual({ problem: expect.stringContaining('nothing but blanks') });
		expect(readSecretFile(at('huge'))).toEqual({ problem: expect.stringContaining('too large') });
	});

	it('refuses pipes and devices without waiting for them', () => {
		execFileSync('mkfifo', [at('pipe')]);
		expect(readSecretFile(at('pipe'))).toEqual({ problem: expect.stringContaining('regular file') });
		expect(readSecretFile('/dev/zero')).toEqual({ problem: expect.stringContaining('regular file') });
	});

	it('names the cause if a file cannot be opened', () => {
		writeFileSync(at('plain'), 'x');
		expect(readSecretFile(join(at('plain'), 'x'))).toEqual({ problem: 'cannot be read (ENOTDIR)' });
	});

	it('refuses invalid UTF-8 instead of changing it', () => {
		writeFileSync(at('binary'), Buffer.from([0x61, 0xff, 0x62]));
		expect(readSecretFile(at('binary'))).toEqual({ problem: expect.stringContaining('UTF-8') });
	});
});

describe('checkText', () => {
	it('accepts any text that arrives unchanged', () => {
		expect(checkText('secret', 'a\r\n\t "quotes" %0A ::x:: 🔑 \u0007', false)).toEqual([]);
	});

	it('refuses NUL, lone surrogates, and the replacement character of lost bytes', () => {
		expect(checkText('secret', 'a\0b', false)).toEqual([expect.stringContaining('NUL')]);
		expect(checkText('secret', 'a\ud800b', true)).toEqual([expect.stringContaining('UTF-8')]);
		expect(checkText('passphrase', 'a\ufffdb', false)).toEqual([
			expect.stringMatching(/^`passphrase`.*UTF-8/),
		]);
	});

	it('accepts the replacement character from a file, where invalid bytes are refused', () => {
		expect(checkText('secret-file', 'a\ufffdb', true)).toEqual([]);
	});
});

describe('checkSize', () => {
	it('counts bytes, not characters, for a region', () => {
		expect(checkSize('secret', 'x'.repeat(10_000), true).faults).toEqual([]);
		expect(checkSize('secret', 'é'.repeat(5_000), true).faults).toEqual([]);
		expect(checkSize('secret', `${'é'.repeat(5_000)}x`, true).faults).toEqual([
			expect.stringContaining('10001 bytes'),
		]);
	});

	it('warns above 10,000 bytes and refuses above 100,000 characters on other hosts', () => {
		expect(checkSize('secret', 'x'.repeat(10_000), false)).toEqual({ faults: [], warnings: [] });
		expect(checkSize('secret', 'x'.repeat(10_001), false)).toEqual({
			faults: [],
			warnings: [expect.stringContaining('10001 bytes')],
		});
		expect(checkSize('secret', 'é'.repeat(100_000), false).faults).toEqual([]);
		expect(checkSize('secret', 'x'.repeat(100_001), false).faults).toEqual([
			expect.stringContaining('100001 characters'),
		]);
	});
});
