// Everything that the action sends to the runner passes through here: masks, outputs, log lines, annotations.
// Apart from the fail-safe annotation in exit-guard.ts, nothing else writes to stdout.

import process from 'node:process';
import {
	error as annotateError,
	setOutput,
	setSecret,
	warning,
	debug as writeDebug,
	info as writeInfo,
} from '@actions/core';
import { ActionError, adviceOf, helpUrlOf, systemCodeOf, titleOf } from '../errors.ts';
import type { OutputName } from '../modes/ports.ts';
import { echoes } from './echo-check.ts';
import { planMasks } from './masks.ts';
import { oneLine, quoteForeign } from './safe-text.ts';

/**
 * Writes to the log and the outputs. Callers pass only texts of the action; text from a server arrives only in
 * an {@link ActionError}.
 */
export interface Reporter {
	/** Sets the mode, which the error annotation then starts with. */
	setMode(mode: string): void;
	/**
	 * Masks a value in all its forms, and withholds text from outside that repeats it. `advice` is added to the
	 * warning about a value that is too large to mask.
	 */
	mask(name: string, value: string, advice?: string): void;
	/** Withholds text from outside that repeats the value, without masking it. */
	withholdEchoesOf(value: string): void;
	/** All masks so far. */
	masks(): readonly string[];
	/** True if a text from outside repeats a part of a sensitive value. */
	echoes(text: string): boolean;
	/** Sets an output of the step. */
	output(name: OutputName, value: string): void;
	/** Writes a line to the log. */
	info(text: string): void;
	/** Writes a warning annotation, for what the user can act on. */
	warn(text: string): void;
	/** Writes a line that shows only if step debug logging is enabled. */
	debug(text: string): void;
	/** The message of an error with the quotation from the server, which is cleaned, shortened or withheld. */
	describe(error: ActionError): string;
	/** Writes the error annotation of a failed step. Called at most once. */
	fail(error: unknown): void;
}

/** How the reporters of the two phases differ. */
export interface ReporterOptions {
	/** False in the post phase, because the main phase has already written the same warnings. */
	readonly warnsAboutMasks: boolean;
}

/** Makes the reporter of a phase. */
export function createReporter({ warnsAboutMasks }: ReporterOptions): Reporter {
	const masks: string[] = [];
	const maskedValues = new Set<string>();
	const sensitiveValues = new Set<string>();
	let prefix = '';
	const warn = (text: string): void => warning(oneLine(text));
	const debug = (text: string): void => writeDebug(oneLine(text));
	const describe = (error: ActionError): string => {
		const quoted = quoteForeign(error.foreignText, sensitiveValues);
		if (quoted === '') return error.message;
		return `${error.message} It said: "${quoted}"${/[.!?…)]$/.test(quoted) ? '' : '.'}`;
	};

	return {
		setMode(mode) {
			prefix = `${mode}: `;
		},
		mask(name, value, advice = '') {
			if (value === '' || maskedValues.has(value)) return;
			const plan = planMasks(value);
			// All masks of a value reach the runner in one write, because each write wakes it up.
			process.stdout.cork();
			try {
				for (const mask of plan.masks) setSecret(mask);
			} finally {
				// Otherwise nothing could be written anymore, not even the error.
				process.stdout.uncork();
			}
			masks.push(...plan.masks);
			maskedValues.add(value);
			sensitiveValues.add(value);
			if (plan.warning === undefined || !warnsAboutMasks) return;
			warn(`The ${name} ${plan.warning}.${plan.isTooLarge && advice !== '' ? ` ${advice}` : ''}`);
		},
		withholdEchoesOf: (value) => void sensitiveValues.add(value),
		masks: () => masks,
		echoes: (text) => echoes(text, sensitiveValues),
		output: setOutput,
		info: (text) => writeInfo(oneLine(text)),
		warn,
		debug,
		describe,
		fail(error) {
			const isExpected = error instanceof ActionError;
			const code = isExpected ? error.code : 'internal';
			const what = isExpected ? describe(error) : describeException(error);
			const advice = isExpected ? error.advice : adviceOf(code);
			const lines = [`${prefix}${what}`, isExpected ? error.leftBehind : '', advice].flatMap((text) =>
				text.split('\n'),
			);
			const text = [...lines.filter((line) => line !== ''), helpUrlOf(code)].map(oneLine).join('\n');
			annotateError(text, { title: titleOf(code) });
			if (!isExpected) for (const frame of framesOf(error)) debug(frame);
		},
	};
}

/** Describes an unexpected exception by its name and code only, because its message could contain anything. */
function describeException(error: unknown): string {
	const name = error instanceof Error && /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : typeof error;
	const code = systemCodeOf(error);
	return `An unexpected exception ended the step (${code === '' ? name : `${name}, ${code}`}).`;
}

/** The frames of a stack trace, without the message above them. */
function framesOf(error: unknown): string[] {
	const stack = error instanceof Error ? (error.stack ?? '') : '';
	return stack.split('\n').filter((line) => /^\s+at \S/.test(line));
}
