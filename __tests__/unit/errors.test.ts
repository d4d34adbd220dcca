import { describe, expect, it } from 'vitest';
import { ActionError, adviceOf, ERROR_CODES, helpUrlOf, systemCodeOf, titleOf } from '../../src/errors.ts';

const coded = (code: unknown) => Object.assign(new Error('words'), { code });

describe('An error of the action', () => {
	it('has the default advice of its code, and nothing else that nobody gave it', () => {
		const error = new ActionError('not-nominal', 'what happened');
		expect(error).toBeInstanceOf(Error);
		expect(error).toMatchObject({
			name: 'ActionError',
			code: 'not-nominal',
			message: 'what happened',
			leftBehind: '',
			advice: adviceOf('not-nominal'),
			foreignText: '',
			retryAfterMs: undefined,
			cause: undefined,
		});
	});

	it('can have an advice of its own, even an empty one', () => {
		expect(new ActionError('not-nominal', 'what', { advice: 'do this' }).advice).toBe('do this');
		expect(new ActionError('not-nominal', 'what', { advice: '' }).advice).toBe('');
	});

	it('can be given other details, and keeps the rest', () => {
		const cause = new Error('cause');
		const details = { leftBehind: 'a', advice: 'b', foreignText: 'c', retryAfterMs: 5, cause };
		const error = new ActionError('cancelled', 'what', details);
		expect(error.with({})).toMatchObject({ code: 'cancelled', message: 'what', ...details });
		const changed = error.with({ leftBehind: 'x', advice: undefined }, 'what else');
		const advice = adviceOf('cancelled');
		expect(changed).toMatchObject({
			...details,
			code: 'cancelled',
			message: 'what else',
			leftBehind: 'x',
			advice,
		});
	});
});

describe('Each code', () => {
	it.each(ERROR_CODES)('%s has a title for its annotation and an entry in the documentation', (code) => {
		expect(titleOf(code)).toMatch(/^[A-Z][^.:]*[^.:]$/);
		expect(helpUrlOf(code)).toBe(`https://github.com/ots/action/blob/v1/docs/troubleshooting.md#${code}`);
	});

	it('has a default advice, except where every message says it all', () => {
		expect(ERROR_CODES.filter((code) => adviceOf(code) === '')).toEqual([
			'invalid-input',
			'invalid-environment',
			'secret-gone',
			'cancelled',
		]);
	});
});

describe('systemCodeOf', () => {
	it.each([
		[coded('ENOENT'), 'ENOENT'],
		[coded('ERR_TLS_CERT_ALTNAME_INVALID'), 'ERR_TLS_CERT_ALTNAME_INVALID'],
		[coded('not a code\n'), ''],
		[coded('E'.repeat(65)), ''],
		[coded(5), ''],
		[null, ''],
		['ENOENT', ''],
	])('of %j is %j', (error, code) => {
		expect(systemCodeOf(error)).toBe(code);
	});
});
