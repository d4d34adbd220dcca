// The secrets of one server in memory: which can still be opened, by an injected clock.
import { drawKey } from './keys.ts';
import { type Guarded, noGuesses } from './passphrase-guesses.ts';

/** Where a receipt stands, in the words of API v1. `viewed` is a receipt that was looked at (up to v0.25). */
export type ReceiptState = 'new' | 'viewed' | 'received' | 'burned' | 'expired';

/** One secret and its receipt; times in milliseconds of the injected clock. */
export interface StoredSecret extends Guarded {
	readonly receiptKey: string;
	readonly secretKey: string;
	readonly value: Buffer;
	/** Whether the value is shorter than what was sent (v0.23). */
	readonly truncated: boolean;
	readonly generated: boolean;
	readonly ttlSeconds: number;
	readonly createdMs: number;
	/** E-mail of the owner; undefined if a guest made it. */
	readonly owner: string | undefined;
	/** Addresses as they were read from the request. */
	readonly recipients: readonly string[];
	/** The same, obscured, as the responses show them. */
	readonly shownRecipients: readonly string[];
	/** A bare host or empty. */
	readonly shareDomain: string;
	state: ReceiptState;
	updatedMs: number;
	/** When the receipt was first looked at, if that is noted. */
	viewedMs: number | undefined;
	/** Whether a receipt look-up has already shown the value, or could have. */
	valueShown: boolean;
	/** The receipt says that it is burned, but the secret still opens: only on a server that lies. */
	survivesBurn: boolean;
}

/** What a creation hands over; the store adds keys, times and state. */
export type NewSecret = Pick<
	StoredSecret,
	| 'value'
	| 'truncated'
	| 'passphrase'
	| 'generated'
	| 'ttlSeconds'
	| 'owner'
	| 'recipients'
	| 'shownRecipients'
	| 'shareDomain'
>;

/** The secrets of one server. */
export interface Store {
	readonly created: number;
	readonly alive: number;
	add(secret: NewSecret): StoredSecret;
	/**
	 * The receipt with that key, brought up to date (`expired`), or undefined when it never was or is gone
	 * (after twice the ttl).
	 */
	findReceipt(receiptKey: string): StoredSecret | undefined;
	/** The secret with that key, if it can still be opened. */
	findSecret(secretKey: string): StoredSecret | undefined;
	/** Whether the receipt says that the secret can still be opened. */
	isAlive(secret: StoredSecret): boolean;
	/** Consumes a secret and returns its value; undefined for a value that is no UTF-8 and thereby lost. */
	open(secret: StoredSecret): string | undefined;
	/** Burns a secret that is alive; with `pretends`, only the receipt. */
	burn(secret: StoredSecret, pretends: boolean): void;
	/** Notes that the receipt was looked at. */
	markViewed(secret: StoredSecret): void;
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

/** Makes an empty store that reads the time from `nowMs` and draws keys of `keyLength` characters. */
export function createStore(nowMs: () => number, keyLength: number): Store {
	const secrets: StoredSecret[] = [];

	const isPending = (secret: StoredSecret): boolean => secret.state === 'new' || secret.state === 'viewed';
	const isInTime = (secret: StoredSecret): boolean => nowMs() < secret.createdMs + secret.ttlSeconds * 1000;
	const isAlive = (secret: StoredSecret): boolean => isPending(secret) && isInTime(secret);
	const canBeOpened = (secret: StoredSecret): boolean =>
		isAlive(secret) || (secret.survivesBurn && isInTime(secret));
	const receiptExists = (secret: StoredSecret): boolean =>
		nowMs() < secret.createdMs + secret.ttlSeconds * 2000;
	const settle = (secret: StoredSecret, state: ReceiptState): void => {
		secret.state = state;
		secret.updatedMs = nowMs();
	};

	return {
		get created() {
			return secrets.length;
		},
		get alive() {
			return secrets.filter(canBeOpened).length;
		},
		isAlive,
		add(secret) {
			const now = nowMs();
			const stored: StoredSecret = {
				...secret,
				receiptKey: drawKey(keyLength),
				secretKey: drawKey(keyLength),
				createdMs: now,
				state: 'new',
				updatedMs: now,
				viewedMs: undefined,
				valueShown: false,
				survivesBurn: false,
				guesses: noGuesses(),
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
		findSecret: (secretKey) =>
			secrets.find((secret) => secret.secretKey === secretKey && canBeOpened(secret)),
		open(secret) {
			if (secret.survivesBurn) secret.survivesBurn = false;
			else settle(secret, 'received');
			return readUtf8(secret.value);
		},
		burn(secret, pretends) {
			settle(secret, 'burned');
			secret.survivesBurn = pretends;
		},
		markViewed(secret) {
			if (secret.state !== 'new') return;
			settle(secret, 'viewed');
			secret.viewedMs = nowMs();
		},
		receiptsOf: (owner) => secrets.filter((secret) => secret.owner === owner && receiptExists(secret)),
	};
}
