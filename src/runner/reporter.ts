// Everything that leaves the action for the runner passes here: masks, outputs, log lines, annotations. Nothing else writes to stdout.

import { error as annotateError, debug, info, setOutput, setSecret, warning } from '@actions/core';
import { ActionError, codeOf, helpUrlOf, hintOf, titleOf } from '../errors.ts';
import { planMasks } from './masks.ts';
import { echoes, oneLine, quoteForeign } from './safe-text.ts';

/** The action's voice. Texts given to it are our own sentences; text from outside reaches it inside an {@link ActionError} only. */
export interface Reporter {
	/** Masks a value in all its forms and remembers it, so that foreign text that repeats it is withheld. Warns where masking is imperfect. */
	hide(name: string, value: string): void;
	/** The texts masked so far. */
	masks(): readonly string[];
	/** Whether a text from outside repeats a piece of what is hidden. */
	echoes(text: string): boolean;
	/** Sets an output of the step. */
	output(name: string, value: string): void;
	/** A plain line. */
	line(text: string): void;
	/** A warning that the user can act on. */
	warn(text: string): void;
	/** A line that shows only with step debugging switched on. */
	detail(text: string): void;
	/** What an error says, with foreign text cleaned or withheld and without hint and address of help. */
	wordsOf(error: ActionError): string;
	/** The one error annotation of a failed step. */
	fail(error: unknown): void;
}

/** Makes the reporter of a step. */
export function createReporter(): Reporter {
	const masks: string[] = [];
	const sensitiveValues: string[] = [];
	const warn = (text: string): void => warning(oneLine(text));
	const detail = (text: string): void => debug(oneLine(text));

	return {
		hide(name, value) {
			if (value === '' || sensitiveValues.includes(value)) return;
			const plan = planMasks(value);
			for (const mask of plan.masks) {
				setSecret(mask);
				masks.push(mask);
			}
			sensitiveValues.push(value);
			if (plan.concern !== undefined) warn(`The ${name} ${plan.concern}.`);
		},
		masks: () => masks,
		echoes: (text) => echoes(text, [...sensitiveValues, ...masks]),
		output: setOutput,
		line: (text) => info(oneLine(text)),
		warn,
		detail,
		wordsOf: (error) => wordFailure(error, [...sensitiveValues, ...masks]),
		fail(error) {
			const code = error instanceof ActionError ? error.code : 'internal';
			const text =
				error instanceof ActionError ? wordFailure(error, [...sensitiveValues, ...masks]) : wordBug(error);
			annotateError(oneLine(`${text} ${hintOf(code)} ${helpUrlOf(code)}`), { title: titleOf(code) });
			if (code === 'internal') for (const frame of framesOf(error)) detail(frame);
		},
	};
}

function wordFailure(error: ActionError, sensitiveValues: readonly string[]): string {
	const quoted = quoteForeign(error.foreignText ?? '', sensitiveValues);
	const said = quoted === '' ? '' : ` It said: "${quoted}".`;
	const alive = error.alive ? ` ${error.alive}` : '';
	return `${error.message}${said}${alive}`;
}

/** An exception that nobody planned: its message could hold anything, so that only its name and code are shown. */
function wordBug(error: unknown): string {
	const name = error instanceof Error && /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : typeof error;
	const code = codeOf(error);
	return `An unexpected exception ended the step (${code === '' ? name : `${name}, ${code}`}).`;
}

/** The places of a stack trace, without the message above them. */
function framesOf(error: unknown): string[] {
	const stack = error instanceof Error ? (error.stack ?? '') : '';
	return stack.split('\n').filter((line) => /^\s+at \S/.test(line));
}
