// What each request is for, in the words of errors: what is left behind if it fails, and what a refusal can mean here.

import type { RequestKind } from '../http/retry-policy.ts';
import type { RefusalKind } from './failure-catalog.ts';

/** What was being done, for the words of an error. */
export interface Operation {
	/** What the request was for, as in "the status check". */
	readonly what: string;
	/** Decides what a broken exchange leaves open. */
	readonly kind: RequestKind;
	/** What is left behind if the request certainly had no effect, as a sentence; may be empty. */
	readonly ifNotSent: string;
	/** What may be left behind if nobody knows whether the request had an effect, as a sentence; may be empty. */
	readonly ifUnknown: string;
	/** What to do if nobody knows whether the request had an effect; absent if the default advice fits. */
	readonly adviceInDoubt?: string;
	/** Sentences for certain refusals: what they can mean here. */
	readonly notes?: Readonly<Partial<Record<RefusalKind, string>>>;
}

/** What a creation may have left behind whose fate is not known. */
export const COPY_MAY_LIVE =
	'A copy of the secret may be on the server until its lifetime ends; nobody has a link to it.';

/** The same for a creation with a recipient. */
export const MAIL_MAY_BE_OUT =
	'The recipient may have been mailed a working link, or not. It was not retried, so nobody gets two e-mails.';

/** What a reveal may have left behind whose fate is not known. */
export const VALUE_MAY_BE_SPENT =
	'The value may be lost: the server may have given it out, but it did not arrive here.';

const LINK_STILL_WORKS = 'The link may still work until its lifetime ends.';

/** The status check. With it, or without credentials instead of it, nothing is sent that matters. */
export const STATUS: Operation = { what: 'the status check', kind: 'read', ifNotSent: '', ifUnknown: '' };

/** The request that proves credentials where the status check does not. */
export const PROOF: Operation = {
	what: 'the check of the credentials',
	kind: 'read',
	ifNotSent: '',
	ifUnknown: '',
};

/** A creation. */
export function creation(isMailed: boolean): Operation {
	return {
		what: 'the creation of the secret',
		kind: isMailed ? 'create-and-mail' : 'create',
		ifNotSent: 'No secret was created.',
		ifUnknown: isMailed ? MAIL_MAY_BE_OUT : COPY_MAY_LIVE,
		...(isMailed && {
			adviceInDoubt: 'Ask the recipient whether an e-mail came before you run the job again.',
		}),
	};
}

/** The reading of a generated value. */
export const FIRST_LOOK: Operation = {
	what: 'the reading of the generated value',
	kind: 'read-once',
	ifNotSent: '',
	ifUnknown: '',
};

/** The opening of a link. */
export const REVEAL: Operation = {
	what: 'the opening of the link',
	kind: 'reveal',
	ifNotSent: 'The link was not opened.',
	ifUnknown: VALUE_MAY_BE_SPENT,
	adviceInDoubt: 'Ask for a new link.',
};

/** A look at a receipt. */
export const LOOK: Operation = {
	what: 'the look at the receipt',
	kind: 'read',
	ifNotSent: LINK_STILL_WORKS,
	ifUnknown: '',
};

/** A burn. */
export const BURN: Operation = { what: 'the burn', kind: 'burn', ifNotSent: LINK_STILL_WORKS, ifUnknown: '' };
