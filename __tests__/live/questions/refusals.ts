// What must be refused before anything is sent. A listener stands in for the server, and must not be called.

import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Question, Questions } from '../question.ts';
import type { PhaseResult, StepInputs } from '../step.ts';
import { check, checkFailure } from '../verdict.ts';

/** Runs a step against a listener, and fails if anything arrives there or if the step does not fail. */
async function refuseUnsent(
	run: (inputs: StepInputs) => Promise<PhaseResult>,
	inputs: StepInputs,
): Promise<void> {
	let connections = 0;
	const listener = createServer((socket) => {
		connections += 1;
		socket.destroy();
	});
	listener.listen(0, '127.0.0.1');
	await once(listener, 'listening');
	const { port } = listener.address() as AddressInfo;
	const result = await run({ ...inputs, domain: `http://127.0.0.1:${port}` });
	listener.close();
	checkFailure(result, 'invalid-input');
	check(connections === 0, 'something was sent');
	check(result.outputs['link'] === undefined, 'there is a link');
}

function refuse(inputs: StepInputs): Question {
	return ({ run }) => refuseUnsent(run, inputs);
}

/** About inputs that are refused. */
export const questions: Questions = {
	'inputs: a misspelt input sends nothing': refuse({
		secret: 'sample: without a passphrase',
		passphrse: 'oops',
	}),
	'inputs: an empty secret sends nothing': refuse({ secret: '' }),

	async 'inputs: a link of another host sends nothing, and still opens'({ run, receive, person }) {
		const { link, secretKey } = await receive('sample: for another host');
		await refuseUnsent(run, { mode: 'reveal', link });
		check((await person.open(secretKey)) !== undefined, 'the link does not open anymore');
	},
};
