// Every workflow of README and docs is run as it stands there, and does what the page says.
import { beforeAll, describe, expect, it } from 'vitest';
import { trustAuthority } from '../../support/network/trust.ts';
import { findLeaks } from '../../support/runner/index.ts';
import { CONTROL_CASES } from './control-cases.ts';
import { RECIPES } from './documents.ts';
import { HAND_OVER_CASES } from './hand-over-cases.ts';
import { PLACE_CASES } from './place-cases.ts';
import { keyOf, linksIn, logOf, type RecipeCase } from './recipe-case.ts';
import { type RecipeRun, runRecipe } from './run-recipe.ts';
import { SEND_CASES } from './send-cases.ts';
import { SECRETS, VARS } from './values.ts';

const CASES: readonly RecipeCase[] = [...HAND_OVER_CASES, ...CONTROL_CASES, ...PLACE_CASES, ...SEND_CASES];

/** Where something sensitive can be read: secrets everywhere, the link except where the pages say so. */
function leaksOf(run: RecipeRun, showsLink: boolean): string[] {
	const links = [...linksIn(run.calls), ...Object.values(run.inputs)];
	const made = showsLink ? [] : [...links, ...links.map(keyOf)];
	const sensitive = [...run.secrets, ...made];
	const stages = Object.values(run.jobs).flatMap(({ stages: all }) => all);
	const inLog = sensitive.filter((value) => logOf(run).includes(value)).map(() => 'log of the job');
	return [...inLog, ...stages.flatMap((stage) => findLeaks(stage, sensitive))];
}

describe('The recipes', () => {
	beforeAll(() => trustAuthority());

	it.each(CASES)('$recipe: $shows', async ({ recipe, situation = {}, results, showsLink = false, check }) => {
		const run = await runRecipe(recipe, situation);
		try {
			const ended = Object.fromEntries(Object.entries(run.jobs).map(([name, { result }]) => [name, result]));
			const expected = results ?? Object.fromEntries(Object.keys(ended).map((name) => [name, 'success']));
			expect(ended, logOf(run)).toEqual(expected);
			expect(leaksOf(run, showsLink)).toEqual([]);
			check(run);
		} finally {
			await run.close();
		}
	});

	it('are all run', () => {
		const run = CASES.flatMap(({ recipe, situation, covers = [] }) => [
			`${situation?.wrapper === undefined ? 'workflow' : 'composite'} ${recipe}`,
			...covers.map((name) => `workflow ${name}`),
		]);
		expect([...new Set(run)].sort()).toEqual(RECIPES.map(({ kind, name }) => `${kind} ${name}`).sort());
	});

	it('name no secret or variable that these tests leave empty', () => {
		const named = RECIPES.flatMap(({ text }) =>
			[...text.matchAll(/\b(secrets|vars)\.([A-Z0-9_]+)\b/g)].map(([whole]) => whole),
		);
		const known = [
			...Object.keys(SECRETS).map((name) => `secrets.${name}`),
			...Object.keys(VARS).map((name) => `vars.${name}`),
			...['secrets.OTS_TOKEN', 'vars.OTS_USERNAME', 'vars.COMPANY_PROXY', 'vars.COMPANY_CA'],
		];
		expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
		expect(known.filter((name) => !named.includes(name))).toEqual([]);
	});
});
