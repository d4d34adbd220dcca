// How API v2 writes single values: numbers, times and spans (captures).

/** A number as v0.23 loads it: a text, empty where there is none. */
export function asStored(value: number | undefined): string {
	return value === undefined ? '' : String(value);
}

// What a real clock has beyond milliseconds, so that no time is a whole number by chance.
const FRACTION_SECONDS = 0.000_035_8;

/** A time in milliseconds as Unix seconds with a fraction. */
export function fractional(ms: number): number {
	return ms / 1000 + FRACTION_SECONDS;
}

const UNITS = [
	['day', 86_400],
	['hour', 3_600],
	['minute', 60],
] as const;

/** A span as people say it: `5 minutes`, `14 days`. */
export function asTime(seconds: number): string {
	const [name, size] = UNITS.find(([, unit]) => seconds >= unit) ?? (['second', 1] as const);
	const count = Math.floor(seconds / size);
	return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** How many lines a page would take to show a value, and whether it is a single line. */
export function measureLines(value: string | undefined): { lines: number; isOneLine: boolean | null } {
	const breaks = (value ?? '').split('\n').length - 1;
	return { lines: Math.min(breaks + 4, 30), isOneLine: value === undefined ? null : breaks === 0 };
}
