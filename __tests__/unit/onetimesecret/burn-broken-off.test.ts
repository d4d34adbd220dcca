// Burns whose exchange breaks off, on real sockets: which state is returned, and which error explains it.
import { beforeEach, describe, expect, it } from 'vitest';
import { findClosedPort, startBareServer } from '../../support/network/sockets.ts';
import { useProxy } from '../../support/network/trust.ts';
import { closeLater } from '../http/transport-requests.ts';
import { errorOf, makeClient, RECEIPT_KEY } from './service-fixtures.ts';

beforeEach(() => useProxy(undefined));

const respond = (json: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${json.length}\r\n\r\n${json}`;

/**
 * Starts a server that breaks off every burn, and returns its origin. It responds to a look-up of the receipt
 * with the JSON text `look`; if that is undefined, it breaks off look-ups as well.
 */
async function startServer(look: string | undefined): Promise<string> {
	const server = await startBareServer((socket, text) => {
		const isBurn = text.startsWith('POST');
		if (isBurn || look === undefined) socket.destroy();
		else socket.write(respond(look));
	});
	closeLater(server);
	return `http://127.0.0.1:${server.port}`;
}

describe('A burn that broke off', () => {
	it('succeeded if the receipt says so', async () => {
		const client = makeClient({ domain: await startServer('{"state":"burned"}') });
		expect(await client.burn(RECEIPT_KEY, undefined)).toMatchObject({ state: 'burned', error: undefined });
	});

	it('is the error if the link still works', async () => {
		const client = makeClient({ domain: await startServer('{"state":"new","secret_ttl":300}') });
		const { state, error } = await client.burn(RECEIPT_KEY, undefined);
		expect(state).toBe('new');
		expect(error).toMatchObject({ code: 'unreachable', message: expect.stringContaining('during the burn') });
	});

	it('is the error if the look failed as well', async () => {
		const error = await errorOf(makeClient({ domain: await startServer(undefined) }).burn(RECEIPT_KEY, 'p'));
		expect(error).toMatchObject({ code: 'unreachable', message: expect.stringContaining('during the burn') });
	});

	it('needs no look if it could not be sent', async () => {
		const client = makeClient({ domain: `http://127.0.0.1:${await findClosedPort()}` });
		const error = await errorOf(client.burn(RECEIPT_KEY, undefined));
		expect(error).toMatchObject({ code: 'unreachable', message: expect.stringContaining('during the burn') });
	});

	it('gets no look after the step was cancelled', async () => {
		const stop = new AbortController();
		const server = await startBareServer((_socket, text) => {
			if (text.startsWith('POST')) stop.abort();
		});
		closeLater(server);
		const client = makeClient({ domain: `http://127.0.0.1:${server.port}`, cancel: stop.signal });
		const error = await errorOf(client.burn(RECEIPT_KEY, undefined));
		expect(error.code).toBe('cancelled');
		expect(server.received()).not.toContain('GET ');
	});
});
