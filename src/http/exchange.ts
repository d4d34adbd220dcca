// One request and its result: the types that all files in this folder share.

/** A request to the transport's origin. */
export interface HttpRequest {
	readonly method: 'GET' | 'POST';
	/** Path and query, beginning with a slash. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Sent as UTF-8; undefined if there is no body. */
	readonly body: string | undefined;
}

/** A response, whatever its status. */
export interface HttpResponse {
	readonly status: number;
	/** The value of a header by its lower-case name. Repeated headers are joined by commas; undefined if missing. */
	header(name: string): string | undefined;
	/** The body, decoded as UTF-8. */
	readonly body: string;
}

/** Why there is no complete response. */
export type FailureKind =
	/** DNS does not know the host or the proxy. Nothing was sent. */
	| 'name-not-found'
	/** No connection could be established. Nothing was sent. */
	| 'no-connection'
	/** The proxy refused to connect to the host. Nothing was sent. */
	| 'proxy-refused'
	/**
	 * The server's certificate is not trusted, the server wants a client certificate, or it does not speak TLS.
	 * The server has not acted on the request.
	 */
	| 'tls-failed'
	/** The connection broke after the request may have been sent. */
	| 'reset'
	/** The server sent something that is not HTTP. */
	| 'garbled'
	/** The response exceeds the size limit. */
	| 'too-large'
	/** The attempt ran out of time. */
	| 'timed-out'
	/** The workflow or the runner cancelled the step. */
	| 'cancelled';

/** An exchange without a complete response. */
export interface Failure {
	readonly kind: FailureKind;
	/** False only if it is certain that the server cannot have acted on the request. */
	readonly mayBeSent: boolean;
	/**
	 * The cause, worded as the end of a sentence; may be empty. It holds only constant text, such as an error
	 * code of Node or OpenSSL, so it is safe to log.
	 */
	readonly detail: string;
	/** What had arrived of the response before it broke off; undefined if not even its headers had. */
	readonly partial?: HttpResponse | undefined;
}

/** The result of one request: a complete response, or why there is none. */
export type Exchange =
	| { readonly ok: true; readonly response: HttpResponse }
	| { readonly ok: false; readonly failure: Failure };
