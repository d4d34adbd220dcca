// Mode `reveal`: open a link that a person made, and pass its value to the workflow. A link opens only once, so
// a value that was received must not be lost.

import { ActionError, systemCodeOf } from '../errors.ts';
import type { SecretKey, SecretService } from '../onetimesecret/types.ts';
import type { ModeDeps, StepEffects, SummaryRow, ValueFile } from './ports.ts';

/** Which link to open, and where its value goes. */
export interface RevealRequest {
	readonly mode: 'reveal';
	readonly key: SecretKey;
	readonly passphrase: string | undefined;
	/** Path of the new file for the value. If undefined, the value becomes the output `value`. */
	readonly valueFile: string | undefined;
}

/**
 * Opens the link, masks its value, writes it to the output or file, and returns the summary rows. The file is
 * created first, and the request is not retried if the server may have received it. Throws the error of the
 * request, `file-unwritable`, or `cancelled`.
 */
export async function reveal(request: RevealRequest, deps: ModeDeps): Promise<readonly SummaryRow[]> {
	const { connect, effects } = deps;
	const service = connect();
	const file = request.valueFile === undefined ? undefined : effects.createFile(request.valueFile);
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
	const location =
		file === undefined ? `the output ${effects.outputExpression('value')}` : 'the file of `value-file`';
	// The link is used up, so the value was stored first, even if the step was cancelled in the meantime.
	effects.stopIfCancelled(`The link was opened, and its value is in ${location}.`);
	effects.info(`${service.host} opened the link. It cannot be opened again.`);
	effects.info(`Its value is *** (masked), in ${location}.`);
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
