// Checks the environment of the step before anything is sent: command files, TLS, debugging, proxy, and the
// step id if the outputs need one.

import { accessSync, constants, statSync } from 'node:fs';
import { checkProxy } from './network-settings.ts';
import type { Environment, Fault } from './variables.ts';

/** What the step needs from its environment. */
export interface EnvironmentNeeds {
	/** True if the step is useless without its outputs, which the runner drops if the step has no `id`. */
	readonly needsStepId: boolean;
	/** The origin that requests go to. Undefined if the inputs do not determine it. */
	readonly origin: string | undefined;
}

/**
 * Lists the faults of the environment; empty if there are none. Nothing is cached, because later steps can
 * change the environment.
 */
export function checkEnvironment(env: Environment, { needsStepId, origin }: EnvironmentNeeds): Fault[] {
	const stepId = needsStepId && lacksStepId(env) ? [NO_STEP_ID] : [];
	return [...checkCommandFiles(env), ...checkConnectionSettings(env, origin), ...stepId];
}

/** Lists the settings that make a connection unsafe; empty if there are none. Both phases check them. */
export function checkConnectionSettings(env: Environment, origin: string | undefined): Fault[] {
	return [...checkTls(env), ...checkDebugging(env), ...(origin === undefined ? [] : checkProxy(env, origin))];
}

/** Checks the files for state and outputs. Without them the toolkit would write both to the log. */
function checkCommandFiles(env: Environment): Fault[] {
	return ['GITHUB_OUTPUT', 'GITHUB_STATE'].flatMap((name) => {
		const path = env[name] ?? '';
		const remedy = 'The runner sets it for every step. By hand, set it to the path of an empty file.';
		if (path === '') return [`${name} is not set. ${remedy}`];
		return isWritableFile(path) ? [] : [`${name} does not name a file that can be written. ${remedy}`];
	});
}

/** True if the path is a regular file that can be written. */
export function isWritableFile(path: string): boolean {
	try {
		accessSync(path, constants.W_OK);
		return statSync(path).isFile();
	} catch {
		return false;
	}
}

/**
 * Node disables certificate checks for exactly the value `0`
 * (https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue).
 */
function checkTls(env: Environment): Fault[] {
	if (env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return [];
	return [
		'NODE_TLS_REJECT_UNAUTHORIZED is `0`, which would show the secret to anybody on the way. Remove it. For a private certificate authority set NODE_EXTRA_CA_CERTS to the file of its certificate.',
	];
}

/**
 * With NODE_DEBUG set, Node can write request headers to stderr, credentials included
 * (https://nodejs.org/api/cli.html#node_debugmodule).
 */
function checkDebugging(env: Environment): Fault[] {
	if ((env['NODE_DEBUG'] ?? '') === '') return [];
	return [
		'NODE_DEBUG is set, and Node could write credentials to the log. Remove it from the environment of this step.',
	];
}

/**
 * True if the step has no `id`. The runner then drops its outputs, and names it in GITHUB_ACTION with two
 * leading underscores (actions/runner: StepsContext.cs). Always false inside a composite action, where names
 * follow other rules.
 */
export function lacksStepId(env: Environment): boolean {
	return (env['GITHUB_ACTION'] ?? '').startsWith('__') && !isInComposite(env);
}

/**
 * True inside a composite action. The runner sets GITHUB_ACTION_PATH only there; act always sets it, but empty
 * elsewhere.
 */
export function isInComposite(env: Environment): boolean {
	return (env['GITHUB_ACTION_PATH'] ?? '') !== '';
}

const NO_STEP_ID =
	'The step has no `id`, so its outputs, such as the link, would be lost. Give the step an `id`.';
