// The server as a program, run by hand.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('./command-line.ts', import.meta.url));

it.each(['SIGINT', 'SIGTERM'] as const)(
	'The program tells how to use it, serves, and ends in peace on %s',
	async (signal) => {
		const child = spawn(process.execPath, [MAIN], { stdio: ['ignore', 'pipe', 'inherit'] });
		const [chunk] = await once(child.stdout, 'data');
		const [, example = ''] = /^ {2}curl (.*)$/m.exec(String(chunk)) ?? [];
		const [, credentials = ''] = /-u '([^']+)'/.exec(example) ?? [];
		const [, url = ''] = / (http:\S+)$/.exec(example) ?? [];
		const headers = { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
		const answer = await fetch(url, {
			method: 'POST',
			body: new URLSearchParams({ secret: 'hello', ttl: '300' }),
			headers,
		});
		expect(await answer.json()).toMatchObject({ custid: 'ci@example.com', ttl: 300 });
		child.kill(signal);
		expect(await once(child, 'exit')).toEqual([0, null]);
	},
);

it('The program refuses an option that it does not know', async () => {
	const failed = new Promise((resolve) =>
		execFile(process.execPath, [MAIN, '--prot', '1'], (error) => resolve(error?.code)),
	);
	expect(await failed).toBe(1);
});
