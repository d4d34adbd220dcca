// Decides what a command file with names and values says: `name=value`, or `name<<DELIMITER`, lines, `DELIMITER`. Only LF ends a line.

interface Cursor {
	text: string;
	at: number;
}

interface Line {
	text: string;
	/** False for a last line without a line end. */
	isEnded: boolean;
}

function readLine(cursor: Cursor): Line | undefined {
	if (cursor.at >= cursor.text.length) return undefined;
	const end = cursor.text.indexOf('\n', cursor.at);
	const text = cursor.text.slice(cursor.at, end < 0 ? undefined : end);
	cursor.at = end < 0 ? cursor.text.length : end + 1;
	return { text, isEnded: end >= 0 };
}

function readUntil(cursor: Cursor, delimiter: string): string {
	const lines: string[] = [];
	for (;;) {
		const line = readLine(cursor);
		if (line === undefined) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
		if (line.text === delimiter) return lines.join('\n');
		if (!line.isEnded) throw new Error('Invalid value. EOF marker missing new line.');
		lines.push(line.text);
	}
}

/**
 * Hands each record to `apply` in order and throws at the first bad one, so that the records before it count
 * (actions/runner: FileCommandManager.cs, on Unix: a CR stays in value and delimiter). The name of `=value` is empty: whether that
 * counts is for `apply` to say.
 */
export function applyRecords(text: string, apply: (name: string, value: string) => void): void {
	const cursor: Cursor = { text: text.replace(/^\ufeff/, ''), at: 0 };
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
