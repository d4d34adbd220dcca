// What the modes share and generate have in common: they mask a new link, save its receipt, and set the
// outputs, in this order. A secret that cannot be delivered is burned.

import { ActionError, systemCodeOf } from '../errors.ts';
import { creationOperation } from '../onetimesecret/operations.ts';
import type { Creation, SecretService, UnusableCreation, UsableCreation } from '../onetimesecret/types.ts';
import { burnUndelivered, describeExposure } from './cleanup.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { containsMask } from './job-output.ts';
import type { ModeDeps, StepEffects } from './ports.ts';

/**
 * Deadline for a burn after the step was cancelled. It is short because the runner may shut down right after.
 */
const CANCELLED_BURN_MS = 2_000;
/** Deadline for any other burn. It does not come out of `timeout`, which the step may have used up. */
const BURN_MS = 10_000;

/** What {@link deliver} needs besides the creation. */
export interface Delivery {
	readonly service: SecretService;
	readonly options: DeliveryOptions;
	readonly deps: ModeDeps;
	/** Added to the warning that a generated value is too large to be fully masked. */
	readonly maskAdvice?: string;
	/**
	 * Sets the mode's own outputs, before those of the link. `value` is what the server generated; see {@link
	 * Delivered}.
	 */
	publishValue(value: string): void;
}

/** A delivered link. */
export interface Delivered {
	readonly creation: UsableCreation;
	/** The value that the server generated; empty if the workflow supplied the value. */
	readonly value: string;
}

/**
 * Delivers a new secret: masks the link, saves the receipt, sets the outputs. Throws `answer-unusable` if the
 * response has no usable link, `cancelled`, `recipient-dropped` if the server does not confirm the recipient,
 * `file-unwritable`, or the error of reading a generated value. The secret is then burned at once if possible,
 * otherwise at the end of the job.
 */
export async function deliver(creation: Creation, delivery: Delivery): Promise<Delivered> {
	const { service, deps } = delivery;
	const { effects } = deps;
	if (creation.usable && creation.generatedValue) maskValue(creation.generatedValue, delivery);
	// This check must come before the link is masked: from then on its host counts as part of a sensitive
	// value.
	const isEcho = creation.usable && linkEchoes(creation, delivery);
	await burnIfUnwritable(creation, delivery, () => maskAndRemember(creation, delivery));
	await burnIfCancelled(creation, delivery);
	if (!creation.usable) throw describeFlaw(creation, delivery);
	if (isEcho) throw await burnAndExplain(creation, delivery, BURN_MS, echoError(service.host));
	if (!creation.namesRecipient) {
		const message = `${service.host} created the secret but does not say that it mails the recipient.`;
		throw await burnAndExplain(creation, delivery, BURN_MS, new ActionError('recipient-dropped', message));
	}
	const value = await readValue(creation, delivery);
	await burnIfCancelled(creation, delivery);
	await burnIfUnwritable(creation, delivery, () => {
		delivery.publishValue(value);
		publishOutputs(creation, effects);
	});
	return { creation, value };
}

/** Masks the receipt and, unless `mask-link` is `false`, the link, then saves the receipt. */
function maskAndRemember(creation: Creation, delivery: Delivery): void {
	const { apiVersion } = delivery.service;
	const { maskLink } = delivery.options;
	const { effects } = delivery.deps;
	const { receiptKey, expiresAt, ttlSeconds } = creation;
	if (receiptKey !== undefined) effects.mask('receipt', receiptKey);
	if (creation.usable && maskLink) {
		effects.mask('link', creation.link);
		effects.mask('key of the link', creation.secretKey);
	}
	if (receiptKey !== undefined) effects.rememberReceipt({ receiptKey, expiresAt, ttlSeconds, apiVersion });
	if (creation.usable && !maskLink && containsMask(creation.link, effects.masks())) {
		effects.warn(
			'A masked value of this step also occurs in the link: the runner will drop the link as a job output.',
		);
	}
}

function maskValue(value: string, { deps, maskAdvice }: Delivery): void {
	deps.effects.mask('generated value', value, maskAdvice);
}

/**
 * The generated value, masked; empty if the workflow supplied the value. If the creation did not return it, it
 * is requested here, after the receipt was saved: if that request fails, the secret can still be burned.
 */
async function readValue(creation: UsableCreation, delivery: Delivery): Promise<string> {
	const { service, deps } = delivery;
	if (creation.generatedValue !== undefined) return creation.generatedValue;
	try {
		const value = await service.readGeneratedValue(creation.receiptKey);
		maskValue(value, delivery);
		return value;
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		throw await burnAndExplain(creation, delivery, deps.cancel.aborted ? CANCELLED_BURN_MS : BURN_MS, error);
	}
}

/** Sets the outputs of a link, and saves that the link was delivered. */
function publishOutputs(
	{ link, receiptKey, ttlSeconds, expiresAt }: UsableCreation,
	effects: StepEffects,
): void {
	effects.output('link', link);
	effects.output('receipt', receiptKey);
	if (ttlSeconds !== undefined) effects.output('ttl', String(ttlSeconds));
	if (expiresAt !== undefined) effects.output('expires-at', expiresAt);
	effects.rememberDelivery();
}

/** Burns now, because post does not run if the runner shuts down. */
async function burnIfCancelled(creation: Creation, delivery: Delivery): Promise<void> {
	if (!delivery.deps.effects.isCancelled()) return;
	const error = new ActionError('cancelled', 'The step was cancelled after the secret had been created.');
	throw await burnAndExplain(creation, delivery, CANCELLED_BURN_MS, error);
}

/**
 * True if the host of the link, which the server chooses and the log shows, repeats a part of a sensitive
 * value.
 */
function linkEchoes({ linkHost }: UsableCreation, { service, options, deps }: Delivery): boolean {
	const isExpected = linkHost === service.host || linkHost === options.shareDomain;
	return !isExpected && deps.effects.echoes(linkHost);
}

function echoError(host: string): ActionError {
	const message = `${host} created the secret, but its \`share_domain\` repeats a part of a sensitive value.`;
	return new ActionError('answer-unusable', message);
}

/**
 * Burns at once if a file cannot be written: if it is the state file, the end of the job does not know about
 * the secret.
 */
async function burnIfUnwritable(creation: Creation, delivery: Delivery, write: () => void): Promise<void> {
	try {
		write();
	} catch (error) {
		const cause = error instanceof ActionError ? error.cause : error;
		const message = `A file of the step could not be written (${systemCodeOf(cause)}) after ${delivery.service.host} had created the secret.`;
		const described = new ActionError('file-unwritable', message, { cause });
		throw await burnAndExplain(creation, delivery, BURN_MS, described);
	}
}

async function burnAndExplain(
	creation: Creation,
	{ options, deps }: Delivery,
	limitMs: number,
	error: ActionError,
): Promise<ActionError> {
	const leftBehind = await burnUndelivered(creation, options, deps, limitMs);
	return error.with({ leftBehind });
}

function describeFlaw(
	{ flaw, receiptKey }: UnusableCreation,
	{ service: { host }, options: { recipient } }: Delivery,
): ActionError {
	const what = {
		'share-domain': 'its `share_domain` is not a host name',
		value: 'its response holds no generated value',
		keys: 'its response holds no usable keys',
	}[flaw];
	const message = `${host} created the secret, but ${what}, so there is nothing to deliver.`;
	const leftBehind =
		receiptKey === undefined
			? creationOperation(recipient !== undefined).ifUnknown
			: `It is burned at the end of the job; ${describeExposure(recipient)}.`;
	const advice = 'Try another `api-version`, and tell the operator of the server.';
	return new ActionError('answer-unusable', message, { leftBehind, advice });
}
