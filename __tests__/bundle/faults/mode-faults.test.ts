// The faults of creation, reveal, look and burn: on both API versions inside the test process, and on v2
// through the bundle, whose other tests use v1.

import { describe, expect, it } from 'vitest';
import { findLeaks } from '../../support/runner/index.ts';
import { MODE_CREATION_FAULTS } from './mode-creation-faults.ts';
import type { ModeFault } from './mode-fault.ts';
import { demandOfMode, runModeInBundle, runModeInProcess } from './mode-fault-runs.ts';
import { MODE_USE_FAULTS } from './mode-use-faults.ts';
import { textsOf } from './with-scenario.ts';

const FAULTS: readonly ModeFault[] = [...MODE_CREATION_FAULTS, ...MODE_USE_FAULTS];
const BOTH = ['v1', 'v2'] as const;

describe.concurrent.each(BOTH)('On API %s', (version) => {
	for (const fault of FAULTS.filter(({ versions = BOTH }) => versions.includes(version))) {
		it(`${fault.mode} ends as the table says if it ${fault.name}`, async () => {
			expect(await runModeInProcess(fault, version)).toEqual(demandOfMode(fault, version));
		});
	}
});

describe.concurrent('The bundle on API v2', () => {
	for (const fault of FAULTS.filter(({ isTooLargeForRunner }) => !isTooLargeForRunner)) {
		it(`ends mode ${fault.mode} as the table says if it ${fault.name}`, async () => {
			const { observation, step, sensitive } = await runModeInBundle(fault, 'v2');
			expect(observation).toEqual(demandOfMode(fault, 'v2'));
			expect(step.stderr.toString()).toBe('');
			expect(findLeaks(step, sensitive)).toEqual([]);
			const [error = ''] = textsOf(step, 'error');
			for (const text of fault.says ?? []) expect(error).toMatch(text);
		});
	}
});
