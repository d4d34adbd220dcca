// A network that has changed since main: the end of the job sends nothing over a connection that main would not have trusted.

import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serverCertificate } from '../support/network/certificates.ts';
import { requestsTo } from './recorded-requests.ts';
import { warningsOf } from './step-texts.ts';
import { finishJob, openScenario } from './test-scenario.ts';
import { openTlsScenario } from './tls-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';

describe('The end of the job, over a network that has changed,', () => {
	it.each([
		[
			'TLS checks are switched off',
			'NODE_TLS_REJECT_UNAUTHORIZED',
			'0',
			/NODE_TLS_REJECT_UNAUTHORIZED is `0`/,
		],
		['Node looks for authorities elsewhere', 'NODE_USE_SYSTEM_CA', '1', /have changed/],
		[
			'there is a proxy',
			'http_proxy',
			'http://user:pr0xy-pass@127.0.0.1:9',
			/Proxy or certificate settings of the environment have changed/,
		],
		[
			'a proxy would be avoided',
			'NO_PROXY',
			'example.com',
			/Proxy or certificate settings of the environment have changed/,
		],
	])(
		'sends nothing and warns when a later step has seen to it that %s',
		async (_name, variable, value, words) => {
			const scenario = await openScenario();
			const { server, job, run } = scenario;
			const { outputs } = await run({ secret: SECRET, 'burn-on': 'always' });
			const connections = server.connections;
			job.exportVariable(variable, value);
			const post = await finishJob(scenario);
			expect(warningsOf(post)).toEqual([expect.stringMatching(words)]);
			expect(warningsOf(post).join()).toContain(
				`The link may still work until ${outputs['expires-at']}. To burn it by hand, `,
			);
			expect(post.printed).not.toContain('pr0xy-pass');
			expect([server.connections, server.alive]).toEqual([connections, 1]);
		},
	);

	it('sends nothing and warns when the proxy that applies is no longer an address', async () => {
		const scenario = await openTlsScenario();
		const { server, job, run } = scenario;
		await run({ secret: SECRET, 'burn-on': 'always' });
		job.exportVariable('HTTPS_PROXY', 'user:pr0xy-pass@proxy');
		const post = await finishJob(scenario);
		expect(warningsOf(post)).toEqual([
			expect.stringMatching(/^Could not burn the link .* HTTPS_PROXY is not the address of a proxy\./),
		]);
		expect(post.printed).not.toContain('pr0xy-pass');
		expect([requestsTo(server, 'burn'), server.alive]).toEqual([[], 1]);
	});

	it('sends nothing and warns when the file of NODE_EXTRA_CA_CERTS holds another authority by then', async () => {
		const scenario = await openTlsScenario();
		const { server, run, network } = scenario;
		await run({ secret: SECRET, 'burn-on': 'always' });
		appendFileSync(network['NODE_EXTRA_CA_CERTS'] ?? '', serverCertificate('unknown-authority').cert);
		const post = await finishJob(scenario);
		expect(warningsOf(post)).toEqual([expect.stringMatching(/certificate settings .* have changed/)]);
		expect([requestsTo(server, 'burn'), server.alive]).toEqual([[], 1]);
	});
});
