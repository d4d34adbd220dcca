// Mode share from outside: the shipped bundle as a process, real inputs, real command files, a real socket.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expression, findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR, keyOf, type Scenario, startScenario } from '../support/scenario.ts';
import { codesOf, errorOf } from './step-texts.ts';

const KEY = '-----BEGIN KEY-----\nMIIEvQ"IBADANB%gkqhkiG\n}\n-----END KEY-----\n';
const PASSPHRASE = 'correct horse & battery';

let scenario: Scenario;
beforeEach(async () => {
	scenario = await startScenario();
});
afterEach(() => scenario.end());

/** Values from repository secrets, which the runner masks where it prints the inputs, before the action can. */
async function withRepositorySecrets(...secrets: string[]): Promise<Scenario> {
	await scenario.end();
	scenario = await startScenario({ job: { secrets } });
	return scenario;
}

describe('share', () => {
	it('delivers a link that opens exactly once, and shows nothing of it', async () => {
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

	it.each<[string, boolean, string | undefined, string]>([
		['guest', false, undefined, 'Secret stored as guest, no passphrase.'],
		['account', true, PASSPHRASE, 'Secret stored for the account, with a passphrase.'],
	])(
		'says as %s in three lines where, as whom, what and until when, with stars for the link',
		async (_whom, hasAccount, passphrase, stored) => {
			const { run, login } = scenario;
			const account = hasAccount ? login : {};
			const step = await run({ ...account, secret: KEY, ttl: '90m', passphrase: passphrase ?? '(none)' });
			const { printed, outputs, annotations } = step;
			expect(
				printed
					.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
					.trimEnd()
					.split('\n'),
			).toEqual([
				`HOST is up (status: nominal). ${stored}`,
				'One-time link: *** (masked). Use it as ${{ steps.share.outputs.link }} in later steps of this job, not in other jobs.',
				`It can be opened once, within 1 hour 30 minutes, until ${outputs['expires-at']}.`,
			]);
			expect(annotations).toEqual([]);
		},
	);

	it('keeps the secret on the machine when the credentials are wrong', async () => {
		const { server, run, login } = scenario;
		const step = await run({ ...login, token: 'wrong-token', secret: KEY });
		expect(step.outcome).toBe('failure');
		expect(step.annotations).toEqual([
			expect.objectContaining({ type: 'error', title: 'The service rejected the credentials' }),
		]);
		expect(codesOf(step)).toEqual(['credentials-rejected']);
		expect(errorOf(step)).toContain('\nNo secret was sent.\n');
		expect(server.requests.map(({ path }) => path)).toEqual(['/api/v1/status']);
		expect(step.outputs).toEqual({ status: 'unauthorized' });
	});

	it('keeps the secret on the machine when the service is not nominal, and outputs its word', async () => {
		const { server, run } = scenario;
		server.setStatus('degraded');
		const step = await run({ secret: KEY });
		expect(step.outcome).toBe('failure');
		expect(step.outputs).toEqual({ status: 'degraded' });
		expect(step.annotations[0]?.message).toMatch(
			/^share: 127\.0\.0\.1:\d+ says that its status is `degraded`, not `nominal`\.\nNo secret was sent\.\n/,
		);
		expect(server.requests).toHaveLength(1);
	});

	it('reports all faulty inputs in one annotation and sends nothing', async () => {
		const { server, run } = await withRepositorySecrets('hunter2-hunter2');
		const step = await run({ secret: '', region: 'su', ttl: 'soon', token: 'hunter2-hunter2' });
		expect(step.outcome).toBe('failure');
		expect(step.annotations).toHaveLength(1);
		expect(step.annotations[0]?.message).toMatch(
			/^share: 4 things have to be corrected\.\n\(1\) `secret` is empty.*\n\(2\) `region: su`.*mean `us`.*\n\(3\) `token` is given without.*\n\(4\) `ttl: soon`.*\nNothing was sent\.\n/,
		);
		expect(findLeaks(step, ['hunter2-hunter2'])).toEqual([]);
		expect(server.requests).toEqual([]);
		expect(step.files.output).toBe('');
		expect(Object.entries(step.state).filter(([, value]) => value !== '')).toEqual([['idle', 'yes']]);
	});

	it('refuses a step without id, whose link would be lost', async () => {
		const { server, job } = scenario;
		const step = await job.step({ actionDir: ACTION_DIR, with: { domain: server.origin, secret: KEY } });
		expect([codesOf(step), errorOf(step)]).toEqual([
			['invalid-environment'],
			expect.stringContaining('The step has no `id`'),
		]);
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

	it('lets the link pass to another job only when it was asked to', async () => {
		const { job, run } = scenario;
		await run({ secret: KEY });
		const masked = await job.finish({ link: expression('steps.share.outputs.link') });
		expect(masked.droppedOutputs).toEqual(['link']);

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
