// The post phase, at the end of the job: burn what the step has made if it must not stay. Never fails the job.

import { checkProxies, checkTls, proxyPasswords } from './action/environment.ts';
import { readPostInputs } from './action/post-inputs.ts';
import { readState, type SavedState } from './action/state.ts';
import { openConnection, type PhaseParts } from './connection.ts';
import { ActionError } from './errors.ts';
import { burnSecret } from './modes/burn.ts';
import { basicCredentials } from './onetimesecret/client.ts';
import { parseReceiptKey } from './onetimesecret/decode.ts';
import { parseDomain } from './onetimesecret/endpoint.ts';

/** For the burn, the look at the receipt, and all repetitions. */
const POST_TIMEOUT_MS = 25_000;

/** Burns the secret of the step, or leaves it alone, and says so. A burn that fails is one warning. Never throws an {@link ActionError}. */
export async function post(parts: PhaseParts): Promise<void> {
	const state = readState();
	const receipt = parseReceiptKey(state.receipt);
	if (receipt === undefined) return;
	const { env, reporter, cancel } = parts;
	reporter.hide('receipt', receipt);
	const inputs = readPostInputs(env);
	for (const [name, value] of inputs.sensitive) reporter.hide(name, value);
	for (const password of proxyPasswords(env)) reporter.hide('proxy password', password);

	const reason = reasonToBurn(state, inputs);
	if (reason === undefined) return;
	const faults = [...checkTls(env), ...checkProxies(env)];
	const endpoint = parseDomain(state.origin);
	if ('complaint' in endpoint) faults.push('The place where the secret was made is not known any more.');
	if (faults.length > 0 || 'complaint' in endpoint) {
		reporter.warn(`The link was not burned, although ${reason}. ${faults.join(' ')} ${remedy(state)}`);
		return;
	}
	const isSameServer = inputs.origin === state.origin;
	const { credentials, passphrase } = isSameServer ? inputs : { credentials: undefined, passphrase: undefined };
	if (credentials !== undefined) reporter.hide('credentials', basicCredentials(credentials));
	if (!isSameServer)
		reporter.warn(
			'The inputs now name another server than the one that keeps the secret: it is burned there without credentials and passphrase.',
		);
	const connection = openConnection({ endpoint, credentials, timeoutMs: POST_TIMEOUT_MS, cancel, reporter, mode: 'post' });
	try {
		const result = await burnSecret({ receipt, passphrase }, 'post', connection.connect(), reporter);
		if (result.fault !== undefined) throw result.fault;
		reporter.line(result.state === 'opened' ? openedLine(reason) : `The link is ${result.state}, because ${reason}.`);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		reporter.warn(`The link was not burned, although ${reason}. ${reporter.wordsOf(error)} ${remedy(state)}`);
	} finally {
		connection.close();
	}
}

function reasonToBurn({ handedOn }: SavedState, { burnOn, jobStatus }: { burnOn: string; jobStatus: string }): string | undefined {
	if (handedOn === '') return 'it was never handed on';
	if (burnOn === 'always') return '`burn-on` is `always`';
	const isFailed = jobStatus === 'failure' || jobStatus === 'cancelled';
	return burnOn === 'failure' && isFailed ? `the job ended with \`${jobStatus}\`` : undefined;
}

function openedLine(reason: string): string {
	return `The link was to be burned, because ${reason}, but it was opened before. If the recipient should not have the value, replace it.`;
}

function remedy({ expiresAt, origin }: SavedState): string {
	const until = expiresAt === '' ? 'until its lifetime ends' : `until ${expiresAt}`;
	return `It stays alive ${until}. To burn it by hand, use mode \`burn\` with its \`receipt\`, or the page of the receipt at ${origin}.`;
}
