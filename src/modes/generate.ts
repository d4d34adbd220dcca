// Mode `generate`: the server makes the value; it and the one-time link are handed on.

import type { NewGeneratedSecret } from '../onetimesecret/types.ts';
import { bringHome, factsOf, type HandOnWish, refuseMasksInOrigin, tell } from './hand-on.ts';
import type { Facts, ModeParts } from './ports.ts';
import { requireNominal } from './status-check.ts';

/** What is to be generated, and how its value and link are to be treated. */
export interface GenerateRequest extends NewGeneratedSecret, HandOnWish {
	/** Path of a new file for the value; undefined if it is to be an output. */
	readonly valueFile: string | undefined;
}

/** Creates the secret as `share` does. The value is masked in all its forms before anything else happens with it. */
export async function generate(request: GenerateRequest, { connect, effects }: ModeParts): Promise<Facts> {
	const service = connect();
	refuseMasksInOrigin(request, service, effects);
	const file = request.valueFile === undefined ? undefined : effects.claimFile(request.valueFile);
	try {
		await requireNominal('generate', service, effects);
		effects.stopIfCancelled('No secret was created.');
		const made = await bringHome(
			await service.generate(request),
			request,
			{ mode: 'generate', service, effects },
			({ generatedValue }) => {
				file?.write(generatedValue);
				effects.output('value', file === undefined ? generatedValue : '');
			},
		);
		tell(made, request, service, effects);
		compareLength(request, made.generatedValue, service.host, effects.warn);
		return factsOf(made, request);
	} catch (error) {
		file?.remove();
		throw error;
	}
}

/** Very old servers (v0.18.5) ignore the wish for a length. */
function compareLength(
	{ length }: GenerateRequest,
	value: string,
	host: string,
	warn: (text: string) => void,
): void {
	const granted = Array.from(value).length;
	if (length !== undefined && granted !== length) {
		warn(`A value of ${length} characters was asked for, but ${host} made one of ${granted}.`);
	}
}
