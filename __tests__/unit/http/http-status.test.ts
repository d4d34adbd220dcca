import { describe, expect, it } from 'vitest';
import { failureOfStatus, failureWithoutJson, isSuccess } from '../../../src/http/status.ts';

const response = (status: number, headers: Record<string, string> = {}) => ({
	status,
	header: (name: string) => headers[name],
});

describe('isSuccess', () => {
	it.each([
		[199, false],
		[200, true],
		[204, true],
		[299, true],
		[300, false],
		[404, false],
	])('for %d is %s', (status, isOk) => {
		expect(isSuccess({ status })).toBe(isOk);
	});
});

describe('failureOfStatus', () => {
	it.each([
		[301, {}, 'redirected'],
		[304, {}, 'redirected'],
		[399, {}, 'redirected'],
		[429, {}, 'rate-limited'],
		[408, {}, 'server-fault'],
		[500, {}, 'server-fault'],
		[500, { 'retry-after': '5' }, 'server-fault'],
		[502, {}, 'server-fault'],
		[503, {}, 'server-fault'],
		[503, { 'retry-after': '5' }, 'not-ready'],
		[599, {}, 'server-fault'],
	])('knows without the body what %d with %j means: %s', (status, headers, failure) => {
		expect(failureOfStatus(response(status, headers))).toBe(failure);
	});

	it.each([200, 299, 400, 401, 403, 404, 405, 410, 422])('leaves %d to the body', (status) => {
		expect(failureOfStatus(response(status))).toBeUndefined();
	});
});

describe('failureWithoutJson', () => {
	it.each([
		[401, 'forbidden'],
		[403, 'forbidden'],
		[404, 'no-api'],
		[405, 'no-api'],
		[410, 'no-api'],
		[200, 'unusable'],
		[204, 'unusable'],
		[400, 'unusable'],
		[422, 'unusable'],
	])('classifies %d with a body that is not JSON as %s', (status, failure) => {
		expect(failureWithoutJson(status)).toBe(failure);
	});
});
