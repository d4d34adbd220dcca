// Errors of one link: its creation, opening, burn and wait.

import { join } from 'node:path';
import { openLink } from '../../support/recipient.ts';
import type { Scenario } from '../../support/scenario.ts';
import { burnLink, type LinkOptions, type MadeLink, makeLink } from '../sender.ts';
import { createServerClock } from '../server-clock.ts';
import { atRequest } from '../stop-signals.ts';
import { openScenario } from '../test-scenario.ts';
import { type ErrorCase, errorCase, PASSPHRASE, SECRET } from './error-case.ts';

const share = { secret: SECRET };
const UNKNOWN = 'k'.repeat(62);
const aheadClock = createServerClock();

/** NODE_OPTIONS that load a fixture into the process of the bundle. */
function preload(fixture: string): string {
	return `--require=${join(import.meta.dirname, '..', 'fixtures', `${fixture}.cjs`)}`;
}

/** Inputs for a link that a person has made. */
function ofLink(
	mode: string,
	options: Partial<LinkOptions> & { readonly given?: string },
	meanwhile: (made: MadeLink, scenario: Scenario) => unknown = () => undefined,
) {
	return async (scenario: Scenario): Promise<Record<string, string>> => {
		const { given = '(none)', ...rest } = options;
		const made = await makeLink(scenario.server, { secret: SECRET, ...rest });
		await meanwhile(made, scenario);
		if (mode === 'await') return { mode, receipt: made.receipt, wait: '0s' };
		const link = mode === 'reveal' ? { link: made.link } : { receipt: made.receipt };
		return { mode, passphrase: given, ...link };
	};
}

const ofCreations: readonly ErrorCase[] = [
	errorCase('in-doubt', 'the responses to a creation are lost', share, {
		faults: { share: { kind: 'reset-after' } },
	}),
	errorCase(
		'in-doubt',
		'the response to a creation with recipient is lost',
		({ login }) => ({ ...login, ...share, recipient: 'person@example.com' }),
		{ faults: { share: { kind: 'reset-after' } } },
	),
	errorCase('answer-unusable', 'the server created something but gives no key', share, {
		faults: {
			share: { kind: 'answer', body: ({ metadata_key, identifier }) => ({ metadata_key, identifier }) },
		},
	}),
	errorCase(
		'recipient-dropped',
		'the server does not mail the recipient',
		({ login }) => ({ ...login, ...share, recipient: 'person@example.technology' }),
		{ scenario: { server: { dropsRecipients: true } } },
	),
	{
		code: 'cancelled',
		when: 'the step is told to stop during the status check',
		async run() {
			const { server, run } = await openScenario({ job: { secrets: [SECRET] } });
			const status = server.fault({ route: 'status', act: { kind: 'hold' } });
			return run(
				share,
				atRequest(status, (handle) => handle.cancel()),
			);
		},
	},
	{
		code: 'cancelled',
		when: 'the step is told to stop while the secret is created',
		async run() {
			const { server, run } = await openScenario({ job: { secrets: [SECRET] } });
			const creation = server.fault({ route: 'share', act: { kind: 'delay', ms: 250 } });
			return run(
				share,
				atRequest(creation, (handle) => handle.cancel()),
			);
		},
	},
	errorCase('file-unwritable', 'the disk is full when the link has been created', share, {
		env: { NODE_OPTIONS: preload('full-disk') },
	}),
	errorCase('internal', 'the action has a bug', share, {
		env: { NODE_OPTIONS: preload('throw-later') },
		faults: { status: { kind: 'hold' } },
	}),
];

const ofReveals: readonly ErrorCase[] = [
	errorCase('file-unwritable', 'the disk is full when the link has been opened', ofLink('reveal', {}), {
		env: { NODE_OPTIONS: preload('full-disk') },
	}),
	errorCase(
		'secret-gone',
		'the link has been opened before',
		ofLink('reveal', {}, ({ link }) => openLink(link)),
	),
	errorCase('secret-gone', 'the key of the link was cut off', { mode: 'reveal', link: UNKNOWN.slice(1) }),
	errorCase('in-doubt', 'the response to a reveal is lost', ofLink('reveal', {}), {
		faults: { secret: { kind: 'reset-after' } },
	}),
	errorCase('rate-limited', 'the passphrase is locked after wrong guesses', ofLink('reveal', {}), {
		faults: {
			secret: {
				kind: 'answer',
				status: 429,
				headers: { 'retry-after': '1800' },
				body: { message: 'Rate limit exceeded' },
			},
		},
	}),
	errorCase('wrong-passphrase', 'API v2 opens a link with another passphrase', async (scenario) => ({
		...(await ofLink('reveal', { passphrase: PASSPHRASE, given: 'open sesame 1234' })(scenario)),
		'api-version': 'v2',
	})),
];

const ofReceipts: readonly ErrorCase[] = [
	errorCase(
		'wrong-passphrase',
		'a burn brings another passphrase',
		ofLink('burn', { passphrase: PASSPHRASE, given: 'open sesame 1234' }),
	),
	errorCase('wrong-passphrase', 'a burn brings no passphrase', ofLink('burn', { passphrase: PASSPHRASE })),
	errorCase('refused-by-server', 'the server only says that it burned', ofLink('burn', {}), {
		faults: { burn: { kind: 'answer', body: {} } },
	}),
	errorCase('secret-gone', 'the receipt is not known', { mode: 'burn', receipt: UNKNOWN }),
	errorCase(
		'already-opened',
		'the link to be burned was opened',
		ofLink('burn', {}, ({ link }) => openLink(link)),
	),
	errorCase('not-opened', 'nobody opens the link', async (scenario) => ({
		...(await ofLink('await', {})(scenario)),
		wait: '1s',
	})),
	errorCase(
		'not-opened',
		'the link is burned',
		ofLink('await', {}, (made, { server }) => burnLink(server, made)),
	),
	errorCase(
		'not-opened',
		'the link expires',
		ofLink('await', { ttl: '60' }, () => aheadClock.putForward(61)),
		{ scenario: { server: { nowMs: aheadClock.nowMs } } },
	),
	errorCase('not-opened', 'the receipt is not known', { mode: 'await', receipt: UNKNOWN }),
];

/** Errors of one link. */
export const errorsOfLinks: readonly ErrorCase[] = [...ofCreations, ...ofReveals, ...ofReceipts];
