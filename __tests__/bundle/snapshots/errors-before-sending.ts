// Errors that come before anything is sent: inputs, environment, files.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorCase, errorCase, SECRET, WRONG_TOKEN } from './error-case.ts';

const KEY = 'abcdefghijklmnopqrstuvwxyz01234';

/** Nothing has been sent when these come. */
export const errorsBeforeSending: readonly ErrorCase[] = [
	errorCase('invalid-input', 'an input is misspelled', { secret: SECRET, passphrse: 'x' }),
	errorCase('invalid-input', 'several inputs are wrong', {
		...{ secret: '', region: 'su', ttl: '30', token: WRONG_TOKEN, timeout: 'soon' },
		...{ 'mask-link': 'no', 'burn-on': 'cancelled', recipient: 'Jane <jane@example.com>' },
	}),
	errorCase('invalid-input', 'an input belongs to another mode', { secret: SECRET, wait: '5m' }),
	errorCase('invalid-input', 'the link is the receipt page', {
		mode: 'reveal',
		link: `https://eu.onetimesecret.com/receipt/${KEY}`,
	}),
	errorCase('invalid-input', 'the link is on another region', {
		...{ mode: 'reveal', domain: '(none)' },
		link: `https://eu.onetimesecret.com/secret/${KEY}`,
	}),
	errorCase('invalid-input', 'the file of the secret is missing', { 'secret-file': 'build/token.txt' }),
	errorCase('invalid-input', 'the link could not pass to another job', {
		...{ secret: '127.0.0.1', passphrase: 'known to the recipient', 'mask-link': 'false' },
	}),
	errorCase('invalid-environment', 'the step has no id', { secret: SECRET }, { lacksId: true }),
	errorCase(
		'invalid-environment',
		'TLS checks are switched off and Node is being debugged',
		{ secret: SECRET },
		{ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_DEBUG: 'http' } },
	),
	errorCase('file-unwritable', 'the value file exists', ({ job, server }) => {
		writeFileSync(join(job.workspace, 'value.txt'), '');
		return { mode: 'reveal', link: `${server.origin}/secret/${KEY}`, 'value-file': 'value.txt' };
	}),
	errorCase('file-unwritable', 'the folder of the value file is missing', {
		...{ mode: 'generate', 'value-file': 'secrets/value.txt' },
	}),
];
