// What must hold for every run of the bundle, whatever goes wrong around it: one error or none, nothing on
// stderr, no command that is not its own, and nothing sensitive anywhere but where it is announced to the
// runner as a mask.

import { type ErrorCode, titleOf } from '../../../src/errors.ts';
import { encodings, findLeaks, type StageResult, splitLines } from '../../support/runner/index.ts';

/** Values that must not be seen. */
export type Sensitive = readonly string[];

const OWN_COMMANDS: readonly string[] = ['add-mask', 'debug', 'error', 'warning'];
const OWN_OUTPUTS: readonly string[] = [
	...['link', 'receipt', 'value', 'status'],
	...['state', 'opened-at', 'ttl', 'expires-at'],
];
/** Runs of a sensitive value that are as long as this count as a piece of it. */
const PIECE_CHARACTERS = 10;

/** Stdout without the lines that begin with `::add-mask::`, and nothing else left out. */
export function shownText(step: StageResult): string {
	const lines = splitLines(step.stdout.toString('utf8'));
	return lines.filter((line) => !line.startsWith('::add-mask::')).join('\n');
}

/** The code at the end of the one error of a step; `other` if it has none, undefined if there is no error. */
export function errorCodeOf(step: StageResult): ErrorCode | 'other' | undefined {
	const [error] = step.annotations.filter(({ type }) => type === 'error');
	if (error === undefined) return undefined;
	const code = /#([a-z-]+)$/.exec(error.message)?.[1];
	return code === undefined ? 'other' : (code as ErrorCode);
}

function formsOf(value: string): string[] {
	const lines = [value, ...value.split('\n').map((line) => line.trim())].filter((line) => line.length >= 4);
	const bytes = Buffer.from(value);
	return [
		...lines.flatMap(encodings),
		encodeURIComponent(value),
		bytes.toString('hex'),
		bytes.toString('base64url'),
	];
}

function piecesOf(value: string): string[] {
	// The beginning of a link is the address of the service, which everybody may see.
	if (value.startsWith('http')) return [];
	return Array.from({ length: Math.max(0, value.length - PIECE_CHARACTERS + 1) }, (_, at) =>
		value.slice(at, at + PIECE_CHARACTERS),
	);
}

/**
 * Which sensitive values can be found in the shown part of stdout, whole, in pieces or in another form.
 * Never says the value itself.
 */
export function findTraces(step: StageResult, sensitive: Sensitive): string[] {
	const shown = shownText(step).toLowerCase();
	return sensitive.flatMap((value, at) => {
		const forms = formsOf(value).map((form) => form.toLowerCase());
		const isShown = forms.some((form) => shown.includes(form));
		const isShownInPart = forms.some((form) => piecesOf(form).some((piece) => shown.includes(piece)));
		return isShown || isShownInPart ? [`stdout shows ${isShown ? 'a form' : 'a piece'} of value ${at}`] : [];
	});
}

/** A mask of a value is one of its lines, the value as JSON, or base64 of some of its bytes. */
function isMaskOf(mask: string, value: string): boolean {
	const isLine = value.includes(mask) && mask.length >= Math.min(value.trim().length, 4);
	const bytes = Buffer.from(mask, 'base64');
	const isBase64 =
		mask.length >= 8 && bytes.toString('base64') === mask && Buffer.from(value).includes(bytes);
	return isLine || isBase64 || mask === JSON.stringify(value).slice(1, -1);
}

/**
 * Commands, masks, outputs and files that are not the action's own: what somebody else has managed to inject.
 */
export function findIntruders(step: StageResult, sensitive: Sensitive): string[] {
	const commands = step.events.flatMap((event) => (event.kind === 'command' ? [event.command] : []));
	const foreign = commands.filter(({ name, form }) => form === 'legacy' || !OWN_COMMANDS.includes(name));
	const masks = step.masks.filter((mask) => !sensitive.some((value) => isMaskOf(mask, value)));
	const outputs = Object.keys(step.outputs).filter((name) => !OWN_OUTPUTS.includes(name));
	return [
		...foreign.map(({ name, form }) => `the ${form} command ${name}`),
		...masks.map((mask) => `a mask of ${mask.length} characters that is not the action's`),
		...outputs.map((name) => `the output ${name}`),
		...(step.files.env === '' && step.files.path === '' ? [] : ['the job was changed']),
	];
}

/**
 * What a run shows or lets in that it must not, on any channel. `sensitive` is what it was given and what it
 * made.
 */
export function findDisclosures(step: StageResult, sensitive: Sensitive): string[] {
	const stderr = step.stderr.length === 0 ? [] : [`stderr says: ${step.stderr.toString()}`];
	return [
		...findLeaks(step, sensitive),
		...findTraces(step, sensitive),
		...findIntruders(step, sensitive),
		...step.commandErrors,
		...stderr,
	];
}

/** All that is wrong with a run that ends by itself; empty if nothing is. */
export function findViolations(step: StageResult, sensitive: Sensitive): string[] {
	const errors = step.annotations.filter(({ type }) => type === 'error');
	const code = errorCodeOf(step);
	const violations = findDisclosures(step, sensitive);
	if (step.exitCode === null) violations.push(`it was ended by ${step.signal}`);
	if (errors.length !== (step.exitCode === 0 ? 0 : 1)) {
		violations.push(`exit code ${step.exitCode} with ${errors.length} errors`);
	}
	if (code === 'other') violations.push('the error does not lead to the documentation');
	else if (code !== undefined && errors[0]?.title !== titleOf(code)) {
		violations.push(`the title is not that of ${code}`);
	}
	return violations;
}
