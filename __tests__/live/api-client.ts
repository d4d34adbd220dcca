// The person at the other end of a link, and a second opinion on what the server did: plain requests to both API
// versions that share no code with the action.

/** The API versions. */
export type ApiVersion = 'v1' | 'v2';

/** What the server says has become of a secret; `gone` if it says nothing that is known. */
export type Fate = 'new' | 'opened' | 'burned' | 'gone';

/** Asks a server without the action. Rejects if there is no response. */
export interface ApiClient {
	/** The version that this client speaks. */
	readonly version: ApiVersion;
	/** Opens a secret. Undefined if the server does not give a value. */
	open(secretKey: string, passphrase?: string): Promise<string | undefined>;
	/** Makes a secret that lives ten minutes. Undefined if the server refuses. */
	create(value: string, passphrase?: string): Promise<{ secretKey: string; receipt: string } | undefined>;
	/** What the receipt says. */
	lookUp(receipt: string): Promise<Fate>;
	/** Asks for a burn; whether it worked is for {@link lookUp} and {@link open} to say. */
	burn(receipt: string, passphrase?: string): Promise<void>;
}

/** Lifetime of everything that the suite makes: what escapes it is gone soon. */
export const TTL_SECONDS = 600;

const REQUEST_TIMEOUT_MS = 30_000;

interface Exchange {
	readonly status: number;
	readonly json: unknown;
}

type Send = (version: ApiVersion, path: string, fields?: object) => Promise<Exchange>;

/** Reads a field of a field (`record.secret.identifier`) as text; empty if it is not there. */
function read({ json }: Exchange, path: string): string {
	let value = json;
	for (const name of path.split('.')) {
		value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
	}
	return typeof value === 'string' ? value : '';
}

/** Both versions of a client for one server; creations are made for the account, all else as anybody would. */
function createSender(origin: string, authorization: string | undefined): Send {
	return async (version, path, fields) => {
		const isForm = version === 'v1';
		const text = isForm ? new URLSearchParams({ ...fields }).toString() : JSON.stringify(fields);
		const isCreation = /^\/(share|secret\/conceal)$/.test(path);
		const response = await fetch(`${origin}/api/${version}${path}`, {
			redirect: 'manual',
			signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
			headers: {
				accept: 'application/json',
				...(isCreation && authorization !== undefined && { authorization }),
				...(fields && { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' }),
			},
			...(fields && { method: 'POST', body: text }),
		});
		return { status: response.status, json: parseJson(await response.text()) };
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function fateOf(state: string): Fate {
	if (/^(received|revealed)$/.test(state)) return 'opened';
	if (/^(new|viewed|previewed|shared)$/.test(state)) return 'new';
	return state === 'burned' ? 'burned' : 'gone';
}

function speakV1(send: Send): ApiClient {
	const withPassphrase = (passphrase?: string) => (passphrase === undefined ? {} : { passphrase });
	return {
		version: 'v1',
		async open(secretKey, passphrase) {
			const response = await send('v1', `/secret/${secretKey}`, withPassphrase(passphrase));
			return read(response, 'value') || undefined;
		},
		async create(secret, passphrase) {
			const fields = { secret, ttl: String(TTL_SECONDS), ...withPassphrase(passphrase) };
			const response = await send('v1', '/share', fields);
			// Release v0.24.0 has only the newer names.
			const secretKey = read(response, 'secret_key') || read(response, 'secret_identifier');
			const receipt = read(response, 'metadata_key') || read(response, 'identifier');
			return secretKey === '' ? undefined : { secretKey, receipt };
		},
		lookUp: async (receipt) => fateOf(read(await send('v1', `/private/${receipt}`), 'state')),
		burn: async (receipt, passphrase) =>
			void (await send('v1', `/private/${receipt}/burn`, withPassphrase(passphrase))),
	};
}

function speakV2(send: Send): ApiClient {
	return {
		version: 'v2',
		async open(secretKey, passphrase) {
			const response = await send('v2', `/secret/${secretKey}/reveal`, { passphrase, continue: true });
			return read(response, 'record.secret_value') || undefined;
		},
		async create(secret, passphrase) {
			const response = await send('v2', '/secret/conceal', {
				secret: { secret, ttl: TTL_SECONDS, passphrase },
			});
			const secretKey = read(response, 'record.secret.identifier');
			const receipt = read(response, 'record.metadata.identifier');
			return secretKey === '' ? undefined : { secretKey, receipt };
		},
		lookUp: async (receipt) => fateOf(read(await send('v2', `/receipt/${receipt}`), 'record.state')),
		burn: async (receipt, passphrase) =>
			void (await send('v2', `/receipt/${receipt}/burn`, { passphrase, continue: true })),
	};
}

/** What a server has. */
export interface ServerApis {
	/** The clients of the API versions that it has. */
	readonly clients: ReadonlyMap<ApiVersion, ApiClient>;
	/**
	 * Why `api-version: auto` cannot get along without API v1 here; undefined if it can. It takes 404, 405 and 410 for a
	 * missing version, and up to v0.23 servers respond 500 to a path that they do not know.
	 */
	readonly whyNotAuto: string | undefined;
}

/** Asks which API versions a server has. Rejects if it does not respond. */
export async function findApis(
	origin: string,
	account: { readonly username: string; readonly token: string } | undefined,
): Promise<ServerApis> {
	const basic = account && Buffer.from(`${account.username}:${account.token}`).toString('base64');
	const send = createSender(origin, basic && `Basic ${basic}`);
	const found = await Promise.all(
		[speakV1(send), speakV2(send)].map(async (client) => {
			const response = await send(client.version, '/status');
			return { client, status: response.status, isThere: read(response, 'status') !== '' };
		}),
	);
	const there = found.filter(({ isThere }) => isThere).map(({ client }) => [client.version, client] as const);
	const [v1] = found;
	const isHidden = v1 !== undefined && !v1.isThere && ![404, 405, 410].includes(v1.status);
	return {
		clients: new Map(there),
		whyNotAuto: isHidden ? `the server responds ${v1.status} where API v1 would be` : undefined,
	};
}
