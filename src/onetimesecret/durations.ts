// Durations as people write and read them.

declare const brand: unique symbol;

/** A whole number of seconds. */
export type Seconds = number & { readonly [brand]: 'Seconds' };

/** A unit of time as people write it. */
export interface TimeUnit {
	/** As in `7d`. */
	readonly name: string;
	readonly seconds: number;
}

const UNITS: readonly (readonly [name: string, seconds: number])[] = [
	['day', 86_400],
	['hour', 3_600],
	['minute', 60],
	['second', 1],
];

/** A number of seconds in words, in its two largest units: `7 days`, `1 hour 30 minutes`, `45 seconds`. */
export function describeSeconds(seconds: number): string {
	const parts: string[] = [];
	let rest = Math.round(seconds);
	for (const [name, size] of UNITS) {
		const count = Math.floor(rest / size);
		rest -= count * size;
		if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
	}
	return parts.length === 0 ? '0 seconds' : parts.slice(0, 2).join(' ');
}

/** A number of seconds in a unit, rounded to two decimals: `1.5d`. */
export function inUnit(seconds: number, unit: TimeUnit): string {
	return `${Math.round((seconds / unit.seconds) * 100) / 100}${unit.name}`;
}

/** A Unix time in seconds as ISO 8601 in UTC, whole seconds. */
export function isoTime(seconds: number): string {
	return new Date(Math.floor(seconds) * 1_000).toISOString().replace('.000Z', 'Z');
}
