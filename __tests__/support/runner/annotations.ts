// Decides what of an error, warning or notice reaches the run's page: message masked and cut, title as it is, at most ten per type.
import type { JobLog } from './job-log.ts';
import type { Masker } from './masker.ts';

// Longest message of an annotation, in characters, after masking (actions/runner: ExecutionContext.cs).
const MESSAGE_LIMIT = 4096;
// How many annotations of one type a stage can have; more are only logged.
const ANNOTATIONS_PER_TYPE = 10;

/** Type of an annotation. */
export type AnnotationType = 'error' | 'warning' | 'notice';

/** An annotation as the run's page shows it. */
export interface Annotation {
	type: AnnotationType;
	/** Never masked; empty if there is none. */
	title: string;
	/** Masked, at most 4096 characters. */
	message: string;
	/** All properties of the command as sent (`file`, `line`, `title`, ...), never masked. */
	properties: Record<string, string>;
}

/** Collects the annotations of one stage and logs them. */
export interface AnnotationLog {
	/** `from` tells the action's own from those of the runner. */
	add(
		from: 'action' | 'runner',
		type: AnnotationType,
		message: string,
		properties?: ReadonlyMap<string, string>,
	): void;
	list(from: 'action' | 'runner'): Annotation[];
}

/** An empty collection (actions/runner: ExecutionContext.cs, AddIssue). The log gets the cut message, without the title. */
export function createAnnotationLog(log: JobLog, masker: Masker): AnnotationLog {
	const kept: { from: 'action' | 'runner'; annotation: Annotation }[] = [];
	return {
		add(from, type, message, properties = new Map()) {
			const shown = masker.mask(message).slice(0, MESSAGE_LIMIT);
			log.write(`##[${type}]${shown}`);
			if (kept.filter(({ annotation }) => annotation.type === type).length >= ANNOTATIONS_PER_TYPE) return;
			const title = [...properties].find(([key]) => key.toLowerCase() === 'title')?.[1] ?? '';
			kept.push({
				from,
				annotation: { type, title, message: shown, properties: Object.fromEntries(properties) },
			});
		},
		list: (from) => kept.filter((entry) => entry.from === from).map((entry) => entry.annotation),
	};
}
