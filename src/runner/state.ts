// What main leaves behind for the end of the job: where a secret was made and its receipt, never a passphrase, token or value.

import { getState, saveState } from '@actions/core';

/** What is known about the secret that the step made. Empty texts mean "not yet". */
export interface SavedState {
	/** Origin of the API that made it. */
	readonly origin: string;
	readonly apiVersion: string;
	/** Sensitive: whoever has it can burn the secret. */
	readonly receipt: string;
	/** ISO 8601 in UTC. */
	readonly expiresAt: string;
	/** `true` once the outputs are set, else empty. */
	readonly handedOn: string;
	/** When to burn, as main was told; the input could read otherwise by the end of the job. */
	readonly burnOn: string;
	/** How the network was set up; see `networkFingerprint`. */
	readonly network: string;
}

/** The names under which the runner keeps the fields; it gives them back as `STATE_NAME`. */
export const STATE_KEYS = {
	origin: 'origin',
	apiVersion: 'api-version',
	receipt: 'receipt',
	expiresAt: 'expires-at',
	handedOn: 'handed-on',
	burnOn: 'burn-on',
	network: 'network',
} as const satisfies Record<keyof SavedState, string>;

/** Writes every key empty, so that none can be planted through the environment of the job: what was saved wins over that (actions/runner: ActionRunner.cs). */
export function clearState(): void {
	writeState({
		origin: '',
		apiVersion: '',
		receipt: '',
		expiresAt: '',
		handedOn: '',
		burnOn: '',
		network: '',
	});
}

/** Writes some fields; later writes win (actions/runner: FileCommandManager.cs). Throws if the state file has become unwritable. */
export function writeState(fields: Partial<SavedState>): void {
	for (const [field, value] of Object.entries(fields)) {
		saveState(STATE_KEYS[field as keyof SavedState], value);
	}
}

/** Reads what main has left. */
export function readState(): SavedState {
	return {
		origin: getState(STATE_KEYS.origin),
		apiVersion: getState(STATE_KEYS.apiVersion),
		receipt: getState(STATE_KEYS.receipt),
		expiresAt: getState(STATE_KEYS.expiresAt),
		handedOn: getState(STATE_KEYS.handedOn),
		burnOn: getState(STATE_KEYS.burnOn),
		network: getState(STATE_KEYS.network),
	};
}
