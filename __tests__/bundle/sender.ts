// A person who makes links before the step under test begins, through the API as the website does.

import type { EmbeddedServer } from '../support/server/index.ts';

/** A link that a person made. */
export interface MadeLink {
	readonly link: string;
	/** The last part of the link. */
	readonly key: string;
	readonly receipt: string;
}

/** What a link is made of; `ttl` in seconds. */
export interface LinkOptions {
	readonly secret: string;
	readonly passphrase?: string;
	readonly ttl?: string;
}

/** Makes a link. It is the server's next request. */
export async function makeLink(server: EmbeddedServer, options: LinkOptions): Promise<MadeLink> {
	const response = await fetch(`${server.origin}/api/v1/share`, {
		method: 'POST',
		body: new URLSearchParams({ ...options }),
	});
	const json: unknown = await response.json();
	const field = (name: string) =>
		typeof json === 'object' && json !== null ? String(Reflect.get(json, name)) : '';
	const key = field('secret_key');
	return { link: `${server.origin}/secret/${key}`, key, receipt: field('metadata_key') };
}

/** Burns a link without a passphrase. */
export async function burnLink(
	server: EmbeddedServer,
	{ receipt }: Pick<MadeLink, 'receipt'>,
): Promise<void> {
	await fetch(`${server.origin}/api/v1/private/${receipt}/burn`, { method: 'POST' });
}
