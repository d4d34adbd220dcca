// How a process ends while a name lookup hangs: as a process of its own, because it replaces itself.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src/process-end.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'process-end-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A stand-in for Node's binary that shows what it was started with. */
function standIn(name: string, mode: number): string {
	const path = join(folder, name);
	writeFileSync(
		path,
		'#!/bin/sh\necho "replaced lib=$LD_LIBRARY_PATH secret=$INPUT_SECRET args=$*"\nexit 3\n',
	);
	chmodSync(path, mode);
	return path;
}

/** Ends a process that would wait for a lookup; `execPath` is where it takes Node's binary to be. */
function end(
	execPath: string,
	active: readonly string[],
	{ platform = process.platform, exitCode = 1 } = {},
): { output: string; status: number | null; signal?: string } {
	const script = `
		Object.defineProperty(process, 'platform', { value: ${JSON.stringify(platform)} });
		process.execPath = ${JSON.stringify(execPath)};
		process.getActiveResourcesInfo = () => ${JSON.stringify(active)};
		process.exitCode = ${exitCode};
		import(${JSON.stringify(SOURCE)}).then(({ leave }) => leave(() => console.log('reported')));
	`;
	const env = { PATH: process.env['PATH'], LD_LIBRARY_PATH: '/opt/lib', INPUT_SECRET: 'hunter2' };
	const { stdout, status, signal } = spawnSync(process.execPath, ['--eval', script], {
		env,
		encoding: 'utf8',
	});
	return { output: stdout, status, ...(signal === null ? {} : { signal }) };
}

describe('leave', () => {
	const busy = ['GetAddrInfoReqWrap'];

	it('reports, then lets an image take its place that gets the library path and nothing of the step', () => {
		expect(end(standIn('node', 0o755), busy)).toEqual({
			output: 'reported\nreplaced lib=/opt/lib secret= args=--eval process.exitCode = 1\n',
			status: 3,
		});
	});

	it.each([
		['the binary is gone', join(folder, 'nothing')],
		['the binary cannot be executed', standIn('data', 0o644)],
	])('ends as usual, with its exit code, if %s', (_what, execPath) => {
		// The superuser may read everything, but executes only what somebody may execute.
		expect(end(execPath, busy)).toEqual({ output: '', status: 1 });
	});

	it('ends as usual if no lookup hangs', () => {
		expect(end(standIn('node', 0o755), ['TCPSocketWrap'])).toEqual({ output: '', status: 1 });
	});

	// Windows cannot replace an image. There SIGKILL is exit code 1, so only a failed process may send it to itself.
	it('reports, then kills itself on Windows', () => {
		const ended = end(standIn('node', 0o755), busy, { platform: 'win32' });
		expect(ended).toEqual({ output: 'reported\n', status: null, signal: 'SIGKILL' });
	});

	it('ends as usual on Windows if the process succeeded', () => {
		const ended = end(standIn('node', 0o755), busy, { platform: 'win32', exitCode: 0 });
		expect(ended).toEqual({ output: 'reported\n', status: 0 });
	});
});
