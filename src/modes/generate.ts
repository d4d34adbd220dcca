// Mode `generate`: the server makes the value; it and the one-time link are delivered.

import type { NewGeneratedSecret } from '../onetimesecret/types.ts';
import { announce, linkRows } from './announcement.ts';
import { deliver } from './delivery.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { refuseMasksInOrigin } from './job-output.ts';
import type { ModeDeps, SummaryRow } from './ports.ts';
import { requireNominal } from './status-check.ts';

/** What is to be generated, and how its value and link are to be treated. */
export interface GenerateRequest extends NewGeneratedSecret, DeliveryOptions {
	readonly mode: 'generate';
	/** Path of a new file for the value; undefined if it is to be an output. */
	readonly valueFile: string | undefined;
}

/** Creates the secret as `share` does. The value is masked in all its forms before anything else happens with it. */
export async function generate(request: GenerateRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects } = deps;
	const service = connect();
	refuseMasksInOrigin(request, service, effects);
	const file = request.valueFile === undefined ? undefined : effects.claimFile(request.valueFile);
	try {
		await requireNominal(service, effects);
		effects.stopIfCancelled('No secret was created.');
		if (request.recipient !== undefined) effects.rememberMail();
		const creation = await service.generate(request);
		const publishValue = (value: string): void => {
			file?.write(value);
			effects.output('value', file === undefined ? value : '');
		};
		const maskWayOut = file === undefined ? 'Use `value-file` to keep it out of the logs.' : '';
		const { made, value } = await deliver(creation, {
			service,
			options: request,
			deps,
			maskWayOut,
			publishValue,
		});
		announce(made, request, service, effects);
		compareLength(request, value, service.host, effects.warn);
		return linkRows(made, request);
	} catch (error) {
		file?.remove();
		throw error;
	}
}

/** Very old servers (v0.18.5) ignore `length`. */
function compareLength(
	{ length }: GenerateRequest,
	value: string,
	host: string,
	warn: (text: string) => void,
): void {
	const granted = Array.from(value).length;
	if (length === undefined || granted === length) return;
	warn(`\`length\` is ${length}, but ${host} made a value of ${granted} characters.`);
}
