// Values that a person may share, each of which something on the way could change or obey.

/** Name and text of each value. */
export const HARD_VALUES: readonly (readonly [name: string, value: string])[] = [
	['one line', 'Tr0ub4dor&3'],
	[
		'several lines and a last line end',
		'-----BEGIN KEY-----\nMIIEvQ"IBADANB%gkqhkiG\n}\n-----END KEY-----\n',
	],
	['CR LF', 'first line\r\nsecond line\r\n'],
	['a lone CR', 'first line\rsecond line'],
	['a CR at its end', 'first line\r'],
	['a byte order mark', '\ufefffirst line\nsecond line\n'],
	[
		'workflow commands',
		'::set-output name=link::planted\n::add-mask::e\n##[error]planted\n::stop-commands::planted-token\n',
	],
	['records of a command file', 'value=planted\nstate<<EOF\nplanted\nEOF\n'],
	['emoji and other scripts', 'pässwörd ☃ 🔑 日本\n\u2028second\u2029third'],
	['control characters', 'a\u0001b\u001b[31mred\u0007 tab\tend'],
	['blanks at both ends', '  lead and trail  '],
	['an empty first line', '\n\nthird line'],
	['what looks like not given', '(none)'],
	['10,000 bytes in one line', 'é'.repeat(5_000)],
	['10,000 bytes in many lines', 'Zeile mit 20 Zeichen\n'.repeat(476)],
];
