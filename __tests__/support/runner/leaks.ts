// Decides where a secret can be seen: in the masked log, annotations and summary in any encoding, and in the raw output anywhere but on
// the add-mask lines that announce it.
import { encodings } from './encoders.ts';
import type { StageResult } from './types.ts';

function listShownTexts(result: StageResult): [string, string][] {
	const annotations = [...result.annotations, ...result.runnerAnnotations];
	return [
		['log', result.log],
		['summary', result.summary],
		...annotations.map(({ message }): [string, string] => ['annotation message', message]),
		...annotations.map(({ title, properties }): [string, string] => [
			'annotation properties',
			[title, ...Object.entries(properties).flat()].join('\n'),
		]),
		['raw stdout', joinLines(result, 'stdout')],
		['raw stderr', joinLines(result, 'stderr')],
		['raw summary', result.rawSummary],
	];
}

// As one text, because a value of several lines spreads over as many lines of output.
function joinLines(result: StageResult, stream: 'stdout' | 'stderr'): string {
	const lines = result.events.filter((event) => event.stream === stream && !isMaskLine(event));
	return lines.map((event) => `${event.text}\n`).join('');
}

function isMaskLine(event: StageResult['events'][number]): boolean {
	return event.kind === 'command' && event.command.name.toLowerCase() === 'add-mask';
}

/**
 * One line per place where a form of a secret occurs: `PLACE: form N of secret M` (never the secret itself). Empty means: none.
 * Stricter than the masker: text that only the masker keeps from people counts as a leak too.
 */
export function findLeaks(result: StageResult, secrets: readonly string[]): string[] {
	const leaks = new Set<string>();
	for (const [place, text] of listShownTexts(result)) {
		for (const [secretIndex, secret] of secrets.entries()) {
			for (const [formIndex, form] of encodings(secret).entries()) {
				if (text.includes(form)) leaks.add(`${place}: form ${formIndex} of secret ${secretIndex}`);
			}
		}
	}
	return [...leaks];
}
