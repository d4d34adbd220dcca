// Decides what the expression contexts of a stage hold: the github and runner values of a job, its status, its environment, its steps.

/** Status of a job, as `job.status` gives it (actions/runner: JobContext.cs). */
export type JobStatus = 'success' | 'failure' | 'cancelled';

/** Result of one stage; `skipped` where its condition was false, so no process ran. */
export type StageOutcome = JobStatus | 'skipped';

/** What an expression can read, by name of the context. Absent names inside a context read as empty text. */
export interface ContextView {
	job: { status: JobStatus };
	/** Texts, but for `event`, the payload. */
	github: Record<string, unknown>;
	runner: Record<string, string>;
	env: Record<string, string>;
	/** By step id; only steps with an id, and only those that have run. */
	steps: Record<string, StepContext>;
	/** What else the job was given: `needs`, `vars`, `secrets`, `inputs` and so on, as plain JSON values. */
	[context: string]: unknown;
}

/** What later expressions see of a step. */
export interface StepContext {
	outputs: Record<string, string>;
	outcome: StageOutcome;
	conclusion: StageOutcome;
}

// The keys that become GITHUB_* variables; the rest of the context, the token above all, does not (actions/runner: GitHubContext.cs).
const EXPORTED_GITHUB_KEYS: ReadonlySet<string> = new Set([
	...[
		'action',
		'action_path',
		'action_ref',
		'action_repository',
		'actor',
		'actor_id',
		'api_url',
		'base_ref',
		'env',
		'event_name',
		'event_path',
	],
	...[
		'graphql_url',
		'head_ref',
		'job',
		'output',
		'path',
		'ref',
		'ref_name',
		'ref_protected',
		'ref_type',
		'repository',
		'repository_id',
	],
	...[
		'repository_owner',
		'repository_owner_id',
		'retention_days',
		'run_attempt',
		'run_id',
		'run_number',
		'server_url',
		'sha',
		'state',
	],
	...['step_summary', 'triggering_actor', 'workflow', 'workflow_ref', 'workflow_sha', 'workspace'],
]);

/** The github context of a job, without what differs from stage to stage. */
export function createGithubContext(
	workspace: string,
	eventPath: string,
	token: string,
): Record<string, string> {
	const repository = 'example/repository';
	const sha = '0123456789abcdef0123456789abcdef01234567';
	return {
		...{ actor: 'github-actions[bot]', actor_id: '41898282', triggering_actor: 'github-actions[bot]', token },
		...{
			api_url: 'https://api.github.com',
			graphql_url: 'https://api.github.com/graphql',
			server_url: 'https://github.com',
		},
		...{
			base_ref: '',
			head_ref: '',
			ref: 'refs/heads/main',
			ref_name: 'main',
			ref_protected: 'false',
			ref_type: 'branch',
			sha,
		},
		...{ event_name: 'push', event_path: eventPath, job: 'deploy', workspace, retention_days: '90' },
		...{ repository, repository_id: '1001', repository_owner: 'example', repository_owner_id: '1000' },
		...{ run_attempt: '1', run_id: '2002', run_number: '3' },
		...{
			workflow: 'deploy',
			workflow_ref: `${repository}/.github/workflows/deploy.yml@refs/heads/main`,
			workflow_sha: sha,
		},
	};
}

/** The runner context of a job (actions/runner: RunnerContext.cs, JobRunner.cs). `debug` exists only in step debug. */
export function createRunnerContext(
	temp: string,
	toolCache: string,
	workspace: string,
	debug: boolean,
): Record<string, string> {
	const names: Record<string, string> = { darwin: 'macOS', win32: 'Windows' };
	return {
		os: names[process.platform] ?? 'Linux',
		arch: process.arch.toUpperCase(),
		name: 'local runner',
		environment: 'self-hosted',
		temp,
		tool_cache: toolCache,
		workspace,
		...(debug ? { debug: '1' } : {}),
	};
}

/** GITHUB_* and RUNNER_* as a process gets them. */
export function exportContexts(
	github: Record<string, string>,
	runner: Record<string, string>,
): Record<string, string> {
	const variables: Record<string, string> = {};
	for (const [key, value] of Object.entries(github)) {
		if (EXPORTED_GITHUB_KEYS.has(key)) variables[`GITHUB_${key.toUpperCase()}`] = value;
	}
	for (const [key, value] of Object.entries(runner)) variables[`RUNNER_${key.toUpperCase()}`] = value;
	return variables;
}
