// Mode status from outside: a gate that opens when the service says `nominal`, at once or within a wait.

import { describe, expect, it } from 'vitest';
import { expression, findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR } from '../support/scenario.ts';
import type { Fault } from '../support/server/index.ts';
import { codesOf, errorOf, linesOf } from './step-texts.ts';
import { atLine } from './stop-signals.ts';
import { openScenario } from './test-scenario.ts';

/** Says one word after the other, then the last one each time. */
function oneByOne(...words: [string, ...string[]]): () => string {
	let asked = 0;
	return () => words[Math.min(asked++, words.length - 1)] ?? words[0];
}

describe('status', () => {
	it('opens with one request and one line when the service is nominal', async () => {
		const { server, run } = await openScenario();
		const step = await run({ mode: 'status' });
		expect([step.outcome, step.outputs, step.annotations]).toEqual(['success', { status: 'nominal' }, []]);
		expect(linesOf(step)).toEqual([expect.stringMatching(/^127\.0\.0\.1:\d+ is up \(status: nominal\)\.$/)]);
		expect(server.requests.map(({ method, path }) => [method, path])).toEqual([['GET', '/api/v1/status']]);
	});

	it('needs no id, and leaves nothing to do for the end of the job', async () => {
		const { server, job } = await openScenario();
		const step = await job.step({ actionDir: ACTION_DIR, with: { domain: server.origin, mode: 'status' } });
		const { posts } = await job.finish();
		expect([step.outcome, posts.map(({ stdout }) => stdout.toString()), server.requests.length]).toEqual([
			'success',
			[''],
			1,
		]);
	});

	it.each<[string, Fault, string, string]>([
		['says that it is degraded', { kind: 'answer', body: { status: 'degraded' } }, 'degraded', 'not-nominal'],
		[
			'says more than a word',
			{ kind: 'answer', body: { status: 'all is ::well::' } },
			'unrecognized',
			'not-nominal',
		],
		['says nothing of its status', { kind: 'answer', body: {} }, 'unrecognized', 'not-nominal'],
		[
			'responds with a redirect',
			{ kind: 'redirect', status: 302, location: 'https://example.com/' },
			'unavailable',
			'redirected',
		],
		[
			'knows no such path',
			{ kind: 'answer', status: 404, body: { error: 'Not Found' } },
			'unavailable',
			'api-not-found',
		],
		['fails again and again', { kind: 'answer', status: 500, body: {} }, 'unavailable', 'not-nominal'],
	])('sets its output and fails when the service %s', async (_name, act, status, code) => {
		const { server, run } = await openScenario();
		server.fault({ route: 'status', on: 'every', act });
		const step = await run({ mode: 'status', timeout: '1s' });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual(['failure', { status }, [code]]);
	});

	it('sets its output and fails when nobody listens', async () => {
		const { server, run } = await openScenario();
		await server.close();
		const step = await run({ mode: 'status', timeout: '1s' });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ status: 'unavailable' },
			['unreachable'],
		]);
	});

	it('lets the job go on where the workflow says so, which can read the outcome and the word', async () => {
		const { server, job, run } = await openScenario();
		server.setStatus('degraded');
		const gate = await run({ mode: 'status' }, { id: 'gate', continueOnError: true });
		expect([gate.outcome, gate.conclusion, job.status]).toEqual(['failure', 'success', 'success']);
		server.setStatus('nominal');
		const share = await run({ secret: 'db-password-Tr0ub4dor' }, { if: "steps.gate.outcome == 'success'" });
		expect(share.outcome).toBe('skipped');
		const { outputs } = await job.finish({
			word: expression('steps.gate.outputs.status'),
			outcome: expression('steps.gate.outcome'),
		});
		expect(outputs).toEqual({ word: 'degraded', outcome: 'failure' });
	});

	it('waits for a service that becomes nominal late, and says how long it waits at most', async () => {
		const { server, run } = await openScenario();
		server.setStatus(oneByOne('degraded', 'nominal'));
		const step = await run({ mode: 'status', wait: '1m' });
		expect([step.outcome, step.outputs]).toEqual(['success', { status: 'nominal' }]);
		expect(linesOf(step)).toEqual([
			'Waiting up to 1 minute for the service to become nominal.',
			expect.stringMatching(/^127\.0\.0\.1:\d+ is up \(status: nominal\) after \d+ seconds?\.$/),
		]);
		expect(server.requests).toHaveLength(2);
	});

	it('waits through words that change and through responses that fail, with a last look at the end', async () => {
		const { server, run } = await openScenario();
		server.setStatus(oneByOne('degraded', 'nominal'));
		server.fault({
			route: 'status',
			on: 2,
			act: { kind: 'answer', status: 404, body: { error: 'Not Found' } },
		});
		const step = await run({ mode: 'status', wait: '3s' });
		expect([step.outcome, step.outputs, server.requests.length]).toEqual([
			'success',
			{ status: 'nominal' },
			3,
		]);
	});

	it('fails at the end of the wait with the last word', async () => {
		const { server, run } = await openScenario();
		server.setStatus(oneByOne('starting', 'degraded'));
		const step = await run({ mode: 'status', wait: '2s' });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual([
			'failure',
			{ status: 'degraded' },
			['not-nominal'],
		]);
		expect(errorOf(step)).toMatch(/says that its status is `degraded`, not `nominal`\./);
		expect(linesOf(step)).toEqual(['Waiting up to 2 seconds for the service to become nominal.']);
		expect(server.requests.length).toBeGreaterThan(1);
	});

	it('proves the credentials as well, and shows nothing of them', async () => {
		const { server, run, login } = await openScenario();
		const step = await run({ ...login, mode: 'status' });
		expect(step.outcome).toBe('success');
		expect(linesOf(step)).toEqual([
			expect.stringMatching(/ is up \(status: nominal\) and accepts the credentials\.$/),
		]);
		expect(server.requests.map(({ headers }) => headers['authorization'])).toEqual([
			`Basic ${Buffer.from(`${login.username}:${login.token}`).toString('base64')}`,
		]);
		expect(findLeaks(step, [login.token, `${login.username}:${login.token}`])).toEqual([]);
	});

	it('does not wait with rejected credentials', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: ['wrong-token-given'] } });
		const step = await run({ ...login, token: 'wrong-token-given', mode: 'status', wait: '1h' });
		expect([step.outputs, codesOf(step), server.requests.length]).toEqual([
			{ status: 'unauthorized' },
			['credentials-rejected'],
			1,
		]);
	});

	it('does not let a server put the token into its output, which is not masked', async () => {
		const token = 'abcdefgh-ijklmnop';
		const { server, run, login } = await openScenario({ job: { secrets: [token] } });
		server.fault({ route: 'status', act: { kind: 'answer', body: { status: token } } });
		const step = await run({ ...login, token, mode: 'status' });
		expect([step.outputs, codesOf(step)]).toEqual([{ status: 'unrecognized' }, ['not-nominal']]);
		expect(findLeaks(step, [token])).toEqual([]);
	});

	it.each<[string, Fault, RegExp]>([
		['waits', { kind: 'answer', body: { status: 'degraded' } }, /^::debug::Attempt 1: 200/],
		['checks', { kind: 'stalled-headers' }, /^Waiting up to 1 hour/],
	])('ends at once when it is told to stop while it %s', async (_name, act, line) => {
		const { server, run } = await openScenario();
		server.fault({ route: 'status', on: 'every', act });
		const step = await run(
			{ mode: 'status', wait: '1h' },
			atLine(line, (handle) => handle.cancel()),
		);
		expect([step.outcome, step.signal, step.signalsSent, codesOf(step)]).toEqual([
			'cancelled',
			null,
			['SIGINT'],
			['cancelled'],
		]);
		expect(server.requests.length).toBeLessThanOrEqual(1);
	});

	it.each([
		['a wait beyond six hours', { wait: '7h' }, /`wait: 7h` is out of range: the maximum is 6h\./],
		[
			'inputs of other modes',
			{ secret: 'db-password-Tr0ub4dor', ttl: '1h' },
			/`secret` is not used by mode `status`.*\n.*`ttl` is not used/,
		],
	])('sends nothing for %s', async (_name, inputs: Record<string, string>, words) => {
		const { server, run } = await openScenario({ job: { secrets: ['db-password-Tr0ub4dor'] } });
		const step = await run({ mode: 'status', ...inputs });
		expect(codesOf(step)).toEqual(['invalid-input']);
		expect(errorOf(step)).toMatch(words);
		expect(server.connections).toBe(0);
	});
});
