// A server that plants text in a receipt, where old servers leak the plaintext, gets no mask for it: masks
// would blot out every log of the job.

import { describe, expect, it } from 'vitest';
import type { StageResult } from '../../support/runner/index.ts';
import { keyOf, type Scenario } from '../../support/scenario.ts';
import { findIntruders } from './run-invariants.ts';
import { runPost, withScenario } from './with-scenario.ts';

const SECRET = 'a secret value';
const PLANTED: Readonly<Record<string, string>> = {
	'a letter': 'e',
	'a digit': '0',
	'20,000 lines': Array.from({ length: 20_000 }, (_, at) => `planted line ${at}`).join('\n'),
};

/** Shares, then lets every receipt hold the text under all names that servers have for the plaintext. */
async function shareAndPlant({ server, run }: Scenario, text: string, burnOn: 'never' | 'always') {
	const made = await run({ secret: SECRET, 'burn-on': burnOn }, { id: 'made' });
	const plant = (json: Record<string, unknown>) => ({ ...json, value: text, secret_value: text });
	server.fault({ route: 'receipt', on: 'every', act: { kind: 'answer', body: plant } });
	return made.outputs;
}

/** What the step masks besides its own values. */
function intrudersOf(step: StageResult, { link = '', receipt = '' }: Readonly<Record<string, string>>) {
	return findIntruders(step, [SECRET, link, keyOf(link), receipt]);
}

describe.concurrent.each(Object.entries(PLANTED))('A server that plants %s in a receipt', (_what, text) => {
	it('gets no mask from mode burn', async () => {
		await withScenario({}, async (scenario) => {
			const outputs = await shareAndPlant(scenario, text, 'never');
			const step = await scenario.run({ mode: 'burn', receipt: outputs['receipt'] ?? '' });
			expect([step.outcome, intrudersOf(step, outputs)]).toEqual(['success', []]);
		});
	});

	it('gets no mask from mode await', async () => {
		await withScenario({}, async (scenario) => {
			const outputs = await shareAndPlant(scenario, text, 'never');
			scenario.server.reveal(keyOf(outputs['link']));
			const step = await scenario.run({ mode: 'await', receipt: outputs['receipt'] ?? '' });
			expect([step.outcome, intrudersOf(step, outputs)]).toEqual(['success', []]);
		});
	});

	it('gets no mask at the end of the job', async () => {
		await withScenario({}, async (scenario) => {
			const outputs = await shareAndPlant(scenario, text, 'always');
			const post = await runPost(scenario);
			expect(post.printed).toContain('The link is burned');
			expect(intrudersOf(post, outputs)).toEqual([]);
		});
	});
});
