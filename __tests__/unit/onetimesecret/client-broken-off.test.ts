// Responses that break off, on real sockets. A complete JSON object in one is used, because it may be the only copy.
import { beforeEach, describe, expect, it } from 'vitest';
import { startBareServer } from '../../support/network/sockets.ts';
import { useProxy } from '../../support/network/trust.ts';
import { closeLater } from '../http/transport-requests.ts';
import {
	CREDENTIALS,
	errorOf,
	makeClient,
	NO_OPTIONS,
	RECEIPT_KEY,
	SECRET_KEY,
	type ServiceOptions,
} from './service-fixtures.ts';

const VALUE = '{"value":"the only copy"}';
const CREATED = JSON.stringify({ secret_key: SECRET_KEY, metadata_key: RECEIPT_KEY, ttl: 60 });
const HEAD = 'HTTP/1.1 200 OK\r\n';

const tooLong = (json: string, status = '200 OK') =>
	`HTTP/1.1 ${status}\r\nContent-Length: ${json.length + 1}\r\n\r\n${json}`;
const withoutLastChunk = (json: string) =>
	`${HEAD}Transfer-Encoding: chunked\r\n\r\n${json.length.toString(16)}\r\n${json}\r\n`;

beforeEach(() => useProxy(undefined));

/** Starts a server that sends `bytesFor(request)` and ends the connection. Returns the server and a client of it. */
async function serve(bytesFor: (request: string) => string, options: ServiceOptions = {}) {
	const server = closeLater(await startBareServer((socket, text) => void socket.end(bytesFor(text))));
	return { server, client: makeClient({ ...options, domain: `http://127.0.0.1:${server.port}` }) };
}

describe('A complete object in a response that broke off is used', () => {
	it.each([
		['a Content-Length one too high', tooLong],
		['no last chunk', withoutLastChunk],
	])('with %s: the value of a link that opens only once', async (_how, framed) => {
		const { server, client } = await serve(() => framed(VALUE));
		expect(await client.reveal(SECRET_KEY, undefined)).toBe('the only copy');
		expect(server.connections).toBe(1);
	});

	it.each([
		['a Content-Length one too high', tooLong],
		['no last chunk', withoutLastChunk],
	])('with %s: the keys of a creation, which is not sent again', async (_how, framed) => {
		const { server, client } = await serve(() => framed(CREATED));
		const creation = await client.share({ ...NO_OPTIONS, value: 'v' });
		expect(creation).toMatchObject({ usable: true, receiptKey: RECEIPT_KEY, doubts: 0 });
		expect(server.connections).toBe(1);
	});

	it('and is a refusal where it says so', async () => {
		const body = JSON.stringify({ secret_key: SECRET_KEY, message: 'Unknown secret' });
		const { client } = await serve(() => tooLong(body, '404 Not Found'));
		expect((await errorOf(client.reveal(SECRET_KEY, undefined))).code).toBe('secret-gone');
	});

	it('at the end of the grace after a cancellation', async () => {
		const stop = new AbortController();
		const server = closeLater(
			await startBareServer((socket) => {
				socket.write(tooLong(VALUE), () => stop.abort());
			}),
		);
		stop.signal.addEventListener('abort', () => server.close());
		const client = makeClient({ domain: `http://127.0.0.1:${server.port}`, cancel: stop.signal });
		expect(await client.reveal(SECRET_KEY, undefined)).toBe('the only copy');
	});
});

describe('Half an object is a doubt', () => {
	it('for a reveal, and the value may be lost', async () => {
		const { server, client } = await serve(() => tooLong(VALUE.slice(0, -1)));
		const error = await errorOf(client.reveal(SECRET_KEY, undefined));
		expect(error).toMatchObject({ code: 'in-doubt', leftBehind: expect.stringMatching(/may be lost/) });
		expect(server.connections).toBe(1);
	});
});

describe('The size of a response', () => {
	const large = (mebibytes: number) => {
		const body = JSON.stringify({ value: 'x'.repeat(mebibytes * 1_048_576) });
		return `${HEAD}Content-Length: ${body.length}\r\n\r\n${body}`;
	};

	it('of a reveal may be almost 16 MiB', async () => {
		const { client } = await serve(() => large(15));
		expect((await client.reveal(SECRET_KEY, undefined)).length).toBe(15 * 1_048_576);
	});

	it('of a reveal may not be more', async () => {
		const { client } = await serve(() => large(16));
		const error = await errorOf(client.reveal(SECRET_KEY, undefined));
		expect(error).toMatchObject({
			code: 'answer-unusable',
			leftBehind: expect.stringMatching(/may be lost/),
		});
	});

	it('of anything else may not be more than 1 MiB', async () => {
		const { client } = await serve(() => large(1));
		expect((await errorOf(client.lookUp(RECEIPT_KEY))).message).toContain(
			'more than any response of the API holds',
		);
	});
});

describe('A missing path', () => {
	const versions = ['v1', 'v2'] as const;

	it('is not a 404 that broke off before its end, so that nothing is asked of v2', async () => {
		const { server, client } = await serve(() => tooLong('<html>', '404 Not Found'), { versions });
		expect((await errorOf(client.checkStatus())).code).toBe('unreachable');
		expect(server.received()).not.toContain('/api/v2');
	});

	it('leads to v2, and a proof of more than a mebibyte is cut off there', async () => {
		const status = '{"status":"nominal"}';
		const bodies = (request: string): string => {
			if (request.includes('/api/v1')) return 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';
			if (request.includes('/receipt/recent')) return `${HEAD}\r\n${'x'.repeat(1_100_000)}`;
			return `${HEAD}Content-Length: ${status.length}\r\n\r\n${status}`;
		};
		const { server, client } = await serve(bodies, { versions, credentials: CREDENTIALS });
		expect(await client.checkStatus()).toBe('nominal');
		expect(server.received().match(/GET \S+/g)).toEqual([
			'GET /api/v1/status',
			'GET /api/v2/receipt/recent',
			'GET /api/v2/status',
		]);
	});
});
