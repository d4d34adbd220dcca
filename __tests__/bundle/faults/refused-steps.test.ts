// What is wrong before anything is sent: one error that names all of it, and not even a connection.

import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/errors.ts';
import { fieldsSavedBy } from '../../support/saved-state.ts';
import type { ShareFault } from './fault-table.ts';
import { preload } from './preload.ts';
import { PROXY_PASSWORD, REFUSED_ENVIRONMENTS, type RefusedStep } from './refused-environments.ts';
import { REFUSED_INPUTS } from './refused-inputs.ts';
import { type BundleRun, shareInBundle } from './share-in-bundle.ts';

async function run(
	{ name, env = {}, edit = {}, network, isNameless, isInsideComposite, said, ...refused }: RefusedStep,
	code: ErrorCode,
): Promise<BundleRun> {
	const { with: inputs = {} } = refused;
	const fault: ShareFault = {
		name,
		...(network !== undefined && { network }),
		expected: { code: said.length === 0 ? undefined : code, created: 0, asked: [0, 0] },
	};
	return shareInBundle(fault, {
		with: inputs,
		step: { env, ...(isInsideComposite && { composites: [{ name: 'wrapper' }] }) },
		...(isNameless && { isNameless }),
		env: { ...preload('edit-environment'), EDIT_ENVIRONMENT: JSON.stringify(edit) },
		sensitive: [
			PROXY_PASSWORD,
			Buffer.from(`user:${PROXY_PASSWORD}`).toString('base64'),
			...(inputs['token'] === undefined || inputs['token'] === '' ? [] : [inputs['token']]),
		],
	});
}

describe.concurrent.each<[ErrorCode, readonly RefusedStep[]]>([
	['invalid-environment', REFUSED_ENVIRONMENTS],
	['invalid-input', REFUSED_INPUTS],
])('Before anything is sent, %s', (code, steps) => {
	for (const refused of steps.filter(({ said }) => said.length > 0)) {
		it(`refuses the step, names the fault and sends nothing: ${refused.name}`, async () => {
			const { step, server, observation, violations } = await run(refused, code);
			expect(observation.code).toBe(code);
			expect(violations).toEqual([]);
			for (const text of refused.said) expect(step.annotations[0]?.message).toContain(text);
			expect([server.connections, server.created, step.exitCode]).toEqual([0, 0, 1]);
			const { idle: _, ...state } = step.state;
			expect([step.files.output, ...Object.values(state)].join('')).toBe('');
		});
	}

	for (const fine of steps.filter(({ said }) => said.length === 0)) {
		it(`is not said where nothing is wrong: ${fine.name}`, async () => {
			const { step, server, violations } = await run(fine, code);
			expect(violations).toEqual([]);
			expect([server.created, step.exitCode, step.annotations.length]).toEqual([1, 0, 0]);
			expect(fieldsSavedBy(step)).toMatchObject({ delivered: true });
		});
	}
});
