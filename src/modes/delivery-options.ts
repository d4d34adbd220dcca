// How a new link is to be treated, beyond what the server is asked for.

import type { TimeUnit } from '../onetimesecret/durations.ts';
import type { SecretOptions } from '../onetimesecret/types.ts';

/** When the end of the job burns what the step has made. */
export type BurnOn = 'never' | 'failure' | 'always';

/** How a new link is to be treated. */
export interface DeliveryOptions extends SecretOptions {
	/** The unit in which the lifetime was written, for the warning that another was granted. */
	readonly ttlUnit: TimeUnit | undefined;
	/** False if the link is to pass as a job output. */
	readonly maskLink: boolean;
	readonly burnOn: BurnOn;
}
