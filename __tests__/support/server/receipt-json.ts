// The receipt object of API v1 with its order of keys: what it shows in which state and to which question (server release v0.26.6, captures).
import type { Site } from './hosts.ts';
import type { Store, StoredSecret } from './store.ts';

/** How a receipt is shown. */
export interface ReceiptView {
	/** E-mail of the caller or `anon`; not of the owner. */
	readonly custid: string;
	/** Where the receipt is shown: the URL of a look-up has lost its key and names the server's own host. */
	readonly place: 'creation' | 'look-up' | 'burn' | 'list';
	/** The plaintext, where the answer carries it. */
	readonly value?: string | undefined;
	/** The wall clock in milliseconds. */
	readonly nowMs: number;
}

/** Seconds left of `lifeMs` milliseconds, rounded as the datastore rounds. */
function secondsLeft(untilMs: number, nowMs: number): number {
	return Math.round((untilMs - nowMs) / 1000);
}

function receiptUrl(site: Site, secret: StoredSecret, place: ReceiptView['place']): string {
	if (place === 'look-up') {
		return `${site.scheme}${site.authority}/receipt/`;
	}
	return `${site.scheme}${secret.shareDomain === '' ? site.authority : secret.shareDomain}/receipt/${secret.receiptKey}`;
}

/** The receipt as JSON-ready object, keys in the order of the wire. */
export function describeReceipt(
	site: Site,
	store: Store,
	secret: StoredSecret,
	view: ReceiptView,
): Record<string, unknown> {
	const received = secret.state === 'received';
	const detailed = (view.place === 'creation' || view.place === 'look-up') && store.isAlive(secret);
	const secretKey = secret.state === 'burned' || secret.state === 'expired' ? '' : secret.secretKey;
	const secretTtl = detailed ? secondsLeft(secret.createdMs + secret.ttlSeconds * 1000, view.nowMs) : null;
	const receiptTtl = secondsLeft(secret.createdMs + secret.ttlSeconds * 2000, view.nowMs);
	const hasPassphrase = secret.passphrase !== undefined;
	const url = receiptUrl(site, secret, view.place);
	const updated = Math.floor(secret.updatedMs / 1000);
	return {
		custid: view.custid,
		metadata_key: secret.receiptKey,
		...(!received && view.place !== 'list' && { secret_key: secretKey }),
		ttl: secret.ttlSeconds,
		metadata_ttl: receiptTtl,
		...(!received && { secret_ttl: secretTtl }),
		metadata_url: url,
		state: secret.state,
		updated,
		created: Math.floor(secret.createdMs / 1000),
		...(received && { received: updated }),
		recipient: secret.recipients,
		share_domain: secret.shareDomain,
		...(view.value !== undefined && { value: view.value }),
		...(detailed && { passphrase_required: hasPassphrase }),
		identifier: secret.receiptKey,
		...(!received && { secret_identifier: secretKey }),
		...(detailed && { has_passphrase: hasPassphrase }),
		recipients: secret.recipients,
		receipt_ttl: receiptTtl,
		receipt_url: url,
		...(view.value !== undefined && { secret_value: view.value }),
	};
}
