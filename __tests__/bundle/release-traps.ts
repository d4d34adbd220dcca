// Traps of creations on single releases and API versions. Each case runs wherever it says something.

import { expect } from 'vitest';
import { findLeaks } from '../support/runner/index.ts';
import { keyOf } from '../support/scenario.ts';
import { requestsTo } from './recorded-requests.ts';
import { PASSPHRASE, type ReleaseCase, SECRET } from './release-paths.ts';
import { codesOf, errorOf, linesOf } from './step-texts.ts';
import { finishJob } from './test-scenario.ts';

/** All numbers of a response in another notation, at any depth. */
function renumber(json: unknown, write: (number: number) => unknown): unknown {
	if (typeof json === 'number') return write(json);
	if (Array.isArray(json)) return json.map((item) => renumber(item, write));
	if (typeof json !== 'object' || json === null) return json;
	return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, renumber(value, write)]));
}

/** Traps of creations. */
export const releaseTraps: readonly ReleaseCase[] = [
	{
		name: 'wrong credentials never make an anonymous secret: the value does not leave the machine',
		async play({ server, run, login }) {
			const step = await run({ ...login, token: 'wrong-token-given', secret: SECRET });
			expect([codesOf(step), step.outputs]).toEqual([['credentials-rejected'], { status: 'unauthorized' }]);
			expect([requestsTo(server, 'share').length, server.created]).toEqual([0, 0]);
		},
	},
	{
		name: 'the list of receipts that proves the credentials is dropped unread',
		appliesTo: ({ version }) => version === 'v2',
		async play({ server, run, login }) {
			const body = `${'{"records":['.padEnd(4_096)}not even JSON`;
			server.fault({ route: 'proof', act: { kind: 'answer', status: 200, body } });
			const step = await run({ ...login, secret: SECRET });
			expect([step.outcome, server.alive]).toEqual(['success', 1]);
		},
	},
	{
		name: 'numbers come as integers, floats or texts',
		async play({ server, run }) {
			const texts = (json: unknown) => renumber(json, String);
			server.fault({ route: 'share', act: { kind: 'answer', body: texts } });
			const step = await run({ secret: SECRET, ttl: '1h' });
			const { ttl, 'expires-at': expiresAt = '' } = step.outputs;
			expect([step.outcome, ttl, Date.parse(expiresAt) > Date.now()]).toEqual(['success', '3600', true]);
			const floats = (json: unknown) => renumber(json, (number) => (number > 1e9 ? number + 0.25 : number));
			server.fault({ route: 'receipt', act: { kind: 'answer', body: floats } });
			const burned = await run({ mode: 'burn', receipt: step.outputs['receipt'] ?? '' }, { id: 'burn' });
			expect([burned.outcome, burned.outputs]).toEqual(['success', { state: 'burned' }]);
		},
	},
	{
		name: 'the words of a refusal are shown wherever they stand, and no name of a class',
		async play({ server, run }) {
			const step = await run({ secret: SECRET, passphrase: 'xyz' });
			expect([codesOf(step), server.created]).toEqual([['refused-by-server'], 0]);
			expect(errorOf(step)).toMatch(/It said: "[^"]*at least \d characters[^"]*"/);
			expect(errorOf(step)).not.toMatch(/FormError|Onetime::|OT::|Exception/);
		},
	},
	{
		name: 'a generated value with a passphrase is delivered, or v0.23 says that its API v2 never shows it',
		async play({ server, run, release, version }) {
			const step = await run({ mode: 'generate', passphrase: PASSPHRASE });
			if (release !== 'v0.23' || version === 'v1') {
				const { value, link } = step.outputs;
				expect([step.outcome, server.reveal(keyOf(link), PASSPHRASE)]).toEqual(['success', value]);
				return;
			}
			expect([codesOf(step), step.outputs, server.alive]).toEqual([
				['answer-unusable'],
				{ status: 'nominal' },
				0,
			]);
			expect(errorOf(step)).toMatch(/The secret is burned\.\n.*use mode `share`/);
		},
	},
	{
		name: 'a value that the first look at a receipt shows is neither printed nor masked',
		async play({ run, makeLink }) {
			const { receipt } = await makeLink({ secret: SECRET });
			const step = await run({ mode: 'await', receipt, wait: '0s' });
			expect([codesOf(step), step.outputs]).toEqual([['not-opened'], { state: 'new' }]);
			expect([findLeaks(step, [SECRET]), step.masks.includes(SECRET)]).toEqual([[], false]);
		},
	},
	{
		name: 'a value is never cut in silence',
		async play({ server, run }) {
			const value = 'x'.repeat(100_000);
			const step = await run({ secret: value });
			const delivered = server.reveal(keyOf(step.outputs['link']));
			expect([delivered, codesOf(step)]).toEqual(
				step.outcome === 'success' ? [value, []] : [undefined, ['refused-by-server']],
			);
			const longer = await run({ secret: `${value}x` }, { id: 'longer', if: 'always()' });
			expect(codesOf(longer)).toEqual(['invalid-input']);
		},
	},
	{
		name: 'a step without any API names both versions',
		appliesTo: ({ apiVersion }) => apiVersion === 'auto',
		async play({ server, run }) {
			const page = {
				kind: 'answer',
				status: 404,
				headers: { 'content-type': 'text/html' },
				body: '<p>No</p>',
			} as const;
			server.fault({ route: 'any', on: 'every', act: page });
			const step = await run({ secret: SECRET });
			expect([codesOf(step), server.requests.length]).toEqual([['api-not-found'], 2]);
			expect(errorOf(step)).toContain('does not have API v1 or v2');
			expect(linesOf(step)).toEqual([]);
		},
	},
	{
		name: 'an undelivered secret is burned through the same API version',
		async play({ scenario, server, run, version }) {
			const body = (json: Record<string, unknown>) => {
				const { record } = json;
				return version === 'v1'
					? { ...json, share_domain: 'no host' }
					: { ...json, record: { ...(record as object), share_domain: 'no host' } };
			};
			server.fault({ route: 'share', act: { kind: 'answer', body } });
			const step = await run({ secret: SECRET, passphrase: PASSPHRASE });
			expect([codesOf(step), server.created]).toEqual([['answer-unusable'], 1]);
			expect(linesOf(await finishJob(scenario))).toEqual(['The link is burned (it was never delivered).']);
			expect(server.alive).toBe(0);
		},
	},
];
