// The post phase, at the end of the job: burn what the step has made if it must not stay. Never fails the job.

import { openConnection, type PhaseParts } from './connection.ts';
import { ActionError } from './errors.ts';
import { burnSecret } from './modes/burn.ts';
import { basicCredentials } from './onetimesecret/client.ts';
import { parseReceiptKey } from './onetimesecret/decode.ts';
import { type Endpoint, parseDomain } from './onetimesecret/endpoint.ts';
import type { ReceiptKey } from './onetimesecret/types.ts';
import { checkConnectionSettings, networkFingerprint, proxyPasswords } from './runner/environment.ts';
import { type PostInputs, readPostInputs } from './runner/inputs/post-inputs.ts';
import type { Reporter } from './runner/reporter.ts';
import { readState, type SavedState } from './runner/state.ts';

/** For the burn, the look at the receipt, and all repetitions. */
const POST_TIMEOUT_MS = 25_000;

/** Burns the secret of the step, or leaves it alone, and says so. A burn that fails is one warning. Never throws an {@link ActionError}. */
export async function post(parts: PhaseParts): Promise<void> {
	const { env, reporter } = parts;
	const state = readState();
	const inputs = readPostInputs(env);
	const receipt = parseReceiptKey(state.receipt);
	const reason = receipt === undefined ? undefined : reasonToBurn(state, inputs.jobStatus);
	if (receipt === undefined || reason === undefined) return;

	reporter.hide('receipt', receipt);
	for (const [name, value] of inputs.sensitive) reporter.hide(name, value);
	for (const password of proxyPasswords(env)) reporter.hide('proxy password', password);
	const faults = checkConnectionSettings(env);
	if (networkFingerprint(env) !== state.network) {
		faults.push('Proxy or certificate variables have changed since the secret was made.');
	}
	const endpoint = parseDomain(state.origin);
	if ('complaint' in endpoint) faults.push('The place where it was made is not known any more.');
	if (faults.length > 0 || 'complaint' in endpoint) {
		reporter.warn(`The link was not burned, although ${reason}. ${faults.join(' ')} ${remedy(state)}`);
		return;
	}
	const isSameServer = inputs.origin === endpoint.origin;
	const note = isSameServer
		? ''
		: ' No credentials and no passphrase were sent, because the inputs now name another server.';
	try {
		const line = await burnAt(endpoint, receipt, isSameServer ? inputs : {}, reason, parts);
		if (isSameServer) reporter.line(line);
		else reporter.warn(`${line}${note}`);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		reporter.warn(
			`The link was not burned, as far as is known, although ${reason}. ${wordsOf(error, reporter)}${note} ${remedy(state)}`,
		);
	}
}

/** Burns and returns the line that says what came of it. */
async function burnAt(
	endpoint: Endpoint,
	receipt: ReceiptKey,
	{ credentials, passphrase }: Partial<PostInputs>,
	reason: string,
	{ reporter, cancel }: PhaseParts,
): Promise<string> {
	if (credentials !== undefined) reporter.hide('credentials', basicCredentials(credentials));
	const connection = openConnection({
		endpoint,
		credentials,
		timeoutMs: POST_TIMEOUT_MS,
		cancel,
		reporter,
		mode: 'post',
	});
	try {
		const { state, fault } = await burnSecret(
			{ receipt, passphrase },
			'post',
			connection.connect(),
			reporter,
		);
		if (state === 'opened') {
			return `The link was to be burned, because ${reason}, but it was opened before. If the recipient should not have the value, replace it.`;
		}
		// The server that made it has forgotten it: a receipt outlives its secret.
		if (state === 'unknown') {
			return `The link was to be burned, because ${reason}, but it is gone from its server already.`;
		}
		if (fault !== undefined) throw fault;
		return `The link is ${state}, because ${reason}.`;
	} finally {
		connection.close();
	}
}

/** `burn-on` is what main was told. A status that is none of the runner's words could hide a failure: it counts as one. */
function reasonToBurn({ handedOn, burnOn }: SavedState, jobStatus: string): string | undefined {
	if (handedOn === '') return 'it was never handed on';
	if (burnOn === 'always') return '`burn-on` is `always`';
	if (burnOn !== 'failure' || jobStatus === 'success') return undefined;
	const isWord = jobStatus === 'failure' || jobStatus === 'cancelled';
	return isWord ? `the job ended with \`${jobStatus}\`` : 'the job did not end with `success`';
}

/** What went wrong, without the words on what stays alive: the warning has its own. */
function wordsOf({ code, message, foreignText }: ActionError, reporter: Reporter): string {
	return reporter.wordsOf(new ActionError(code, message, { foreignText }));
}

function remedy({ expiresAt, handedOn }: SavedState): string {
	const until = expiresAt === '' ? 'until its lifetime ends' : `until ${expiresAt}`;
	const byHand =
		'To burn it by hand, use the list of recent secrets in the account on its server, or mode `burn` with the output `receipt`, if a step of the job has kept it.';
	const way = handedOn === '' ? 'Nobody has its link.' : byHand;
	return `It may stay alive ${until}. ${way}`;
}
