// Does what is shared arrive, once, and on the terms that were asked for?

import { TTL_SECONDS } from '../api-client.ts';
import type { Questions } from '../question.ts';
import { keyOf, type Session, savedReceipt } from '../session.ts';
import type { PhaseResult, StepInputs } from '../step.ts';
import { check, checkFailure, checkSuccess, errorCodeOf, Skip } from '../verdict.ts';

/** A value that every careless conversion on its way would change. */
export const AWKWARD_VALUE = [
	'  first line, with blanks before and after\t ',
	'Käse, 日本語, 👩‍🚀, é and é, + & % = # ? %41 &amp; <b>',
	'"quotes", \'quotes\', `ticks`, $HOME, ${{ env }}, \\n, ::warning::no\r',
	'',
	'the last line, which has an end\n',
].join('\n');
/** A passphrase that is long enough for all servers. */
export const PASSPHRASE = 'correct horse battery, ständig';

const TTL = `${TTL_SECONDS}s`;
const CLOCK_TOLERANCE_MS = 600_000;

/** Shares a value for ten minutes. Throws unless there is a link and a receipt. */
export async function shareValue(
	{ run }: Session,
	secret: string,
	inputs: StepInputs = {},
): Promise<PhaseResult & { readonly secretKey: string; readonly receipt: string }> {
	const result = await run({ secret, ttl: TTL, ...inputs });
	checkSuccess(result);
	const { link = '', receipt = '' } = result.outputs;
	check(/^https?:\/\/[^/]+\/secret\/\w{31,}$/.test(link), 'the output `link` is not a link');
	check(/^\w{31,}$/.test(receipt), 'the output `receipt` is not a key');
	return { ...result, secretKey: keyOf(link), receipt };
}

/** About mode `share`. */
export const questions: Questions = {
	async 'share: the value arrives byte for byte'(session) {
		const { secretKey } = await shareValue(session, AWKWARD_VALUE);
		const opened = await session.person.open(secretKey);
		check(opened !== undefined, 'the link does not open');
		check(opened === AWKWARD_VALUE, 'another value arrived');
	},

	async 'share: a link opens once'(session) {
		const { secretKey } = await shareValue(session, 'sample: opened once, and never again');
		check((await session.person.open(secretKey)) !== undefined, 'the link does not open');
		check((await session.person.open(secretKey)) === undefined, 'the link opened a second time');
	},

	async 'share: a link with a passphrase opens only with it'(session) {
		const { person } = session;
		const passphrase = PASSPHRASE;
		const { secretKey } = await shareValue(session, 'sample: behind a passphrase', { passphrase });
		const early = await person.open(secretKey, 'not the passphrase');
		check(early === undefined, 'the link opened with a wrong passphrase');
		const opened = await person.open(secretKey, passphrase);
		check(opened === 'sample: behind a passphrase', 'the link does not open with the passphrase');
	},

	async 'share: grants the lifetime that was asked for'(session) {
		const { outputs, annotations } = await shareValue(session, 'sample: for ten minutes');
		check(outputs['status'] === 'nominal', 'the output `status` is not nominal');
		check(outputs['ttl'] === String(TTL_SECONDS), `the output \`ttl\` is ${outputs['ttl']}`);
		const expiresMs = Date.parse(outputs['expires-at'] ?? '');
		const expectedMs = Date.now() + TTL_SECONDS * 1_000;
		check(Math.abs(expiresMs - expectedMs) < CLOCK_TOLERANCE_MS, 'the output `expires-at` is off');
		check(annotations.length === 0, 'there is a warning');
	},

	async 'share: with the credentials of nobody, creates nothing'({ run }) {
		const result = await run({
			secret: 'sample: for nobody',
			ttl: TTL,
			username: 'nobody@example.com',
			token: 'no',
		});
		check(result.exitCode !== 0, 'the server accepted wrong credentials');
		checkFailure(result, 'credentials-rejected');
		check(result.outputs['link'] === undefined, 'there is a link');
	},

	async 'share: mails the recipient, or fails and burns'(session) {
		const { settings, run, person } = session;
		const { recipient, account } = settings;
		if (recipient === undefined) throw new Skip('no OTS_RECIPIENT');
		if (account === undefined) throw new Skip('a recipient needs an account');
		const result = await run({ secret: 'sample: mailed to somebody', ttl: TTL, recipient });
		if (result.exitCode === 0) return;
		const code = errorCodeOf(result);
		checkFailure(result, 'recipient-dropped', 'refused-by-server');
		check(result.outputs['link'] === undefined, 'there is a link, although the step failed');
		if (code === 'refused-by-server') throw new Skip('the server refuses the address');
		const receipt = savedReceipt(result);
		check(receipt !== undefined, 'the receipt was not kept');
		check((await person.lookUp(receipt)) !== 'new', 'the link was not burned');
	},
};
