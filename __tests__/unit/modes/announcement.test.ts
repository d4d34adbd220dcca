import { describe, expect, it } from 'vitest';
import { announce, linkRows } from '../../../src/modes/announcement.ts';
import type { Seconds } from '../../../src/onetimesecret/types.ts';
import { recordEffects, scriptService } from '../../support/recording-effects.ts';
import { shareRequest, usableCreation } from '../../support/sample-secrets.ts';

function say(
	made: Parameters<typeof usableCreation>[0] = {},
	options: Parameters<typeof shareRequest>[0] = {},
	isGuest = true,
	effects = recordEffects(),
) {
	announce(usableCreation(made), shareRequest(options), scriptService({}, { isGuest }).service, effects);
	return { infos: effects.logged('info'), warnings: effects.logged('warn') };
}

describe('announce', () => {
	it('says where, as whom, what, how to use it and until when, without a warning', () => {
		expect(say()).toEqual({
			infos: [
				'host is up (status: nominal). Secret stored as guest, no passphrase.',
				'One-time link: *** (masked). Use it as <link> in later steps of this job, not in other jobs.',
				'It can be opened once, within 10 minutes, until 2026-11-23T12:00:00Z.',
			],
			warnings: [],
		});
	});

	it('says that mail was asked for, never that it was sent', () => {
		const [line] = say({}, { recipient: 'person@example.com', passphrase: 'p' }, false).infos;
		expect(line).toBe(
			'host is up (status: nominal). Secret stored for the account, with a passphrase. The server was asked to mail the link to the recipient.',
		);
	});

	it('names the host of a link that is not on the server that was called', () => {
		const { infos, warnings } = say({ linkHost: 'links.example.com' }, { shareDomain: 'links.example.com' });
		expect(infos).toHaveLength(4);
		expect(infos[1]).toBe('The link is on links.example.com.');
		expect(warnings).toEqual([]);
	});

	it('names the host of a link that nobody asked for', () => {
		const { infos, warnings } = say({ linkHost: 'links.example.com' });
		expect(infos).toContain('The link is on links.example.com.');
		expect(warnings).toEqual([]);
	});

	it('warns with both hosts when the server did not honor `share-domain`', () => {
		const { infos, warnings } = say({}, { shareDomain: 'links.example.com' });
		expect(warnings).toEqual(['`share-domain` is links.example.com, but host put the link on host.']);
		expect(infos).toHaveLength(3);
	});

	it('says who sees the link where it is to pass as a job output', () => {
		expect(say({}, { maskLink: false }).infos[1]).toBe(
			'One-time link: *** (masked). Use it as <link> in later steps and, as a job output, in other jobs, whose logs show it.',
		);
	});

	it('does not promise a job output that a mask will hold back', () => {
		const effects = recordEffects(['EY']);
		expect(say({}, { maskLink: false }, true, effects).infos[1]).toContain('not in other jobs');
	});

	it('names no output that the runner drops', () => {
		const effects = { ...recordEffects(), outputExpression: () => undefined };
		expect(say({}, {}, true, effects).infos[1]).toBe('One-time link: *** (masked).');
	});

	it('does without a lifetime that the server does not name, and warns', () => {
		const { infos, warnings } = say({ ttlSeconds: undefined, expiresAt: undefined });
		expect(infos.at(-1)).toBe('It can be opened once.');
		expect(warnings).toEqual(['host did not say how long the link lives.']);
	});

	it('warns that a copy may live when the creation was in doubt before', () => {
		expect(say({ doubts: 1 }).warnings).toEqual([
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
	])('warns when %d s were asked for and others granted', (asked, ttlUnit, granted, warning) => {
		const options = { ttlSeconds: asked as Seconds, ttlUnit };
		expect(say({ ttlSeconds: granted as Seconds }, options).warnings).toEqual([warning]);
	});

	it('does not warn when the lifetime was granted as asked', () => {
		const options = { ttlSeconds: 600 as Seconds, ttlUnit: { name: 'm', seconds: 60 } };
		expect(say({}, options).warnings).toEqual([]);
	});
});

describe('linkRows', () => {
	it('says until when, and with what, and nothing secret', () => {
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
