// A folder for the PATH with the commands that recipes call, each of which records what it was given.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a command, or the stub of an action, was given. */
export interface RecordedCall {
	readonly command: string;
	readonly args: readonly string[];
	/** Standard input, or what stands for it: the payload of a message, the file that was deployed. */
	readonly input: string;
	/** Address of a request of curl. */
	readonly address?: string;
	/** Whether gh had a token. */
	readonly hasToken: boolean;
}

/** Fake commands in a folder of their own. */
export interface FakeCommands {
	/** Variables for the runner's process. */
	readonly env: Readonly<Record<string, string>>;
	/** All calls so far, in order. */
	calls(): readonly RecordedCall[];
}

const NAMES = ['curl', 'deploy', 'gh', 'jq', 'openssl', 'slack'];
const SCRIPT = join(import.meta.dirname, 'fakes', 'command.sh');

/** Makes the commands below `folder`. What is in `failing` (a command, or a part of an address) fails. */
export function makeFakeCommands(folder: string, failing: readonly string[]): FakeCommands {
	const [commands, records] = [join(folder, 'bin'), join(folder, 'calls')];
	for (const path of [commands, records]) mkdirSync(path);
	for (const name of NAMES) {
		const script = `#!/usr/bin/env bash\nexec bash "${SCRIPT}" ${name} "$@"\n`;
		writeFileSync(join(commands, name), script, { mode: 0o755 });
	}
	return {
		env: {
			PATH: `${commands}${delimiter}${process.env['PATH'] ?? ''}`,
			RECIPE_CALLS: records,
			RECIPE_FAILURES: failing.join(' '),
		},
		calls: () =>
			readdirSync(records)
				.sort()
				.map((name) => readCall(join(records, name))),
	};
}

function readCall(folder: string): RecordedCall {
	const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
	const args = read('args').split('\0').slice(0, -1);
	const address = args.find((arg) => arg.startsWith('https://'));
	return {
		command: read('command'),
		args,
		input: read('input'),
		...(address !== undefined && { address }),
		hasToken: read('has-token') !== '',
	};
}
