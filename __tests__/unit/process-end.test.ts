// Tests how a process ends while a DNS lookup hangs, in a child process, because it replaces itself.
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

/** Ends a child process with the given active resources; `execPath` is what it considers Node's binary. */
function endChild(
	execPath: string,
	activeResources: readonly string[],
	{ platform = process.platform, exitCode = 1 } = {},
): { output: string; status: number | null; signal?: string } {
	const script = `
		Object.defineProperty(process, 'platform', { value: ${JSON.stringify(platform)} });
		process.execPath = ${JSON.stringify(execPath)};
		process.getActiveResourcesInfo = () => ${JSON.stringify(activeResources)};
		process.exitCode = ${exitCode};
		import(${JSON.stringify(SOURCE)}).then(({ endProcess }) => endProcess(() => console.log('reported')));
	`;
	const env = { PATH: process.env['PATH'], LD_LIBRARY_PATH: '/opt/lib', INPUT_SECRET: 'hunter2' };
	const { stdout, status, signal } = spawnSync(process.execPath, ['--eval', script], {
		env,
		encoding: 'utf8',
	});
	return { output: stdout, status, ...(signal === null ? {} : { signal }) };
}

describe('endProcess', () => {
	const busy = ['GetAddrInfoReqWrap'];

	it('reports, then is replaced by a process that gets the library path and nothing from the step', () => {
		expect(endChild(standIn('node', 0o755), busy)).toEqual({
			output: 'reported\nreplaced lib=/opt/lib secret= args=--eval process.exitCode = 1\n',
			status: 3,
		});
	});

	it.each([
		['the binary is gone', join(folder, 'nothing')],
		['the binary cannot be executed', standIn('data', 0o644)],
	])('ends as usual, with its exit code, if %s', (_what, execPath) => {
		// This holds for root too, which cannot execute a file that has no execute permission at all.
		expect(endChild(execPath, busy)).toEqual({ output: '', status: 1 });
	});

	it('ends as usual if no lookup hangs', () => {
		expect(endChild(standIn('node', 0o755), ['TCPSocketWrap'])).toEqual({ output: '', status: 1 });
	});

	// Windows cannot replace an image. There SIGKILL is exit code 1, so only a failed process may send it to itself.
	it('reports, then kills itself on Windows', () => {
		const ended = endChild(standIn('node', 0o755), busy, { platform: 'win32' });
		expect(ended).toEqual({ output: 'reported\n', status: null, signal: 'SIGKILL' });
	});

	it('ends as usual on Windows if the process succeeded', () => {
		const ended = endChild(standIn('node', 0o755), busy, { platform: 'win32', exitCode: 0 });
		expect(ended).toEqual({ output: 'reported\n', status: 0 });
	});
});
