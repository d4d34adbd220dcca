// What share and generate have in common: from a creation to a delivered link, in the order mask, state, outputs. A
// secret that cannot be delivered is burned.

import { ActionError, systemCodeOf } from '../errors.ts';
import { creationOperation } from '../onetimesecret/operations.ts';
import type { Creation, SecretService, UnusableCreation, UsableCreation } from '../onetimesecret/types.ts';
import { burnUndelivered, describeReach } from './cleanup.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { occursAny } from './job-output.ts';
import type { ModeDeps, StepEffects } from './ports.ts';

/** Deadline for taking a secret back after the step was told to stop: the runner may shut down right after. */
const CANCELLED_BURN_MS = 2_000;
/** Deadline for taking a secret back in any other case; the one of the step may be spent. */
const BURN_MS = 10_000;

/** What delivering works with. */
export interface Delivery {
	readonly service: SecretService;
	readonly options: DeliveryOptions;
	readonly deps: ModeDeps;
	/** Added to a warning that a generated value cannot be masked whole. */
	readonly maskWayOut?: string;
	/** Sets the outputs of the mode itself, before those of the link. `value` is the generated one; empty if it was ours. */
	publishValue(value: string): void;
}

/** A delivered link with the value that the server made; empty if it was ours. */
export interface Delivered {
	readonly made: UsableCreation;
	readonly value: string;
}

/**
 * Delivers a creation, in the order mask, state, outputs. Throws if there is no link, if the step was told to stop, if
 * the server does not name the recipient, if a generated value cannot be read, or if a file cannot be written. The
 * secret is then burned, at once wherever that is possible, else at the end of the job.
 */
export async function deliver(creation: Creation, delivery: Delivery): Promise<Delivered> {
	const { service, deps } = delivery;
	const { effects } = deps;
	if (creation.usable && creation.generatedValue) maskValue(creation.generatedValue, delivery);
	// Judged now: once the link is masked, its host repeats a sensitive value in any case.
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
	return { made: creation, value };
}

/** Masks receipt and link, and saves the receipt. */
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
	if (creation.usable && !maskLink && occursAny(effects.masks(), creation.link)) {
		effects.warn(
			'A masked value of this step also occurs in the link: the runner will drop the link as a job output.',
		);
	}
}

function maskValue(value: string, { deps, maskWayOut }: Delivery): void {
	deps.effects.mask('generated value', value, maskWayOut);
}

/** The value that the server made, masked. Read only now where the creation did not return it: the receipt is saved. */
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

/** Sets the outputs of a link, and saves that it has been delivered. */
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

/** Post does not run when the runner shuts down, so the secret is burned now. */
async function burnIfCancelled(creation: Creation, delivery: Delivery): Promise<void> {
	if (!delivery.deps.effects.isCancelled()) return;
	const error = new ActionError('cancelled', 'The step was told to stop after the secret had been created.');
	throw await burnAndExplain(creation, delivery, CANCELLED_BURN_MS, error);
}

/** The server chose the host of the link, and the log names it: it must not repeat what it was sent. */
function linkEchoes({ linkHost }: UsableCreation, { service, options, deps }: Delivery): boolean {
	const isExpected = linkHost === service.host || linkHost === options.shareDomain;
	return !isExpected && deps.effects.echoes(linkHost);
}

function echoError(host: string): ActionError {
	const message = `${host} created the secret, but its \`share_domain\` repeats a part of a sensitive value.`;
	return new ActionError('answer-unusable', message);
}

/** The state file may be what could not be written: then the end of the job would know nothing of the secret. */
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
			: `It is burned at the end of the job; ${describeReach(recipient)}.`;
	const advice = 'Try another `api-version`, and tell the operator of the server.';
	return new ActionError('answer-unusable', message, { leftBehind, advice });
}
