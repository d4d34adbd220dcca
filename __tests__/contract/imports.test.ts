// The one import rule that biome.json cannot express: `noRestrictedImports` does not tell an import of types from others.
import { describe, expect, it } from 'vitest';
import { listFiles, readText } from './repository.ts';

/** Imports and re-exports of code (not of types only) from modes or http. A dynamic import counts as one of code. */
function findImportsOfCode(text: string): string[] {
	const statements = text.matchAll(
		/^(?:import|export)\b[^;]*?\bfrom\s*'(?:\.\.\/)+(?:modes|http)\/[^']*';/gm,
	);
	const dynamic = text.matchAll(/\bimport\s*\(\s*'(?:\.\.\/)+(?:modes|http)\/[^']*'/g);
	return [
		...[...statements].map(([found]) => found).filter((found) => !/^(?:import|export) type\b/.test(found)),
		...[...dynamic].map(([found]) => found),
	];
}

describe('The edge to the runner', () => {
	const files = listFiles('src/runner', ['.ts']);

	it('imports nothing but types from the modes and from http', () => {
		expect(files.length).toBeGreaterThan(0);
		expect(
			files.map((path) => [path, ...findImportsOfCode(readText(path))]).filter(({ length }) => length > 1),
		).toEqual([]);
	});

	it.each([
		["import type { A } from '../modes/a.ts';\nimport { b } from './b.ts';", 0],
		["import { b } from './b.ts';\nimport { a } from '../modes/a.ts';", 1],
		["import { type A } from '../../http/a.ts';", 1],
		["import {\n\ta,\n\tb,\n} from '../http/a.ts';", 1],
		["export { a } from '../http/a.ts';\nexport type { B } from '../http/a.ts';", 1],
		["const late = () => import('../modes/a.ts');", 1],
	])('would be found out by `%s`', (text, count) => {
		expect(findImportsOfCode(text)).toHaveLength(count);
	});
});
