// Hands a request to the API version that it names, if that is mounted.
import type { IncomingHttpHeaders } from 'node:http';
import type { HostClass } from './hosts.ts';
import { type Parameters, readParameters } from './parameters.ts';
import { type ApiRoute, findApi } from './routes.ts';
import type { ApiResponse, Service } from './service.ts';
import { respondUnknownRoute, respondUnmounted } from './unmounted.ts';
import { respondV1 } from './v1/handlers.ts';
import { readBody } from './v2/body.ts';
import { respondV2 } from './v2/handlers.ts';

/** One request as it arrived. */
export interface ArrivedRequest {
	readonly method: string;
	/** Without the query. */
	readonly path: string;
	readonly query: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
	readonly route: ApiRoute | undefined;
	readonly host: HostClass;
}

function tryReadParameters(service: Service, request: ArrivedRequest): Parameters | undefined {
	const { query, headers, body } = request;
	try {
		return readParameters(query, headers['content-type'], body, service.release);
	} catch {
		return undefined;
	}
}

/** Carries out one request and says what the server responds. */
export function respond(service: Service, request: ArrivedRequest): ApiResponse {
	const { method, path, headers, route, host } = request;
	const api = findApi(path);
	if (api !== undefined && !service.mounted[api]) return respondUnmounted(service.release, method);
	if (route === undefined) return respondUnknownRoute(service.release, api);
	const { authorization } = headers;
	return route.api === 'v1'
		? respondV1(service, { route, host, authorization, parameters: tryReadParameters(service, request) })
		: respondV2(service, {
				route,
				host,
				authorization,
				body: readBody(headers['content-type'], request.body),
			});
}
