// The matrix: every mode and every known trap, against each release and API version that people run.

import { describe, it } from 'vitest';
import { COMBINATIONS, describeCombination, openRelease } from './release-contexts.ts';
import { releaseLinkTraps } from './release-link-traps.ts';
import { releasePaths } from './release-paths.ts';
import { releaseTraps } from './release-traps.ts';

describe.each(COMBINATIONS.map((combination) => [describeCombination(combination), combination] as const))(
	'%s:',
	(_name, combination) => {
		const cases = [...releasePaths, ...releaseTraps, ...releaseLinkTraps];
		const applying = cases.filter(({ appliesTo }) => appliesTo?.(combination) ?? true);

		it.each(applying)('$name', async ({ play }) => {
			await play(await openRelease(combination));
		});
	},
);
