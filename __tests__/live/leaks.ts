// Whether a phase showed a sensitive value, or left one unmasked.

import { encodings } from '../support/runner/encoders.ts';
import { createMasker } from '../support/runner/masker.ts';
import type { PhaseResult } from './step.ts';

const SENSITIVE_INPUTS = ['secret', 'passphrase', 'token', 'receipt', 'link'];
const SENSITIVE_OUTPUTS = ['link', 'receipt', 'value'];
/** Shorter lines of a value can occur by chance. */
const SHORTEST_PIECE = 8;

function piecesOf(value: string): string[] {
	return [value, ...value.split(/\r?\n/).map((line) => line.trim())].filter(
		(piece) => piece.length >= SHORTEST_PIECE,
	);
}

/**
 * One line for each place where a sensitive value or a line of it stands in the clear, in any encoding, also where a
 * mask would hide it; and one for each output that the log of a later step would show. Never the value itself.
 */
export function findLeaks({ inputs, exitCode, outputs, shown, summary, masks }: PhaseResult): string[] {
	const text = [...shown, summary].join('\n');
	const named = [
		...SENSITIVE_INPUTS.map((name) => [`the input ${name}`, inputs[name]] as const),
		...SENSITIVE_OUTPUTS.map((name) => [`the output ${name}`, outputs[name]] as const),
	];
	const given = named.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
	const leaks = given
		.filter(({ value }) =>
			piecesOf(value).some((piece) => encodings(piece).some((form) => text.includes(form))),
		)
		.map(({ name }) => `log or summary show ${name}`);
	const masker = createMasker();
	for (const mask of masks) masker.add(mask);
	const unmasked = given.filter(
		({ name, value }) =>
			exitCode === 0 &&
			name.startsWith('the output') &&
			piecesOf(value).some((piece) => !piece.includes('\n') && masker.mask(piece).includes(piece)),
	);
	return [...leaks, ...unmasked.map(({ name }) => `${name} is not masked`)];
}
