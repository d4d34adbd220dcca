// The inputs that several modes share: server, account, passphrase, receipt.

import { parseReceiptKey } from '../../onetimesecret/decode.ts';
import { type Endpoint, parseDomain, REGIONS, regionEndpoint } from '../../onetimesecret/endpoint.ts';
import type { Credentials, ReceiptKey } from '../../onetimesecret/types.ts';
import type { InputReader } from './input-reader.ts';
import { checkText } from './secret-value.ts';

/** The server: `domain` if it is given, else `region`, which must be a known word in any case. */
export function readEndpoint(reader: InputReader): Endpoint | undefined {
	const region = reader.word('region', REGIONS);
	const domain = reader.texts.domain;
	if (domain === undefined) return region === undefined ? undefined : regionEndpoint(region);
	const endpoint = parseDomain(domain);
	if (!('complaint' in endpoint)) return endpoint;
	reader.faults.push(`\`domain\` ${endpoint.complaint}.`);
	return undefined;
}

/** The account: both of `username` and `token`, or neither. */
export function readCredentials({ texts, faults, isEmpty }: InputReader): Credentials | undefined {
	const { username, token } = texts;
	// Of a pair with an empty half, the emptiness is the fault.
	if (isEmpty('username') || isEmpty('token')) return undefined;
	if (username === undefined && token === undefined) return undefined;
	if (username === undefined || token === undefined) {
		const [given, missing] = token === undefined ? ['username', 'token'] : ['token', 'username'];
		faults.push(`\`${given}\` is given without \`${missing}\`; give both, or neither to work as a guest.`);
		return undefined;
	}
	// The first colon ends the user name (RFC 7617, section 2).
	if (username.includes(':')) {
		faults.push(
			'`username` contains a colon, which HTTP Basic cannot carry; give the e-mail or customer id of the account.',
		);
	}
	for (const [name, text] of Object.entries({ username, token })) {
		if (/\p{Cc}/u.test(text)) {
			faults.push(`\`${name}\` contains control characters; check how it was stored.`);
		}
	}
	return { username, token };
}

/** The passphrase, byte for byte. */
export function readPassphrase({ texts, faults, concerns }: InputReader): string | undefined {
	const { passphrase } = texts;
	if (passphrase !== undefined) faults.push(...checkText('passphrase', passphrase, false));
	if (passphrase !== undefined && /^[\r\n]|[\r\n]$/.test(passphrase)) {
		concerns.push('`passphrase` begins or ends with a line break, which a person can hardly type.');
	}
	return passphrase;
}

/** The receipt of an earlier step. */
export function readReceipt({ texts, faults, isEmpty }: InputReader): ReceiptKey | undefined {
	const { receipt } = texts;
	const key = receipt === undefined ? undefined : parseReceiptKey(receipt);
	const form = 'give the output `receipt` of the step that made the link';
	if (receipt !== undefined && key === undefined) {
		faults.push(`\`receipt\` is not the key of a receipt; ${form}.`);
	}
	if (receipt === undefined && !isEmpty('receipt')) faults.push(`\`receipt\` is missing; ${form}.`);
	return key;
}
