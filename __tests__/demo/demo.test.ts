// The demo as people see it: its text is kept in `demo.txt`. `npx vitest run --update` writes it anew.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';

/** Runs the demo with variables of its own. Rejects if it fails. */
function runDemo(variables: Readonly<Record<string, string>>): Promise<string> {
	const { FORCE_COLOR: _force, NO_COLOR: _no, ...rest } = process.env;
	return new Promise((resolve, reject) => {
		const options = { env: { ...rest, ...variables } };
		execFile(process.execPath, [join(import.meta.dirname, 'demo.ts')], options, (error, stdout) => {
			if (error === null) resolve(stdout);
			else reject(error);
		});
	});
}

function withoutVaryingParts(text: string): string {
	return text
		.replaceAll(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
		.replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME')
		.replaceAll(/seen after \d+ seconds?/g, 'seen after N seconds');
}

describe('The demo', () => {
	it('says what it said, shows `with:` once, and no color where there is no terminal', async () => {
		const text = await runDemo({});
		expect(text.match(/^\s+with:$/gm)).toHaveLength(1);
		expect(text).not.toMatch(/[a-z0-9]{31,}/);
		expect(stripVTControlCharacters(text)).toBe(text);
		await expect(withoutVaryingParts(text)).toMatchFileSnapshot('./demo.txt');
	});

	it('is colored where the terminal has colors, with the same text', async () => {
		const colored = await runDemo({ FORCE_COLOR: '1' });
		expect(colored).toContain('\u001b[31mError: share: ');
		const plain = await runDemo({ NO_COLOR: '1' });
		expect(withoutVaryingParts(stripVTControlCharacters(colored))).toBe(withoutVaryingParts(plain));
	});
});
