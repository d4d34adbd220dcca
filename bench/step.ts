// The environment of a step of mode `share`, with inputs and command files as a runner gives them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INPUTS, variableOf } from '../src/runner/inputs/input-table.ts';
import type { Listening } from './server.ts';

/** The bundle that users run. */
export const BUNDLE = join(import.meta.dirname, '..', 'dist', 'index.js');
/** The file that starts the bundle in the post phase. */
export const POST_LAUNCHER = join(import.meta.dirname, '..', 'dist', 'post.js');

/** The passphrase of every link. */
export const PASSPHRASE = 'correct horse';

const TTL = '3600';
const COMMAND_FILES = ['OUTPUT', 'STATE', 'STEP_SUMMARY'];

/** Returns the environment of the step, with command files in `folder`. */
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
	const files = COMMAND_FILES.map((name) => [`GITHUB_${name}`, join(folder, name)]);
	const { PATH = '', HOME = '' } = process.env;
	return {
		PATH,
		HOME,
		GITHUB_ACTIONS: 'true',
		GITHUB_ACTION: 'share',
		...Object.fromEntries([...inputs, ...files]),
	};
}

/** Creates or empties the command files in a folder. */
export function resetCommandFiles(folder: string): void {
	for (const name of COMMAND_FILES) writeFileSync(join(folder, name), '');
}

/** Reads the link from the output file in a folder. Undefined if there is none. */
export function readLink(folder: string): string | undefined {
	return /\bhttps?:\S+\/secret\/[a-z0-9]{31,}$/m.exec(readFileSync(join(folder, 'OUTPUT'), 'utf8'))?.[0];
}
