// The local runner: treats a JavaScript action as the real one does, so that a test sees what a person and what a later step would see.
export { encodings } from './encoders.ts';
export { expression, template } from './expressions.ts';
export { startJob } from './job.ts';
export { applyRecords } from './key-value-file.ts';
export { findLeaks } from './leaks.ts';
export { splitLines } from './line-splitter.ts';
export { createMasker } from './masker.ts';
export type {
	Evaluated,
	Job,
	JobOptions,
	StageResult,
	StepHandle,
	StepOptions,
} from './types.ts';
