// Every error code leads its reader somewhere: a title, a hint, and a paragraph of the README behind its address.
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, helpUrlOf, hintOf, titleOf } from '../../src/errors.ts';
import { anchorOf, readSections, sectionsBelow } from './markdown.ts';
import { readText } from './repository.ts';

const paragraphs = sectionsBelow(readSections(readText('README.md')), 'Troubleshooting');

describe('The error codes', () => {
	it.each(ERROR_CODES)(
		'%s has a title, a hint in sentences, and an address that leads to its paragraph in the README',
		(code) => {
			expect(titleOf(code)).toMatch(/^[A-Z][^.:]{5,80}$/);
			expect(hintOf(code)).toMatch(/^[A-Z].+\.$/);
			const paragraph = paragraphs.find(({ title }) => title === code);
			expect(paragraph?.text ?? '').toMatch(/^[A-Z`][\s\S]{20,}\.$/);
			expect(new URL(helpUrlOf(code)).hash).toBe(`#${anchorOf(code)}`);
		},
	);

	it('have the same order as their paragraphs, and there is no paragraph without a code', () => {
		expect(paragraphs.map(({ title }) => title)).toEqual(ERROR_CODES);
	});

	it('have a title and a hint of their own each', () => {
		expect(new Set(ERROR_CODES.map(titleOf)).size).toBe(ERROR_CODES.length);
		expect(new Set(ERROR_CODES.map(hintOf)).size).toBe(ERROR_CODES.length);
	});

	it('have addresses that no other heading of the README takes', () => {
		const anchors = readSections(readText('README.md')).map(({ title }) => anchorOf(title));
		expect(
			ERROR_CODES.filter((code) => anchors.filter((anchor) => anchor === anchorOf(code)).length !== 1),
		).toEqual([]);
	});
});
