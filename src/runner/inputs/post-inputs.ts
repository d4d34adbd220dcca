// What the post phase takes from the inputs, which the runner evaluates anew for it. Nothing here is a fault: the job is over.

import type { Credentials } from '../../onetimesecret/types.ts';
import type { Environment } from '../variables.ts';
import { readHeaders } from './headers.ts';
import { createInputReader } from './input-reader.ts';
import { readCredentials, readEndpoint } from './server-inputs.ts';

/** The inputs at the end of the job. */
export interface PostInputs {
	/** Origin that the inputs name now; undefined if they name none. */
	readonly origin: string | undefined;
	readonly credentials: Credentials | undefined;
	readonly passphrase: string | undefined;
	readonly headers: Readonly<Record<string, string>>;
	/** Sensitive values by the name of their input. */
	readonly sensitive: ReadonlyMap<string, string>;
}

/** Reads the inputs for the post phase. */
export function readPostInputs(env: Environment): PostInputs {
	const reader = createInputReader(env);
	const { texts, sensitive, faults } = reader;
	const origin = readEndpoint(reader)?.origin;
	const credentials = readCredentials(reader);
	const known = faults.length;
	const headers = readHeaders(reader);
	// Headers that main would have refused are not sent by post either.
	const safeHeaders = faults.length === known ? headers : {};
	return { origin, credentials, passphrase: texts.passphrase, headers: safeHeaders, sensitive };
}

/**
 * The runner's word on the job in lower case: `success`, `failure` or `cancelled`; anything else if somebody has set it.
 */
export function readJobStatus(env: Environment): string {
	return createInputReader(env).texts['job-status'].toLowerCase();
}
