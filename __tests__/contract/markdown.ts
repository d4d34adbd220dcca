// Takes apart a Markdown page, as far as the contract tests need it: headings with their text, tables, code blocks and links.

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

/** The sections below a heading: all that follow until one of its level or above. Empty if there is no such heading. */
export function sectionsBelow(sections: readonly Section[], title: string): Section[] {
	const start = sections.findIndex((section) => section.title === title);
	const parent = sections[start];
	if (parent === undefined) return [];
	const rest = sections.slice(start + 1);
	const end = rest.findIndex((section) => section.level <= parent.level);
	return end === -1 ? rest : rest.slice(0, end);
}

/** Rows of the first table in a text, each as cells by the name of their column; an escaped `|` does not end a cell. */
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

/** The anchor that GitHub gives to a heading. */
export function anchorOf(title: string): string {
	return title
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replaceAll(' ', '-');
}
