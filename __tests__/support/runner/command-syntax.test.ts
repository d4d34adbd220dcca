import { describe, expect, it } from 'vitest';
import { parseCommand } from './command-syntax.ts';

function read(line: string) {
	const command = parseCommand(line);
	return command && { ...command, properties: Object.fromEntries(command.properties) };
}

describe('a workflow command', () => {
	it.each([
		['starts with two colons', '::debug::text', 'debug', {}, 'text'],
		['may follow ASCII blanks', ' \t::debug::text', 'debug', {}, 'text'],
		['may follow Unicode blanks', '\u00a0\u2003\u3000\u0085::debug::text', 'debug', {}, 'text'],
		['is named without regard to case', '::DeBug::text', 'DeBug', {}, 'text'],
		['may be empty', '::endgroup::', 'endgroup', {}, ''],
		['keeps colons in its data', '::debug::a::b', 'debug', {}, 'a::b'],
		[
			'has properties',
			'::error title=One, file = x,line=3::text',
			'error',
			{ title: 'One', ' file ': ' x', line: '3' },
			'text',
		],
		['ignores properties without a value', '::error title=,=x,col::text', 'error', {}, 'text'],
		['keeps equals signs in a value', '::error title=a=b::text', 'error', { title: 'a=b' }, 'text'],
		['decodes its data', '::debug::a%0Db%0Ac%25%3A%2C%0a', 'debug', {}, 'a\rb\nc%%3A%2C%0a'],
		['decodes the percent sign last', '::debug::%250A', 'debug', {}, '%0A'],
		[
			'decodes its properties',
			'::error title=a%3Ab%2Cc%0Dd%0Ae%25f::x',
			'error',
			{ title: 'a:b,c\rd\ne%f' },
			'x',
		],
		['stands anywhere in the older form', 'text ##[debug]more', 'debug', {}, 'more'],
		[
			'has properties between semicolons in the older form',
			'##[error title=a,b;line=3]x',
			'error',
			{ title: 'a,b', line: '3' },
			'x',
		],
		[
			'decodes more in the older form',
			'##[error title=%5D%3B%3A]%5D%3B%0A%25',
			'error',
			{ title: '];%3A' },
			'];\n%',
		],
		['is found in the older form where the newer one fails', '::unknown::##[debug]text', 'debug', {}, 'text'],
	])('%s', (_what, line, name, properties, data) => {
		expect(read(line)).toMatchObject({ name, properties, data });
	});

	it.each([
		['does not follow text', 'x::debug::text'],
		['does not follow a byte order mark', '\ufeff::debug::text'],
		['needs its second pair of colons', '::debug:text'],
		['must be known', '::unknown::text'],
		['is not named after a blank', ':: debug::text'],
		['must be known in the older form', '##[command]text'],
		['needs its bracket in the older form', '##[debug text'],
		['is only looked for at the first older mark of a line', '##[x] ##[debug]text'],
		['is not an empty line', ''],
	])('%s', (_what, line) => {
		expect(parseCommand(line)).toBeUndefined();
	});

	it.each([
		...[
			'add-mask',
			'add-matcher',
			'remove-matcher',
			'debug',
			'warning',
			'error',
			'notice',
			'group',
			'endgroup',
			'echo',
		],
		...['stop-commands', 'set-output', 'save-state', 'set-env', 'add-path'],
	])('can be %s in both forms', (name) => {
		expect([parseCommand(`::${name}::x`)?.name, parseCommand(`##[${name}]x`)?.name]).toEqual([name, name]);
	});
});
