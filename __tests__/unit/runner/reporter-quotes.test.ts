// Tests the punctuation after a quotation from a server.

import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { createReporter } from '../../../src/runner/reporter.ts';

describe('A quotation', () => {
	it.each([
		['Not authorized', 'It refused. It said: "Not authorized".'],
		['Please try again later.', 'It refused. It said: "Please try again later."'],
		['', 'It refused.'],
	])('of %j has one full stop', (foreignText, text) => {
		const { describe: describeError } = createReporter({ warnsAboutMasks: true });
		expect(describeError(new ActionError('refused-by-server', 'It refused.', { foreignText }))).toBe(text);
	});
});
