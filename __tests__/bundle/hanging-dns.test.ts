// A DNS lookup that never ends cannot be interrupted; the step must end all the same.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Scenario, startScenario } from '../support/scenario.ts';

let folder: string;
let blockedPool: Record<string, string>;
let scenario: Scenario;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'lookup-'));
	execFileSync('mkfifo', [join(folder, 'pipe')]);
	blockedPool = {
		NODE_OPTIONS: `--require=${join(import.meta.dirname, 'fixtures', 'block-thread-pool.cjs')}`,
		UNWRITTEN_PIPE: join(folder, 'pipe'),
		UV_THREADPOOL_SIZE: '1',
	};
	scenario = await startScenario();
});
afterEach(async () => {
	await scenario.end();
	rmSync(folder, { recursive: true });
});

describe('A DNS lookup that never ends', () => {
	it('fails the step at its deadline with one error, although a normal exit would wait for the lookup', async () => {
		const inputs = {
			domain: `http://localhost:${scenario.server.port}`,
			secret: 'a secret value',
			timeout: '1s',
		};
		const step = await scenario.run(inputs, { env: blockedPool });
		expect([step.exitCode, step.signal, step.outcome]).toEqual([1, null, 'failure']);
		expect(step.annotations).toEqual([
			expect.objectContaining({ type: 'error', message: expect.stringMatching(/#unreachable$/) }),
		]);
		expect(step.stderr.toString()).toBe('');
	});

	it('does not fail the end of the job, where it is one warning', async () => {
		const { server, job, run } = scenario;
		let isPost = false;
		let signals = 0;
		const inputs = {
			domain: `http://localhost:${server.port}`,
			secret: 'a secret value',
			'burn-on': 'always',
		};
		const step = await run(inputs, {
			// NODE_OPTIONS stay the same, because post sends nothing if they have changed since main.
			env: { ...blockedPool, UNWRITTEN_PIPE: () => (isPost ? (blockedPool['UNWRITTEN_PIPE'] ?? '') : '') },
			// The first line is the mask of the receipt: the lookup is then under way or about to begin.
			onLine: (_line, _stream, { pid }) => isPost && ++signals === 1 && process.kill(pid, 'SIGTERM'),
		});
		expect(step.outcome).toBe('success');
		isPost = true;
		const { posts } = await job.finish();
		expect(posts.map(({ exitCode, signal }) => [exitCode, signal])).toEqual([[0, null]]);
		expect(posts[0]?.annotations).toEqual([
			expect.objectContaining({
				type: 'warning',
				message: expect.stringMatching(
					/^Could not burn the link \(`burn-on` is `always`\)\. .* The link may still work until /,
				),
			}),
		]);
	});
});
