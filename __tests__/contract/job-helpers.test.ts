// What the jobs of the workflow `ci` are built from: the embedded server in the background, and the look at what the post steps left behind.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './repository.ts';
import { type Ended, runScript } from './working-copy.ts';

let folder = '';
let started: Ended;
let outputs: Readonly<Record<string, string>> = {};

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'job-'));
	const outputFile = join(folder, 'output');
	started = runScript(ROOT, ['scripts/start-server.mjs'], { GITHUB_OUTPUT: outputFile, RUNNER_TEMP: folder });
	expect(started.status, started.output).toBe(0);
	const lines = readFileSync(outputFile, 'utf8').trim().split('\n');
	outputs = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
});

afterAll(() => {
	process.kill(Number(/process (\d+)/.exec(started.output)?.[1]));
	rmSync(folder, { recursive: true });
});

/** Asks API v1 with the account of the outputs: POST if there are fields, else GET. */
async function ask(path: string, fields?: Record<string, string>): Promise<Record<string, unknown>> {
	const account = Buffer.from(`${outputs['username']}:${outputs['token']}`).toString('base64');
	const response = await fetch(`${outputs['url']}/api/v1${path}`, {
		headers: { authorization: `Basic ${account}` },
		...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
	});
	return (await response.json()) as Record<string, unknown>;
}

async function createReceipt(): Promise<string> {
	const created = await ask('/share', { secret: 'hello', ttl: '300' });
	return String(created['metadata_key'] ?? created['receipt_key'] ?? created['identifier']);
}

describe('The embedded server in the background', () => {
	it('outlives the script that started it, and accepts the account of the outputs', async () => {
		expect(await ask('/status')).toMatchObject({ status: 'nominal' });
	});

	it('is announced without the token, except to mask it', () => {
		const lines = started.output.split('\n').filter((line) => line.includes(outputs['token'] ?? ''));
		expect(lines).toEqual([`::add-mask::${outputs['token']}`]);
	});

	it('is not started by hand', () => {
		const { status, output } = runScript(ROOT, ['scripts/start-server.mjs'], { GITHUB_OUTPUT: '' });
		expect(status).toBe(1);
		expect(output).toContain('npm run server');
	});
});

describe('The look at the end of a job', () => {
	let burned = '';
	let kept = '';
	beforeAll(async () => {
		[burned, kept] = [await createReceipt(), await createReceipt()];
		await ask(`/private/${burned}/burn`, {});
	});

	function look(receipts: object, removedFile: string): Ended {
		const file = join(folder, 'receipts.json');
		writeFileSync(file, JSON.stringify(receipts));
		return runScript(ROOT, ['.github/actions/after-job/post.cjs'], {
			INPUT_ORIGIN: outputs['url'],
			INPUT_RECEIPTS: file,
			'INPUT_REMOVED-FILE': removedFile,
		});
	}

	it('passes if the links are burned and kept as they should be, and the file is gone', () => {
		const { status, output } = look({ burned: [burned], kept: [kept] }, join(folder, 'gone'));
		expect(output).toContain("burned: [ 'burned' ]");
		expect(status).toBe(0);
	});

	it('fails if a link is still there, is gone, or was never made, or if the file is there', () => {
		const gone = join(folder, 'gone');
		for (const { status, output } of [
			look({ burned: [kept], kept: [] }, gone),
			look({ burned: [], kept: [burned] }, gone),
			look({ burned: [''], kept: [] }, gone),
			look({ burned: [burned], kept: [kept] }, join(folder, 'output')),
		]) {
			expect(status).toBe(1);
			expect(output).toContain('::error::');
		}
	});
});
