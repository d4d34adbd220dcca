// The linters of the workflows are clean, and each kind of fault that they are there for is found.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, readText } from './repository.ts';
import { runScript } from './working-copy.ts';

const DIGEST = '0123456789abcdef0123456789abcdef01234567';

const GOOD = `name: good
on: [push]
permissions: {}
concurrency:
  group: good
  cancel-in-progress: false
jobs:
  job:
    name: Job
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${DIGEST} # v1.2.3
        with:
          persist-credentials: false
      - uses: actions/setup-node@${DIGEST} # v1.2.3
        with:
          package-manager-cache: false
      - env:
          REF: \${{ github.ref }}
        run: echo "$REF"
`;

const FAULTS: readonly (readonly [name: string, before: string, after: string, finding: RegExp])[] = [
	['tag', `checkout@${DIGEST} # v1.2.3`, 'checkout@v7', /not pinned to a commit.*\[security\]/],
	['branch', `setup-node@${DIGEST} # v1.2.3`, 'setup-node@main', /not pinned to a commit/],
	['no-version', ' # v1.2.3', '', /lacks its version/],
	[
		'credentials',
		'          persist-credentials: false\n',
		'          fetch-depth: 0\n',
		/persist-credentials/,
	],
	['cache', 'package-manager-cache: false', 'node-version: 24', /cache can be poisoned/],
	['cache-action', `setup-node@${DIGEST}`, `cache@${DIGEST}`, /cache can be poisoned/],
	['injection', 'echo "$REF"', 'echo "${{ github.ref }}"', /expression inside `run:`/],
	['untrusted', 'echo "$REF"', 'echo "${{ github.head_ref }}"', /untrusted.*\[actionlint expression\]/],
	['registry', 'echo "$REF"', 'npx some-package', /npm ci/],
	['permissions', 'permissions: {}', 'permissions: write-all', /`permissions: \{\}`/],
	['no-permissions', '    permissions:\n      contents: read\n', '', /does not list its `permissions`/],
	['timeout', '    timeout-minutes: 5\n', '', /no `timeout-minutes`/],
	['concurrency', 'cancel-in-progress: false', '', /`concurrency` must/],
	['trigger', '[push]', '[pull_request_target]', /rights of the repository/],
	['self-hosted', 'ubuntu-24.04', 'self-hosted', /self-hosted runner/],
	['key', 'permissions: {}', 'permissions: {}\npermision: {}', /Unexpected value 'permision'.*\[schema\]/],
	['scope', 'contents: read', 'contents: admin', /permission.*\[actionlint permissions\]/],
	['expression', 'github.ref', 'github.ref &&', /\[actionlint expression\]/],
	['label', 'ubuntu-24.04', 'ubuntu-1.04', /\[actionlint runner-label\]/],
];

const ACTION_FAULTS: readonly (readonly [name: string, before: string, after: string, finding: RegExp])[] = [
	['runtime', 'using: node24', 'using: node23', /Unexpected value 'node23'/],
	['color', 'color: orange', 'color: salmon', /Unexpected value 'salmon'/],
	['context', 'job.status', 'secrets.token', /Unrecognized named-value: 'secrets'/],
];

describe('The linters of the workflows', () => {
	let folder = '';
	let output = '';
	const write = (path: string, text: string): void => {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	};
	const findingsIn = (path: string): string =>
		output
			.split('\n')
			.filter((line) => line.startsWith(`${path}:`))
			.join('\n');

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'workflows-'));
		cpSync(join(ROOT, 'action.yml'), join(folder, 'action.yml'));
		write('.github/workflows/good.yml', GOOD);
		for (const [name, before, after] of FAULTS) {
			write(`.github/workflows/${name}.yml`, GOOD.replace(before, after));
		}
		for (const [name, before, after] of ACTION_FAULTS) {
			write(`.github/actions/${name}/action.yml`, readText('action.yml').replace(before, after));
		}
		const ended = runScript(ROOT, ['scripts/lint-workflows.mjs', folder]);
		expect(ended.status).toBe(1);
		output = ended.output;
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	it('find nothing in the repository, and say how much they read', () => {
		const ended = runScript(ROOT, ['scripts/lint-workflows.mjs']);
		expect(ended.output).toMatch(/^\d+ workflows and \d+ action files, 0 findings\n$/);
		expect(ended.status).toBe(0);
	});

	it('find nothing in a good workflow', () => {
		expect(findingsIn('.github/workflows/good.yml')).toBe('');
		expect(findingsIn('action.yml')).toBe('');
	});

	it.each(FAULTS)('find the planted fault `%s`', (name, before, _after, finding) => {
		expect(GOOD).toContain(before);
		expect(findingsIn(`.github/workflows/${name}.yml`)).toMatch(finding);
	});

	it.each(ACTION_FAULTS)('find the planted fault `%s` in an action file', (name, before, _after, finding) => {
		expect(readText('action.yml')).toContain(before);
		expect(findingsIn(`.github/actions/${name}/action.yml`)).toMatch(finding);
	});
});
