import { describe, expect, it } from 'vitest';
import { alreadyGone, describeRemoval, reasonToBurn, remedyFor } from '../../../src/runner/post-texts.ts';
import { readState, type SavedState } from '../../../src/runner/state.ts';

const saved = (fields: Partial<SavedState>): SavedState => ({ ...readState(), isDelivered: true, ...fields });

describe('reasonToBurn', () => {
	it.each([
		['never', 'failure', undefined],
		['never', '', undefined],
		['failure', 'success', undefined],
		['failure', 'failure', 'the job failed'],
		['failure', 'cancelled', 'the job was cancelled'],
		['failure', 'skipped', 'the job did not end with `success`'],
		['failure', '${{ job.status }}', 'the job did not end with `success`'],
		['failure', '', 'the job did not end with `success`'],
		['always', 'success', '`burn-on` is `always`'],
	] as const)('of a delivered link with burn-on %s after %j is %s', (burnOn, jobStatus, reason) => {
		expect(reasonToBurn(saved({ burnOn }), jobStatus)).toBe(reason);
	});

	it.each(['never', 'failure', 'always'] as const)(
		'is there for a link that was never delivered: %s',
		(burnOn) => {
			expect(reasonToBurn(saved({ burnOn, isDelivered: false }), 'success')).toBe('it was never delivered');
		},
	);
});

describe('remedyFor', () => {
	it('says how to burn a delivered link by hand, and until when it may work', () => {
		expect(remedyFor(saved({ expiresAt: '2026-11-23T12:00:00Z' }))).toMatch(
			/^The link may still work until 2026-11-23T12:00:00Z\. To burn it by hand, .*recent secrets.*mode `burn`/,
		);
		expect(remedyFor(saved({}))).toMatch(/^The link may still work until its lifetime ends\./);
	});

	it('says that nobody has the link only if it was neither delivered nor mailed', () => {
		expect(remedyFor(saved({ isDelivered: false }))).toMatch(/ Nobody has it\.$/);
		const mailed = remedyFor(saved({ isDelivered: false, mayBeMailed: true }));
		expect(mailed).toMatch(/ It may have been mailed\. To burn it by hand/);
		expect(mailed).not.toContain('Nobody');
		expect(remedyFor(saved({ mayBeMailed: true }))).not.toContain('Nobody');
	});
});

describe('describeRemoval', () => {
	it.each([
		['removed', 'Removed /w/value, which held the value.'],
		['changed', '/w/value has changed since the step wrote it. It was not removed.'],
		['gone', undefined],
	] as const)('of a file that is %s is %j', (removal, line) => {
		expect(describeRemoval(removal, '/w/value')).toBe(line);
	});
});

describe('alreadyGone', () => {
	it('names the reason', () => {
		expect(alreadyGone('the job failed')).toBe('The link is already gone from its server (the job failed).');
	});
});
