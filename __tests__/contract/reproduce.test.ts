// `npm run reproduce` finds the same bytes wherever and whenever it builds, and would say so if it did not.
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';
import { runScript } from './working-copy.ts';

describe('The script that reproduces the bundle', () => {
	let folder = '';
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'dist-'));
		cpSync(join(ROOT, 'dist'), folder, { recursive: true });
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	it('fails for the one file that differs, and finds the same bytes in all others', () => {
		appendFileSync(join(folder, 'post.js'), ' ');
		const { status, output } = runScript(ROOT, ['scripts/reproduce.mjs', folder]);
		expect(status).toBe(1);
		expect(output.split('\n').filter((line) => line.endsWith(': same bytes'))).toEqual([
			'index.js: same bytes',
			'licenses.txt: same bytes',
			'package.json: same bytes',
		]);
		// What is built elsewhere is what the repository ships.
		const shipped = createHash('sha256')
			.update(readFileSync(join(ROOT, 'dist/post.js')))
			.digest('hex');
		expect(output).toMatch(new RegExp(`^post\\.js: differs: [0-9a-f]{64} here, ${shipped} elsewhere$`, 'm'));
		expect(readdirSync(join(ROOT, 'dist')).sort()).toEqual([
			'index.js',
			'licenses.txt',
			'package.json',
			'post.js',
		]);
	}, 60_000);
});
