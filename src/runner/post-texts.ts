// What the post phase says, and why it burns.

import type { SavedState } from './state.ts';
import type { Removal } from './value-file.ts';

/** Added if the settings that decide whom a connection trusts are not those of main. */
export const NETWORK_CHANGED =
	'Proxy or certificate settings of the environment have changed since the link was made, so nothing was sent.';

/** Added if the saved origin cannot be read. */
export const SERVER_UNKNOWN = 'The server that it was made on is not known anymore.';

/** Added if the inputs name another server than main did. */
export const OTHER_SERVER =
	' No credentials and no passphrase were sent, because the inputs now name another server.';

/** Added to a failure inside nested composite actions. */
export const NESTED =
	' In a composite action inside a composite action, the end of the job has no passphrase, credentials or `headers`.';

/** The end of a sentence on a burn that came too late. */
export const OPENED_BEFORE =
	'it had already been opened. If the recipient should not have the value, replace the credential.';

/** The server that made it has forgotten it: a receipt outlives its secret. */
export function goneAlready(reason: string): string {
	return `The link is already gone from its server (${reason}).`;
}

/**
 * Why the link is burned, or undefined if it stays. `burn-on` is what main was told. A job status that is none of the
 * runner's words could hide a failure: it counts as one.
 */
export function reasonToBurn({ isDelivered, burnOn }: SavedState, jobStatus: string): string | undefined {
	if (!isDelivered) return 'it was never delivered';
	if (burnOn === 'always') return '`burn-on` is `always`';
	if (burnOn !== 'failure' || jobStatus === 'success') return undefined;
	if (jobStatus === 'failure') return 'the job failed';
	return jobStatus === 'cancelled' ? 'the job was cancelled' : 'the job did not end with `success`';
}

/** What is left, until when, and how to burn it by hand. */
export function remedyFor({ expiresAt, isDelivered, mayBeMailed }: SavedState): string {
	const until = expiresAt === '' ? 'until its lifetime ends' : `until ${expiresAt}`;
	const byHand =
		'To burn it by hand, open the list of recent secrets in the account on its server, or use mode `burn` if a step kept the output `receipt`.';
	const mailed =
		'It may have been mailed. To burn it by hand, open the list of recent secrets in the account.';
	const remedy = isDelivered ? byHand : mayBeMailed ? mailed : 'Nobody has it.';
	return `The link may still work ${until}. ${remedy}`;
}

/** What became of the value file, if that is worth a line. */
export function describeRemoval(removal: Removal, path: string): string | undefined {
	if (removal === 'removed') return `Removed ${path}, which held the value.`;
	return removal === 'changed'
		? `${path} has changed since the step wrote it. It was not removed.`
		: undefined;
}
