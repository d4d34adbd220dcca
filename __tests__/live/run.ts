// `npm run test:live`: see USAGE in settings.ts.

import { readSettings, type Settings, USAGE, UsageError } from './settings.ts';
import { QUESTION_NAMES, runSuite } from './suite.ts';

const WRONG = 1;
const USAGE_ERROR = 2;

function readArguments(): Settings | undefined {
	try {
		const starts = process.argv.slice(2);
		const unknown = starts.find((start) => !QUESTION_NAMES.some((name) => name.startsWith(start)));
		if (unknown !== undefined) throw new UsageError(`No question begins with '${unknown}'.`);
		return readSettings(process.env, starts);
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		console.error(`${error.message}\n\n${USAGE}`);
		process.exitCode = USAGE_ERROR;
		return undefined;
	}
}

async function run(settings: Settings): Promise<void> {
	const { origin, account, apiVersion } = settings;
	console.log(
		`Asking ${origin} ${account === undefined ? 'as a guest' : 'with an account'}, API ${apiVersion}`,
	);
	const stop = new AbortController();
	// What was made is taken back before the process ends.
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());
	const { passed, failed, skipped } = await runSuite(settings, (line) => console.log(line), stop.signal);
	console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
	if (failed > 0 || stop.signal.aborted) process.exitCode = WRONG;
}

if (process.argv.includes('--help')) {
	console.log(USAGE);
} else {
	const settings = readArguments();
	if (settings !== undefined) await run(settings);
}
