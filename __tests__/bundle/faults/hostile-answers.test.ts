// Whatever a server answers: its words reach the log as data, in one short line, and never with anything sensitive in them.
import { describe, expect, it } from 'vitest';
import { shownText } from './complaints.ts';
import { HOSTILE_ANSWERS, HOSTILE_SENSITIVE } from './hostile-answers.ts';
import { shareByBundle } from './share-by-bundle.ts';

const LONGEST_QUOTE = 200;

describe.concurrent('A hostile server', () => {
	for (const { name, plans, with: inputs = {}, code, isWithheld } of HOSTILE_ANSWERS) {
		it(`gets nothing into the log but words: ${name}`, async () => {
			const { step, observation, complaints } = await shareByBundle(
				{ name, plans, expected: { code, created: 0, asked: [1, 1] } },
				{
					with: inputs,
					sensitive: HOSTILE_SENSITIVE,
				},
			);
			expect(observation.code).toBe(code);
			expect(complaints).toEqual([]);
			const quotes = step.annotations.flatMap(({ message }) =>
				[...message.matchAll(/It said: "(.*?)"\. /gs)].map(([, quote = '']) => quote),
			);
			if (code === 'refused-by-server') expect(quotes).toHaveLength(1);
			for (const quote of quotes) expect(Array.from(quote).length).toBeLessThanOrEqual(LONGEST_QUOTE);
			expect(shownText(step).match(/λ/g)?.length ?? 0).toBeLessThanOrEqual(LONGEST_QUOTE);
			if (isWithheld) expect(quotes).toEqual([expect.stringContaining('withheld')]);
		});
	}
});
