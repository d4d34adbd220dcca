// Decides what the log holds: each text masked at the moment it is written, never again.
import { splitLines } from './line-splitter.ts';
import type { Masker } from './masker.ts';

/** The log of a job. */
export interface JobLog {
	/** Writes one text (it may have several lines: they are masked as one piece). */
	write(text: string): void;
	/** Writes each line of the text for people who debug; nothing unless step debug is on. */
	debug(text: string): void;
	/** Number of entries so far: a mark for `textFrom`. */
	position(): number;
	/** What was written since the mark, a line end after each entry. */
	textFrom(position: number): string;
}

/** An empty log (actions/runner: ExecutionContext.cs, Write and Debug). */
export function createJobLog(masker: Masker, debug: boolean): JobLog {
	const entries: string[] = [];
	const write = (text: string): void => {
		entries.push(masker.mask(text));
	};
	return {
		write,
		debug(text) {
			if (debug) for (const line of splitLines(text)) write(`##[debug]${line}`);
		},
		position: () => entries.length,
		textFrom: (position) =>
			entries
				.slice(position)
				.map((entry) => `${entry}\n`)
				.join(''),
	};
}
