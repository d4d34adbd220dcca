// Decides what a command file with names and values says: `name=value`, or `name<<DELIMITER`, lines, `DELIMITER`. Only LF ends a line; on
// Windows CRLF does, too.

interface Cursor {
	readonly text: string;
	readonly isWindows: boolean;
	at: number;
}

interface Line {
	text: string;
	/** What ends the line; empty at the end of the file. */
	end: string;
}

function readLine(cursor: Cursor): Line | undefined {
	const { text, at, isWindows } = cursor;
	if (at >= text.length) return undefined;
	const lineFeed = text.indexOf('\n', at);
	if (lineFeed < 0) {
		cursor.at = text.length;
		return { text: text.slice(at), end: '' };
	}
	cursor.at = lineFeed + 1;
	const end = isWindows && lineFeed > at && text[lineFeed - 1] === '\r' ? '\r\n' : '\n';
	return { text: text.slice(at, cursor.at - end.length), end };
}

function readUntil(cursor: Cursor, delimiter: string): string {
	const start = cursor.at;
	let end = start;
	for (;;) {
		const line = readLine(cursor);
		if (line === undefined) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
		if (line.text === delimiter) return cursor.text.slice(start, end);
		if (line.end === '') throw new Error('Invalid value. EOF marker missing new line.');
		end = cursor.at - line.end.length;
	}
}

/**
 * Hands each record to `apply` in order and throws at the first bad one, so that the records before it count
 * (actions/runner: FileCommandManager.cs; elsewhere than on Windows a CR stays in value and delimiter). The name of `=value` is empty:
 * whether that counts is for `apply` to say.
 */
export function applyRecords(
	text: string,
	apply: (name: string, value: string) => void,
	isWindows = process.platform === 'win32',
): void {
	const cursor: Cursor = { text: text.replace(/^\ufeff/, ''), isWindows, at: 0 };
	for (let next = readLine(cursor); next !== undefined; next = readLine(cursor)) {
		const line = next.text;
		if (line === '') continue;
		const equals = line.indexOf('=');
		const heredoc = line.indexOf('<<');
		if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
			apply(line.slice(0, equals), line.slice(equals + 1));
		} else if (heredoc >= 0) {
			const name = line.slice(0, heredoc);
			const delimiter = line.slice(heredoc + 2);
			if (name === '' || delimiter === '') {
				throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
			}
			apply(name, readUntil(cursor, delimiter));
		} else {
			throw new Error(`Invalid format '${line}'`);
		}
	}
}
