// The rehearsal of a release finds what would make it a bad one, and prints what to do if there is nothing.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../../src/version.ts';
import { readText } from './repository.ts';
import { createWorkingCopy, type WorkingCopy } from './working-copy.ts';

let copy: WorkingCopy;
beforeAll(() => {
	copy = createWorkingCopy();
});
afterEach(() => copy.reset());
afterAll(() => copy.remove());

function edit(path: string, change: (text: string) => string): void {
	const file = join(copy.folder, path);
	writeFileSync(file, change(readFileSync(file, 'utf8')));
}

const rehearse = (...args: readonly string[]) => copy.run('scripts/release.mjs', '--dry-run', ...args);

describe('The rehearsal of a release', () => {
	it('prints the commands and the notes, and changes nothing', () => {
		const { status, output } = rehearse('--tag', `v${VERSION}`);
		expect(output).toContain(`git push origin v${VERSION}\n`);
		expect(output).toContain('### Added\n');
		expect(status).toBe(0);
		expect(copy.git('status', '--porcelain').toString()).toBe('');
		expect(copy.git('tag', '--list').toString()).toBe('');
	}, 60_000);

	it('names a bundle that is not what the sources give', () => {
		appendFileSync(join(copy.folder, 'dist/post.js'), '\n');
		copy.commit();
		const { status, output } = rehearse();
		expect(output).toContain('dist/post.js is not what the sources give');
		expect(status).toBe(1);
	}, 60_000);

	it.each([
		['package.json', `"version": "${VERSION}"`, '"version": "9.9.9"', 'src/version.ts says'],
		['src/version.ts', `'${VERSION}'`, "'9.9.9'", 'src/version.ts says 9.9.9'],
		['package-lock.json', `"version": "${VERSION}"`, '"version": "9.9.9"', 'package-lock.json says 9.9.9'],
		['CHANGELOG.md', `## [${VERSION}]`, '## [9.9.9]', 'has no section'],
		['CHANGELOG.md', `## [${VERSION}] - `, `## [${VERSION}] - soon `, 'is not a date'],
		['action.yml', '\ndescription: ', `\ndescription: ${'very '.repeat(25)}`, 'too long for the Marketplace'],
		['action.yml', '\nbranding:', '\nbrand:', 'action.yml has no branding'],
	])('stops if %s has %j replaced by %j', (path, before, after, fault) => {
		edit(path, (text) => text.replace(before, after));
		copy.commit();
		const { status, output } = rehearse();
		expect(output).toContain(fault);
		expect(status).toBe(1);
	});

	it('stops if the working tree is not clean, and names what has changed', () => {
		edit('README.md', (text) => `${text}\n`);
		const { status, output } = rehearse();
		expect(output).toContain('The working tree is not clean:\n M README.md');
		expect(status).toBe(1);
	});

	it('stops if the tag is of another version, or exists already elsewhere', () => {
		expect(rehearse('--tag', 'v9.9.9').output).toContain('The tag is v9.9.9');
		copy.git('tag', `v${VERSION}`);
		edit('README.md', (text) => `${text}\n`);
		copy.commit();
		const { status, output } = rehearse();
		expect(output).toContain(`v${VERSION} exists already and is another commit`);
		expect(status).toBe(1);
	});
});

describe('The notes of a release', () => {
	it('are the text of its section in the changelog', () => {
		const { status, output } = copy.run('scripts/release.mjs', '--notes', '--tag', `v${VERSION}`);
		expect(status).toBe(0);
		expect(readText('CHANGELOG.md')).toContain(output.trim());
		expect(output).not.toMatch(/^## |^\[/m);
	});
});
