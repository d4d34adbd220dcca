// A step that is told to stop, at every moment and in every way: what was made is burned, unless it was handed on and may stay.

import { describe, expect, it } from 'vitest';
import { atLine, atRequest, MOMENTS, SIGNALS, terminate } from './cancel-points.ts';
import { requestsTo } from './made-links.ts';
import { codesOf, errorOf, finishJob, linesOf, openScenario } from './opened-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';

const table = Object.entries(MOMENTS).flatMap(([moment, { progress, arrange }]) =>
	Object.entries(SIGNALS).flatMap(([signal, strike]) =>
		(['never', 'failure', 'always'] as const).map((burnOn) => ({
			moment,
			signal,
			burnOn,
			progress,
			arrange,
			strike,
		})),
	),
);

describe('A step that is told to stop', () => {
	it.each(table)(
		'$moment by $signal, with burn-on $burnOn, leaves nothing alive that must not be',
		async (row) => {
			const scenario = await openScenario();
			const { server, job, run } = scenario;
			const step = await run({ secret: SECRET, 'burn-on': row.burnOn }, row.arrange(server, row.strike));
			const isHandedOn = step.outputs['link'] !== undefined;
			const notHandedOn = server.created === 0 ? 'nothing was made' : 'the link was not handed on';
			expect(row.progress).toContain(isHandedOn ? 'the link was handed on' : notHandedOn);
			expect(step.signalsSent.filter((name) => name !== 'SIGINT')).toEqual([]);
			expect(requestsTo(server, 'share').length).toBeLessThanOrEqual(1);

			const mustBurn = row.burnOn === 'always' || (row.burnOn === 'failure' && job.status !== 'success');
			const post = await finishJob(scenario);
			expect(post.annotations).toEqual([]);
			expect(server.alive).toBe(isHandedOn && !mustBurn ? 1 : 0);
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
			/had not given a usable answer to the status check when the step was told to stop\. No secret was sent\./,
		);
		expect(server.requests.map(({ route }) => route)).toEqual(['status']);
	});

	it('keeps the receipt of a secret that was made meanwhile, so that the end of the job burns it, and hands nothing on', async () => {
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
		expect(errorOf(step)).toContain('The secret lives on the server, but its link was not handed on.');
		expect(step.outputs).toEqual({ status: 'nominal' });
		expect(server.alive).toBe(1);
		expect(linesOf(await finishJob(scenario))).toEqual([
			'The link is burned, because it was never handed on.',
		]);
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
			'A copy of the secret that nobody has the link to may live on the server until its lifetime ends.',
		);
		expect(requestsTo(server, 'share')).toHaveLength(1);
		expect((await finishJob(scenario)).stdout.toString()).toBe('');
	});

	it('hands nothing on when the runner kills it before the answer', async () => {
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
			atLine(/again in 30000 ms/, (handle) => handle.cancel()),
		);
		expect([step.signal, step.signalsSent, codesOf(step)]).toEqual([null, ['SIGINT'], ['cancelled']]);
		expect(errorOf(step)).toContain('No secret was created.');
		expect([requestsTo(server, 'share').length, server.created]).toEqual([1, 0]);
	});
});
