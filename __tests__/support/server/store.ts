// The secrets of one server in memory: who may still open which one, by an injected clock.
import { drawKey } from './keys.ts';
import { type Guesses, isLocked, noteWrongGuess } from './passphrase-guesses.ts';

/** Where a receipt stands, in the words of API v1. `viewed` occurs only with `showsValueInReceipt`. */
export type ReceiptState = 'new' | 'viewed' | 'received' | 'burned' | 'expired';

/** One secret and its receipt; times in milliseconds of the injected clock. */
export interface StoredSecret {
	readonly receiptKey: string;
	readonly secretKey: string;
	readonly value: Buffer;
	readonly passphrase: Buffer | undefined;
	readonly generated: boolean;
	readonly ttlSeconds: number;
	readonly createdMs: number;
	readonly owner: string | undefined;
	/** Obscured addresses as the answers show them. */
	readonly recipients: readonly string[];
	/** A bare host or empty. */
	readonly shareDomain: string;
	state: ReceiptState;
	updatedMs: number;
	/** Whether a receipt look-up has already shown the value. */
	valueShown: boolean;
	guesses: Guesses;
}

/** What a creation hands over; the store adds keys, times and state. */
export type NewSecret = Pick<
	StoredSecret,
	'value' | 'passphrase' | 'generated' | 'ttlSeconds' | 'owner' | 'recipients' | 'shareDomain'
>;

/** How an attempt to open a secret ended; `lost` is a value that was consumed and can't be shown. */
export type OpenResult =
	| { kind: 'opened'; value: string }
	| { kind: 'refused' }
	| { kind: 'locked' }
	| { kind: 'lost' };

/** How an attempt to burn a secret ended. */
export type BurnResult = 'burned' | 'gone' | 'wrong-passphrase' | 'locked';

/** The secrets of one server. */
export interface Store {
	readonly created: number;
	readonly alive: number;
	add(secret: NewSecret): StoredSecret;
	/** The receipt with that key, brought up to date (`expired`), or undefined when it never was or is gone (after twice the ttl). */
	findReceipt(receiptKey: string): StoredSecret | undefined;
	/** Whether the secret can still be opened. */
	isAlive(secret: StoredSecret): boolean;
	/** Opens and thereby consumes a secret. */
	open(secretKey: string, passphrase: Buffer): OpenResult;
	/** Burns by receipt. */
	burn(secret: StoredSecret, passphrase: Buffer): BurnResult;
	/** All receipts of an account that still exist, oldest first. */
	receiptsOf(owner: string): readonly StoredSecret[];
}

function readUtf8(bytes: Buffer): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

/** Makes an empty store that reads the time from `nowMs`. */
export function createStore(nowMs: () => number): Store {
	const secrets: StoredSecret[] = [];

	const isPending = (secret: StoredSecret): boolean => secret.state === 'new' || secret.state === 'viewed';
	const isAlive = (secret: StoredSecret): boolean =>
		isPending(secret) && nowMs() < secret.createdMs + secret.ttlSeconds * 1000;
	const receiptExists = (secret: StoredSecret): boolean =>
		nowMs() < secret.createdMs + secret.ttlSeconds * 2000;
	const settle = (secret: StoredSecret, state: ReceiptState): void => {
		secret.state = state;
		secret.updatedMs = nowMs();
	};

	/** An empty passphrase on a reveal is a look and no guess; on a burn it counts (server release v0.26.6, ots source). */
	const checkPassphrase = (
		secret: StoredSecret,
		given: Buffer,
		countsEmpty: boolean,
	): 'right' | 'wrong' | 'locked' => {
		if (secret.passphrase === undefined) {
			return 'right';
		}
		if (isLocked(secret.guesses, nowMs())) {
			return 'locked';
		}
		if (secret.passphrase.equals(given)) {
			return 'right';
		}
		if (given.length > 0 || countsEmpty) {
			secret.guesses = noteWrongGuess(secret.guesses, nowMs());
		}
		return 'wrong';
	};

	return {
		get created() {
			return secrets.length;
		},
		get alive() {
			return secrets.filter(isAlive).length;
		},
		isAlive,
		add(secret) {
			const now = nowMs();
			const stored: StoredSecret = {
				...secret,
				receiptKey: drawKey(),
				secretKey: drawKey(),
				createdMs: now,
				state: 'new',
				updatedMs: now,
				valueShown: false,
				guesses: { wrong: 0, firstWrongMs: 0, lockedUntilMs: 0 },
			};
			secrets.push(stored);
			return stored;
		},
		findReceipt(receiptKey) {
			const found = secrets.find((secret) => secret.receiptKey === receiptKey && receiptExists(secret));
			if (found !== undefined && isPending(found) && !isAlive(found)) {
				settle(found, 'expired');
			}
			return found;
		},
		open(secretKey, passphrase) {
			const secret = secrets.find((candidate) => candidate.secretKey === secretKey && isAlive(candidate));
			if (secret === undefined) {
				return { kind: 'refused' };
			}
			const verdict = checkPassphrase(secret, passphrase, false);
			if (verdict !== 'right') {
				return { kind: verdict === 'locked' ? 'locked' : 'refused' };
			}
			settle(secret, 'received');
			const value = readUtf8(secret.value);
			return value === undefined ? { kind: 'lost' } : { kind: 'opened', value };
		},
		burn(secret, passphrase) {
			if (!isAlive(secret)) {
				return 'gone';
			}
			const verdict = checkPassphrase(secret, passphrase, true);
			if (verdict !== 'right') {
				return verdict === 'locked' ? 'locked' : 'wrong-passphrase';
			}
			settle(secret, 'burned');
			return 'burned';
		},
		receiptsOf(owner) {
			return secrets.filter((secret) => secret.owner === owner && receiptExists(secret));
		},
	};
}
