// A step that is told to stop, at every moment and in every way: what was made is burned, unless it was delivered and may stay.

import { describe, expect, it } from 'vitest';
import { requestsTo } from './recorded-requests.ts';
import { codesOf, errorOf } from './step-texts.ts';
import { MOMENTS } from './stop-moments.ts';
import { atLine, atRequest, SIGNALS, terminate } from './stop-signals.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';

const table = Object.entries(MOMENTS).flatMap(([moment, { progress, arrange }]) =>
	Object.entries(SIGNALS).flatMap(([way, send]) =>
		(['never', 'failure', 'always'] as const).map((burnOn) => ({
			moment,
			way,
			burnOn,
			progress,
			arrange,
			signal: send,
		})),
	),
);

describe('A step that is told to stop', () => {
	it.each(table)(
		'$moment by $way, with burn-on $burnOn, leaves nothing alive that must not be',
		async (row) => {
			const scenario = await openScenario();
			const { server, job, run } = scenario;
			const step = await run({ secret: SECRET, 'burn-on': row.burnOn }, row.arrange(server, row.signal));
			const isDelivered = step.outputs['link'] !== undefined;
			const notDelivered = server.created === 0 ? 'nothing was made' : 'the link was not delivered';
			expect(row.progress).toContain(isDelivered ? 'the link was delivered' : notDelivered);
			expect(step.signalsSent.filter((name) => name !== 'SIGINT')).toEqual([]);
			expect(requestsTo(server, 'share').length).toBeLessThanOrEqual(1);

			const mustBurn = row.burnOn === 'always' || (row.burnOn === 'failure' && job.status !== 'success');
			const post = await finishJob(scenario);
			expect(post.annotations).toEqual([]);
			expect(server.alive).toBe(isDelivered && !mustBurn ? 1 : 0);
		},
	);

	it('sends no secret after the status, and says so', async () => {
		const { server, run } = await openScenario();
		const status = server.fault({ route: 'status', act: { kind: 'hold' } });
		const step = await run(
			{ secret: SECRET },
			atRequest(status, (handle) => handle.cancel()),
		);
		expect([step.outcome, step.exitCode, step.signal, codesOf(step)]).toEqual([
			'cancelled',
			1,
			null,
			['cancelled'],
		]);
		expect(errorOf(step)).toMatch(
			/cancelled before 127\.0\.0\.1:\d+ gave a usable response to the status check\.\nNo secret was sent\.\n/,
		);
		expect(server.requests.map(({ route }) => route)).toEqual(['status']);
	});

	it('burns at once a secret that was created meanwhile, because post may not run', async () => {
		const scenario = await openScenario();
		const { server, run } = scenario;
		const creation = server.fault({ route: 'share', act: { kind: 'delay', ms: 250 } });
		const step = await run(
			{ secret: SECRET },
			atRequest(creation, (handle) => handle.cancel()),
		);
		expect([step.outcome, step.exitCode, step.signal, codesOf(step)]).toEqual([
			'cancelled',
			1,
			null,
			['cancelled'],
		]);
		expect(errorOf(step)).toMatch(
			/^share: The step was cancelled after the secret had been created\.\nThe secret is burned\.\n/,
		);
		expect([step.outputs, server.created, server.alive]).toEqual([{ status: 'nominal' }, 1, 0]);
		expect((await finishJob(scenario)).stdout.toString()).toBe('');
	});

	it('leaves a burn that is not confirmed within two seconds to the end of the job', async () => {
		const scenario = await openScenario();
		const { server, run } = scenario;
		const creation = server.fault({ route: 'share', act: { kind: 'delay', ms: 250 } });
		server.fault({ route: 'burn', on: [1, 2, 3, 4], act: { kind: 'stalled-headers' } });
		const step = await run(
			{ secret: SECRET },
			atRequest(creation, (handle) => handle.cancel()),
		);
		expect([step.signalsSent, codesOf(step), server.alive]).toEqual([['SIGINT'], ['cancelled'], 1]);
		expect(errorOf(step)).toMatch(
			/\nThe secret could not be burned yet and may live until \d{4}-.*; nobody has its link\. The end of the job tries again\.\n/,
		);
		const post = await finishJob(scenario);
		expect(post.printed).toContain('The link is burned (it was never delivered).');
		expect(server.alive).toBe(0);
	});

	it('is not hurried out of that by a second signal', async () => {
		const scenario = await openScenario();
		const { server, run } = scenario;
		const creation = server.fault({ route: 'share', act: { kind: 'delay', ms: 250 } });
		await run(
			{ secret: SECRET },
			atRequest(creation, (handle) => {
				handle.cancel();
				terminate(handle);
			}),
		);
		await finishJob(scenario);
		expect([server.created, server.alive]).toEqual([1, 0]);
	});

	it('waits no longer for a creation than the runner waits for it, and says that a copy may live', async () => {
		const scenario = await openScenario();
		const { server, run } = scenario;
		const creation = server.fault({ route: 'share', act: { kind: 'stalled-headers', acts: true } });
		const step = await run(
			{ secret: SECRET },
			atRequest(creation, (handle) => handle.cancel()),
		);
		expect([step.exitCode, step.signal, step.signalsSent, codesOf(step)]).toEqual([
			1,
			null,
			['SIGINT'],
			['cancelled'],
		]);
		expect(errorOf(step)).toContain(
			'A copy of the secret may be on the server until its lifetime ends; nobody has a link to it.',
		);
		expect(requestsTo(server, 'share')).toHaveLength(1);
		expect((await finishJob(scenario)).stdout.toString()).toBe('');
	});

	it('delivers nothing when the runner kills it before the response', async () => {
		const scenario = await openScenario({ job: { signalScale: 0.02 } });
		const { server, run } = scenario;
		const creation = server.fault({ route: 'share', act: { kind: 'stalled-headers' } });
		const step = await run(
			{ secret: SECRET },
			atRequest(creation, (handle) => handle.cancel()),
		);
		expect([step.signal, step.signalsSent]).toEqual(['SIGKILL', ['SIGINT', 'SIGTERM', 'SIGKILL']]);
		expect(step.outputs).toEqual({ status: 'nominal' });
		expect((await finishJob(scenario)).stdout.toString()).toBe('');
	});

	it('does not wait for its next attempt', async () => {
		const { server, run } = await openScenario();
		server.fault({
			route: 'share',
			act: { kind: 'answer', status: 503, headers: { 'retry-after': '30' }, body: {} },
		});
		const step = await run(
			{ secret: SECRET },
			atLine(/again in 3\d{4} ms/, (handle) => handle.cancel()),
		);
		expect([step.signal, step.signalsSent, codesOf(step)]).toEqual([null, ['SIGINT'], ['cancelled']]);
		expect(errorOf(step)).toContain('No secret was created.');
		expect([requestsTo(server, 'share').length, server.created]).toEqual([1, 0]);
	});
});
