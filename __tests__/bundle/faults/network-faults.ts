// Faults on the way: names, ports, TLS and proxies. In none of them does anything reach the server.

import { succeeds } from './expectations.ts';
import type { Expectation, ShareFault } from './fault-table.ts';
import type { NetworkPlan } from './network-setup.ts';

const unreachable: Expectation = { code: 'unreachable', created: 0, asked: [0, 0] };
const distrusted: Expectation = { code: 'tls-failed', created: 0, asked: [0, 0] };

type Region = Extract<NetworkPlan, { kind: 'region' }>;

const behind = (proxy: NonNullable<Region['proxy']>): NetworkPlan => ({ kind: 'region', proxy });

const CONNECTIONS: readonly ShareFault[] = [
	{
		name: 'a name that does not exist',
		network: { kind: 'no-name', code: 'ENOTFOUND' },
		withBundle: true,
		says: ['DNS does not know the host (ENOTFOUND)'],
		expected: unreachable,
	},
	{
		name: 'DNS that gives no response',
		network: { kind: 'no-name', code: 'EAI_AGAIN' },
		timeoutSeconds: 1,
		expected: unreachable,
	},
	{
		name: 'a closed port',
		network: { kind: 'closed-port' },
		timeoutSeconds: 1,
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a closed port of an IPv6 host, which the log shows whole',
		network: { kind: 'closed-port', address: '[::1]' },
		timeoutSeconds: 1,
		withBundle: true,
		says: [/share: \[::1\]:\d+ could not be reached/],
		expected: unreachable,
	},
];

const TLS: readonly ShareFault[] = [
	{
		name: 'TLS and nothing wrong',
		network: { kind: 'https', certificate: 'none' },
		withBundle: true,
		expected: succeeds,
	},
	{
		name: 'a certificate that has expired',
		network: { kind: 'https', certificate: 'expired' },
		withBundle: true,
		says: ['its certificate has expired', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA=1'],
		expected: distrusted,
	},
	{
		name: 'a certificate of tomorrow',
		network: { kind: 'https', certificate: 'not-yet-valid' },
		expected: distrusted,
	},
	{
		name: 'a certificate for another name',
		network: { kind: 'https', certificate: 'other-name' },
		expected: distrusted,
	},
	{
		name: 'a certificate of an unknown authority',
		network: { kind: 'https', certificate: 'unknown-authority' },
		expected: distrusted,
	},
	{
		name: 'a certificate that signed itself',
		network: { kind: 'https', certificate: 'self-signed' },
		expected: distrusted,
	},
	{
		name: 'a server of TLS 1.3 that wants a client certificate',
		network: { kind: 'client-certificate' },
		withBundle: true,
		says: ['it wants a client certificate'],
		neverSays: ['attempts'],
		expected: distrusted,
	},
	{
		name: 'plain HTTP where TLS should be',
		network: { kind: 'no-tls' },
		withBundle: true,
		expected: distrusted,
	},
	{
		name: 'a handshake that never ends',
		network: { kind: 'no-handshake' },
		timeoutSeconds: 1,
		timeFactor: 4,
		withBundle: true,
		expected: unreachable,
	},
];

const PROXIES: readonly ShareFault[] = [
	{
		name: 'a region through a proxy and nothing wrong',
		network: { kind: 'region' },
		withBundle: true,
		expected: succeeds,
	},
	{
		name: 'a region whose certificate has expired',
		network: { kind: 'region', certificate: 'expired' },
		expected: distrusted,
	},
	{
		name: 'a region with a foreign certificate',
		network: { kind: 'region', certificate: 'other-name' },
		withBundle: true,
		expected: distrusted,
	},
	{
		name: 'a proxy that opens the traffic',
		network: { kind: 'region', certificate: 'unknown-authority' },
		expected: distrusted,
	},
	{
		name: 'a proxy that wants credentials, and none are given',
		network: behind({ kind: 'wants-credentials', given: 'none' }),
		withBundle: true,
		says: ['wants a user name and a password in the proxy variable'],
		expected: unreachable,
	},
	{
		name: 'a proxy that wants credentials, and others are given',
		network: behind({ kind: 'wants-credentials', given: 'wrong' }),
		withBundle: true,
		says: ['rejected the user name and password', 'NTLM or Kerberos'],
		neverSays: ['wants a user name'],
		expected: unreachable,
	},
	{
		name: 'a proxy that forbids the host',
		network: behind({ kind: 'answers', status: 403 }),
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a proxy that cannot reach the host',
		network: behind({ kind: 'answers', status: 502 }),
		timeoutSeconds: 1,
		expected: unreachable,
	},
	{
		name: 'a proxy that is dead',
		network: behind({ kind: 'dead' }),
		timeoutSeconds: 1,
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a proxy that never responds',
		network: behind({ kind: 'silent' }),
		timeoutSeconds: 1,
		timeFactor: 4,
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a proxy that hangs up',
		network: behind({ kind: 'hangs-up' }),
		timeoutSeconds: 1,
		expected: unreachable,
	},
	{
		name: 'a proxy that does not speak HTTP',
		network: behind({ kind: 'babbles' }),
		timeoutSeconds: 1,
		expected: unreachable,
	},
];

/** The rows. */
export const NETWORK_FAULTS: readonly ShareFault[] = [...CONNECTIONS, ...TLS, ...PROXIES];
