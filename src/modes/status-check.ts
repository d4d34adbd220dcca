// The status check: whether the server reports `nominal` and accepts the credentials. It precedes every
// creation.

import { ActionError } from '../errors.ts';
import type { SecretService } from '../onetimesecret/types.ts';
import type { StepEffects } from './ports.ts';

/**
 * Checks the status, sets the output `status`, and returns if it is `nominal`. Otherwise throws `not-nominal`
 * or the error of the request, after setting the output.
 */
export async function requireNominal(service: SecretService, effects: StepEffects): Promise<void> {
	const { status, error } = await checkStatus(service, effects);
	effects.output('status', status);
	if (error !== undefined) throw error.with({ leftBehind: 'No secret was sent.' });
}

/** The result of one status check. */
export interface StatusCheck {
	/** What the server reported, or `unavailable`, `unauthorized` or `unrecognized`. */
	readonly status: string;
	/** Undefined if the status is `nominal`. */
	readonly error: ActionError | undefined;
}

/** Checks the status once. Returns an {@link ActionError} instead of throwing it. */
export async function checkStatus(service: SecretService, effects: StepEffects): Promise<StatusCheck> {
	try {
		const reported = await service.checkStatus();
		// The output is not masked, and a server could echo a token as its status.
		const status = reported !== 'nominal' && effects.echoes(reported) ? 'unrecognized' : reported;
		return { status, error: status === 'nominal' ? undefined : notNominal(service.host, status) };
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		return { status: error.code === 'credentials-rejected' ? 'unauthorized' : 'unavailable', error };
	}
}

function notNominal(host: string, status: string): ActionError {
	return new ActionError('not-nominal', `${host} says that its status is \`${status}\`, not \`nominal\`.`);
}
