// Second story: a deployment fails, and the link that was made for it is burned.

import { openLink } from '../support/recipient.ts';
import { expectThat, heading, showLog, showSummary, tell, withScenario } from './narration.ts';

const CREDENTIAL = 'one-deployment-only-4711';

/** A step shares a credential for a deployment; the deployment fails; the end of the job burns the link. */
export async function shareForFailingDeployment(): Promise<void> {
	heading('2. A deployment fails, and its link is burned');
	await withScenario([CREDENTIAL], async ({ job, run }) => {
		tell('A step shares a credential for a deployment, with `burn-on: failure`:');
		const step = await run({ secret: CREDENTIAL, 'burn-on': 'failure' });
		showLog(step.printed);
		expectThat(step.outcome === 'success', 'the step succeeds');

		tell('The next step, the deployment, fails:');
		const before = job.log().length;
		job.failStep('./deploy', 'The deployment was refused.');
		showLog(job.log().slice(before));

		tell('At the end of the job the runner calls the action once more, and it burns the link:');
		const { posts } = await job.finish();
		for (const post of posts) {
			showLog(post.log);
			showSummary(post.summary);
		}

		tell('The recipient is too late. The server says:');
		const opened = await openLink(step.outputs['link'] ?? '');
		expectThat('refusal' in opened, 'the link cannot be opened anymore');
		showLog('refusal' in opened ? opened.refusal : '');
	});
}
