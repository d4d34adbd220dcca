// The post phase inside the test's own process, against the embedded server, with what main would have saved.

import { post } from '../../src/post.ts';
import { networkFingerprint } from '../../src/runner/network-settings.ts';
import { createReporter } from '../../src/runner/reporter.ts';
import { record, type Written } from './command-files.ts';
import { inputVariables } from './input-variables.ts';
import { type SavedValue, savedVariables } from './saved-state.ts';
import type { EmbeddedServer } from './server/index.ts';

/** A secret on the server, made by API v1 as a guest. */
export interface MadeSecret {
	readonly receipt: string;
	readonly key: string;
}

/** Makes a secret that lives ten minutes. `fields` are added to the request. */
export async function makeSecret(
	server: EmbeddedServer,
	fields: Readonly<Record<string, string>> = {},
): Promise<MadeSecret> {
	const body = new URLSearchParams({ secret: 'a secret', ttl: '600', ...fields });
	const response = await fetch(`${server.origin}/api/v1/share`, { method: 'POST', body });
	const made: unknown = await response.json();
	const field = (name: string) => String(Reflect.get(made as object, name));
	return { receipt: field('metadata_key'), key: field('secret_key') };
}

/** What a run of the post phase is given beyond the server. */
export interface PostRun {
	readonly inputs?: Readonly<Record<string, string>>;
	/** Replaces what main would have saved after a delivered link with `burn-on: always`. */
	readonly state?: Readonly<Record<string, SavedValue>>;
	readonly env?: Readonly<Record<string, string>>;
	readonly cancel?: AbortSignal;
}

/** What the post phase wrote, and of its lines those that a person sees. */
export interface PostResult extends Written {
	readonly said: readonly string[];
}

/** Runs the post phase. */
export async function runPost(
	server: EmbeddedServer,
	{ receipt }: MadeSecret,
	{ inputs = {}, state = {}, env = {}, cancel = new AbortController().signal }: PostRun = {},
): Promise<PostResult> {
	const saved = {
		origin: server.origin,
		'api-version': 'v1',
		receipt,
		'expires-at': '2026-11-23T12:00:00Z',
		delivered: true,
		'burn-on': 'always',
		network: networkFingerprint(env),
		...state,
	};
	const variables = {
		...inputVariables({ domain: server.origin, ...inputs }),
		...savedVariables(saved),
	};
	const reporter = createReporter({ warnsAboutMasks: false });
	const written = await record({ ...variables, ...env }, (given) => post({ env: given, reporter, cancel }));
	const said = written.lines.filter((line) => !/^::(add-mask|debug)::/.test(line));
	return { ...written, said };
}
