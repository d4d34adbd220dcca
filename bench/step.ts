// A step of mode `share` as a runner starts it: its variables and its command files.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INPUTS, variableOf } from '../src/runner/inputs/input-table.ts';
import type { Listening } from './server.ts';

/** The bundle that is shipped, and what starts it at the end of the job. */
export const BUNDLE = join(import.meta.dirname, '..', 'dist', 'index.js');
/** See {@link BUNDLE}. */
export const POST = join(import.meta.dirname, '..', 'dist', 'post.js');

/** What the recipient must know as well. */
export const PASSPHRASE = 'correct horse';

const TTL = '3600';
const FILES = ['OUTPUT', 'STATE', 'STEP_SUMMARY'];

/** The environment of the step, with command files in `folder`. */
export function makeEnvironment(
	folder: string,
	{ origin, username, token }: Listening,
	secret = 'Tr0ub4dor&3 and more',
): Record<string, string> {
	const texts = {
		...Object.fromEntries(Object.entries(INPUTS).map(([name, traits]) => [name, traits.default])),
		...{ domain: origin, username, token, secret, passphrase: PASSPHRASE, ttl: TTL },
	};
	const inputs = Object.entries(texts).map(([name, text]) => [variableOf(name), text]);
	const files = FILES.map((name) => [`GITHUB_${name}`, join(folder, name)]);
	const { PATH = '', HOME = '' } = process.env;
	return {
		PATH,
		HOME,
		GITHUB_ACTIONS: 'true',
		GITHUB_ACTION: 'share',
		...Object.fromEntries([...inputs, ...files]),
	};
}

/** Makes the command files of an environment anew, empty. */
export function resetCommandFiles(folder: string): void {
	for (const name of FILES) writeFileSync(join(folder, name), '');
}

/** The link among the outputs in a folder; undefined if there is none. */
export function readLink(folder: string): string | undefined {
	return /\bhttps?:\S+\/secret\/[a-z0-9]{31,}$/m.exec(readFileSync(join(folder, 'OUTPUT'), 'utf8'))?.[0];
}
