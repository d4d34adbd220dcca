// Describes each kind of request for errors: what it is for, what is left behind if it fails, and what a
// refusal of it can mean.

import type { RequestKind } from '../http/retry-policy.ts';
import type { RefusalKind } from './failure-catalog.ts';

/** How an error describes a request. */
export interface Operation {
	/** How the message names the request, such as "the status check". */
	readonly name: string;
	/** Decides how the request is retried, and what is uncertain if the exchange breaks off. */
	readonly kind: RequestKind;
	/** A sentence about what is left behind if the request certainly had no effect; may be empty. */
	readonly ifNotSent: string;
	/** A sentence about what may be left behind if it is unknown whether the request had an effect; may be empty. */
	readonly ifUnknown: string;
	/** What to do if it is unknown whether the request had an effect; absent if the default advice fits. */
	readonly adviceInDoubt?: string;
	/** A sentence for each refusal that has a special meaning for this request. */
	readonly notes?: Readonly<Partial<Record<RefusalKind, string>>>;
}

/** What may be left behind if it is unknown whether a creation had an effect. */
export const COPY_MAY_LIVE =
	'A copy of the secret may be on the server until its lifetime ends; nobody has a link to it.';

/** The same as {@link COPY_MAY_LIVE} for a creation with a recipient. */
export const MAIL_MAY_BE_OUT =
	'The recipient may have been mailed a working link, or not. It was not retried, so nobody gets two e-mails.';

/** What may have happened if it is unknown whether a reveal had an effect. */
export const VALUE_MAY_BE_SPENT =
	'The value may be lost: the server may have given it out, but it did not arrive here.';

const LINK_STILL_WORKS = 'The link may still work until its lifetime ends.';

/** The status check. Nothing is left behind if it fails, because it only reads. */
export const STATUS: Operation = { name: 'the status check', kind: 'read', ifNotSent: '', ifUnknown: '' };

/** The request that proves the credentials if the status check does not; see `Api.credentialProof`. */
export const PROVE_CREDENTIALS: Operation = {
	name: 'the check of the credentials',
	kind: 'read',
	ifNotSent: '',
	ifUnknown: '',
};

/** The creation of a secret, whether shared or generated. `isMailed` is true if it has a recipient. */
export function creationOperation(isMailed: boolean): Operation {
	return {
		name: 'the creation of the secret',
		kind: isMailed ? 'create-and-mail' : 'create',
		ifNotSent: 'No secret was created.',
		ifUnknown: isMailed ? MAIL_MAY_BE_OUT : COPY_MAY_LIVE,
		...(isMailed && {
			adviceInDoubt: 'Ask the recipient whether an e-mail came before you run the job again.',
		}),
	};
}

/** The look-up of the receipt that reveals a generated value, which the server may show only once. */
export const READ_GENERATED_VALUE: Operation = {
	name: 'the reading of the generated value',
	kind: 'read-once',
	ifNotSent: '',
	ifUnknown: '',
};

/** The opening of a link, which consumes the secret. */
export const REVEAL: Operation = {
	name: 'the opening of the link',
	kind: 'reveal',
	ifNotSent: 'The link was not opened.',
	ifUnknown: VALUE_MAY_BE_SPENT,
	adviceInDoubt: 'Ask for a new link.',
};

/** The look-up of a receipt. */
export const LOOK_UP: Operation = {
	name: 'the look at the receipt',
	kind: 'read',
	ifNotSent: LINK_STILL_WORKS,
	ifUnknown: '',
};

/** The burning of a secret. */
export const BURN: Operation = { name: 'the burn', kind: 'burn', ifNotSent: LINK_STILL_WORKS, ifUnknown: '' };
