// Faults on the way: names, ports, TLS and proxies. In none of them does anything reach the server.
import type { Expectation, Place, ShareFault } from './fault-table.ts';

const unreachable: Expectation = { code: 'unreachable', created: 0, asked: [0, 0] };
const distrusted: Expectation = { code: 'tls-failed', created: 0, asked: [0, 0] };
const passes: Expectation = { code: undefined, created: 1, asked: [1, 1] };

type Region = Extract<Place, { kind: 'region' }>;

const behind = (proxy: NonNullable<Region['proxy']>): Place => ({ kind: 'region', proxy });

/** The rows. */
export const NETWORK_FAULTS: readonly ShareFault[] = [
	{
		name: 'a name that does not exist',
		place: { kind: 'no-name', code: 'ENOTFOUND' },
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a name service that gives no answer',
		place: { kind: 'no-name', code: 'EAI_AGAIN' },
		timeoutSeconds: 1,
		expected: unreachable,
	},
	{
		name: 'a closed port',
		place: { kind: 'closed-port' },
		timeoutSeconds: 1,
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'TLS and nothing wrong',
		place: { kind: 'https', certificate: 'none' },
		withBundle: true,
		expected: passes,
	},
	{
		name: 'a certificate that has expired',
		place: { kind: 'https', certificate: 'expired' },
		withBundle: true,
		expected: distrusted,
	},
	{
		name: 'a certificate of tomorrow',
		place: { kind: 'https', certificate: 'not-yet-valid' },
		expected: distrusted,
	},
	{
		name: 'a certificate for another name',
		place: { kind: 'https', certificate: 'other-name' },
		expected: distrusted,
	},
	{
		name: 'a certificate of nobody known',
		place: { kind: 'https', certificate: 'unknown-authority' },
		expected: distrusted,
	},
	{
		name: 'a certificate that signed itself',
		place: { kind: 'https', certificate: 'self-signed' },
		expected: distrusted,
	},
	{
		name: 'plain HTTP where TLS should be',
		place: { kind: 'no-tls' },
		withBundle: true,
		expected: distrusted,
	},
	{
		name: 'a handshake that never ends',
		place: { kind: 'no-handshake' },
		timeoutSeconds: 1,
		timeFactor: 4,
		limitMs: 8_000,
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a region through a proxy and nothing wrong',
		place: { kind: 'region' },
		withBundle: true,
		expected: passes,
	},
	{
		name: 'a region whose certificate has expired',
		place: { kind: 'region', certificate: 'expired' },
		expected: distrusted,
	},
	{
		name: 'a region with a foreign certificate',
		place: { kind: 'region', certificate: 'other-name' },
		withBundle: true,
		expected: distrusted,
	},
	{
		name: 'a proxy that opens the traffic',
		place: { kind: 'region', certificate: 'unknown-authority' },
		expected: distrusted,
	},
	{
		name: 'a proxy that wants credentials',
		place: behind({ kind: 'wants-credentials' }),
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a proxy that forbids the host',
		place: behind({ kind: 'answers', status: 403 }),
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a proxy that cannot reach the host',
		place: behind({ kind: 'answers', status: 502 }),
		timeoutSeconds: 1,
		expected: unreachable,
	},
	{
		name: 'a proxy that is dead',
		place: behind({ kind: 'dead' }),
		timeoutSeconds: 1,
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a proxy that never answers',
		place: behind({ kind: 'silent' }),
		timeoutSeconds: 1,
		timeFactor: 4,
		limitMs: 8_000,
		withBundle: true,
		expected: unreachable,
	},
	{
		name: 'a proxy that hangs up',
		place: behind({ kind: 'hangs-up' }),
		timeoutSeconds: 1,
		expected: unreachable,
	},
	{
		name: 'a proxy that is none',
		place: behind({ kind: 'babbles' }),
		timeoutSeconds: 1,
		expected: unreachable,
	},
];
