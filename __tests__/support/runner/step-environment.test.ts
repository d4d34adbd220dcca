import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { StageResult, StepOptions } from './index.ts';
import { locateFixture, openJob, scriptStep } from './test-jobs.ts';

interface Report {
	cwd: string;
	arguments: string[];
	execPath: string;
	execArgv: string[];
	env: Record<string, string>;
	stdinBytes: number;
}

const report: StepOptions = { actionDir: locateFixture('report') };

function read(result: StageResult | undefined): Report {
	return JSON.parse(result?.stdout.toString() ?? '');
}

describe('the process of a stage', () => {
	it('starts without arguments and with stdin closed in the workspace, which is not the checkout that runs the tests', async () => {
		const job = await openJob();
		const main = read(await job.step(report));
		const post = read((await job.finish()).posts[0]);
		const expected = {
			cwd: job.workspace,
			arguments: [],
			execArgv: [],
			execPath: process.execPath,
			stdinBytes: 0,
		};
		expect(main).toMatchObject(expected);
		expect(post).toMatchObject(expected);
		expect(job.workspace).not.toContain(process.cwd());
	});

	it('inherits nothing but PATH', async () => {
		vi.stubEnv('NODE_OPTIONS', '--no-warnings');
		vi.stubEnv('GITHUB_TOKEN', 'from outside');
		vi.stubEnv('UNRELATED', 'from outside');
		try {
			const { env } = read(await (await openJob()).step(report));
			const { PATH: path } = process.env;
			expect(env).toMatchObject({ PATH: path, GITHUB_ACTIONS: 'true', CI: 'true' });
			expect(Object.keys(env)).not.toContain('UNRELATED');
			expect(
				Object.keys(env).filter(
					(name) => !/^(?:INPUT|GITHUB|RUNNER|ACTIONS)_|^(?:PATH|HOME|LANG|CI)$/.test(name),
				),
			).toEqual([]);
			expect(Object.values(env)).not.toContain('from outside');
		} finally {
			vi.unstubAllEnvs();
		}
	});

	it('has what a runner sets', async () => {
		const { env } = read(await (await openJob()).step(report));
		expect(env).toMatchObject({
			...{
				GITHUB_ACTION_REPOSITORY: 'ots/action',
				GITHUB_ACTION_REF: 'v1',
				GITHUB_REPOSITORY: 'example/repository',
			},
			...{
				GITHUB_SERVER_URL: 'https://github.com',
				GITHUB_EVENT_NAME: 'push',
				GITHUB_RUN_ATTEMPT: '1',
				RUNNER_ENVIRONMENT: 'self-hosted',
			},
		});
		const {
			GITHUB_WORKSPACE: workspace = '',
			RUNNER_TEMP: temp = '',
			GITHUB_EVENT_PATH: event = '',
			RUNNER_TOOL_CACHE: tools = '',
		} = env;
		for (const path of [workspace, temp, event, tools]) expect(existsSync(path)).toBe(true);
		expect(env).toHaveProperty('ACTIONS_RUNTIME_TOKEN');
		expect(env).toHaveProperty('ACTIONS_ORCHESTRATION_ID');
		for (const name of ['GITHUB_TOKEN', 'GITHUB_ACTION_PATH', 'RUNNER_DEBUG']) {
			expect(env).not.toHaveProperty(name);
		}
	});

	it('never sees the log show the tokens of the job', async () => {
		const result = await (await openJob()).step(scriptStep("say(process.env.ACTIONS_RUNTIME_TOKEN + '.')"));
		expect(result.printed).toBe('***.\n');
		expect(result.stdout.toString()).not.toContain('***');
	});

	it.each<[string, Partial<StepOptions>, Record<string, string>]>([
		['its id', { id: 'share' }, { GITHUB_ACTION: 'share' }],
		['a generated name if it has no id', {}, { GITHUB_ACTION: '__ots_action' }],
		[
			'another generated name for another action',
			{ uses: 'owner/tool/sub-dir@v2.1' },
			{ GITHUB_ACTION: '__owner_tool_sub_dir', GITHUB_ACTION_REF: 'v2.1' },
		],
		['one of its own if the action is local', { uses: './' }, { GITHUB_ACTION: '__self' }],
	])('is told the step by %s', async (_what, options, expected) => {
		const { env } = read(await (await openJob()).step({ ...report, ...options }));
		expect(env).toMatchObject(expected);
	});

	it('is told a generated name once only', async () => {
		const job = await openJob();
		const first = read(await job.step(report)).env;
		const second = read(await job.step(report)).env;
		expect([first, second]).toMatchObject([
			{ GITHUB_ACTION: '__ots_action' },
			{ GITHUB_ACTION: '__ots_action_2' },
		]);
	});

	it('is told about step debug', async () => {
		const { env } = read(await (await openJob({ debug: true })).step(report));
		expect(env).toMatchObject({ RUNNER_DEBUG: '1' });
	});
});

describe('layers of the environment', () => {
	it('win over one another in the order of the runner', async () => {
		const planted = {
			LAYER: 'job',
			INPUT_PLAIN: 'job',
			STATE_kept: 'job',
			STATE_planted: 'job',
			GITHUB_SHA: 'job',
			ACTIONS_RUNTIME_URL: 'job',
			CI: 'no',
		};
		const job = await openJob({
			env: planted,
			runnerEnv: { LAYER: 'machine', MACHINE: 'yes', LANG: 'de_DE' },
		});
		const main = await job.step({ ...report, env: { LAYER: () => 'step' }, with: { plain: 'given' } });
		const { env } = read(main);
		expect(env).toMatchObject({
			LAYER: 'step',
			MACHINE: 'yes',
			LANG: 'de_DE',
			INPUT_PLAIN: 'given',
			STATE_planted: 'job',
			CI: 'no',
		});
		expect(env).not.toMatchObject({ GITHUB_SHA: 'job' });
		expect(env).not.toMatchObject({ ACTIONS_RUNTIME_URL: 'job' });
	});

	it('let saved state win over a planted one, and a planted one through where none was saved', async () => {
		const job = await openJob();
		await job.step(
			scriptStep("append('STATE', 'kept=own\\n')", {
				post: "say(process.env.STATE_kept + ' ' + process.env.STATE_planted)",
			}),
		);
		job.exportVariable('STATE_kept', 'foreign');
		job.exportVariable('STATE_planted', 'foreign');
		const { posts } = await job.finish();
		expect(posts[0]?.printed).toBe('own foreign\n');
	});

	it('let a later step see what an earlier one put into GITHUB_ENV', async () => {
		const job = await openJob({ env: { COLOR: 'red' } });
		await job.step(scriptStep("append('ENV', 'COLOR=blue\\nTEXT<<E\\na\\nb\\nE\\n')"));
		const { env } = read(await job.step(report));
		expect(env).toMatchObject({
			COLOR: 'blue',
			TEXT: 'a\nb',
		});
	});

	it('take all of GITHUB_ENV but NODE_OPTIONS', async () => {
		const job = await openJob();
		const result = await job.step(
			scriptStep("append('ENV', 'BEFORE=1\\nNODE_OPTIONS=--version\\nAFTER=1\\n')"),
		);
		const { env } = read(await job.step({ ...report, if: 'always()' }));
		expect(result).toMatchObject({
			exitCode: 0,
			outcome: 'success',
			runnerAnnotations: [{ type: 'error', message: expect.stringContaining('NODE_OPTIONS') }],
		});
		expect(env).toMatchObject({ BEFORE: '1', AFTER: '1' });
		expect(env).not.toHaveProperty('NODE_OPTIONS');
		expect(() => job.exportVariable('node_options', 'x')).toThrow("Can't store");
	});
});
