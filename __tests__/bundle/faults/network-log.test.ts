// What the log says of the network between the runner and the server.

import { describe, expect, it } from 'vitest';
import { succeeds } from './expectations.ts';
import type { ShareFault } from './fault-table.ts';
import { alters, always } from './server-faults.ts';
import { shareInBundle } from './share-in-bundle.ts';

const AUTHORITIES = 'Trusting the certificate authorities in NODE_EXTRA_CA_CERTS as well.';

const through: ShareFault = { name: 'a proxy', network: { kind: 'region' }, expected: succeeds };
const direct: ShareFault = { name: 'no proxy', expected: succeeds };

describe.concurrent('The log', () => {
	it('names a proxy and extra certificate authorities in one line each', async () => {
		const { step, violations } = await shareInBundle(through);
		const lines = step.printed.split('\n');
		expect(lines).toContainEqual(expect.stringMatching(/^Using the proxy 127\.0\.0\.1:\d+\.$/));
		expect(lines).toContain(AUTHORITIES);
		expect(violations).toEqual([]);
	});

	it('names neither where there is neither, nor a proxy that does not apply', async () => {
		const env = { NODE_EXTRA_CA_CERTS: '', HTTPS_PROXY: 'http://127.0.0.1:9' };
		const { step, observation } = await shareInBundle(direct, { env });
		expect(observation.code).toBeUndefined();
		expect(step.printed).not.toMatch(/proxy|certificate/i);
	});

	it('names the host of a link that is not the host that was called, although nobody asked for it', async () => {
		const plans = always(
			'share',
			alters((real) => ({ ...real, share_domain: 'links.example.com' })),
		);
		const { step, observation } = await shareInBundle({ ...direct, plans });
		expect(observation.linkIsDelivered).toBe(true);
		expect(step.printed).toContain('The link is on links.example.com.');
	});

	it('names the file of NODE_EXTRA_CA_CERTS where TLS fails because it cannot be read', async () => {
		const fault: ShareFault = { ...direct, network: { kind: 'https', certificate: 'none' } };
		const path = '/nowhere/authorities.pem';
		const { step, observation } = await shareInBundle(fault, { env: { NODE_EXTRA_CA_CERTS: path } });
		expect(observation.code).toBe('tls-failed');
		const [error] = step.annotations;
		expect(error?.message).toContain(`NODE_EXTRA_CA_CERTS names \`${path}\`, which cannot be read.`);
		expect(error?.message).toContain('NODE_USE_SYSTEM_CA=1');
	});

	it('does not stop for a file of NODE_EXTRA_CA_CERTS that is not needed', async () => {
		const env = { NODE_EXTRA_CA_CERTS: '/nowhere/authorities.pem' };
		const { observation } = await shareInBundle(direct, { env });
		expect(observation.linkIsDelivered).toBe(true);
	});
});
