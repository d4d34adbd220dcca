// One phase of a step: the shipped file as a process of its own, with the variables and files that a runner gives it.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { parseCommand, type WorkflowCommand } from '../support/runner/command-syntax.ts';
import { applyRecords } from '../support/runner/key-value-file.ts';

/** Inputs by name, as in `with:`. */
export type StepInputs = Readonly<Record<string, string>>;

/** A record of a command file; of two with the same name, the later one counts. */
export type FileRecord = readonly [name: string, value: string];

/** What a phase left behind. */
export interface PhaseResult {
	readonly inputs: StepInputs;
	readonly exitCode: number | null;
	readonly outputs: Readonly<Record<string, string>>;
	readonly state: readonly FileRecord[];
	/** Everything that the log would show before masking: plain lines, and the data of all commands but add-mask. */
	readonly shown: readonly string[];
	/** Warnings and errors. */
	readonly annotations: readonly WorkflowCommand[];
	readonly masks: readonly string[];
	readonly summary: string;
}

/** A phase that runs. */
export interface RunningPhase {
	/** Resolves with true as soon as a line contains the text, or with false if the phase ends without it. */
	says(text: string): Promise<boolean>;
	readonly ended: Promise<PhaseResult>;
}

const ROOT = join(import.meta.dirname, '..', '..');
const SCRIPTS = { main: join(ROOT, 'dist', 'index.js'), post: join(ROOT, 'dist', 'post.js') } as const;
/** Of this process the phase gets what a machine gives every process, and how to reach the server. */
const INHERITED = [
	...['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA'],
	...['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'],
];

const manifest: { inputs: Record<string, { default?: string }> } = parse(
	readFileSync(join(ROOT, 'action.yml'), 'utf8'),
);
const DEFAULTS = Object.fromEntries(
	Object.entries(manifest.inputs).map(([name, input]) => [name, input.default ?? '']),
);

function inputVariables(inputs: StepInputs): Record<string, string> {
	const entries = Object.entries({ ...DEFAULTS, 'job-status': 'success', ...inputs });
	return Object.fromEntries(
		entries.map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
	);
}

function readRecords(path: string): FileRecord[] {
	const records: FileRecord[] = [];
	applyRecords(readFileSync(path, 'utf8'), (name, value) => records.push([name, value]));
	return records;
}

/** Starts a phase. `state` are the records that main has saved. */
export function startPhase(
	phase: 'main' | 'post',
	inputs: StepInputs,
	state: readonly FileRecord[] = [],
): RunningPhase {
	const folder = mkdtempSync(join(tmpdir(), 'live-'));
	const file = (name: string): string => join(folder, name);
	const files = Object.fromEntries(
		['OUTPUT', 'STATE', 'STEP_SUMMARY'].map((name) => [`GITHUB_${name}`, file(name)]),
	);
	for (const path of Object.values(files)) writeFileSync(path, '');
	const inherited = INHERITED.map((name) => [name, process.env[name]] as const);
	const child = spawn(process.execPath, [SCRIPTS[phase]], {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...Object.fromEntries(inherited.filter(([, value]) => value !== undefined)),
			...{ GITHUB_ACTIONS: 'true', GITHUB_ACTION: 'live', GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder },
			...files,
			...inputVariables(inputs),
			...Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value])),
		},
	});
	const lines: string[] = [];
	const watchers: (() => void)[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream }).on('line', (line) => {
			lines.push(line);
			for (const look of watchers) look();
		});
	}
	const ended = new Promise<PhaseResult>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (exitCode) => {
			const result = {
				...readLines(lines),
				...{ inputs, exitCode, outputs: Object.fromEntries(readRecords(file('OUTPUT'))) },
				...{ state: readRecords(file('STATE')), summary: readFileSync(file('STEP_SUMMARY'), 'utf8') },
			};
			rmSync(folder, { recursive: true });
			resolve(result);
		});
	});
	return {
		ended,
		says: (text) =>
			new Promise((resolve) => {
				const look = () => lines.some((line) => line.includes(text)) && resolve(true);
				watchers.push(look);
				look();
				void ended.finally(() => resolve(false)).catch(() => {});
			}),
	};
}

function readLines(lines: readonly string[]): Pick<PhaseResult, 'shown' | 'annotations' | 'masks'> {
	const parsed = lines.map((line) => ({ line, command: parseCommand(line) }));
	const commands = parsed.flatMap(({ command }) => (command === undefined ? [] : [command]));
	return {
		shown: parsed.flatMap(({ line, command }) => {
			if (command === undefined) return [line];
			return command.name === 'add-mask' ? [] : [...command.properties.values(), command.data];
		}),
		annotations: commands.filter(({ name }) => name === 'error' || name === 'warning'),
		masks: commands.filter(({ name }) => name === 'add-mask').map(({ data }) => data),
	};
}
