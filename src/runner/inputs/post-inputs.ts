// The inputs of the post phase, for which the runner evaluates them again. Faults are ignored, because the job
// is over.

import type { Credentials } from '../../onetimesecret/types.ts';
import type { Environment } from '../variables.ts';
import { readHeaders } from './headers.ts';
import { createInputReader } from './input-reader.ts';
import { readCredentials, readEndpoint } from './server-inputs.ts';

/** The inputs that a burn at the end of the job needs. */
export interface PostInputs {
	/** The origin of the server in the inputs. Undefined if they do not determine it. */
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
	const earlierFaultCount = faults.length;
	const headers = readHeaders(reader);
	// The main phase refuses faulty headers, so the post phase does not send them either.
	const safeHeaders = faults.length === earlierFaultCount ? headers : {};
	return { origin, credentials, passphrase: texts.passphrase, headers: safeHeaders, sensitive };
}

/**
 * The status of the job in lower case: `success`, `failure` or `cancelled`. Any other text if the workflow sets
 * `job-status`.
 */
export function readJobStatus(env: Environment): string {
	return createInputReader(env).texts['job-status'].toLowerCase();
}
