// Parses durations such as `90`, `30m`, `1h30m` and `7 days`, and explains what is wrong with others.

import type { TimeUnit } from '../../onetimesecret/durations.ts';
import type { Seconds } from '../../onetimesecret/types.ts';

/** A duration, and the smallest unit in which it was written. A plain number is in seconds. */
export interface Duration {
	readonly seconds: Seconds;
	readonly unit: TimeUnit;
}

/** The durations that an input accepts, both ends included. */
export interface DurationRange {
	readonly minSeconds: number;
	readonly maxSeconds: number;
	/** Two examples within the range, for error messages. */
	readonly examples: readonly [string, string];
}

/** From the largest unit to the smallest. The parts of a duration must be in this order. */
const UNITS: readonly (TimeUnit & { readonly words: RegExp })[] = [
	{ name: 'w', seconds: 604_800, words: /^(w|weeks?)$/i },
	{ name: 'd', seconds: 86_400, words: /^(d|days?)$/i },
	{ name: 'h', seconds: 3_600, words: /^(h|hrs?|hours?)$/i },
	// A single capital `M` is refused, because it could mean months.
	{ name: 'm', seconds: 60, words: /^(m|[Mm][Ii][Nn]([Uu][Tt][Ee])?[Ss]?)$/ },
	{ name: 's', seconds: 1, words: /^(s|secs?|seconds?)$/i },
];
const SECOND: TimeUnit = { name: 's', seconds: 1 };

/** Parses a duration of any length. Undefined if the text is not a duration. */
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
 * Explains why a duration is refused and suggests what was probably meant. `shown` is the text in a form that
 * is safe to show. Suggestions are based on it alone, so they cannot reveal a sensitive text.
 */
export function explainDuration(name: string, text: string, shown: string, range: DurationRange): string {
	const limits = `from ${formatLimit(range.minSeconds)} to ${formatLimit(range.maxSeconds)}`;
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
		? `the minimum is ${formatLimit(range.minSeconds)}`
		: `the maximum is ${formatLimit(range.maxSeconds)}`;
	const isPlain = /^\d+$/.test(shown);
	const guesses = isPlain ? guessUnits(seconds, range, isLow) : [];
	const question =
		guesses.length === 0 ? '' : ` Did you mean ${guesses.map((guess) => `\`${guess}\``).join(' or ')}?`;
	const means = isPlain ? ` means ${seconds} seconds;` : ' is out of range:';
	return `\`${name}: ${shown}\`${means} ${limit}.${question}`;
}

/**
 * Suggests minutes or days for a plain number that is too small, and milliseconds for one that is too large.
 */
function guessUnits(number: number, { minSeconds, maxSeconds }: DurationRange, isLow: boolean): string[] {
	const isInRange = (seconds: number) => seconds >= minSeconds && seconds <= maxSeconds;
	if (!isLow) return number % 1_000 === 0 && isInRange(number / 1_000) ? [`${number / 1_000}s`] : [];
	return (['m', 'd'] as const)
		.filter((unit) => isInRange(number * (unit === 'm' ? 60 : 86_400)))
		.map((unit) => `${number}${unit}`);
}

const ISO_8601 = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

/**
 * Converts an ISO 8601 duration such as `P7D` or `PT30M` to the form of the inputs. Undefined for any other
 * text.
 */
function fromIso8601(text: string): string | undefined {
	const match = ISO_8601.exec(text);
	const parts = (match ?? []).slice(1).flatMap((count, at) => {
		const unit = UNITS[at];
		return count === undefined || unit === undefined ? [] : [`${count}${unit.name}`];
	});
	return parts.length === 0 ? undefined : parts.join('');
}

/** Writes a limit in the largest unit, up to days, that divides it evenly: `1m`, `365d`. */
function formatLimit(seconds: number): string {
	const unit = UNITS.slice(1).find((one) => seconds > 0 && seconds % one.seconds === 0) ?? SECOND;
	return `${seconds / unit.seconds}${unit.name}`;
}
