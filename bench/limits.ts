// Starts 50 jobs at once against a server with a rate limit of 20 creations per second, and reports whether
// each job got one link and no secret was created twice. `npm run bench:limits`; see README.md.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../__tests__/support/server/index.ts';
import { BUNDLE, makeEnvironment, PASSPHRASE, readLink, resetCommandFiles } from './step.ts';

const JOBS = 50;
const CREATIONS_PER_SECOND = 20;
const SECOND_MS = 1_000;
/** The rate-limit response of a hosted service: an HTML page instead of JSON, and a `Retry-After`. */
const TOO_MANY_REQUESTS = {
	kind: 'answer',
	status: 429,
	headers: { 'content-type': 'text/html', 'retry-after': '1' },
	body: '<html><body>Too many requests</body></html>',
} as const;

/** The result of one job. */
interface Job {
	readonly secret: string;
	readonly exitCode: number | null;
	readonly link: string | undefined;
	readonly elapsedMs: number;
	readonly log: string;
}

/** Returns a function that is true for each creation beyond the rate limit. */
function createRateLimit(): () => boolean {
	let admittedMs: number[] = [];
	return () => {
		const nowMs = performance.now();
		admittedMs = admittedMs.filter((ms) => nowMs - ms < SECOND_MS);
		if (admittedMs.length >= CREATIONS_PER_SECOND) return true;
		admittedMs.push(nowMs);
		return false;
	};
}

const root = mkdtempSync(join(tmpdir(), 'limits-'));
const server = await startServer();
const refused = server.fault({ route: 'share', on: createRateLimit(), act: TOO_MANY_REQUESTS });

async function runJob(number: number): Promise<Job> {
	const folder = join(root, String(number));
	mkdirSync(folder);
	resetCommandFiles(folder);
	const secret = `the value of job ${number}`;
	const { origin, account } = server;
	const env = makeEnvironment(folder, { origin, ...account }, secret);
	const startMs = performance.now();
	const child = spawn(process.execPath, [BUNDLE], { env, stdio: ['ignore', 'pipe', 'pipe'] });
	const chunks: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
	const [exitCode]: (number | null)[] = await once(child, 'close');
	return {
		secret,
		exitCode: exitCode ?? null,
		link: readLink(folder),
		elapsedMs: performance.now() - startMs,
		log: Buffer.concat(chunks).toString(),
	};
}

/** True if the link of a job opens and returns the value of that job. */
function returnsItsValue({ secret, link = '' }: Job): boolean {
	return server.reveal(link.split('/').at(-1) ?? '', PASSPHRASE) === secret;
}

function inSeconds(ms: number): string {
	return `${(ms / 1_000).toFixed(1)} s`;
}

try {
	const startMs = performance.now();
	const jobs = await Promise.all(Array.from({ length: JOBS }, (_, at) => runJob(at + 1)));
	const elapsedMs = performance.now() - startMs;
	const { created, requests } = server;
	const succeeded = jobs.filter((job) => job.exitCode === 0 && returnsItsValue(job));
	const sentCreations = requests.filter(({ route }) => route === 'share').length;
	const timesMs = jobs.map((job) => job.elapsedMs).sort((a, b) => a - b);
	const [fastestMs = 0, slowestMs = 0] = [timesMs.at(0), timesMs.at(-1)];
	console.log(
		[
			`succeeded ${succeeded.length} of ${JOBS}`,
			`doubled   ${created - JOBS} (${created} secrets created)`,
			`time      ${inSeconds(elapsedMs)} for all; a job took from ${inSeconds(fastestMs)} to ${inSeconds(slowestMs)}`,
			`requests  ${requests.length}: ${requests.length - sentCreations} status checks, ${sentCreations} creations, of which ${refused.fired} were refused with 429`,
		].join('\n'),
	);
	for (const { log } of jobs.filter((job) => !succeeded.includes(job))) console.log(log);
	if (succeeded.length !== JOBS || created !== JOBS) process.exitCode = 1;
} finally {
	await server.close();
	rmSync(root, { recursive: true });
}
