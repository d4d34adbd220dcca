// The limit for guests since server v0.26.11: hosted runners share networks, so a workflow meets it without own fault.

import { describe, expect, it } from 'vitest';
import { requestsTo } from './recorded-requests.ts';
import { codesOf, errorOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const ADVICE =
	'Set `username` and `token`: accounts are exempt. Guests of one network share the limit, and hosted runners share networks.';

describe('The limit for guests', () => {
	it.each(['share', 'generate'] as const)(
		'ends %s after one request, and advises an account',
		async (mode) => {
			const { server, run } = await openScenario({ server: { guestLimit: 0 } });
			const step = await run(mode === 'share' ? { secret: SECRET } : { mode });
			expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
				'failure',
				{ status: 'nominal' },
				['rate-limited'],
			]);
			const [what, ...rest] = errorOf(step).split('\n');
			expect(what).toMatch(
				/ refused because guests of this network have created too many secrets \(HTTP 404 /,
			);
			expect(rest.slice(0, -1)).toEqual(['No secret was created.', ADVICE]);
			expect([requestsTo(server, mode).length, server.created]).toEqual([1, 0]);
		},
	);

	it('names the time that API v2 asks for, and is not waited for either', async () => {
		const { server, run } = await openScenario({ server: { guestLimit: 0 } });
		const step = await run({ secret: SECRET, 'api-version': 'v2' });
		expect([codesOf(step), requestsTo(server, 'share').length]).toEqual([['rate-limited'], 1]);
		expect(errorOf(step)).toMatch(
			/too many secrets .* and asks to wait 1 hour\. .*\nNo secret was created\.\n.*accounts are exempt/,
		);
	});

	it('does not hold for an account', async () => {
		const { server, run, login } = await openScenario({ server: { guestLimit: 0 } });
		const step = await run({ ...login, secret: SECRET });
		expect([step.outcome, server.alive]).toEqual(['success', 1]);
	});
});
