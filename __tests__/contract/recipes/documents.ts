// What the pages show as YAML: whole workflows, composite actions, and single steps.
import { parse } from 'yaml';
import type { RawWorkflow } from '../../support/runner/workflow/workflow-file.ts';
import { readCodeBlocks } from '../markdown.ts';
import { asFields, listFiles, readText } from '../repository.ts';

/** One YAML block of a page. */
export interface Example {
	/** Page and number of the example on it. */
	readonly place: string;
	readonly kind: 'workflow' | 'composite' | 'steps';
	/** Name of the workflow or the action; empty for steps. */
	readonly name: string;
	readonly text: string;
}

/** A workflow or a composite action of the pages. */
export type Recipe = Example & { readonly kind: 'workflow' | 'composite' };

function kindOf(value: unknown): Example['kind'] {
	const fields = asFields(value);
	if ('jobs' in fields) return 'workflow';
	return 'runs' in fields ? 'composite' : 'steps';
}

/** The pages with examples: README and all of docs. */
export const PAGES: readonly string[] = ['README.md', ...listFiles('docs', ['.md'])];

/** All YAML blocks of all pages. */
export const EXAMPLES: readonly Example[] = PAGES.flatMap((path) =>
	readCodeBlocks(readText(path))
		.filter(({ language }) => language === 'yaml')
		.map(({ text }, at) => {
			const value: unknown = parse(text);
			const name = String(asFields(value)['name'] ?? '');
			return { place: `${path}, example ${at + 1}`, kind: kindOf(value), name, text };
		}),
);

/** Those that are complete. */
export const RECIPES: readonly Recipe[] = EXAMPLES.filter(
	(example): example is Recipe => example.kind !== 'steps',
);

/** The recipe of a name. Throws if there is none or more than one. */
export function findRecipe(name: string, kind: Recipe['kind'] = 'workflow'): Recipe {
	const [recipe, ...others] = RECIPES.filter((one) => one.name === name && one.kind === kind);
	if (recipe === undefined || others.length > 0) {
		throw new Error(`${others.length + (recipe ? 1 : 0)} recipes have the name '${name}'`);
	}
	return recipe;
}

/** A workflow of the pages, parsed. */
export function readWorkflow(name: string): RawWorkflow {
	return parse(findRecipe(name).text) as RawWorkflow;
}
