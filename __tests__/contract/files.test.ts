// Rules for single files that the linter does not have: every exported name explained, no registry in the lock file.
import { describe, expect, it } from 'vitest';
import { listFiles, readText } from './repository.ts';

/** Exported declarations in the first column; re-exports have their docstring where the name is declared. */
const EXPORTED =
	/^export (?:declare )?(?:async )?(?:abstract )?(?:const|let|function\*?|class|interface|type) (\w+)/;

/** Names that a source file exports without a docstring directly above. */
function findUndocumented(text: string): string[] {
	const lines = text.split('\n');
	return lines.flatMap((line, at) => {
		const name = EXPORTED.exec(line)?.[1];
		return name === undefined || endsDocstring(lines.slice(0, at)) ? [] : [name];
	});
}

function endsDocstring(lines: readonly string[]): boolean {
	if (!/\*\/$/.test(lines.at(-1) ?? '')) return false;
	const start = lines.findLast((line) => /^\s*\/\*/.test(line)) ?? '';
	return /^\/\*\* ?\S?/.test(start);
}

const sources = listFiles('src', ['.ts']);

describe('Files', () => {
	it('of src begin with a comment that says what they decide', () => {
		expect(sources.filter((path) => !/^(\/\/ |\/\*\* )\S.*\S\n/.test(readText(path)))).toEqual([]);
	});

	it.each(sources)('%s explains every name that it exports', (path) => {
		expect(findUndocumented(readText(path))).toEqual([]);
	});

	it('are recognised where an exported name lacks its docstring', () => {
		const text = [
			'/** Explained. */',
			'export const a = 1;',
			'',
			'// Not a docstring.',
			'export async function b() {}',
			'/**',
			' * Explained at length.',
			' */',
			'export interface C {}',
			'/** Too far away. */',
			'',
			'export type D = 1;',
			'/* No docstring either. */',
			'export class E {}',
		].join('\n');
		expect(findUndocumented(text)).toEqual(['b', 'D', 'E']);
	});

	it('of the lock name no registry', () => {
		expect(readText('package-lock.json')).not.toMatch(/"resolved": "(?!scripts\/)/);
	});
});
