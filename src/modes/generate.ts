// Mode `generate`: the server generates the value, and the step delivers both the value and its one-time link.

import type { NewGeneratedSecret } from '../onetimesecret/types.ts';
import { announce, linkRows } from './announcement.ts';
import { deliver } from './delivery.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { requireUnmaskedHost } from './job-output.ts';
import type { ModeDeps, SummaryRow } from './ports.ts';
import { requireNominal } from './status-check.ts';

/** What to generate, and how to deliver the value and the link. */
export interface GenerateRequest extends NewGeneratedSecret, DeliveryOptions {
	readonly mode: 'generate';
	/** Path of the new file for the value. If undefined, the value becomes the output `value`. */
	readonly valueFile: string | undefined;
}

/**
 * Creates a secret with a generated value, delivers both, and returns the summary rows. The value is masked
 * before anything else is done with it. Throws like {@link deliver}, and `not-nominal` or the error of a
 * request before anything is created.
 */
export async function generate(request: GenerateRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects } = deps;
	const service = connect();
	requireUnmaskedHost(request, service, effects);
	const file = request.valueFile === undefined ? undefined : effects.createFile(request.valueFile);
	try {
		await requireNominal(service, effects);
		effects.stopIfCancelled('No secret was created.');
		if (request.recipient !== undefined) effects.rememberMail();
		const publishValue = (value: string): void => {
			file?.write(value);
			effects.output('value', file === undefined ? value : '');
		};
		const maskAdvice = file === undefined ? 'Use `value-file` to keep it out of the logs.' : '';
		const delivered = await deliver(await service.generate(request), {
			service,
			options: request,
			deps,
			maskAdvice,
			publishValue,
		});
		announce(delivered.creation, request, service, effects);
		warnOfOtherLength(request, delivered.value, service.host, effects.warn);
		return linkRows(delivered.creation, request);
	} catch (error) {
		file?.remove();
		throw error;
	}
}

/** Very old servers (v0.18.5) ignore `length`. */
function warnOfOtherLength(
	{ length }: GenerateRequest,
	value: string,
	host: string,
	warn: (text: string) => void,
): void {
	const granted = Array.from(value).length;
	if (length === undefined || granted === length) return;
	warn(`\`length\` is ${length}, but ${host} made a value of ${granted} characters.`);
}
