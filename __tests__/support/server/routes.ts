// Decides which route of API v1 or v2 a method and a path name (captures and routes tables of the three
// releases).
import type { ApiVersion, ReleaseTraits } from './release-traits.ts';

type PlainRouteName = 'status' | 'authcheck' | 'version' | 'share' | 'generate' | 'recent' | 'proof';
type KeyRouteName = 'secret' | 'receipt' | 'burn';

/** A route with its API version and its key, where it has one. */
export type ApiRoute = { readonly api: ApiVersion } & (
	| { readonly name: PlainRouteName }
	| { readonly name: KeyRouteName; readonly key: string }
);

/**
 * Names of all routes, the same in both API versions, as recorded with every request. `secret` is the reveal,
 * `recent` the list of API v1 and `proof` that of API v2, which proves credentials; `unknown` is what the
 * router does not know.
 */
export type RouteName = ApiRoute['name'] | 'unknown';

const PLAIN_ROUTES: Readonly<Record<ApiVersion, Readonly<Record<string, PlainRouteName>>>> = {
	v1: {
		'GET status': 'status',
		'GET authcheck': 'authcheck',
		'POST share': 'share',
		'POST create': 'share',
		'POST generate': 'generate',
	},
	v2: {
		'GET status': 'status',
		'GET version': 'version',
		'POST secret/conceal': 'share',
		'POST secret/generate': 'generate',
		'GET private/recent': 'proof',
		'GET receipt/recent': 'proof',
	},
};

function readKey(segment: string): string {
	try {
		return decodeURIComponent(segment).replace(/[^\w-]/g, '');
	} catch {
		return '';
	}
}

/**
 * The API version below whose path a request is, whether or not it is mounted there; undefined for any other
 * path.
 */
export function findApi(path: string): ApiVersion | undefined {
	const [api, version] = path.split('/').filter((segment) => segment !== '');
	return api === 'api' && (version === 'v1' || version === 'v2') ? version : undefined;
}

/** Whether a request below `secret` reveals it; `rest` holds the segments after the API version. */
function isReveal(api: ApiVersion, method: string, rest: readonly string[]): boolean {
	if (method !== 'POST') return false;
	return api === 'v1' ? rest.length === 2 : rest.length === 3 && rest[2] === 'reveal';
}

/** The route of a request below a collection of receipts; `rest` holds the segments after the API version. */
function findReceiptRoute(
	api: ApiVersion,
	method: string,
	rest: readonly string[],
	key: string,
): ApiRoute | undefined {
	if (rest.length === 2) {
		if (api === 'v1' && method === 'GET' && key === 'recent') return { api, name: 'recent' };
		const isLookUp = method === 'GET' || (method === 'POST' && api === 'v1');
		return isLookUp ? { api, name: 'receipt', key } : undefined;
	}
	const isBurn = rest.length === 3 && rest[2] === 'burn' && method === 'POST';
	return isBurn ? { api, name: 'burn', key } : undefined;
}

/**
 * Finds the route; doubled slashes and one at the end make no difference. Undefined for whatever is no route
 * of either API.
 */
export function findRoute(release: ReleaseTraits, method: string, path: string): ApiRoute | undefined {
	const api = findApi(path);
	if (api === undefined) return undefined;
	const [, , ...rest] = path.split('/').filter((segment) => segment !== '');
	const plain = PLAIN_ROUTES[api][`${method} ${rest.join('/')}`];
	if (plain !== undefined) return { api, name: plain };
	const [collection = '', encodedKey = ''] = rest;
	const key = readKey(encodedKey);
	if (collection === 'secret') {
		return isReveal(api, method, rest) ? { api, name: 'secret', key } : undefined;
	}
	const collections = api === 'v1' ? release.receiptPaths : ['private', 'receipt'];
	return collections.includes(collection) ? findReceiptRoute(api, method, rest, key) : undefined;
}
