// What share and generate have in common: from a creation to a link that is handed on, in the order mask, state, outputs, log.

import { ActionError, COPY_MAY_LIVE, codeOf } from '../errors.ts';
import type {
	Creation,
	CreationWish,
	Seconds,
	SecretService,
	UsableCreation,
} from '../onetimesecret/types.ts';
import { burnSecret } from './burn.ts';
import type { Facts, StepEffects } from './ports.ts';

/** A unit of time as people write it. */
export interface TimeUnit {
	/** As in `7d`. */
	readonly name: string;
	readonly seconds: number;
}

/** How a new link is to be treated. */
export interface HandOnWish extends CreationWish {
	/** The unit in which the lifetime was written, for the warning that another was granted. */
	readonly ttlUnit: TimeUnit | undefined;
	/** False if the link is to pass as a job output. */
	readonly maskLink: boolean;
}

/** The runner drops a job output in which any mask occurs: better to know before a secret is made. Throws `invalid-input`. */
export function refuseMasksInOrigin(
	{ maskLink }: HandOnWish,
	{ origin }: SecretService,
	effects: StepEffects,
): void {
	if (maskLink || !occursAny(effects.masks(), origin)) return;
	throw new ActionError(
		'invalid-input',
		'`mask-link` is `false`, but a masked value of this step also occurs in the address of the service, so that the runner would drop ' +
			'the link as a job output. Use a longer secret, passphrase or token, or leave `mask-link` out.',
	);
}

function occursAny(masks: readonly string[], text: string): boolean {
	return masks.some((mask) => text.includes(mask.trim()));
}

/** What keeping and handing on a creation works with. */
export interface HandOnParts {
	readonly mode: string;
	readonly service: SecretService;
	readonly effects: StepEffects;
}

/**
 * Brings a creation home, in the order mask, state, outputs: `outputsFirst` sets the mode's own outputs before those of the link. Throws if
 * there is no link, if the step was told to stop, if the server will not mail the recipient, or if a file cannot be written; the secret is
 * then burned by the end of the job, or at once where the end of the job would not know of it.
 */
export async function bringHome(
	creation: Creation,
	wish: HandOnWish,
	parts: HandOnParts,
	outputsFirst: (made: UsableCreation) => void = () => undefined,
): Promise<UsableCreation> {
	const { mode, service, effects } = parts;
	try {
		keep(creation, wish, effects);
		if (!creation.usable) throw creation.fault;
		effects.stopIfCancelled('The secret lives on the server, but its link was not handed on.');
		if (creation.namesRecipient) {
			outputsFirst(creation);
			handOn(creation, effects);
			return creation;
		}
	} catch (error) {
		const { receiptKey } = creation;
		if (receiptKey === undefined || (error instanceof ActionError && error.code !== 'file-unwritable')) {
			throw error;
		}
		const what = `${mode}: a file of the step could not be written (${codeOf(error instanceof ActionError ? error.cause : error)}) after ${service.host} had created the secret.`;
		throw await takeBack({ ...creation, receiptKey }, wish, parts, 'file-unwritable', what);
	}
	// Old servers drop a recipient in silence, or mail what they took for one: the secret must not stay.
	const what = `${mode}: ${service.host} created the secret, but does not say that it mails the recipient that was asked for.`;
	throw await takeBack(creation, wish, parts, 'recipient-dropped', what);
}

/** Masks what was made and saves its receipt. */
function keep(creation: Creation, wish: HandOnWish, effects: StepEffects): void {
	const isLinkMaskedAnyway = creation.usable && !wish.maskLink && occursAny(effects.masks(), creation.link);
	if (creation.usable && creation.generatedValue !== '') {
		effects.hide('generated value', creation.generatedValue);
	}
	if (creation.receiptKey !== undefined) effects.hide('receipt', creation.receiptKey);
	if (creation.usable && wish.maskLink) {
		effects.hide('link', creation.link);
		effects.hide('key of the link', creation.secretKey);
	}
	if (creation.receiptKey !== undefined) effects.rememberReceipt(creation.receiptKey, creation.expiresAt);
	if (isLinkMaskedAnyway) {
		effects.warn(
			'A masked value of this step also occurs in the link: the runner will drop the link as a job output.',
		);
	}
}

async function takeBack(
	{ receiptKey, expiresAt }: Pick<UsableCreation, 'receiptKey' | 'expiresAt'>,
	{ passphrase }: HandOnWish,
	{ mode, service, effects }: HandOnParts,
	code: 'recipient-dropped' | 'file-unwritable',
	what: string,
): Promise<ActionError> {
	const lives = `The secret could not be burned and may live${expiresAt === undefined ? '' : ` until ${expiresAt}`}.`;
	try {
		const { state, fault } = await burnSecret({ receipt: receiptKey, passphrase }, mode, service, effects);
		if (fault !== undefined) return new ActionError(code, what, { alive: lives, cause: fault });
		if (code === 'recipient-dropped') effects.forgetReceipt();
		return new ActionError(code, what, { alive: `The secret is ${state}.` });
	} catch (cause) {
		return new ActionError(code, what, { alive: lives, cause });
	}
}

/** Sets the outputs of a link, and notes that it has been handed on. */
function handOn({ link, receiptKey, ttlSeconds, expiresAt }: UsableCreation, effects: StepEffects): void {
	effects.output('link', link);
	effects.output('receipt', receiptKey);
	if (ttlSeconds !== undefined) effects.output('ttl', String(ttlSeconds));
	if (expiresAt !== undefined) effects.output('expires-at', expiresAt);
	effects.rememberHandedOn();
}

/** Says where, what and until when; warns where the user can act. */
export function tell(
	made: UsableCreation,
	wish: HandOnWish,
	{ host }: SecretService,
	effects: StepEffects,
): void {
	if (made.doubts > 0) {
		effects.warn(
			`The creation was sent again, because ${host} gave no usable answer the first time. ${COPY_MAY_LIVE}`,
		);
	}
	const ttlConcern = compareTtl(wish, made.ttlSeconds, host);
	if (ttlConcern !== undefined) effects.warn(ttlConcern);
	const lock = wish.passphrase === undefined ? '' : ', locked with the passphrase';
	const mail = wish.recipient === undefined ? '' : ', and mails its link to the recipient';
	effects.line(`${host} is nominal and keeps the secret${lock}${mail}.`);
	const expression = effects.expressionOf('link');
	const isMasked = wish.maskLink || occursAny(effects.masks(), made.link);
	const reach = isMasked
		? 'steps of this job, not in other jobs'
		: 'steps and, as a job output, in other jobs, whose logs show it';
	effects.line(
		`One-time link: *** (hidden).${expression === undefined ? '' : ` Use it as ${expression} in later ${reach}.`}`,
	);
	effects.line(`It opens once${made.expiresAt === undefined ? '' : `, until ${made.expiresAt}`}.`);
}

/** Rows of the summary that every link has. */
export function factsOf({ expiresAt }: UsableCreation, { passphrase, recipient }: CreationWish): Facts {
	return [
		['Expires', expiresAt ?? 'not known'],
		['Passphrase', passphrase === undefined ? 'no' : 'yes'],
		['Recipient', recipient === undefined ? 'no' : 'yes'],
	];
}

function compareTtl(
	{ ttlSeconds, ttlUnit }: HandOnWish,
	granted: Seconds | undefined,
	host: string,
): string | undefined {
	if (granted === undefined) return `${host} did not say how long the link lives.`;
	if (ttlSeconds === undefined || ttlUnit === undefined || granted === ttlSeconds) return undefined;
	const inUnit = (seconds: Seconds) =>
		`${Math.round((seconds / ttlUnit.seconds) * 100) / 100}${ttlUnit.name} (${seconds} s)`;
	return `A lifetime of ${inUnit(ttlSeconds)} was asked for, but ${host} granted ${inUnit(granted)}.`;
}
