// Inputs that do not exist: the runner only warns about them, but a typo must never make a step weaker.

import { describe, expect, it } from 'vitest';
import { codesOf, errorOf, warningsOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const KEY = 'k'.repeat(62);
const MODES = {
	share: { secret: SECRET },
	generate: {},
	status: {},
	reveal: { link: KEY },
	await: { receipt: KEY },
	burn: { receipt: KEY },
};

const WAYS_OUT = [
	['password', 'Did you mean `passphrase`?'],
	['pwd', 'Did you mean `passphrase`?'],
	['Lifetime', 'Did you mean `ttl`?'],
	['to', 'Did you mean `recipient`?'],
	['server', 'Did you mean `domain`?'],
	['url', 'Did you mean `domain`?'],
	['user', 'Did you mean `username`?'],
	['api-key', 'Did you mean `token`?'],
	['api_token', 'Did you mean `token`?'],
	['file', 'Did you mean `secret-file`?'],
	['value', 'Did you mean `secret`?'],
	['extra-headers', 'Did you mean `headers`?'],
	['passhprase', 'Did you mean `passphrase`?'],
	['timeoot', 'Did you mean `timeout`?'],
	['tttl', 'Did you mean `ttl`?'],
	['mask link', 'Did you mean `mask-link`?'],
	['https-proxy', 'The proxy is read from the environment variables `https_proxy` and `no_proxy`.'],
	['no_proxy', 'The proxy is read from the environment variables `https_proxy` and `no_proxy`.'],
	['ca-cert', 'Set the environment variable NODE_EXTRA_CA_CERTS to the file of the certificate.'],
	['tls-skip-verify', 'TLS is always verified.'],
	['insecure', 'TLS is always verified.'],
	['character-sets', 'The server chooses the characters.'],
] as const;

describe('An input that does not exist', () => {
	it.each(Object.entries(MODES))('is an error in mode %s, and nothing is sent', async (mode, inputs) => {
		const { server, run } = await openScenario({ job: { secrets: [SECRET] } });
		const typos = { domian: 'secrets.corp.example', passphrse: 'correct horse', burn_on: 'failure' };
		const step = await run({ mode, ...inputs, ...typos });
		expect([step.outcome, step.outputs, codesOf(step)]).toEqual(['failure', {}, ['invalid-input']]);
		expect(errorOf(step).split('\n').slice(0, -1)).toEqual([
			`${mode}: 3 things have to be corrected.`,
			'(1) `domian` is not an input. Did you mean `domain`? If the workflow sets INPUT_DOMIAN in `env`, rename that variable.',
			'(2) `passphrse` is not an input. Did you mean `passphrase`? If the workflow sets INPUT_PASSPHRSE in `env`, rename that variable.',
			'(3) `burn_on` is not an input. Did you mean `burn-on`? If the workflow sets INPUT_BURN_ON in `env`, rename that variable.',
			'Nothing was sent.',
		]);
		expect(server.connections).toBe(0);
	});

	it('has a way out of its own', async () => {
		const { server, run } = await openScenario();
		const unknown = WAYS_OUT.map(([name]) => [name, 'x1y2z3w4']);
		const step = await run({ secret: SECRET, ...Object.fromEntries(unknown) });
		expect(codesOf(step)).toEqual(['invalid-input']);
		for (const [name, wayOut] of WAYS_OUT) {
			// The runner puts an underscore in place of a blank.
			const shown = name.toLowerCase().replace(' ', '_');
			expect(errorOf(step)).toContain(`\`${shown}\` is not an input. ${wayOut}`);
		}
		expect([server.connections, errorOf(step).includes('x1y2z3w4')]).toEqual([0, false]);
	});

	it('is an error as well if it comes from the environment of the job', async () => {
		const { server, run } = await openScenario();
		const step = await run({ secret: SECRET }, { env: { INPUT_PASSPHRSE: 'correct horse' } });
		expect([codesOf(step), server.connections]).toEqual([['invalid-input'], 0]);
	});

	it.each(['foo', 'geheimnis', 'link-host'])(
		'is left to the runner if nobody can have meant an input: %s',
		async (name) => {
			const { run } = await openScenario();
			const step = await run({ secret: SECRET, [name]: 'x' });
			expect([step.outcome, step.annotations]).toEqual(['success', []]);
			expect(step.runnerAnnotations).toEqual([expect.objectContaining({ type: 'warning' })]);
		},
	);
});

describe('An input of a composite action around the step', () => {
	const wrapper = [{ name: 'wrapper', id: 'wrap' }];
	// These runners give a step inside a composite action the inputs of the composite action as well.
	const passedOn = { INPUT_SERVER: 'secrets.corp.example' };

	it.each(['ACT', 'GITEA_ACTIONS', 'FORGEJO_ACTIONS'])(
		'is only a warning where %s is set, because that runner passes it on',
		async (variable) => {
			const { server, run } = await openScenario();
			const env = { ...passedOn, [variable]: 'true' };
			const step = await run({ secret: SECRET }, { env, composites: wrapper });
			expect([step.outcome, server.alive]).toEqual(['success', 1]);
			expect(warningsOf(step)).toEqual([
				'`server` is not an input. Did you mean `domain`? If the workflow sets INPUT_SERVER in `env`, rename that variable.',
			]);
		},
	);

	it.each([
		['outside composite actions', { ACT: 'true' }, {}],
		['on GitHub', {}, { composites: wrapper }],
	])('is an error %s', async (_where, env, options) => {
		const { server, run } = await openScenario();
		const step = await run({ secret: SECRET }, { env: { ...passedOn, ...env }, ...options });
		expect([codesOf(step), server.connections]).toEqual([['invalid-input'], 0]);
	});
});
