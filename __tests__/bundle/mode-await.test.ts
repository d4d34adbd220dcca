// Mode await from outside: a job that goes on when the recipient has opened the link, and knows why where nobody has.

import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { expression, findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR } from '../support/scenario.ts';
import type { Fault } from '../support/server/index.ts';
import { atLine } from './cancel-points.ts';
import { burnLink, createServerClock, makeLink, requestsTo } from './made-links.ts';
import { codesOf, errorOf, linesOf, openScenario } from './opened-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const NOT_FOUND: Fault = { kind: 'answer', status: 404, body: { error: 'Not Found' } };

describe('await', () => {
	it('goes on when the recipient opens the link while the receipt of an earlier step is looked at', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: [SECRET] } });
		const { link = '', receipt = '' } = (await run({ ...login, secret: SECRET })).outputs;
		const look = server.fault({ route: 'receipt', act: { kind: 'hold' } });
		void look.seen.then(() => openLink(link)).then(look.release);
		const step = await run(
			{ ...login, mode: 'await', receipt: expression('steps.share.outputs.receipt') },
			{ id: 'await' },
		);
		expect([step.outcome, step.outputs, step.annotations]).toEqual(['success', { state: 'opened' }, []]);
		expect(linesOf(step)).toEqual([
			'Waiting up to 600 s for the recipient to open the link.',
			expect.stringMatching(/^The link was opened at 127\.0\.0\.1:\d+; seen after \d+ s\.$/),
		]);
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
		expect([step.outcome, step.outputs]).toEqual(['success', { state: 'opened' }]);
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

	it('fails at once for a link that was burned', async () => {
		const { server, run } = await openScenario();
		const made = await makeLink(server, { secret: SECRET });
		await burnLink(server, made);
		const step = await run({ mode: 'await', receipt: made.receipt });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'burned' },
			['not-opened'],
		]);
		expect(errorOf(step)).toContain('the link was burned');
		expect(requestsTo(server, 'receipt')).toHaveLength(1);
	});

	it('fails at once for a receipt that the server does not know', async () => {
		const { server, run } = await openScenario();
		const step = await run({ mode: 'await', receipt: 'k'.repeat(62) });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'unknown' },
			['not-opened'],
		]);
		expect(errorOf(step)).toContain('knows no such receipt: it belongs to another region or server');
		expect(requestsTo(server, 'receipt')).toHaveLength(1);
	});

	it('fails at the end of the wait, with a last look and the link alive', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		const step = await run({ mode: 'await', receipt, wait: '2s' });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'new' },
			['not-opened'],
		]);
		expect(errorOf(step)).toMatch(
			/nobody opened the link within 2 s \(127\.0\.0\.1:\d+\)\. The link still works\./,
		);
		expect(requestsTo(server, 'receipt').length).toBeGreaterThan(1);
		expect(server.alive).toBe(1);
	});

	it('says that the link has expired, and not that the wait is over, when its life ends first', async () => {
		const clock = createServerClock();
		const { server, run } = await openScenario({ server: { nowMs: clock.nowMs } });
		const { receipt } = await makeLink(server, { secret: SECRET, ttl: '60' });
		clock.putForward(59);
		const step = await run({ mode: 'await', receipt, wait: '1h' });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ state: 'expired' },
			['not-opened'],
		]);
		expect(errorOf(step)).toContain('the link was not opened before it expired');
		expect(errorOf(step)).not.toMatch(/within|still works/);
	});

	it('knows by itself when the life of the link ends, on a server that never says so', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		server.fault({
			route: 'receipt',
			on: 'every',
			act: { kind: 'answer', body: (json) => ({ ...json, secret_ttl: 1 }) },
		});
		const step = await run({ mode: 'await', receipt, wait: '1h' });
		expect([step.outputs, codesOf(step)]).toEqual([{ state: 'expired' }, ['not-opened']]);
		expect(errorOf(step)).toContain('the lifetime of the link is over, and nobody opened it');
	});

	it('masks the value that an older server puts into a receipt, and shows it nowhere', async () => {
		const { server, run } = await openScenario({ server: { showsValueInReceipt: true } });
		const { receipt } = await makeLink(server, { secret: SECRET });
		const step = await run({ mode: 'await', receipt, wait: '0s' });
		expect([step.outputs, codesOf(step)]).toEqual([{ state: 'new' }, ['not-opened']]);
		expect(step.masks).toContain(SECRET);
		expect(findLeaks(step, [SECRET])).toEqual([]);
		expect([step.files.output, step.files.state].filter((text) => text.includes(SECRET))).toEqual([]);
	});

	it.each<[string, Fault]>([
		['a broken connection', { kind: 'reset-before' }],
		['half an answer', { kind: 'half-body' }],
		['a server error', { kind: 'answer', status: 502, body: '<html></html>' }],
		['a server that does not know the path for a while', NOT_FOUND],
	])('survives %s in between', async (_name, act) => {
		const { server, run } = await openScenario();
		const { link, receipt } = await makeLink(server, { secret: SECRET });
		await openLink(link);
		server.fault({ route: 'receipt', act });
		const step = await run({ mode: 'await', receipt, wait: '1m' });
		expect([step.outcome, step.outputs]).toEqual(['success', { state: 'opened' }]);
		expect(requestsTo(server, 'receipt')).toHaveLength(2);
	});

	it('fails without a state when no look succeeds', async () => {
		const { server, run } = await openScenario();
		const { receipt } = await makeLink(server, { secret: SECRET });
		server.fault({ route: 'receipt', on: 'every', act: NOT_FOUND });
		const step = await run({ mode: 'await', receipt, wait: '0s' });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual(['failure', {}, ['api-not-found']]);
	});

	it('does not wait with rejected credentials', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: ['wrong-token-given'] } });
		const { receipt } = await makeLink(server, { secret: SECRET });
		const step = await run({ ...login, token: 'wrong-token-given', mode: 'await', receipt });
		expect([step.outputs, codesOf(step)]).toEqual([{}, ['credentials-rejected']]);
		expect(requestsTo(server, 'receipt')).toHaveLength(1);
	});

	it.each<[string, Fault | undefined, RegExp]>([
		['waits', undefined, /^::debug::Attempt 1: 200/],
		['asks', { kind: 'stalled-headers' }, /^Waiting up to 3600 s/],
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
