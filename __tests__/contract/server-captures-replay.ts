// Puts the captured questions to an embedded server, one after the other, with its own keys and credentials.
import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { EmbeddedServer } from '../support/server/index.ts';
import {
	asFields,
	type CapturedExchange,
	type Captures,
	readValue,
	restoreBody,
} from './server-captures-data.ts';
import { createMapping } from './server-captures-mapping.ts';

/** A response, as far as it can be compared. */
export interface ComparableResponse {
	readonly status: number;
	/** In the order and spelling of the wire, without content-length. */
	readonly headers: readonly (readonly [string, string])[];
	/** The body with its order of keys, as text. */
	readonly json: string;
}

/** What the real server said, what the embedded one says, and what can only be seen on the latter. */
export interface ReplayedExchange {
	readonly captured: ComparableResponse;
	readonly replayed: ComparableResponse;
	/** The revealed value, if there is one. */
	readonly value: unknown;
	/** The value that was sent for the secret that this response reveals, if it was sent here. */
	readonly sentValue: unknown;
	/** Whether the body is JSON without blanks, as the real server writes it, with a true content-length. */
	readonly wellFormed: boolean;
}

function chooseCredentials(server: EmbeddedServer, exchange: CapturedExchange): string | undefined {
	const { username, token } = server.account;
	const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;
	switch (exchange.request.authorization) {
		case undefined:
			return undefined;
		case 'Basic (right)':
			return basic(`${username}:${token}`);
		default:
			if (exchange.name.endsWith('bearer')) {
				return basic(`${username}:${token}`).replace('Basic', 'Bearer');
			}
			return exchange.name.endsWith('wrong user')
				? basic(`nobody@example.com:${token}`)
				: basic(`${username}:wrong`);
	}
}

function readSent(payload: string): unknown {
	return payload.startsWith('{')
		? asFields(asFields(JSON.parse(payload))['secret'])['secret']
		: new URLSearchParams(payload).get('secret');
}

/** The key of the secret that a response is about. */
function readSecretKey(json: unknown): string {
	const fields = asFields(json);
	const record = asFields(fields['record']);
	return String(fields['secret_key'] ?? asFields(record['secret'])['identifier'] ?? record['identifier']);
}

/** Returns a function that asks the questions of `captures` in order; they build on each other. */
export function createReplay(
	captures: Captures,
	server: EmbeddedServer,
	capturedAuthority: string,
): (exchange: CapturedExchange) => Promise<ReplayedExchange> {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	const real = createMapping(capturedAuthority);
	const ours = createMapping(`127.0.0.1:${server.port}`);
	const sent = new Map<string, unknown>();
	const translate = (text: string): string =>
		text.replace(/[0-9a-z]{31,62}/g, (key) => ours.keyFor(real.wordFor(key) ?? '') ?? key);

	const ask = async (exchange: CapturedExchange, payload: string): Promise<IncomingMessage> => {
		const { method, path, headers, body } = exchange.request;
		const authorization = chooseCredentials(server, exchange);
		const outgoing = request({
			agent,
			host: '127.0.0.1',
			port: server.port,
			method,
			path: translate(path),
			headers: {
				...captures.requestHeaders,
				...headers,
				...(authorization !== undefined && { Authorization: authorization }),
				...(body !== undefined && { 'Content-Length': Buffer.byteLength(payload) }),
			},
		});
		return new Promise((resolve, reject) => {
			outgoing.once('response', resolve).once('error', reject).end(payload);
		});
	};

	return async (exchange) => {
		const { name, response } = exchange;
		const payload = restoreBody(exchange.request.body ?? '');
		const incoming = await ask(exchange, payload);
		const bytes = await buffer(incoming);
		const raw = bytes.toString();
		const json: unknown = JSON.parse(raw);
		const secretKey = readSecretKey(json);
		if (/\/(?:share|conceal)$/.test(exchange.request.path)) sent.set(secretKey, readSent(payload));
		const { rawHeaders } = incoming;
		const headers = rawHeaders
			.map((header, index) => [header, rawHeaders[index + 1] ?? ''] as const)
			.filter(([header], index) => index % 2 === 0 && header.toLowerCase() !== 'content-length');
		const headerSet = captures.headerSets[response.headerSet] ?? [];
		return {
			captured: {
				status: response.status,
				headers: headerSet.map(([header, value]) => [header, real.mapHeader(header, value)] as const),
				json: JSON.stringify(real.mapJson(response.json, name), undefined, 1),
			},
			replayed: {
				status: incoming.statusCode ?? 0,
				headers: headers.map(([header, value]) => [header, ours.mapHeader(header, value)] as const),
				json: JSON.stringify(ours.mapJson(json, name), undefined, 1),
			},
			value: readValue(json),
			sentValue: sent.get(secretKey),
			wellFormed: raw === JSON.stringify(json) && Number(incoming.headers['content-length']) === bytes.length,
		};
	};
}
