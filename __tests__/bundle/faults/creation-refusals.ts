// Refusals of the creation, and recipients that the server garbles: what the user can do about each is said.

import { burnsAtOnce, failsUncreated } from './expectations.ts';
import type { ShareFault } from './fault-table.ts';
import { always, page, responds } from './server-faults.ts';

/** The rows. */
export const CREATION_REFUSALS: readonly ShareFault[] = [
	{
		name: 'a passphrase that the server does not like',
		passphrase: 'abc',
		withBundle: true,
		expected: failsUncreated('refused-by-server', 1),
	},
	{
		name: 'a custom domain without guests',
		network: { kind: 'custom-domain' },
		withBundle: true,
		says: ['guests can share only if its owner allows it'],
		expected: failsUncreated('account-required', 1),
	},
	{
		name: 'a custom domain that v0.24 denies to its owner',
		network: { kind: 'custom-domain', server: { release: 'v0.24' } },
		login: 'right',
		withBundle: true,
		says: ['Switch it on for the domain'],
		neverSays: [/Set `username` and `token`/],
		expected: failsUncreated('account-required', 1),
	},
	{
		name: 'a server that takes no guests',
		plans: always('share', responds(403, { error_type: 'guest_requires_account' })),
		expected: failsUncreated('account-required', 1),
	},
	{
		name: 'credentials that have just been revoked',
		login: 'right',
		plans: always('share', responds(401, {})),
		expected: failsUncreated('credentials-rejected', 1),
	},
	{
		name: 'an edge network forbids it',
		plans: always('share', page(403)),
		expected: failsUncreated('forbidden', 1),
	},
	{
		name: 'a recipient that the server drops, in a response that comes late',
		network: { kind: 'http', server: { release: 'v0.23', dropsRecipients: true } },
		login: 'right',
		recipient: 'person@example.technology',
		// The burn takes longer than what is left of the timeout, so it needs a deadline of its own.
		plans: [
			...always('share', { kind: 'delay', ms: 1_000 }),
			...always('burn', { kind: 'delay', ms: 1_200 }),
		],
		timeoutSeconds: 2,
		withBundle: true,
		says: ['The secret is burned.'],
		expected: burnsAtOnce('recipient-dropped'),
	},
];
