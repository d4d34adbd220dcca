import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimValueFile } from '../../../src/runner/value-file.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'value-file-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('claimValueFile', () => {
	it('makes a file that only its owner can read, whatever the umask, and writes the value byte for byte', () => {
		const path = join(folder, 'value');
		const umask = process.umask(0o777);
		const file = claimValueFile(path, 'reveal');
		process.umask(umask);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(readFileSync(path, 'utf8')).toBe('');
		file.write('\ufeffa\r\nb🔑');
		expect(readFileSync(path, 'utf8')).toBe('\ufeffa\r\nb🔑');
	});

	it('refuses a path where something stands already, be it a link to nowhere', () => {
		const taken = join(folder, 'taken');
		const link = join(folder, 'link');
		writeFileSync(taken, 'old');
		symlinkSync(join(folder, 'elsewhere'), link);
		for (const path of [taken, link]) {
			expect(() => claimValueFile(path, 'reveal')).toThrow(
				expect.objectContaining({ code: 'file-unwritable', message: expect.stringContaining('EEXIST') }),
			);
		}
		expect(readFileSync(taken, 'utf8')).toBe('old');
	});

	it('refuses a path in a folder that does not exist', () => {
		expect(() => claimValueFile(join(folder, 'absent', 'value'), 'generate')).toThrow(
			expect.objectContaining({ message: expect.stringContaining('ENOENT') }),
		);
	});

	it('removes the file, and minds nothing that has happened to it meanwhile', () => {
		const path = join(folder, 'value');
		const file = claimValueFile(path, 'reveal');
		file.remove();
		expect(() => statSync(path)).toThrow();
		file.remove();
		mkdirSync(path);
		file.remove();
		expect(statSync(path).isDirectory()).toBe(true);
	});
});
