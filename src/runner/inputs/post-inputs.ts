// What the post phase takes from the inputs, which the runner evaluates anew for it. Nothing here is a fault: the job is over.

import type { Credentials } from '../../onetimesecret/types.ts';
import { readCredentials, readEndpoint } from './common-inputs.ts';
import { createInputReader } from './input-reader.ts';
import type { Environment } from './input-table.ts';

/** The inputs at the end of the job. */
export interface PostInputs {
	/** Origin that the inputs name now; undefined if they name none. */
	readonly origin: string | undefined;
	readonly credentials: Credentials | undefined;
	readonly passphrase: string | undefined;
	/** The runner's word in lower case: `success`, `failure` or `cancelled`; anything else where somebody has set it. */
	readonly jobStatus: string;
	/** Sensitive values by the name of their input. */
	readonly sensitive: ReadonlyMap<string, string>;
}

/** Reads the inputs for the post phase. */
export function readPostInputs(env: Environment): PostInputs {
	const reader = createInputReader(env);
	const { texts, sensitive } = reader;
	const origin = readEndpoint(reader)?.origin;
	const credentials = readCredentials(reader);
	return {
		origin,
		credentials,
		passphrase: texts.passphrase,
		jobStatus: texts['job-status'].toLowerCase(),
		sensitive,
	};
}
