// Mode `reveal`: open a link that a person made, and pass its value to the pipeline. A link opens once, so nothing may
// be lost on the way.

import { ActionError, systemCodeOf } from '../errors.ts';
import type { SecretKey, SecretService } from '../onetimesecret/types.ts';
import type { ModeDeps, StepEffects, SummaryRow, ValueFile } from './ports.ts';

/** Which link is to be opened, and where its value goes. */
export interface RevealRequest {
	readonly mode: 'reveal';
	readonly key: SecretKey;
	readonly passphrase: string | undefined;
	/** Path of a new file for the value; undefined if it is to be an output. */
	readonly valueFile: string | undefined;
}

/** Opens the link with one request that is never retried after a doubt. The file for the value is created before. */
export async function reveal(request: RevealRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects } = deps;
	const service = connect();
	const file = request.valueFile === undefined ? undefined : effects.claimFile(request.valueFile);
	const value = await open(request, service, file);
	effects.mask(
		'revealed value',
		value,
		file === undefined ? 'Use `value-file` to keep it out of the logs.' : '',
	);
	store(value, file, service.host, effects);
	if (!value.isWellFormed() || value.includes('\uFFFD')) {
		effects.warn(
			'The value contains replacement characters: it was probably damaged before it reached the server, or there.',
		);
	}
	const place =
		file === undefined ? `the output ${effects.outputExpression('value')}` : 'the file of `value-file`';
	// The value is consumed: it is kept even if the step was told to stop in the meantime.
	effects.stopIfCancelled(`The link was opened, and its value is in ${place}.`);
	effects.info(`${service.host} opened the link. It cannot be opened again.`);
	effects.info(`Its value is *** (masked), in ${place}.`);
	return [['Value', file === undefined ? 'output' : 'file']];
}

async function open(
	{ key, passphrase }: RevealRequest,
	service: SecretService,
	file: ValueFile | undefined,
): Promise<string> {
	try {
		return await service.reveal(key, passphrase);
	} catch (error) {
		file?.remove();
		throw error;
	}
}

function store(value: string, file: ValueFile | undefined, host: string, effects: StepEffects): void {
	try {
		file?.write(value);
		effects.output('value', file === undefined ? value : '');
	} catch (error) {
		file?.remove();
		const cause = error instanceof ActionError ? error.cause : error;
		const message = `${host} opened the link, but its value could not be written (${systemCodeOf(cause)}).`;
		throw new ActionError('file-unwritable', message, {
			leftBehind: 'The link is used up and its value is lost.',
			advice: 'Ask for a new link, and check the disk of the runner.',
			cause,
		});
	}
}
