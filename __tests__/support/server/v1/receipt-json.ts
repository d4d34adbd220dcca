// The receipt object of API v1 with its order of keys: what it shows in which state, to which question, on
// which release (captures).
import type { Service } from '../service.ts';
import type { StoredSecret } from '../store.ts';

/** How a receipt is shown. */
export interface ReceiptView {
	/** E-mail of the caller or `anon`. */
	readonly custid: string;
	/** Where the receipt is shown: the URL of a look-up has lost its key and names the server's own host. */
	readonly place: 'creation' | 'look-up' | 'burn' | 'list';
	/** The plaintext, where the response carries it. */
	readonly value?: string | undefined;
}

/** Seconds left, rounded as the datastore rounds. */
function secondsLeft(untilMs: number, nowMs: number): number {
	return Math.round((untilMs - nowMs) / 1000);
}

function receiptUrl({ site }: Service, secret: StoredSecret, place: ReceiptView['place']): string {
	if (place === 'look-up') {
		return `${site.scheme}${site.authority}/receipt/`;
	}
	return `${site.scheme}${secret.shareDomain === '' ? site.authority : secret.shareDomain}/receipt/${secret.receiptKey}`;
}

/** What both spellings of a receipt are written from; times to live in seconds. */
interface ReceiptFacts {
	readonly isReceived: boolean;
	/** Whether the response also speaks of the secret, which must still be alive for it. */
	readonly isDetailed: boolean;
	readonly secretKey: string;
	readonly secretTtlSeconds: number | null;
	readonly receiptTtlSeconds: number;
	readonly hasPassphrase: boolean;
	readonly url: string;
}

function readFacts(service: Service, secret: StoredSecret, view: ReceiptView): ReceiptFacts {
	const nowMs = service.nowMs();
	const isDetailed = (view.place === 'creation' || view.place === 'look-up') && service.store.isAlive(secret);
	return {
		isReceived: secret.state === 'received',
		isDetailed,
		secretKey: secret.state === 'burned' || secret.state === 'expired' ? '' : secret.secretKey,
		secretTtlSeconds: isDetailed ? secondsLeft(secret.createdMs + secret.ttlSeconds * 1000, nowMs) : null,
		receiptTtlSeconds: secondsLeft(secret.createdMs + secret.ttlSeconds * 2000, nowMs),
		hasPassphrase: secret.passphrase !== undefined,
		url: receiptUrl(service, secret, view.place),
	};
}

/** The fields in the old spelling, in the order of the wire; `identifiers` leaves out the two keys. */
function describeInOldNames(
	{ custidOf, doublesTtl, keyNames }: Service['release'],
	secret: StoredSecret,
	view: ReceiptView,
	facts: ReceiptFacts,
): Record<string, unknown> {
	const hasOldKeys = keyNames !== 'identifiers';
	const updated = Math.floor(secret.updatedMs / 1000);
	return {
		custid: custidOf === 'owner' ? (secret.owner ?? 'anon') : view.custid,
		...(hasOldKeys && { metadata_key: secret.receiptKey }),
		...(hasOldKeys && !facts.isReceived && view.place !== 'list' && { secret_key: facts.secretKey }),
		ttl: doublesTtl ? secret.ttlSeconds * 2 : secret.ttlSeconds,
		metadata_ttl: facts.receiptTtlSeconds,
		...(!facts.isReceived && { secret_ttl: facts.secretTtlSeconds }),
		...(keyNames !== 'old' && { metadata_url: facts.url }),
		state: secret.state,
		updated,
		created: Math.floor(secret.createdMs / 1000),
		...(facts.isReceived && { received: updated }),
		recipient: secret.shownRecipients,
		share_domain: secret.shareDomain,
		...(view.value !== undefined && { value: view.value }),
		...(facts.isDetailed && { passphrase_required: facts.hasPassphrase }),
	};
}

/** The fields that v0.24 and later repeat under new names, in the order of the wire. */
function describeInNewNames(
	secret: StoredSecret,
	view: ReceiptView,
	facts: ReceiptFacts,
): Record<string, unknown> {
	return {
		identifier: secret.receiptKey,
		...(!facts.isReceived && { secret_identifier: facts.secretKey }),
		...(facts.isDetailed && { has_passphrase: facts.hasPassphrase }),
		recipients: secret.shownRecipients,
		receipt_ttl: facts.receiptTtlSeconds,
		receipt_url: facts.url,
		...(view.value !== undefined && { secret_value: view.value }),
	};
}

/** The receipt as JSON-ready object, keys in the order of the wire. */
export function describeReceipt(
	service: Service,
	secret: StoredSecret,
	view: ReceiptView,
): Record<string, unknown> {
	const { release } = service;
	const facts = readFacts(service, secret, view);
	const old = describeInOldNames(release, secret, view, facts);
	return release.keyNames === 'old' ? old : { ...old, ...describeInNewNames(secret, view, facts) };
}
