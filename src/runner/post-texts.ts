// The texts of the post phase, and the decision whether it burns.

import type { SavedState } from './state.ts';
import type { Removal } from './value-file.ts';

/** A fault: the proxy or certificate settings differ from those of the main phase. */
export const NETWORK_CHANGED =
	'Proxy or certificate settings of the environment have changed since the link was made, so nothing was sent.';

/** A fault: the saved origin is missing or not valid. */
export const SERVER_UNKNOWN = 'The server that it was made on is not known anymore.';

/** Added to the result if the inputs name a different server than in the main phase. */
export const OTHER_SERVER =
	' No credentials and no passphrase were sent, because the inputs now name another server.';

/** Added to a failure inside nested composite actions. */
export const NESTED_COMPOSITE =
	' In a composite action inside a composite action, the end of the job has no passphrase, credentials or `headers`.';

/** The end of the warning that the link was opened before the burn. */
export const ALREADY_OPENED =
	'it had already been opened. If the recipient should not have the value, replace the credential.';

/**
 * Log line for a receipt that its server no longer knows. A receipt outlives its secret, so the link is gone
 * too.
 */
export function alreadyGone(reason: string): string {
	return `The link is already gone from its server (${reason}).`;
}

/**
 * Why the link is burned, as a clause, or undefined if it is not. `burnOn` is the input as the main phase read
 * it. A job status other than the runner's own could hide a failure, so it counts as one.
 */
export function reasonToBurn({ isDelivered, burnOn }: SavedState, jobStatus: string): string | undefined {
	if (!isDelivered) return 'it was never delivered';
	if (burnOn === 'always') return '`burn-on` is `always`';
	if (burnOn !== 'failure' || jobStatus === 'success') return undefined;
	if (jobStatus === 'failure') return 'the job failed';
	return jobStatus === 'cancelled' ? 'the job was cancelled' : 'the job did not end with `success`';
}

/** What is left behind until when, and how to burn it by hand, as sentences. */
export function remedyFor({ expiresAt, isDelivered, mayBeMailed }: SavedState): string {
	const until = expiresAt === '' ? 'until its lifetime ends' : `until ${expiresAt}`;
	const byHand =
		'To burn it by hand, open the list of recent secrets in the account on its server, or use mode `burn` if a step kept the output `receipt`.';
	const mailed =
		'It may have been mailed. To burn it by hand, open the list of recent secrets in the account.';
	const remedy = isDelivered ? byHand : mayBeMailed ? mailed : 'Nobody has it.';
	return `The link may still work ${until}. ${remedy}`;
}

/**
 * The log line about the value file. Undefined if the file was already gone, or if that is a warning of its
 * own.
 */
export function describeRemoval(removal: Removal, path: string): string | undefined {
	if (removal === 'removed') return `Removed ${path}, which held the value.`;
	return removal === 'changed'
		? `${path} has changed since the step wrote it. It was not removed.`
		: undefined;
}
