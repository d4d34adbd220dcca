// POST /share, /create and /generate: which request becomes a secret, with what ttl, and what the others are told (server release v0.26.6, captures).

import type { Answer } from './headers.ts';
import { drawValue } from './keys.ts';
import { type Parameters, readBytes, readText } from './parameters.ts';
import { describeReceipt } from './receipt-json.ts';
import { chooseRecipients } from './recipients.ts';
import { type ApiCall, answerApi, refuse, type Service } from './service.ts';
import { chooseShareDomain } from './share-domain.ts';

const MAX_SECRET_BYTES = 10_000;
const MAX_GENERATED_LENGTH = 128;
const DEFAULT_GENERATED_LENGTH = 12;
const MIN_PASSPHRASE = 4;
const MAX_PASSPHRASE = 128;
const MIN_TTL_SECONDS = 60;
const DEFAULT_TTL_SECONDS = 604_800;
const MAX_TTL_SECONDS = { anonymous: 604_800, account: 2_592_000 };

/** Leading digits of a text as a number, else 0: `1h` is 1, `abc` is 0. */
function readLeadingInteger(text: string): number {
	return Number(/^\s*[+-]?\d+/.exec(text)?.[0] ?? 0);
}

function grantTtl(parameters: Parameters, caller: 'anonymous' | 'account'): number {
	const asked = readText(parameters, 'ttl');
	const seconds = asked === undefined ? DEFAULT_TTL_SECONDS : readLeadingInteger(asked);
	return Math.min(Math.max(seconds, MIN_TTL_SECONDS), MAX_TTL_SECONDS[caller]);
}

function judgePassphrase(passphrase: string): string | undefined {
	const length = [...passphrase].length;
	if (length > 0 && length < MIN_PASSPHRASE) {
		return `Passphrase must be at least ${MIN_PASSPHRASE} characters long`;
	}
	return length > MAX_PASSPHRASE
		? `Passphrase must be no more than ${MAX_PASSPHRASE} characters long`
		: undefined;
}

/** Creates a secret, or says what is wrong in the order in which the server looks: size, recipient, domain, passphrase, nothing to share. */
export function createSecret(service: Service, call: ApiCall, kind: 'share' | 'generate'): Answer {
	const { parameters, caller } = call;
	const asked = readLeadingInteger(readText(parameters, 'length') ?? String(DEFAULT_GENERATED_LENGTH));
	if (kind === 'generate' && asked > MAX_GENERATED_LENGTH) {
		return refuse(`Generated password length must be no more than ${MAX_GENERATED_LENGTH} characters`);
	}
	const generated = kind === 'generate' ? drawValue(Math.max(asked, 0)) : undefined;
	const value =
		generated === undefined ? (readBytes(parameters, 'secret') ?? Buffer.alloc(0)) : Buffer.from(generated);
	if (value.length > MAX_SECRET_BYTES) {
		return refuse(`Secret value exceeds the maximum size of ${MAX_SECRET_BYTES} bytes`);
	}
	const addresses = (parameters.get('recipient') ?? [])
		.map((bytes) => bytes.toString())
		.filter((text) => text !== '');
	const recipients = chooseRecipients(addresses, service.dropsRecipients);
	if (caller.kind === 'anonymous' && ('undeliverable' in recipients || recipients.mailed.length > 0)) {
		return refuse('An account is required to send emails.');
	}
	if ('undeliverable' in recipients) {
		return refuse(`Undeliverable email address: ${recipients.undeliverable}`);
	}
	const domain = chooseShareDomain(
		service.site,
		call.host,
		caller,
		readText(parameters, 'share_domain') ?? '',
	);
	if ('message' in domain) {
		return refuse(domain.message);
	}
	const passphrase = readBytes(parameters, 'passphrase') ?? Buffer.alloc(0);
	const fault = judgePassphrase(passphrase.toString());
	if (fault !== undefined) {
		return refuse(fault);
	}
	if (value.length === 0) {
		return refuse('You did not provide anything to share');
	}
	const secret = service.store.add({
		value,
		passphrase: passphrase.length === 0 ? undefined : passphrase,
		generated: generated !== undefined,
		ttlSeconds: grantTtl(parameters, caller.kind),
		owner: caller.kind === 'account' ? caller.custid : undefined,
		recipients: recipients.shown,
		shareDomain: domain.domain,
	});
	service.mails.push(...recipients.mailed);
	const view = {
		custid: caller.custid,
		place: 'creation',
		value: generated,
		nowMs: service.nowMs(),
	} as const;
	return answerApi(200, describeReceipt(service.site, service.store, secret, view));
}
