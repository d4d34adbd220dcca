// Starts the embedded server in the background for the rest of a job:
// `npm run server:background [-- --port N]`. Sets the step outputs `url`, `username` and `token`. The token is
// masked before it becomes an output.
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const DEADLINE_MS = 20_000;
const POLL_MS = 50;

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const outputFile = process.env['GITHUB_OUTPUT'];
if (!outputFile) {
	throw new Error('GITHUB_OUTPUT is not set: this is for a job. By hand, use `npm run server`.');
}

// The server logs to a file, because a pipe would break when this process ends and take the server down with
// it.
const folder = mkdtempSync(join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'embedded-server-'));
const log = join(folder, 'log');
const logFile = openSync(log, 'w', 0o600);
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [, program] = scripts.server.split(' ');
const server = spawn(process.execPath, [program, '--port', values.port], {
	cwd: root,
	detached: true,
	windowsHide: true,
	stdio: ['ignore', logFile, logFile],
});
closeSync(logFile);

/** Reads the address and the account that the server logs once it listens. Undefined before that. */
function readAccount() {
	const text = readFileSync(log, 'utf8');
	const url = /\bhttp:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];
	const username = /^\s*username:\s*(\S+)$/m.exec(text)?.[1];
	const token = /^\s*token:\s*(\S+)$/m.exec(text)?.[1];
	return url && username && token ? { url, username, token } : undefined;
}

const startedMs = Date.now();
let account = readAccount();
while (!account) {
	if (server.exitCode !== null || Date.now() - startedMs > DEADLINE_MS) {
		server.kill();
		throw new Error(`The embedded server did not start: ${readFileSync(log, 'utf8')}`);
	}
	await wait(POLL_MS);
	account = readAccount();
}
server.unref();

const { url, username, token } = account;
const basic = Buffer.from(`${username}:${token}`).toString('base64');
for (const sensitive of [token, basic]) console.log(`::add-mask::${sensitive}`);
appendFileSync(outputFile, `url=${url}\nusername=${username}\ntoken=${token}\n`);
console.log(`The embedded server listens on ${url} (process ${server.pid})`);
