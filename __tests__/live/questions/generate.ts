// Is the generated value the one behind the link, and as long as it was asked to be?

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TTL_SECONDS } from '../api-client.ts';
import type { Questions } from '../question.ts';
import { keyOf } from '../session.ts';
import { check, checkSuccess } from '../verdict.ts';

const LENGTH = 24;
const INPUTS = { mode: 'generate', length: String(LENGTH), ttl: `${TTL_SECONDS}s` };

/** About mode `generate`. */
export const questions: Questions = {
	async 'generate: the output is the value behind the link'({ run, person }) {
		const result = await run(INPUTS);
		checkSuccess(result);
		const { value = '', link = '', ttl } = result.outputs;
		check(Array.from(value).length === LENGTH, `the value has ${Array.from(value).length} characters`);
		check(ttl === String(TTL_SECONDS), `the output \`ttl\` is ${ttl}`);
		const opened = await person.open(keyOf(link));
		check(opened !== undefined, 'the link does not open');
		check(opened === value, 'the link holds another value');
	},

	async 'generate: writes a value file, removed at the end of the job'({ run, endJob, person, folder }) {
		const path = join(folder, 'generated');
		const result = await run({ ...INPUTS, 'value-file': path });
		checkSuccess(result);
		const { value, link = '' } = result.outputs;
		check(value === '', 'the output `value` is not empty');
		const written = readFileSync(path, 'utf8');
		check(Array.from(written).length === LENGTH, 'the file does not hold a value of the length');
		if (process.platform !== 'win32') {
			check((statSync(path).mode & 0o777) === 0o600, 'others may read the file');
		}
		const opened = await person.open(keyOf(link));
		check(opened === written, 'the link does not hold the value of the file');
		checkSuccess(await endJob(result, 'success'));
		check(!existsSync(path), 'the file is still there');
	},
};
