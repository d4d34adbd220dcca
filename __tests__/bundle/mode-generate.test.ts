// Mode generate from outside: the server makes the value, which reaches later steps or a file, and a person by the link.

import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR, keyOf } from '../support/scenario.ts';
import type { Fault } from '../support/server/index.ts';
import { formOf, requestsTo } from './recorded-requests.ts';
import { codesOf, errorOf, linesOf, warningsOf } from './step-texts.ts';
import { atRequest } from './stop-signals.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const PASSPHRASE = 'correct horse & battery';

describe('generate', () => {
	it('delivers a value and a link that opens to it, and shows neither', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: [PASSPHRASE] } });
		const step = await run({ ...login, mode: 'generate', passphrase: PASSPHRASE, ttl: '1h', length: '24' });
		expect([step.outcome, step.annotations]).toEqual(['success', []]);
		expect(step.outputs).toEqual({
			status: 'nominal',
			value: expect.stringMatching(/^.{24}$/),
			link: expect.stringMatching(new RegExp(`^${server.origin}/secret/[a-z0-9]{62}$`)),
			receipt: expect.stringMatching(/^[a-z0-9]{62}$/),
			ttl: '3600',
			'expires-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
		});
		const { value = '', link = '', receipt = '' } = step.outputs;
		expect(findLeaks(step, [value, PASSPHRASE, login.token, link, receipt, keyOf(link)])).toEqual([]);
		expect(linesOf(step)).toHaveLength(3);
		expect(await openLink(link, PASSPHRASE)).toEqual({ value });
	});

	it('sends two requests, with no field that was not given', async () => {
		const { server, run } = await openScenario();
		await run({ mode: 'generate' });
		expect(server.requests.map(({ method, path }) => [method, path])).toEqual([
			['GET', '/api/v1/status'],
			['POST', '/api/v1/generate'],
		]);
		expect(formOf(server.requests[1])).toEqual({});
		expect(server.connections).toBe(1);
	});

	it('masks the value before anything else is said', async () => {
		const { job, run } = await openScenario();
		const step = await run({ mode: 'generate', length: '128' });
		const { value = '' } = step.outputs;
		const [first] = step.events.filter((event) => event.kind !== 'command' || event.command.name !== 'debug');
		expect(first).toMatchObject({ kind: 'command', command: { name: 'add-mask', data: value } });
		job.passStep('later', `connected with ${value} and ${Buffer.from(value).toString('base64')}`);
		expect(job.log()).toContain('connected with *** and ***');
	});

	it('writes the value to a new file that only its owner can read, and leaves the output empty', async () => {
		const { job, run } = await openScenario();
		const step = await run({ mode: 'generate', 'value-file': 'value.txt' });
		const path = join(job.workspace, 'value.txt');
		expect([step.outcome, step.outputs['value']]).toEqual(['success', '']);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		const value = readFileSync(path, 'utf8');
		expect(await openLink(step.outputs['link'] ?? '')).toEqual({ value });
		expect(findLeaks(step, [value])).toEqual([]);
		expect(step.files.output).not.toContain(value);
	});

	it('sends nothing when the file exists already, and leaves it as it is', async () => {
		const { server, job, run } = await openScenario();
		const path = join(job.workspace, 'value.txt');
		writeFileSync(path, 'mine');
		const step = await run({ mode: 'generate', 'value-file': 'value.txt' });
		expect([codesOf(step), server.connections]).toEqual([['file-unwritable'], 0]);
		expect(readFileSync(path, 'utf8')).toBe('mine');
	});

	it.each<[string, string, Fault]>([
		['the service is not nominal', 'not-nominal', { kind: 'answer', body: { status: 'degraded' } }],
		['the service knows no API', 'api-not-found', { kind: 'answer', status: 404, body: '<html></html>' }],
	])('removes the file when %s', async (_name, code, act) => {
		const { server, job, run } = await openScenario();
		server.fault({ route: 'status', on: 'every', act });
		const step = await run({ mode: 'generate', 'value-file': 'value.txt' });
		expect(codesOf(step)).toEqual([code]);
		expect(existsSync(join(job.workspace, 'value.txt'))).toBe(false);
		expect(server.created).toBe(0);
	});

	it('removes the file and has the secret burned when the response holds no value', async () => {
		const scenario = await openScenario();
		const { server, job, run } = scenario;
		server.fault({ route: 'generate', act: { kind: 'answer', body: ({ value: _, ...json }) => json } });
		const step = await run({ mode: 'generate', 'value-file': 'value.txt' });
		expect([codesOf(step), step.outputs]).toEqual([['answer-unusable'], { status: 'nominal' }]);
		expect(errorOf(step)).toContain('its response holds no generated value, so there is nothing to deliver.');
		expect(existsSync(join(job.workspace, 'value.txt'))).toBe(false);
		expect(linesOf(await finishJob(scenario))).toEqual(['The link is burned (it was never delivered).']);
		expect(server.alive).toBe(0);
	});

	it('removes the file and has the secret burned when it is told to stop while the server makes the value', async () => {
		const scenario = await openScenario();
		const { server, job, run } = scenario;
		const creation = server.fault({ route: 'generate', act: { kind: 'delay', ms: 250 } });
		const step = await run(
			{ mode: 'generate', 'value-file': 'value.txt' },
			atRequest(creation, (handle) => handle.cancel()),
		);
		expect([step.outcome, codesOf(step), step.outputs]).toEqual([
			'cancelled',
			['cancelled'],
			{ status: 'nominal' },
		]);
		expect(existsSync(join(job.workspace, 'value.txt'))).toBe(false);
		await finishJob(scenario);
		expect([server.created, server.alive]).toEqual([1, 0]);
	});

	it('warns when the server makes a value of another length', async () => {
		const { server, run } = await openScenario();
		server.fault({
			route: 'generate',
			act: { kind: 'answer', body: (json) => ({ ...json, value: 'twelve-signs' }) },
		});
		const step = await run({ mode: 'generate', length: '20' });
		expect([step.outcome, step.outputs['value']]).toEqual(['success', 'twelve-signs']);
		expect(warningsOf(step)).toEqual([
			expect.stringMatching(/^`length` is 20, but .* made a value of 12 characters\.$/),
		]);
		expect(findLeaks(step, ['twelve-signs'])).toEqual([]);
	});

	it('retries the creation once, and warns of the copy that may live', async () => {
		const { server, run } = await openScenario();
		server.fault({ route: 'generate', act: { kind: 'reset-after' } });
		const step = await run({ mode: 'generate' });
		expect([step.outcome, requestsTo(server, 'generate').length]).toEqual(['success', 2]);
		expect(warningsOf(step)).toEqual([
			expect.stringMatching(/^The creation was retried, .* A copy of the secret may be on the server/),
		]);
		expect(await openLink(step.outputs['link'] ?? '')).toEqual({ value: step.outputs['value'] });
	});

	it('lets the end of the job burn its link', async () => {
		const scenario = await openScenario();
		await scenario.run({ mode: 'generate', 'burn-on': 'failure' });
		scenario.job.failStep('deploy');
		expect(linesOf(await finishJob(scenario))).toEqual(['The link is burned (the job failed).']);
		expect(scenario.server.alive).toBe(0);
	});

	it.each([
		['too short a value', { length: '7' }, /`length: 7` is not a whole number from 8 to 128\./],
		['too long a value', { length: '129' }, /`length: 129` is not a whole number from 8 to 128\./],
		["a value of one's own", { secret: 'own-value-given' }, /`secret` is not used by mode `generate`/],
	])('sends nothing for %s', async (_name, inputs: Record<string, string>, words) => {
		const { server, run } = await openScenario({ job: { secrets: ['own-value-given'] } });
		const step = await run({ mode: 'generate', ...inputs });
		expect(codesOf(step)).toEqual(['invalid-input']);
		expect(errorOf(step)).toMatch(words);
		expect(server.requests).toEqual([]);
	});

	it.each<[string, Record<string, string>]>([
		['the value and the link', {}],
		['the link', { 'value-file': 'value.txt' }],
	])('refuses a step without id, which would lose %s', async (_name, inputs) => {
		const { server, job } = await openScenario();
		const step = await job.step({
			actionDir: ACTION_DIR,
			with: { domain: server.origin, mode: 'generate', ...inputs },
		});
		expect([codesOf(step), server.connections]).toEqual([['invalid-environment'], 0]);
		expect(existsSync(join(job.workspace, 'value.txt'))).toBe(false);
	});
});
