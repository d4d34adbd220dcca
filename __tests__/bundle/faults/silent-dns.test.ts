// A DNS that never responds: a lookup cannot be interrupted, and a normal exit would wait for it, but the
// step ends in time.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMIT_MS, type ShareFault } from './fault-table.ts';
import { preload } from './preload.ts';
import { shareInBundle } from './share-in-bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'pipe-'));
const pipe = join(folder, 'pipe');

beforeAll(() => execFileSync('mkfifo', [pipe]));
afterAll(() => rmSync(folder, { recursive: true }));

/** The environment in which this many lookups hang. */
function hanging(lookups: number): Record<string, string> {
	return {
		...preload('hanging-lookup'),
		...{ UV_THREADPOOL_SIZE: '1', BLOCKING_PIPE: pipe, HANGING_LOOKUPS: String(lookups) },
	};
}

function named(timeoutSeconds: number): ShareFault {
	return {
		...{ name: 'a hanging lookup', network: { kind: 'named' }, timeoutSeconds },
		expected: { code: undefined, created: 0, asked: [0, 0] },
	};
}

describe.concurrent('A DNS that never responds', () => {
	it('does not keep the step beyond its deadline', { timeout: LIMIT_MS }, async () => {
		const { step, observation, violations } = await shareInBundle(named(1), {
			env: hanging(Number.POSITIVE_INFINITY),
		});
		expect([step.outcome, step.exitCode, observation.code]).toEqual(['failure', 1, 'unreachable']);
		expect([observation.created, step.signalsSent, violations]).toEqual([0, [], []]);
	});

	it('does not keep a step that has succeeded with a second lookup', { timeout: LIMIT_MS }, async () => {
		const { step, observation, violations } = await shareInBundle(named(6), { env: hanging(1) });
		expect([step.outcome, step.exitCode, observation.code]).toEqual(['success', 0, undefined]);
		expect([observation.created, step.signalsSent, violations]).toEqual([1, [], []]);
	});

	it('does not keep a step that is told to stop', { timeout: LIMIT_MS }, async () => {
		// The first thing that the bundle prints are its masks; the lookup follows at once.
		const step = { onLine: (_line: string, _stream: string, handle: { cancel(): void }) => handle.cancel() };
		const run = await shareInBundle(named(60), { env: hanging(Number.POSITIVE_INFINITY), step });
		expect([run.step.outcome, run.step.exitCode, run.observation.code]).toEqual([
			'cancelled',
			1,
			'cancelled',
		]);
		expect([run.step.signalsSent, run.violations]).toEqual([['SIGINT'], []]);
	});
});
