// Puts the questions one after the other, says how each ended, and counts.

import { findApis } from './api-client.ts';
import type { Questions } from './question.ts';
import { questions as awaitQuestions } from './questions/await.ts';
import { questions as burnQuestions } from './questions/burn.ts';
import { questions as endOfJobQuestions } from './questions/end-of-job.ts';
import { questions as generateQuestions } from './questions/generate.ts';
import { questions as hostQuestions } from './questions/hosts.ts';
import { questions as refusalQuestions } from './questions/refusals.ts';
import { questions as revealQuestions } from './questions/reveal.ts';
import { questions as shareQuestions } from './questions/share.ts';
import { questions as statusQuestions } from './questions/status.ts';
import { cleanUp, type Session, startSession } from './session.ts';
import type { Settings } from './settings.ts';
import { check, Skip } from './verdict.ts';

/** How many questions ended in which way. */
export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

const ALL: Questions = {
	...statusQuestions,
	...shareQuestions,
	...generateQuestions,
	...revealQuestions,
	...awaitQuestions,
	...burnQuestions,
	...endOfJobQuestions,
	...hostQuestions,
	...refusalQuestions,
};

/** The names of all questions, in order. */
export const QUESTION_NAMES: readonly string[] = Object.keys(ALL);

/** Asks everything and cleans up. `say` is given one line a question. No more questions are asked after `stop` fires. */
export async function runSuite(
	settings: Settings,
	say: (line: string) => void,
	stop: AbortSignal,
): Promise<Counts> {
	const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
	const ask = async (name: string, question: () => Promise<void>): Promise<void> => {
		try {
			await question();
			counts.passed += 1;
			say(`passed   ${name}`);
		} catch (error) {
			const isSkip = error instanceof Skip;
			counts[isSkip ? 'skipped' : 'failed'] += 1;
			say(`${isSkip ? 'skipped ' : 'FAILED  '} ${name}: ${describe(error)}`);
		}
	};

	let session: Session | undefined;
	await ask('the server has an API', async () => {
		const apis = await findApis(settings.origin, settings.account);
		check(apis.clients.size > 0, 'it has neither v1 nor v2');
		session = startSession(settings, apis);
	});
	if (session === undefined) return counts;
	const started = session;
	try {
		for (const [name, question] of Object.entries(ALL)) {
			const isWanted = settings.only.length === 0 || settings.only.some((start) => name.startsWith(start));
			if (isWanted && !stop.aborted) await ask(name, () => question(started));
		}
	} finally {
		await ask('no log and no summary shows anything sensitive', async () => {
			check(started.leaks.length === 0, [...new Set(started.leaks)].join('; '));
		});
		await ask('nothing is left on the server', async () => {
			const alive = await cleanUp(started);
			check(
				alive === 0,
				`${alive} of ${started.made.length} secrets may still be there, for ten minutes at most`,
			);
		});
		started.end();
	}
	return counts;
}

function describe(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
	return `${error.message}${cause}`;
}
