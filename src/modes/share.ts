// Mode `share`: check the service, create the secret, hand on the one-time link.

import { ActionError, COPY_MAY_LIVE } from '../errors.ts';
import type { Creation, NewSecret, Seconds, SecretService, UsableCreation } from '../onetimesecret/types.ts';
import type { StepEffects } from './ports.ts';
import { requireNominal } from './status-check.ts';

/** A unit of time as people write it. */
export interface TimeUnit {
	/** As in `7d`. */
	readonly name: string;
	readonly seconds: number;
}

/** What is to be shared, and how its link is to be treated. */
export interface ShareRequest extends NewSecret {
	/** Byte for byte as given. */
	readonly value: string;
	/** The unit in which the lifetime was written, for the warning that another was granted. */
	readonly ttlUnit: TimeUnit | undefined;
	/** False if the link is to pass as a job output. */
	readonly maskLink: boolean;
}

/** Facts for the job summary; none is sensitive. */
export interface ShareReport {
	readonly expiresAt: string | undefined;
	readonly hasPassphrase: boolean;
}

/**
 * Creates the secret, in this order of effects: mask, save state, set outputs, log. Throws {@link ActionError}; the value leaves the
 * machine only after the service has said `nominal` with the credentials accepted.
 */
export async function share(request: ShareRequest, service: SecretService, effects: StepEffects): Promise<ShareReport> {
	if (!request.maskLink) refuseMasksInOrigin(service.origin, effects.masks());
	await requireNominal('share', service, effects);
	effects.stopIfCancelled('No secret was sent.');
	const creation = await service.share(request);
	const made = keep(creation, request, effects);
	// Whatever was made is in the state by now: at the end of the job it can be burned.
	effects.stopIfCancelled('The secret lives on the server, but its link was not handed on.');
	handOn(made, effects);
	tell(made, request, service, effects);
	return { expiresAt: made.expiresAt, hasPassphrase: request.passphrase !== undefined };
}

/** The runner drops a job output in which any mask occurs: better to know before a secret is made. */
function refuseMasksInOrigin(origin: string, masks: readonly string[]): void {
	if (!occursAny(masks, origin)) return;
	throw new ActionError(
		'invalid-input',
		'`mask-link` is `false`, but a masked value of this step also occurs in the address of the service, so that the runner would drop ' +
			'the link as a job output. Use a longer secret, passphrase or token, or leave `mask-link` out.',
	);
}

function occursAny(masks: readonly string[], text: string): boolean {
	return masks.some((mask) => text.includes(mask.trim()));
}

/** Masks what was made and saves its receipt, also if there is no link to hand on. */
function keep(creation: Creation, { maskLink }: ShareRequest, effects: StepEffects): UsableCreation {
	const isMaskLost = creation.usable && !maskLink && occursAny(effects.masks(), creation.secretKey);
	if (creation.receiptKey !== undefined) effects.hide('receipt', creation.receiptKey);
	if (creation.usable && maskLink) {
		effects.hide('link', creation.link);
		effects.hide('key of the link', creation.secretKey);
	}
	if (creation.receiptKey !== undefined) effects.rememberReceipt(creation.receiptKey, creation.expiresAt);
	if (!creation.usable) throw creation.fault;
	if (isMaskLost) effects.warn('A masked value of this step also occurs in the link: the runner will drop the link as a job output.');
	return creation;
}

function handOn({ link, receiptKey, ttlSeconds, expiresAt }: UsableCreation, effects: StepEffects): void {
	effects.output('link', link);
	effects.output('receipt', receiptKey);
	if (ttlSeconds !== undefined) effects.output('ttl', String(ttlSeconds));
	if (expiresAt !== undefined) effects.output('expires-at', expiresAt);
	effects.rememberHandedOn();
}

function tell(made: UsableCreation, request: ShareRequest, service: SecretService, effects: StepEffects): void {
	if (made.doubts > 0)
		effects.warn(`The creation was sent again, because ${service.host} gave no usable answer the first time. ${COPY_MAY_LIVE}`);
	const ttlConcern = compareTtl(request, made.ttlSeconds, service.host);
	if (ttlConcern !== undefined) effects.warn(ttlConcern);
	const lock = request.passphrase === undefined ? '' : ', locked with the passphrase';
	effects.line(`${service.host} is nominal and keeps the secret${lock}.`);
	const reach = request.maskLink ? 'steps of this job, not in other jobs' : 'steps and, as a job output, in other jobs, whose logs show it';
	effects.line(`One-time link: *** (hidden). Use it as ${effects.expressionOf('link')} in later ${reach}.`);
	effects.line(`It opens once${made.expiresAt === undefined ? '' : `, until ${made.expiresAt}`}.`);
}

function compareTtl({ ttlSeconds, ttlUnit }: ShareRequest, granted: Seconds | undefined, host: string): string | undefined {
	if (granted === undefined) return `${host} did not say how long the link lives.`;
	if (ttlSeconds === undefined || ttlUnit === undefined || granted === ttlSeconds) return undefined;
	const inUnit = (seconds: Seconds) => `${Math.round((seconds / ttlUnit.seconds) * 100) / 100}${ttlUnit.name} (${seconds} s)`;
	return `A lifetime of ${inUnit(ttlSeconds)} was asked for, but ${host} granted ${inUnit(granted)}.`;
}
