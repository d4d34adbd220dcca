// The post phase, at the end of the job: remove the value file, and burn what the step has made if it must not stay.
// Never fails the job.

import { openConnection, type PhaseDeps } from './connection.ts';
import { ActionError } from './errors.ts';
import { parseReceiptKey } from './onetimesecret/decode.ts';
import { type Endpoint, parseDomain } from './onetimesecret/endpoint.ts';
import { basicCredentials } from './onetimesecret/requester.ts';
import type { BurnResult, ReceiptKey } from './onetimesecret/types.ts';
import { checkConnectionSettings } from './runner/environment.ts';
import { type PostInputs, readJobStatus, readPostInputs } from './runner/inputs/post-inputs.ts';
import { networkFingerprint, proxyPasswords } from './runner/network-settings.ts';
import * as texts from './runner/post-texts.ts';
import { readState, type SavedState } from './runner/state.ts';
import { headingOf, writeSummary } from './runner/summary.ts';
import { pathOfMark, removeIfUnchanged } from './runner/value-file.ts';

/** For the burn, the look at the receipt, and all retries. */
const POST_TIMEOUT_MS = 25_000;
/** How long after the end of its lifetime a secret is taken to be gone, by the runner's clock alone. */
const EXPIRY_MARGIN_MS = 300_000;

/** What a burn at the end of the job is about. */
interface Leftover {
	readonly state: SavedState;
	readonly receipt: ReceiptKey;
	/** Why it is burned, as the end of "because …". */
	readonly reason: string;
}

/** What is sent with a burn; nothing if the inputs are not the ones that main had. */
type Access = Pick<PostInputs, 'credentials' | 'passphrase' | 'headers'>;
const NO_ACCESS: Access = { credentials: undefined, passphrase: undefined, headers: {} };

/** Does what is left to do, and says so. A burn that fails is one warning. Never throws an {@link ActionError}. */
export async function post(deps: PhaseDeps): Promise<void> {
	const { env, reporter } = deps;
	const state = readState();
	removeValueFile(state, deps);
	const receipt = parseReceiptKey(state.receipt);
	const reason = texts.reasonToBurn(state, readJobStatus(env));
	if (receipt === undefined || reason === undefined) return;
	if (isExpired(state)) {
		reporter.info('The link has expired. There is nothing to burn.');
		return;
	}
	reporter.mask('receipt', receipt);
	await burnLeftover({ state, receipt, reason }, deps);
}

function removeValueFile({ valueFile }: SavedState, { reporter }: PhaseDeps): void {
	if (valueFile === '') return;
	const path = pathOfMark(valueFile);
	const removal = removeIfUnchanged(valueFile);
	const line = texts.describeRemoval(removal, path);
	if (removal === 'failed') reporter.warn(`${path} holds the value and could not be removed.`);
	else if (line !== undefined) reporter.info(line);
}

/** By the runner's clock, because the server may be away or its clock wrong. */
function isExpired({ expiresBy }: SavedState): boolean {
	const endMs = Date.parse(expiresBy);
	return !Number.isNaN(endMs) && Date.now() > endMs + EXPIRY_MARGIN_MS;
}

async function burnLeftover(leftover: Leftover, deps: PhaseDeps): Promise<void> {
	const { env, reporter } = deps;
	const { state, reason } = leftover;
	const isNested = isInOtherComposite(state, deps);
	const inputs = isNested ? undefined : readPostInputs(env);
	maskAll(inputs, deps);
	const endpoint = parseDomain(state.origin);
	const faults = connectionFaults(endpoint, state, env);
	if (endpoint.complaint !== undefined || faults.length > 0) {
		const text = `Could not burn the link (${reason}). ${faults.join(' ')} ${texts.remedyFor(state)}`;
		finish(text, 'not burned', leftover, deps);
		return;
	}
	const isSameServer = inputs?.origin === endpoint.origin;
	const note = isNested ? texts.NESTED : texts.OTHER_SERVER;
	const access = isSameServer && inputs !== undefined ? inputs : NO_ACCESS;
	try {
		const result = await burnAt(endpoint, leftover, access, deps);
		report(result, isSameServer || isNested ? '' : note, leftover, deps);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		const what = `${reporter.describe(error)}${isSameServer ? '' : note}`;
		const text = `Could not burn the link (${reason}). ${what} ${texts.remedyFor(state)}`;
		finish(text, 'not burned, as far as is known', leftover, deps);
	}
}

function maskAll(inputs: PostInputs | undefined, { env, reporter }: PhaseDeps): void {
	for (const [name, value] of inputs?.sensitive ?? []) reporter.mask(name, value);
	for (const password of proxyPasswords(env)) reporter.mask('proxy password', password);
}

/** Why nothing may be sent, as full sentences. */
function connectionFaults(
	endpoint: ReturnType<typeof parseDomain>,
	{ network }: SavedState,
	env: PhaseDeps['env'],
): string[] {
	const origin = endpoint.complaint === undefined ? endpoint.origin : undefined;
	return [
		...checkConnectionSettings(env, origin),
		...(networkFingerprint(env) === network ? [] : [texts.NETWORK_CHANGED]),
		...(origin === undefined ? [texts.SERVER_UNKNOWN] : []),
	];
}

/** Inside nested composites the runner evaluates the inputs of this step with those of another composite. */
function isInOtherComposite({ actionPath }: SavedState, { env }: PhaseDeps): boolean {
	const present = env['GITHUB_ACTION_PATH'] ?? '';
	return actionPath !== '' && present !== '' && actionPath !== present;
}

/** Burns and returns what came of it. Throws the error of a burn that left the link alive. */
async function burnAt(
	endpoint: Endpoint,
	{ state, receipt }: Leftover,
	{ credentials, passphrase, headers }: Access,
	{ reporter, cancel }: PhaseDeps,
): Promise<BurnResult> {
	if (credentials !== undefined) reporter.mask('credentials', basicCredentials(credentials));
	const { apiVersion } = state;
	const connection = openConnection({
		...{ endpoint, apiVersion, credentials, headers, cancel, reporter },
		timeoutMs: POST_TIMEOUT_MS,
		announcesApi: false,
	});
	try {
		const result = await connection.connect().burn(receipt, passphrase);
		for (const value of result.plaintext) reporter.withholdEchoesOf(value);
		if (result.error !== undefined && result.state !== 'unknown') throw result.error;
		return result;
	} finally {
		connection.close();
	}
}

/** Somebody must act on a link that was opened first. A burn is one line, or a warning if something is odd (`note`). */
function report({ state }: BurnResult, note: string, leftover: Leftover, deps: PhaseDeps): void {
	const { reason } = leftover;
	if (state === 'opened') {
		const text = `Could not burn the link (${reason}): ${texts.OPENED_BEFORE}${note}`;
		finish(text, 'opened before', leftover, deps);
		return;
	}
	const line = state === 'unknown' ? texts.goneAlready(reason) : `The link is ${state} (${reason}).`;
	if (note === '') deps.reporter.info(line);
	else deps.reporter.warn(`${line}${note}`);
	summarize(state === 'unknown' ? 'gone' : state, leftover, deps);
}

/** One warning and one row in the summary. */
function finish(warning: string, outcome: string, leftover: Leftover, deps: PhaseDeps): void {
	deps.reporter.warn(warning);
	summarize(outcome, leftover, deps);
}

function summarize(outcome: string, { state, reason }: Leftover, { env, reporter }: PhaseDeps): void {
	if (!state.wantsSummary) return;
	const problem = writeSummary(env, headingOf('end of the job', env), [['Link', `${outcome} (${reason})`]]);
	if (problem !== undefined) reporter.debug(`No job summary was written: ${problem}`);
}
