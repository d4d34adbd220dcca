import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { type ShareRequest, share } from '../../../src/modes/share.ts';
import type {
	Creation,
	ReceiptKey,
	Seconds,
	SecretKey,
	SecretService,
} from '../../../src/onetimesecret/types.ts';
import {
	modeParts,
	type RecordedEffects,
	recordEffects,
	scriptService,
} from '../../support/recording-effects.ts';

const request: ShareRequest = {
	value: 'v',
	ttlSeconds: undefined,
	ttlUnit: undefined,
	passphrase: undefined,
	recipient: undefined,
	maskLink: true,
};
const made = {
	usable: true,
	secretKey: 'KEY' as SecretKey,
	receiptKey: 'RECEIPT' as ReceiptKey,
	link: 'https://host/secret/KEY',
	ttlSeconds: 600 as Seconds,
	expiresAt: '2026-11-23T12:00:00Z',
	doubts: 0,
	namesRecipient: true,
	generatedValue: '',
} as const satisfies Creation;

function service(creation: Creation | ActionError, status: string | ActionError = 'nominal') {
	return scriptService({ checkStatus: [status], share: [creation] });
}

const run = (wish: ShareRequest, server: SecretService, effects: RecordedEffects) =>
	share(wish, modeParts(server, effects).parts);

describe('share', () => {
	it('checks, creates, masks, saves, hands on and tells, in this order', async () => {
		const { service: server, calls } = service(made);
		const effects = recordEffects();
		expect(await run(request, server, effects)).toEqual([
			['Expires', made.expiresAt],
			['Passphrase', 'no'],
			['Recipient', 'no'],
		]);
		expect(calls).toEqual(['checkStatus', 'share']);
		expect(effects.log).toEqual([
			'output status=nominal',
			'hide receipt: RECEIPT',
			'hide link: https://host/secret/KEY',
			'hide key of the link: KEY',
			'remember RECEIPT until 2026-11-23T12:00:00Z',
			'output link=https://host/secret/KEY',
			'output receipt=RECEIPT',
			'output ttl=600',
			'output expires-at=2026-11-23T12:00:00Z',
			'remember handed on',
			'line host is nominal and keeps the secret.',
			'line One-time link: *** (hidden). Use it as <link> in later steps of this job, not in other jobs.',
			'line It opens once, until 2026-11-23T12:00:00Z.',
		]);
	});

	it.each([
		['degraded', 'degraded', 'not-nominal'],
		[new ActionError('unreachable', 'x'), 'unavailable', 'unreachable'],
		['a-token-as-status', 'unrecognised', 'not-nominal'],
	])(
		'creates nothing when the status is %s, and sets the output to %s first',
		async (status, output, code) => {
			const { service: server, calls } = service(made, status);
			const effects = recordEffects(['token']);
			await expect(run(request, server, effects)).rejects.toMatchObject({ code });
			expect(calls).toEqual(['checkStatus']);
			expect(effects.log).toEqual([`output status=${output}`]);
		},
	);

	it('leaves the link unmasked where it is to pass as a job output, and says who sees it', async () => {
		const effects = recordEffects(['other']);
		await run({ ...request, passphrase: 'p', maskLink: false }, service(made).service, effects);
		expect(effects.log.filter((line) => line.startsWith('hide'))).toEqual(['hide receipt: RECEIPT']);
		expect(effects.log).toContain('line host is nominal and keeps the secret, locked with the passphrase.');
		expect(effects.log).toContainEqual(
			expect.stringMatching(/as a job output, in other jobs, whose logs show it/),
		);
	});

	it('refuses to make a link for other jobs that a mask of our own would hold back, before anything is sent', async () => {
		const { service: server, calls } = service(made);
		await expect(
			run({ ...request, maskLink: false }, server, recordEffects([' host\n'])),
		).rejects.toMatchObject({ code: 'invalid-input' });
		expect(calls).toEqual([]);
	});

	it('warns when a mask of our own occurs in the key by chance', async () => {
		const effects = recordEffects(['EY']);
		await run({ ...request, maskLink: false }, service(made).service, effects);
		expect(effects.log).toContainEqual(expect.stringMatching(/^warn .*drop the link as a job output/));
	});

	it('saves the receipt of a secret that has no usable link, and hands nothing on', async () => {
		const fault = new ActionError('answer-unusable', 'x');
		const effects = recordEffects();
		const creation: Creation = { usable: false, receiptKey: made.receiptKey, expiresAt: undefined, fault };
		await expect(run(request, service(creation).service, effects)).rejects.toBe(fault);
		expect(effects.log).toEqual([
			'output status=nominal',
			'hide receipt: RECEIPT',
			'remember RECEIPT until undefined',
		]);
	});

	it('has nothing to save where there is not even a receipt', async () => {
		const fault = new ActionError('answer-unusable', 'x');
		const effects = recordEffects();
		await expect(
			run(
				request,
				service({ usable: false, receiptKey: undefined, expiresAt: undefined, fault }).service,
				effects,
			),
		).rejects.toBe(fault);
		expect(effects.log).toEqual(['output status=nominal']);
	});

	it('stops before the creation, or keeps the receipt and hands nothing on after it', async () => {
		const early = recordEffects([], () => true);
		const { service: server, calls } = service(made);
		await expect(run(request, server, early)).rejects.toMatchObject({
			code: 'cancelled',
			alive: 'No secret was sent.',
		});
		expect(calls).toEqual(['checkStatus']);

		let isCancelled = false;
		const late = recordEffects([], () => isCancelled);
		const slow: SecretService = {
			...server,
			async share() {
				isCancelled = true;
				return made;
			},
		};
		await expect(run(request, slow, late)).rejects.toMatchObject({
			code: 'cancelled',
			alive: expect.stringContaining('was not handed on'),
		});
		expect(late.log.at(-1)).toBe('remember RECEIPT until 2026-11-23T12:00:00Z');
	});

	it.each([
		[
			2_592_000,
			{ name: 'd', seconds: 86_400 },
			604_800,
			'A lifetime of 30d (2592000 s) was asked for, but host granted 7d (604800 s).',
		],
		[
			90,
			{ name: 's', seconds: 1 },
			300,
			'A lifetime of 90s (90 s) was asked for, but host granted 300s (300 s).',
		],
		[
			7_200,
			{ name: 'h', seconds: 3_600 },
			6_000,
			'A lifetime of 2h (7200 s) was asked for, but host granted 1.67h (6000 s).',
		],
	])('warns when %d s were asked for and others granted', async (asked, ttlUnit, granted, warning) => {
		const effects = recordEffects();
		await run(
			{ ...request, ttlSeconds: asked as Seconds, ttlUnit },
			service({ ...made, ttlSeconds: granted as Seconds }).service,
			effects,
		);
		expect(effects.log.filter((line) => line.startsWith('warn'))).toEqual([`warn ${warning}`]);
	});

	it('does not warn when the lifetime was granted as asked', async () => {
		const effects = recordEffects();
		await run(
			{ ...request, ttlSeconds: 600 as Seconds, ttlUnit: { name: 'm', seconds: 60 } },
			service(made).service,
			effects,
		);
		expect(effects.log.filter((line) => line.startsWith('warn'))).toEqual([]);
	});

	it('does without a lifetime that the server does not name, and says so', async () => {
		const effects = recordEffects();
		await run(request, service({ ...made, ttlSeconds: undefined, expiresAt: undefined }).service, effects);
		expect(effects.log.join('\n')).not.toMatch(/output (ttl|expires-at)/);
		expect(effects.log).toContain('warn host did not say how long the link lives.');
		expect(effects.log.at(-1)).toBe('line It opens once.');
	});

	it('warns that a copy may live when the creation was in doubt before', async () => {
		const effects = recordEffects();
		await run(request, service({ ...made, doubts: 1 }).service, effects);
		expect(effects.log).toContainEqual(
			expect.stringMatching(/^warn The creation was sent again.*copy of the secret.*may live/),
		);
	});
});
