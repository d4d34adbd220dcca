// Imports of src run one way, and only the edges of the action know a package.
import { describe, expect, it } from 'vitest';
import { findViolations } from './import-rules.ts';
import { scanImports } from './import-scanner.ts';
import { listFiles, readText } from './repository.ts';

const NOTHING = 'export const nothing = 0;\n';

/** Empty files at these paths, and one file with an import in its first line. */
function sourcesOf(
	path: string,
	statement: string,
	others: readonly string[] = [],
): ReadonlyMap<string, string> {
	return new Map([
		...others.map((other): [string, string] => [other, NOTHING]),
		[path, `${statement}\n\n${NOTHING}`],
	]);
}

describe('The imports of src', () => {
	it('break no rule of the layout', () => {
		const sources = new Map(
			listFiles('src', ['.ts']).map((path) => [path.slice('src/'.length), readText(path)]),
		);
		expect(sources.has('index.ts')).toBe(true);
		expect(findViolations(sources)).toEqual([]);
	});
});

describe('The rules of the layout', () => {
	it.each([
		[
			'a mode',
			'modes/burn.ts',
			"import { send } from '../http/retrying.ts';",
			['http/retrying.ts'],
			'modes/ may not import it',
		],
		[
			'a mode',
			'modes/burn.ts',
			"import { line } from '../action/reporter.ts';",
			['action/reporter.ts'],
			'modes/ may not import it',
		],
		[
			'a mode',
			'modes/burn.ts',
			"import { type Key } from '../onetimesecret/types.ts';",
			['onetimesecret/types.ts'],
			'`import type` only',
		],
		[
			'a mode',
			'modes/burn.ts',
			"import type { Link } from '../onetimesecret/link.ts';",
			['onetimesecret/link.ts'],
			'may not import it',
		],
		['a mode', 'modes/burn.ts', "import { openSync } from 'node:fs';", [], "nothing of Node's own modules"],
		['a mode', 'modes/burn.ts', "import { info } from '@actions/core';", [], 'only action/ may import it'],
		[
			'the client',
			'onetimesecret/v1.ts',
			"import { INPUTS } from '../action/inputs.ts';",
			['action/inputs.ts'],
			'may not import it',
		],
		[
			'the transport',
			'http/transport.ts',
			"import type { Key } from '../onetimesecret/types.ts';",
			['onetimesecret/types.ts'],
			'http/ may not',
		],
		[
			'the edge',
			'action/state.ts',
			"import { send } from '../http/retrying.ts';",
			['http/retrying.ts'],
			'action/ may not import it',
		],
		[
			'the edge',
			'action/state.ts',
			"import { share } from '../modes/share.ts';",
			['modes/share.ts'],
			'action/ may not import it',
		],
		[
			'the edge',
			'action/state.ts',
			"import { HttpClient } from '@actions/http-client';",
			[],
			'only http/transport.ts may import it',
		],
		[
			'the rest of http',
			'http/clock.ts',
			"import { HttpClient } from '@actions/http-client';",
			[],
			'only http/transport.ts may import it',
		],
		[
			'the start',
			'index.ts',
			"import { share } from './modes/share.ts';",
			['modes/share.ts'],
			'index.ts may not import it',
		],
		[
			'the start',
			'index.ts',
			"const { x } = await import('./modes/share.ts');",
			['modes/share.ts'],
			'index.ts may not import it',
		],
		[
			'the main phase',
			'main.ts',
			"import { run } from './index.ts';",
			['index.ts'],
			'assembly may not import it',
		],
		[
			'the errors',
			'errors.ts',
			"import { codeOf } from './http/failure.ts';",
			['http/failure.ts'],
			'errors.ts may not import it',
		],
		['anything', 'main.ts', "import { z } from 'zod';", [], 'not one of the packages'],
		[
			'anything',
			'main.ts',
			"import { info } from '@actions/core/lib/core.js';",
			[],
			'not one of the packages',
		],
		['anything', 'main.ts', "import fs from 'fs';", [], 'not one of the packages'],
		[
			'anything',
			'main.ts',
			"import { share } from './modes/share';",
			['modes/share.ts'],
			'lacks the ending `.ts`',
		],
		['anything', 'main.ts', "export * from '../scripts/build.ts';", [], 'no such file in src'],
		[
			'a new folder',
			'tools/size.ts',
			"import { titleOf } from '../errors.ts';",
			['errors.ts'],
			'the folder tools/ has no rule',
		],
	])('keep %s, in %s, from `%s`', (_who, path, statement, others, complaint) => {
		expect(findViolations(sourcesOf(path, statement, others))).toEqual([expect.stringContaining(complaint)]);
	});

	it.each([
		['modes/burn.ts', "import type { Key } from '../onetimesecret/types.ts';", ['onetimesecret/types.ts']],
		['modes/burn.ts', "import { requireNominal } from './status-check.ts';", ['modes/status-check.ts']],
		['post.ts', "import { burn } from './modes/burn.ts';", ['modes/burn.ts']],
		['index.ts', 'const { post } = await import(/* webpackMode: "eager" */ \'./post.ts\');', ['post.ts']],
		['action/state.ts', "import { codeOf } from '../http/failure.ts';", ['http/failure.ts']],
		['http/transport.ts', "import { HttpClient } from '@actions/http-client';", []],
	])('allow %s `%s`', (path, statement, others) => {
		expect(findViolations(sourcesOf(path, statement, others))).toEqual([]);
	});

	it('find a circle of imports, also one that is made of types', () => {
		const sources = new Map([
			['http/a.ts', "import type { B } from './b.ts';\n"],
			['http/b.ts', "import { c } from './c.ts';\n"],
			['http/c.ts', "export type { A } from './a.ts';\n"],
		]);
		expect(findViolations(sources)).toEqual([
			'a circle of imports: http/a.ts -> http/b.ts -> http/c.ts -> http/a.ts',
		]);
	});
});

describe('The scanner for imports', () => {
	it('reads statements of one line and of several, re-exports, bare and dynamic imports', () => {
		const text = [
			"import process from 'node:process';",
			'import {',
			"	// the server's own",
			'	a,',
			"} from './a.ts';",
			"import './b.ts';",
			"import type { C } from './c.ts';",
			"export { d } from './d.ts';",
			"export type { E } from './e.ts';",
			'export { own };',
			"export const text = 'from';",
			"const late = () => import('./f.ts');",
		].join('\n');
		const statements = scanImports(text).map(({ specifier, isTypeOnly }) =>
			isTypeOnly ? `type ${specifier}` : specifier,
		);
		expect(statements).toEqual([
			'node:process',
			'./a.ts',
			'./b.ts',
			'type ./c.ts',
			'./d.ts',
			'type ./e.ts',
			'./f.ts',
		]);
	});

	it.each([
		['a target that is not a plain text', 'const late = (name: string) => import(name);'],
		['a require', "const fs = require('node:fs');"],
		['attributes', "import data from './data.json' with { type: 'json' };"],
	])('refuses %s', (_what, text) => {
		expect(() => scanImports(text)).toThrow(/import/);
	});
});
