// What a later step of the job does to the network settings must not make the post phase trust somebody new.

import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeAuthorityFile } from '../../support/network/certificates.ts';
import type { StepOptions } from '../../support/runner/index.ts';
import { runPost, textsOf, withScenario } from './with-scenario.ts';

/** Variables of main that post finds changed; a variable without a first value is added. */
type Changes = Readonly<Record<string, readonly [before: string | undefined, after: string]>>;

const ADDED: Readonly<Record<string, Changes>> = {
	'Node trusts the authorities of the system': { NODE_USE_SYSTEM_CA: [undefined, '1'] },
	'OpenSSL has another configuration': { OPENSSL_CONF: [undefined, '/nowhere/openssl.cnf'] },
	'Node has other options': { NODE_OPTIONS: ['', '--use-openssl-ca'] },
	'there is a file of authorities': { NODE_EXTRA_CA_CERTS: [undefined, '/nowhere/authorities.pem'] },
	'the system has another file of authorities': {
		NODE_USE_SYSTEM_CA: ['1', '1'],
		SSL_CERT_FILE: [undefined, '/nowhere/authorities.pem'],
	},
	'the system has another folder of authorities': {
		NODE_USE_SYSTEM_CA: ['1', '1'],
		SSL_CERT_DIR: [undefined, '/nowhere'],
	},
	'there is a proxy': { https_proxy: [undefined, 'http://127.0.0.1:9'] },
	'there are exceptions from the proxy': { no_proxy: [undefined, 'example.com'] },
};

const UNREAD: Readonly<Record<string, Changes>> = {
	'a file of authorities that Node does not read': { SSL_CERT_FILE: [undefined, '/nowhere/authorities.pem'] },
	'a variable that has nothing to do with it': { SOME_VARIABLE: [undefined, 'some value'] },
};

/**
 * An `env:` block whose expressions have other values at the end of the job. Unset is the same as empty here.
 */
function changingEnv(changes: Changes, isPost: () => boolean): NonNullable<StepOptions['env']> {
	const entries = Object.entries(changes).map(([name, [before = '', after]]) => [
		name,
		() => (isPost() ? after : before),
	]);
	return Object.fromEntries(entries);
}

async function shareAndFinish(changes: Changes) {
	return withScenario({}, async (scenario) => {
		const { server, run } = scenario;
		let isPost = false;
		const env = changingEnv(changes, () => isPost);
		const main = await run({ secret: 'a secret value', 'burn-on': 'always' }, { env });
		expect(main.outcome).toBe('success');
		const connections = server.connections;
		isPost = true;
		const post = await runPost(scenario);
		expect(post.exitCode).toBe(0);
		return { warnings: textsOf(post, 'warning'), isContacted: server.connections > connections, server };
	});
}

describe.concurrent('The end of the job', () => {
	it.each(Object.entries(ADDED))('sends nothing and warns if after main %s', async (_what, changes) => {
		const { warnings, isContacted, server } = await shareAndFinish(changes);
		expect(warnings).toEqual([expect.stringContaining('Proxy or certificate settings')]);
		expect([isContacted, server.alive]).toEqual([false, 1]);
	});

	it.each(Object.entries(UNREAD))('burns in spite of %s', async (_what, changes) => {
		const { warnings, isContacted, server } = await shareAndFinish(changes);
		expect([warnings, isContacted, server.alive]).toEqual([[], true, 0]);
	});

	it('sends nothing and warns if the file of NODE_EXTRA_CA_CERTS has another content', async () => {
		const authority = writeAuthorityFile();
		const job = { runnerEnv: { NODE_EXTRA_CA_CERTS: authority.path } };
		await withScenario({ job }, async (scenario) => {
			const { server, run } = scenario;
			await run({ secret: 'a secret value', 'burn-on': 'always' });
			const connections = server.connections;
			writeFileSync(authority.path, '\n', { flag: 'a' });
			const post = await runPost(scenario);
			expect(textsOf(post, 'warning')).toEqual([expect.stringContaining('Proxy or certificate settings')]);
			expect([server.connections, server.alive]).toEqual([connections, 1]);
		});
		authority.remove();
	});
});
