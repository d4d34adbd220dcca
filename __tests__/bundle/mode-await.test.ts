// Mode await from outside: a job that goes on when the recipient has opened the link, and knows why where nobody has.

import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { expression, findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR } from '../support/scenario.ts';
import type { Fault } from '../support/server/index.ts';
import { requestsTo } from './recorded-requests.ts';
import { makeLink } from './sender.ts';
import { codesOf, linesOf, summaryRowsOf } from './step-texts.ts';
import { atLine } from './stop-signals.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const NOT_FOUND: Fault = { kind: 'answer', status: 404, body: { error: 'Not Found' } };

/** The outputs for an opened link, whenever that was. */
const OPENED = { state: 'opened', 'opened-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) };

describe('await', () => {
	it('goes on when the recipient opens the link of an earlier step during a look, and says when that was', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: [SECRET] } });
		const { link = '', receipt = '' } = (await run({ ...login, secret: SECRET })).outputs;
		const look = server.fault({ route: 'receipt', act: { kind: 'hold' } });
		void look.seen.then(() => openLink(link)).then(look.release);
		const step = await run(
			{ ...login, mode: 'await', receipt: expression('steps.share.outputs.receipt') },
			{ id: 'await' },
		);
		expect([step.outcome, step.outputs, step.annotations]).toEqual(['success', OPENED, []]);
		const openedAt = step.outputs['opened-at'];
		expect(linesOf(step)).toEqual([
			'Waiting up to 10 minutes for the recipient to open the link.',
			expect.stringMatching(
				new RegExp(`^127\\.0\\.0\\.1:\\d+: the link was opened at ${openedAt}; seen after \\d+ seconds?\\.$`),
			),
		]);
		expect(summaryRowsOf(step)).toEqual(
			expect.arrayContaining([
				['State', 'opened'],
				['Opened', openedAt],
			]),
		);
		expect(requestsTo(server, 'receipt').map(({ method, path }) => [method, path])).toEqual([
			['GET', `/api/v1/private/${receipt}`],
		]);
		expect(findLeaks(step, [SECRET, link, receipt, login.token])).toEqual([]);
	});

	it('goes on when the recipient opens the link between two looks', async () => {
		const { server, run } = await openScenario();
		const { link, receipt } = await makeLink(server, { secret: SECRET });
		const first = server.fault({ route: 'receipt', act: { kind: 'close-after-answer' } });
		void first.gone.then(() => openLink(link));
		const step = await run({ mode: 'await', receipt, wait: '1m' });
		expect([step.outcome, step.outputs]).toEqual(['success', OPENED]);
		expect(requestsTo(server, 'receipt').length).toBeGreaterThan(1);
	});

	it('needs no id, and leaves nothing to do for the end of the job', async () => {
		const { server, job } = await openScenario();
		const { link, receipt } = await makeLink(server, { secret: SECRET });
		await openLink(link);
		const step = await job.step({
			actionDir: ACTION_DIR,
			with: { domain: server.origin, mode: 'await', receipt },
		});
		const { posts } = await job.finish();
		expect([step.outcome, posts.map(({ stdout }) => stdout.toString())]).toEqual(['success', ['']]);
		expect(requestsTo(server, 'burn')).toEqual([]);
	});

	it('drops the value that an older server puts into a receipt, and masks nothing that a server chose', async () => {
		const { server, run } = await openScenario({ server: { showsValueInReceipt: true } });
		const { receipt } = await makeLink(server, { secret: SECRET });
		const step = await run({ mode: 'await', receipt, wait: '0s' });
		expect([step.outputs, codesOf(step)]).toEqual([{ state: 'new' }, ['not-opened']]);
		expect(step.masks).not.toContain(SECRET);
		expect(findLeaks(step, [SECRET])).toEqual([]);
		expect([step.files.output, step.files.state].filter((text) => text.includes(SECRET))).toEqual([]);
	});

	it.each<[string, Fault]>([
		['a broken connection', { kind: 'reset-before' }],
		['half a response', { kind: 'half-body' }],
		['a server error', { kind: 'answer', status: 502, body: '<html></html>' }],
		['a server that does not know the path for a while', NOT_FOUND],
	])('survives %s in between', async (_name, act) => {
		const { server, run } = await openScenario();
		const { link, receipt } = await makeLink(server, { secret: SECRET });
		await openLink(link);
		server.fault({ route: 'receipt', act });
		const step = await run({ mode: 'await', receipt, wait: '1m' });
		expect([step.outcome, step.outputs]).toEqual(['success', OPENED]);
		expect(requestsTo(server, 'receipt')).toHaveLength(2);
	});

	it.each<[string, Fault | undefined, RegExp]>([
		['waits', undefined, /^::debug::Attempt 1: 200/],
		['looks', { kind: 'stalled-headers' }, /^Waiting up to 1 hour/],
	])(
		'ends at once when it is told to stop while it %s, and leaves the link alone',
		async (_name, act, line) => {
			const { server, run } = await openScenario();
			const { receipt } = await makeLink(server, { secret: SECRET });
			if (act !== undefined) server.fault({ route: 'receipt', act });
			const step = await run(
				{ mode: 'await', receipt, wait: '1h' },
				atLine(line, (handle) => handle.cancel()),
			);
			expect([step.outcome, step.signal, step.signalsSent, codesOf(step)]).toEqual([
				'cancelled',
				null,
				['SIGINT'],
				['cancelled'],
			]);
			expect(server.alive).toBe(1);
		},
	);
});
