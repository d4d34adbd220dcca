import fs, {
	appendFileSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimValueFile, pathOfMark, removeIfUnchanged } from '../../../src/runner/value-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
	// With such letters in a path, `rmSync` of Node 24.12 for Windows does nothing (nodejs/node#61067).
	folder = mkdtempSync(join(tmpdir(), 'value file é値-'));
	path = join(folder, 'value');
});
afterEach(() => rmSync(folder, { recursive: true }));

function claim(at = path) {
	const marks: string[] = [];
	return { file: claimValueFile(at, (mark) => void marks.push(mark)), marks };
}

/** Writes a value and returns the mark that the end of the job gets. */
function writeValue(value: string): string {
	const { file, marks } = claim();
	file.write(value);
	return marks.at(-1) ?? '';
}

describe('claimValueFile', () => {
	it('makes a file that only its owner can read, whatever the umask, and writes the value byte for byte', () => {
		const umask = process.umask(0o777);
		const { file } = claim();
		process.umask(umask);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(readFileSync(path, 'utf8')).toBe('');
		file.write('\ufeffa\r\nb🔑');
		expect(readFileSync(path, 'utf8')).toBe('\ufeffa\r\nb🔑');
	});

	it('refuses a path where something stands already, be it a link to nowhere', () => {
		const link = join(folder, 'link');
		writeFileSync(path, 'old');
		symlinkSync(join(folder, 'elsewhere'), link);
		for (const taken of [path, link]) {
			expect(() => claim(taken)).toThrow(
				expect.objectContaining({
					code: 'file-unwritable',
					message: `\`value-file\`: \`${taken}\` already exists and is never overwritten.`,
					advice: expect.stringMatching(/^Delete it first or use another name/),
				}),
			);
		}
		expect(readFileSync(path, 'utf8')).toBe('old');
	});

	it('refuses a link to nowhere also where the system would create its target, as Windows does', () => {
		const target = join(folder, 'elsewhere');
		symlinkSync(target, path);
		const { openSync } = fs;
		const follow = vi.spyOn(fs, 'openSync').mockImplementation(() => openSync(target, 'wx'));
		syncBuiltinESMExports();
		try {
			expect(() => claim()).toThrow(expect.objectContaining({ message: expect.stringContaining('exists') }));
		} finally {
			follow.mockRestore();
			syncBuiltinESMExports();
		}
		expect(() => statSync(target)).toThrow('ENOENT');
	});

	it('refuses a path in a folder that does not exist, and one that cannot be', () => {
		expect(() => claim(join(folder, 'absent', 'value'))).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(/the folder of .* does not exist/),
				advice: expect.stringContaining('runner.temp'),
			}),
		);
		writeFileSync(path, '');
		expect(() => claim(join(path, 'value'))).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(/cannot be written \(ENOTDIR\)/),
				advice: expect.stringContaining('disk'),
			}),
		);
	});

	it('leaves no file behind that the end of the job does not know of', () => {
		const full = new Error('full');
		const onChange = () => {
			throw full;
		};
		expect(() => claimValueFile(path, onChange)).toThrow(full);
		expect(() => statSync(path)).toThrow();
	});

	it('names the disk when the value cannot be written', () => {
		const { file } = claim();
		file.write('once');
		expect(() => file.write('again')).toThrow(
			expect.objectContaining({ code: 'file-unwritable', message: expect.stringContaining('EBADF') }),
		);
	});

	it('keeps the cause when the state cannot be written', () => {
		let isFull = false;
		const file = claimValueFile(path, () => {
			if (isFull) throw new RangeError('full');
		});
		isFull = true;
		expect(() => file.write('value')).toThrow(RangeError);
	});

	it('removes the file, and minds nothing that has happened to it meanwhile', () => {
		const { file, marks } = claim();
		file.remove();
		expect(() => statSync(path)).toThrow();
		expect(marks.at(-1)).toBe('');
		file.remove();
		mkdirSync(path);
		file.remove();
		expect(statSync(path).isDirectory()).toBe(true);
	});
});

describe('The mark of a value file', () => {
	it('holds the whole path, and nothing of the value', () => {
		const { file, marks } = claim(relative(process.cwd(), path));
		file.write('hunter2');
		expect(marks.map(pathOfMark)).toEqual([path, path]);
		expect(marks[0]).not.toBe(marks[1]);
		expect(marks.join()).not.toContain('hunter2');
	});
});

describe('removeIfUnchanged', () => {
	it('removes the file that the step wrote, and also one that it never came to write', () => {
		expect(removeIfUnchanged(writeValue('value'))).toBe('removed');
		expect(() => statSync(path)).toThrow();
		const { marks } = claim();
		expect(removeIfUnchanged(marks[0] ?? '')).toBe('removed');
	});

	it('keeps a file that has grown', () => {
		const mark = writeValue('value');
		appendFileSync(path, ' and more');
		expect(removeIfUnchanged(mark)).toBe('changed');
		expect(readFileSync(path, 'utf8')).toBe('value and more');
	});

	it('keeps a file of another time, be its size the same', () => {
		const mark = writeValue('value');
		writeFileSync(path, 'VALUE');
		utimesSync(path, 1, 1);
		expect(removeIfUnchanged(mark)).toBe('changed');
	});

	it('keeps another file in its place, be its size and time the same', () => {
		const mark = writeValue('value');
		const { atime, mtime } = statSync(path);
		writeFileSync(join(folder, 'other'), 'VALUE');
		utimesSync(join(folder, 'other'), atime, mtime);
		renameSync(join(folder, 'other'), path);
		expect(removeIfUnchanged(mark)).toBe('changed');
	});

	it('follows no link that stands in its place, and removes no folder', () => {
		const mark = writeValue('value');
		renameSync(path, join(folder, 'moved'));
		symlinkSync(join(folder, 'moved'), path);
		expect(removeIfUnchanged(mark)).toBe('changed');
		rmSync(path);
		mkdirSync(path);
		expect(removeIfUnchanged(mark)).toBe('changed');
	});

	it('says when the file is gone, or cannot be looked at', () => {
		const mark = writeValue('value');
		rmSync(path);
		expect(removeIfUnchanged(mark)).toBe('gone');
		expect(removeIfUnchanged('1-2-3 nul\0byte')).toBe('failed');
	});
});
