// Draws the log and the job summary of a step as one SVG, which follows the reader's color scheme.
import type { ShownStep } from './real-step.ts';

const WIDTH = 760;
const PADDING = 20;
const LINE_HEIGHT = 20;
const ROW_HEIGHT = 32;
/** The number of characters of 12 px that fit on a line, with a margin for wide fonts. */
const COLUMNS = 96;
const FIRST_COLUMN_WIDTH = 130;

const STYLE = `
:root { --back: #fff; --bar: #f6f8fa; --line: #d1d9e0; --text: #1f2328; --dim: #59636e; --good: #1a7f37; --code: #818b981f }
@media (prefers-color-scheme: dark) {
	:root { --back: #0d1117; --bar: #151b23; --line: #3d444d; --text: #f0f6fc; --dim: #9198a1; --good: #3fb950; --code: #656c7633 }
}
.panel { fill: var(--back); stroke: var(--line) }
.bar { fill: var(--bar); stroke: var(--line) }
.rule { stroke: var(--line) }
.code { fill: var(--code) }
text { fill: var(--text); font: 14px system-ui, -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
.log { font: 12px ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; white-space: pre }
.dim { fill: var(--dim) }
.name, .head { font-weight: 600 }
.head { font-size: 18px }
.good { fill: var(--good) }
.tick { fill: none; stroke: var(--back); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
`;

/** A part of the picture, with its height in pixels. */
interface Part {
	readonly svg: string;
	readonly height: number;
}

/** Returns the whole picture as the text of an SVG file. */
export function drawStep(step: ShownStep): string {
	const log = drawLog(step);
	const summary = drawSummary(step.summary);
	const gap = 16;
	const height = log.height + gap + summary.height;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height + 2}" viewBox="-1 -1 ${WIDTH + 2} ${height + 2}" role="img">`,
		`<title>Log and job summary of a step that shares a secret</title>`,
		`<style>${STYLE}</style>`,
		log.svg,
		`<g transform="translate(0 ${log.height + gap})">`,
		summary.svg,
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

function drawLog({ title, lines }: ShownStep): Part {
	const barHeight = 44;
	const shown = [
		`<tspan class="dim">▸ ${escapeText(title)}</tspan>`,
		...lines.flatMap((line) => wrapLine(line, COLUMNS)).map(highlight),
	];
	const texts = shown.map((line, at) => {
		const y = barHeight + 28 + at * LINE_HEIGHT;
		return `<text class="log" x="${PADDING}" y="${y}">${line}</text>`;
	});
	const height = barHeight + 20 + shown.length * LINE_HEIGHT + 8;
	const svg = [
		`<rect class="panel" width="${WIDTH}" height="${height}" rx="6"/>`,
		`<path class="bar" d="M0 ${barHeight}V6a6 6 0 0 1 6-6H${WIDTH - 6}a6 6 0 0 1 6 6V${barHeight}z"/>`,
		`<circle class="good" cx="${PADDING + 8}" cy="${barHeight / 2}" r="8"/>`,
		`<path class="tick" d="M${PADDING + 4.5} ${barHeight / 2}l2.5 2.5 4.5-5"/>`,
		`<text class="name" x="${PADDING + 28}" y="${barHeight / 2 + 5}">${escapeText(title)}</text>`,
		...texts,
	].join('\n');
	return { svg, height };
}

/** Highlights `***`, which the runner shows instead of a masked text, because readers should notice it. */
function highlight(line: string): string {
	return escapeText(line).replaceAll('***', '<tspan class="good">***</tspan>');
}

function drawSummary(markdown: string): Part {
	const heading = /^### (.*)$/m.exec(markdown)?.[1] ?? '';
	const rows = [...markdown.matchAll(/^\| (\S.*?) \| (\S.*?) \|$/gm)];
	const top = 60;
	const width = WIDTH - 2 * PADDING;
	const height = top + rows.length * ROW_HEIGHT + PADDING;
	const cells = rows.map(([, name = '', value = ''], at) => {
		const y = top + at * ROW_HEIGHT;
		return [
			...(at === 0 ? [] : [`<path class="rule" d="M${PADDING} ${y}h${width}"/>`]),
			`<text x="${PADDING + 13}" y="${y + 21}">${escapeText(name)}</text>`,
			`<text x="${PADDING + FIRST_COLUMN_WIDTH + 13}" y="${y + 21}">${escapeText(value)}</text>`,
		].join('\n');
	});
	const svg = [
		`<rect class="panel" width="${WIDTH}" height="${height}" rx="6"/>`,
		`<text class="head" x="${PADDING}" y="38">${drawCodeSpans(heading)}</text>`,
		`<rect class="panel" x="${PADDING}" y="${top}" width="${width}" height="${rows.length * ROW_HEIGHT}"/>`,
		`<path class="rule" d="M${PADDING + FIRST_COLUMN_WIDTH} ${top}v${rows.length * ROW_HEIGHT}"/>`,
		...cells,
	].join('\n');
	return { svg, height };
}

/** Shows text between backticks in the font of the log. */
function drawCodeSpans(text: string): string {
	return escapeText(text).replaceAll(/`([^`]+)`/g, '<tspan class="log" style="font-size: 16px">$1</tspan>');
}

/** Breaks a line at a space, as GitHub's log page does. The continuation is indented. */
function wrapLine(line: string, columns: number): string[] {
	if (line.length <= columns) return [line];
	const at = line.lastIndexOf(' ', columns);
	return [line.slice(0, at), ...wrapLine(`  ${line.slice(at + 1)}`, columns)];
}

function escapeText(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
