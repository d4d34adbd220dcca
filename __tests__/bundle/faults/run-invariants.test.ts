// The checks that every run of the bundle must pass can fail: a fixture prints what no step may print.

import { describe, expect, it } from 'vitest';
import { openJob, scriptStep } from '../../support/runner/test-jobs.ts';
import { errorCodeOf, findTraces, findViolations, shownText } from './run-invariants.ts';

const VALUE = 'first line: zX9\nsecond=line&of%it';
const ERROR =
	"say('::error title=The service cannot be reached::It failed. https://github.com/ots/action#unreachable'); process.exitCode = 1;";

async function violationsOf(script: string, sensitive: readonly string[] = [VALUE]): Promise<string[]> {
	const job = await openJob({ secrets: [VALUE] });
	return findViolations(await job.step(scriptStep(script)), sensitive);
}

describe('A run', () => {
	it('is fine with nothing, with an own error, and with masks and words of its own', async () => {
		expect(await violationsOf('')).toEqual([]);
		expect(await violationsOf(ERROR)).toEqual([]);
		expect(
			await violationsOf("say('::add-mask::second=line&of%25it'); say('::warning::words'); say('words')"),
		).toEqual([]);
	});

	it.each([
		['a line of a value', 'a form of value 0', "say('a second=line&of%it b')"],
		['a piece of a value', 'a piece of value 0', "say('second=lin')"],
		[
			'a value in base64',
			'a form of value 0',
			`say(${JSON.stringify(Buffer.from(VALUE).toString('base64'))})`,
		],
		[
			'a value in base64 from its second byte',
			'a form of value 0',
			`say(${JSON.stringify(Buffer.from(VALUE).subarray(1).toString('base64'))})`,
		],
		[
			'a value in hexadecimal',
			'a form of value 0',
			`say(${JSON.stringify(Buffer.from(VALUE).toString('hex').toUpperCase())})`,
		],
		['a value in an address', 'a form of value 0', `say(${JSON.stringify(encodeURIComponent(VALUE))})`],
		[
			'a value behind a mask line that is none',
			'a form of value 0',
			"say('x ::add-mask::second=line&of%it')",
		],
		[
			'a mask in base64 of something else',
			'a mask of 12 characters',
			`say('::add-mask::${Buffer.from('something').toString('base64')}')`,
		],
		['a mask of something else', 'a mask of 7 characters', "say('::add-mask::nominal')"],
		['a command that is not its own', 'the current command notice', "say('::notice::words')"],
		['a command in the old form', 'the legacy command error', "say('words ##[error]words')"],
		['an output that is not its own', 'the output x', "say('::set-output name=x::y')"],
		[
			'a variable for the job',
			'the job was changed',
			"require('node:fs').appendFileSync(process.env.GITHUB_ENV, 'x=y\\n')",
		],
		['anything on stderr', 'stderr says: words', "console.error('words')"],
		['two errors', 'exit code 1 with 2 errors', `${ERROR} ${ERROR}`],
		['an error and success', 'exit code 0 with 1 errors', `${ERROR} process.exitCode = 0`],
		['failure without an error', 'exit code 1 with 0 errors', 'process.exitCode = 1'],
		[
			'an error that leads nowhere',
			'does not lead to the documentation',
			"say('::error::words'); process.exitCode = 1",
		],
		[
			'an error under the title of another',
			'not that of forbidden',
			"say('::error title=x::words https://github.com/ots/action#forbidden'); process.exitCode = 1",
		],
		['a signal', 'ended by SIGKILL', "process.kill(process.pid, 'SIGKILL')"],
	])('is not fine with %s', async (_what, violation, script) => {
		expect(await violationsOf(script)).toContainEqual(expect.stringContaining(violation));
	});

	it('shows a link only as a whole: that it begins with the address of the service is no trace', async () => {
		const job = await openJob();
		const link = 'https://eu.onetimesecret.com/secret/abcdefghijklmnopqrst';
		const step = await job.step(
			scriptStep(`say('https://eu.onetimesecret.com'); say('::add-mask::${link}')`),
		);
		expect(findTraces(step, [link])).toEqual([]);
		expect(shownText(step)).toBe('https://eu.onetimesecret.com');
	});

	it('has the code at the very end of its error', async () => {
		const job = await openJob();
		expect(errorCodeOf(await job.step(scriptStep(ERROR)))).toBe('unreachable');
	});
});
