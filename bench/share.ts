// Measures a step of mode `share` from the start of its process to its end, in turn with a hand-written script that does the same requests
// and with a Node that does nothing. `npm run bench [-- ROUNDS]`; see README.md.

import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { INPUTS, variableOf } from '../src/runner/inputs/input-table.ts';
import type { Counts, Listening } from './server.ts';

const WARM_UP_ROUNDS = 5;
const TTL = '3600';
const BUNDLE = join(import.meta.dirname, '..', 'dist', 'index.js');

/** One of the things that are compared. */
interface Candidate {
	readonly name: string;
	readonly nodeArguments: readonly string[];
	/** Whether it must have written a link to the output file. */
	readonly shares: boolean;
	readonly timesMs: number[];
	/** What the server counted in each of its runs, as `REQUESTS on CONNECTIONS`. */
	readonly traffic: Set<string>;
}

const candidates: readonly Candidate[] = [
	{ name: 'action', nodeArguments: [BUNDLE], shares: true, timesMs: [], traffic: new Set() },
	{
		name: 'baseline',
		nodeArguments: [join(import.meta.dirname, 'baseline.cjs')],
		shares: true,
		timesMs: [],
		traffic: new Set(),
	},
	{ name: 'node -e 0', nodeArguments: ['-e', '0'], shares: false, timesMs: [], traffic: new Set() },
];

/** The environment of the step, as a runner makes it, with command files in a folder. */
function makeEnvironment(folder: string, { origin, username, token }: Listening): Record<string, string> {
	const given = {
		domain: origin,
		username,
		token,
		secret: 'Tr0ub4dor&3 and more',
		passphrase: 'correct horse',
		ttl: TTL,
	};
	const texts = {
		...Object.fromEntries(Object.entries(INPUTS).map(([name, traits]) => [name, traits.default])),
		...given,
	};
	const inputs = Object.entries(texts).map(([name, text]) => [variableOf(name), text]);
	const files = ['OUTPUT', 'STATE', 'STEP_SUMMARY'].map((name) => [`GITHUB_${name}`, join(folder, name)]);
	const { PATH = '', HOME = '' } = process.env;
	return {
		PATH,
		HOME,
		GITHUB_ACTIONS: 'true',
		GITHUB_ACTION: 'share',
		...Object.fromEntries([...inputs, ...files]),
	};
}

/** Runs a candidate once with empty command files. Throws unless it did what it is measured for. */
function measureMs({ name, nodeArguments, shares }: Candidate, env: Record<string, string>): number {
	const files = Object.entries(env).filter(([variable]) =>
		/^GITHUB_(OUTPUT|STATE|STEP_SUMMARY)$/.test(variable),
	);
	for (const [, path] of files) writeFileSync(path, '');
	const startMs = performance.now();
	const { status, stdout, stderr } = spawnSync(process.execPath, nodeArguments, {
		env,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const elapsedMs = performance.now() - startMs;
	const hasLink = files.some(([, path]) => /\/secret\/[a-z0-9]{31,}/.test(readFileSync(path, 'utf8')));
	if (status !== 0 || hasLink !== shares) throw new Error(`${name} went wrong:\n${stdout}${stderr}`);
	return elapsedMs;
}

async function askCounts(server: ChildProcess): Promise<Counts> {
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

const rounds = Number(process.argv[2] ?? 40);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const server = fork(join(import.meta.dirname, 'server.ts'));
try {
	const [listening]: Listening[] = await once(server, 'message');
	if (listening === undefined) throw new Error('The server did not say where it listens.');
	const env = makeEnvironment(folder, listening);
	const loadBefore = loadavg()[0]?.toFixed(2);
	for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
		for (const candidate of candidates) {
			const before = await askCounts(server);
			const elapsedMs = measureMs(candidate, env);
			const after = await askCounts(server);
			candidate.traffic.add(
				`${after.requests - before.requests} on ${after.connections - before.connections}`,
			);
			if (round >= 0) candidate.timesMs.push(elapsedMs);
		}
	}
	const [action = Number.NaN, baseline = Number.NaN] = candidates.map(({ timesMs }) =>
		quantile(timesMs, 0.5),
	);
	console.log(
		[
			...candidates.map(describe),
			`ratio      ${(action / baseline).toFixed(2)} (action to baseline; the action takes ${(action - baseline).toFixed(1)} ms more)`,
			`bundle     ${statSync(BUNDLE).size} bytes`,
			`conditions Node ${process.versions.node}, ${rounds} rounds after ${WARM_UP_ROUNDS} to warm up, load ${loadBefore} before`,
		].join('\n'),
	);
} finally {
	server.disconnect();
	rmSync(folder, { recursive: true });
}
