// Decides which route of API v1 a method and a path name (server release v0.26.6, captures and routes table).

/** A route with its key, where it has one. */
export type ApiRoute =
	| { readonly name: 'status' | 'authcheck' | 'share' | 'generate' | 'recent' }
	| { readonly name: 'secret' | 'receipt' | 'burn'; readonly key: string };

/** Names of all routes, as recorded with every request; `unknown` is what the router does not know. */
export type RouteName = ApiRoute['name'] | 'unknown';

const FIXED: Readonly<
	Record<string, ApiRoute['name'] & ('status' | 'authcheck' | 'share' | 'generate' | 'recent')>
> = {
	'GET status': 'status',
	'GET authcheck': 'authcheck',
	'POST share': 'share',
	'POST create': 'share',
	'POST generate': 'generate',
	'GET private/recent': 'recent',
	'GET metadata/recent': 'recent',
	'GET receipt/recent': 'recent',
};

function readKey(segment: string): string {
	try {
		return decodeURIComponent(segment).replace(/[^\w-]/g, '');
	} catch {
		return '';
	}
}

/** Finds the route; doubled slashes and one at the end make no difference. Undefined for whatever is no route of API v1. */
export function findRoute(method: string, path: string): ApiRoute | undefined {
	const segments = path.split('/').filter((segment) => segment !== '');
	const [api, version, ...rest] = segments;
	if (api !== 'api' || version !== 'v1') {
		return undefined;
	}
	const fixed = FIXED[`${method} ${rest.join('/')}`];
	if (fixed !== undefined) {
		return { name: fixed };
	}
	const [collection = '', key = '', action] = rest;
	if (rest.length === 2 && collection === 'secret' && method === 'POST') {
		return { name: 'secret', key: readKey(key) };
	}
	if (!['private', 'metadata', 'receipt'].includes(collection)) {
		return undefined;
	}
	if (rest.length === 2 && (method === 'GET' || method === 'POST')) {
		return { name: 'receipt', key: readKey(key) };
	}
	return rest.length === 3 && action === 'burn' && method === 'POST'
		? { name: 'burn', key: readKey(key) }
		: undefined;
}
