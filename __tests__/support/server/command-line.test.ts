// The server as a program, run by hand.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./command-line.ts', import.meta.url));

interface Running {
	readonly text: string;
	readonly origin: string;
	readonly authorization: string;
	stop(signal: NodeJS.Signals): Promise<unknown[]>;
}

async function run(...options: string[]): Promise<Running> {
	const child = spawn(process.execPath, [MAIN, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [chunk] = await once(child.stdout, 'data');
	const text = String(chunk);
	const [, username = ''] = /username: (\S+)/.exec(text) ?? [];
	const [, token = ''] = /token: +(\S+)/.exec(text) ?? [];
	const [, origin = ''] = /listens on (\S+)/.exec(text) ?? [];
	return {
		text,
		origin,
		authorization: `Basic ${Buffer.from(`${username}:${token}`).toString('base64')}`,
		stop(signal) {
			const exited = once(child, 'exit');
			child.kill(signal);
			return exited;
		},
	};
}

async function runToEnd(...options: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
	return new Promise((resolve) =>
		execFile(process.execPath, [MAIN, ...options], (error, stdout, stderr) =>
			resolve({ code: error?.code ?? 0, stdout, stderr }),
		),
	);
}

describe('The program', () => {
	it.each(['SIGINT', 'SIGTERM'] as const)(
		'tells its account, serves, and ends in peace on %s',
		async (signal) => {
			const running = await run();
			const response = await fetch(`${running.origin}/api/v1/share`, {
				method: 'POST',
				body: new URLSearchParams({ secret: 'hello', ttl: '300' }),
				headers: { authorization: running.authorization },
			});
			expect(await response.json()).toMatchObject({ custid: 'ci@example.com', ttl: 300 });
			expect(running.text).toContain(`${running.origin}/api/v1/share`);
			expect(await running.stop(signal)).toEqual([0, null]);
		},
	);

	it('plays another release without API v1', async () => {
		const running = await run('--release', 'v0.24', '--without-v1');
		expect(running.text).toContain('v0.24');
		expect(running.text).toContain(`${running.origin}/api/v2/secret/conceal`);
		const [v1, v2] = await Promise.all([
			fetch(`${running.origin}/api/v1/status`),
			fetch(`${running.origin}/api/v2/version`),
		]);
		expect(v1.status).toBe(404);
		expect(await v2.json()).toMatchObject({ version: ['0', '24', '7'] });
		await running.stop('SIGTERM');
	});

	it('lies about what it is told to lie about', async () => {
		const running = await run('--lies', 'status');
		const headers = { authorization: 'Basic bm9ib2R5Om5vbmU=' };
		const response = await fetch(`${running.origin}/api/v1/status`, { headers });
		expect(await response.json()).toMatchObject({ status: 'nominal' });
		await running.stop('SIGTERM');
	});

	it('says how to use it, if asked', async () => {
		const { code, stdout, stderr } = await runToEnd('--help');
		expect([code, stderr]).toEqual([0, '']);
		expect(stdout).toMatch(/^Usage: npm run server/);
	});

	it.each([
		['an unknown option', ['--prot', '1'], '--prot'],
		['an unknown release', ['--release', 'v9'], "Unknown release 'v9'"],
		['an unknown lie', ['--lies', 'all'], "Unknown lie 'all'"],
		['a port that is none', ['--port', '99999'], "'99999' is no port"],
		['a word too many', ['v0.24'], 'v0.24'],
	])('refuses %s and says how to use it', async (_title, options, reason) => {
		const { code, stdout, stderr } = await runToEnd(...options);
		expect([code, stdout]).toEqual([2, '']);
		expect(stderr).toContain(reason);
		expect(stderr).toContain('Usage: npm run server');
	});
});
