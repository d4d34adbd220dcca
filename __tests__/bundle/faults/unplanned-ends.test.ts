// What nobody planned for: whatever happens inside the process, the step is red with exactly one error, shows nothing, and ends.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { titleOf } from '../../../src/errors.ts';
import type { FaultPlan } from '../../support/server/index.ts';
import { findDisclosures } from './complaints.ts';
import type { ShareFault } from './fault-table.ts';
import { preload } from './preload.ts';
import { shareByBundle } from './share-by-bundle.ts';

/** After this a step that waits for the name service counts as hanging. */
const LIMIT_MS = 15_000;

const HELD: readonly FaultPlan[] = [{ route: 'status', on: 'every', act: { kind: 'hold' } }];

function sabotaged(name: string, plans: readonly FaultPlan[] = HELD): ShareFault {
	return { name, plans, expected: { code: 'internal', created: 0, asked: [1, 0] } };
}

const sabotage = (act: string): Record<string, string> => ({ ...preload('sabotage'), SABOTAGE: act });

describe.concurrent('The step is red, with one error and nothing shown', () => {
	it.each([
		['a module fails when it is loaded', 'failing-import'],
		['a promise never settles and nothing is left to wait for', 'unsettled-promise'],
		['a timer throws', 'failing-timer'],
		['a promise is rejected and nobody listens', 'failing-promise'],
		['something throws undefined', 'thrown-nothing'],
		['something throws a text that is the secret', 'thrown-text'],
		['something else ends the process as a success', 'early-exit'],
	])('if %s', async (what, act) => {
		const { step, server, sensitive } = await shareByBundle(sabotaged(what), { env: sabotage(act) });
		expect([step.exitCode, step.outcome, server.created]).toEqual([1, 'failure', 0]);
		expect(step.annotations).toMatchObject([{ type: 'error', title: titleOf('internal') }]);
		expect(findDisclosures(step, sensitive)).toEqual([]);
	});

	it('if a signal handler throws', async () => {
		const fault: ShareFault = { ...sabotaged('a signal handler throws'), isStopped: true };
		const { step, observation, complaints } = await shareByBundle(fault, {
			env: sabotage('failing-signal-handler'),
		});
		expect([step.exitCode, observation.code, observation.creations]).toEqual([1, 'internal', 0]);
		expect(complaints).toEqual([]);
	});

	it.each([
		['before the first request', 'receipt', 1, { created: 0, receiptIsKept: false, linkIsHandedOn: false }],
		['when the status is written', 'status', 1, { created: 0, receiptIsKept: false, linkIsHandedOn: false }],
		['when the receipt is saved', 'receipt', 2, { created: 1, receiptIsKept: false, linkIsHandedOn: false }],
		['when the link is written', 'link', 1, { created: 1, receiptIsKept: true, linkIsHandedOn: false }],
		[
			'when the link has been written',
			'handed-on',
			2,
			{ created: 1, receiptIsKept: true, linkIsHandedOn: true },
		],
	])('if the disk is full %s', async (when, record, at, seen) => {
		const env = { ...sabotage('full-disk'), SABOTAGE_RECORD: record, SABOTAGE_AT: String(at) };
		const { step, observation, complaints } = await shareByBundle(sabotaged(when, []), { env });
		expect(observation).toMatchObject({ code: seen.created === 0 ? 'internal' : 'file-unwritable', ...seen });
		expect([step.exitCode, complaints]).toEqual([1, []]);
	});
});

describe.concurrent('A name service that never answers', () => {
	const folder = mkdtempSync(join(tmpdir(), 'pipe-'));
	const pipe = join(folder, 'pipe');
	const hanging = (lookups: number): Record<string, string> => ({
		...preload('hanging-lookup'),
		...{ UV_THREADPOOL_SIZE: '1', BLOCKING_PIPE: pipe, HANGING_LOOKUPS: String(lookups) },
	});
	const named = (timeoutSeconds: number): ShareFault => ({
		...{ name: 'a hanging lookup', place: { kind: 'named' }, timeoutSeconds },
		expected: { code: undefined, created: 0, asked: [0, 0] },
	});

	beforeAll(() => execFileSync('mkfifo', [pipe]));
	afterAll(() => rmSync(folder, { recursive: true }));

	it('does not keep the step beyond its deadline', { timeout: LIMIT_MS }, async () => {
		const { step, observation, complaints } = await shareByBundle(named(1), {
			env: hanging(Number.POSITIVE_INFINITY),
		});
		expect([step.outcome, step.exitCode, observation.code, observation.created]).toEqual([
			'failure',
			1,
			'unreachable',
			0,
		]);
		expect([step.signalsSent, complaints]).toEqual([[], []]);
	});

	it('does not keep a step that has succeeded by asking once more', { timeout: LIMIT_MS }, async () => {
		const { step, observation, complaints } = await shareByBundle(named(6), { env: hanging(1) });
		expect([step.outcome, step.exitCode, observation.code, observation.created]).toEqual([
			'success',
			0,
			undefined,
			1,
		]);
		expect([step.signalsSent, complaints]).toEqual([[], []]);
	});

	it('does not keep a step that is told to stop', { timeout: LIMIT_MS }, async () => {
		// The first thing that the bundle prints are its masks; the lookup follows at once.
		const step = { onLine: (_line: string, _stream: string, handle: { cancel(): void }) => handle.cancel() };
		const run = await shareByBundle(named(60), { env: hanging(Number.POSITIVE_INFINITY), step });
		expect([run.step.outcome, run.step.exitCode, run.observation.code]).toEqual([
			'cancelled',
			1,
			'cancelled',
		]);
		expect([run.step.signalsSent, run.complaints]).toEqual([['SIGINT'], []]);
	});
});
