// Decides what the log says before a process starts: in main the inputs or the script and the environment, in post one line.
import type { JobLog } from './job-log.ts';

function listValues(title: string, values: Iterable<[string, string]>, log: JobLog): void {
	const entries = [...values];
	if (entries.length === 0) return;
	log.write(title);
	for (const [name, value] of entries) log.write(`  ${name}: ${value}`);
}

/** Writes it, masked with the masks known so far (actions/runner: Handler.cs, PrintActionDetails). */
export function writePreamble(
	stage: 'main' | 'post',
	uses: string,
	inputs: ReadonlyMap<string, string>,
	envContext: Record<string, string>,
	log: JobLog,
): void {
	if (stage === 'post') {
		log.write('Post job cleanup.');
		return;
	}
	log.write(`##[group]Run ${uses}`);
	listValues(
		'with:',
		[...inputs].filter(([, value]) => value !== ''),
		log,
	);
	listValues('env:', Object.entries(envContext), log);
	log.write('##[endgroup]');
}

/** The same for a script: its lines, without the colors of the real log (actions/runner: ScriptHandler.cs, PrintActionDetails). */
export function writeScriptPreamble(
	script: string,
	shell: string,
	envContext: Record<string, string>,
	log: JobLog,
): void {
	const lines = script.trimEnd().split('\n');
	log.write(`##[group]Run ${lines[0]}`);
	for (const line of lines) log.write(line);
	log.write(`shell: ${shell}`);
	listValues('env:', Object.entries(envContext), log);
	log.write('##[endgroup]');
}
