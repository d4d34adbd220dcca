// Mode share from outside: the shipped bundle as a process, real inputs, real command files, a real socket.

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expression, findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR, keyOf, type Scenario, startScenario } from '../support/scenario.ts';

const KEY = '-----BEGIN KEY-----\nMIIEvQ"IBADANB%gkqhkiG\n}\n-----END KEY-----\n';
const PASSPHRASE = 'correct horse & battery';

let scenario: Scenario;
beforeEach(async () => {
	scenario = await startScenario();
});
afterEach(() => scenario.end());

/** Values that stand in repository secrets, so that the runner hides them where it prints the inputs, before the action can. */
async function withRepositorySecrets(...secrets: string[]): Promise<Scenario> {
	await scenario.end();
	scenario = await startScenario({ job: { secrets } });
	return scenario;
}

describe('share', () => {
	it('hands on a link that opens exactly once, and shows nothing of it', async () => {
		const { server, run, login } = await withRepositorySecrets(KEY, PASSPHRASE);
		const step = await run({ ...login, secret: KEY, passphrase: PASSPHRASE, ttl: '1h' });
		expect(step.outcome).toBe('success');
		expect(step.outputs).toEqual({
			status: 'nominal',
			link: expect.stringMatching(new RegExp(`^${server.origin}/secret/[a-z0-9]{62}$`)),
			receipt: expect.stringMatching(/^[a-z0-9]{62}$/),
			ttl: '3600',
			'expires-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
		});
		const { link = '', receipt = '' } = step.outputs;
		expect(findLeaks(step, [KEY, PASSPHRASE, login.token, link, receipt, keyOf(link)])).toEqual([]);
		expect(step.stderr.toString()).toBe('');
		expect(server.reveal(keyOf(link), PASSPHRASE)).toBe(KEY);
		expect(server.reveal(keyOf(link), PASSPHRASE)).toBeUndefined();
	});

	it('needs exactly two requests on one connection', async () => {
		const { server, run, login } = scenario;
		await run({ ...login, secret: KEY });
		expect(server.requests.map(({ method, path, connection }) => [method, path, connection])).toEqual([
			['GET', '/api/v1/status', 1],
			['POST', '/api/v1/share', 1],
		]);
		expect(server.connections).toBe(1);
		expect(server.created).toBe(1);
	});

	it('says in three lines where, what and until when, with stars for the link', async () => {
		const { run } = scenario;
		const { printed, annotations } = await run({ secret: KEY });
		const lines = printed.split('\n').filter((line) => line !== '');
		expect(lines).toHaveLength(3);
		expect(lines[0]).toMatch(/^127\.0\.0\.1:\d+ is nominal and keeps the secret\.$/);
		expect(lines[1]).toContain('One-time link: ***');
		expect(lines[1]).toContain('${{ steps.share.outputs.link }}');
		expect(lines[2]).toMatch(/^It opens once, until \d{4}-/);
		expect(annotations).toEqual([]);
	});

	it.each([
		['several lines', 'one\ntwo\n\n  three\n'],
		['CR LF', 'a\r\nb\r\n'],
		['quotes', `"double" 'single' \`back\` \\`],
		['percent signs and form characters', 'a+b%20c&d=e;f#g?h %0A %'],
		['emoji and other scripts', 'pässwörd ☃ 🔑 日本'],
		['blanks at both ends', '  lead and trail  '],
		['workflow commands', '::add-mask::x\n::set-output name=link::y\n##[error]z'],
		['10,000 bytes', 'é'.repeat(5_000)],
	])('delivers %s byte for byte', async (_name, secret) => {
		const { server, run } = scenario;
		const step = await run({ secret });
		expect(step.outcome).toBe('success');
		expect(server.reveal(keyOf(step.outputs['link']))).toBe(secret);
	});

	it('delivers a file byte for byte, by a path relative to the workspace', async () => {
		const { server, job, run } = scenario;
		writeFileSync(join(job.workspace, 'value.txt'), '\ufeffline\r\nline\n');
		const step = await run({ 'secret-file': 'value.txt' });
		expect(server.reveal(keyOf(step.outputs['link']))).toBe('\ufeffline\r\nline\n');
	});

	it('keeps the secret on the machine when the credentials are wrong', async () => {
		const { server, run, login } = scenario;
		const step = await run({ ...login, token: 'wrong-token', secret: KEY });
		expect(step.outcome).toBe('failure');
		expect(step.annotations).toEqual([
			expect.objectContaining({ type: 'error', title: 'The service rejected the credentials' }),
		]);
		expect(step.annotations[0]?.message).toMatch(/No secret was sent\..*#credentials-rejected$/);
		expect(server.requests.map(({ path }) => path)).toEqual(['/api/v1/status']);
		expect(step.outputs).toEqual({ status: 'unavailable' });
	});

	it('keeps the secret on the machine when the service is not nominal, and hands on its word', async () => {
		const { server, run } = scenario;
		server.setStatus('degraded');
		const step = await run({ secret: KEY });
		expect(step.outcome).toBe('failure');
		expect(step.outputs).toEqual({ status: 'degraded' });
		expect(step.annotations[0]?.message).toMatch(/`degraded`, not `nominal`\. No secret was sent\./);
		expect(server.requests).toHaveLength(1);
	});

	it('reports all faulty inputs in one annotation and sends nothing', async () => {
		const { server, run } = await withRepositorySecrets('hunter2-hunter2');
		const step = await run({ secret: '', region: 'su', ttl: 'soon', token: 'hunter2-hunter2' });
		expect(step.outcome).toBe('failure');
		expect(step.annotations).toHaveLength(1);
		expect(step.annotations[0]?.message).toMatch(
			/\(1\) `secret` is empty.*\(2\) `region` is `su`.*mean `us`.*\(3\) `token` is given without.*\(4\) `ttl`/,
		);
		expect(findLeaks(step, ['hunter2-hunter2'])).toEqual([]);
		expect(server.requests).toEqual([]);
		expect(step.files.output).toBe('');
		expect(Object.values(step.state).every((value) => value === '')).toBe(true);
	});

	it('refuses a step without id, whose link would be lost', async () => {
		const { server, job } = scenario;
		const step = await job.step({ actionDir: ACTION_DIR, with: { domain: server.origin, secret: KEY } });
		expect(step.annotations[0]?.message).toMatch(/has no `id`.*#invalid-environment$/);
		expect(server.requests).toEqual([]);
	});

	it('warns when the server grants another lifetime', async () => {
		const { run } = scenario;
		const step = await run({ secret: KEY, ttl: '30d' });
		expect(step.annotations).toEqual([
			expect.objectContaining({
				type: 'warning',
				message: expect.stringMatching(/30d \(2592000 s\).*7d \(604800 s\)/),
			}),
		]);
		expect(step.outputs['ttl']).toBe('604800');
	});

	it('masks every line of the value for the rest of the job, but not its braces', async () => {
		const { job, run } = scenario;
		await run({ secret: KEY });
		job.passStep('later', 'MIIEvQ"IBADANB%gkqhkiG } done');
		expect(job.log()).toContain('*** } done');
	});

	it('lets the link pass to another job only when it was asked to', async () => {
		const { job, run } = scenario;
		await run({ secret: KEY });
		const hidden = await job.finish({ link: expression('steps.share.outputs.link') });
		expect(hidden.droppedOutputs).toEqual(['link']);

		const open = await startScenario();
		const step = await open.run({ secret: KEY, passphrase: PASSPHRASE, 'mask-link': 'false' });
		const passed = await open.job.finish({
			link: expression('steps.share.outputs.link'),
			receipt: expression('steps.share.outputs.receipt'),
		});
		await open.end();
		expect(passed.outputs).toEqual({ link: step.outputs['link'] });
		expect(passed.droppedOutputs).toEqual(['receipt']);
		expect(findLeaks(step, [step.outputs['link'] ?? ''])).toEqual([]);
	});

	it('runs alone from any folder', async () => {
		const { server, job } = scenario;
		const folder = mkdtempSync(join(tmpdir(), 'action-'));
		cpSync(join(ACTION_DIR, 'action.yml'), join(folder, 'action.yml'));
		cpSync(join(ACTION_DIR, 'dist'), join(folder, 'dist'), { recursive: true });
		const step = await job.step({
			actionDir: folder,
			id: 'share',
			with: { domain: server.origin, secret: KEY },
		});
		rmSync(folder, { recursive: true });
		expect(step.outcome).toBe('success');
	});
});
