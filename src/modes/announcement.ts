// What the log and the job summary say about a delivered link.

import { describeSeconds, inUnit } from '../onetimesecret/durations.ts';
import { COPY_MAY_LIVE } from '../onetimesecret/operations.ts';
import type { SecretOptions, SecretService, UsableCreation } from '../onetimesecret/types.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { containsMask } from './job-output.ts';
import type { StepEffects, SummaryRow } from './ports.ts';

/**
 * Logs the server, the account, how to use the link and when it expires. Warns where the server did not do what
 * was asked, or where a copy of the secret may exist.
 */
export function announce(
	creation: UsableCreation,
	options: DeliveryOptions,
	service: SecretService,
	effects: StepEffects,
): void {
	for (const warning of warningsFor(creation, options, service)) effects.warn(warning);
	const { host, isGuest } = service;
	const passphrase = options.passphrase === undefined ? 'no passphrase' : 'with a passphrase';
	const account = isGuest ? 'as guest' : 'for the account';
	const mail =
		options.recipient === undefined ? '' : ' The server was asked to mail the link to the recipient.';
	effects.info(`${host} is up (status: nominal). Secret stored ${account}, ${passphrase}.${mail}`);
	if (creation.linkHost !== host) effects.info(`The link is on ${creation.linkHost}.`);
	effects.info(`One-time link: *** (masked).${describeUse(creation, options, effects)}`);
	effects.info(`It can be opened once${describeEnd(creation)}.`);
}

/**
 * The summary rows that every new link has: expiry, passphrase and recipient, the last two only as yes or no.
 */
export function linkRows(
	{ expiresAt }: UsableCreation,
	{ passphrase, recipient }: SecretOptions,
): readonly SummaryRow[] {
	return [
		['Expires', expiresAt ?? 'not known'],
		['Passphrase', passphrase === undefined ? 'no' : 'yes'],
		['Recipient', recipient === undefined ? 'no' : 'yes'],
	];
}

function describeUse(creation: UsableCreation, { maskLink }: DeliveryOptions, effects: StepEffects): string {
	const expression = effects.outputExpression('link');
	if (expression === undefined) return '';
	const isMasked = maskLink || containsMask(creation.link, effects.masks());
	if (isMasked) return ` Use it as ${expression} in later steps of this job, not in other jobs.`;
	return ` Use it as ${expression} in later steps and, as a job output, in other jobs, whose logs show it.`;
}

function describeEnd({ ttlSeconds, expiresAt }: UsableCreation): string {
	const within = ttlSeconds === undefined ? '' : `, within ${describeSeconds(ttlSeconds)}`;
	return `${within}${expiresAt === undefined ? '' : `, until ${expiresAt}`}`;
}

function warningsFor(creation: UsableCreation, options: DeliveryOptions, { host }: SecretService): string[] {
	const warnings: string[] = [];
	if (creation.doubts > 0) {
		warnings.push(
			`The creation was retried, because ${host} gave no usable response at first. ${COPY_MAY_LIVE}`,
		);
	}
	if (options.shareDomain !== undefined && creation.linkHost !== options.shareDomain) {
		warnings.push(
			`\`share-domain\` is ${options.shareDomain}, but ${host} put the link on ${creation.linkHost}.`,
		);
	}
	return [...warnings, ...ttlWarnings(creation, options, host)];
}

function ttlWarnings(
	{ ttlSeconds: granted }: UsableCreation,
	options: DeliveryOptions,
	host: string,
): string[] {
	const { ttlSeconds, ttlUnit } = options;
	if (granted === undefined) return [`${host} did not say how long the link lives.`];
	if (ttlSeconds === undefined || ttlUnit === undefined || granted === ttlSeconds) return [];
	const describe = (seconds: number) => `${inUnit(seconds, ttlUnit)} (${seconds} s)`;
	return [`\`ttl\` is ${describe(ttlSeconds)}, but ${host} granted ${describe(granted)}.`];
}
