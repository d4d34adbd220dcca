// Starts 50 jobs at once against a server whose edge lets 20 creations a second through, and reports whether each of
// them got one link and no secret was created twice. `npm run bench:limits`; see README.md.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../__tests__/support/server/index.ts';
import { BUNDLE, resetCommandFiles, makeEnvironment, PASSPHRASE, readLink } from './step.ts';

const JOBS = 50;
const CREATIONS_PER_SECOND = 20;
const SECOND_MS = 1_000;
/** What the edge of a hosted service sends: a page in place of JSON, and when to come back. */
const TOO_MANY = {
	kind: 'answer',
	status: 429,
	headers: { 'content-type': 'text/html', 'retry-after': '1' },
	body: '<html><body>Too many requests</body></html>',
} as const;

/** How one job went. */
interface Job {
	readonly secret: string;
	readonly exitCode: number | null;
	readonly link: string | undefined;
	readonly elapsedMs: number;
	readonly log: string;
}

/** True for every creation beyond those that one second lets through. */
function createLimit(): () => boolean {
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
const refused = server.fault({ route: 'share', on: createLimit(), act: TOO_MANY });

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

/** True if the link of a job opens and holds its value. */
function holdsItsValue({ secret, link = '' }: Job): boolean {
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
	const good = jobs.filter((job) => job.exitCode === 0 && holdsItsValue(job));
	const sentCreations = requests.filter(({ route }) => route === 'share').length;
	const timesMs = jobs.map((job) => job.elapsedMs).sort((a, b) => a - b);
	const [fastestMs = 0, slowestMs = 0] = [timesMs.at(0), timesMs.at(-1)];
	console.log(
		[
			`succeeded ${good.length} of ${JOBS}`,
			`doubled   ${created - JOBS} (${created} secrets created)`,
			`time      ${inSeconds(elapsedMs)} for all; a job took from ${inSeconds(fastestMs)} to ${inSeconds(slowestMs)}`,
			`requests  ${requests.length}: ${requests.length - sentCreations} status checks, ${sentCreations} creations, of which ${refused.fired} were refused with 429`,
		].join('\n'),
	);
	for (const { log } of jobs.filter((job) => !good.includes(job))) console.log(log);
	if (good.length !== JOBS || created !== JOBS) process.exitCode = 1;
} finally {
	await server.close();
	rmSync(root, { recursive: true });
}
