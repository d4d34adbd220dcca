// The options of a new link that concern the job and not the server.

import type { TimeUnit } from '../onetimesecret/durations.ts';
import type { SecretOptions } from '../onetimesecret/types.ts';

/** When the end of the job burns the secret that the step created. `failure` includes a cancelled job. */
export type BurnOn = 'never' | 'failure' | 'always';

/** The options of a new link: what the server is asked for, and what the job does with the link. */
export interface DeliveryOptions extends SecretOptions {
	/** The unit of `ttl` in the workflow. The warning about a different granted lifetime uses it too. */
	readonly ttlUnit: TimeUnit | undefined;
	/**
	 * False if the link must stay unmasked, because the runner drops a job output that contains a masked value.
	 */
	readonly maskLink: boolean;
	readonly burnOn: BurnOn;
}
