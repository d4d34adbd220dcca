// The inputs that choose the server, its API version, and the account.

import {
	type Endpoint,
	parseDomain,
	parseShareDomain,
	REGIONS,
	type Region,
	regionEndpoint,
	regionOf,
} from '../../onetimesecret/endpoint.ts';
import type { Credentials } from '../../onetimesecret/types.ts';
import { hasControlCharacter } from '../unicode-patterns.ts';
import type { InputReader } from './input-reader.ts';
import { API_VERSIONS, type ApiVersionChoice, INPUTS } from './input-table.ts';

/** Reads the server from `domain` if it is given, otherwise from `region`. Undefined if they are faulty. */
export function readEndpoint(reader: InputReader): Endpoint | undefined {
	const region = reader.choice('region', REGIONS, guessRegion);
	const { domain } = reader.texts;
	if (domain === undefined) {
		return region === undefined || reader.isFaulty('domain') ? undefined : regionEndpoint(region);
	}
	if (region !== undefined && region !== INPUTS.region.default) {
		reader.faults.push('`region` and `domain` are both given. Use one of them.');
	}
	const endpoint = parseDomain(domain);
	if (endpoint.complaint === undefined) return endpoint;
	reader.faults.push(`\`domain\` ${endpoint.complaint}.`);
	return undefined;
}

/** Suggests a region for its host, such as `eu.onetimesecret.com`, with or without a scheme and path. */
function guessRegion(text: string): Region | undefined {
	return regionOf(text.replace(/^https?:\/\//, '').replace(/\/.*$/, ''));
}

/** Reads the host that the link should have, in lower case. Undefined if it is not given or faulty. */
export function readShareDomain({ texts, faults }: InputReader): string | undefined {
	const text = texts['share-domain'];
	if (text === undefined) return undefined;
	const parsed = parseShareDomain(text);
	if (parsed.complaint === undefined) return parsed.shareDomain;
	faults.push(`\`share-domain\` ${parsed.complaint}.`);
	return undefined;
}

/** Reads the API version; the default if it is faulty. */
export function readApiVersion(reader: InputReader): ApiVersionChoice {
	return reader.choice('api-version', API_VERSIONS) ?? INPUTS['api-version'].default;
}

/**
 * Reads the account: both `username` and `token`, or neither. Undefined for a guest, and if they are faulty.
 */
export function readCredentials({ texts, faults, isFaulty }: InputReader): Credentials | undefined {
	const { username, token } = texts;
	if (isFaulty('username') || isFaulty('token')) return undefined;
	if (username === undefined && token === undefined) return undefined;
	if (username === undefined || token === undefined) {
		const [given, missing] = token === undefined ? ['username', 'token'] : ['token', 'username'];
		faults.push(`\`${given}\` is given without \`${missing}\`. Set both, or neither to work as a guest.`);
		return undefined;
	}
	// In HTTP Basic the first colon ends the user name (RFC 7617, section 2).
	if (username.includes(':')) {
		faults.push(
			'`username` contains a colon, which HTTP Basic cannot carry. Use the e-mail or customer id of the account.',
		);
	}
	for (const [name, text] of Object.entries({ username, token })) {
		if (hasControlCharacter(text))
			faults.push(`\`${name}\` contains control characters. Check how it was stored.`);
	}
	return { username, token };
}
