// What the main phase saves for the end of the job: the server and receipt of a secret, never a passphrase,
// token or value.

import { getState, saveState } from '@actions/core';
import type { BurnOn } from '../modes/delivery-options.ts';

/**
 * What is known about the secret that the step created. An empty text means that it is not known, or not yet.
 */
export interface SavedState {
	/** Origin of the server that the step calls. */
	readonly origin: string;
	/** The API version that created the secret: `v1` or `v2`. */
	readonly apiVersion: string;
	/** Sensitive, because anybody who has it can burn the secret. */
	readonly receipt: string;
	/** When the secret expires: ISO 8601 in UTC, by the server's clock. Shown to the user. */
	readonly expiresAt: string;
	/**
	 * When the secret has expired: ISO 8601 in UTC, by the runner's clock. Compared with that clock at the end
	 * of the job.
	 */
	readonly expiresBy: string;
	/** True if the server was asked to mail the link. */
	readonly mayBeMailed: boolean;
	/** True once the outputs are set. */
	readonly isDelivered: boolean;
	/**
	 * The input `burn-on` as the main phase read it. At the end of the job the input could evaluate
	 * differently.
	 */
	readonly burnOn: BurnOn | '';
	/** The proxy and certificate settings; see `networkFingerprint`. */
	readonly network: string;
	/**
	 * GITHUB_ACTION_PATH in the main phase. Inside nested composite actions the post phase gets a different
	 * one.
	 */
	readonly actionPath: string;
	/** True if the user wants a job summary. */
	readonly wantsSummary: boolean;
	/** Path and identity of the file that contains the value; see `value-file.ts`. */
	readonly valueFile: string;
	/** True if the post phase has nothing to do. dist/post.js reads this field itself, as `STATE_idle`. */
	readonly isIdle: boolean;
}

/** The names under which the runner saves the fields. The post phase gets them as `STATE_NAME` variables. */
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
 * Saves every key as empty. Saved state overrides the environment (actions/runner: ActionRunner.cs), so no
 * earlier step can plant a value through a variable. Throws if the state file cannot be written.
 */
export function clearState(): void {
	writeState(EMPTY);
}

/**
 * Saves the given fields. The last write of a field counts (actions/runner: FileCommandManager.cs). Throws if
 * the state file cannot be written.
 */
export function writeState(fields: Partial<SavedState>): void {
	for (const name of Object.keys(STATE_KEYS) as (keyof SavedState)[]) {
		const value = fields[name];
		if (value !== undefined) saveState(STATE_KEYS[name], typeof value === 'boolean' ? flag(value) : value);
	}
}

/** Reads what the main phase saved. Missing fields are empty or false, and an unknown `burnOn` is `never`. */
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
