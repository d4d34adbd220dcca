// Values that share sends: each arrives byte for byte, from an input or a file, and no log shows it.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../support/scenario.ts';
import { HARD_VALUES } from './hard-values.ts';
import { openScenario } from './test-scenario.ts';

/** As an input, this text means that there is none. */
const NOT_GIVEN = '(none)';

describe('A value to share', () => {
	it.each(HARD_VALUES.filter(([, value]) => value !== NOT_GIVEN))(
		'with %s is delivered byte for byte, and no command in it is carried out',
		async (_name, value) => {
			const { server, run } = await openScenario({ job: { secrets: [value] } });
			const step = await run({ secret: value });
			expect([step.outcome, step.commandErrors, step.files.env]).toEqual(['success', [], '']);
			expect(server.reveal(keyOf(step.outputs['link']))).toBe(value);
		},
	);

	it.each<readonly [string, string]>([
		...HARD_VALUES,
		['as much as other servers take', 'x'.repeat(100_000)],
	])(
		'with %s is delivered from a file byte for byte, by a path relative to the workspace',
		async (_name, value) => {
			const { server, job, run } = await openScenario({ server: { release: 'v0.23' } });
			writeFileSync(join(job.workspace, 'value.txt'), value);
			const step = await run({ 'secret-file': 'value.txt' });
			expect(step.outcome).toBe('success');
			expect(server.reveal(keyOf(step.outputs['link']))).toBe(value);
		},
	);

	it('is masked line by line for the rest of the job, but not its braces', async () => {
		const { job, run } = await openScenario();
		await run({ secret: '-----BEGIN KEY-----\nMIIEvQ"IBADANB%gkqhkiG\n}\n-----END KEY-----\n' });
		job.passStep('later', 'MIIEvQ"IBADANB%gkqhkiG } -----BEGIN KEY----- done');
		expect(job.log()).toContain('*** } -----BEGIN KEY----- done');
	});
});
