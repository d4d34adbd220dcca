import { describe, expect, it } from 'vitest';
import { createStateWriter, readState, type SavedState } from '../../../src/runner/state.ts';
import { record } from '../../support/command-files.ts';
import { fieldsFromRecords, savedVariables } from '../../support/saved-state.ts';

const NOTHING: SavedState = {
	origin: '',
	apiVersion: '',
	receipt: '',
	expiresAt: '',
	expiresBy: '',
	mayBeMailed: false,
	isDelivered: false,
	burnOn: 'never',
	network: [],
	actionPath: '',
	wantsSummary: false,
	valueFile: '',
};

describe('The writer of the state', () => {
	it('clears every key, so no earlier step can plant one', async () => {
		const { state, stdout } = await record({}, () => createStateWriter().clear());
		expect(state).toEqual([
			['idle', ''],
			['saved', ''],
		]);
		expect(stdout).toBe('');
	});

	it('saves all fields so far in one record, because the last record of a key counts', async () => {
		const { state, stdout } = await record({}, () => {
			const writer = createStateWriter();
			writer.save({ origin: 'https://a.example', mayBeMailed: false });
			writer.save({ receipt: 'key', isDelivered: true });
			writer.save({ receipt: '', valueFile: 'a\nb' });
		});
		expect(state.map((saved) => fieldsFromRecords([saved]))).toEqual([
			{ origin: 'https://a.example', 'may-be-mailed': false },
			{ origin: 'https://a.example', 'may-be-mailed': false, receipt: 'key', delivered: true },
			{
				...{ origin: 'https://a.example', 'may-be-mailed': false },
				...{ receipt: '', delivered: true, 'value-file': 'a\nb' },
			},
		]);
		expect(stdout).toBe('');
	});

	it('saves the key with which dist/post.js ends at once', async () => {
		expect((await record({}, () => createStateWriter().markIdle())).state).toEqual([['idle', 'yes']]);
	});

	it('throws if the file cannot be written, and does not count the field as saved', async () => {
		const writer = createStateWriter();
		const { error } = await record({ GITHUB_STATE: '/dev/full' }, () => writer.save({ isDelivered: true }));
		expect(error).toMatchObject({ code: 'ENOSPC' });
		const { state } = await record({}, () => writer.save({ receipt: 'key' }));
		expect(fieldsFromRecords(state)).toEqual({ receipt: 'key' });
	});
});

describe('readState', () => {
	async function read(env: Readonly<Record<string, string>>): Promise<unknown> {
		let state: unknown;
		await record(env, () => {
			state = readState();
		});
		return state;
	}

	it('reads what the writer saved, as the runner passes it to the post phase', async () => {
		const fields: SavedState = {
			origin: 'o',
			apiVersion: 'v1',
			receipt: 'r',
			expiresAt: 'e',
			expiresBy: 'b',
			mayBeMailed: true,
			isDelivered: true,
			burnOn: 'always',
			network: ['n', ''],
			actionPath: '/a',
			wantsSummary: true,
			valueFile: 'm /v\n"ü',
		};
		const { state } = await record({}, () => createStateWriter().save(fields));
		const env = Object.fromEntries(state.map(([key, value]) => [`STATE_${key}`, value]));
		expect(await read(env)).toEqual(fields);
	});

	it.each([
		['no saved state', {}],
		['an empty object', savedVariables({})],
		['an empty text, as main leaves it', { STATE_saved: '' }],
		['a text that is no JSON', { STATE_saved: '{"receipt":"r"' }],
		['JSON that is no object', { STATE_saved: '["receipt"]' }],
		['fields of other types', { STATE_saved: '{"receipt":1,"origin":null,"delivered":"yes","summary":1}' }],
		['variables of their own', { STATE_receipt: 'r', STATE_delivered: 'yes', 'STATE_burn-on': 'always' }],
	])('reads %s as nothing', async (_, env) => {
		expect(await read(env)).toEqual(NOTHING);
	});

	it.each([
		['failure', 'failure'],
		['Always', 'never'],
		['nonsense', 'never'],
	])('reads `burn-on` %s as %s', async (text, burnOn) => {
		expect(await read(savedVariables({ 'burn-on': text }))).toMatchObject({ burnOn });
	});
});
