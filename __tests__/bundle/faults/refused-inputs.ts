// Steps whose inputs must be refused before anything is sent.

import { PROXY_PASSWORD, type RefusedStep } from './refused-environments.ts';

/** Steps whose inputs are wrong. */
export const REFUSED_INPUTS: readonly RefusedStep[] = [
	{ name: 'an empty secret', with: { secret: '' }, said: ['`secret` is empty'] },
	{ name: 'an empty passphrase', with: { passphrase: '' }, said: ['`passphrase` is empty'] },
	{ name: 'an empty token', with: { username: 'ci@example.com', token: '' }, said: ['`token` is empty'] },
	{
		name: 'a token without a user',
		with: { token: 'only-a-token' },
		said: ['`token` is given without `username`'],
	},
	{ name: 'no value', with: { secret: '(none)' }, said: ['The value to share is missing'] },
	{ name: 'two values', with: { 'secret-file': 'x' }, said: ['`secret` and `secret-file` are both given'] },
	{
		name: 'a folder as file',
		with: { secret: '(none)', 'secret-file': '.' },
		said: ['`secret-file`: `.` is not a regular file'],
	},
	{
		name: 'a file that is not there',
		with: { secret: '(none)', 'secret-file': 'x' },
		said: ['`secret-file`: `x` does not exist'],
	},
	{ name: 'a mode that does not exist', with: { mode: 'shaer' }, said: ['Did you mean `share`?'] },
	{
		name: 'a domain with a password',
		with: { domain: `https://user:${PROXY_PASSWORD}@example.com` },
		said: ['`domain` contains a user name'],
	},
	{
		name: 'plain HTTP over the internet',
		with: { domain: 'http://example.com' },
		said: ['`domain` asks for plain http'],
	},
	{
		name: 'plain HTTP to a name that only looks like loopback',
		with: { domain: 'http://localhost.:8080' },
		said: ['`domain` asks for plain http'],
	},
	{ name: 'a lifetime of seconds', with: { ttl: '59s' }, said: ['`ttl: 59s` is out of range'] },
	{ name: 'a link in clear without a passphrase', with: { 'mask-link': 'false' }, said: ['`mask-link`'] },
	{
		name: 'more than a region takes',
		with: { domain: '(none)', region: 'eu', secret: 'zX9+'.repeat(2_501) },
		said: ['has 10004 bytes'],
	},
	{
		name: 'four faults and a bad environment',
		with: { domain: '(none)', region: 'eu', timeout: '1h30m', summary: 'yes', secret: '', 'mask-link': 'no' },
		env: { HTTPS_PROXY: 'x' },
		said: [
			'5 things',
			'(1) `secret`',
			'(2) `timeout:',
			'(3) `summary:',
			'(4) `mask-link:',
			'(5) HTTPS_PROXY',
		],
	},
];
