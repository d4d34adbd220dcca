// Measures how long whole processes take: a step of mode `share` against a hand-written script that sends the
// same requests, and a post phase that has nothing to do against a Node that does nothing. They run in turn.
// `npm run bench [-- ROUNDS [OTHER_BUNDLE]]`; see README.md.

import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Counts, Listening } from './server.ts';
import { BUNDLE, makeEnvironment, POST_LAUNCHER, readLink, resetCommandFiles } from './step.ts';

const WARM_UP_ROUNDS = 5;

/** A program that is measured. */
interface Candidate {
	readonly name: string;
	readonly nodeArguments: readonly string[];
	/** True if each run must write a link to the output file. */
	readonly shares: boolean;
	/** Variables added to the environment of the step. */
	readonly env: Readonly<Record<string, string>>;
	readonly timesMs: number[];
	/** The different traffic counts of all runs, as `REQUESTS on CONNECTIONS`. */
	readonly traffic: Set<string>;
}

function candidate(
	name: string,
	nodeArguments: readonly string[],
	{ shares = false, env = {} }: Partial<Candidate> = {},
): Candidate {
	return { name, nodeArguments, shares, env, timesMs: [], traffic: new Set() };
}

const [, , roundsText = '40', otherBundle] = process.argv;
const rounds = Number(roundsText);
const action = candidate('action', [BUNDLE], { shares: true });
const baseline = candidate('baseline', [join(import.meta.dirname, 'baseline.cjs')], { shares: true });
const idlePost = candidate('idle post', [POST_LAUNCHER], { env: { STATE_idle: 'yes' } });
const emptyNode = candidate('node -e 0', ['-e', '0']);
const others =
	otherBundle === undefined ? [] : [candidate('other', [resolve(otherBundle)], { shares: true })];
const candidates = [action, ...others, baseline, idlePost, emptyNode];

/**
 * Runs a candidate once with empty command files and returns the milliseconds. Throws if it did not do its
 * work.
 */
function measureMs(
	{ name, nodeArguments, shares, env: ownEnv }: Candidate,
	folder: string,
	env: Record<string, string>,
): number {
	resetCommandFiles(folder);
	const startMs = performance.now();
	const { status, stdout, stderr } = spawnSync(process.execPath, nodeArguments, {
		env: { ...env, ...ownEnv },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const elapsedMs = performance.now() - startMs;
	const hasLink = readLink(folder) !== undefined;
	if (status !== 0 || hasLink !== shares) throw new Error(`${name} went wrong:\n${stdout}${stderr}`);
	return elapsedMs;
}

async function requestCounts(server: ChildProcess): Promise<Counts> {
	server.send('counts');
	const [counts]: Counts[] = await once(server, 'message');
	if (counts === undefined) throw new Error('The server did not say what it counted.');
	return counts;
}

function quantile(timesMs: readonly number[], share: number): number {
	const sorted = timesMs.toSorted((a, b) => a - b);
	return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

function describe({ name, timesMs, traffic }: Candidate): string {
	const [median, low, high] = [0.5, 0.25, 0.75].map((share) => quantile(timesMs, share).toFixed(1));
	return `${name.padEnd(10)} median ${median} ms, half of all from ${low} to ${high} ms; requests on connections: ${[...traffic].join(', ')}`;
}

function compare(one: Candidate, other: Candidate): string {
	const [oneMs, otherMs] = [quantile(one.timesMs, 0.5), quantile(other.timesMs, 0.5)];
	const ratio = (oneMs / otherMs).toFixed(2);
	return `ratio      ${ratio} (${one.name} to ${other.name}: ${(oneMs - otherMs).toFixed(1)} ms more)`;
}

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const server = fork(join(import.meta.dirname, 'server.ts'));
try {
	const [listening]: Listening[] = await once(server, 'message');
	if (listening === undefined) throw new Error('The server did not say where it listens.');
	const env = makeEnvironment(folder, listening);
	const loadBefore = loadavg()[0]?.toFixed(2);
	for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
		for (const candidate of candidates) {
			const before = await requestCounts(server);
			const elapsedMs = measureMs(candidate, folder, env);
			const after = await requestCounts(server);
			candidate.traffic.add(
				`${after.requests - before.requests} on ${after.connections - before.connections}`,
			);
			if (round >= 0) candidate.timesMs.push(elapsedMs);
		}
	}
	console.log(
		[
			...candidates.map(describe),
			compare(action, baseline),
			...others.map((other) => compare(action, other)),
			compare(idlePost, emptyNode),
			`bundle     ${statSync(BUNDLE).size} bytes`,
			`conditions Node ${process.versions.node}, ${rounds} rounds after ${WARM_UP_ROUNDS} to warm up, load ${loadBefore} before`,
		].join('\n'),
	);
} finally {
	server.disconnect();
	rmSync(folder, { recursive: true });
}
