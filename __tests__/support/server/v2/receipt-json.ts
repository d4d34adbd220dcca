// The receipt object of API v2 with its order of keys, and what a look-up and a burn add to it (captures).
import type { Service } from '../service.ts';
import type { ReceiptState, StoredSecret } from '../store.ts';
import { asStored, asTime, fractional } from './values.ts';

const STATE_SINCE_V0_24: Readonly<Partial<Record<ReceiptState, string>>> = {
	viewed: 'previewed',
	received: 'revealed',
};

/**
 * How a receipt is shown: as it was just made, or as it was loaded, and with which key of its secret
 * (undefined: without the field).
 */
export interface RecordView {
	readonly fresh: boolean;
	readonly secretKey: string | undefined;
}

/** The flags of a state; API v2 repeats it in them. */
function flag(secret: StoredSecret) {
	const { state } = secret;
	return {
		viewed: state === 'viewed',
		received: state === 'received',
		burned: state === 'burned',
		expired: state === 'expired',
		destroyed: state !== 'new' && state !== 'viewed',
	};
}

/** Unix seconds at which the secret was opened and burned, if it was. */
function readTimes(secret: StoredSecret): { received: number | undefined; burned: number | undefined } {
	const settled = Math.floor(secret.updatedMs / 1000);
	const is = flag(secret);
	return { received: is.received ? settled : undefined, burned: is.burned ? settled : undefined };
}

/** v0.23: numbers when fresh and texts when loaded; fields without a value are missing when fresh. */
function describeOld(secret: StoredSecret, { fresh }: RecordView): Record<string, unknown> {
	const is = flag(secret);
	const { received, burned } = readTimes(secret);
	const viewed = secret.viewedMs === undefined ? undefined : Math.floor(secret.viewedMs / 1000);
	const recipients = secret.shownRecipients.join(', ');
	const shortKey = secret.receiptKey.slice(0, 8);
	const number = (value: number | undefined): unknown => (fresh ? value : asStored(value));
	return {
		identifier: secret.receiptKey,
		key: secret.receiptKey,
		custid: secret.owner ?? 'anon',
		state: secret.state,
		secret_shortkey: secret.secretKey.slice(0, 6),
		secret_ttl: number(secret.ttlSeconds),
		metadata_ttl: number(secret.ttlSeconds * 2),
		lifespan: number(secret.ttlSeconds * 2),
		...((!fresh || secret.shareDomain !== '') && { share_domain: secret.shareDomain }),
		created: number(Math.floor(secret.createdMs / 1000)),
		updated: number(Math.floor(secret.updatedMs / 1000)),
		...(!fresh && {
			shared: '',
			received: asStored(received),
			burned: asStored(burned),
			viewed: asStored(viewed),
		}),
		...((!fresh || recipients !== '') && { recipients }),
		...(!fresh && { memo: '' }),
		shortkey: shortKey,
		show_recipients: recipients !== '',
		is_viewed: is.viewed,
		is_received: is.received,
		is_burned: is.burned,
		is_expired: is.expired,
		is_orphaned: false,
		is_destroyed: is.destroyed,
		is_truncated: secret.truncated,
		has_passphrase: secret.passphrase !== undefined,
	};
}

/** v0.24 and later: numbers, times with fractions, and the old flags beside the new ones. */
function describeNew(service: Service, secret: StoredSecret, view: RecordView): Record<string, unknown> {
	const isNewest = service.release.v2 === 'error-and-request-id';
	const is = flag(secret);
	const { received = null, burned = null } = readTimes(secret);
	const previewed = secret.viewedMs === undefined ? null : Math.floor(secret.viewedMs / 1000);
	const recipients = secret.shownRecipients.join(', ');
	const ttl = secret.ttlSeconds;
	return {
		identifier: secret.receiptKey,
		key: secret.receiptKey,
		custid: null,
		owner_id: secret.owner === undefined ? null : service.account.ownerId,
		state: STATE_SINCE_V0_24[secret.state] ?? secret.state,
		secret_shortid: secret.secretKey.slice(0, 8),
		...(view.secretKey !== undefined && { secret_identifier: view.secretKey }),
		secret_ttl: ttl,
		metadata_ttl: ttl,
		receipt_ttl: ttl,
		lifespan: ttl,
		share_domain: secret.shareDomain === '' ? null : secret.shareDomain,
		created: fractional(secret.createdMs),
		updated: fractional(secret.updatedMs),
		shared: null,
		recipients: recipients === '' && !isNewest ? null : recipients,
		...(isNewest && { recipient_name: null }),
		memo: null,
		shortid: secret.receiptKey.slice(0, 8),
		show_recipients: recipients !== '',
		previewed,
		revealed: received,
		is_previewed: is.viewed,
		viewed: previewed,
		received,
		burned,
		is_viewed: is.viewed,
		is_received: is.received,
		is_revealed: is.received,
		is_burned: is.burned,
		is_expired: is.expired,
		is_orphaned: false,
		is_destroyed: is.destroyed,
		has_passphrase: secret.passphrase !== undefined,
		kind: secret.generated ? 'generate' : 'conceal',
		...(isNewest && { source: 'standard' }),
	};
}

/** The receipt as JSON-ready object. */
export function describeRecord(
	service: Service,
	secret: StoredSecret,
	view: RecordView,
): Record<string, unknown> {
	return service.release.v2 === 'flags-and-texts'
		? describeOld(secret, view)
		: describeNew(service, secret, view);
}

/** Where the pages of a receipt are and until when; `secretKey` is empty once the secret is gone. */
export function describePages(
	service: Service,
	secret: StoredSecret,
	secretKey: string,
	lifeSeconds: number,
	asText: boolean,
): Record<string, unknown> {
	const { site, release } = service;
	const isOld = release.v2 === 'flags-and-texts';
	const host = secret.shareDomain === '' ? site.authority : secret.shareDomain;
	const origin = `${site.scheme}${host}`;
	const receiptPath = `${isOld ? 'private' : 'receipt'}/${secret.receiptKey}`;
	const sharePath = `secret/${secretKey}`;
	return {
		natural_expiration: asTime(lifeSeconds),
		expiration: Math.floor(secret.createdMs / 1000) + lifeSeconds,
		expiration_in_seconds: asText ? String(lifeSeconds) : lifeSeconds,
		share_path: sharePath,
		burn_path: `${receiptPath}/burn`,
		...(!isOld && { receipt_path: receiptPath }),
		metadata_path: receiptPath,
		share_url: `${origin}/${sharePath}`,
		...(!isOld && { receipt_url: `${origin}/${receiptPath}` }),
		metadata_url: `${origin}/${receiptPath}`,
		burn_url: `${origin}/${receiptPath}/burn`,
	};
}
