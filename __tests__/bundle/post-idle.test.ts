// A post phase with nothing to do ends before the bundle is loaded, because every step of every user pays for it.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openLink } from '../support/recipient.ts';
import type { Evaluated, StageResult } from '../support/runner/index.ts';
import { ACTION_DIR, type Scenario } from '../support/scenario.ts';
import { makeLink } from './sender.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';

let actionDir: string;
beforeEach(() => {
	actionDir = mkdtempSync(join(tmpdir(), 'action-'));
	cpSync(join(ACTION_DIR, 'action.yml'), join(actionDir, 'action.yml'));
	cpSync(join(ACTION_DIR, 'dist'), join(actionDir, 'dist'), { recursive: true });
	onTestFinished(() => rmSync(actionDir, { recursive: true }));
});

/** The post phase of the only step, with a file in place of the bundle that fails as soon as it is loaded. */
async function finishWithoutBundle({ job }: Scenario): Promise<StageResult> {
	writeFileSync(join(actionDir, 'dist', 'index.js'), "throw new Error('the bundle was loaded');");
	const [post] = (await job.finish()).posts;
	if (post === undefined) throw new Error('the step has no post phase');
	return post;
}

describe('The bundle', () => {
	it.each<[string, (scenario: Scenario) => Promise<Record<string, Evaluated>> | Record<string, Evaluated>]>([
		['share delivered a link', () => ({ secret: SECRET })],
		['generate delivered a link', () => ({ mode: 'generate' })],
		['status was asked', () => ({ mode: 'status' })],
		[
			'a link was revealed',
			async ({ server }) => ({ mode: 'reveal', link: (await makeLink(server, { secret: SECRET })).link }),
		],
		[
			'a link was opened',
			async ({ server }) => {
				const { link, receipt } = await makeLink(server, { secret: SECRET });
				await openLink(link);
				return { mode: 'await', receipt };
			},
		],
		[
			'a link was burned',
			async ({ server }) => ({ mode: 'burn', receipt: (await makeLink(server, { secret: SECRET })).receipt }),
		],
		['the inputs were faulty', () => ({ secret: '', 'burn-on': 'always' })],
		[
			'nothing was made',
			({ server }) => {
				server.setStatus('degraded');
				return { secret: SECRET };
			},
		],
		[
			'what was made is burned already',
			({ server }) => {
				const body = (json: object) => ({ ...json, value: '' });
				server.fault({ route: 'generate', act: { kind: 'answer', body } });
				server.fault({
					route: 'share',
					act: { kind: 'answer', body: (json) => ({ ...json, recipient: [] }) },
				});
				return {
					...{ username: 'ci@example.com', token: server.account.token },
					secret: SECRET,
					recipient: 'a@example.com',
				};
			},
		],
	])('is not loaded at the end of the job if %s', async (_what, inputs) => {
		const scenario = await openScenario();
		await scenario.run(await inputs(scenario), { actionDir, continueOnError: true });
		const post = await finishWithoutBundle(scenario);
		expect([post.outcome, post.exitCode, post.stdout.toString(), post.stderr.toString()]).toEqual([
			'success',
			0,
			'',
			'',
		]);
	});

	it.each<[string, Record<string, Evaluated>]>([
		['the link may have to be burned', { secret: SECRET, 'burn-on': 'failure' }],
		['the link has to be burned', { secret: SECRET, 'burn-on': 'always' }],
		['there is a value file', { mode: 'generate', 'value-file': 'value.txt' }],
	])('is loaded if %s', async (_what, inputs) => {
		const scenario = await openScenario();
		await scenario.run(inputs, { actionDir });
		const post = await finishWithoutBundle(scenario);
		expect(post.stderr.toString()).toContain('the bundle was loaded');
	});

	it('is loaded if the link could not be delivered', async () => {
		const scenario = await openScenario();
		const body = (json: object) => ({ ...json, share_domain: 'no host' });
		scenario.server.fault({ route: 'share', act: { kind: 'answer', body } });
		await scenario.run({ secret: SECRET }, { actionDir });
		const post = await finishWithoutBundle(scenario);
		expect(post.stderr.toString()).toContain('the bundle was loaded');
	});
});
