// First story: a workflow hands a credential to a person.

import { openLink } from '../support/recipient.ts';
import { expectThat, heading, showLog, showSummary, tell, withScenario } from './narration.ts';

const CREDENTIAL = 'host: db.example.com\nuser: deploy\npassword: Tr0ub4dor&3\n';
const OLD_TOKEN = 'token-of-last-year';

/** A step shares a value of three lines; the job waits until it was opened; it opens only once; wrong credentials are refused. */
export async function handToPerson(): Promise<void> {
	heading('1. A workflow hands a credential to a person');
	await withScenario([CREDENTIAL, OLD_TOKEN], async ({ server, run, login }) => {
		tell('A step shares a repository secret of three lines. This is its log:');
		const step = await run({ ...login, secret: CREDENTIAL, ttl: '2h' });
		showLog(step.log);
		expectThat(step.outcome === 'success', 'the step succeeds');
		tell('It adds this to the job summary:');
		showSummary(step.summary);

		tell('The recipient opens the link and reads:');
		const link = step.outputs['link'] ?? '';
		// The next step looks at the receipt while the recipient opens the link.
		const look = server.fault({ route: 'receipt', act: { kind: 'hold' } });
		const waiting = run(
			{ mode: 'await', receipt: step.outputs['receipt'] ?? '', wait: '1m' },
			{ id: 'wait' },
		);
		await look.seen;
		const opened = await openLink(link);
		expectThat(
			'value' in opened && opened.value === CREDENTIAL,
			'the recipient reads the value byte for byte',
		);
		look.release();
		showLog(CREDENTIAL);

		tell('Meanwhile the next step of the job has waited for that, and the job goes on:');
		const awaited = await waiting;
		showLog(awaited.printed);
		expectThat(awaited.outputs['state'] === 'opened', 'the wait ends when the link was opened');

		tell('Somebody opens the same link a second time. The server says:');
		const again = await openLink(link);
		expectThat('refusal' in again, 'a second opening fails');
		showLog('refusal' in again ? again.refusal : '');

		tell('A step has an old token. The value never leaves its machine:');
		const refused = await run(
			{ ...login, token: OLD_TOKEN, secret: CREDENTIAL },
			{ id: 'refused', if: 'always()' },
		);
		showLog(refused.printed);
		expectThat(refused.outcome === 'failure', 'wrong credentials fail the step');
		expectThat(server.created === 1, 'only one secret was ever created');
	});
}
