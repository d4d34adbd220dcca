// Collects the responses of a server on a real socket, without the transport.
import { type IncomingMessage, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type BodyCollector, createBodyCollector } from '../../../src/http/body-collector.ts';
import { startBareServer } from '../../support/network/sockets.ts';
import { closeLater } from './transport-requests.ts';

/** Collects what a server sends, and returns how that ended. */
async function collectFrom(collector: BodyCollector, bytes: string): Promise<unknown> {
	const { port } = closeLater(await startBareServer((socket) => void socket.end(bytes)));
	return new Promise((resolve) => {
		const outgoing = request({ host: '127.0.0.1', port }, (message: IncomingMessage) =>
			collector.collect(message, {
				onEnd: ({ status, body }) => resolve({ status, body }),
				onError: () => resolve('broken off'),
				onTooLarge: () => {
					resolve('too large');
					message.destroy();
				},
			}),
		);
		outgoing.on('error', () => undefined).end();
	});
}

describe('createBodyCollector', () => {
	it('returns the response at its end', async () => {
		const bytes = 'HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\ngrüße';
		expect(await collectFrom(createBodyCollector(7), bytes)).toEqual({ status: 404, body: 'grüße' });
	});

	it('returns nothing before there is a response', () => {
		expect(createBodyCollector(7).partial()).toBeUndefined();
	});

	it('returns what has arrived of a response that breaks off', async () => {
		const collector = createBodyCollector(100);
		expect(await collectFrom(collector, 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')).toBe(
			'broken off',
		);
		expect(collector.partial()).toMatchObject({ status: 200, body: 'half' });
	});

	it('returns a response of exactly the greatest size that breaks off', async () => {
		const collector = createBodyCollector(4);
		await collectFrom(collector, 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf');
		expect(collector.partial()).toMatchObject({ status: 200, body: 'half' });
	});

	it('stops as soon as a response is too large, and keeps nothing of its body', async () => {
		const collector = createBodyCollector(3);
		const bytes = 'HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n1234';
		expect(await collectFrom(collector, bytes)).toBe('too large');
		expect(collector.partial()).toMatchObject({ status: 200, body: '' });
	});
});
