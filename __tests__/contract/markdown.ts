// Takes apart a Markdown page, as far as the contract tests need it: headings with their text, tables, code
// blocks and links.

/** A heading, and the lines between it and the next heading of any level. */
export interface Section {
	readonly level: number;
	readonly title: string;
	readonly text: string;
}

/** A fenced block. */
export interface CodeBlock {
	/** Word after the opening fence; empty if there is none. */
	readonly language: string;
	readonly text: string;
}

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;

/** All fenced blocks. */
export function readCodeBlocks(page: string): CodeBlock[] {
	return [...page.matchAll(FENCE)].map(([, language = '', text = '']) => ({ language, text }));
}

/** All sections in order. A `#` inside a fenced block is no heading. */
export function readSections(page: string): Section[] {
	const parts = page.replaceAll(FENCE, '').split(/^(#{1,6}) (.+)$/gm);
	const sections: Section[] = [];
	for (let at = 1; at + 2 < parts.length; at += 3) {
		sections.push({
			level: parts[at]?.length ?? 0,
			title: parts[at + 1]?.trim() ?? '',
			text: parts[at + 2]?.trim() ?? '',
		});
	}
	return sections;
}

/**
 * Rows of the first table in a text, each as cells by the name of their column; an escaped `|` does not end a
 * cell.
 */
export function readTable(text: string): Readonly<Record<string, string>>[] {
	const lines = /(?:^\|.*\|$\n?)+/m.exec(text)?.[0].trimEnd().split('\n') ?? [];
	const [header = [], , ...rows] = lines.map(readCells);
	return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
}

function readCells(line: string): string[] {
	return line
		.slice(1, -1)
		.split(/(?<!\\)\|/)
		.map((cell) => cell.trim().replaceAll('\\|', '|'));
}

/** Texts between single backticks, outside of fenced blocks. */
export function readCodeSpans(text: string): string[] {
	return [...text.replaceAll(FENCE, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
}

/** Targets of all links, outside of fenced blocks. */
export function readLinks(page: string): string[] {
	return [...page.replaceAll(FENCE, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}

/** All anchors of a page: of its headings, as GitHub numbers equal ones, and those that it sets itself. */
export function readAnchors(page: string): string[] {
	const seen = new Map<string, number>();
	const ofHeadings = readSections(page).map(({ title }) => {
		const anchor = anchorOf(title);
		const count = seen.get(anchor) ?? 0;
		seen.set(anchor, count + 1);
		return count === 0 ? anchor : `${anchor}-${count}`;
	});
	const set = [...page.replaceAll(FENCE, '').matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
	return [...ofHeadings, ...set];
}

/** The anchor that GitHub gives to a heading, as long as there is no equal one before. */
function anchorOf(title: string): string {
	return title
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replaceAll(' ', '-');
}
