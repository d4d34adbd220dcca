// Requests to the modes, and what a service says of a secret, with every field filled in.

import type { GenerateRequest } from '../../src/modes/generate.ts';
import type { ShareRequest } from '../../src/modes/share.ts';
import type {
	BurnResult,
	ReceiptKey,
	ReceiptLook,
	Seconds,
	SecretKey,
	SecretState,
	UnusableCreation,
	UsableCreation,
} from '../../src/onetimesecret/types.ts';

/** The key of every receipt here. */
export const RECEIPT = 'RECEIPT' as ReceiptKey;

/** The key of every link here. */
export const KEY = 'KEY' as SecretKey;

const delivery = {
	ttlSeconds: undefined,
	ttlUnit: undefined,
	passphrase: undefined,
	recipient: undefined,
	shareDomain: undefined,
	maskLink: true,
	burnOn: 'never',
} as const;

/** A request to `share` that asks for nothing beyond the value. */
export function shareRequest(changes: Partial<ShareRequest> = {}): ShareRequest {
	return { mode: 'share', value: 'v', ...delivery, ...changes };
}

/** A request to `generate` that asks for nothing. */
export function generateRequest(changes: Partial<GenerateRequest> = {}): GenerateRequest {
	return { mode: 'generate', length: undefined, valueFile: undefined, ...delivery, ...changes };
}

/** A secret that can be delivered: on `host`, for ten minutes. */
export function usableCreation(changes: Partial<UsableCreation> = {}): UsableCreation {
	return {
		usable: true,
		secretKey: KEY,
		receiptKey: RECEIPT,
		link: 'https://host/secret/KEY',
		linkHost: 'host',
		ttlSeconds: 600 as Seconds,
		expiresAt: '2026-11-23T12:00:00Z',
		doubts: 0,
		namesRecipient: true,
		generatedValue: '',
		...changes,
	};
}

/** A secret without a link to deliver. */
export function unusableCreation(changes: Partial<UnusableCreation> = {}): UnusableCreation {
	return {
		usable: false,
		receiptKey: RECEIPT,
		ttlSeconds: undefined,
		expiresAt: undefined,
		flaw: 'keys',
		...changes,
	};
}

/** What a look at a receipt shows. */
export function receiptLook(state: SecretState, changes: Partial<ReceiptLook> = {}): ReceiptLook {
	return {
		state,
		openedAt: undefined,
		secretTtlSeconds: undefined,
		needsPassphrase: undefined,
		plaintext: [],
		...changes,
	};
}

/** What a burn came to. */
export function burnResult(state: SecretState, changes: Partial<BurnResult> = {}): BurnResult {
	return { state, openedAt: undefined, plaintext: [], error: undefined, ...changes };
}
