// Which request becomes a secret, with what ttl, and why the others are refused; the same rules for both API
// versions.
import type { AcceptedCaller } from './callers.ts';
import type { HostClass } from './hosts.ts';
import { drawValue } from './keys.ts';
import { chooseRecipients } from './recipients.ts';
import { isRefusal, type Refusal } from './refusals.ts';
import type { ApiVersion, ReleaseTraits } from './release-traits.ts';
import { isRateLimited, type Service } from './service.ts';
import { chooseShareDomain } from './share-domain.ts';
import type { StoredSecret } from './store.ts';

/** A request to share a value or to generate one, as either API version reads it. */
export interface CreationRequest {
	readonly api: ApiVersion;
	readonly kind: 'share' | 'generate';
	readonly host: HostClass;
	readonly caller: AcceptedCaller;
	readonly value: Buffer;
	readonly passphrase: Buffer;
	/** As sent; undefined for the server's default. */
	readonly ttl: string | undefined;
	readonly length: string | undefined;
	/** Not empty texts. */
	readonly recipients: readonly string[];
	readonly shareDomain: string;
}

const DEFAULT_GENERATED_LENGTH = 12;
const MAX_PASSPHRASE = 128;
const MIN_TTL_SECONDS = 60;
const DEFAULT_TTL_SECONDS = 604_800;
const HOUR_MS = 3_600_000;

/** Leading digits of a text as a number, else 0: `1h` is 1, `abc` is 0. */
function readLeadingInteger(text: string): number {
	return Number(/^\s*[+-]?\d+/.exec(text)?.[0] ?? 0);
}

function grantTtl(release: ReleaseTraits, request: CreationRequest): number {
	const seconds = request.ttl === undefined ? DEFAULT_TTL_SECONDS : readLeadingInteger(request.ttl);
	const longest = release.longestTtl[request.api][request.caller.kind];
	return Math.min(Math.max(seconds, MIN_TTL_SECONDS), longest);
}

/** The value as it is stored, perhaps cut, or the refusal. */
function fitValue(release: ReleaseTraits, request: CreationRequest, value: Buffer): Buffer | Refusal {
	const limit = release.valueLimit[request.api];
	if (limit.kind === 'none') return value;
	const characters = [...value.toString()];
	if (limit.kind === 'cut') {
		const most = limit[request.caller.kind];
		return characters.length <= most ? value : Buffer.from(characters.slice(0, most).join(''));
	}
	const size = limit.unit === 'bytes' ? value.length : characters.length;
	if (size <= limit.size) return value;
	const text =
		request.api === 'v1'
			? `Secret value exceeds the maximum size of ${limit.size} ${limit.unit}`
			: `Secret content must be no more than ${limit.size} ${limit.unit} long`;
	return { code: 'too-large', text };
}

function judgePassphraseLength(release: ReleaseTraits, passphrase: string): Refusal | undefined {
	const { length } = [...passphrase];
	const min = release.minPassphraseLength;
	if (length > 0 && length < min) {
		return { code: 'passphrase-rules', text: `Passphrase must be at least ${min} characters long` };
	}
	const text = `Passphrase must be no more than ${MAX_PASSPHRASE} characters long`;
	return length > MAX_PASSPHRASE ? { code: 'passphrase-rules', text } : undefined;
}

/** What is refused before the request is read any further: too many of them. */
function judgeFrequency(service: Service, request: CreationRequest): Refusal | undefined {
	const { api, caller } = request;
	if (isRateLimited(service, api, caller, 'create')) {
		return { code: 'rate-limited', text: service.release.rateLimitText };
	}
	const isTooMany =
		caller.kind === 'anonymous' && service.counter.note('guest creation', HOUR_MS) > service.guestLimit;
	return isTooMany
		? { code: 'guest-limit', text: 'Too many secrets created. Please try again later.' }
		: undefined;
}

/** The value to store: made here, or sent. */
function provideValue(release: ReleaseTraits, request: CreationRequest): Buffer | Refusal {
	if (request.kind === 'share') return request.value;
	const length = readLeadingInteger(request.length ?? String(DEFAULT_GENERATED_LENGTH));
	const most = release.maxGeneratedLength;
	return length > most
		? { code: 'too-long', text: `Generated password length must be no more than ${most} characters` }
		: Buffer.from(drawValue(Math.max(length, 0)));
}

/**
 * Creates a secret, or says what is wrong in the order in which the server looks: size, recipient, domain,
 * passphrase, nothing to share.
 */
export function createSecret(service: Service, request: CreationRequest): StoredSecret | Refusal {
	const { release, site } = service;
	const { api, kind, caller } = request;
	const frequency = judgeFrequency(service, request);
	if (frequency !== undefined) return frequency;
	const provided = provideValue(release, request);
	if (isRefusal(provided)) return provided;
	const value = fitValue(release, request, provided);
	if (isRefusal(value)) return value;
	const recipients = chooseRecipients(request.recipients, release.recipients[api], release.recipientStars);
	if (caller.kind === 'anonymous' && ('undeliverable' in recipients || recipients.mailed.length > 0)) {
		return { code: 'needs-account', text: 'An account is required to send emails.' };
	}
	if ('undeliverable' in recipients) {
		return { code: 'bad-recipient', text: `Undeliverable email address: ${recipients.undeliverable}` };
	}
	const choice = chooseShareDomain(site, release, {
		api,
		host: request.host,
		caller,
		asked: request.shareDomain,
	});
	if (isRefusal(choice)) return choice;
	const fault = judgePassphraseLength(release, request.passphrase.toString());
	if (fault !== undefined) return fault;
	if (value.length === 0) return { code: 'missing', text: 'You did not provide anything to share' };
	service.mails.push(...recipients.mailed);
	return service.store.add({
		value,
		truncated: value.length < provided.length,
		passphrase: request.passphrase.length === 0 ? undefined : request.passphrase,
		generated: kind === 'generate',
		ttlSeconds: grantTtl(release, request),
		owner: caller.kind === 'account' ? caller.custid : undefined,
		recipients: recipients.mailed,
		shownRecipients: recipients.shown,
		shareDomain: choice.domain,
	});
}
