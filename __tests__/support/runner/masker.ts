// Decides which parts of a text are shown as stars: every registered value in every encoding, overlapping or touching hits as one.
import { trim } from './blanks.ts';
import { encodings } from './encoders.ts';

/** The masks of one job. Values are matched by exact substring; there is no shortest length. */
export interface Masker {
	/** Registers as an add-mask command does: the whole value untrimmed, then each of its lines trimmed. */
	add(value: string): void;
	/** Registers as a workflow secret is: the trimmed value, then each of its lines trimmed. */
	addWorkflowSecret(value: string): void;
	/** The text with `***` for each hit. Values registered later do not change texts masked before. */
	mask(text: string): string;
}

function findHits(text: string, value: string): [number, number][] {
	const hits: [number, number][] = [];
	for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
		hits.push([at, at + value.length]);
	}
	return hits;
}

function splitMaskLines(value: string): string[] {
	return value
		.split(/[\r\n]/)
		.map(trim)
		.filter((line) => line !== '');
}

/** A masker without values (actions/runner: SecretMasker.cs, ActionCommandManager.cs, Worker.cs). */
export function createMasker(): Masker {
	const values = new Set<string>();
	const register = (value: string): void => {
		for (const form of encodings(value)) values.add(form);
	};
	return {
		add(value) {
			register(value);
			for (const line of splitMaskLines(value)) register(line);
		},
		addWorkflowSecret(value) {
			register(trim(value));
			for (const line of splitMaskLines(value)) register(line);
		},
		mask(text) {
			const hits = [...values].flatMap((value) => findHits(text, value)).sort((a, b) => a[0] - b[0]);
			let masked = '';
			let end = -1;
			let copied = 0;
			for (const [from, to] of hits) {
				if (from > end) {
					masked += `${text.slice(copied, from)}***`;
					end = to;
				} else {
					end = Math.max(end, to);
				}
				copied = end;
			}
			return masked + text.slice(copied);
		},
	};
}
