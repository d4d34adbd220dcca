// Runs a whole composite action: its steps one after the other, then its outputs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { enterComposites } from './composites.ts';
import type { StepContext } from './contexts.ts';
import { completeCondition, evaluateCondition, template } from './expressions.ts';
import { type JobCore, viewContexts, viewJobEnv } from './job-core.ts';
import { evaluateAll } from './step-inputs.ts';
import type {
	CompositeOptions,
	CompositeResult,
	CompositeStepOptions,
	Evaluated,
	ScriptStepOptions,
	StageResult,
	StepOptions,
} from './types.ts';

interface CompositeManifest {
	inputs?: Record<string, { default?: unknown } | null>;
	outputs?: Record<string, { value?: unknown }>;
	runs?: { using?: unknown; steps?: unknown[] };
}

function readManifest(actionDir: string): CompositeManifest {
	const manifest = parse(readFileSync(join(actionDir, 'action.yml'), 'utf8')) as CompositeManifest;
	if (manifest.runs?.using !== 'composite') throw new Error(`${actionDir} is not a composite action`);
	return manifest;
}

/** What `inputs` hold: what is given, else the default, else nothing. */
function listInputs(
	manifest: CompositeManifest,
	given: Record<string, Evaluated>,
): Record<string, Evaluated> {
	const defaults = Object.entries(manifest.inputs ?? {}).map(([name, traits]): [string, Evaluated] => [
		name,
		template(String(traits?.default ?? '')),
	]);
	return { ...Object.fromEntries(defaults), ...given };
}

/**
 * Runs the action. `startStep` runs one step of it. A step that fails leaves the later ones to their
 * conditions.
 */
export async function runComposite(
	job: JobCore,
	options: CompositeStepOptions,
	startStep: (step: StepOptions | ScriptStepOptions) => Promise<StageResult>,
): Promise<CompositeResult> {
	const { actionDir, name, id } = options;
	const manifest = readManifest(actionDir);
	const steps = new Map<string, StepContext>();
	const inputs = listInputs(manifest, options.with ?? {});
	const composite: CompositeOptions = { name, ...(id !== undefined && { id }), with: inputs, steps };
	const stages: StageResult[] = [];
	if (!evaluateCondition(completeCondition(options.if), viewContexts(job, viewJobEnv(job)))) {
		return { outcome: 'skipped', outputs: {}, stages };
	}
	for (const raw of manifest.runs?.steps ?? []) {
		stages.push(await startStep({ ...options.readStep(raw), composites: [composite] }));
	}
	const scope = enterComposites(job, [composite], 'main');
	const values = Object.entries(manifest.outputs ?? {}).map(([output, { value }]): [string, Evaluated] => [
		output,
		template(String(value ?? '')),
	]);
	const contexts = viewContexts(job, viewJobEnv(job), scope);
	const outputs = Object.fromEntries(evaluateAll(Object.fromEntries(values), contexts));
	const outcome = stages.some(({ conclusion }) => conclusion === 'failure') ? 'failure' : job.status;
	if (id !== undefined) job.steps.set(id, { outputs, outcome, conclusion: outcome });
	return { outcome, outputs, stages };
}
