// Links that exist before the step under test begins: made and burned through the API, as another job or a person would.

import type { EmbeddedServer, RecordedRequest, RouteName } from '../support/server/index.ts';

/** A secret on the server. */
export interface MadeLink {
	readonly link: string;
	/** The last part of the link. */
	readonly key: string;
	readonly receipt: string;
}

/** What a secret is made of; the lifetime in seconds. */
export interface LinkWish {
	readonly secret: string;
	readonly passphrase?: string;
	readonly ttl?: string;
}

/** Makes a secret. It is the server's next request. */
export async function makeLink(server: EmbeddedServer, wish: LinkWish): Promise<MadeLink> {
	const answer = await fetch(`${server.origin}/api/v1/share`, {
		method: 'POST',
		body: new URLSearchParams({ ...wish }),
	});
	const json: unknown = await answer.json();
	const field = (name: string) =>
		typeof json === 'object' && json !== null ? String(Reflect.get(json, name)) : '';
	const key = field('secret_key');
	return { link: `${server.origin}/secret/${key}`, key, receipt: field('metadata_key') };
}

/** Burns a secret without a passphrase. */
export async function burnLink(server: EmbeddedServer, { receipt }: MadeLink): Promise<void> {
	await fetch(`${server.origin}/api/v1/private/${receipt}/burn`, { method: 'POST' });
}

/** The requests to one route so far. */
export function requestsTo(server: EmbeddedServer, route: RouteName): RecordedRequest[] {
	return server.requests.filter((request) => request.route === route);
}

/** The fields of a form that was sent. */
export function formOf(request: RecordedRequest | undefined): Record<string, string> {
	return Object.fromEntries(new URLSearchParams(request?.body.toString()));
}

/** A clock for a server. */
export interface ServerClock {
	/** Milliseconds since 1970. */
	nowMs(): number;
	putForward(seconds: number): void;
}

/** Makes a clock that goes with the machine's, ahead of it by as much as it was put forward. */
export function createServerClock(): ServerClock {
	let aheadMs = 0;
	return {
		nowMs: () => Date.now() + aheadMs,
		putForward(seconds) {
			aheadMs += seconds * 1_000;
		},
	};
}
