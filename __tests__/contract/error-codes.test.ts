// Every error code leads its reader somewhere: a title, an advice, and an entry of its own behind its
// address.
import { describe, expect, it } from 'vitest';
import { adviceOf, ERROR_CODES, helpUrlOf, titleOf } from '../../src/errors.ts';
import { readSections, readTable } from './markdown.ts';
import { readText } from './repository.ts';

const PAGE = 'docs/troubleshooting.md';
const page = readText(PAGE);
const sections = readSections(page);

/** Codes with their titles, in the order of the page. */
const entries = [...page.matchAll(/^<a id="([a-z-]+)"><\/a>\n\n### (.+)$/gm)].map(([, code, title]) => ({
	code,
	title,
}));

describe('The error codes', () => {
	it('have an entry each, in their order, headed by the title that the user sees', () => {
		expect(entries).toEqual(ERROR_CODES.map((code) => ({ code, title: titleOf(code) })));
	});

	it.each(ERROR_CODES)('%s has an address that leads to its entry, which explains it', (code) => {
		const address = new URL(helpUrlOf(code));
		expect(address.pathname).toMatch(new RegExp(`/blob/v1/${PAGE}$`));
		expect(page.split(`<a id="${address.hash.slice(1)}"></a>`)).toHaveLength(2);
		const entry = sections.find(({ title }) => title === titleOf(code));
		expect(entry?.text.replace(/\n*<a id="[a-z-]+"><\/a>$/, '')).toMatch(/^[A-Z*-][\s\S]{40,}\.$/);
	});

	it('have a title of their own each, and an advice in full sentences unless each message says it all', () => {
		const titles = ERROR_CODES.map(titleOf);
		expect(new Set(titles).size).toBe(titles.length);
		expect(titles.filter((title) => !/^[A-Z][^.:]{5,80}$/.test(title))).toEqual([]);
		const without = ERROR_CODES.filter((code) => adviceOf(code) === '');
		expect(without).toEqual(['invalid-input', 'invalid-environment', 'secret-gone', 'cancelled']);
		const others = ERROR_CODES.filter((code) => !without.includes(code)).map(adviceOf);
		expect(others.filter((advice) => !/^[A-Z].+\.$/.test(advice))).toEqual([]);
	});

	it('are all in the overview of the page, once each', () => {
		const cells = readTable(sections[0]?.text ?? '').map((row) => row['Entries'] ?? '');
		const listed = cells.flatMap((cell) => [...cell.matchAll(/\[`([a-z-]+)`\]\(#([a-z-]+)\)/g)]);
		expect(listed.filter(([, code, anchor]) => code !== anchor)).toEqual([]);
		expect(listed.map(([, code]) => code).sort()).toEqual([...ERROR_CODES].sort());
	});
});
