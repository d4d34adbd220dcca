// A guest's client of a region for tests with nock: what is repeated comes to an end without waiting.

import { type Clock, createSender } from '../../../src/http/retrying.ts';
import { openTransport } from '../../../src/http/transport.ts';
import { createClient } from '../../../src/onetimesecret/client.ts';
import { regionEndpoint } from '../../../src/onetimesecret/endpoint.ts';
import type { SecretService } from '../../../src/onetimesecret/types.ts';

/** Origin of the region that the client asks. */
export const ORIGIN = 'https://us.onetimesecret.com';

/** Makes the client for a mode. Every look at its clock costs a second. */
export function guestClient(mode: string): SecretService {
	let nowMs = 0;
	const clock: Clock = {
		monotonicMs: () => (nowMs += 1_000),
		wallMs: () => 0,
		random: () => 0,
		sleep: async () => undefined,
	};
	const cancel = new AbortController().signal;
	const send = createSender({
		transport: openTransport(ORIGIN),
		clock,
		timeoutMs: 60_000,
		cancel,
		onAttempt: () => undefined,
	});
	return createClient({
		endpoint: regionEndpoint('us'),
		credentials: undefined,
		send,
		mode,
		userAgent: 'ots-action/9.9.9',
	});
}
