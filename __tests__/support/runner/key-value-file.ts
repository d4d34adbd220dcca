// Decides what a command file with names and values says: `name=value`, or `name<<DELIMITER`, lines, `DELIMITER`. Only LF ends a line.

interface Cursor {
	text: string;
	at: number;
}

function readLine(cursor: Cursor): string | undefined {
	if (cursor.at >= cursor.text.length) return undefined;
	const end = cursor.text.indexOf('\n', cursor.at);
	const line = cursor.text.slice(cursor.at, end < 0 ? undefined : end);
	cursor.at = end < 0 ? cursor.text.length : end + 1;
	return line;
}

function readUntil(cursor: Cursor, delimiter: string): string {
	const lines: string[] = [];
	for (;;) {
		const line = readLine(cursor);
		if (line === undefined) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
		if (line === delimiter) return lines.join('\n');
		lines.push(line);
	}
}

/**
 * Hands each record to `apply` in order and throws at the first bad one, so that the records before it count
 * (actions/runner: FileCommandManager.cs, on Unix: a CR stays in value and delimiter).
 */
export function applyRecords(text: string, apply: (name: string, value: string) => void): void {
	const cursor: Cursor = { text: text.replace(/^\ufeff/, ''), at: 0 };
	for (let line = readLine(cursor); line !== undefined; line = readLine(cursor)) {
		if (line === '') continue;
		const equals = line.indexOf('=');
		const heredoc = line.indexOf('<<');
		if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
			if (equals === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`);
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
