// Links that may pass to other jobs (`mask-link: false`): the runner drops every job output in which a mask occurs.

import { describe, expect, it } from 'vitest';
import { expression } from '../support/runner/index.ts';
import { codesOf, errorOf, linesOf, warningsOf } from './step-texts.ts';
import { openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';
const PASSPHRASE = 'correct horse & battery';
const open = { passphrase: PASSPHRASE, 'mask-link': 'false' };

describe('`mask-link: false`', () => {
	it('lets the link pass as a job output', async () => {
		const { job, run } = await openScenario();
		const step = await run({ ...open, secret: SECRET });
		const { outputs } = await job.finish({ link: expression('steps.share.outputs.link') });
		expect([outputs['link'], step.annotations]).toEqual([step.outputs['link'], []]);
	});

	it.each<[string, Record<string, string>]>([
		['the secret', { secret: '127.0.0.1' }],
		['the passphrase', { secret: SECRET, passphrase: '127.0.0.1' }],
		['a line of the secret', { secret: 'host:\n  127.0.0.1\nport:\n  5432\n' }],
		['the token', { secret: SECRET, username: 'ci@example.com', token: '127.0.0' }],
		['a header', { secret: SECRET, headers: 'X-Site: 127.0.0.1' }],
	])('is refused unsent if %s occurs in the host of the link', async (_what, inputs) => {
		const { server, run } = await openScenario();
		const step = await run({ ...open, ...inputs });
		expect([codesOf(step), server.connections]).toEqual([['invalid-input'], 0]);
		expect(errorOf(step)).toContain('also occurs in the host of the link');
	});

	it('is refused unsent if a masked value occurs in the domain for the link', async () => {
		const { server, run, login } = await openScenario();
		const step = await run({ ...open, ...login, secret: 'example', 'share-domain': 'secrets.example.com' });
		expect([codesOf(step), server.connections]).toEqual([['invalid-input'], 0]);
	});

	it('is warned of if a masked value occurs in the key of the link', async () => {
		const { server, job, run } = await openScenario();
		const key = 'k'.repeat(62);
		const body = (json: object) => ({ ...json, secret_key: key, secret_identifier: key });
		server.fault({ route: 'share', act: { kind: 'answer', body } });
		const step = await run({ ...open, secret: 'kkkk' });
		expect(warningsOf(step)).toEqual([
			'A masked value of this step also occurs in the link: the runner will drop the link as a job output.',
		]);
		expect(linesOf(step).join('\n')).toContain('in later steps of this job, not in other jobs.');
		const { droppedOutputs } = await job.finish({ link: expression('steps.share.outputs.link') });
		expect(droppedOutputs).toEqual(['link']);
	});

	it.each([
		['without a passphrase', { 'mask-link': 'false' }, 'Set a `passphrase` as well.'],
		['with `burn-on: always`', { ...open, 'burn-on': 'always' }, 'exclude each other'],
	])('is refused %s', async (_what, inputs, words) => {
		const { server, run } = await openScenario();
		const step = await run({ secret: SECRET, ...inputs });
		expect([codesOf(step), server.connections]).toEqual([['invalid-input'], 0]);
		expect(errorOf(step)).toContain(words);
	});
});
