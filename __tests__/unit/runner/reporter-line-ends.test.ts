// What the toolkit writes to a command file on Windows, with CRLF at the end of its lines, and what the runner there reads.

import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReporter } from '../../../src/runner/reporter.ts';
import { createStateWriter } from '../../../src/runner/state.ts';
import { makeCommandFiles } from '../../support/command-files.ts';
import { applyRecords } from '../../support/runner/index.ts';

const eol = Object.getOwnPropertyDescriptor(os, 'EOL') ?? {};
const files = makeCommandFiles();
beforeEach(() => {
	for (const [name, value] of Object.entries(files.env)) vi.stubEnv(name, value);
	Object.defineProperty(os, 'EOL', { ...eol, value: '\r\n' });
	syncBuiltinESMExports();
});
afterAll(() => {
	Object.defineProperty(os, 'EOL', eol);
	syncBuiltinESMExports();
	files.remove();
});

describe('On Windows', () => {
	it.each([
		'one line',
		'ends with LF\n',
		'ends with CRLF\r\n',
		'ends with CR\r',
		'LF\ninside, CRLF\r\ninside, CR\rinside',
		'\r\n\r\nblank lines\n\n',
		'',
	])('%j is an output and a state byte for byte', (value) => {
		const { output } = createReporter({ warnsAboutMasks: true });
		output('value', value);
		createStateWriter().save({ valueFile: value });
		const expected = { GITHUB_OUTPUT: value, GITHUB_STATE: JSON.stringify({ 'value-file': value }) };
		for (const [name, saved] of Object.entries(expected)) {
			const text = readFileSync(files.env[name] ?? '', 'utf8');
			const values: string[] = [];
			applyRecords(text, (_name, read) => values.push(read), true);
			expect(text.endsWith('\r\n')).toBe(true);
			expect(values.at(-1)).toBe(saved);
		}
	});
});
