// Third story: a person hands a certificate to a pipeline.

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expectThat, heading, showLog, tell, withScenario } from './stage.ts';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUEmbedded\n-----END CERTIFICATE-----\n';
const PASSPHRASE = 'known to the repository only';

/** A person makes a link with the team's passphrase; the pipeline opens it once and writes the value to a file that only it can read. */
export async function handInFromPerson(): Promise<void> {
	heading('3. A person hands a certificate to a pipeline');
	await withScenario([PASSPHRASE], async ({ server, job, run }) => {
		tell(
			'A person shares a certificate on the website, with the passphrase of the team, and starts the workflow with the link.',
		);
		const body = new URLSearchParams({ secret: CERTIFICATE, passphrase: PASSPHRASE });
		const made: unknown = await (
			await fetch(`${server.origin}/api/v1/share`, { method: 'POST', body })
		).json();
		const link = `${server.origin}/secret/${Reflect.get(made as object, 'secret_key')}`;

		tell(
			'The pipeline opens it, once, into a file. The link itself is seen in the log, because it came with the event: hence the passphrase.',
		);
		const step = await run({ mode: 'reveal', link, passphrase: PASSPHRASE, 'value-file': 'certificate.pem' });
		showLog(step.log);
		expectThat(step.outcome === 'success', 'the step succeeds');

		const path = join(job.workspace, 'certificate.pem');
		const mode = (statSync(path).mode & 0o777).toString(8);
		expectThat(readFileSync(path, 'utf8') === CERTIFICATE, 'the file holds the certificate byte for byte');
		expectThat(mode === '600', 'only its owner can read the file');
		tell(
			`certificate.pem holds it byte for byte, with mode ${mode}. The log of a later step that prints it by mistake:`,
		);
		const before = job.log().length;
		job.passStep('cat certificate.pem', CERTIFICATE);
		showLog(job.log().slice(before));
	});
}
