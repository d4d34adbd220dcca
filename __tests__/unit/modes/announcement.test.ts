import { describe, expect, it } from 'vitest';
import { announce, linkRows } from '../../../src/modes/announcement.ts';
import type { Seconds } from '../../../src/onetimesecret/types.ts';
import { recordEffects, scriptService } from '../../support/recording-effects.ts';
import { shareRequest, usableCreation } from '../../support/sample-secrets.ts';

function runAnnounce(
	creation: Parameters<typeof usableCreation>[0] = {},
	options: Parameters<typeof shareRequest>[0] = {},
	isGuest = true,
	effects = recordEffects(),
) {
	announce(usableCreation(creation), shareRequest(options), scriptService({}, { isGuest }).service, effects);
	return { infos: effects.logged('info'), warnings: effects.logged('warn') };
}

describe('announce', () => {
	it('names the host, the account, the use and the expiry of the link, without a warning', () => {
		expect(runAnnounce()).toEqual({
			infos: [
				'host is up (status: nominal). Secret stored as guest, no passphrase.',
				'One-time link: *** (masked). Use it as <link> in later steps of this job, not in other jobs.',
				'It can be opened once, within 10 minutes, until 2026-11-23T12:00:00Z.',
			],
			warnings: [],
		});
	});

	it('says that mail was requested, never that it was sent', () => {
		const [line] = runAnnounce({}, { recipient: 'person@example.com', passphrase: 'p' }, false).infos;
		expect(line).toBe(
			'host is up (status: nominal). Secret stored for the account, with a passphrase. The server was asked to mail the link to the recipient.',
		);
	});

	it('names the host of a link that is not on the called server', () => {
		const { infos, warnings } = runAnnounce(
			{ linkHost: 'links.example.com' },
			{ shareDomain: 'links.example.com' },
		);
		expect(infos).toHaveLength(4);
		expect(infos[1]).toBe('The link is on links.example.com.');
		expect(warnings).toEqual([]);
	});

	it('names a host of the link that was not requested', () => {
		const { infos, warnings } = runAnnounce({ linkHost: 'links.example.com' });
		expect(infos).toContain('The link is on links.example.com.');
		expect(warnings).toEqual([]);
	});

	it('warns with both hosts when the server did not honor `share-domain`', () => {
		const { infos, warnings } = runAnnounce({}, { shareDomain: 'links.example.com' });
		expect(warnings).toEqual(['`share-domain` is links.example.com, but host put the link on host.']);
		expect(infos).toHaveLength(3);
	});

	it('says who can see the link if it becomes a job output', () => {
		expect(runAnnounce({}, { maskLink: false }).infos[1]).toBe(
			'One-time link: *** (masked). Use it as <link> in later steps and, as a job output, in other jobs, whose logs show it.',
		);
	});

	it('does not promise a job output that contains a mask', () => {
		const effects = recordEffects(['EY']);
		expect(runAnnounce({}, { maskLink: false }, true, effects).infos[1]).toContain('not in other jobs');
	});

	it('names no output if the step has no id', () => {
		const effects = { ...recordEffects(), outputExpression: () => undefined };
		expect(runAnnounce({}, {}, true, effects).infos[1]).toBe('One-time link: *** (masked).');
	});

	it('warns if the server does not return a lifetime', () => {
		const { infos, warnings } = runAnnounce({ ttlSeconds: undefined, expiresAt: undefined });
		expect(infos.at(-1)).toBe('It can be opened once.');
		expect(warnings).toEqual(['host did not say how long the link lives.']);
	});

	it('warns that a copy may exist if the creation was retried in doubt', () => {
		expect(runAnnounce({ doubts: 1 }).warnings).toEqual([
			expect.stringMatching(
				/^The creation was retried, because host gave no usable response.*A copy of the secret/,
			),
		]);
	});

	it.each([
		[
			2_592_000,
			{ name: 'd', seconds: 86_400 },
			604_800,
			'`ttl` is 30d (2592000 s), but host granted 7d (604800 s).',
		],
		[90, { name: 's', seconds: 1 }, 300, '`ttl` is 90s (90 s), but host granted 300s (300 s).'],
		[7_200, { name: 'h', seconds: 3_600 }, 6_000, '`ttl` is 2h (7200 s), but host granted 1.67h (6000 s).'],
	])(
		'warns if %d s were requested but a different lifetime was granted',
		(asked, ttlUnit, granted, warning) => {
			const options = { ttlSeconds: asked as Seconds, ttlUnit };
			expect(runAnnounce({ ttlSeconds: granted as Seconds }, options).warnings).toEqual([warning]);
		},
	);

	it('does not warn if the requested lifetime was granted', () => {
		const options = { ttlSeconds: 600 as Seconds, ttlUnit: { name: 'm', seconds: 60 } };
		expect(runAnnounce({}, options).warnings).toEqual([]);
	});
});

describe('linkRows', () => {
	it('show the expiry and yes or no, but nothing sensitive', () => {
		const request = shareRequest({ passphrase: 'p', recipient: 'person@example.com' });
		expect(linkRows(usableCreation(), request)).toEqual([
			['Expires', '2026-11-23T12:00:00Z'],
			['Passphrase', 'yes'],
			['Recipient', 'yes'],
		]);
		expect(linkRows(usableCreation({ expiresAt: undefined }), shareRequest())).toEqual([
			['Expires', 'not known'],
			['Passphrase', 'no'],
			['Recipient', 'no'],
		]);
	});
});
