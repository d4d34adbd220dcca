// The check that comes before anything is created: the service says `nominal`, and the credentials are accepted.

import { ActionError } from '../errors.ts';
import type { SecretService } from '../onetimesecret/types.ts';
import type { StepEffects } from './ports.ts';

/**
 * Asks for the status, sets the output `status`, and returns if the word is `nominal`. Throws `not-nominal`, or what the request met;
 * the output is then set as well: `unavailable` if there was no word.
 */
export async function requireNominal(
	mode: string,
	service: SecretService,
	effects: StepEffects,
): Promise<void> {
	const word = await askStatus(service, effects).catch((error: unknown) => {
		effects.output('status', 'unavailable');
		throw error;
	});
	effects.output('status', word);
	if (word === 'nominal') return;
	throw new ActionError(
		'not-nominal',
		`${mode}: ${service.host} says that its status is \`${word}\`, not \`nominal\`.`,
		{
			alive: 'No secret was sent.',
		},
	);
}

/** The service's word on itself, as it may be shown: the output is not masked, and a server could echo a token as its status. */
export async function askStatus(service: SecretService, effects: StepEffects): Promise<string> {
	const word = await service.checkStatus();
	return word !== 'nominal' && effects.echoes(word) ? 'unrecognised' : word;
}
