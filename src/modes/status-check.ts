// The check that comes before anything is created: the service says `nominal`, and the credentials are accepted.

import { ActionError } from '../errors.ts';
import type { SecretService } from '../onetimesecret/types.ts';
import type { StepEffects } from './ports.ts';

/**
 * Asks for the status, sets the output `status`, and returns if the word is `nominal`. Throws `not-nominal`, or what the
 * request met; the output is then set as well.
 */
export async function requireNominal(service: SecretService, effects: StepEffects): Promise<void> {
	const { word, error } = await checkStatus(service, effects);
	effects.output('status', word);
	if (error !== undefined) throw error.with({ leftBehind: 'No secret was sent.' });
}

/** What a check came to: the word for the output `status`, and an error unless it is `nominal`. */
export interface StatusCheck {
	/** The server's word, or `unavailable`, `unauthorized` or `unrecognized`. */
	readonly word: string;
	readonly error: ActionError | undefined;
}

/** Checks the status once. Throws only what is no {@link ActionError}. */
export async function checkStatus(service: SecretService, effects: StepEffects): Promise<StatusCheck> {
	try {
		const said = await service.checkStatus();
		// The output is not masked, and a server could echo a token as its status.
		const word = said !== 'nominal' && effects.echoes(said) ? 'unrecognized' : said;
		return { word, error: word === 'nominal' ? undefined : notNominal(service.host, word) };
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		return { word: error.code === 'credentials-rejected' ? 'unauthorized' : 'unavailable', error };
	}
}

function notNominal(host: string, word: string): ActionError {
	return new ActionError('not-nominal', `${host} says that its status is \`${word}\`, not \`nominal\`.`);
}
