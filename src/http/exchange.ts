// One request and what comes of it: the types that everything in this folder shares.

/** A request on the transport's origin. */
export interface HttpRequest {
	readonly method: 'GET' | 'POST';
	/** Path below the origin, beginning with a slash. */
	readonly path: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Sent as UTF-8. */
	readonly body: string | undefined;
}

/** A response, whatever its status. */
export interface HttpResponse {
	readonly status: number;
	/** A header by its lower-case name; several of the same name are joined by commas. */
	header(name: string): string | undefined;
	/** The body, read as UTF-8. */
	readonly body: string;
}

/** Why there is no complete response. */
export type FailureKind =
	/** DNS does not know the host (or the proxy). Nothing was sent. */
	| 'name-not-found'
	/** No connection came about. Nothing was sent. */
	| 'no-connection'
	/** The proxy responded that it will not connect. Nothing was sent. */
	| 'proxy-refused'
	/** The server could not be authenticated, wants a client certificate, or does not speak TLS. Nothing was acted on. */
	| 'tls-failed'
	/** The connection broke after the request may have been sent. */
	| 'reset'
	/** What came back is not HTTP. */
	| 'garbled'
	/** The response is larger than any response of the API. */
	| 'too-large'
	/** The time of the attempt is over. */
	| 'timed-out'
	/** The step was told to stop. */
	| 'cancelled';

/** An exchange without a complete response. */
export interface Failure {
	readonly kind: FailureKind;
	/** False only if it is certain that the server cannot have acted on the request. */
	readonly mayBeSent: boolean;
	/** The cause as the end of a sentence in our own words, at most with a constant code of Node's or OpenSSL's; may be empty. */
	readonly detail: string;
	/** What had arrived of the response when it broke off; undefined if not even its headers had. */
	readonly partial?: HttpResponse | undefined;
}

/** What came of a request. */
export type Exchange =
	| { readonly ok: true; readonly response: HttpResponse }
	| { readonly ok: false; readonly failure: Failure };
