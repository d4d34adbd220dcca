// The matrix: every mode and every known trap, against each release and API version that people run.

import { describe, it } from 'vitest';
import type { ReleaseName } from '../support/server/index.ts';
import { COMBINATIONS, describeCombination, openRelease } from './release-contexts.ts';
import { releaseLinkTraps } from './release-link-traps.ts';
import { releasePaths } from './release-paths.ts';
import { releaseTraps } from './release-traps.ts';

const CASES = [...releasePaths, ...releaseTraps, ...releaseLinkTraps];

/**
 * Declares the tests of one release, with each API version. Each release has a file of its own, because files run side
 * by side and the tests of a file do not.
 */
export function testRelease(release: ReleaseName): void {
	const combinations = COMBINATIONS.filter((combination) => combination.release === release);
	describe.each(combinations.map((combination) => [describeCombination(combination), combination] as const))(
		'%s:',
		(_name, combination) => {
			const applying = CASES.filter(({ appliesTo }) => appliesTo?.(combination) ?? true);
			it.each(applying)('$name', async ({ play }) => {
				await play(await openRelease(combination));
			});
		},
	);
}
