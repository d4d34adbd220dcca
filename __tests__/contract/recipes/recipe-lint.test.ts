// The workflows of the pages are valid, as github.com sees them, and keep the rules that are not about this
// repository alone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../repository.ts';
import { runScript } from '../working-copy.ts';
import { RECIPES, type Recipe } from './documents.ts';

/** What our own workflows need, and a recipe does not. */
const NOT_FOR_RECIPES = [
	/`concurrency` must have a group/,
	/job `[\w-]+` has no `(timeout-minutes|name)`/,
	/job `[\w-]+` does not list its `permissions`/,
	/job `[\w-]+` must not run on a self-hosted runner/,
	// The page says so, and tells the reader to pin the release that they have checked.
	/`slackapi\/slack-github-action@v3` is not pinned/,
];

/** A file name that other recipes can name: "Hand over" is `hand-over`. */
function fileOf({ kind, name }: Recipe): string {
	const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
	return kind === 'workflow' ? `.github/workflows/${slug}.yml` : `.github/actions/${slug}/action.yml`;
}

describe('The workflows of the pages', () => {
	let folder = '';
	let lines: readonly string[] = [];
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'recipes-'));
		for (const recipe of RECIPES) {
			const path = join(folder, fileOf(recipe));
			mkdirSync(dirname(path), { recursive: true });
			writeFileSync(path, recipe.text);
		}
		lines = runScript(ROOT, ['scripts/lint-workflows.mjs', folder]).output.trimEnd().split('\n');
	}, 60_000);
	afterAll(() => rmSync(folder, { recursive: true }));

	it('are all read by the linters', () => {
		const count = (kind: Recipe['kind']) => RECIPES.filter((recipe) => recipe.kind === kind).length;
		const expected = `${count('workflow')} workflows and ${count('composite')} action files, `;
		expect(lines.at(-1)).toContain(expected);
		expect(new Set(RECIPES.map(fileOf)).size).toBe(RECIPES.length);
	});

	it('have no finding but those that are not about recipes', () => {
		const findings = lines.slice(0, -1);
		expect(findings.filter((line) => !NOT_FOR_RECIPES.some((rule) => rule.test(line)))).toEqual([]);
	});
});
