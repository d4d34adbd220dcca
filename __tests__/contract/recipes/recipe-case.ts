// The form of a case: a recipe, a situation, and what must have come of it. Beside it, the questions that
// cases ask of a run.
import type { RecordedCall } from './fake-commands.ts';
import type { RecipeRun, Situation } from './run-recipe.ts';

/** One recipe in one situation. */
export interface RecipeCase {
	/** Name of the workflow; or of the composite action, if the situation has a wrapper. */
	readonly recipe: string;
	/** What the case shows, as the end of a sentence that begins with the recipe. */
	readonly shows: string;
	readonly situation?: Situation;
	/** Results of the jobs; default: all succeed. */
	readonly results?: Readonly<Record<string, 'success' | 'failure' | 'skipped'>>;
	/** The pages say that logs of this recipe show the link. */
	readonly showsLink?: boolean;
	/** Other recipes that this run uses. */
	readonly covers?: readonly string[];
	/** Throws if the purpose of the recipe was not reached. */
	check(run: RecipeRun): void;
}

const LINK = /https:\/\/[\w.-]+\/secret\/\w+/g;

/** All links that were handed to commands and actions, each once. */
export function linksIn(calls: readonly RecordedCall[]): readonly string[] {
	return [...new Set(calls.flatMap(({ args, input }) => [...args, input].join('\n').match(LINK) ?? []))];
}

/** The one link that was delivered. Throws if there is none or more than one. */
export function deliveredLink({ calls }: Pick<RecipeRun, 'calls'>): string {
	const [link, ...others] = linksIn(calls);
	if (link === undefined || others.length > 0) throw new Error(`${others.length + (link ? 1 : 0)} links`);
	return link;
}

/** What the recipient reads behind the delivered link; undefined if it cannot be opened. */
export function openDelivered(run: RecipeRun, passphrase?: string): string | undefined {
	return run.server.reveal(keyOf(deliveredLink(run)), passphrase);
}

/** Host of the delivered link. */
export function hostOfDelivered(run: RecipeRun): string {
	return new URL(deliveredLink(run)).host;
}

/** Calls of a command. */
export function callsOf({ calls }: RecipeRun, command: string): readonly RecordedCall[] {
	return calls.filter((call) => call.command === command);
}

/**
 * The `text` of each JSON message that curl posted to an address. Throws if one is not JSON, or is posted
 * with other headers.
 */
export function messagesTo(run: RecipeRun, address: string): readonly string[] {
	return callsOf(run, 'curl')
		.filter((call) => call.address === address)
		.map(({ args, input }) => {
			if (!args.includes('Content-Type: application/json'))
				throw new Error('The message is not marked as JSON');
			const { text } = JSON.parse(input) as { text: string };
			return text;
		});
}

/** The logs of all jobs, one after the other. */
export function logOf({ jobs }: RecipeRun): string {
	return Object.values(jobs)
		.map(({ log }) => log)
		.join('');
}

/** The key in a link. */
export function keyOf(link: string): string {
	return link.split('/').at(-1) ?? '';
}
