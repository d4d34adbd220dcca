import { describe, expect, it } from 'vitest';
import { clearState, readState, STATE_KEYS, writeState } from '../../../src/runner/state.ts';
import { record } from '../../support/command-files.ts';

describe('clearState', () => {
	it('writes every key as empty, so no earlier step can plant one', async () => {
		const { state } = await record({}, () => clearState());
		expect(state).toEqual(
			[
				...['origin', 'api-version', 'receipt', 'expires-at', 'expires-by', 'may-be-mailed', 'delivered'],
				...['burn-on', 'network', 'action-path', 'summary', 'value-file', 'idle'],
			].map((key) => [key, '']),
		);
		expect(state.map(([key]) => key)).toEqual(Object.values(STATE_KEYS));
	});
});

describe('writeState', () => {
	it('writes only the given fields, a flag as `yes` or empty', async () => {
		const { state, stdout } = await record({}, () =>
			writeState({ receipt: 'key', isDelivered: true, mayBeMailed: false, valueFile: 'a\nb' }),
		);
		expect(state).toEqual([
			['receipt', 'key'],
			['may-be-mailed', ''],
			['delivered', 'yes'],
			['value-file', 'a\nb'],
		]);
		expect(stdout).toBe('');
	});

	it('writes the key with which dist/post.js ends at once', async () => {
		expect((await record({}, () => writeState({ isIdle: true }))).state).toEqual([['idle', 'yes']]);
	});

	it('throws if the file cannot be written', async () => {
		const { error } = await record({ GITHUB_STATE: '/dev/full' }, () => writeState({ receipt: 'key' }));
		expect(error).toMatchObject({ code: 'ENOSPC' });
	});
});

describe('readState', () => {
	async function read(env: Record<string, string>): Promise<unknown> {
		let state: unknown;
		await record(env, () => {
			state = readState();
		});
		return state;
	}

	it('reads what the runner passes to the post phase', async () => {
		expect(
			await read({
				STATE_origin: 'o',
				'STATE_api-version': 'v1',
				STATE_receipt: 'r',
				'STATE_expires-at': 'e',
				'STATE_expires-by': 'b',
				'STATE_may-be-mailed': 'yes',
				STATE_delivered: 'yes',
				'STATE_burn-on': 'always',
				STATE_network: 'n',
				'STATE_action-path': '/a',
				STATE_summary: 'yes',
				'STATE_value-file': 'm /v',
				STATE_idle: 'yes',
			}),
		).toEqual({
			origin: 'o',
			apiVersion: 'v1',
			receipt: 'r',
			expiresAt: 'e',
			expiresBy: 'b',
			mayBeMailed: true,
			isDelivered: true,
			burnOn: 'always',
			network: 'n',
			actionPath: '/a',
			wantsSummary: true,
			valueFile: 'm /v',
			isIdle: true,
		});
	});

	it('reads missing keys as empty or false', async () => {
		expect(await read({})).toEqual({
			origin: '',
			apiVersion: '',
			receipt: '',
			expiresAt: '',
			expiresBy: '',
			mayBeMailed: false,
			isDelivered: false,
			burnOn: 'never',
			network: '',
			actionPath: '',
			wantsSummary: false,
			valueFile: '',
			isIdle: false,
		});
	});

	it.each([
		['failure', 'failure'],
		['Always', 'never'],
		['nonsense', 'never'],
	])('reads `burn-on` %s as %s', async (text, burnOn) => {
		expect(await read({ 'STATE_burn-on': text })).toMatchObject({ burnOn });
	});

	it.each(['true', 'YES', '1'])('does not read %s as true', async (text) => {
		expect(await read({ STATE_delivered: text })).toMatchObject({ isDelivered: false });
	});
});
