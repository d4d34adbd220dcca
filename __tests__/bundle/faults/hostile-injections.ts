// Responses of a server that wants into the log: commands for the runner, and endless words.

import { type HostileResponse, on, refusal } from './hostile-response.ts';
import { always } from './server-faults.ts';

const INJECTIONS: readonly HostileResponse[] = [
	refusal(
		'commands on lines of their own',
		'a\r\n::add-mask::nominal\r\n::error::x\n::set-env name=PATH::/x\n::stop-commands::token123\n',
	),
	refusal('a command at the start', '::add-mask::nominal'),
	refusal('more colons than needed', ':::add-mask:::::nominal'),
	refusal('commands in the old form', 'a ##[add-mask]nominal\n###[error]x'),
	refusal('escaped line ends', 'a%0A::add-mask::nominal%0D%0A##[error]x%25'),
	refusal(
		'line ends of Unicode',
		'a\u2028::add-mask::nominal\u2029::error::b\u0085::error::c\u000b::error::d',
	),
	refusal(
		'colors and a link for terminals',
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
		plans: on('share', 200, (real) => ({
			...real,
			secret_key: '\n::add-mask::nominal',
			secret_identifier: '\n::add-mask::nominal',
		})),
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
		name: 'it chats along with a good response',
		plans: on('share', 200, (real) => ({ ...real, message: '::add-mask::nominal', status: '##[error]x' })),
		code: undefined,
	},
];

const FLOODS: readonly HostileResponse[] = [
	refusal('a megabyte of words', 'λόγος '.repeat(80_000)),
	refusal('a megabyte of one letter', 'λ'.repeat(500_000)),
	refusal('a thousand lines', 'λ\n'.repeat(1_000)),
	{
		name: 'it refuses with endless bytes',
		plans: always('share', { kind: 'endless-body', acts: false }),
		code: 'answer-unusable',
	},
];

/** The rows. */
export const HOSTILE_INJECTIONS: readonly HostileResponse[] = [...INJECTIONS, ...FLOODS];
