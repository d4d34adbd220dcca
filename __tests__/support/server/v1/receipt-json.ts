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

/** The fields that v0.24 and later repeat under new names, in both spellings, in the order of the wire. */
function describeFully(
	service: Service,
	secret: StoredSecret,
	view: ReceiptView,
): { old: Record<string, unknown>; added: Record<string, unknown> } {
	const nowMs = service.nowMs();
	const { custidOf, doublesTtl, keyNames } = service.release;
	const received = secret.state === 'received';
	const detailed = (view.place === 'creation' || view.place === 'look-up') && service.store.isAlive(secret);
	const secretKey = secret.state === 'burned' || secret.state === 'expired' ? '' : secret.secretKey;
	const secretTtl = detailed ? secondsLeft(secret.createdMs + secret.ttlSeconds * 1000, nowMs) : null;
	const receiptTtl = secondsLeft(secret.createdMs + secret.ttlSeconds * 2000, nowMs);
	const hasPassphrase = secret.passphrase !== undefined;
	const url = receiptUrl(service, secret, view.place);
	const updated = Math.floor(secret.updatedMs / 1000);
	const hasOldKeys = keyNames !== 'identifiers';
	return {
		old: {
			custid: custidOf === 'owner' ? (secret.owner ?? 'anon') : view.custid,
			...(hasOldKeys && { metadata_key: secret.receiptKey }),
			...(hasOldKeys && !received && view.place !== 'list' && { secret_key: secretKey }),
			ttl: doublesTtl ? secret.ttlSeconds * 2 : secret.ttlSeconds,
			metadata_ttl: receiptTtl,
			...(!received && { secret_ttl: secretTtl }),
			...(keyNames !== 'old' && { metadata_url: url }),
			state: secret.state,
			updated,
			created: Math.floor(secret.createdMs / 1000),
			...(received && { received: updated }),
			recipient: secret.shownRecipients,
			share_domain: secret.shareDomain,
			...(view.value !== undefined && { value: view.value }),
			...(detailed && { passphrase_required: hasPassphrase }),
		},
		added: {
			identifier: secret.receiptKey,
			...(!received && { secret_identifier: secretKey }),
			...(detailed && { has_passphrase: hasPassphrase }),
			recipients: secret.shownRecipients,
			receipt_ttl: receiptTtl,
			receipt_url: url,
			...(view.value !== undefined && { secret_value: view.value }),
		},
	};
}

/** The receipt as JSON-ready object, keys in the order of the wire. */
export function describeReceipt(
	service: Service,
	secret: StoredSecret,
	view: ReceiptView,
): Record<string, unknown> {
	const { old, added } = describeFully(service, secret, view);
	return service.release.keyNames === 'old' ? old : { ...old, ...added };
}
