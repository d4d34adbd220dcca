// Lifetimes and waits as people write them: `90`, `30m`, `1h30m`, `7 days`.

import type { TimeUnit } from '../../onetimesecret/durations.ts';
import type { Seconds } from '../../onetimesecret/types.ts';

/** A duration and the smallest unit in which it was written. */
export interface Duration {
	readonly seconds: Seconds;
	readonly unit: TimeUnit;
}

/** What an input takes. */
export interface DurationRange {
	readonly minSeconds: number;
	readonly maxSeconds: number;
	/** Examples that fit the range. */
	readonly examples: readonly [string, string];
}

/** From the largest to the smallest; a duration names its parts in this order. */
const UNITS: readonly (TimeUnit & { readonly words: RegExp })[] = [
	{ name: 'w', seconds: 604_800, words: /^(w|weeks?)$/i },
	{ name: 'd', seconds: 86_400, words: /^(d|days?)$/i },
	{ name: 'h', seconds: 3_600, words: /^(h|hrs?|hours?)$/i },
	// A capital `M` alone could be months: it is refused.
	{ name: 'm', seconds: 60, words: /^(m|[Mm][Ii][Nn]([Uu][Tt][Ee])?[Ss]?)$/ },
	{ name: 's', seconds: 1, words: /^(s|secs?|seconds?)$/i },
];
const SECOND: TimeUnit = { name: 's', seconds: 1 };

/** Reads a duration; undefined if it has another form. Of any size: ranges belong to the input. */
export function parseDuration(text: string): Duration | undefined {
	if (/^\d{1,9}$/.test(text)) return { seconds: Number(text) as Seconds, unit: SECOND };
	const parts = text.match(/\d{1,9}\s*[A-Za-z]+/g) ?? [];
	if (parts.length === 0 || text.replace(/\d{1,9}\s*[A-Za-z]+/g, '').trim() !== '') return undefined;
	let total = 0;
	let lastAt = -1;
	let smallest = SECOND;
	for (const part of parts) {
		const at = UNITS.findIndex(({ words }) => words.test(part.replace(/[\d\s]+/g, '')));
		const unit = UNITS[at];
		if (unit === undefined || at <= lastAt) return undefined;
		lastAt = at;
		smallest = unit;
		total += Number.parseInt(part, 10) * unit.seconds;
	}
	const { name, seconds } = smallest;
	return { seconds: total as Seconds, unit: { name, seconds } };
}

/**
 * Why a duration is refused, and what was probably meant. `shown` is the text as it may be shown; a guess is made from
 * that alone.
 */
export function explainDuration(name: string, text: string, shown: string, range: DurationRange): string {
	const limits = `from ${short(range.minSeconds)} to ${short(range.maxSeconds)}`;
	const duration = parseDuration(text);
	if (duration !== undefined) return explainRange(name, shown, duration, range);
	const inMinutes = shown.replace(/M$/, 'm');
	if (inMinutes !== shown && parseDuration(inMinutes) !== undefined) {
		return `\`${name}: ${shown}\` could mean minutes or months. Write \`${inMinutes}\` for minutes, or a number of days.`;
	}
	const guess = fromIso8601(shown);
	const meant = guess === undefined ? '' : ` Did you mean \`${guess}\`?`;
	const [first, second] = range.examples;
	return `\`${name}: ${shown}\` is not a duration.${meant} Use whole numbers with units, such as \`${first}\` or \`${second}\`, ${limits}.`;
}

function explainRange(name: string, shown: string, { seconds }: Duration, range: DurationRange): string {
	const isLow = seconds < range.minSeconds;
	const limit = isLow
		? `the minimum is ${short(range.minSeconds)}`
		: `the maximum is ${short(range.maxSeconds)}`;
	const isPlain = /^\d+$/.test(shown);
	const guesses = isPlain ? guessUnits(seconds, range, isLow) : [];
	const question =
		guesses.length === 0 ? '' : ` Did you mean ${guesses.map((guess) => `\`${guess}\``).join(' or ')}?`;
	const means = isPlain ? ` means ${seconds} seconds;` : ' is out of range:';
	return `\`${name}: ${shown}\`${means} ${limit}.${question}`;
}

/** A bare number that is too small was probably meant in a larger unit; one too large in milliseconds. */
function guessUnits(number: number, { minSeconds, maxSeconds }: DurationRange, isLow: boolean): string[] {
	const isInRange = (seconds: number) => seconds >= minSeconds && seconds <= maxSeconds;
	if (!isLow) return number % 1_000 === 0 && isInRange(number / 1_000) ? [`${number / 1_000}s`] : [];
	return (['m', 'd'] as const)
		.filter((unit) => isInRange(number * (unit === 'm' ? 60 : 86_400)))
		.map((unit) => `${number}${unit}`);
}

const ISO_8601 = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

/** `P7D` and `PT30M` are ISO 8601, section 5.5.2. */
function fromIso8601(text: string): string | undefined {
	const match = ISO_8601.exec(text);
	const parts = (match ?? []).slice(1).flatMap((count, at) => {
		const unit = UNITS[at];
		return count === undefined || unit === undefined ? [] : [`${count}${unit.name}`];
	});
	return parts.length === 0 ? undefined : parts.join('');
}

/** A limit in the largest unit that holds it whole: `1m`, `365d`. */
function short(seconds: number): string {
	const unit = UNITS.slice(1).find((one) => seconds > 0 && seconds % one.seconds === 0) ?? SECOND;
	return `${seconds / unit.seconds}${unit.name}`;
}
