// Responses of a server that repeats what it was sent, in every form.

import { type HostileResponse, on, refusal } from './hostile-response.ts';
import { always, redirects } from './server-faults.ts';
import { SECRET } from './share-in-bundle.ts';

/** Letters only, so that it could pass for a status. */
const TOKEN = 'tokenthatlookslikeaword';
const LOGIN = { username: 'ci@example.com', token: TOKEN };
const PASSPHRASE = 'correct horse & battery';
const SHORT = 'k3Y!p';
const [FIRST_LINE = '', , LAST_LINE = ''] = SECRET.split('\n');

/** The creation is refused in words that repeat something sensitive. */
function echo(name: string, message: string, inputs: Readonly<Record<string, string>> = {}): HostileResponse {
	return { ...refusal(`an echo of ${name}`, message), with: inputs, isWithheld: true };
}

function base64(text: string, skipped: number): string {
	return Buffer.from(text).subarray(skipped).toString('base64');
}

/** The rows. */
export const HOSTILE_ECHOES: readonly HostileResponse[] = [
	echo('the secret', `Cannot keep ${SECRET}`),
	echo('its first line', `Cannot keep ${FIRST_LINE}`),
	echo('its last line in capitals', `CANNOT KEEP ${LAST_LINE.toUpperCase()}`),
	echo('the secret in base64', `Cannot keep ${base64(SECRET, 0)}`),
	echo('the secret in base64 from its second byte', `Cannot keep ${base64(SECRET, 1)}`),
	echo('the secret in base64 from its third byte', `Cannot keep ${base64(SECRET, 2)}`),
	echo('the secret in hexadecimal', `Cannot keep ${Buffer.from(SECRET).toString('hex')}`),
	echo('the secret as it was sent', `Cannot keep ${new URLSearchParams({ secret: SECRET })}`),
	echo('the secret as JSON', `Cannot keep ${JSON.stringify(SECRET)}`),
	echo('the secret with blanks between', `Cannot keep ${[...SECRET].join(' ')}`),
	echo('a secret that the cut goes through', `${'x'.repeat(185)}${SECRET}`),
	echo('a short secret', `Cannot keep ${SHORT}`, { secret: SHORT }),
	echo('the passphrase', `Cannot keep ${PASSPHRASE}`, { passphrase: PASSPHRASE }),
	{
		...echo('the credentials', `Hello ${base64(`${LOGIN.username}:${TOKEN}`, 0)}`, LOGIN),
		plans: [
			...on('status', 200, { status: 'nominal' }),
			...on('share', 404, { message: `Hello ${base64(`${LOGIN.username}:${TOKEN}`, 0)}` }),
		],
	},
	{
		name: 'it refuses the status with an echo of the token',
		plans: on('status', 404, { message: `No ${TOKEN}` }),
		with: LOGIN,
		code: 'refused-by-server',
		isWithheld: true,
	},
	{
		name: 'its status is the token',
		plans: on('status', 200, { status: TOKEN }),
		with: LOGIN,
		code: 'not-nominal',
	},
	{
		name: 'its status ends with the token',
		plans: on('status', 200, { status: `is-${TOKEN}` }),
		with: LOGIN,
		code: 'not-nominal',
	},
	{
		name: 'it redirects to a host that is named like the token',
		plans: always('status', redirects(302, `https://${TOKEN}.example/`)),
		with: LOGIN,
		code: 'redirected',
		isWithheld: true,
	},
	{
		name: 'it redirects to a host that is named like a line of the secret',
		plans: always('share', redirects(302, `https://${LAST_LINE.replaceAll(/[^a-z]/g, '-')}.example/`)),
		code: 'redirected',
		isWithheld: true,
	},
	{
		name: 'it puts the link on a host that is named like the secret',
		plans: on('share', 200, (real) => ({ ...real, share_domain: `${TOKEN}.example.com` })),
		with: { secret: TOKEN },
		code: 'answer-unusable',
	},
	{
		name: 'it redirects to a path that is the secret',
		plans: always(
			'share',
			redirects(302, `https://evil.example/${encodeURIComponent(SECRET)}?${base64(SECRET, 0)}`),
		),
		code: 'redirected',
	},
];

/** Values in the rows that must not be seen. */
export const ECHOED_VALUES: readonly string[] = [
	TOKEN,
	PASSPHRASE,
	SHORT,
	base64(`${LOGIN.username}:${TOKEN}`, 0),
];
