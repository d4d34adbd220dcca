// Decides what the log says before a process starts: in main the inputs and the environment, in post one line.
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
