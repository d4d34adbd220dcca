import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	checkConnectionSettings,
	checkEnvironment,
	isInComposite,
	isWritableFile,
	lacksStepId,
} from '../../../src/runner/environment.ts';

const ORIGIN = 'https://eu.onetimesecret.com';
let folder: string;
let good: Record<string, string>;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'environment-'));
	for (const name of ['output', 'state']) writeFileSync(join(folder, name), '');
	mkdirSync(join(folder, 'a-folder'));
	good = {
		GITHUB_OUTPUT: join(folder, 'output'),
		GITHUB_STATE: join(folder, 'state'),
		GITHUB_ACTION: 'share',
	};
});
afterAll(() => {
	chmodSync(folder, 0o700);
	rmSync(folder, { recursive: true });
});

const check = (extra: Record<string, string>, needs: { needsStepId?: boolean; origin?: string } = {}) =>
	checkEnvironment({ ...good, ...extra }, { needsStepId: true, origin: ORIGIN, ...needs });

describe('checkEnvironment', () => {
	it('accepts the environment of the runner', () => {
		const proxy = { https_proxy: 'http://user:pass@proxy.example.com:8080', HTTP_PROXY: '' };
		expect(check({ ...proxy, NODE_TLS_REJECT_UNAUTHORIZED: '1', NODE_DEBUG: '' })).toEqual([]);
	});

	it.each(['GITHUB_OUTPUT', 'GITHUB_STATE'])(
		'names %s if it is not set, does not exist or is a folder',
		(name) => {
			expect(check({ [name]: '' })).toEqual([expect.stringMatching(`^${name} is not set.*By hand`)]);
			for (const path of [join(folder, 'absent'), join(folder, 'a-folder')]) {
				expect(check({ [name]: path })).toEqual([expect.stringMatching(`^${name} does not name a file`)]);
			}
		},
	);

	it('refuses a step without an id if it needs its outputs', () => {
		expect(check({ GITHUB_ACTION: '__ots_action' })).toEqual([
			expect.stringContaining('Give the step an `id`'),
		]);
		expect(check({ GITHUB_ACTION: '__ots_action_2', GITHUB_ACTION_PATH: '' })).toHaveLength(1);
	});

	it('requires no id inside a composite action, without a runner, or if no output is needed', () => {
		expect(check({ GITHUB_ACTION: '__ots_action', GITHUB_ACTION_PATH: '/actions/a' })).toEqual([]);
		expect(check({ GITHUB_ACTION: '' })).toEqual([]);
		expect(check({ GITHUB_ACTION: '__ots_action' }, { needsStepId: false })).toEqual([]);
	});

	it('reports all faults at once', () => {
		const env = {
			NODE_TLS_REJECT_UNAUTHORIZED: '0',
			HTTPS_PROXY: 'nonsense',
			GITHUB_ACTION: '__run',
			NODE_DEBUG: 'x',
		};
		expect(checkEnvironment(env, { needsStepId: true, origin: ORIGIN })).toHaveLength(6);
		expect(checkEnvironment({}, { needsStepId: true, origin: ORIGIN })).toHaveLength(2);
	});
});

describe('checkConnectionSettings', () => {
	it('refuses disabled certificate checks, and says what to do instead', () => {
		expect(checkConnectionSettings({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, ORIGIN)).toEqual([
			expect.stringMatching(/NODE_TLS_REJECT_UNAUTHORIZED.*NODE_EXTRA_CA_CERTS/),
		]);
	});

	it('refuses NODE_DEBUG, with which Node writes credentials to stderr', () => {
		expect(checkConnectionSettings({ NODE_DEBUG: 'https' }, ORIGIN)).toEqual([
			expect.stringContaining('NODE_DEBUG'),
		]);
	});

	it('refuses a malformed proxy only if it applies', () => {
		const env = { http_proxy: 'nonsense', https_proxy: 'http://proxy:8080' };
		expect(checkConnectionSettings(env, ORIGIN)).toEqual([]);
		expect(checkConnectionSettings(env, 'http://secrets.example.com')).toHaveLength(1);
		expect(checkConnectionSettings(env, undefined)).toEqual([]);
	});
});

describe('isWritableFile', () => {
	it('is true for a regular file that can be written', () => {
		expect(isWritableFile(join(folder, 'state'))).toBe(true);
		expect(isWritableFile(join(folder, 'absent'))).toBe(false);
		expect(isWritableFile(folder)).toBe(false);
		expect(isWritableFile('')).toBe(false);
	});
});

describe('lacksStepId and isInComposite', () => {
	it.each([
		[{ GITHUB_ACTION: 'share' }, false, false],
		[{ GITHUB_ACTION: '__run' }, true, false],
		[{ GITHUB_ACTION: '__self', GITHUB_ACTION_PATH: '/a' }, false, true],
		[{ GITHUB_ACTION: '__self', GITHUB_ACTION_PATH: '' }, true, false],
		[{}, false, false],
	])('return for %j %s and %s', (env, lacksId, inComposite) => {
		expect(lacksStepId(env)).toBe(lacksId);
		expect(isInComposite(env)).toBe(inComposite);
	});
});
