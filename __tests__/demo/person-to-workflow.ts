// Third story: a person hands a certificate to a workflow.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expectThat, heading, showLog, tell, withScenario } from './narration.ts';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIUEmbedded\n-----END CERTIFICATE-----\n';
const PASSPHRASE = 'known to the repository only';

/** A person makes a link with the team's passphrase; a step opens it into a file, which the end of the job removes. */
export async function handToWorkflow(): Promise<void> {
	heading('3. A person hands a certificate to a workflow');
	await withScenario([PASSPHRASE], async ({ server, job, run }) => {
		tell(
			'A person shares a certificate on the website, with the passphrase of the team, and starts the workflow with the link.',
		);
		const body = new URLSearchParams({ secret: CERTIFICATE, passphrase: PASSPHRASE });
		const response = await fetch(`${server.origin}/api/v1/share`, { method: 'POST', body });
		const made: unknown = await response.json();
		const link = `${server.origin}/secret/${Reflect.get(made as object, 'secret_key')}`;

		tell(
			'A step opens it, once, into a file. The link itself shows in the log, because it came with the event; hence the passphrase.',
		);
		const step = await run({ mode: 'reveal', link, passphrase: PASSPHRASE, 'value-file': 'certificate.pem' });
		showLog(step.printed);
		expectThat(step.outcome === 'success', 'the step succeeds');

		const path = join(job.workspace, 'certificate.pem');
		expectThat(readFileSync(path, 'utf8') === CERTIFICATE, 'the file holds the certificate byte for byte');
		expectThat((statSync(path).mode & 0o777) === 0o600, 'only its owner can read the file');
		tell(
			'The file holds the certificate byte for byte, and only its owner can read it. A later step prints it by mistake:',
		);
		const before = job.log().length;
		job.passStep('cat certificate.pem', CERTIFICATE);
		showLog(job.log().slice(before));

		tell('The end of the job removes the file:');
		const { posts } = await job.finish();
		for (const post of posts) showLog(post.log.replace(path, 'certificate.pem'));
		expectThat(!existsSync(path), 'the file is gone');
	});
}
