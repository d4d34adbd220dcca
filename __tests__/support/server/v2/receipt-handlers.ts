// The handlers of API v2 for receipts: look-up, burn, and the list that proves credentials (captures).
import type { ApiResponse, Service, V2Call } from '../service.ts';
import type { StoredSecret } from '../store.ts';
import { readPassphrase } from './body.ts';
import { describePages, describeRecord } from './receipt-json.ts';
import { refuse, refuseUnknown, respond, respondNothingBurned, withFormToken } from './responses.ts';
import { fractional, measureLines } from './values.ts';

const GENERATED_SHOWN_MS = 60_000;
// A burn's response gives the receipt this life, whatever it had.
const LIFE_IN_BURN_SECONDS = 1_209_600;
const LISTED_SINCE_SECONDS = 2_592_000;

/** The value that the first look-up shows. */
function chooseShownValue(service: Service, secret: StoredSecret, isFirst: boolean): string | null {
	if (!isFirst || !service.store.isAlive(secret)) return null;
	if (service.release.v2ReceiptShows === 'without-passphrase') {
		return secret.passphrase === undefined ? secret.value.toString() : null;
	}
	const isFresh = service.nowMs() < secret.createdMs + GENERATED_SHOWN_MS;
	return secret.generated && isFresh ? secret.value.toString() : null;
}

/**
 * The details of a look-up. `shows`: whether the page would still show the link; its owner sees more of it.
 */
function describeLook(
	service: Service,
	secret: StoredSecret,
	look: { readonly value: string | null; readonly shows: boolean; readonly isOwner: boolean },
): object {
	const { value, shows, isOwner } = look;
	const { v2: form } = service.release;
	const isOld = form === 'flags-and-texts';
	const isAlive = service.store.isAlive(secret);
	const orNone = <T>(detail: T): T | null => (isAlive || !isOld ? detail : null);
	const hasPassphrase = secret.passphrase !== undefined;
	const untilMs = secret.createdMs + secret.ttlSeconds * 1000;
	const word = isOld ? 'metadata' : 'receipt';
	return {
		type: 'record',
		display_lines: measureLines(value ?? undefined).lines,
		no_cache: true,
		secret_realttl: isAlive ? Math.round((untilMs - service.nowMs()) / 1000) : null,
		...(isOld && { maxviews: orNone(1), has_maxviews: orNone(false) }),
		view_count: form === 'error-and-request-id' ? 0 : null,
		...(form === 'error-and-request-id' && { first_access: null, last_access: null }),
		has_passphrase: orNone(hasPassphrase),
		can_decrypt: orNone(isAlive && !hasPassphrase),
		secret_value: value,
		...(isOld && { is_truncated: orNone(secret.truncated) }),
		show_secret: shows && !hasPassphrase,
		show_secret_link: shows || (isOld && isAlive && isOwner),
		[`show_${word}_link`]: shows,
		[`show_${word}`]: shows || !isAlive || isOwner,
		show_recipients: secret.shownRecipients.length > 0,
	};
}

/** Looks a receipt up. Up to v0.25 the look is noted afterwards, so that the first one still shows `new`. */
export function lookUp(service: Service, call: V2Call, key: string): ApiResponse {
	const { store, release } = service;
	const secret = store.findReceipt(key);
	if (secret === undefined) return refuseUnknown(service, key, true);
	const isAlive = store.isAlive(secret);
	const value = chooseShownValue(service, secret, !secret.valueShown && secret.state === 'new');
	const shows = isAlive && secret.state === 'new';
	const keyShown = shows && secret.passphrase === undefined ? secret.secretKey : undefined;
	const isOld = release.v2 === 'flags-and-texts';
	const record = {
		...describeRecord(service, secret, { fresh: false, secretKey: keyShown }),
		...(isOld && keyShown !== undefined && { secret_key: keyShown }),
		secret_state: isAlive ? 'new' : null,
		...describePages(service, secret, isAlive ? secret.secretKey : '', secret.ttlSeconds, isOld),
	};
	const details = describeLook(service, secret, {
		value,
		shows,
		isOwner: secret.owner === call.caller.custid,
	});
	secret.valueShown = true;
	if (release.lookMarksReceipt) store.markViewed(secret);
	return respond({ ...(isOld && { success: true }), record, details });
}

/** The response to a burn shows the receipt as it was before. */
function describeBurn(service: Service, secret: StoredSecret, success: boolean | null): object {
	const isOld = service.release.v2 === 'flags-and-texts';
	const word = isOld ? 'metadata' : 'receipt';
	return {
		success,
		...withFormToken(service),
		...(isOld && { custid: secret.owner ?? 'anon' }),
		record: {
			...describeRecord(service, secret, { fresh: false, secretKey: secret.secretKey }),
			...describePages(service, secret, secret.secretKey, LIFE_IN_BURN_SECONDS, false),
		},
		details: {
			type: 'record',
			title: 'Secret burned',
			display_lines: 0,
			display_feedback: false,
			no_cache: true,
			...(isOld && { maxviews: 0, has_maxviews: false }),
			view_count: 0,
			has_passphrase: false,
			can_decrypt: false,
			...(isOld && { is_truncated: false }),
			show_secret: false,
			show_secret_link: false,
			[`show_${word}_link`]: false,
			[`show_${word}`]: true,
			show_recipients: secret.shownRecipients.length > 0,
			is_orphaned: false,
		},
	};
}

/** Burns by receipt, if `continue` is true. */
export function burn(service: Service, call: V2Call, key: string): ApiResponse {
	const { store, release } = service;
	const secret = store.findReceipt(key);
	if (secret === undefined) return refuseUnknown(service, key, false);
	if (!store.isAlive(secret)) return respondNothingBurned(service);
	const { custid } = call.caller;
	if (service.counter.note(`burn ${custid}`) > release.maxBurns) {
		return refuse(service, { code: 'rate-limited', text: release.rateLimitText });
	}
	if (call.body['continue'] !== true) {
		if (release.v2 === 'flags-and-texts') return respondNothingBurned(service);
		return respond(describeBurn(service, secret, release.v2 === 'error-class' ? null : false));
	}
	const guess = { passphrase: readPassphrase(call), api: 'v2', custid, countsIfEmpty: true } as const;
	const verdict = service.judgePassphrase(secret, guess);
	if (verdict !== 'right') return refuseGuess(service, verdict, 'Double check that passphrase');
	const before = describeBurn(service, secret, true);
	store.burn(secret, service.lies === 'burn');
	return respond(before);
}

/** What a guess gets that is not right. */
export function refuseGuess(
	service: Service,
	verdict: 'wrong' | 'limited' | 'locked',
	text: string,
): ApiResponse {
	switch (verdict) {
		case 'wrong':
			return refuse(service, { code: 'wrong-passphrase', text });
		case 'limited':
			return refuse(service, { code: 'rate-limited', text: service.release.rateLimitText });
		case 'locked':
			return refuse(service, { code: 'locked', text: 'Too many attempts. Please try again later.' });
	}
}

/** Lists the account's receipts of the last 30 days, newest first. */
export function listRecent(service: Service, call: V2Call): ApiResponse {
	const { account, release, store } = service;
	const secrets = store.receiptsOf(call.caller.custid).toReversed();
	const isOld = release.v2 === 'flags-and-texts';
	const describe = (secret: StoredSecret): object => ({
		...describeRecord(service, secret, {
			fresh: false,
			secretKey: store.isAlive(secret) ? secret.secretKey : '',
		}),
		...(isOld && { memo: null }),
	});
	const gone = secrets.filter((secret) => secret.state === 'received' || secret.state === 'burned');
	const pending = secrets.filter((secret) => !gone.includes(secret));
	const nowSeconds = Math.floor(service.nowMs() / 1000);
	const since = nowSeconds - LISTED_SINCE_SECONDS;
	const now = new Date(service.nowMs()).toISOString().replace('T', ' ').replace(/\..*/, ' +0000');
	const details = isOld
		? {
				type: 'list',
				since,
				now,
				has_items: secrets.length > 0,
				received: gone.map(describe),
				notreceived: pending.map(describe),
			}
		: {
				type: 'list',
				scope: null,
				scope_label: null,
				since,
				now: fractional(service.nowMs()),
				has_items: secrets.length > 0,
				revealed_receipts: gone.map(describe),
				pending_receipts: pending.map(describe),
			};
	const custid = isOld ? account.username : account.ownerId;
	return respond({ success: true, custid, count: secrets.length, records: secrets.map(describe), details });
}
