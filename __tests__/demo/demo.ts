// Tells the stories of the action with an embedded server and a local runner in place of the real ones: `npm run demo`.
// Nothing leaves the machine, and no account is needed.

import { handInFromPerson } from './hand-in.ts';
import { handOverToPerson } from './hand-over.ts';
import { takeBackAfterFailure } from './take-back.ts';

console.log(
	'The action runs below as a runner runs it: the shipped bundle, real command files, and logs as a person sees them.',
);
await handOverToPerson();
await takeBackAfterFailure();
await handInFromPerson();
