// Decides where a line of process output ends: at LF, CR or CRLF, whatever the pieces in which the bytes arrive.
import { StringDecoder } from 'node:string_decoder';

/** Takes bytes, gives whole lines. */
export interface LineSplitter {
	/** The lines that these bytes complete. */
	push(bytes: Buffer): string[];
	/** The last line, if the output did not end with a line end. */
	end(): string[];
}

/** A splitter for one stream, read as UTF-8 (actions/runner: ProcessInvoker.cs; a lone CR ends a line as in .NET's line reader). */
export function createLineSplitter(): LineSplitter {
	const decoder = new StringDecoder('utf8');
	let rest = '';
	// A CR that ends a piece has ended its line already; an LF that begins the next piece belongs to it.
	let endedByCr = false;
	function take(text: string): string[] {
		let fresh = text;
		if (endedByCr && fresh !== '') {
			if (fresh.startsWith('\n')) fresh = fresh.slice(1);
			endedByCr = false;
		}
		const pieces = (rest + fresh).split(/\r\n|\r|\n/);
		endedByCr = endedByCr || fresh.endsWith('\r');
		rest = pieces.pop() ?? '';
		return pieces;
	}
	return {
		push: (bytes) => take(decoder.write(bytes)),
		end() {
			const lines = take(decoder.end());
			if (rest !== '') lines.push(rest);
			rest = '';
			return lines;
		},
	};
}

/** The lines of a whole text, without an empty one after a final line end. */
export function splitLines(text: string): string[] {
	const splitter = createLineSplitter();
	return [...splitter.push(Buffer.from(text)), ...splitter.end()];
}
