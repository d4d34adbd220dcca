// Mode reveal where something goes wrong: a link that may have been opened is never opened again, and what is known is said.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import type { EmbeddedServer, Fault } from '../support/server/index.ts';
import { requestsTo } from './recorded-requests.ts';
import { burnLink, type MadeLink, makeLink } from './sender.ts';
import { createServerClock, type ServerClock } from './server-clock.ts';
import { codesOf, errorOf, warningsOf } from './step-texts.ts';
import { atRequest } from './stop-signals.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';
const LOST = 'The value may be lost: the server may have given it out, but it did not arrive here.';
const RATE_LIMITED = { kind: 'answer', status: 429, body: { message: 'Rate limit exceeded.' } } as const;

describe('reveal, where something goes wrong,', () => {
	it.each<[string, string, Fault, string?]>([
		['breaks off', 'in-doubt', { kind: 'reset-after' }],
		['breaks off in the middle', 'in-doubt', { kind: 'half-body' }],
		['does not come in time', 'in-doubt', { kind: 'stalled-headers', acts: true }, '1s'],
		['stops in the middle', 'in-doubt', { kind: 'stalled-body' }, '1s'],
		['is a server error', 'in-doubt', { kind: 'answer', status: 500, acts: true }],
		[
			'is an unexpected error',
			'in-doubt',
			{ kind: 'answer', status: 404, body: { message: 'An unexpected error occurred :[' }, acts: true },
		],
		['is no HTTP', 'answer-unusable', { kind: 'garbage', acts: true }],
		['is a page', 'answer-unusable', { kind: 'answer', status: 200, body: '<html></html>', acts: true }],
		['holds no value', 'answer-unusable', { kind: 'answer', body: ({ value: _, ...json }) => json }],
	])(
		'says that the value may be lost when the response %s, and sends one request',
		async (_name, code, act, timeout = '60s') => {
			const { server, job, run } = await openScenario();
			const { link } = await makeLink(server, { secret: SECRET });
			server.fault({ route: 'secret', on: 'every', act });
			const step = await run({ mode: 'reveal', link, 'value-file': 'value.txt', timeout });
			expect([step.outcome, step.outputs, codesOf(step)]).toEqual(['failure', {}, [code]]);
			expect(errorOf(step)).toContain(LOST);
			expect(requestsTo(server, 'secret')).toHaveLength(1);
			expect(existsSync(join(job.workspace, 'value.txt'))).toBe(false);
		},
	);

	it('warns that a value with replacement characters was probably damaged, and outputs it', async () => {
		const { server, run } = await openScenario();
		const { link } = await makeLink(server, { secret: 'caf\ufffd' });
		const step = await run({ mode: 'reveal', link });
		expect([step.outputs, warningsOf(step)]).toEqual([
			{ value: 'caf\ufffd' },
			[expect.stringContaining('The value contains replacement characters')],
		]);
	});

	it('retries where the server says that it has not acted', async () => {
		const { server, run } = await openScenario();
		const { link } = await makeLink(server, { secret: SECRET });
		server.fault({
			route: 'secret',
			act: { kind: 'answer', status: 503, headers: { 'retry-after': '0' }, body: {} },
		});
		const step = await run({ mode: 'reveal', link });
		expect([step.outputs, requestsTo(server, 'secret').length]).toEqual([{ value: SECRET }, 2]);
	});

	it('retries as often as the server names a time when it limits the rate', async () => {
		const { server, run } = await openScenario();
		const { link } = await makeLink(server, { secret: SECRET });
		server.fault({
			route: 'secret',
			on: [1, 2, 3],
			act: { ...RATE_LIMITED, headers: { 'retry-after': '0' } },
		});
		const step = await run({ mode: 'reveal', link });
		expect([step.outputs, requestsTo(server, 'secret').length]).toEqual([{ value: SECRET }, 4]);
	});

	it('retries twice at most when the server limits the rate without naming a time, and names the lock', async () => {
		const { server, run } = await openScenario();
		const { link } = await makeLink(server, { secret: SECRET });
		server.fault({ route: 'secret', on: 'every', act: RATE_LIMITED });
		const step = await run({ mode: 'reveal', link });
		expect([codesOf(step), requestsTo(server, 'secret').length]).toEqual([['rate-limited'], 3]);
		expect(errorOf(step)).toContain(
			'After wrong passphrases, servers say this for 20 to 30 minutes, even to the right passphrase.',
		);
		expect(errorOf(step)).toContain('The link was not opened.');
		expect(server.alive).toBe(1);
	});

	it.each<[string, (server: EmbeddedServer, made: MadeLink, clock: ServerClock) => unknown]>([
		['was opened', (_server, { link }) => openLink(link)],
		['was burned', (server, made) => burnLink(server, made)],
		['has expired', (_server, _made, clock) => clock.putForward(61)],
	])(
		'lists the causes when the link %s, because the server does not tell them apart',
		async (_name, spend) => {
			const clock = createServerClock();
			const { server, job, run } = await openScenario({ server: { nowMs: clock.nowMs } });
			const made = await makeLink(server, { secret: SECRET, ttl: '60' });
			await spend(server, made, clock);
			const step = await run({ mode: 'reveal', link: made.link, 'value-file': 'value.txt' });
			expect([step.outputs, codesOf(step)]).toEqual([{}, ['secret-gone']]);
			expect(errorOf(step)).toMatch(
				/region or server; it has already been opened; it was burned; it has expired; it needs a passphrase and none was/,
			);
			expect(existsSync(join(job.workspace, 'value.txt'))).toBe(false);
		},
	);

	it.each([
		['a wrong passphrase', 'another passphrase', 'the passphrase is wrong.'],
		['a missing passphrase', '(none)', 'it needs a passphrase and none was given.'],
	])('ends its list of causes with %s, and leaves the link alive', async (_name, passphrase, words) => {
		const { server, run } = await openScenario({ job: { secrets: [PASSPHRASE] } });
		const { link } = await makeLink(server, { secret: SECRET, passphrase: PASSPHRASE });
		const step = await run({ mode: 'reveal', link, passphrase });
		expect([codesOf(step), requestsTo(server, 'secret').length]).toEqual([['secret-gone'], 1]);
		expect(errorOf(step)).toContain(words);
		expect(server.alive).toBe(1);
	});

	it('blames the copying alone when the key does not have the length of one', async () => {
		const { server, run } = await openScenario();
		const { key } = await makeLink(server, { secret: SECRET });
		const step = await run({ mode: 'reveal', link: key.slice(0, -1) });
		expect(codesOf(step)).toEqual(['secret-gone']);
		expect(errorOf(step)).toContain('it was probably cut off when it was copied.');
		expect(errorOf(step)).not.toContain('burned');
	});

	it.each<[string, Record<string, string>, string]>([
		['its output', {}, 'the output ${{ steps.share.outputs.value }}'],
		['its file', { 'value-file': 'value.txt' }, 'the file of `value-file`'],
	])(
		'keeps the value in %s when it is told to stop while the link is opened, and says so',
		async (_name, inputs, place) => {
			const { server, job, run } = await openScenario();
			const { link } = await makeLink(server, { secret: SECRET });
			const opening = server.fault({ route: 'secret', act: { kind: 'delay', ms: 250 } });
			const step = await run(
				{ mode: 'reveal', link, ...inputs },
				atRequest(opening, (handle) => handle.cancel()),
			);
			expect([step.outcome, step.signal, codesOf(step)]).toEqual(['cancelled', null, ['cancelled']]);
			expect(errorOf(step)).toContain(`The link was opened, and its value is in ${place}.`);
			const path = join(job.workspace, 'value.txt');
			expect(existsSync(path) ? readFileSync(path, 'utf8') : step.outputs['value']).toBe(SECRET);
		},
	);

	it('says that the value may be lost when the response does not come within the time that the runner leaves', async () => {
		const { server, job, run } = await openScenario();
		const { link } = await makeLink(server, { secret: SECRET });
		const opening = server.fault({ route: 'secret', act: { kind: 'stalled-headers', acts: true } });
		const step = await run(
			{ mode: 'reveal', link, 'value-file': 'value.txt' },
			atRequest(opening, (handle) => handle.cancel()),
		);
		expect([step.exitCode, step.signalsSent, codesOf(step)]).toEqual([1, ['SIGINT'], ['cancelled']]);
		expect(errorOf(step)).toContain(LOST);
		expect(requestsTo(server, 'secret')).toHaveLength(1);
		expect(existsSync(join(job.workspace, 'value.txt'))).toBe(false);
	});

	it('does not consume the link when it is told to stop before it is asked for', async () => {
		const { server, job, run } = await openScenario();
		const { link } = await makeLink(server, { secret: SECRET });
		const refusal = server.fault({
			route: 'secret',
			act: { ...RATE_LIMITED, headers: { 'retry-after': '30' } },
		});
		const step = await run(
			{ mode: 'reveal', link, 'value-file': 'value.txt' },
			atRequest(refusal, (handle) => handle.cancel()),
		);
		expect([step.signal, codesOf(step), step.outputs]).toEqual([null, ['cancelled'], {}]);
		expect(errorOf(step)).toContain('The link was not opened.');
		expect(existsSync(join(job.workspace, 'value.txt'))).toBe(false);
		expect(await openLink(link)).toEqual({ value: SECRET });
	});
});
