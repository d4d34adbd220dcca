// The local runner: treats a JavaScript action as the real one does, so that a test sees what a person and what a later step would see.
export type { Annotation, AnnotationType } from './annotations.ts';
export type { WorkflowCommand } from './command-syntax.ts';
export { parseCommand } from './command-syntax.ts';
export type { ContextView, StepContext } from './contexts.ts';
export { encodings } from './encoders.ts';
export { expression, template } from './expressions.ts';
export { startJob } from './job.ts';
export { applyRecords } from './key-value-file.ts';
export { findLeaks } from './leaks.ts';
export { splitLines } from './line-splitter.ts';
export type { Masker } from './masker.ts';
export { createMasker } from './masker.ts';
export type { StageEvent } from './stage-events.ts';
export type {
	CompositeOptions,
	Evaluated,
	Job,
	JobOptions,
	JobResult,
	JobStatus,
	StageOutcome,
	StageResult,
	StepHandle,
	StepOptions,
} from './types.ts';
