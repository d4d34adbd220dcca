// What the main phase saves for the end of the job: what post needs to burn a secret or remove a value file. Never
// a passphrase, token or value.

import { getState, saveState } from '@actions/core';
import type { BurnOn } from '../modes/delivery-options.ts';
import { booleanField, parseJsonObject, textField, textsField } from '../onetimesecret/decode.ts';

/**
 * What is known about the secret that the step created. An empty text or list means that it is not known, or
 * not yet.
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
	readonly burnOn: BurnOn;
	/** The proxy and certificate settings; see `networkFingerprint`. */
	readonly network: readonly string[];
	/**
	 * GITHUB_ACTION_PATH in the main phase. Inside nested composite actions the post phase gets a different
	 * one.
	 */
	readonly actionPath: string;
	/** True if the user wants a job summary. */
	readonly wantsSummary: boolean;
	/** Path and identity of the file that contains the value; see `value-file.ts`. */
	readonly valueFile: string;
}

/** The names of the fields in the saved JSON object. */
const STATE_FIELDS = {
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
} as const satisfies Record<keyof SavedState, string>;

/** The state key of the JSON object. The post phase gets it as `STATE_saved`. */
const SAVED_KEY = 'saved';
/** The state key that is `yes` if the post phase has nothing to do. dist/post.js reads it as `STATE_idle`. */
const IDLE_KEY = 'idle';

/** Saves the state of one step. Each method throws if the state file cannot be written. */
export interface StateWriter {
	/**
	 * Saves both keys as empty. Saved state overrides the environment (actions/runner: ActionRunner.cs), so no
	 * earlier step can plant a value through a variable.
	 */
	clear(): void;
	/**
	 * Saves the given fields together with all earlier ones, because a later record of a key replaces the earlier
	 * one (actions/runner: FileCommandManager.cs). If the write fails, later records leave these fields out.
	 */
	save(fields: Partial<SavedState>): void;
	/** Saves that the post phase has nothing to do. Must be the last write: post would ignore what is saved later. */
	markIdle(): void;
}

/** Creates the writer of a step. Nothing is written yet. */
export function createStateWriter(): StateWriter {
	let saved: Partial<SavedState> = {};
	return {
		clear() {
			for (const key of [IDLE_KEY, SAVED_KEY]) saveState(key, '');
		},
		save(fields) {
			const next = { ...saved, ...fields };
			const names = Object.keys(STATE_FIELDS) as (keyof SavedState)[];
			const entries = names.map((name) => [STATE_FIELDS[name], next[name]]);
			saveState(SAVED_KEY, JSON.stringify(Object.fromEntries(entries)));
			saved = next;
		},
		markIdle: () => saveState(IDLE_KEY, 'yes'),
	};
}

/** Reads what the main phase saved. Missing fields are empty or false, and an unknown `burnOn` is `never`. */
export function readState(): SavedState {
	const saved = parseJsonObject(getState(SAVED_KEY)) ?? {};
	const text = (name: string): string => textField(saved, name);
	const isSet = (name: string): boolean => booleanField(saved, name) === true;
	const burnOn = text(STATE_FIELDS.burnOn);
	return {
		origin: text(STATE_FIELDS.origin),
		apiVersion: text(STATE_FIELDS.apiVersion),
		receipt: text(STATE_FIELDS.receipt),
		expiresAt: text(STATE_FIELDS.expiresAt),
		expiresBy: text(STATE_FIELDS.expiresBy),
		mayBeMailed: isSet(STATE_FIELDS.mayBeMailed),
		isDelivered: isSet(STATE_FIELDS.isDelivered),
		burnOn: burnOn === 'always' || burnOn === 'failure' ? burnOn : 'never',
		network: textsField(saved, STATE_FIELDS.network),
		actionPath: text(STATE_FIELDS.actionPath),
		wantsSummary: isSet(STATE_FIELDS.wantsSummary),
		valueFile: text(STATE_FIELDS.valueFile),
	};
}
