// Whatever a server responds: its words reach the log as data, in one short line, and never with anything
// sensitive in them.

import { describe, expect, it } from 'vitest';
import { findLeaks } from '../../support/runner/index.ts';
import { failsUncreated } from './expectations.ts';
import { ECHOED_VALUES, HOSTILE_ECHOES } from './hostile-echoes.ts';
import { HOSTILE_INJECTIONS } from './hostile-injections.ts';
import { shownText } from './run-invariants.ts';
import { always, responds } from './server-faults.ts';
import { shareInBundle } from './share-in-bundle.ts';

const LONGEST_QUOTE = 200;

describe.concurrent('A hostile server', () => {
	for (const { name, plans, with: inputs = {}, code, isWithheld } of [
		...HOSTILE_INJECTIONS,
		...HOSTILE_ECHOES,
	]) {
		it(`gets nothing into the log but words: ${name}`, async () => {
			const { step, observation, violations } = await shareInBundle(
				{ name, plans, expected: { code, created: 0, asked: [1, 1] } },
				{ with: inputs, sensitive: ECHOED_VALUES },
			);
			expect(observation.code).toBe(code);
			expect(violations).toEqual([]);
			const quotes = step.annotations.flatMap(({ message }) =>
				[...message.matchAll(/It said: "(.*?)"\.?$/gms)].map(([, quote = '']) => quote),
			);
			if (code === 'refused-by-server') expect(quotes).toHaveLength(1);
			for (const quote of quotes) {
				expect(Array.from(quote).length).toBeLessThanOrEqual(LONGEST_QUOTE);
				expect(quote.includes('withheld, because it repeats')).toBe(isWithheld === true);
			}
			if (isWithheld) expect(quotes).toHaveLength(1);
			expect(shownText(step).match(/λ/g)?.length ?? 0).toBeLessThanOrEqual(LONGEST_QUOTE);
		});
	}

	it('is quoted where its words share no more than a common word with the passphrase', async () => {
		const words = 'Passphrase must be at least 8 characters long';
		const passphrase = 'my lasting characters';
		const plans = always('share', responds(404, { message: words }));
		const { step } = await shareInBundle(
			{ name: 'a common word', plans, expected: failsUncreated('refused-by-server', 1) },
			{ with: { passphrase }, sensitive: [passphrase] },
		);
		expect(step.annotations[0]?.message).toContain(`It said: "${words}".`);
		expect(findLeaks(step, [passphrase])).toEqual([]);
	});
});
