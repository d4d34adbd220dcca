// Answers of a server that wants into the log: commands for the runner, endless words, and what it was sent, echoed in every form.
import type { ErrorCode } from '../../../src/errors.ts';
import type { AnswerBody, FaultPlan, FaultRoute } from '../../support/server/index.ts';
import { always, says } from './plans.ts';
import { SECRET } from './share-by-bundle.ts';

/** One hostile answer, given to every request of its route. */
export interface HostileAnswer {
	readonly name: string;
	readonly plans: readonly FaultPlan[];
	/** Replace or add to the ordinary inputs. */
	readonly with?: Readonly<Record<string, string>>;
	/** Undefined if the step succeeds in spite of it. */
	readonly code: ErrorCode | undefined;
	/** Whether the server's words are withheld because they repeat something sensitive. */
	readonly isWithheld?: true;
}

/** Letters only, so that it could pass for a status. */
const TOKEN = 'tokenthatlookslikeaword';
const LOGIN = { username: 'ci@example.com', token: TOKEN };
const PASSPHRASE = 'correct horse & battery';
const SHORT = 'k3Y!p';
const [FIRST_LINE = '', , LAST_LINE = ''] = SECRET.split('\n');

function on(route: FaultRoute, status: number, body: AnswerBody): readonly FaultPlan[] {
	return always(route, says(status, body));
}

/** The creation is refused in these words. */
function refusal(name: string, message: string): HostileAnswer {
	return { name: `it refuses with ${name}`, plans: on('share', 404, { message }), code: 'refused-by-server' };
}

/** The creation is refused in words that repeat something sensitive. */
function echo(name: string, message: string, inputs: Readonly<Record<string, string>> = {}): HostileAnswer {
	return { ...refusal(`an echo of ${name}`, message), with: inputs, isWithheld: true };
}

function base64(text: string, skipped: number): string {
	return Buffer.from(text).subarray(skipped).toString('base64');
}

const INJECTIONS: readonly HostileAnswer[] = [
	refusal(
		'commands on lines of their own',
		'a\r\n::add-mask::nominal\r\n::error::x\n::set-env name=PATH::/x\n::stop-commands::token123\n',
	),
	refusal('a command at the start', '::add-mask::nominal'),
	refusal('more colons than needed', ':::add-mask:::::nominal'),
	refusal('commands in the old form', 'a ##[add-mask]nominal\n###[error]x'),
	refusal('escaped line ends', 'a%0A::add-mask::nominal%0D%0A##[error]x%25'),
	refusal(
		'line ends that only Unicode knows',
		'a\u2028::add-mask::nominal\u2029::error::b\u0085::error::c\u000b::error::d',
	),
	refusal(
		'colours and a link for terminals',
		'\u001b[2J\u001b[31mred\u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007',
	),
	refusal('text that runs backwards', '\u202etcennoc\u2066\u200b::add-mask::x'),
	refusal('half a character', '\ud800::error::\udc00\u0000'),
	{
		name: 'it asks to be trusted in a status line',
		plans: always('share', {
			kind: 'garbage',
			bytes: 'HTTP/1.1 404 ::add-mask::nominal\r\nContent-Length: 2\r\n\r\n{}',
		}),
		code: 'api-not-found',
	},
	{
		name: 'its status is a command',
		plans: on('status', 200, { status: '::add-mask::nominal' }),
		code: 'not-nominal',
	},
	{
		name: 'its status stands in a prototype',
		plans: on('status', 200, '{"__proto__":{"status":"nominal"}}'),
		code: 'not-nominal',
	},
	{
		name: 'its status lies very deep',
		plans: on('status', 200, `{"status":${'['.repeat(200_000)}${']'.repeat(200_000)}}`),
		code: 'not-nominal',
	},
	{
		name: 'its key is a command',
		plans: on('share', 200, (real) => ({ ...real, secret_key: '\n::add-mask::nominal' })),
		code: 'answer-unusable',
	},
	{
		name: 'its domain is a command',
		plans: on('share', 200, (real) => ({ ...real, share_domain: 'x\n::add-mask::nominal' })),
		code: 'answer-unusable',
	},
	{
		name: 'its lifetime is a command',
		plans: on('share', 200, (real) => ({ ...real, ttl: '1\n::error::x', created: '::error::x' })),
		code: undefined,
	},
	{
		name: 'its numbers are beyond all bounds',
		plans: on('share', 200, (real) => ({ ...real, ttl: 1e300, created: -1e300 })),
		code: undefined,
	},
	{
		name: 'it chats along with a good answer',
		plans: on('share', 200, (real) => ({ ...real, message: '::add-mask::nominal', status: '##[error]x' })),
		code: undefined,
	},
];

const FLOODS: readonly HostileAnswer[] = [
	refusal('a megabyte of words', 'λόγος '.repeat(80_000)),
	refusal('a megabyte of one letter', 'λ'.repeat(500_000)),
	refusal('a thousand lines', 'λ\n'.repeat(1_000)),
	{
		name: 'it refuses with endless bytes',
		plans: always('share', { kind: 'endless-body', acts: false }),
		code: 'answer-unusable',
	},
];

const ECHOES: readonly HostileAnswer[] = [
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
		name: 'it redirects to a host that is named like the secret',
		plans: [
			{
				route: 'share',
				on: 'every',
				act: {
					kind: 'redirect',
					status: 302,
					location: `https://${encodeURIComponent(LAST_LINE).replaceAll('%', '-')}.example/`,
				},
			},
		],
		code: 'redirected',
		isWithheld: true,
	},
	{
		name: 'it redirects to a path that is the secret',
		plans: [
			{
				route: 'share',
				on: 'every',
				act: {
					kind: 'redirect',
					status: 302,
					location: `https://evil.example/${encodeURIComponent(SECRET)}?${base64(SECRET, 0)}`,
				},
			},
		],
		code: 'redirected',
	},
];

/** The rows. */
export const HOSTILE_ANSWERS: readonly HostileAnswer[] = [...INJECTIONS, ...FLOODS, ...ECHOES];

/** Values in the rows that must not be seen. */
export const HOSTILE_SENSITIVE: readonly string[] = [
	TOKEN,
	PASSPHRASE,
	SHORT,
	base64(`${LOGIN.username}:${TOKEN}`, 0),
];
