// Mode `burn`: take a link back. A burn is believed only where a look at the receipt confirms it.

import { ActionError } from '../errors.ts';
import type { BurnAnswer, ReceiptKey, SecretService, SecretState } from '../onetimesecret/types.ts';
import type { Facts, ModeParts, StepEffects } from './ports.ts';

/** Which secret is to be burned. */
export interface BurnRequest {
	readonly receipt: ReceiptKey;
	/** What the link was made with; servers want it for the burn as well. */
	readonly passphrase: string | undefined;
}

/** What burning came to. */
export interface BurnResult {
	readonly state: SecretState;
	/** Why the secret is still `new`, or was never known; undefined if it is out of the way or was opened. */
	readonly fault: ActionError | undefined;
}

/** Burns by receipt and sets the output `state`. Burned or expired is success; opened, unknown and still alive throw. */
export async function burn(request: BurnRequest, { connect, effects }: ModeParts): Promise<Facts> {
	const service = connect();
	const { state, fault } = await burnSecret(request, 'burn', service, effects);
	effects.output('state', state);
	if (fault !== undefined) throw fault;
	if (state === 'opened') {
		throw new ActionError(
			'already-opened',
			`burn: the link was opened before it could be burned at ${service.host}.`,
		);
	}
	effects.line(`${service.host} confirms that the link is ${state}: nobody can open it.`);
	return [['State', state]];
}

/** Burns a secret and looks at its receipt. Throws what the requests met; whether the link still works is then unknown. */
export async function burnSecret(
	request: BurnRequest,
	mode: string,
	service: SecretService,
	effects: Pick<StepEffects, 'hide'>,
): Promise<BurnResult> {
	const answer = await service.burn(request.receipt, request.passphrase);
	const { state, spilledValues } = await service.lookUp(request.receipt).catch((error: unknown) => {
		// Without an answer to the burn, that is what went wrong first.
		throw answer instanceof ActionError ? answer : error;
	});
	for (const value of spilledValues) effects.hide('value', value);
	if (state !== 'new' && state !== 'unknown') return { state, fault: undefined };
	return {
		state,
		fault:
			state === 'unknown'
				? notKnown(mode, service)
				: stillAlive(mode, answer, service, request.passphrase !== undefined),
	};
}

function notKnown(mode: string, { host }: SecretService): ActionError {
	const causes =
		'it belongs to another region or server, it was mistyped, or it is so old that the server has forgotten it';
	return new ActionError('secret-gone', `${mode}: ${host} knows no such receipt: ${causes}.`);
}

function stillAlive(
	mode: string,
	answer: BurnAnswer,
	{ host }: SecretService,
	hasPassphrase: boolean,
): ActionError {
	if (answer instanceof ActionError) return answer;
	const alive = 'The link still works.';
	const fault = (code: ConstructorParameters<typeof ActionError>[0], what: string) =>
		new ActionError(code, `${mode}: ${host} ${what}.`, { alive });
	if (answer === 'refused') {
		return fault(
			'wrong-passphrase',
			hasPassphrase
				? 'did not burn the link: the passphrase is wrong'
				: 'wants the passphrase of the link to burn it',
		);
	}
	if (answer === 'rate-limited') {
		return fault('rate-limited', 'did not burn the link because of too many requests');
	}
	if (answer === 'unexpected-error' && hasPassphrase) {
		return fault(
			'wrong-passphrase',
			'did not burn the link: the passphrase is wrong, or the secret is locked after wrong guesses',
		);
	}
	return fault(
		'refused-by-server',
		answer === 'accepted'
			? 'says that it burned the link, but its receipt says that it lives'
			: 'did not burn the link',
	);
}
