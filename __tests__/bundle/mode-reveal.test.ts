// Mode reveal from outside: a person hands a value to the pipeline, byte for byte, by a link that opens once.

import {
	existsSync,
	mkdirSync,
	readFileSync,
	readlinkSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR } from '../support/scenario.ts';
import { startServer } from '../support/server/index.ts';
import { HARD_VALUES } from './hard-values.ts';
import { formOf, requestsTo } from './recorded-requests.ts';
import { makeLink } from './sender.ts';
import { codesOf, errorOf, linesOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';

describe('reveal', () => {
	it('outputs the value of a link with a passphrase after one request, and shows nothing of it', async () => {
		const { server, job, run, login } = await openScenario({ job: { secrets: [PASSPHRASE] } });
		const { link, key } = await makeLink(server, { secret: SECRET, passphrase: PASSPHRASE });
		const step = await run({ ...login, mode: 'reveal', link, passphrase: PASSPHRASE }, { id: 'reveal' });
		expect([step.outcome, step.annotations, step.outputs]).toEqual(['success', [], { value: SECRET }]);
		expect(linesOf(step)).toEqual([
			expect.stringMatching(/^127\.0\.0\.1:\d+ opened the link\. It cannot be opened again\.$/),
			'Its value is *** (masked), in the output ${{ steps.reveal.outputs.value }}.',
		]);
		expect(server.requests.slice(1).map(({ method, path }) => [method, path])).toEqual([
			['POST', `/api/v1/secret/${key}`],
		]);
		expect(formOf(server.requests[1])).toEqual({ passphrase: PASSPHRASE });
		expect(findLeaks({ ...step, log: step.printed }, [SECRET, PASSPHRASE, login.token, link, key])).toEqual(
			[],
		);
		job.passStep('later', `connecting with ${SECRET}`);
		expect(job.log()).toContain('connecting with ***');
		expect(await openLink(link, PASSPHRASE)).toEqual({ refusal: 'Unknown secret' });
	});

	it('writes a value of 1.5 MB, which old servers keep, to the file byte for byte', async () => {
		const { server, job, run } = await openScenario();
		const { link } = await makeLink(server, { secret: SECRET });
		const value = 'a line of 32 characters in a file\n'.repeat(45_000);
		server.fault({ route: 'secret', act: { kind: 'answer', body: (json) => ({ ...json, value }) } });
		const step = await run({ mode: 'reveal', link, 'value-file': 'value.txt' });
		expect([step.outcome, codesOf(step)]).toEqual(['success', []]);
		expect(readFileSync(join(job.workspace, 'value.txt'), 'utf8') === value).toBe(true);
	});

	it('takes a bare key, and leaves nothing to do for the end of the job', async () => {
		const { server, job, run } = await openScenario();
		const { key } = await makeLink(server, { secret: SECRET });
		const step = await run({ mode: 'reveal', link: key });
		expect([step.outcome, step.outputs]).toEqual(['success', { value: SECRET }]);
		const { posts } = await job.finish();
		expect(posts.map(({ stdout }) => stdout.toString())).toEqual(['']);
	});

	it.each(HARD_VALUES)(
		'outputs %s byte for byte, and no command in it is carried out',
		async (_name, value) => {
			const { server, run } = await openScenario();
			const { link } = await makeLink(server, { secret: value });
			const step = await run({ mode: 'reveal', link });
			expect([step.outcome, step.outputs]).toEqual(['success', { value }]);
			expect([step.commandErrors, step.files.env, step.files.path]).toEqual([[], '', '']);
			expect(
				step.events.filter(({ kind, text }) => kind === 'command' && !/^::(add-mask|debug)::/.test(text)),
			).toEqual([]);
			expect(findLeaks({ ...step, log: step.printed }, [value])).toEqual([]);
		},
	);

	it('masks every line of the value for the rest of the job, but not its braces', async () => {
		const { server, job, run } = await openScenario();
		const value = '-----BEGIN KEY-----\nMIIEvQ"IBADANB%gkqhkiG\n}\n-----END KEY-----\n';
		const { link } = await makeLink(server, { secret: value });
		await run({ mode: 'reveal', link });
		job.passStep(
			'later',
			`MIIEvQ"IBADANB%gkqhkiG } done\n${JSON.stringify(value)}\n${Buffer.from(value).toString('base64')}`,
		);
		expect(job.log()).toMatch(/^\*\*\* \} done\n"\*\*\*"\n\*\*\*$/m);
	});

	it.each(HARD_VALUES)(
		'writes %s byte for byte to a file that only its owner can read',
		async (_name, value) => {
			const { server, job, run } = await openScenario();
			const { link } = await makeLink(server, { secret: value });
			const step = await run({ mode: 'reveal', link, 'value-file': 'value.bin' });
			expect([step.outcome, step.outputs]).toEqual(['success', { value: '' }]);
			const path = join(job.workspace, 'value.bin');
			expect(readFileSync(path).equals(Buffer.from(value))).toBe(true);
			expect(statSync(path).mode & 0o777).toBe(0o600);
			expect(findLeaks({ ...step, log: step.printed }, [value])).toEqual([]);
		},
	);

	it('needs no id where the value goes to a file, and is refused unsent without id where it does not', async () => {
		const { server, job } = await openScenario();
		const { link } = await makeLink(server, { secret: SECRET });
		const inputs = { domain: server.origin, mode: 'reveal', link };
		const refused = await job.step({ actionDir: ACTION_DIR, with: inputs, continueOnError: true });
		expect([codesOf(refused), requestsTo(server, 'secret')]).toEqual([['invalid-environment'], []]);
		const step = await job.step({ actionDir: ACTION_DIR, with: { ...inputs, 'value-file': 'value.txt' } });
		expect(step.outcome).toBe('success');
		expect(readFileSync(join(job.workspace, 'value.txt'), 'utf8')).toBe(SECRET);
	});

	it('sends nothing to either server when the link is on another one than the step names', async () => {
		const other = await startServer();
		const { server, run } = await openScenario();
		const { link } = await makeLink(other, { secret: SECRET });
		const step = await run({ mode: 'reveal', link });
		expect(codesOf(step)).toEqual(['invalid-input']);
		expect(errorOf(step)).toMatch(
			/`link` is not on `127\.0\.0\.1:\d+`, which this step calls\. Set `domain` to the host of the link, or `share-domain` if that server makes links on it\./,
		);
		expect([server.connections, other.requests.length, other.alive]).toEqual([0, 1, 1]);
		await other.close();
	});

	it.each([
		[
			'of another region',
			'https://eu.onetimesecret.com/secret/abcdefghijklmnopqrstuvwxyz01234',
			'Set `region: eu`.',
		],
		[
			'without a key',
			'https://eu.onetimesecret.com/secret/',
			'`link` cannot be used: its key is missing or was cut off.',
		],
		[
			'with a key that climbs',
			'../../private/abcdefghijklmnopqrstuvwxyz01234',
			'`link` cannot be used: its key is missing or was cut off.',
		],
		['that came out empty', '', '`link` is empty'],
	])('sends nothing for a link %s', async (_name, link, words) => {
		const { server, run } = await openScenario();
		const step = await run({ mode: 'reveal', link });
		expect(codesOf(step)).toEqual(['invalid-input']);
		expect(errorOf(step)).toContain(words);
		expect(server.connections).toBe(0);
	});

	it.each<[string, (path: string) => void, (path: string) => unknown, unknown]>([
		['is there already', (path) => writeFileSync(path, 'mine'), (path) => readFileSync(path, 'utf8'), 'mine'],
		['is a link to nowhere', (path) => symlinkSync('nowhere', path), (path) => readlinkSync(path), 'nowhere'],
		['is a folder', (path) => mkdirSync(path), (path) => statSync(path).isDirectory(), true],
	])('sends nothing when the file %s, so that the link still opens', async (_name, prepare, look, found) => {
		const { server, job, run } = await openScenario();
		const { link } = await makeLink(server, { secret: SECRET });
		const path = join(job.workspace, 'value.txt');
		prepare(path);
		const step = await run({ mode: 'reveal', link, 'value-file': 'value.txt' });
		expect([codesOf(step), step.outputs]).toEqual([['file-unwritable'], {}]);
		expect(look(path)).toBe(found);
		expect(existsSync(join(job.workspace, 'nowhere'))).toBe(false);
		expect(server.requests).toHaveLength(1);
		expect(await openLink(link)).toEqual({ value: SECRET });
	});

	it('sends nothing when the folder of the file is missing, so that the link still opens', async () => {
		const { server, run } = await openScenario();
		const { link } = await makeLink(server, { secret: SECRET });
		const step = await run({ mode: 'reveal', link, 'value-file': 'missing/value.txt' });
		expect(codesOf(step)).toEqual(['file-unwritable']);
		expect(errorOf(step)).toContain('the folder of `missing/value.txt` does not exist.');
		expect(await openLink(link)).toEqual({ value: SECRET });
	});
});
