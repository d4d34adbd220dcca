// What the post phase takes from the inputs, which the runner evaluates anew for it. Nothing here is a fault: the job is over.

import type { Credentials } from '../onetimesecret/types.ts';
import { readCredentials, readEndpoint } from './common-inputs.ts';
import { BURN_TIMES } from './creation-inputs.ts';
import { createInputReader } from './input-reader.ts';
import type { Environment } from './input-table.ts';

/** The inputs at the end of the job. */
export interface PostInputs {
	/** Origin that the inputs name now; undefined if they name none. */
	readonly origin: string | undefined;
	readonly credentials: Credentials | undefined;
	readonly passphrase: string | undefined;
	readonly burnOn: (typeof BURN_TIMES)[number];
	/** The runner's word: `success`, `failure` or `cancelled`; anything else where there is no runner. */
	readonly jobStatus: string;
	/** Sensitive values by the name of their input. */
	readonly sensitive: ReadonlyMap<string, string>;
}

/** Reads the inputs for the post phase. Main has checked `burn-on`; if it cannot be read any more, a failed job still burns. */
export function readPostInputs(env: Environment): PostInputs {
	const reader = createInputReader(env);
	const { texts, sensitive } = reader;
	return {
		origin: readEndpoint(reader)?.origin,
		credentials: readCredentials(reader),
		passphrase: texts.passphrase,
		burnOn: reader.isEmpty('burn-on') ? 'failure' : (reader.word('burn-on', BURN_TIMES) ?? 'failure'),
		jobStatus: texts['job-status'],
		sensitive,
	};
}
