// How a question ends other than well.

import type { PhaseResult } from './step.ts';

/** Something is wrong. The message never holds a sensitive value. */
export class Wrong extends Error {}

/** The server cannot do what the question is about; the message says why. */
export class Skip extends Error {}

/** Throws {@link Wrong} with `complaint` unless the condition holds. */
export function check(condition: boolean, complaint: string): asserts condition {
	if (!condition) throw new Wrong(complaint);
}

/** The code of the error that a phase ended with: the last line of its annotation is the address of its entry. */
export function errorCodeOf({ annotations }: PhaseResult): string | undefined {
	const error = annotations.find(({ name }) => name === 'error');
	return error && /#([a-z-]+)$/.exec(error.data)?.[1];
}

/** Throws unless the phase succeeded. */
export function checkSuccess(result: PhaseResult): void {
	skipIfImpossible(result);
	const problem = describeError(result);
	check(result.exitCode === 0 && problem === '', `the step failed: ${problem || `exit ${result.exitCode}`}`);
}

/** Throws unless the phase failed with one of the codes, in one error annotation. */
export function checkFailure(result: PhaseResult, ...codes: readonly string[]): void {
	const code = errorCodeOf(result) ?? '';
	if (!codes.includes(code)) skipIfImpossible(result);
	check(result.exitCode === 1, `the step did not fail (exit ${result.exitCode})`);
	check(
		codes.includes(code),
		`the step failed with another error than ${codes.join(' or ')}: ${describeError(result)}`,
	);
	const errors = result.annotations.filter(({ name }) => name === 'error');
	check(errors.length === 1, `the step left ${errors.length} error annotations`);
}

function skipIfImpossible(result: PhaseResult): void {
	const code = errorCodeOf(result);
	if (code === 'rate-limited') throw new Skip('the server limits the rate of requests');
	if (code === 'account-required') throw new Skip('the server requires an account');
}

function describeError({ annotations }: PhaseResult): string {
	const error = annotations.find(({ name }) => name === 'error');
	return error === undefined ? '' : error.data.replaceAll('\n', ' ');
}
