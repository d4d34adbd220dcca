import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { burn } from '../../../src/modes/burn.ts';
import type { BurnResult } from '../../../src/onetimesecret/types.ts';
import { modeDeps, recordEffects, scriptService } from '../../support/recording-effects.ts';
import { burnResult, RECEIPT } from '../../support/sample-secrets.ts';

function run(result: BurnResult | Error, passphrase?: string) {
	const { service, calls } = scriptService({ burn: [result] });
	const effects = recordEffects();
	const { deps, limits } = modeDeps(service, effects);
	return { result: burn({ mode: 'burn', receipt: RECEIPT, passphrase }, deps), effects, calls, limits };
}

describe('burn', () => {
	it.each(['burned', 'expired'] as const)('succeeds when the receipt says %s', async (state) => {
		const { result, effects, calls, limits } = run(burnResult(state), 'p');
		expect(await result).toEqual([['State', state]]);
		expect([calls, limits]).toEqual([['burn RECEIPT p'], [undefined]]);
		expect(effects.log).toEqual([
			`output state=${state}`,
			`info The link is ${state}. host confirms that nobody can open it anymore.`,
		]);
	});

	it('fails if the link was opened before, and says when', async () => {
		const { result, effects } = run(burnResult('opened', { openedAt: '2026-11-23T12:00:00Z' }));
		await expect(result).rejects.toMatchObject({
			code: 'already-opened',
			message: 'The link was opened at 2026-11-23T12:00:00Z, before it could be burned (host).',
		});
		expect(effects.log).toEqual(['output state=opened', 'output opened-at=2026-11-23T12:00:00Z']);
	});

	it('names no time if the server does not return one', async () => {
		const { result, effects } = run(burnResult('opened'));
		await expect(result).rejects.toMatchObject({
			message: 'The link was opened, before it could be burned (host).',
		});
		expect(effects.log).toEqual(['output state=opened']);
	});

	it.each(['new', 'unknown'] as const)(
		'sets the state before it throws why the link is %s',
		async (state) => {
			const error = new ActionError('wrong-passphrase', 'x');
			const { result, effects } = run(burnResult(state, { error }));
			await expect(result).rejects.toBe(error);
			expect(effects.log).toEqual([`output state=${state}`]);
		},
	);

	it('sets no state if it is not known', async () => {
		const error = new ActionError('unreachable', 'x');
		const { result, effects } = run(error);
		await expect(result).rejects.toBe(error);
		expect(effects.log).toEqual([]);
	});

	it('withholds plaintext from the receipt, but does not mask it', async () => {
		const { result, effects } = run(burnResult('burned', { plaintext: ['e', '0'] }));
		await result;
		expect(effects.log.slice(0, 2)).toEqual(['withhold e', 'withhold 0']);
		expect(effects.logged('mask')).toEqual([]);
	});
});
