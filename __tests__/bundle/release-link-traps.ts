// Traps of opening, burning and watching a link on single releases and API versions.

import { expect } from 'vitest';
import { requestsTo } from './recorded-requests.ts';
import type { ReleaseContext } from './release-contexts.ts';
import { PASSPHRASE, type ReleaseCase, SECRET } from './release-paths.ts';
import { codesOf, errorOf } from './step-texts.ts';

const WRONG = 'not the passphrase';

/** A response without the value that it was asked for, in either API version. */
function withoutValue(json: Record<string, unknown>): unknown {
	const { value: _value, record, ...rest } = json;
	if (typeof record !== 'object' || record === null) return rest;
	const { secret_value: _secretValue, ...fields } = record as Record<string, unknown>;
	return { ...rest, record: fields };
}

async function guessUntilLocked({ send, server }: ReleaseContext, key: string): Promise<void> {
	for (let guess = 0; guess < 21 && server.alive === 1; guess++) {
		await send({ v1: `secret/${key}`, v2: `secret/${key}/reveal` }, { passphrase: WRONG });
	}
}

/** Traps of a link that exists. */
export const releaseLinkTraps: readonly ReleaseCase[] = [
	{
		name: 'a burn of nothing is not believed, whatever the server responds',
		async play({ run, release }) {
			const receipt = 'k'.repeat(release === 'v0.23' ? 31 : 62);
			const step = await run({ mode: 'burn', receipt });
			expect([codesOf(step), step.outputs]).toEqual([['secret-gone'], { state: 'unknown' }]);
		},
	},
	{
		name: 'a burn with a wrong passphrase is not believed, whatever the server responds',
		async play({ server, run, makeLink }) {
			const { receipt } = await makeLink({ secret: SECRET, passphrase: PASSPHRASE });
			const step = await run({ mode: 'burn', receipt, passphrase: WRONG });
			expect([codesOf(step), step.outputs, server.alive]).toEqual([
				['wrong-passphrase'],
				{ state: 'new' },
				1,
			]);
			expect(errorOf(step)).toContain('did not burn the link: the passphrase is wrong');
		},
	},
	{
		name: 'a burn without the passphrase that is needed says so',
		async play({ server, run, makeLink }) {
			const { receipt } = await makeLink({ secret: SECRET, passphrase: PASSPHRASE });
			const step = await run({ mode: 'burn', receipt });
			expect([codesOf(step), step.outputs, server.alive]).toEqual([
				['wrong-passphrase'],
				{ state: 'new' },
				1,
			]);
			expect(errorOf(step)).toContain('needs the passphrase of the link to burn it.');
		},
	},
	{
		name: 'a burn of an opened link fails, with the time',
		async play({ server, run, makeLink }) {
			const { key, receipt } = await makeLink({ secret: SECRET });
			server.reveal(key);
			const step = await run({ mode: 'burn', receipt });
			expect([codesOf(step), step.outputs['state']]).toEqual([['already-opened'], 'opened']);
			expect(step.outputs['opened-at']).toMatch(/^\d{4}-/);
		},
	},
	{
		name: 'a reveal with a wrong passphrase leaves the link alive, and v2 says that the passphrase is wrong',
		async play({ server, run, makeLink, version, hasV1 }) {
			const { link } = await makeLink({ secret: SECRET, passphrase: PASSPHRASE });
			const step = await run({ mode: 'reveal', link, passphrase: WRONG });
			expect(codesOf(step)).toEqual([version === 'v2' ? 'wrong-passphrase' : 'secret-gone']);
			expect(errorOf(step)).toContain('the passphrase is wrong');
			expect([server.alive, requestsTo(server, 'secret').length]).toEqual([1, hasV1 ? 1 : 2]);
		},
	},
	{
		name: 'a reveal of an opened link lists the causes',
		async play({ server, run, makeLink }) {
			const { key, link } = await makeLink({ secret: SECRET });
			server.reveal(key);
			const step = await run({ mode: 'reveal', link });
			expect([codesOf(step), step.outputs]).toEqual([['secret-gone'], {}]);
			expect(errorOf(step)).toContain('it has already been opened; it was burned; it has expired');
		},
	},
	{
		name: 'a reveal without a value in the response is a failure',
		async play({ server, run, makeLink, hasV1 }) {
			const { link } = await makeLink({ secret: SECRET });
			const on = hasV1 ? 1 : 2;
			server.fault({ route: 'secret', on, act: { kind: 'answer', body: withoutValue } });
			const step = await run({ mode: 'reveal', link });
			expect([codesOf(step), step.outputs]).toEqual([['answer-unusable'], {}]);
			expect(requestsTo(server, 'secret')).toHaveLength(on);
		},
	},
	{
		name: 'a passphrase that is locked after wrong guesses never opens the link, and the error names the lock',
		// v0.24 counts no guesses on API v1.
		appliesTo: ({ release, version }) => release !== 'v0.24' || version === 'v2',
		async play(context) {
			const { server, run, makeLink, release, version } = context;
			const { key, link } = await makeLink({ secret: SECRET, passphrase: PASSPHRASE });
			await guessUntilLocked(context, key);
			// v0.23 limits the caller and not the secret: the right passphrase still opens the link there.
			const passphrase = release === 'v0.23' ? WRONG : PASSPHRASE;
			const sent = server.requests.length;
			const step = await run({ mode: 'reveal', link, passphrase, timeout: '5s' });
			expect([step.outcome, step.outputs, server.alive]).toEqual(['failure', {}, 1]);
			expect(errorOf(step)).toMatch(/After wrong passphrases, servers say this for 20 to 30 minutes/);
			expect(server.requests.length - sent).toBeLessThanOrEqual(version === 'v1' ? 3 : 4);
		},
	},
	{
		name: 'a link that was burned by somebody else fails a wait, and is a success for a burn',
		async play({ run, makeLink, send }) {
			const { receipt } = await makeLink({ secret: SECRET });
			await send({ v1: `private/${receipt}/burn`, v2: `receipt/${receipt}/burn` }, {});
			const wait = await run({ mode: 'await', receipt }, { id: 'wait', continueOnError: true });
			expect([codesOf(wait), wait.outputs]).toEqual([['not-opened'], { state: 'burned' }]);
			const burn = await run({ mode: 'burn', receipt }, { id: 'burn' });
			expect([burn.outcome, burn.outputs]).toEqual(['success', { state: 'burned' }]);
		},
	},
];
