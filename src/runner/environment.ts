// What must be right around the step before anything is sent: command files, TLS, debugging, proxy, and an id if the
// outputs matter.

import { accessSync, constants, statSync } from 'node:fs';
import { checkProxy } from './network-settings.ts';
import type { Environment, Fault } from './variables.ts';

/** What the step needs of its environment. */
export interface EnvironmentNeeds {
	/** True if a step without `id` would lose what it is there for. */
	readonly needsStepId: boolean;
	/** Where requests go; undefined if the inputs do not say. */
	readonly origin: string | undefined;
}

/** Faults of the environment. Checks anew at each call, because a later step can change it. */
export function checkEnvironment(env: Environment, { needsStepId, origin }: EnvironmentNeeds): Fault[] {
	const stepId = needsStepId && lacksStepId(env) ? [NO_STEP_ID] : [];
	return [...checkCommandFiles(env), ...checkConnectionSettings(env, origin), ...stepId];
}

/** Faults of the settings under which a connection would not be safe. Both phases check them. */
export function checkConnectionSettings(env: Environment, origin: string | undefined): Fault[] {
	return [...checkTls(env), ...checkDebugging(env), ...(origin === undefined ? [] : checkProxy(env, origin))];
}

/** The files that carry state and outputs. Without them the toolkit would write both to the log. */
function checkCommandFiles(env: Environment): Fault[] {
	return ['GITHUB_OUTPUT', 'GITHUB_STATE'].flatMap((name) => {
		const path = env[name] ?? '';
		const remedy = 'The runner sets it for every step. By hand, set it to the path of an empty file.';
		if (path === '') return [`${name} is not set. ${remedy}`];
		return isWritableFile(path) ? [] : [`${name} does not name a file that can be written. ${remedy}`];
	});
}

/** True if a path names a regular file that can be written. */
export function isWritableFile(path: string): boolean {
	try {
		accessSync(path, constants.W_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

/** Node switches certificate checks off for exactly this value (https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue). */
function checkTls(env: Environment): Fault[] {
	if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return [];
	return [
		'NODE_TLS_REJECT_UNAUTHORIZED is `0`, which would show the secret to anybody on the way. Remove it. For a private certificate authority set NODE_EXTRA_CA_CERTS to the file of its certificate.',
	];
}

/** With it Node writes requests with all their headers to stderr, past every mask (https://nodejs.org/api/cli.html#node_debugmodule). */
function checkDebugging(env: Environment): Fault[] {
	if ((env['NODE_DEBUG'] ?? '') === '') return [];
	return [
		'NODE_DEBUG is set, and Node could write credentials to the log. Remove it from the environment of this step.',
	];
}

/**
 * The runner drops the outputs of a step without `id` and gives it a name with two leading underscores (actions/runner:
 * StepsContext.cs). Inside a composite action the names follow other rules.
 */
export function lacksStepId(env: Environment): boolean {
	return (env['GITHUB_ACTION'] ?? '').startsWith('__') && !isInComposite(env);
}

/** True inside a composite action: only there the runner sets GITHUB_ACTION_PATH (act sets it always, empty outside). */
export function isInComposite(env: Environment): boolean {
	return (env['GITHUB_ACTION_PATH'] ?? '') !== '';
}

const NO_STEP_ID =
	'The step has no `id`, so its outputs, such as the link, would be lost. Give the step an `id`.';
