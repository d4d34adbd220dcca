// Every job of every user downloads an archive of the repository. It is small and holds what a runner needs.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkingCopy, type WorkingCopy } from './working-copy.ts';

const MOST_BYTES = 120_000;

/** Paths of the regular files in a tar archive: each has a header of 512 bytes, then its content in blocks of 512 bytes. */
function listTarFiles(archive: Buffer): string[] {
	const names: string[] = [];
	for (let at = 0; at < archive.length && archive[at] !== 0; ) {
		const [name = ''] = archive.toString('utf8', at, at + 100).split('\0');
		const sizeBytes = Number.parseInt(archive.toString('latin1', at + 124, at + 135), 8);
		if (archive.toString('latin1', at + 156, at + 157) === '0') names.push(name);
		at += 512 + 512 * Math.ceil(sizeBytes / 512);
	}
	return names.sort();
}

describe('The archive that a runner downloads', () => {
	let copy: WorkingCopy;
	beforeAll(() => {
		copy = createWorkingCopy();
	});
	afterAll(() => copy.remove());

	it('has less than 120,000 bytes', () => {
		expect(gzipSync(copy.git('archive', 'HEAD')).length).toBeLessThan(MOST_BYTES);
	});

	it('holds the action with its license and documentation, and nothing that only developers need', () => {
		expect(listTarFiles(copy.git('archive', 'HEAD'))).toEqual([
			'CHANGELOG.md',
			'LICENSE',
			'README.md',
			'SECURITY.md',
			'action.yml',
			'dist/index.js',
			'dist/licenses.txt',
			'dist/package.json',
			'dist/post.js',
			'package.json',
		]);
	});
});
