// A link that the server mails: to exactly the address that was asked for, once, or the secret does not stay.

import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { findLeaks } from '../support/runner/index.ts';
import { ACTION_DIR } from '../support/scenario.ts';
import type { Fault, ResponseBody } from '../support/server/index.ts';
import { formOf, requestsTo } from './recorded-requests.ts';
import { codesOf, errorOf, linesOf, warningsOf } from './step-texts.ts';
import { atRequest } from './stop-signals.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';
const RECIPIENT = 'person@example.com';
const NOT_AUTHORIZED: Fault = { kind: 'answer', status: 404, body: { message: 'Not authorized' } };

const NOT_PLAIN =
	'is not a plain e-mail address: letters, digits and `._%+-` before the @, a host name after it.';
const SEVERAL = 'holds several addresses. A link opens once: use one step for each recipient.';

/** The creation is carried out, and its response names these recipients. */
function naming(recipients: readonly string[]): Fault {
	return { kind: 'answer', acts: true, body: (json) => ({ ...json, recipient: recipients, recipients }) };
}

describe('A recipient', () => {
	it('is mailed once and gets a link that opens', async () => {
		const { server, run, login } = await openScenario({ job: { secrets: [SECRET] } });
		const step = await run({ ...login, secret: SECRET, recipient: RECIPIENT });
		expect([step.outcome, step.annotations]).toEqual(['success', []]);
		expect(linesOf(step)[0]).toMatch(/ is up .* The server was asked to mail the link to the recipient\.$/);
		expect(formOf(requestsTo(server, 'share')[0])).toEqual({ secret: SECRET, recipient: RECIPIENT });
		expect(server.mails).toEqual([RECIPIENT]);
		const { link = '', receipt = '' } = step.outputs;
		expect(findLeaks(step, [SECRET, link, receipt, login.token])).toEqual([]);
		expect(await openLink(link)).toEqual({ value: SECRET });
	});

	it('makes the outputs dispensable, so that the step needs no id', async () => {
		const { server, job, login } = await openScenario();
		const step = await job.step({
			actionDir: ACTION_DIR,
			with: { domain: server.origin, ...login, secret: SECRET, recipient: RECIPIENT },
		});
		expect([step.outcome, server.mails]).toEqual(['success', [RECIPIENT]]);
	});

	it('may be shown with more stars by an older server', async () => {
		const { server, run, login } = await openScenario({ server: { dropsRecipients: true } });
		const step = await run({ ...login, secret: SECRET, recipient: RECIPIENT });
		expect([step.outcome, server.mails]).toEqual(['success', [RECIPIENT]]);
	});

	it('gets the value that the server made as well', async () => {
		const { server, run, login } = await openScenario();
		const step = await run({ ...login, mode: 'generate', recipient: RECIPIENT });
		expect([step.outcome, server.mails]).toEqual(['success', [RECIPIENT]]);
	});

	it('that an older server drops in silence costs the step, and the secret is burned at once', async () => {
		const scenario = await openScenario({ server: { dropsRecipients: true } });
		const { server, run, login } = scenario;
		const step = await run({
			...login,
			secret: SECRET,
			passphrase: PASSPHRASE,
			recipient: 'person@example.technology',
		});
		expect([step.outcome, codesOf(step)]).toEqual(['failure', ['recipient-dropped']]);
		expect(errorOf(step)).toMatch(
			/created the secret but does not say that it mails the recipient\.\nThe secret is burned\.\nLeave out `recipient`/,
		);
		expect(step.outputs).toEqual({ status: 'nominal' });
		expect([server.created, server.alive, server.mails]).toEqual([1, 0, []]);
		expect((await finishJob(scenario)).stdout.toString()).toBe('');
	});

	it.each<[string, readonly string[]]>([
		['nobody', []],
		['somebody else', ['so***@e***.com']],
		['the address without its beginning', ['rson@example.com']],
		['the same person on another host', ['pe***@o***.com']],
	])('is taken for dropped when the response names %s', async (_name, recipients) => {
		const { server, run, login } = await openScenario();
		server.fault({ route: 'share', act: naming(recipients) });
		const step = await run({ ...login, secret: SECRET, recipient: RECIPIENT });
		expect([codesOf(step), step.outputs]).toEqual([['recipient-dropped'], { status: 'nominal' }]);
		expect(server.alive).toBe(0);
	});

	it.each<[string, Fault]>([
		['fails', NOT_AUTHORIZED],
		['is only claimed', { kind: 'answer', status: 200, body: {} }],
	])(
		'that is dropped is named together with the time that the secret lives when its burn %s, and post burns it',
		async (_name, act) => {
			const scenario = await openScenario();
			const { server, run, login } = scenario;
			server.fault({ route: 'share', act: naming([]) });
			server.fault({ route: 'burn', act });
			const step = await run({ ...login, secret: SECRET, recipient: RECIPIENT });
			expect([codesOf(step), step.outputs, server.alive]).toEqual([
				['recipient-dropped'],
				{ status: 'nominal' },
				1,
			]);
			expect(errorOf(step)).toMatch(
				/The secret could not be burned yet and may live until \d{4}-\d\d-\d\dT.*; its link may have been mailed\. The end of the job tries again\./,
			);
			expect(linesOf(await finishJob(scenario))).toEqual(['The link is burned (it was never delivered).']);
			expect(server.alive).toBe(0);
		},
	);

	it('that is dropped does not save the secret when the step is told to stop while it burns', async () => {
		const scenario = await openScenario();
		const { server, run, login } = scenario;
		server.fault({ route: 'share', act: naming([]) });
		const burn = server.fault({ route: 'burn', act: { kind: 'hold' } });
		const step = await run(
			{ ...login, secret: SECRET, recipient: RECIPIENT },
			atRequest(burn, (handle) => handle.cancel()),
		);
		expect([step.signal, codesOf(step), step.outputs]).toEqual([
			null,
			['recipient-dropped'],
			{ status: 'nominal' },
		]);
		await finishJob(scenario);
		expect(server.alive).toBe(0);
	});

	it.each<[string, Fault, string?]>([
		['breaks off', { kind: 'reset-after' }],
		['breaks off in the middle', { kind: 'half-body' }],
		['does not come in time', { kind: 'stalled-headers', acts: true }, '1s'],
		['is a server error', { kind: 'answer', status: 500, acts: true }],
		[
			'is an unexpected error',
			{ kind: 'answer', status: 404, body: { message: 'An unexpected error occurred :[' }, acts: true },
		],
		['is no HTTP', { kind: 'garbage', acts: true }],
		['is a page', { kind: 'answer', status: 200, body: '<html></html>', acts: true }],
	])('never gets a second e-mail when the response %s', async (_name, act, timeout = '60s') => {
		const { server, run, login } = await openScenario();
		server.fault({ route: 'share', act });
		const step = await run({ ...login, secret: SECRET, recipient: RECIPIENT, timeout });
		expect(step.outcome).toBe('failure');
		expect(errorOf(step)).toContain(
			'The recipient may have been mailed a working link, or not. It was not retried, so nobody gets two e-mails.',
		);
		expect(requestsTo(server, 'share')).toHaveLength(1);
		expect([server.mails, step.outputs]).toEqual([[RECIPIENT], { status: 'nominal' }]);
	});

	it.each<[string, ResponseBody | undefined, number]>([
		['limits the rate', undefined, 429],
		['is starting', { status: 'not_ready' }, 503],
	])('is mailed by the second request when the server %s and has not acted', async (_name, body, status) => {
		const { server, run, login } = await openScenario();
		server.fault({
			route: 'share',
			act: { kind: 'answer', status, headers: { 'retry-after': '0' }, body: body ?? {} },
		});
		const step = await run({ ...login, secret: SECRET, recipient: RECIPIENT });
		expect([step.outcome, warningsOf(step), server.mails]).toEqual(['success', [], [RECIPIENT]]);
		expect(requestsTo(server, 'share')).toHaveLength(2);
	});

	it.each([
		["o'brien@example.com", NOT_PLAIN],
		['one@example.com, two@example.com', SEVERAL],
		['Person <person@example.com>', 'is more than an e-mail address. Did you mean `person@example.com`?'],
		['person@localhost', NOT_PLAIN],
		['person@example.com\nother@example.com', SEVERAL],
		['pérson@example.com', NOT_PLAIN],
		['person', NOT_PLAIN],
		['@example.com', NOT_PLAIN],
	])('%j is refused, and nothing is sent', async (recipient, words) => {
		const { server, run, login } = await openScenario();
		const step = await run({ ...login, secret: SECRET, recipient });
		expect(codesOf(step)).toEqual(['invalid-input']);
		expect(errorOf(step)).toContain(`share: \`recipient\` ${words}`);
		expect(server.requests).toEqual([]);
	});

	it('needs an account, and nothing is sent without one', async () => {
		const { server, run } = await openScenario();
		const step = await run({ secret: SECRET, recipient: RECIPIENT });
		expect(codesOf(step)).toEqual(['invalid-input']);
		expect(errorOf(step)).toContain('`recipient` needs an account');
		expect(server.requests).toEqual([]);
	});
});
