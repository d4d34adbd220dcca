import { describe, expect, it } from 'vitest';
import { beginState, writeState } from '../../src/action/state.ts';
import { record } from '../support/command-files.ts';

describe('beginState', () => {
	it('writes every key, so that none can be planted from outside', async () => {
		const { state } = await record({}, () => beginState('https://eu.onetimesecret.com', 'v1'));
		expect(state).toEqual([
			['origin', 'https://eu.onetimesecret.com'],
			['api-version', 'v1'],
			['receipt', ''],
			['expires-at', ''],
			['handed-on', ''],
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
