// Steps whose environment must be refused before anything is sent, and a few that look like them and are
// fine.

import { tmpdir } from 'node:os';
import type { NetworkPlan } from './network-setup.ts';

/** One step. */
export interface RefusedStep {
	readonly name: string;
	/** Variables of the step. */
	readonly env?: Readonly<Record<string, string>>;
	/** Variables that the runner sets, changed behind its back; null takes one away. */
	readonly edit?: Readonly<Record<string, string | null>>;
	readonly with?: Readonly<Record<string, string>>;
	readonly network?: NetworkPlan;
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
		'a device that is full': '/dev/full',
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
		with: { domain: '(none)', region: 'eu' },
		said: [`${variable} is not the address of a proxy`],
	};
}

/** Steps whose environment is wrong. */
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
	badProxy('https_proxy', `http://user:${PROXY_PASSWORD}@proxy.example.com:99999`),
	badProxy('HTTPS_PROXY', `http://user:${PROXY_PASSWORD}%ZZ@proxy.example.com`),
	{
		name: 'NODE_DEBUG, which could show credentials',
		env: { NODE_DEBUG: 'http' },
		said: ['NODE_DEBUG is set'],
	},
	{ name: 'no id', isNameless: true, said: ['The step has no `id`'] },
	{
		name: 'everything at once',
		isNameless: true,
		edit: { GITHUB_OUTPUT: null, GITHUB_STATE: null },
		env: { NODE_TLS_REJECT_UNAUTHORIZED: '0', HTTPS_PROXY: 'x' },
		with: { domain: '(none)', region: 'eu' },
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
	{
		name: 'a malformed http_proxy, while the step speaks https',
		env: { http_proxy: `user:${PROXY_PASSWORD}@proxy.example.com:3128`, HTTP_PROXY: 'x' },
		network: { kind: 'region' },
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
