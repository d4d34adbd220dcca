import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { burn } from '../../../src/modes/burn.ts';
import type {
	BurnAnswer,
	ReceiptKey,
	ReceiptLook,
	SecretService,
	SecretState,
} from '../../../src/onetimesecret/types.ts';
import { modeParts, recordEffects, scriptService } from '../../support/recording-effects.ts';

const receipt = 'RECEIPT' as ReceiptKey;
const look = (state: SecretState, spilledValues: string[] = []): ReceiptLook => ({
	state,
	secretTtlSeconds: undefined,
	spilledValues,
});

function run(answer: BurnAnswer, seen: ReceiptLook | ActionError, passphrase?: string, isReturned = false) {
	const { service: scripted, calls } = scriptService({ burn: [answer], lookUp: [seen] });
	const service: SecretService = isReturned ? { ...scripted, burn: async () => answer } : scripted;
	const effects = recordEffects();
	return { result: burn({ receipt, passphrase }, modeParts(service, effects).parts), effects, calls };
}

describe('burn', () => {
	it.each(['burned', 'expired'] as const)(
		'succeeds when the receipt says %s, whatever the server answered to the burn',
		async (state) => {
			for (const answer of ['accepted', 'gone', 'refused', 'rate-limited', 'unexpected-error'] as const) {
				const { result, effects, calls } = run(answer, look(state), 'p');
				expect(await result).toEqual([['State', state]]);
				expect(calls).toEqual(['burn RECEIPT p', 'lookUp RECEIPT']);
				expect(effects.log).toEqual([
					`output state=${state}`,
					`line host confirms that the link is ${state}: nobody can open it.`,
				]);
			}
		},
	);

	it('fails when the link was opened before, because the value is out', async () => {
		const { result, effects } = run('gone', look('opened'));
		await expect(result).rejects.toMatchObject({ code: 'already-opened' });
		expect(effects.log).toEqual(['output state=opened']);
	});

	it('fails when the server knows no such receipt', async () => {
		const { result, effects } = run('gone', look('unknown'));
		await expect(result).rejects.toMatchObject({
			code: 'secret-gone',
			message: expect.stringMatching(/another region/),
		});
		expect(effects.log).toEqual(['output state=unknown']);
	});

	it.each([
		['refused', 'p', 'wrong-passphrase', /passphrase is wrong/],
		['refused', undefined, 'wrong-passphrase', /wants the passphrase/],
		['rate-limited', 'p', 'rate-limited', /too many requests/],
		['unexpected-error', 'p', 'wrong-passphrase', /wrong, or the secret is locked after wrong guesses/],
		['unexpected-error', undefined, 'refused-by-server', /did not burn/],
		[
			'accepted',
			undefined,
			'refused-by-server',
			/says that it burned the link, but its receipt says that it lives/,
		],
		['gone', undefined, 'refused-by-server', /did not burn/],
	] as const)(
		'knows why the link still lives after %s with passphrase %s',
		async (answer, passphrase, code, message) => {
			const { result, effects } = run(answer, look('new'), passphrase);
			await expect(result).rejects.toMatchObject({
				code,
				message: expect.stringMatching(message),
				alive: 'The link still works.',
			});
			expect(effects.log).toEqual(['output state=new']);
		},
	);

	it('masks a plaintext that an old server puts into the receipt before anything else', async () => {
		const { result, effects } = run('accepted', look('burned', ['plain']));
		await result;
		expect(effects.log[0]).toBe('hide value: plain');
	});

	it('believes the receipt where the burn came to no answer', async () => {
		const unanswered = new ActionError('not-nominal', 'no answer');
		expect(await run(unanswered, look('burned'), undefined, true).result).toEqual([['State', 'burned']]);
		await expect(run(unanswered, look('new'), undefined, true).result).rejects.toBe(unanswered);
		await expect(run(unanswered, new ActionError('forbidden', 'x'), undefined, true).result).rejects.toBe(
			unanswered,
		);
	});

	it('says nothing about the state when no look succeeded', async () => {
		const fault = new ActionError('unreachable', 'x');
		for (const { result, effects } of [run(fault, look('burned')), run('accepted', fault)]) {
			await expect(result).rejects.toBe(fault);
			expect(effects.log).toEqual([]);
		}
	});
});
