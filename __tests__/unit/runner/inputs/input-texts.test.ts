import { describe, expect, it } from 'vitest';
import { INPUT_NAMES, INPUTS, MODES } from '../../../../src/runner/inputs/input-table.ts';
import { readInputTexts, unusedInputs } from '../../../../src/runner/inputs/input-texts.ts';
import { inputVariables } from '../../../support/input-variables.ts';

const read = (inputs: Record<string, string>) => readInputTexts(inputVariables(inputs));

describe('readInputTexts', () => {
	it('treats a missing input and `(none)` as not given', () => {
		const none = read(Object.fromEntries(INPUT_NAMES.map((name) => [name, '(none)'])));
		expect(none).toEqual(read({}));
		expect(none.faults).toEqual([]);
		expect(none.texts).toMatchObject({ mode: 'share', timeout: '60s', ttl: undefined, secret: undefined });
	});

	it('keeps white space around secret and passphrase, and trims every other input', () => {
		expect(read({ secret: ' a\n', passphrase: '\tb ', region: ' eu\n', token: ' t ' }).texts).toMatchObject({
			secret: ' a\n',
			passphrase: '\tb ',
			region: 'eu',
			token: 't',
		});
	});

	it.each(INPUT_NAMES)(
		'calls an empty `%s` a fault, and names the likely cause and both ways out',
		(name) => {
			for (const empty of ['', ' \n', '\t']) {
				const { faults, faultyNames, texts } = read({ [name]: empty });
				expect(faults).toEqual([
					expect.stringMatching(
						new RegExp(
							`^\`${name}\` is empty: .*defined, spelled right, and passed to this fork or called workflow\\?.*leave \`${name}\` out.*\`\\$\\{\\{ inputs\\.${name} \\|\\| '\\(none\\)' \\}\\}\`\\.$`,
						),
					),
				]);
				expect(faultyNames).toEqual([name]);
				expect(texts[name]).toBe(INPUTS[name].default === '(none)' ? undefined : INPUTS[name].default);
			}
		},
	);

	it.each(['secret', 'passphrase'] as const)(
		'calls `(none)` with blanks around it a fault in `%s`',
		(name) => {
			for (const text of [' (none)', '(none)\n', '\t(none) ']) {
				const { faults, faultyNames, texts } = read({ [name]: text });
				expect(faults).toEqual([
					expect.stringMatching(`^\`${name}\` is \`\\(none\\)\` with blanks around it`),
				]);
				expect(faultyNames).toEqual([name]);
				expect(texts[name]).toBeUndefined();
			}
		},
	);

	it('accepts white space around `(none)` in inputs that are trimmed', () => {
		expect(read({ ttl: ' (none)\n' })).toMatchObject({ faults: [], texts: { ttl: undefined } });
	});

	it.each(['(None)', 'none', '(none) x', '()'])('treats %j as an ordinary text', (text) => {
		expect(read({ secret: text }).texts.secret).toBe(text);
	});
});

describe('unusedInputs', () => {
	it('names the input that the mode would ignore, and the modes that use it', () => {
		expect(unusedInputs('status', read({ ttl: '7d', wait: '5m' }).texts)).toEqual([
			'`ttl` is not used by mode `status`, only by `share`, `generate`. Leave it out.',
		]);
	});

	it.each(MODES)('allows defaults and `(none)` in mode `%s`', (mode) => {
		expect(
			unusedInputs(mode, read({ ttl: '(none)', 'burn-on': 'never', 'mask-link': 'true' }).texts),
		).toEqual([]);
	});

	it('includes an input with a changed default', () => {
		const { texts } = read({ 'burn-on': 'always', 'mask-link': 'false' });
		expect(unusedInputs('reveal', texts)).toHaveLength(2);
		expect(unusedInputs('generate', texts)).toEqual([]);
	});
});
