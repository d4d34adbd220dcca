// Does the end of the job take back what it should, and nothing else?

import type { Questions } from '../question.ts';
import type { Session } from '../session.ts';
import type { PhaseResult } from '../step.ts';
import { check, checkSuccess } from '../verdict.ts';
import { PASSPHRASE, shareValue } from './share.ts';

type JobStatus = Parameters<Session['endJob']>[1];

/** Shares, ends the job, and returns what a person then gets from the link. */
async function shareAndEnd(
	session: Session,
	burnOn: string,
	jobStatus: JobStatus,
): Promise<{ opened: string | undefined; end: PhaseResult }> {
	const passphrase = PASSPHRASE;
	const main = await shareValue(session, 'sample: until the end of the job', {
		'burn-on': burnOn,
		passphrase,
	});
	const end = await session.endJob(main, jobStatus);
	checkSuccess(end);
	return { opened: await session.person.open(main.secretKey, passphrase), end };
}

function checkBurned({ opened, end }: Awaited<ReturnType<typeof shareAndEnd>>): void {
	check(end.annotations.length === 0, 'there is a warning');
	check(opened === undefined, 'the link still opens');
}

/**
 * The state of a step that was killed right after it had saved its receipt, before it could deliver the link: all
 * records up to that one. What was saved before is there, what would have come later is not.
 */
function killedAfterReceipt(main: PhaseResult): PhaseResult {
	const at = main.state.findIndex(([name, value]) => name === 'saved' && /"receipt":"[^"]/.test(value));
	check(at >= 0, 'the step did not save its receipt');
	return { ...main, state: main.state.slice(0, at + 1) };
}

/** About dist/post.js. */
export const questions: Questions = {
	async 'end of the job: burn-on always burns'(session) {
		checkBurned(await shareAndEnd(session, 'always', 'success'));
	},

	async 'end of the job: burn-on failure burns if the job failed'(session) {
		checkBurned(await shareAndEnd(session, 'failure', 'failure'));
	},

	async 'end of the job: burn-on failure keeps the link if all is well'(session) {
		const { opened } = await shareAndEnd(session, 'failure', 'success');
		check(opened !== undefined, 'the link does not open anymore');
	},

	async 'end of the job: burn-on never keeps the link and says nothing'(session) {
		const { opened, end } = await shareAndEnd(session, 'never', 'failure');
		check(opened !== undefined, 'the link does not open anymore');
		check(end.shown.length === 0 && end.masks.length === 0, 'there is a log, though nothing was to do');
	},

	async 'end of the job: a link that was never delivered is burned'(session) {
		const main = await shareValue(session, 'sample: never delivered');
		const end = await session.endJob(killedAfterReceipt(main), 'cancelled');
		checkSuccess(end);
		checkBurned({ opened: await session.person.open(main.secretKey), end });
	},

	async 'end of the job: a link that was opened in time is a warning'(session) {
		const main = await shareValue(session, 'sample: opened in time', { 'burn-on': 'always' });
		check((await session.person.open(main.secretKey)) !== undefined, 'the link does not open');
		const end = await session.endJob(main, 'success');
		checkSuccess(end);
		check(end.annotations.length === 1, `there are ${end.annotations.length} warnings`);
	},
};
