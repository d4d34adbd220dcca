// Carries out one fault on one request: acts on it or not, and spoils the response on its way.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { ArmedFault, Fault } from './faults.ts';
import type { RenderedResponse } from './headers.ts';
import { buildResponse, JSON_TYPE, withoutLength } from './response-faults.ts';
import { type Headers, sendResponse, startResponse } from './send-response.ts';

/** One request that a fault has hit. */
export interface SpoiledExchange {
	readonly response: ServerResponse;
	/** The TCP connection, also under TLS. */
	readonly connection: Socket;
	/** Carries the request out and renders the real response. */
	readonly act: () => RenderedResponse;
	/** Aborts when the server closes. */
	readonly closing: AbortSignal;
}

/** Sends blanks until the client has gone. */
function sendBlanks(response: ServerResponse): void {
	const chunk = Buffer.alloc(16_384, ' ');
	const send = (): void => {
		while (!response.destroyed && response.write(chunk)) {}
	};
	response.on('drain', send);
	send();
}

async function drip(
	exchange: SpoiledExchange,
	rendered: RenderedResponse,
	{ intervalMs, parts = rendered.body.length }: Extract<Fault, { kind: 'drip' }>,
): Promise<void> {
	startResponse(exchange.response, rendered);
	exchange.response.flushHeaders();
	const partBytes = Math.ceil(rendered.body.length / parts);
	for (let from = 0; from < rendered.body.length; from += partBytes) {
		await pause(intervalMs, undefined, { signal: exchange.closing });
		if (exchange.response.destroyed) {
			return;
		}
		exchange.response.write(rendered.body.subarray(from, from + partBytes));
	}
	exchange.response.end();
}

function sendHalf(response: ServerResponse, rendered: RenderedResponse, afterwards: () => void): void {
	startResponse(response, rendered);
	response.write(rendered.body.subarray(0, Math.floor(rendered.body.length / 2)), afterwards);
}

/** Sends a whole body whose framing promises more: a greater length, or without one the last chunk. */
function sendUnfinished(
	response: ServerResponse,
	{ status, headers, body }: RenderedResponse,
	missingBytes: number | undefined,
): void {
	const length =
		missingBytes === undefined ? [] : [['content-length', `${body.length + missingBytes}`] as const];
	startResponse(response, { status, headers: [...withoutLength(headers), ...length] });
	response.write(body, () => response.socket?.destroy());
}

async function respondLater(
	exchange: SpoiledExchange,
	actsFirst: boolean,
	until: Promise<unknown>,
): Promise<void> {
	const early = actsFirst ? exchange.act() : undefined;
	await until;
	if (!exchange.closing.aborted) {
		sendResponse(exchange.response, early ?? exchange.act());
	}
}

async function perform(exchange: SpoiledExchange, act: Fault, released: Promise<void>): Promise<void> {
	const { response, connection } = exchange;
	switch (act.kind) {
		case 'delay':
			return respondLater(
				exchange,
				act.actsFirst ?? false,
				pause(act.ms, undefined, { signal: exchange.closing }),
			);
		case 'hold':
			return respondLater(exchange, act.actsFirst ?? false, released);
		case 'reset-before':
			connection.resetAndDestroy();
			return;
		case 'reset-after':
			exchange.act();
			connection.resetAndDestroy();
			return;
		case 'half-body':
			sendHalf(response, exchange.act(), () => response.socket?.destroy());
			return;
		case 'stalled-body':
			sendHalf(response, exchange.act(), () => {});
			return;
		case 'wrong-length':
			sendUnfinished(response, exchange.act(), 1);
			return;
		case 'no-last-chunk':
			sendUnfinished(response, exchange.act(), undefined);
			return;
		case 'stalled-headers':
			if (act.acts === true) {
				exchange.act();
			}
			return;
		case 'drip':
			return drip(exchange, exchange.act(), act);
		case 'endless-body': {
			const headers: Headers = act.acts === false ? [['content-type', JSON_TYPE]] : exchange.act().headers;
			startResponse(response, { status: 200, headers: withoutLength(headers) });
			sendBlanks(response);
			return;
		}
		case 'garbage':
			if (act.acts === true) {
				exchange.act();
			}
			response.socket?.end(act.bytes ?? 'this is not HTTP\r\n\r\n');
			return;
		case 'answer':
			sendResponse(response, buildResponse(act, exchange.act));
			return;
		case 'redirect': {
			const headers = { location: act.location, 'content-type': null };
			sendResponse(
				response,
				buildResponse(
					{ kind: 'answer', status: act.status, headers, body: '', acts: act.acts ?? false },
					exchange.act,
				),
			);
			return;
		}
		case 'close-after-answer': {
			const real = exchange.act();
			sendResponse(response, { ...real, headers: [...real.headers, ['connection', 'close']] });
			return;
		}
		case 'drop-connection-after': {
			// Taken now, because the response lets go of its socket when it is finished.
			const { socket } = response;
			response.once('finish', () => socket?.destroySoon());
			sendResponse(response, exchange.act());
			return;
		}
	}
}

/**
 * Lets a fault happen to a request. Never rejects: a pause that the server's end cuts short is over in
 * silence.
 */
export async function spoil(exchange: SpoiledExchange, fault: ArmedFault): Promise<void> {
	const { connection } = exchange;
	if (!connection.listeners('close').includes(fault.noteGone)) connection.once('close', fault.noteGone);
	try {
		const performed = perform(exchange, fault.act, fault.released);
		fault.noteSeen();
		await performed;
	} catch (error) {
		if (!exchange.closing.aborted) {
			throw error;
		}
	}
}
