import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors.ts';
import { checkStatus, requireNominal } from '../../../src/modes/status-check.ts';
import { recordEffects, scriptService } from '../../support/recording-effects.ts';

const serviceReporting = (reported: unknown) => scriptService({ checkStatus: [reported] }).service;

describe('checkStatus', () => {
	it.each([
		['nominal', 'nominal', undefined],
		['degraded', 'degraded', 'not-nominal'],
		['unrecognized', 'unrecognized', 'not-nominal'],
		[new ActionError('unreachable', 'x'), 'unavailable', 'unreachable'],
		[new ActionError('rate-limited', 'x'), 'unavailable', 'rate-limited'],
		[new ActionError('forbidden', 'x'), 'unavailable', 'forbidden'],
		[new ActionError('credentials-rejected', 'x'), 'unauthorized', 'credentials-rejected'],
	])('after %s returns the status %s and the error %s', async (reported, status, code) => {
		const check = await checkStatus(serviceReporting(reported), recordEffects());
		expect(check.status).toBe(status);
		expect(check.error?.code).toBe(code);
	});

	it('names the host and the status in the error', async () => {
		const { error } = await checkStatus(serviceReporting('degraded'), recordEffects());
		expect(error?.message).toBe('host says that its status is `degraded`, not `nominal`.');
	});

	it('hides a status that repeats a sensitive value, because the output is not masked', async () => {
		const check = await checkStatus(serviceReporting('my-token'), recordEffects(['token']));
		expect(check.status).toBe('unrecognized');
		expect(check.error?.message).not.toContain('token');
	});

	it('returns `nominal` even if a sensitive value occurs in it', async () => {
		const check = await checkStatus(serviceReporting('nominal'), recordEffects(['nomi']));
		expect(check).toEqual({ status: 'nominal', error: undefined });
	});

	it('rethrows a bug instead of reporting a failure of the service', async () => {
		await expect(checkStatus(serviceReporting(new TypeError('bug')), recordEffects())).rejects.toThrow(
			TypeError,
		);
	});
});

describe('requireNominal', () => {
	it('sets the output and returns if the service is nominal', async () => {
		const effects = recordEffects();
		await requireNominal(serviceReporting('nominal'), effects);
		expect(effects.log).toEqual(['output status=nominal']);
	});

	it('sets the output before it throws, and says that no secret was sent', async () => {
		const effects = recordEffects();
		const error = new ActionError('unreachable', 'x', { advice: 'its own' });
		await expect(requireNominal(serviceReporting(error), effects)).rejects.toMatchObject({
			code: 'unreachable',
			leftBehind: 'No secret was sent.',
			advice: 'its own',
		});
		expect(effects.log).toEqual(['output status=unavailable']);
	});
});
