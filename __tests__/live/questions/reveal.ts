// Does a link that a person made reach the workflow?

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Questions } from '../question.ts';
import { check, checkFailure, checkSuccess } from '../verdict.ts';
import { AWKWARD_VALUE, PASSPHRASE } from './share.ts';

/** About mode `reveal`. */
export const questions: Questions = {
	async 'reveal: by link, byte for byte'({ run, receive }) {
		const { link } = await receive(AWKWARD_VALUE);
		const result = await run({ mode: 'reveal', link });
		checkSuccess(result);
		check(result.outputs['value'] === AWKWARD_VALUE, 'the output is another value');
	},

	async 'reveal: by key, and only once'({ run, receive }) {
		const { secretKey } = await receive('sample: opened by its key');
		const result = await run({ mode: 'reveal', link: secretKey });
		checkSuccess(result);
		check(result.outputs['value'] === 'sample: opened by its key', 'the output is another value');
		const again = await run({ mode: 'reveal', link: secretKey });
		checkFailure(again, 'secret-gone');
		check(again.outputs['value'] === undefined, 'the link opened a second time');
	},

	async 'reveal: a wrong passphrase opens nothing, the right one does'({ run, receive }) {
		const { link } = await receive('sample: behind a passphrase', PASSPHRASE);
		const wrong = await run({ mode: 'reveal', link, passphrase: 'not the passphrase' });
		// API v1 has one response for a wrong passphrase and for a link that is gone.
		checkFailure(wrong, 'wrong-passphrase', 'secret-gone');
		const right = await run({ mode: 'reveal', link, passphrase: PASSPHRASE });
		checkSuccess(right);
		check(right.outputs['value'] === 'sample: behind a passphrase', 'the output is another value');
	},

	async 'reveal: into a value file, removed at the end of the job'({ run, endJob, receive, folder }) {
		const path = join(folder, 'revealed');
		const { link } = await receive(AWKWARD_VALUE);
		const result = await run({ mode: 'reveal', link, 'value-file': path });
		checkSuccess(result);
		check(result.outputs['value'] === '', 'the output `value` is not empty');
		check(readFileSync(path, 'utf8') === AWKWARD_VALUE, 'the file holds another value');
		checkSuccess(await endJob(result, 'failure'));
		check(!existsSync(path), 'the file is still there');
	},
};
