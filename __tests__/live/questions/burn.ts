// Can a link be taken back, and is what the server says about that true?

import type { Questions } from '../question.ts';
import { check, checkFailure, checkSuccess } from '../verdict.ts';
import { checkOpenedAt, unknownKey } from './await.ts';
import { PASSPHRASE, shareValue } from './share.ts';

/** About mode `burn`. */
export const questions: Questions = {
	async 'burn: a burned link does not open, and burning again succeeds'(session) {
		const { secretKey, receipt } = await shareValue(session, 'sample: taken back');
		const result = await session.run({ mode: 'burn', receipt });
		checkSuccess(result);
		check(result.outputs['state'] === 'burned', `the output \`state\` is ${result.outputs['state']}`);
		const opened = await session.person.open(secretKey);
		check(opened === undefined, 'the server says that it burned the link, but the link opens');
		const again = await session.run({ mode: 'burn', receipt });
		checkSuccess(again);
		check(again.outputs['state'] === 'burned', `then the output \`state\` is ${again.outputs['state']}`);
	},

	async 'burn: fails if the link was opened'(session) {
		const { secretKey, receipt } = await shareValue(session, 'sample: opened before the burn');
		check((await session.person.open(secretKey)) !== undefined, 'the link does not open');
		const result = await session.run({ mode: 'burn', receipt });
		checkFailure(result, 'already-opened');
		check(result.outputs['state'] === 'opened', `the output \`state\` is ${result.outputs['state']}`);
		checkOpenedAt(result);
	},

	async 'burn: fails for a receipt that the server does not know'(session) {
		const { receipt } = await session.receive('sample: only for the form of its receipt');
		const result = await session.run({ mode: 'burn', receipt: unknownKey(receipt) });
		checkFailure(result, 'secret-gone');
		check(result.outputs['state'] === 'unknown', `the output \`state\` is ${result.outputs['state']}`);
	},

	async 'burn: needs the passphrase of the link'(session) {
		const passphrase = PASSPHRASE;
		const { secretKey, receipt } = await shareValue(session, 'sample: behind a passphrase', { passphrase });
		const wrong = await session.run({ mode: 'burn', receipt, passphrase: 'not the passphrase' });
		checkFailure(wrong, 'wrong-passphrase');
		check(wrong.outputs['state'] === 'new', `the output \`state\` is ${wrong.outputs['state']}`);
		checkSuccess(await session.run({ mode: 'burn', receipt, passphrase }));
		const opened = await session.person.open(secretKey, passphrase);
		check(opened === undefined, 'the server says that it burned the link, but the link opens');
	},
};
