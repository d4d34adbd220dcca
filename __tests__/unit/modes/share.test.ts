import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { type ShareRequest, share } from '../../../src/modes/share.ts';
import type { Creation } from '../../../src/onetimesecret/types.ts';
import {
	modeDeps,
	recordEffects,
	type ServiceScript,
	scriptService,
} from '../../support/recording-effects.ts';
import { burnResult, shareRequest, usableCreation } from '../../support/sample-secrets.ts';

function run(
	request: ShareRequest = shareRequest(),
	script: ServiceScript = {},
	effects = recordEffects(),
	creation: Creation = usableCreation(),
) {
	const { service, calls } = scriptService({
		checkStatus: ['nominal'],
		share: [creation],
		burn: [burnResult('burned')],
		...script,
	});
	return { result: share(request, modeDeps(service, effects).deps), effects, calls };
}

describe('share', () => {
	it('checks, creates, masks, saves, delivers and announces, in this order', async () => {
		const { result, effects, calls } = run();
		expect(await result).toEqual([
			['Expires', '2026-11-23T12:00:00Z'],
			['Passphrase', 'no'],
			['Recipient', 'no'],
		]);
		expect(calls).toEqual(['checkStatus', 'share']);
		expect(effects.log).toEqual([
			'output status=nominal',
			'mask receipt: RECEIPT',
			'mask link: https://host/secret/KEY',
			'mask key of the link: KEY',
			'remember RECEIPT of v1 for 600 s until 2026-11-23T12:00:00Z',
			'output link=https://host/secret/KEY',
			'output receipt=RECEIPT',
			'output ttl=600',
			'output expires-at=2026-11-23T12:00:00Z',
			'remember delivery',
			'info host is up (status: nominal). Secret stored as guest, no passphrase.',
			'info One-time link: *** (masked). Use it as <link> in later steps of this job, not in other jobs.',
			'info It can be opened once, within 10 minutes, until 2026-11-23T12:00:00Z.',
		]);
	});

	it.each([
		['degraded', 'degraded', 'not-nominal'],
		[new ActionError('unreachable', 'x'), 'unavailable', 'unreachable'],
		[new ActionError('credentials-rejected', 'x'), 'unauthorized', 'credentials-rejected'],
	])('creates nothing when the status is %s, and sets the output to %s first', async (said, output, code) => {
		const { result, effects, calls } = run(shareRequest(), { checkStatus: [said] });
		await expect(result).rejects.toMatchObject({ code, leftBehind: 'No secret was sent.' });
		expect(calls).toEqual(['checkStatus']);
		expect(effects.log).toEqual([`output status=${output}`]);
	});

	it('saves that the link may be mailed before the server is asked to create it', async () => {
		const lost = new ActionError('in-doubt', 'x');
		const { result, effects } = run(shareRequest({ recipient: 'person@example.com' }), { share: [lost] });
		await expect(result).rejects.toBe(lost);
		expect(effects.log).toEqual(['output status=nominal', 'remember mail']);
	});

	it('sends nothing if a mask would keep the link from becoming a job output', async () => {
		const { result, calls } = run(shareRequest({ maskLink: false }), {}, recordEffects(['host']));
		await expect(result).rejects.toMatchObject({ code: 'invalid-input' });
		expect(calls).toEqual([]);
	});

	it('creates nothing if the step is cancelled before', async () => {
		const { result, calls } = run(
			shareRequest(),
			{},
			recordEffects([], () => true),
		);
		await expect(result).rejects.toMatchObject({ code: 'cancelled', leftBehind: 'No secret was sent.' });
		expect(calls).toEqual(['checkStatus']);
	});

	it('leaves the link unmasked with `mask-link: false`', async () => {
		const { result, effects } = run(shareRequest({ passphrase: 'p', maskLink: false }));
		expect(await result).toContainEqual(['Passphrase', 'yes']);
		expect(effects.logged('mask')).toEqual(['receipt: RECEIPT']);
	});

	it('burns a secret whose recipient the server does not confirm, and delivers nothing', async () => {
		const creation = usableCreation({ namesRecipient: false });
		const request = shareRequest({ recipient: 'person@example.com', passphrase: 'p' });
		const { result, effects, calls } = run(request, {}, recordEffects(), creation);
		await expect(result).rejects.toMatchObject({
			code: 'recipient-dropped',
			leftBehind: 'The secret is burned.',
		});
		expect(calls).toEqual(['checkStatus', 'share', 'burn RECEIPT p']);
		expect(effects.logged('output')).toEqual(['status=nominal']);
	});
});
