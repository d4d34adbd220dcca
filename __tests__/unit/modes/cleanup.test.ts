import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { burnUndelivered } from '../../../src/modes/cleanup.ts';
import type { BurnResult, Creation } from '../../../src/onetimesecret/types.ts';
import { modeDeps, recordEffects, scriptService } from '../../support/recording-effects.ts';
import {
	burnResult,
	RECEIPT,
	shareRequest,
	unusableCreation,
	usableCreation,
} from '../../support/sample-secrets.ts';

interface Case {
	readonly creation?: Creation;
	readonly recipient?: string;
	readonly burn?: BurnResult | Error;
}

function run(
	{ creation = usableCreation(), recipient, burn = burnResult('burned') }: Case,
	effects = recordEffects(),
) {
	const { service, calls } = scriptService({});
	const cleanup = scriptService({ burn: [burn] });
	const { deps, cleanupLimits } = modeDeps(service, effects, { cleanup: cleanup.service });
	const request = shareRequest({ passphrase: 'p', recipient });
	const result = burnUndelivered(creation, request, deps, 2_000);
	return { result, effects, calls, cleanupCalls: cleanup.calls, cleanupLimits };
}

describe('burnUndelivered', () => {
	it('burns with a client and a deadline of its own, and forgets the receipt', async () => {
		const { result, effects, calls, cleanupCalls, cleanupLimits } = run({});
		expect(await result).toBe('The secret is burned.');
		expect([calls, cleanupCalls, cleanupLimits]).toEqual([[], [`burn ${RECEIPT} p`], [2_000]]);
		expect(effects.log).toEqual(['forget receipt']);
	});

	it.each([
		['expired', 'The secret is expired.'],
		['opened', 'The link had already been opened.'],
	] as const)('says so when the secret is %s', async (state, leftBehind) => {
		expect(await run({ burn: burnResult(state) }).result).toBe(leftBehind);
	});

	it('keeps the receipt for the end of the job if the secret is still live, and says until when', async () => {
		const error = new ActionError('wrong-passphrase', 'x');
		const stillLive = run({ burn: burnResult('new', { error }) });
		expect(await stillLive.result).toBe(
			'The secret could not be burned yet and may live until 2026-11-23T12:00:00Z; nobody has its link. The end of the job tries again.',
		);
		expect(stillLive.effects.log).toEqual([]);
	});

	it('reports a live secret if no request succeeded, and does not throw', async () => {
		const creation = usableCreation({ expiresAt: undefined });
		const { result, effects } = run({ creation, burn: new ActionError('unreachable', 'x') });
		expect(await result).toBe(
			'The secret could not be burned yet and may live until its lifetime ends; nobody has its link. The end of the job tries again.',
		);
		expect(effects.log).toEqual([]);
	});

	it('does not say that nobody has a link that may have been mailed', async () => {
		const error = new ActionError('unreachable', 'x');
		const mailed = run({ recipient: 'person@example.com', burn: error });
		expect(await mailed.result).toContain('; its link may have been mailed.');
		const lost = unusableCreation({ receiptKey: undefined });
		expect(await run({ recipient: 'person@example.com', creation: lost }).result).toMatch(
			/^The recipient may have been mailed a working link/,
		);
	});

	it('has nothing to burn without a receipt', async () => {
		const { result, cleanupCalls } = run({ creation: unusableCreation({ receiptKey: undefined }) });
		expect(await result).toMatch(/^A copy of the secret may be on the server/);
		expect(cleanupCalls).toEqual([]);
	});

	it('withholds plaintext from the receipt, but does not mask it', async () => {
		const { result, effects } = run({ burn: burnResult('burned', { plaintext: ['e'] }) });
		await result;
		expect(effects.log).toEqual(['withhold e', 'forget receipt']);
	});

	it('ignores a state file that cannot be written, because the end of the job then burns again', async () => {
		const forgetReceipt = () => {
			throw new ActionError('file-unwritable', 'x');
		};
		expect(await run({}, { ...recordEffects(), forgetReceipt }).result).toBe('The secret is burned.');
	});

	it('does not hide a bug', async () => {
		await expect(run({ burn: new TypeError('bug') }).result).rejects.toThrow(TypeError);
	});
});
