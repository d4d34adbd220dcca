// Shows what the action does, with an embedded server and a local runner in place of the real ones: `npm run demo`.
// Nothing leaves the machine, and no account is needed.

import { shareForFailingDeployment } from './failed-deployment.ts';
import { tell } from './narration.ts';
import { handToWorkflow } from './person-to-workflow.ts';
import { handToPerson } from './workflow-to-person.ts';

tell(
	'Everything below really runs: the bundle of the action, as a runner starts it, with the log that you would see.',
);
await handToPerson();
await shareForFailingDeployment();
await handToWorkflow();
