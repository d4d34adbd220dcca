// Writes durations and times for people and for outputs.

declare const brand: unique symbol;

/** A whole number of seconds. */
export type Seconds = number & { readonly [brand]: 'Seconds' };

/** A unit of time, as it is written in inputs. */
export interface TimeUnit {
	/** The letter after the number, such as the `d` in `7d`. */
	readonly name: string;
	/** How many seconds one unit has. */
	readonly seconds: number;
}

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
	['day', 86_400],
	['hour', 3_600],
	['minute', 60],
	['second', 1],
];

/** Writes a number of seconds in words, with its two largest units: `7 days`, `1 hour 30 minutes`, `45 seconds`. */
export function describeSeconds(seconds: number): string {
	const parts: string[] = [];
	let remaining = Math.round(seconds);
	for (const [name, size] of UNITS) {
		const count = Math.floor(remaining / size);
		remaining -= count * size;
		if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
	}
	return parts.length === 0 ? '0 seconds' : parts.slice(0, 2).join(' ');
}

/** Writes a number of seconds in the given unit, rounded to two decimals: `1.5d`. */
export function inUnit(seconds: number, unit: TimeUnit): string {
	return `${Math.round((seconds / unit.seconds) * 100) / 100}${unit.name}`;
}

/** Writes a Unix time in seconds as ISO 8601 in UTC, rounded down to whole seconds. */
export function isoTime(seconds: number): string {
	return new Date(Math.floor(seconds) * 1_000).toISOString().replace('.000Z', 'Z');
}
