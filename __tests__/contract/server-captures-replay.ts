// Puts the captured questions to an embedded server and brings its answers into the terms of the capture: keys, generated values, host.
import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { EmbeddedServer } from '../support/server/index.ts';
import {
	type CapturedExchange,
	type Captures,
	cutJson,
	readValue,
	restoreBody,
} from './server-captures-data.ts';

/** What the embedded server answered, as far as it can be compared with the capture word for word. */
export interface ReplayedAnswer {
	readonly status: number;
	/** In the order of the wire, without content-length; random values that have the right form say `(random)`. */
	readonly headers: readonly (readonly [string, string])[];
	/** Bytes of the body, counted in the capture's terms (host names differ in length). */
	readonly contentLength: number;
	/** The body's text in the capture's terms, cut as the capture is. */
	readonly text: string;
	/** The `value` of the answer as it came, if it has one. */
	readonly value: unknown;
	/** The value that was sent for the secret that this answer reveals, if it was sent here. */
	readonly sentValue: string | undefined;
	/** Whether the body is JSON without blanks, as the real server writes it, with a true content-length. */
	readonly wellFormed: boolean;
}

const RANDOM_HEADERS: Readonly<Record<string, RegExp>> = {
	'x-csrf-token': /^[\w-]{86}==$/,
	'x-request-id': /^[0-9a-z]{1,13}$/,
};

/** Host and port of the captured server, as its answers write them. */
const CAPTURED_AUTHORITY = '127.0.0.1:7026';

function credentials(server: EmbeddedServer, exchange: CapturedExchange): string | undefined {
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

function replaceAllIn(text: string, pairs: Iterable<readonly [string, string]>): string {
	return [...pairs].reduce((current, [from, to]) => current.replaceAll(from, to), text);
}

/** Pairs of texts of the same place that stand for each other: keys wherever they are named, and values that the server generated. */
function pairUp(captured: unknown, ours: unknown, generated: boolean): (readonly [string, string])[] {
	if (typeof captured !== 'object' || captured === null || typeof ours !== 'object' || ours === null) {
		return [];
	}
	const answered = new Map<string, unknown>(Object.entries(ours));
	return Object.entries(captured).flatMap(([name, value]) => {
		const other = answered.get(name);
		const stands = name === 'metadata_key' || name === 'secret_key' || (generated && name === 'value');
		const isPair =
			stands && typeof value === 'string' && typeof other === 'string' && value !== '' && other !== '';
		return isPair ? [[value, other] as const] : pairUp(value, other, generated);
	});
}

/** Puts a text of our server into the capture's terms. */
function translate(raw: string, keys: ReadonlyMap<string, string>, port: number): string {
	const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
	const whole = [...keys].map(([captured, ours]) => [inJson(ours), inJson(captured)] as const);
	const short = whole.map(
		([ours, captured]) => [`"${ours.slice(0, 8)}"`, `"${captured.slice(0, 8)}"`] as const,
	);
	return replaceAllIn(raw, [...whole, ...short, [`127.0.0.1:${port}`, CAPTURED_AUTHORITY]]);
}

/** Returns a function that asks the questions of `captures` one after the other; they build on each other. */
export function createReplay(
	captures: Captures,
	server: EmbeddedServer,
): (exchange: CapturedExchange) => Promise<ReplayedAnswer> {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	// Captured key or generated value, and ours for it; learnt once, so that a later answer that names another one fails.
	const keys = new Map<string, string>();
	const sent = new Map<string, string>();

	const ask = async (
		exchange: CapturedExchange,
		payload: string,
	): Promise<{ response: IncomingMessage; body: Buffer }> => {
		const { method, path, headers, body } = exchange.request;
		const authorization = credentials(server, exchange);
		const outgoing = request({
			agent,
			host: '127.0.0.1',
			port: server.port,
			method,
			path: replaceAllIn(path, keys),
			headers: {
				...captures.requestHeaders,
				...headers,
				...(authorization !== undefined && { Authorization: authorization }),
				...(body !== undefined && { 'Content-Length': Buffer.byteLength(payload) }),
			},
		});
		const response = await new Promise<IncomingMessage>((resolve, reject) => {
			outgoing.once('response', resolve).once('error', reject).end(payload);
		});
		return { response, body: await buffer(response) };
	};

	return async (exchange) => {
		const { path } = exchange.request;
		const payload = restoreBody(exchange.request.body ?? '');
		const { response, body } = await ask(exchange, payload);
		const raw = body.toString();
		const json: unknown = JSON.parse(raw);
		for (const [captured, ours] of pairUp(exchange.response.json, json, path.endsWith('/generate'))) {
			keys.set(captured, keys.get(captured) ?? ours);
		}
		const translated = translate(raw, keys, server.port);
		const { rawHeaders } = response;
		const headers = rawHeaders.flatMap((name, index) =>
			index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
		);
		const answered = new Map<string, unknown>(Object.entries(json ?? {}));
		const secretKey = String(answered.get('secret_key'));
		if (path.endsWith('/share')) {
			sent.set(secretKey, new URLSearchParams(payload).get('secret') ?? '');
		}
		return {
			status: response.statusCode ?? 0,
			headers: headers
				.filter(([name]) => name !== 'content-length')
				.map(
					([name, value]) =>
						[
							name,
							RANDOM_HEADERS[name]?.test(value) ? '(random)' : translate(value, keys, server.port),
						] as const,
				),
			contentLength: Buffer.byteLength(translated),
			text: JSON.stringify(cutJson(JSON.parse(translated))),
			value: readValue(json),
			sentValue: sent.get(secretKey),
			wellFormed: raw === JSON.stringify(json) && Number(response.headers['content-length']) === body.length,
		};
	};
}
