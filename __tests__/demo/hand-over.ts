// First story: a pipeline hands a credential to a person.

import { openLink } from '../support/recipient.ts';
import { expectThat, heading, showLog, tell, withScenario } from './stage.ts';

const CREDENTIAL = 'host: db.example.com\nuser: deploy\npassword: Tr0ub4dor&3\n';

/** An account shares a value of three lines; the job waits until it was opened; it opens once only; wrong credentials are refused. */
export async function handOverToPerson(): Promise<void> {
	heading('1. A pipeline hands a credential to a person');
	await withScenario([CREDENTIAL], async ({ server, run, login }) => {
		tell('A step shares a repository secret of three lines with the account of the team. This is its log:');
		const step = await run({ ...login, secret: CREDENTIAL, ttl: '2h' });
		showLog(step.log);
		expectThat(step.outcome === 'success', 'the step succeeds');

		tell(
			`The step succeeded with ${server.requests.length} requests on ${server.connections} connection. The recipient opens the link and reads:`,
		);
		const link = step.outputs['link'] ?? '';
		// The next step is looking at the receipt already when the recipient opens the link.
		const firstLook = server.fault({ route: 'receipt', act: { kind: 'delay', ms: 0 } });
		const waiting = run(
			{ mode: 'await', receipt: step.outputs['receipt'] ?? '', wait: '1m' },
			{ id: 'wait' },
		);
		await firstLook.seen;
		const opened = await openLink(link);
		expectThat(
			'value' in opened && opened.value === CREDENTIAL,
			'the recipient reads the value byte for byte',
		);
		showLog(CREDENTIAL);

		tell('Meanwhile the next step of the job has been waiting for that, and goes on:');
		const awaited = await waiting;
		showLog(awaited.printed);
		expectThat(awaited.outputs['state'] === 'opened', 'the wait ends when the link was opened');

		tell('Somebody opens the same link a second time. The server says:');
		const again = await openLink(link);
		expectThat('refusal' in again, 'a second opening fails');
		showLog('refusal' in again ? again.refusal : '');

		tell('Another job has a wrong token. The value never leaves its machine:');
		const refused = await run(
			{ ...login, token: 'expired-token', secret: CREDENTIAL },
			{ id: 'refused', if: 'always()' },
		);
		showLog(refused.log);
		expectThat(refused.outcome === 'failure', 'wrong credentials fail the step');
		expectThat(server.created === 1, 'only one secret was ever created');
	});
}
