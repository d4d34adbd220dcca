// Fresh command files and a captured stdout for code that talks to the toolkit inside the test's own process.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { applyRecords } from './runner/index.ts';

/** What a stretch of code wrote for the runner. */
export interface Written {
	/** All that went to stdout. */
	readonly stdout: string;
	/** Lines of stdout. */
	readonly lines: readonly string[];
	/** Records of the output file in order, later ones not yet winning. */
	readonly outputs: readonly (readonly [name: string, value: string])[];
	/** Records of the state file in order. */
	readonly state: readonly (readonly [name: string, value: string])[];
	readonly summary: string;
	/** What the code threw, if it did. */
	readonly error: unknown;
}

/** The variables of a step, with their files in a temporary folder. `remove` deletes the folder. */
export function makeCommandFiles(): {
	readonly env: Readonly<Record<string, string>>;
	readonly folder: string;
	remove(): void;
} {
	const folder = mkdtempSync(join(tmpdir(), 'step-'));
	const env: Record<string, string> = { GITHUB_ACTION: 'share' };
	for (const name of ['OUTPUT', 'STATE', 'STEP_SUMMARY']) {
		env[`GITHUB_${name}`] = join(folder, name);
		writeFileSync(join(folder, name), '');
	}
	return { env, folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Runs code with fresh command files in `process.env` and returns what it wrote. `env` adds or replaces variables for that time. */
export async function record(
	env: Readonly<Record<string, string>>,
	code: (env: NodeJS.ProcessEnv) => unknown,
): Promise<Written> {
	const files = makeCommandFiles();
	const saved = process.env;
	process.env = { ...files.env, ...env };
	const chunks: string[] = [];
	const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => chunks.push(String(chunk)) > 0);
	let error: unknown;
	try {
		await code(process.env);
	} catch (thrown) {
		error = thrown;
	} finally {
		spy.mockRestore();
		process.env = saved;
	}
	const read = (name: string) => readFileSync(join(files.folder, name), 'utf8');
	const stdout = chunks.join('');
	const written = {
		stdout,
		lines: stdout.split('\n').slice(0, -1),
		outputs: records(read('OUTPUT')),
		state: records(read('STATE')),
		error,
	};
	const summary = read('STEP_SUMMARY');
	files.remove();
	return { ...written, summary };
}

function records(text: string): (readonly [string, string])[] {
	const list: (readonly [string, string])[] = [];
	applyRecords(text, (name, value) => list.push([name, value]));
	return list;
}
