// Second story: a deployment fails, and its link burns by itself.

import { openLink } from '../support/recipient.ts';
import { expectThat, heading, showLog, tell, withScenario } from './stage.ts';

const CREDENTIAL = 'one-deployment-only-4711';

/** A link is handed on for a deployment; the deployment fails; the end of the job takes the link back. */
export async function takeBackAfterFailure(): Promise<void> {
	heading('2. A deployment fails, and its link burns by itself');
	await withScenario([CREDENTIAL], async ({ job, run }) => {
		tell('A step shares a credential for a deployment, with `burn-on: failure`. Its log:');
		const step = await run({ secret: CREDENTIAL, 'burn-on': 'failure' });
		showLog(step.printed);
		expectThat(step.outcome === 'success', 'the step succeeds');

		tell('The next step, the deployment, fails:');
		job.failStep('./deploy', 'The deployment was refused.');
		showLog('The deployment was refused.');

		tell(
			'At the end of the job the runner calls the action once more. It finds the receipt that the step had saved, and burns the link:',
		);
		const { posts } = await job.finish();
		for (const post of posts) showLog(post.log);

		tell('The recipient is too late. The server says:');
		const opened = await openLink(step.outputs['link'] ?? '');
		expectThat('refusal' in opened, 'the link cannot be opened any more');
		showLog('refusal' in opened ? opened.refusal : '');
	});
}
