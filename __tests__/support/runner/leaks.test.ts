import { describe, expect, it } from 'vitest';
import { findLeaks } from './index.ts';
import { openJob, scriptStep } from './test-jobs.ts';

const SECRET = 'k"ey-1';

async function findIn(body: string): Promise<string[]> {
	const job = await openJob();
	return findLeaks(await job.step(scriptStep(`const secret = 'k' + '"ey-1'; ${body}`)), [
		'absent',
		SECRET,
		'',
	]);
}

describe('the search for leaks', () => {
	it('finds none where the secret is only announced as a mask', async () => {
		expect(
			await findIn("say('::add-mask::' + secret); say('shared'); append('OUTPUT', 'link=' + secret)"),
		).toEqual([]);
	});

	it.each([
		[
			'in the log before the mask',
			"say(secret); say('::add-mask::' + secret)",
			['log: form 0 of secret 1', 'raw stdout: form 0 of secret 1'],
		],
		[
			'in the raw output after the mask',
			"say('::add-mask::' + secret); say(secret)",
			['raw stdout: form 0 of secret 1'],
		],
		['on stderr', "say('::add-mask::' + secret); complain(secret)", ['raw stderr: form 0 of secret 1']],
		[
			'in another encoding',
			'say(Buffer.from(secret).toString("base64"))',
			['log: form 1 of secret 1', 'raw stdout: form 1 of secret 1'],
		],
		[
			'in the title of an annotation, which no mask reaches',
			"say('::add-mask::' + secret); say('::error title=' + secret + '::m')",
			['annotation properties: form 0 of secret 1', 'raw stdout: form 0 of secret 1'],
		],
		[
			'in the summary before masking',
			"say('::add-mask::' + secret); append('STEP_SUMMARY', secret)",
			['raw summary: form 0 of secret 1'],
		],
		[
			'on an add-mask line that was printed because commands were stopped',
			"say('::stop-commands::x'); say('::add-mask::' + secret)",
			['log: form 0 of secret 1', 'raw stdout: form 0 of secret 1'],
		],
	])('finds a secret %s', async (_what, body, leaks) => {
		// A short value has forms that say the same twice; plain and base64 are enough here.
		expect((await findIn(body)).filter((leak) => /form [01] /.test(leak))).toEqual(leaks);
	});

	it('finds a value of several lines that was printed as such', async () => {
		const job = await openJob();
		const result = await job.step(
			scriptStep(
				"say('::add-mask::' + ['first', 'second'].join('%0A')); say(['first', 'second'].join(String.fromCharCode(10)))",
			),
		);
		expect(findLeaks(result, ['first\nsecond'])).toEqual(['raw stdout: form 0 of secret 0']);
		expect(result.printed).toBe('***\n***\n');
	});
});
