import { describe, expect, it } from 'vitest';
import { containsMask, requireUnmaskedHost } from '../../../src/modes/job-output.ts';
import { recordEffects, scriptService } from '../../support/recording-effects.ts';
import { shareRequest } from '../../support/sample-secrets.ts';

const { service } = scriptService({}, { origin: 'https://eu.example.com' });

function refuse(masks: readonly string[], changes: Parameters<typeof shareRequest>[0]): unknown {
	try {
		requireUnmaskedHost(shareRequest(changes), service, recordEffects(masks));
		return undefined;
	} catch (error) {
		return error;
	}
}

describe('containsMask', () => {
	it('finds a mask anywhere, ignoring white space around it, as the runner does', () => {
		expect(containsMask('https://eu.example.com', ['x', ' eu\n'])).toBe(true);
		expect(containsMask('https://eu.example.com', ['us'])).toBe(false);
		expect(containsMask('https://eu.example.com', [])).toBe(false);
	});
});

describe('requireUnmaskedHost', () => {
	it.each(['eu', 'https', 'example.com'])('refuses a job output that contains the mask %s', (mask) => {
		expect(refuse([mask], { maskLink: false })).toMatchObject({
			code: 'invalid-input',
			leftBehind: 'Nothing was sent.',
		});
	});

	it('also checks `share-domain`', () => {
		expect(refuse(['links'], { maskLink: false, shareDomain: 'links.example.org' })).toMatchObject({
			code: 'invalid-input',
		});
		expect(refuse(['links'], { maskLink: false })).toBeUndefined();
	});

	it('does not show the mask', () => {
		const error = refuse(['eu.example'], { maskLink: false });
		expect(error instanceof Error && error.message).not.toContain('eu.example');
	});

	it('accepts any mask if the link is masked anyway', () => {
		expect(refuse(['eu'], { maskLink: true })).toBeUndefined();
	});
});
