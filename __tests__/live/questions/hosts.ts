// Which API version and which host: is it the one that was asked for?

import type { ApiVersion } from '../api-client.ts';
import type { Questions } from '../question.ts';
import { keyOf, type Session } from '../session.ts';
import { check, checkFailure, checkSuccess, errorCodeOf, Skip } from '../verdict.ts';
import { shareValue } from './share.ts';

async function shareOver(session: Session, version: ApiVersion): Promise<void> {
	const person = session.apis.clients.get(version);
	if (person === undefined) throw new Skip(`the server has no API ${version}`);
	const { secretKey } = await shareValue(session, `sample: over API ${version}`, { 'api-version': version });
	check((await person.open(secretKey)) === `sample: over API ${version}`, 'the value does not arrive');
}

/** About `api-version` and `share-domain`. */
export const questions: Questions = {
	'api-version: v1': (session) => shareOver(session, 'v1'),
	'api-version: v2': (session) => shareOver(session, 'v2'),

	async 'api-version: auto finds the one that is there'(session) {
		const { clients, whyNotAuto } = session.apis;
		if (whyNotAuto !== undefined) throw new Skip(whyNotAuto);
		const { shown, secretKey } = await shareValue(session, 'sample: found by itself', {
			'api-version': 'auto',
		});
		check((await session.person.open(secretKey)) !== undefined, 'the link does not open');
		const saysV2 = shown.some((line) => line.includes('API v2'));
		check(saysV2 === !clients.has('v1'), `the log ${saysV2 ? 'speaks' : 'does not speak'} of API v2`);
	},

	async 'api-version: a version that is missing is an error'({ run, apis }) {
		const missing = (['v1', 'v2'] as const).find((version) => !apis.clients.has(version));
		if (missing === undefined) throw new Skip('the server has both');
		if (missing === 'v1' && apis.whyNotAuto !== undefined) throw new Skip(apis.whyNotAuto);
		const result = await run({ secret: 'sample: sent nowhere', 'api-version': missing });
		checkFailure(result, 'api-not-found');
		check(result.outputs['link'] === undefined, 'there is a link');
	},

	async 'share-domain: the link has that host, and can be revealed'({ run, settings }) {
		const { shareDomain } = settings;
		if (shareDomain === undefined) throw new Skip('no OTS_SHARE_DOMAIN');
		const domain = { 'share-domain': shareDomain };
		const shared = await run({ secret: 'sample: on a domain of its own', ttl: '10m', ...domain });
		if (errorCodeOf(shared) === 'refused-by-server') throw new Skip('the server refuses the domain');
		checkSuccess(shared);
		const { link = '' } = shared.outputs;
		const { host } = new URL(link);
		if (host !== shareDomain) {
			check(shared.annotations.length === 1, `the link is on ${host}, without a warning`);
			throw new Skip(`the server puts the link on ${host}`);
		}
		const revealed = await run({ mode: 'reveal', link, ...domain });
		checkSuccess(revealed);
		check(revealed.outputs['value'] === 'sample: on a domain of its own', 'the output is another value');
		check(keyOf(link) !== '', 'the link has no key');
	},
};
