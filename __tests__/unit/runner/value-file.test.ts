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
import { createValueFile, pathOfFileRecord, removeIfUnchanged } from '../../../src/runner/value-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
	// With such letters in a path, `rmSync` of Node 24.12 for Windows does nothing (nodejs/node#61067).
	folder = mkdtempSync(join(tmpdir(), 'value file é値-'));
	path = join(folder, 'value');
});
afterEach(() => rmSync(folder, { recursive: true }));

function create(at = path) {
	const fileRecords: string[] = [];
	return { file: createValueFile(at, (fileRecord) => void fileRecords.push(fileRecord)), fileRecords };
}

/** Writes a value and returns the file record that the end of the job gets. */
function writeValue(value: string): string {
	const { file, fileRecords } = create();
	file.write(value);
	return fileRecords.at(-1) ?? '';
}

describe('createValueFile', () => {
	it('creates an empty file that only its owner can read, and writes the value exactly', () => {
		const { file } = create();
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(readFileSync(path, 'utf8')).toBe('');
		file.write('\ufeffa\r\nb🔑');
		expect(readFileSync(path, 'utf8')).toBe('\ufeffa\r\nb🔑');
	});

	it('refuses an existing path, even a dangling symbolic link', () => {
		const link = join(folder, 'link');
		writeFileSync(path, 'old');
		symlinkSync(join(folder, 'elsewhere'), link);
		for (const taken of [path, link]) {
			expect(() => create(taken)).toThrow(
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
			expect(() => create()).toThrow(expect.objectContaining({ message: expect.stringContaining('exists') }));
		} finally {
			follow.mockRestore();
			syncBuiltinESMExports();
		}
		expect(() => statSync(target)).toThrow('ENOENT');
	});

	it('refuses a path whose folder does not exist or is a file', () => {
		expect(() => create(join(folder, 'absent', 'value'))).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(/the folder of .* does not exist/),
				advice: expect.stringContaining('runner.temp'),
			}),
		);
		writeFileSync(path, '');
		expect(() => create(join(path, 'value'))).toThrow(
			expect.objectContaining({
				message: expect.stringMatching(/cannot be written \(ENOTDIR\)/),
				advice: expect.stringContaining('disk'),
			}),
		);
	});

	it('leaves no file behind if its record cannot be saved', () => {
		const full = new Error('full');
		const onChange = () => {
			throw full;
		};
		expect(() => createValueFile(path, onChange)).toThrow(full);
		expect(() => statSync(path)).toThrow();
	});

	it('names the cause if the value cannot be written', () => {
		const { file } = create();
		file.write('once');
		expect(() => file.write('again')).toThrow(
			expect.objectContaining({ code: 'file-unwritable', message: expect.stringContaining('EBADF') }),
		);
	});

	it('keeps the error if the state cannot be written', () => {
		let isFull = false;
		const file = createValueFile(path, () => {
			if (isFull) throw new RangeError('full');
		});
		isFull = true;
		expect(() => file.write('value')).toThrow(RangeError);
	});

	it('removes the file, and ignores one that is gone or was replaced', () => {
		const { file, fileRecords } = create();
		file.remove();
		expect(() => statSync(path)).toThrow();
		expect(fileRecords.at(-1)).toBe('');
		file.remove();
		mkdirSync(path);
		file.remove();
		expect(statSync(path).isDirectory()).toBe(true);
	});
});

describe('A file record', () => {
	it('contains the absolute path, but nothing of the value', () => {
		const { file, fileRecords } = create(relative(process.cwd(), path));
		file.write('hunter2');
		expect(fileRecords.map(pathOfFileRecord)).toEqual([path, path]);
		expect(fileRecords[0]).not.toBe(fileRecords[1]);
		expect(fileRecords.join()).not.toContain('hunter2');
	});
});

describe('removeIfUnchanged', () => {
	it('removes the file that the step wrote, or created but never wrote', () => {
		expect(removeIfUnchanged(writeValue('value'))).toBe('removed');
		expect(() => statSync(path)).toThrow();
		const { fileRecords } = create();
		expect(removeIfUnchanged(fileRecords[0] ?? '')).toBe('removed');
	});

	it('keeps a file that has grown', () => {
		const fileRecord = writeValue('value');
		appendFileSync(path, ' and more');
		expect(removeIfUnchanged(fileRecord)).toBe('changed');
		expect(readFileSync(path, 'utf8')).toBe('value and more');
	});

	it('keeps a file with another modification time, even if its size is the same', () => {
		const fileRecord = writeValue('value');
		writeFileSync(path, 'VALUE');
		utimesSync(path, 1, 1);
		expect(removeIfUnchanged(fileRecord)).toBe('changed');
	});

	it('keeps a file that replaced it, even if its size and time are the same', () => {
		const fileRecord = writeValue('value');
		const { atime, mtime } = statSync(path);
		writeFileSync(join(folder, 'other'), 'VALUE');
		utimesSync(join(folder, 'other'), atime, mtime);
		renameSync(join(folder, 'other'), path);
		expect(removeIfUnchanged(fileRecord)).toBe('changed');
	});

	it('follows no symbolic link that replaced it, and removes no folder', () => {
		const fileRecord = writeValue('value');
		renameSync(path, join(folder, 'moved'));
		symlinkSync(join(folder, 'moved'), path);
		expect(removeIfUnchanged(fileRecord)).toBe('changed');
		rmSync(path);
		mkdirSync(path);
		expect(removeIfUnchanged(fileRecord)).toBe('changed');
	});

	it('tells whether the file is gone or cannot be checked', () => {
		const fileRecord = writeValue('value');
		rmSync(path);
		expect(removeIfUnchanged(fileRecord)).toBe('gone');
		expect(removeIfUnchanged('1-2-3 nul\0byte')).toBe('failed');
	});
});
