// Situations that several recipes are tried in.
import type { EmbeddedServer } from '../../support/server/index.ts';
import type { RecordedCall } from './fake-commands.ts';
import { deliveredLink, keyOf } from './recipe-case.ts';
import type { Situation } from './run-recipe.ts';
import { CERTIFICATE, TEAM_PASSPHRASE } from './values.ts';

/** A pull request from a branch of the repository, or from a fork. */
export function pullRequest(from: 'branch' | 'fork'): Pick<Situation, 'event' | 'hasNoSecrets'> {
	const fullName = from === 'branch' ? 'example/repository' : 'somebody/repository';
	const payload = { pull_request: { number: 12, head: { repo: { full_name: fullName } } } };
	return { event: { name: 'pull_request', payload }, hasNoSecrets: from === 'fork' };
}

/**
 * A person has shared a certificate with the team's passphrase, and starts the workflow with the link. The
 * authority must be trusted.
 */
export async function startWithLink({ server }: { server: EmbeddedServer }): Promise<{ link: string }> {
	const body = new URLSearchParams({ secret: CERTIFICATE, passphrase: TEAM_PASSPHRASE });
	const response = await fetch(`${server.origin}/api/v1/share`, { method: 'POST', body });
	const { secret_key: key } = (await response.json()) as { secret_key: string };
	return { link: `https://us.onetimesecret.com/secret/${key}` };
}

/** The recipient opens the delivered link as soon as the workflow looks at its receipt. */
export function openAtFirstLook({
	server,
	calls,
}: {
	server: EmbeddedServer;
	calls(): readonly RecordedCall[];
}): undefined {
	const look = server.fault({ route: 'receipt', act: { kind: 'hold' } });
	void look.seen.then(() => {
		server.reveal(keyOf(deliveredLink({ calls: calls() })));
		look.release();
	});
}
