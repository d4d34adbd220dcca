// Makes the state of one server from its options.
import { createEventCounter } from './event-counter.ts';
import { CUSTOM_DOMAIN, type Site } from './hosts.ts';
import { drawApiToken, drawKey, drawOwnerId } from './keys.ts';
import { createPassphraseJudge } from './passphrase-guesses.ts';
import type { ReleaseTraits } from './release-traits.ts';
import { RELEASES } from './releases.ts';
import type { ServerOptions } from './server-options.ts';
import type { Service } from './service.ts';
import { createStore } from './store.ts';

/** The traits of the release, with single ones taken from an older release where the options ask for that. */
function chooseTraits(options: ServerOptions): ReleaseTraits {
	const release = RELEASES[options.release ?? 'v0.26'];
	const old = RELEASES['v0.23'];
	return {
		...release,
		...(options.dropsRecipients === true && {
			recipients: old.recipients,
			recipientStars: old.recipientStars,
		}),
		...(options.showsValueInReceipt === true && { lookMarksReceipt: true }),
	};
}

function describeSite(options: ServerOptions, ownScheme: Site['scheme'], port: number): Site {
	const { canonicalHost, customDomain } = options;
	return {
		scheme: canonicalHost === undefined ? ownScheme : 'https://',
		authority: canonicalHost ?? `127.0.0.1:${port}`,
		canonicalHost,
		tellsHostsApart: canonicalHost !== undefined || customDomain !== undefined,
		customDomain: customDomain ?? CUSTOM_DOMAIN,
		publicHomepage: options.publicHomepage ?? false,
	};
}

/** The state of a server that listens on `port`, without any secrets. */
export function createService(
	options: ServerOptions,
	ownScheme: Site['scheme'],
	port: number,
	statusWord: () => string,
): Service {
	const release = chooseTraits(options);
	const nowMs = options.nowMs ?? Date.now;
	const counter = createEventCounter(nowMs);
	return {
		site: describeSite(options, ownScheme, port),
		account: {
			username: 'ci@example.com',
			token: drawApiToken(),
			customerId: `ur${drawKey(25)}`,
			ownerId: drawOwnerId(),
		},
		release,
		mounted: { ...release.mountedByDefault, ...options.apis },
		store: createStore(nowMs, release.keyLength),
		counter,
		judgePassphrase: createPassphraseJudge(release, counter, nowMs),
		mails: [],
		nowMs,
		statusWord,
		lies: options.lies,
		rateLimit: options.rateLimit ?? Number.POSITIVE_INFINITY,
		guestLimit: options.guestLimit ?? Number.POSITIVE_INFINITY,
	};
}
