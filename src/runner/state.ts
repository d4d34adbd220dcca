// What main saves for the end of the job: where a secret was made and its receipt, never a passphrase, token or value.

import { getState, saveState } from '@actions/core';
import type { BurnOn } from '../modes/delivery-options.ts';

/** What is known about the secret that the step made. Empty texts mean "not yet". */
export interface SavedState {
	/** Origin of the API that made it. */
	readonly origin: string;
	/** `v1` or `v2`. */
	readonly apiVersion: string;
	/** Sensitive: whoever has it can burn the secret. */
	readonly receipt: string;
	/** ISO 8601 in UTC, by the server's clock. */
	readonly expiresAt: string;
	/** ISO 8601 in UTC, by the runner's clock: when the secret is certainly gone. */
	readonly expiresBy: string;
	/** True if the server was asked to mail the link. */
	readonly mayBeMailed: boolean;
	/** True once the outputs are set. */
	readonly isDelivered: boolean;
	/** When to burn, as main was told; the input could read otherwise by the end of the job. */
	readonly burnOn: BurnOn | '';
	/** How the network was set up; see `networkFingerprint`. */
	readonly network: string;
	/** GITHUB_ACTION_PATH of main: inside nested composites it is another one in post. */
	readonly actionPath: string;
	/** Whether a job summary is wanted. */
	readonly wantsSummary: boolean;
	/** The file that holds the value; see `value-file.ts`. */
	readonly valueFile: string;
	/** True if post has nothing to do. dist/post.js reads this one itself, as `STATE_idle`. */
	readonly isIdle: boolean;
}

/** The names under which the runner keeps the fields; it gives them back as `STATE_NAME`. */
export const STATE_KEYS = {
	origin: 'origin',
	apiVersion: 'api-version',
	receipt: 'receipt',
	expiresAt: 'expires-at',
	expiresBy: 'expires-by',
	mayBeMailed: 'may-be-mailed',
	isDelivered: 'delivered',
	burnOn: 'burn-on',
	network: 'network',
	actionPath: 'action-path',
	wantsSummary: 'summary',
	valueFile: 'value-file',
	isIdle: 'idle',
} as const satisfies Record<keyof SavedState, string>;

const YES = 'yes';

const EMPTY: SavedState = {
	origin: '',
	apiVersion: '',
	receipt: '',
	expiresAt: '',
	expiresBy: '',
	mayBeMailed: false,
	isDelivered: false,
	burnOn: '',
	network: '',
	actionPath: '',
	wantsSummary: false,
	valueFile: '',
	isIdle: false,
};

/**
 * Writes every key empty, so that none can be planted through the environment of the job: what was saved wins over that
 * (actions/runner: ActionRunner.cs).
 */
export function clearState(): void {
	writeState(EMPTY);
}

/** Writes some fields; later writes win (actions/runner: FileCommandManager.cs). Throws if the state file has become unwritable. */
export function writeState(fields: Partial<SavedState>): void {
	for (const name of Object.keys(STATE_KEYS) as (keyof SavedState)[]) {
		const value = fields[name];
		if (value !== undefined) saveState(STATE_KEYS[name], typeof value === 'boolean' ? flag(value) : value);
	}
}

/** Reads what main has saved. */
export function readState(): SavedState {
	const isSet = (key: string): boolean => getState(key) === YES;
	const burnOn = getState(STATE_KEYS.burnOn);
	return {
		origin: getState(STATE_KEYS.origin),
		apiVersion: getState(STATE_KEYS.apiVersion),
		receipt: getState(STATE_KEYS.receipt),
		expiresAt: getState(STATE_KEYS.expiresAt),
		expiresBy: getState(STATE_KEYS.expiresBy),
		mayBeMailed: isSet(STATE_KEYS.mayBeMailed),
		isDelivered: isSet(STATE_KEYS.isDelivered),
		burnOn: burnOn === 'always' || burnOn === 'failure' ? burnOn : 'never',
		network: getState(STATE_KEYS.network),
		actionPath: getState(STATE_KEYS.actionPath),
		wantsSummary: isSet(STATE_KEYS.wantsSummary),
		valueFile: getState(STATE_KEYS.valueFile),
		isIdle: isSet(STATE_KEYS.isIdle),
	};
}

function flag(value: boolean): string {
	return value ? YES : '';
}
