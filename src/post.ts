// The post phase, at the end of the job: remove the value file, and burn the link of the step if it was not
// delivered or `burn-on` asks for it. Never fails the job.

import { openConnection, type PhaseDeps } from './connection.ts';
import { ActionError } from './errors.ts';
import { parseReceiptKey } from './onetimesecret/decode.ts';
import { type Endpoint, parseDomain } from './onetimesecret/endpoint.ts';
import { basicCredentials } from './onetimesecret/requester.ts';
import type { BurnResult, ReceiptKey } from './onetimesecret/types.ts';
import { checkConnectionSettings } from './runner/environment.ts';
import { type PostInputs, readJobStatus, readPostInputs } from './runner/inputs/post-inputs.ts';
import { isSameNetwork, proxyPasswords } from './runner/network-settings.ts';
import * as texts from './runner/post-texts.ts';
import { readState, type SavedState } from './runner/state.ts';
import { headingOf, writeSummary } from './runner/summary.ts';
import { pathOfFileRecord, removeIfUnchanged } from './runner/value-file.ts';

/** Time limit for the burn, the check of the receipt, and all retries together. */
const POST_TIMEOUT_MS = 25_000;
/** How long after its lifetime a secret is assumed to be gone without asking the server. */
const EXPIRY_MARGIN_MS = 300_000;

/** A link to burn at the end of the job. */
interface PendingBurn {
	readonly state: SavedState;
	readonly receipt: ReceiptKey;
	/** Why it is burned, as a clause. */
	readonly reason: string;
}

/** What is sent with a burn. Nothing of it is sent if the inputs are not those of the main phase. */
type Access = Pick<PostInputs, 'credentials' | 'passphrase' | 'headers'>;
const NO_ACCESS: Access = { credentials: undefined, passphrase: undefined, headers: {} };

/**
 * Runs the post phase: removes the value file, burns the link if necessary, and logs both. A burn that fails
 * becomes one warning. Never throws an {@link ActionError}.
 */
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
	await burnLink({ state, receipt, reason }, deps);
}

function removeValueFile({ valueFile }: SavedState, { reporter }: PhaseDeps): void {
	if (valueFile === '') return;
	const path = pathOfFileRecord(valueFile);
	const removal = removeIfUnchanged(valueFile);
	const line = texts.describeRemoval(removal, path);
	if (removal === 'failed') reporter.warn(`${path} holds the value and could not be removed.`);
	else if (line !== undefined) reporter.info(line);
}

/** Uses the runner's clock, because the server may be down or its clock wrong. */
function isExpired({ expiresBy }: SavedState): boolean {
	const endMs = Date.parse(expiresBy);
	return !Number.isNaN(endMs) && Date.now() > endMs + EXPIRY_MARGIN_MS;
}

async function burnLink(pending: PendingBurn, deps: PhaseDeps): Promise<void> {
	const { env, reporter } = deps;
	const { state, reason } = pending;
	const isNested = isInOtherComposite(state, deps);
	const inputs = isNested ? undefined : readPostInputs(env);
	maskAll(inputs, deps);
	const endpoint = parseDomain(state.origin);
	const faults = connectionFaults(endpoint, state, env);
	if (endpoint.complaint !== undefined || faults.length > 0) {
		const text = `Could not burn the link (${reason}). ${faults.join(' ')} ${texts.remedyFor(state)}`;
		warnAndSummarize(text, 'not burned', pending, deps);
		return;
	}
	const isSameServer = inputs?.origin === endpoint.origin;
	const note = isNested ? texts.NESTED_COMPOSITE : texts.OTHER_SERVER;
	const access = isSameServer && inputs !== undefined ? inputs : NO_ACCESS;
	try {
		const result = await burnAt(endpoint, pending, access, deps);
		reportResult(result, isSameServer || isNested ? '' : note, pending, deps);
	} catch (error) {
		if (!(error instanceof ActionError)) throw error;
		const failure = `${reporter.describe(error)}${isSameServer ? '' : note}`;
		const text = `Could not burn the link (${reason}). ${failure} ${texts.remedyFor(state)}`;
		warnAndSummarize(text, 'not burned, as far as is known', pending, deps);
	}
}

function maskAll(inputs: PostInputs | undefined, { env, reporter }: PhaseDeps): void {
	for (const [name, value] of inputs?.sensitive ?? []) reporter.mask(name, value);
	for (const password of proxyPasswords(env)) reporter.mask('proxy password', password);
}

/** The reasons why nothing may be sent, as full sentences. Empty if there are none. */
function connectionFaults(
	endpoint: ReturnType<typeof parseDomain>,
	{ network }: SavedState,
	env: PhaseDeps['env'],
): string[] {
	const origin = endpoint.complaint === undefined ? endpoint.origin : undefined;
	return [
		...checkConnectionSettings(env, origin),
		...(isSameNetwork(env, network) ? [] : [texts.NETWORK_CHANGED]),
		...(origin === undefined ? [texts.SERVER_UNKNOWN] : []),
	];
}

/**
 * True if the main phase ran in a different composite action. In a composite action inside another one, the
 * runner evaluates the inputs of the post phase with the inputs of the outer action.
 */
function isInOtherComposite({ actionPath }: SavedState, { env }: PhaseDeps): boolean {
	const currentPath = env['GITHUB_ACTION_PATH'] ?? '';
	return actionPath !== '' && currentPath !== '' && actionPath !== currentPath;
}

/** Burns the link and returns the result. Throws the error of a burn that left the link live. */
async function burnAt(
	endpoint: Endpoint,
	{ state, receipt }: PendingBurn,
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

/**
 * Logs the result of a burn. It is a warning if the link was opened first, or if there is a `note` about what
 * was not sent.
 */
function reportResult({ state }: BurnResult, note: string, pending: PendingBurn, deps: PhaseDeps): void {
	const { reason } = pending;
	if (state === 'opened') {
		const text = `Could not burn the link (${reason}): ${texts.ALREADY_OPENED}${note}`;
		warnAndSummarize(text, 'opened before', pending, deps);
		return;
	}
	const line = state === 'unknown' ? texts.alreadyGone(reason) : `The link is ${state} (${reason}).`;
	if (note === '') deps.reporter.info(line);
	else deps.reporter.warn(`${line}${note}`);
	summarize(state === 'unknown' ? 'gone' : state, pending, deps);
}

/** Writes the one warning of the phase and its summary. */
function warnAndSummarize(warning: string, outcome: string, pending: PendingBurn, deps: PhaseDeps): void {
	deps.reporter.warn(warning);
	summarize(outcome, pending, deps);
}

function summarize(outcome: string, { state, reason }: PendingBurn, { env, reporter }: PhaseDeps): void {
	if (!state.wantsSummary) return;
	const problem = writeSummary(env, headingOf('end of the job', env), [['Link', `${outcome} (${reason})`]]);
	if (problem !== undefined) reporter.debug(`No job summary was written: ${problem}`);
}
