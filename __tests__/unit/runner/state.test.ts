import { describe, expect, it } from 'vitest';
import { clearState, readState, writeState } from '../../../src/runner/state.ts';
import { record } from '../../support/command-files.ts';

describe('clearState', () => {
	it('writes every key, so that none can be planted from outside', async () => {
		const { state } = await record({}, () => clearState());
		expect(state).toEqual([
			['origin', ''],
			['api-version', ''],
			['receipt', ''],
			['expires-at', ''],
			['handed-on', ''],
			['burn-on', ''],
			['network', ''],
		]);
	});
});

describe('writeState', () => {
	it('writes only the given fields', async () => {
		const { state, stdout } = await record({}, () => writeState({ receipt: 'key', handedOn: 'true' }));
		expect(state).toEqual([
			['receipt', 'key'],
			['handed-on', 'true'],
		]);
		expect(stdout).toBe('');
	});
});

describe('readState', () => {
	it('reads what the runner gives back, and nothing where there is nothing', async () => {
		const full = {
			STATE_origin: 'o',
			'STATE_api-version': 'v1',
			STATE_receipt: 'r',
			'STATE_expires-at': 'e',
			'STATE_handed-on': 'true',
			'STATE_burn-on': 'always',
			STATE_network: 'n',
		};
		const states: unknown[] = [];
		await record(full, () => states.push(readState()));
		await record({}, () => states.push(readState()));
		expect(states).toEqual([
			{
				origin: 'o',
				apiVersion: 'v1',
				receipt: 'r',
				expiresAt: 'e',
				handedOn: 'true',
				burnOn: 'always',
				network: 'n',
			},
			{ origin: '', apiVersion: '', receipt: '', expiresAt: '', handedOn: '', burnOn: '', network: '' },
		]);
	});
});
