// The matrix: every mode and every known trap, against each release and API version that people run.

import { describe, it } from 'vitest';
import type { ReleaseName } from '../support/server/index.ts';
import { COMBINATIONS, type Combination, describeCombination, openRelease } from './release-contexts.ts';
import { releaseLinkTraps } from './release-link-traps.ts';
import { releasePaths } from './release-paths.ts';
import { releaseTraps } from './release-traps.ts';

const CASES = [...releasePaths, ...releaseTraps, ...releaseLinkTraps];

/** With `auto` on a server that has v1, a step sends the requests of v1: that it does is shown by the paths. */
function casesOf(combination: Combination): typeof CASES {
	const isLikeV1 = combination.apiVersion === 'auto' && combination.hasV1;
	const cases = isLikeV1
		? CASES.filter((one) => one.appliesTo !== undefined || releasePaths.includes(one))
		: CASES;
	return cases.filter(({ appliesTo }) => appliesTo?.(combination) ?? true);
}

/**
 * Declares the tests of one release, with each API version. Each release has a file of its own, because files run side
 * by side and the tests of a file do not.
 */
export function testRelease(release: ReleaseName): void {
	const combinations = COMBINATIONS.filter((combination) => combination.release === release);
	describe.each(combinations.map((combination) => [describeCombination(combination), combination] as const))(
		'%s:',
		(_name, combination) => {
			it.each(casesOf(combination))('$name', async ({ play }) => {
				await play(await openRelease(combination));
			});
		},
	);
}
