// Everything that leaves the action for the runner passes here: masks, outputs, log lines, annotations. Nothing else
// writes to stdout.

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

/** The action's voice. Texts given to it are our own; text from outside reaches it inside an {@link ActionError} only. */
export interface Reporter {
	/** Names the mode, which then stands before the text of an error. */
	setMode(mode: string): void;
	/** Masks a value in all its forms and remembers it, so that foreign text that repeats it is withheld. */
	mask(name: string, value: string, wayOut?: string): void;
	/** Withholds foreign text that repeats the value, without masking it. */
	withholdEchoesOf(value: string): void;
	/** The texts masked so far. */
	masks(): readonly string[];
	/** True if a text from outside repeats a piece of a sensitive value. */
	echoes(text: string): boolean;
	/** Sets an output of the step. */
	output(name: OutputName, value: string): void;
	/** A plain line. */
	info(text: string): void;
	/** A warning that the user can act on. */
	warn(text: string): void;
	/** A line that shows only with step debugging switched on. */
	debug(text: string): void;
	/** What happened, in one line: the message with the server's words, cleaned or withheld. */
	describe(error: ActionError): string;
	/** The one error annotation of a failed step. */
	fail(error: unknown): void;
}

/** How a reporter differs between the phases. */
export interface ReporterOptions {
	/** False in post, which repeats no warning of main. */
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
		mask(name, value, wayOut = '') {
			if (value === '' || maskedValues.has(value)) return;
			const plan = planMasks(value);
			for (const mask of plan.masks) {
				setSecret(mask);
				masks.push(mask);
			}
			maskedValues.add(value);
			sensitiveValues.add(value);
			if (plan.warning === undefined || !warnsAboutMasks) return;
			warn(`The ${name} ${plan.warning}.${plan.isTooLarge && wayOut !== '' ? ` ${wayOut}` : ''}`);
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
			const isPlanned = error instanceof ActionError;
			const code = isPlanned ? error.code : 'internal';
			const what = isPlanned ? describe(error) : describeException(error);
			const advice = isPlanned ? error.advice : adviceOf(code);
			const lines = [`${prefix}${what}`, isPlanned ? error.leftBehind : '', advice].flatMap((text) =>
				text.split('\n'),
			);
			const text = [...lines.filter((line) => line !== ''), helpUrlOf(code)].map(oneLine).join('\n');
			annotateError(text, { title: titleOf(code) });
			if (!isPlanned) for (const frame of framesOf(error)) debug(frame);
		},
	};
}

/** An exception that nobody planned: its message could hold anything, so only its name and code are shown. */
function describeException(error: unknown): string {
	const name = error instanceof Error && /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : typeof error;
	const code = systemCodeOf(error);
	return `An unexpected exception ended the step (${code === '' ? name : `${name}, ${code}`}).`;
}

/** The places of a stack trace, without the message above them. */
function framesOf(error: unknown): string[] {
	const stack = error instanceof Error ? (error.stack ?? '') : '';
	return stack.split('\n').filter((line) => /^\s+at \S/.test(line));
}
