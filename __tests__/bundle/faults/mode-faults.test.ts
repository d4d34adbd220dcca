// The fault table of the requests that mode share does not make: generate, reveal, the look at a receipt, the burn; through the bundle.

import { describe, expect, it } from 'vitest';
import { findLeaks } from '../../support/runner/index.ts';
import { keyOf, startScenario } from '../../support/scenario.ts';
import type { FaultPlan } from '../../support/server/index.ts';

const VALUE = 'a value\nof two lines';
type Row = readonly [mode: string, fault: string, plan: FaultPlan, code: string | undefined, asked: number];

const page = { kind: 'answer', status: 200, body: '<html>portal</html>' } as const;
const broken = { kind: 'answer', status: 500, body: {} } as const;
const redirect = { kind: 'redirect', status: 302, location: 'https://elsewhere.example.com/' } as const;
const fenced = { kind: 'answer', status: 403, body: '<html>' } as const;
const busy = { kind: 'answer', status: 429, headers: { 'retry-after': '3600' }, body: {} } as const;
const starting = { kind: 'answer', status: 503, headers: { 'retry-after': '0' }, body: {} } as const;

// `asked` counts the requests on the route of the fault: a reveal that may have been carried out is never asked for twice.
const table: readonly Row[] = [
	['generate', 'is lost once', { route: 'generate', act: { kind: 'reset-after' } }, undefined, 2],
	['generate', 'is cut short once', { route: 'generate', act: { kind: 'half-body' } }, undefined, 2],
	['generate', 'fails for ever', { route: 'generate', on: 'every', act: broken }, 'in-doubt', 2],
	[
		'generate',
		'meets a portal for ever',
		{ route: 'generate', on: 'every', act: page },
		'answer-unusable',
		2,
	],
	['generate', 'is redirected', { route: 'generate', act: redirect }, 'redirected', 1],
	['generate', 'is fenced off', { route: 'generate', act: fenced }, 'forbidden', 1],
	['generate', 'is asked to wait too long', { route: 'generate', act: busy }, 'rate-limited', 1],
	['generate', 'meets a server that starts', { route: 'generate', act: starting }, undefined, 2],
	[
		'reveal',
		'is lost before it is carried out',
		{ route: 'secret', act: { kind: 'reset-before' } },
		'in-doubt',
		1,
	],
	[
		'reveal',
		'is lost after it was carried out',
		{ route: 'secret', act: { kind: 'reset-after' } },
		'in-doubt',
		1,
	],
	['reveal', 'is cut short', { route: 'secret', act: { kind: 'half-body' } }, 'in-doubt', 1],
	['reveal', 'fails', { route: 'secret', act: broken }, 'in-doubt', 1],
	['reveal', 'meets a portal', { route: 'secret', act: page }, 'answer-unusable', 1],
	['reveal', 'is redirected', { route: 'secret', act: redirect }, 'redirected', 1],
	['reveal', 'is fenced off', { route: 'secret', act: fenced }, 'forbidden', 1],
	['reveal', 'meets a server that starts', { route: 'secret', act: starting }, undefined, 2],
	['await', 'is lost once', { route: 'receipt', act: { kind: 'reset-before' } }, undefined, 2],
	['await', 'meets a portal once', { route: 'receipt', act: page }, undefined, 2],
	['await', 'is fenced off', { route: 'receipt', act: fenced }, 'forbidden', 1],
	['burn', 'is lost after it was carried out', { route: 'burn', act: { kind: 'reset-after' } }, undefined, 2],
	['burn', 'fails once', { route: 'burn', act: broken }, undefined, 2],
	['burn', 'meets a portal once', { route: 'burn', act: page }, undefined, 2],
	['burn', 'is redirected', { route: 'burn', act: redirect }, 'redirected', 1],
	['burn', 'cannot be confirmed', { route: 'receipt', act: fenced }, 'forbidden', 1],
];

describe('A step', () => {
	it.each(table)('of mode %s that %s ends as the table says', async (mode, _fault, plan, code, asked) => {
		const { server, run, end } = await startScenario({ job: { secrets: [VALUE] } });
		const made = await run({ secret: VALUE }, { id: 'made' });
		const { link = '', receipt = '' } = made.outputs;
		if (mode === 'await') server.reveal(keyOf(link));
		const inputs = {
			generate: {},
			reveal: { link: keyOf(link) },
			await: { receipt, wait: '0' },
			burn: { receipt },
		}[mode];
		server.fault(plan);
		const before = server.requests.length;
		const step = await run({ mode, ...inputs });
		const onRoute = server.requests.slice(before).filter(({ route }) => route === plan.route);
		await end();

		expect([step.outcome, onRoute.length]).toEqual([code === undefined ? 'success' : 'failure', asked]);
		const errors = step.annotations.filter(({ type }) => type === 'error');
		expect(errors.map(({ message }) => message.split('#').at(-1))).toEqual(code === undefined ? [] : [code]);
		expect(step.stderr.toString()).toBe('');
		expect(
			findLeaks(
				step,
				[VALUE, link, keyOf(link), receipt, step.outputs['value'] ?? VALUE].filter((one) => one !== ''),
			),
		).toEqual([]);
	});
});
