// Is the server up, and does it know the account?

import type { Questions } from '../question.ts';
import { check, checkFailure, checkSuccess, Skip } from '../verdict.ts';

const NOBODY = 'nobody@example.com';
const GUEST = { username: '(none)', token: '(none)' };

/** About mode `status`. */
export const questions: Questions = {
	async 'status: nominal for a guest'({ run }) {
		const result = await run({ mode: 'status', ...GUEST });
		checkSuccess(result);
		check(result.outputs['status'] === 'nominal', 'the output `status` is not nominal');
	},

	async 'status: accepts the credentials'({ run, settings }) {
		if (settings.account === undefined) throw new Skip('no OTS_USERNAME and OTS_TOKEN');
		const result = await run({ mode: 'status' });
		checkSuccess(result);
		check(result.outputs['status'] === 'nominal', 'the output `status` is not nominal');
	},

	async 'status: rejects wrong credentials'({ run, settings }) {
		const username = settings.account?.username ?? NOBODY;
		const result = await run({ mode: 'status', username, token: 'certainly-not-the-token' });
		check(result.exitCode !== 0, 'the server accepted wrong credentials');
		checkFailure(result, 'credentials-rejected');
		check(result.outputs['status'] === 'unauthorized', 'the output `status` is not unauthorized');
	},

	async 'status: wrong credentials end a wait at once'({ run }) {
		const result = await run({
			mode: 'status',
			wait: '10m',
			username: NOBODY,
			token: 'certainly-not-the-token',
		});
		check(result.exitCode !== 0, 'the server accepted wrong credentials');
		checkFailure(result, 'credentials-rejected');
	},
};
