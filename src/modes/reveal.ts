// Mode `reveal`: open a link that a person made, and hand its value to the pipeline. A link opens once, so nothing may be lost on the way.

import { ActionError, codeOf } from '../errors.ts';
import type { SecretKey, SecretService } from '../onetimesecret/types.ts';
import type { Facts, ModeParts, StepEffects, ValueFile } from './ports.ts';

/** Which link is to be opened, and where its value goes. */
export interface RevealRequest {
	readonly key: SecretKey;
	readonly passphrase: string | undefined;
	/** Path of a new file for the value; undefined if it is to be an output. */
	readonly valueFile: string | undefined;
}

/** Opens the link with one request that is never repeated after a doubt. The file for the value is made before the link is consumed. */
export async function reveal(request: RevealRequest, { connect, effects }: ModeParts): Promise<Facts> {
	const service = connect();
	const file = request.valueFile === undefined ? undefined : effects.claimFile(request.valueFile);
	const value = await open(request, service, file);
	effects.hide('revealed value', value);
	const place =
		file === undefined ? `the output ${effects.expressionOf('value')}` : 'the file of `value-file`';
	store(value, file, service.host, effects);
	if (!value.isWellFormed() || value.includes('\uFFFD')) {
		effects.warn(
			'The value holds characters that are marks of lost bytes: it was probably damaged before or on the server.',
		);
	}
	// The value is consumed: it is kept even if the step was told to stop meanwhile.
	effects.stopIfCancelled(`The link was opened, and its value is in ${place}.`);
	effects.line(`${service.host} opened the link; it cannot be opened again.`);
	effects.line(`Its value is *** (hidden), in ${place}.`);
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
	} catch (cause) {
		file?.remove();
		throw new ActionError(
			'file-unwritable',
			`reveal: ${host} opened the link, but its value could not be written (${codeOf(cause instanceof ActionError ? cause.cause : cause)}).`,
			{
				alive: 'The link is consumed and its value is lost: ask for a new link.',
				cause,
			},
		);
	}
}
