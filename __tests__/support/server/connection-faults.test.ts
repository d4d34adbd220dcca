// Faults of the connection: broken, endless or slow, as a client without opinions meets them.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedServer, type Fault, startServer } from './index.ts';
import { ask, converse, open, splitResponse } from './raw-client.ts';

const FORM = 'secret=hello&ttl=300';

let server: EmbeddedServer;

beforeEach(async () => {
	server = await startServer();
});

afterEach(() => server.close());

describe('A fault that breaks the connection', () => {
	it.each<[Fault, number]>([
		[{ kind: 'reset-before' }, 0],
		[{ kind: 'reset-after' }, 1],
	])('resets it: %j leaves %i secrets', async (act, created) => {
		const handle = server.fault({ route: 'share', act });
		const conversation = converse(server, '/share', FORM);
		expect(await conversation.closed).toBe('ECONNRESET');
		expect(conversation.received()).toHaveLength(0);
		await Promise.all([handle.seen, handle.gone]);
		expect([server.created, server.alive]).toEqual([created, created]);
		expect(server.requests.map(({ body }) => body.toString())).toEqual([FORM]);
	});

	it('ends it halfway through the body, and the secret exists', async () => {
		server.fault({ route: 'share', act: { kind: 'half-body' } });
		const conversation = converse(server, '/share', FORM);
		expect(await conversation.closed).toBeUndefined();
		const { head, body } = splitResponse(conversation.received());
		expect(head).toMatch(/^HTTP\/1\.1 200 /);
		const announced = Number(/content-length: (\d+)/i.exec(head)?.[1]);
		expect(announced).toBeGreaterThan(700);
		expect(body).toHaveLength(Math.floor(announced / 2));
		expect(server.created).toBe(1);
	});

	it.each<[string, Fault['kind'] & ('wrong-length' | 'no-last-chunk'), (body: string) => RegExp]>([
		[
			'a length that is one too high',
			'wrong-length',
			(body) => new RegExp(`length: ${body.length + 1}$`, 'im'),
		],
		['no last chunk', 'no-last-chunk', () => /^transfer-encoding: chunked$/im],
	])('ends it after a whole body with %s, and the secret exists', async (_name, kind, framing) => {
		server.fault({ route: 'share', act: { kind } });
		const conversation = converse(server, '/share', FORM);
		expect(await conversation.closed).toBeUndefined();
		const { head, body } = splitResponse(conversation.received());
		const json = /\{.*\}/s.exec(body.toString())?.[0] ?? '';
		expect(JSON.parse(json)).toMatchObject({ state: 'new' });
		expect(head).toMatch(framing(json));
		expect(body.toString()).not.toMatch(/\r\n0\r\n/);
		expect(server.created).toBe(1);
	});

	it('ends it after an ordinary response that did not announce it', async () => {
		server.fault({ route: 'share', act: { kind: 'drop-connection-after' } });
		const conversation = converse(server, '/share', FORM);
		expect(await conversation.closed).toBeUndefined();
		const { head, body } = splitResponse(conversation.received());
		expect(head).not.toMatch(/^connection:/im);
		expect(JSON.parse(body.toString())).toMatchObject({ state: 'new' });
	});

	it('ends it after a response that announces it', async () => {
		server.fault({ route: 'share', act: { kind: 'close-after-answer' } });
		const conversation = converse(server, '/share', FORM);
		expect(await conversation.closed).toBeUndefined();
		const { head, body } = splitResponse(conversation.received());
		expect(head).toMatch(/^connection: close$/im);
		expect(JSON.parse(body.toString())).toMatchObject({ state: 'new' });
	});

	it.each([
		['this is not HTTP\r\n\r\n', {}],
		['SSH-2.0-OpenSSH_9.9\r\n', { bytes: 'SSH-2.0-OpenSSH_9.9\r\n' }],
	])('sends bytes that are no HTTP: %j', async (text, options) => {
		server.fault({ route: 'share', act: { kind: 'garbage', ...options } });
		const conversation = converse(server, '/share', FORM);
		expect(await conversation.closed).toBeUndefined();
		expect(conversation.received().toString()).toBe(text);
		expect(server.created).toBe(0);
	});
});

describe('A fault that never ends', () => {
	it('stalls halfway through the body', async () => {
		server.fault({ route: 'share', act: { kind: 'stalled-body' } });
		const response = await open(server, '/share', { body: FORM });
		const announced = Number(response.headers['content-length']);
		let received = 0;
		const broken = new Promise<void>((resolve) => response.once('error', () => resolve()));
		await new Promise<void>((resolve) => {
			response.on('data', (chunk: Buffer) => {
				received += chunk.length;
				if (received >= Math.floor(announced / 2)) {
					resolve();
				}
			});
		});
		await server.close();
		await broken;
		expect(received).toBe(Math.floor(announced / 2));
		expect(server.created).toBe(1);
	});

	it.each([
		[{}, 0],
		[{ acts: true }, 1],
	])('sends nothing at all with %j, and %i secrets exist', async (options, created) => {
		const handle = server.fault({ route: 'share', act: { kind: 'stalled-headers', ...options } });
		const conversation = converse(server, '/share', FORM);
		await handle.seen;
		expect(server.created).toBe(created);
		await server.close();
		await conversation.closed;
		expect(conversation.received()).toHaveLength(0);
	});

	it.each([
		[{}, 1],
		[{ acts: false }, 0],
	])(
		'sends a body without end and without length with %j, until the client leaves',
		async (options, created) => {
			const handle = server.fault({ route: 'share', act: { kind: 'endless-body', ...options } });
			const conversation = converse(server, '/share', FORM);
			await conversation.until(500_000);
			expect(splitResponse(conversation.received()).head).not.toMatch(/^content-length:/im);
			conversation.socket.destroy();
			await handle.gone;
			expect(server.created).toBe(created);
		},
	);
});

describe('A fault that is only slow', () => {
	it.each([
		['byte by byte', {}],
		['in parts', { parts: 5 }],
	])('drips the whole body %s', async (_name, parts) => {
		server.fault({ route: 'status', act: { kind: 'drip', intervalMs: 1, ...parts } });
		const response = await open(server, '/status');
		const chunks: Buffer[] = [];
		for await (const chunk of response) {
			chunks.push(chunk);
		}
		expect(Buffer.concat(chunks).toString()).toBe('{"status":"nominal","locale":"en"}');
		expect(chunks.length).toBeGreaterThan(2);
	});

	it('delays a response that is otherwise the ordinary one', async () => {
		server.fault({ route: 'share', act: { kind: 'delay', ms: 1 } });
		expect((await ask(server, '/share', { body: FORM })).json).toMatchObject({ state: 'new', ttl: 300 });
	});

	it.each<[Fault, number]>([
		[{ kind: 'delay', ms: 3_600_000 }, 0],
		[{ kind: 'delay', ms: 3_600_000, actsFirst: true }, 1],
		[{ kind: 'hold' }, 0],
		[{ kind: 'hold', actsFirst: true }, 1],
		[{ kind: 'drip', intervalMs: 3_600_000 }, 1],
	])('is over at once when the server closes: %j leaves %i secrets', async (act, created) => {
		const handle = server.fault({ route: 'share', act });
		const conversation = converse(server, '/share', FORM);
		await handle.seen;
		await server.close();
		await conversation.closed;
		expect(server.created).toBe(created);
	});

	it.each([
		[{}, 0],
		[{ actsFirst: true }, 1],
	])('holds a response until it is released, with %j', async (options, createdBefore) => {
		const handle = server.fault({ route: 'share', act: { kind: 'hold', ...options } });
		const response = ask(server, '/share', { body: FORM });
		await handle.seen;
		expect(server.created).toBe(createdBefore);
		handle.release();
		expect((await response).json).toMatchObject({ state: 'new' });
		expect(server.created).toBe(1);
	});

	it('tells when the client that waits has gone', async () => {
		const handle = server.fault({ route: 'share', act: { kind: 'hold' } });
		const conversation = converse(server, '/share', FORM);
		await handle.seen;
		conversation.socket.destroy();
		await handle.gone;
		handle.release();
		expect((await ask(server, '/status')).status).toBe(200);
	});
});
