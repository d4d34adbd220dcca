// State that an earlier step has planted in the environment of the job: the end of the job believes only what main saved.

import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Evaluated } from '../support/runner/index.ts';
import { savedVariables } from '../support/saved-state.ts';
import type { Fault } from '../support/server/index.ts';
import { requestsTo } from './recorded-requests.ts';
import { makeLink } from './sender.ts';
import { linesOf } from './step-texts.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const UNUSABLE: Fault = { kind: 'answer', body: (json) => ({ ...json, share_domain: 'no host' }) };

describe('State that an earlier step has planted in the environment', () => {
	/** Plants the state of a link that belongs to somebody else, on a server of its own. */
	async function plantVictim() {
		const victim = await openScenario();
		const scenario = await openScenario();
		const { receipt } = await makeLink(victim.server, { secret: SECRET });
		const file = join(scenario.job.workspace, 'somebody-elses.txt');
		writeFileSync(file, 'content');
		const { ino, size, mtimeNs } = statSync(file, { bigint: true });
		const state = {
			receipt,
			origin: victim.server.origin,
			'api-version': 'v1',
			delivered: true,
			'burn-on': 'always',
			'value-file': `${ino}-${size}-${mtimeNs} ${file}`,
		};
		const variables = { ...savedVariables(state), STATE_idle: '' };
		for (const [name, value] of Object.entries(variables)) scenario.job.exportVariable(name, value);
		return { victim, scenario, file, sent: victim.server.requests.length };
	}

	it.each<[string, Record<string, Evaluated>, Record<string, string>]>([
		['succeeds', { secret: SECRET }, {}],
		['makes nothing', { mode: 'status' }, {}],
		['fails at its inputs', { secret: '', 'burn-on': 'always' }, {}],
		['fails at its environment', { secret: SECRET }, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
	])('neither burns nor removes anything after a step that %s', async (_name, inputs, env) => {
		const { victim, scenario, file, sent } = await plantVictim();
		await scenario.run(inputs, { env });
		scenario.job.failStep('deploy');
		const post = await finishJob(scenario);
		expect([linesOf(post), post.annotations, existsSync(file)]).toEqual([[], [], true]);
		expect([victim.server.requests.length, victim.server.alive]).toEqual([sent, 1]);
	});

	it('neither keeps a link alive that was never delivered, nor leads its burn to another server', async () => {
		const { victim, scenario, sent } = await plantVictim();
		scenario.server.fault({ route: 'share', act: UNUSABLE });
		await scenario.run({ secret: SECRET });
		expect(linesOf(await finishJob(scenario))).toEqual(['The link is burned (it was never delivered).']);
		expect(scenario.server.alive).toBe(0);
		expect([victim.server.requests.length, victim.server.alive]).toEqual([sent, 1]);
	});

	it('does not make the end of the job idle', async () => {
		const scenario = await openScenario();
		scenario.job.exportVariable('STATE_idle', 'yes');
		await scenario.run({ secret: SECRET, 'burn-on': 'always' });
		expect(linesOf(await finishJob(scenario))).toEqual(['The link is burned (`burn-on` is `always`).']);
		expect(scenario.server.alive).toBe(0);
	});

	it('has no effect when it is planted after the step', async () => {
		const scenario = await openScenario();
		const { receipt } = await makeLink(scenario.server, { secret: SECRET });
		await scenario.run({ secret: SECRET, 'burn-on': 'always' });
		const planted = savedVariables({ receipt, origin: scenario.server.origin, 'burn-on': 'always' });
		for (const [name, value] of Object.entries(planted)) scenario.job.exportVariable(name, value);
		await finishJob(scenario);
		expect([requestsTo(scenario.server, 'burn').length, scenario.server.alive]).toEqual([1, 1]);
		expect(requestsTo(scenario.server, 'burn')[0]?.path).not.toContain(receipt);
	});
});
