// Responses that break off, on real sockets. What has arrived is kept, because it may contain the only copy of a value.
import { beforeEach, describe, expect, it } from 'vitest';
import { startBareServer } from '../../support/network/sockets.ts';
import { useProxy } from '../../support/network/trust.ts';
import { closeLater, failed, GET_STATUS, limits, open } from './transport-requests.ts';

const BODY = '{"value":"grüße"}';
const LENGTH = Buffer.byteLength(BODY);
const HEAD = 'HTTP/1.1 200 OK\r\nX-One: a\r\n';

beforeEach(() => useProxy(undefined));

async function exchangeOver(bytes: string, isEnded: boolean, changes: Parameters<typeof limits>[0] = {}) {
	const server = closeLater(
		await startBareServer((socket) => void (isEnded ? socket.end(bytes) : socket.write(bytes))),
	);
	return failed(await open(`http://127.0.0.1:${server.port}`).send(GET_STATUS, limits(changes)));
}

describe('A response that broke off is kept as far as it arrived', () => {
	it.each([
		['with a Content-Length one too high', `${HEAD}Content-Length: ${LENGTH + 1}\r\n\r\n${BODY}`, BODY],
		[
			'without its last chunk',
			`${HEAD}Transfer-Encoding: chunked\r\n\r\n${LENGTH.toString(16)}\r\n${BODY}\r\n`,
			BODY,
		],
		['in the middle of its body', `${HEAD}Content-Length: ${LENGTH}\r\n\r\n${BODY.slice(0, 5)}`, '{"val'],
		['before its body', `${HEAD}Content-Length: ${LENGTH}\r\n\r\n`, ''],
	])('%s', async (_how, bytes, body) => {
		const { failure } = await exchangeOver(bytes, true);
		expect(failure).toMatchObject({ kind: 'reset', mayBeSent: true, partial: { status: 200, body } });
		expect(failure.partial?.header('x-one')).toBe('a');
	});

	it('at its timeout', async () => {
		const bytes = `${HEAD}Content-Length: ${LENGTH + 1}\r\n\r\n${BODY}`;
		const { failure } = await exchangeOver(bytes, false, { timeoutMs: 200 });
		expect(failure).toMatchObject({ kind: 'timed-out', partial: { status: 200, body: BODY } });
	});

	it.each([
		['a chunk', `Transfer-Encoding: chunked\r\n\r\n${LENGTH.toString(16)}\r\n${BODY}\r\nzz\r\n`],
		['its end', `Content-Length: ${LENGTH}\r\n\r\n${BODY}this is not HTTP`],
	])('in a packet that is not HTTP after %s', async (_where, bytes) => {
		const { failure } = await exchangeOver(HEAD + bytes, true);
		expect(failure).toMatchObject({ kind: 'garbled', partial: { status: 200, body: BODY } });
	});

	it('in many pieces of a large body', async () => {
		const body = JSON.stringify({ value: 'a'.repeat(3_000_000) });
		const bytes = `${HEAD}Content-Length: ${body.length + 1}\r\n\r\n${body}`;
		const { failure } = await exchangeOver(bytes, true, { maxResponseBytes: 4_000_000 });
		expect(failure.partial?.body.length).toBe(body.length);
	});
});

describe('Nothing is kept', () => {
	it.each([
		['no byte', ''],
		['half a head', 'HTTP/1.1 200 OK\r\nX-On'],
	])('of a response of which %s arrived', async (_what, bytes) => {
		const { failure } = await exchangeOver(bytes, true);
		expect(failure.partial).toBeUndefined();
	});
});
