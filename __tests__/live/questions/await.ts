// Does a workflow learn what became of a link?

import { randomBytes } from 'node:crypto';
import type { Questions } from '../question.ts';
import { keyOf, type Session } from '../session.ts';
import type { PhaseResult } from '../step.ts';
import { check, checkFailure, checkSuccess, Skip } from '../verdict.ts';
import { shareValue } from './share.ts';

const CLOCK_TOLERANCE_MS = 600_000;

/** A key as servers make them, which none has made. */
export function unknownKey(knownKey: string): string {
	return randomBytes(knownKey.length).toString('hex').slice(0, knownKey.length);
}

/** Throws if the output `opened-at` is wrong. Skips the question if the server does not say when. */
export function checkOpenedAt({ outputs }: PhaseResult): void {
	const openedAt = outputs['opened-at'] ?? '';
	if (openedAt === '') throw new Skip('the server does not say when the link was opened');
	check(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(openedAt), 'the output `opened-at` is not a time in UTC');
	const distanceMs = Math.abs(Date.parse(openedAt) - Date.now());
	check(distanceMs < CLOCK_TOLERANCE_MS, 'the output `opened-at` is off');
}

/** Opens a link while a step waits for that, and returns how the step ended. */
async function openMeanwhile(session: Session): Promise<PhaseResult> {
	const { outputs, receipt } = await shareValue(session, 'sample: opened while a step waits');
	const waiting = session.start({ mode: 'await', receipt, wait: '1m' });
	const isWaiting = await waiting.says('Waiting up to');
	const opened = isWaiting ? await session.person.open(keyOf(outputs['link'] ?? '')) : undefined;
	const result = await waiting.ended;
	checkSuccess(result);
	check(opened !== undefined, 'the link does not open');
	return result;
}

/** About mode `await`. */
export const questions: Questions = {
	async 'await: ends when the link is opened'(session) {
		const { outputs } = await openMeanwhile(session);
		check(outputs['state'] === 'opened', `the output \`state\` is ${outputs['state']}`);
	},

	async 'await: says when the link was opened'(session) {
		const { secretKey, receipt } = await shareValue(session, 'sample: opened before');
		check((await session.person.open(secretKey)) !== undefined, 'the link does not open');
		const result = await session.run({ mode: 'await', receipt });
		checkSuccess(result);
		checkOpenedAt(result);
	},

	async 'await: fails if the link is burned'(session) {
		const { receipt } = await shareValue(session, 'sample: burned while a step waits');
		await session.person.burn(receipt);
		const result = await session.run({ mode: 'await', receipt, wait: '1m' });
		checkFailure(result, 'not-opened');
		check(result.outputs['state'] === 'burned', `the output \`state\` is ${result.outputs['state']}`);
	},

	async 'await: fails if nobody opens the link in time'(session) {
		const { secretKey, receipt } = await shareValue(session, 'sample: opened too late');
		const result = await session.run({ mode: 'await', receipt, wait: '1s' });
		checkFailure(result, 'not-opened');
		check(result.outputs['state'] === 'new', `the output \`state\` is ${result.outputs['state']}`);
		check((await session.person.open(secretKey)) !== undefined, 'the link does not open anymore');
	},

	async 'await: fails for a receipt that the server does not know'(session) {
		const { receipt } = await session.receive('sample: only for the form of its receipt');
		const result = await session.run({ mode: 'await', receipt: unknownKey(receipt), wait: '1m' });
		checkFailure(result, 'not-opened');
		check(result.outputs['state'] === 'unknown', `the output \`state\` is ${result.outputs['state']}`);
	},
};
