import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDomain, regionEndpoint } from '../../../../src/onetimesecret/endpoint.ts';
import { readSharedValue } from '../../../../src/runner/inputs/creation-inputs.ts';
import { createInputReader } from '../../../../src/runner/inputs/input-reader.ts';
import { inputVariables } from '../../../support/input-variables.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'creation-inputs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function readValue(inputs: Record<string, string>, domain?: string) {
	const reader = createInputReader(inputVariables(inputs));
	const server = domain === undefined ? regionEndpoint('us') : parseDomain(domain);
	if ('complaint' in server) throw new TypeError(server.complaint);
	return { value: readSharedValue(reader, server), ...reader };
}

describe('readSharedValue', () => {
	it('requires exactly one of the two inputs', () => {
		writeFileSync(join(folder, 'value'), '\ufeffline\r\n');
		const fromFile = readValue({ 'secret-file': join(folder, 'value') });
		expect(fromFile).toMatchObject({ value: '\ufeffline\r\n', faults: [] });
		expect(fromFile.sensitive.get('secret-file')).toBe('\ufeffline\r\n');
		expect(readValue({ secret: ' kept ' }).value).toBe(' kept ');
		expect(readValue({ secret: 'a', 'secret-file': '/nowhere' }).faults).toEqual([
			'`secret` and `secret-file` are both given. Use exactly one.',
		]);
		expect(readValue({}).faults).toEqual(['The value to share is missing. Set `secret` or `secret-file`.']);
	});

	it.each([{ secret: '' }, { 'secret-file': '' }, { secret: ' (none)' }])(
		'has one fault for %j',
		(inputs) => {
			const { value, faults } = readValue(inputs as Record<string, string>);
			expect(value).toBeUndefined();
			expect(faults).toHaveLength(1);
		},
	);

	it('names the path of a missing file, and a possible cause', () => {
		expect(readValue({ 'secret-file': 'build/x.yaml' }).faults).toEqual([
			'`secret-file`: `build/x.yaml` does not exist in the workspace. Did the checkout or the build run in this job? `~` and globs are not expanded.',
		]);
	});

	it('does not show a path that is a sensitive value', () => {
		const { faults } = readValue({
			'secret-file': '/nowhere/hunter2-hunter2',
			passphrase: 'hunter2-hunter2',
		});
		expect(faults).toEqual([expect.stringMatching(/^`secret-file`: `\(withheld/)]);
	});

	it('refuses a value that would be truncated, and does not mask it, which would make logs unreadable', () => {
		writeFileSync(join(folder, 'large'), 'x'.repeat(10_001));
		const { faults, sensitive } = readValue({ 'secret-file': join(folder, 'large') });
		expect(faults).toEqual([
			expect.stringMatching(/^`secret-file` has 10001 bytes, but a region takes at most 10000/),
		]);
		expect(sensitive.size).toBe(0);
	});

	it('only warns about a large value on a server with unknown limits', () => {
		const { value, faults, warnings } = readValue({ secret: 'x'.repeat(10_001) }, 'secrets.example.com');
		expect([value?.length, faults]).toEqual([10_001, []]);
		expect(warnings).toEqual([expect.stringMatching(/^`secret` has 10001 bytes; many servers/)]);
	});

	it('also recognizes a region by its host', () => {
		expect(readValue({ secret: 'x'.repeat(10_001) }, 'eu.onetimesecret.com').faults).toHaveLength(1);
	});

	it('refuses a value that is not text', () => {
		expect(readValue({ secret: 'a\ufffdb' }).faults).toEqual([expect.stringMatching(/not valid UTF-8/)]);
	});
});
