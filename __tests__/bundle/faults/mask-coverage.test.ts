// What a later step prints of a shared value: in base64 it stays hidden whatever stands around it, and lines
// that are mere structure stay readable.

import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../support/scenario.ts';
import { textsOf, withScenario } from './with-scenario.ts';

const LINE = 'tr0ub4dor&3';
const LONG_LINE = 'k7Qz-0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ-98765-zQ7k-9f8e7d';
const LINES = 'users:\n  - admin: hunter2-hunter2\n  - guest: swordfish-9\nenabled: true\n';
const BASE64_LINE = 76;
/** A run of decoded characters that gives a value away. */
const PIECE = 8;

function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}

/** As the program `base64` prints it. */
function wrap(text: string): string {
	return text.replace(new RegExp(`.{${BASE64_LINE}}`, 'g'), '$&\n');
}

/**
 * Shares a value that the runner does not know as a secret. Returns what a later step's text looks like in
 * the log.
 */
async function share({ run, job }: Scenario, secret: string): Promise<(text: string) => string> {
	const step = await run({ secret });
	expect(step.outcome).toBe('success');
	return (text) => {
		const before = job.log().length;
		job.passStep('later', text);
		return job.log().slice(before);
	};
}

/**
 * True if a run of base64 in a log decodes, from any place where a group could begin, to a piece of the
 * value.
 */
function showsPiece(log: string, value: string): boolean {
	const readings = log
		.split(/[^A-Za-z0-9+/=]+/)
		.flatMap((run) =>
			[0, 1, 2, 3].map((skipped) => Buffer.from(run.slice(skipped), 'base64').toString('latin1')),
		);
	const pieces = Array.from({ length: value.length - PIECE + 1 }, (_, at) => value.slice(at, at + PIECE));
	return readings.some((reading) => pieces.some((piece) => reading.includes(piece)));
}

/** A text with the value in base64, by what is around the value. */
function formsOf(value: string): Readonly<Record<string, string>> {
	return {
		alone: base64(value),
		'with a line end': base64(`${value}\n`),
		'with a line end, in lines of 76 characters': wrap(base64(`${value}\n`)),
		'after one character': base64(`:${value}\n`),
		'after two characters': base64(`a:${value}\n`),
		'inside other text': base64(`password=${value}; more`),
	};
}

describe.concurrent('In base64, whatever is around it,', () => {
	it.each([
		['a value of one line', LINE],
		['a value of one long line', LONG_LINE],
		['a value of several lines', LINES],
	])('%s is not readable', async (_what, value) => {
		const forms = Object.entries(formsOf(value));
		await withScenario({}, async (scenario) => {
			const print = await share(scenario, value);
			for (const [, text] of forms) expect(showsPiece(text.replaceAll('\n', ''), value)).toBe(true);
			const readable = forms.filter(([, text]) => showsPiece(print(text), value));
			expect(readable.map(([how]) => how)).toEqual([]);
		});
	});
});

describe.concurrent('A value of several lines', () => {
	it('leaves its structure readable in later logs, and masks what it says', async () => {
		const frame = ['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----'];
		const structure = ['users:', 'true', 'null', '}', '---', ...frame];
		const content = ['admin = hunter2-hunter2', 'MIIBszCCAVmgAwIBAgIUQz'];
		await withScenario({}, async (scenario) => {
			const secret = [...structure, ...content].join('\n');
			const log = (await share(scenario, secret))(secret);
			for (const line of structure) expect(log.split('\n')).toContain(line);
			for (const line of content) expect(log).not.toContain(line);
		});
	});

	it('gets 2,000 masks at most, with a warning that says how many lines stay readable', async () => {
		const secret = Array.from({ length: 2_500 }, (_, at) => `line ${at}`).join('\n');
		await withScenario({}, async ({ run }) => {
			const step = await run({ secret });
			expect(textsOf(step, 'warning')).toContainEqual(
				expect.stringMatching(/^The secret is so large that 500 of its 2500 lines stay readable in logs/),
			);
			expect(step.masks.filter((mask) => secret.includes(mask))).toHaveLength(2_000);
		});
	});

	it('that was revealed and has too many lines names `value-file` as the way out, unless it is used', async () => {
		const value = Array.from({ length: 2_500 }, (_, at) => `line ${at}`).join('\n');
		await withScenario({}, async ({ server, run }) => {
			const act = { kind: 'answer', body: (json: object) => ({ ...json, value }), acts: true } as const;
			server.fault({ route: 'secret', on: 'every', act });
			const link = async (id: string) =>
				(await run({ secret: `value of ${id}` }, { id })).outputs['link'] ?? '';
			const [first, second] = [await link('first'), await link('second')];
			const shown = await run({ mode: 'reveal', link: first }, { id: 'shown' });
			expect(textsOf(shown, 'warning')).toEqual([
				expect.stringMatching(/500 of its 2500 lines stay readable in logs.* Use `value-file`/),
			]);
			const filed = await run({ mode: 'reveal', link: second, 'value-file': 'value.txt' }, { id: 'filed' });
			expect(textsOf(filed, 'warning')).toEqual([expect.not.stringContaining('`value-file`')]);
		});
	});
});
