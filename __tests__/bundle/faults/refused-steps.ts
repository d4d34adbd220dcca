// Steps that must be refused before anything is sent, and a few that look like them and are fine: environment and inputs.
import { tmpdir } from 'node:os';

/** One step. */
export interface RefusedStep {
	readonly name: string;
	/** Variables of the step. */
	readonly env?: Readonly<Record<string, string>>;
	/** Variables that the runner sets, changed behind its back; null takes one away. */
	readonly edit?: Readonly<Record<string, string | null>>;
	readonly with?: Readonly<Record<string, string>>;
	readonly isNameless?: true;
	readonly isInsideComposite?: true;
	/** Texts in the error, one for each fault. Empty: the step succeeds. */
	readonly said: readonly string[];
}

/** A password inside a proxy variable; shown nowhere. */
export const PROXY_PASSWORD = 'proxy-pass-9';

function unusableFile(variable: string): readonly RefusedStep[] {
	const values = {
		none: null,
		'an empty one': '',
		'one in a folder that is not there': '/nowhere/at/all',
		'a folder': tmpdir(),
	};
	return Object.entries(values).map(([what, value]) => ({
		name: `${variable}: ${what}`,
		edit: { [variable]: value },
		said: [variable],
	}));
}

function badProxy(variable: string, value: string): RefusedStep {
	return {
		name: `${variable}: ${value}`,
		env: { [variable]: value },
		said: [`${variable} is not the address of a proxy`],
	};
}

/** Steps whose surroundings are wrong. */
export const REFUSED_ENVIRONMENTS: readonly RefusedStep[] = [
	...unusableFile('GITHUB_OUTPUT'),
	...unusableFile('GITHUB_STATE'),
	{
		name: 'TLS switched off',
		env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
		said: ['NODE_TLS_REJECT_UNAUTHORIZED'],
	},
	badProxy('https_proxy', `user:${PROXY_PASSWORD}@proxy.example.com:3128`),
	badProxy('HTTPS_PROXY', `socks5://user:${PROXY_PASSWORD}@proxy.example.com`),
	badProxy('http_proxy', `http://user:${PROXY_PASSWORD}@proxy.example.com:99999`),
	badProxy('HTTP_PROXY', `http://user:${PROXY_PASSWORD}%ZZ@proxy.example.com`),
	{ name: 'no id', isNameless: true, said: ['The step has no `id`'] },
	{
		name: 'everything at once',
		isNameless: true,
		edit: { GITHUB_OUTPUT: null, GITHUB_STATE: null },
		env: { NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTPS_PROXY: 'x' },
		said: [
			'(1) GITHUB_OUTPUT',
			'(2) GITHUB_STATE',
			'(3) NODE_TLS_REJECT_UNAUTHORIZED',
			'(4) HTTPS_PROXY',
			'(5) The step has no `id`',
		],
	},
	{ name: 'TLS not switched off', env: { NODE_TLS_REJECT_UNAUTHORIZED: '1' }, said: [] },
	{
		name: 'a proxy for other hosts',
		env: { HTTPS_PROXY: `http://user:${PROXY_PASSWORD}@127.0.0.1:9` },
		said: [],
	},
	{ name: 'no id, but inside a composite action', isNameless: true, isInsideComposite: true, said: [] },
	{ name: 'no runner that names the step', edit: { GITHUB_ACTION: null }, said: [] },
	{ name: 'no file for the summary', edit: { GITHUB_STEP_SUMMARY: null }, said: [] },
	{ name: 'a folder as file for the summary', edit: { GITHUB_STEP_SUMMARY: tmpdir() }, said: [] },
	{
		name: 'a summary in a folder that is not there',
		edit: { GITHUB_STEP_SUMMARY: '/nowhere/at/all' },
		said: [],
	},
];

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
		said: ['`secret-file` does not name a regular file'],
	},
	{
		name: 'a file that is not there',
		with: { secret: '(none)', 'secret-file': 'x' },
		said: ['`secret-file` cannot be read (ENOENT)'],
	},
	{ name: 'a mode that does not exist', with: { mode: 'shaer' }, said: ['Did you mean `share`?'] },
	{
		name: 'a domain with a password',
		with: { domain: `https://user:${PROXY_PASSWORD}@example.com` },
		said: ['`domain` contains a user part'],
	},
	{
		name: 'plain HTTP over the internet',
		with: { domain: 'http://example.com' },
		said: ['`domain` asks for plain http'],
	},
	{ name: 'a lifetime of seconds', with: { ttl: '59s' }, said: ['`ttl`'] },
	{ name: 'a link in clear without a passphrase', with: { 'mask-link': 'false' }, said: ['`mask-link`'] },
	{
		name: 'more than a region takes',
		with: { domain: '(none)', region: 'eu', secret: 'zX9+'.repeat(2_501) },
		said: ['has 10004 bytes'],
	},
	{
		name: 'four faults and a bad environment',
		with: { region: 'us-east', timeout: '1h30m', summary: 'yes', secret: '' },
		env: { HTTPS_PROXY: 'x' },
		said: ['(1) ', '`secret` is empty', '`region`', '`timeout`', '`summary`', 'HTTPS_PROXY'],
	},
];
