// The input `headers`: a service token that lets a workflow through an access proxy, in main and at the end of the job.

import { describe, expect, it } from 'vitest';
import { openLink } from '../support/recipient.ts';
import { findLeaks } from '../support/runner/index.ts';
import { htmlPage, startFront } from './access-front.ts';
import { requestsTo } from './recorded-requests.ts';
import { makeLink } from './sender.ts';
import { codesOf, errorOf, linesOf, warningsOf } from './step-texts.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const CLIENT_ID = 'client-4711.access.example';
const CLIENT_SECRET = 'f00dcafe-service-token';
const TOKENS = { 'cf-access-client-id': CLIENT_ID, 'cf-access-client-secret': CLIENT_SECRET };
const HEADERS = `CF-Access-Client-Id: ${CLIENT_ID}\n\nCF-Access-Client-Secret:   ${CLIENT_SECRET}\n`;

describe('The input `headers`', () => {
	it('lets main and post through a front that turns away everybody else', async () => {
		const scenario = await openScenario({ job: { secrets: [CLIENT_ID, CLIENT_SECRET] } });
		const { server, run, login } = scenario;
		const front = await startFront(server, TOKENS, htmlPage(403));
		const step = await run({
			...{ ...login, domain: front.origin, headers: HEADERS, secret: SECRET, 'burn-on': 'always' },
		});
		expect([step.outcome, step.annotations, front.refused]).toEqual(['success', [], []]);
		const post = await finishJob(scenario);
		expect(linesOf(post)).toEqual(['The link is burned (`burn-on` is `always`).']);
		expect([front.refused, server.alive]).toEqual([[], 0]);
		for (const { headers } of server.requests) expect(headers).toMatchObject(TOKENS);
		for (const stage of [step, post]) {
			expect(findLeaks({ ...stage, log: stage.printed }, [CLIENT_ID, CLIENT_SECRET])).toEqual([]);
			expect(stage.masks).toEqual(expect.arrayContaining([CLIENT_ID, CLIENT_SECRET]));
			expect([stage.files.state, stage.files.output].join()).not.toContain(CLIENT_SECRET);
		}
	});

	it.each(['status', 'reveal', 'await', 'burn'])('lets mode %s through as well', async (mode) => {
		const { server, run } = await openScenario();
		const front = await startFront(server, TOKENS, htmlPage(403));
		const { key, link, receipt } = await makeLink(server, { secret: SECRET });
		if (mode === 'await') await openLink(link);
		const inputs = mode === 'reveal' ? { link: key } : mode === 'status' ? {} : { receipt };
		const step = await run({ domain: front.origin, headers: HEADERS, mode, ...inputs });
		expect([step.outcome, front.refused]).toEqual(['success', []]);
	});

	it('is what the error advises if the front turns a step away', async () => {
		const { server, run } = await openScenario();
		const front = await startFront(server, TOKENS, htmlPage(403));
		const step = await run({ domain: front.origin, secret: SECRET });
		expect(codesOf(step)).toEqual(['forbidden']);
		expect(errorOf(step)).toContain('or pass its service token with `headers`.');
		expect(server.connections).toBe(0);
	});

	it('is not sent at the end of the job to another server than main called', async () => {
		const scenario = await openScenario();
		const { server, run } = scenario;
		const front = await startFront(server, TOKENS, htmlPage(403));
		const other = await startFront(server, { never: 'allowed' }, htmlPage(403));
		let domain = front.origin;
		await run({ domain: () => domain, headers: HEADERS, secret: SECRET, 'burn-on': 'always' });
		domain = other.origin;
		const post = await finishJob(scenario);
		expect(warningsOf(post)).toEqual([expect.stringMatching(/the inputs now name another server/)]);
		expect(other.refused).toEqual([]);
		expect(front.refused.map((headers) => Object.keys(TOKENS).filter((name) => name in headers))).toEqual([
			[],
		]);
		expect(server.alive).toBe(1);
	});

	it.each([
		['no `domain`', { domain: '(none)' }, HEADERS, '`headers` needs `domain`'],
		['no colon', {}, CLIENT_SECRET, 'line 1: there is no colon. Write `Name: value`.'],
		['an empty value', {}, `A: x\nX-Token: `, 'line 2: `X-Token` has no value.'],
		[
			'a name twice',
			{},
			`X-Token: one-value\nx-token: another`,
			'line 2: `x-token` is there twice. Keep one.',
		],
		[
			'a name that is none',
			{},
			`X Token: ${CLIENT_SECRET}`,
			'line 1: the name in front of the colon is not the name of a header.',
		],
		[
			'characters beyond ASCII',
			{},
			'X-Token: pässword',
			'line 1: the value of `X-Token` has characters other than printable ASCII.',
		],
		[
			'a tab in the value',
			{},
			'X-Token: one\ttwo',
			'line 1: the value of `X-Token` has characters other than',
		],
	])('is refused unsent for %s, without the value', async (_what, more, headers, words) => {
		const { server, run } = await openScenario({ job: { secrets: [CLIENT_ID, CLIENT_SECRET] } });
		const step = await run({ secret: SECRET, ...more, headers });
		expect(codesOf(step)).toEqual(['invalid-input']);
		expect(errorOf(step)).toContain(words);
		expect(errorOf(step)).not.toMatch(/f00dcafe|4711|pässword|one-value/);
		expect(server.connections).toBe(0);
	});

	it.each([
		...[
			'Authorization',
			'Host',
			'User-Agent',
			'Connection',
			'Keep-Alive',
			'Transfer-Encoding',
			'TE',
			'Trailer',
		],
		...['Upgrade', 'Expect', 'Forwarded', 'Content-Length', 'Content-Type', 'Accept', 'Accept-Encoding'],
		...['Proxy-Authorization', 'X-Forwarded-Host', 'x-forwarded-proto'],
	])('is refused unsent for %s, on which the action or the server depends', async (name) => {
		const { server, run } = await openScenario();
		const step = await run({ secret: SECRET, headers: `${name}: some-value` });
		expect([codesOf(step), server.connections]).toEqual([['invalid-input'], 0]);
		expect(errorOf(step)).toContain(`\`${name}\` cannot be set`);
	});

	it('takes a cookie, as some fronts want one', async () => {
		const { server, run } = await openScenario();
		const front = await startFront(server, { cookie: '_oauth2_proxy=abcdef' }, htmlPage(401));
		const step = await run({ domain: front.origin, headers: 'Cookie: _oauth2_proxy=abcdef', secret: SECRET });
		expect([step.outcome, requestsTo(server, 'share').length]).toEqual(['success', 1]);
	});
});
