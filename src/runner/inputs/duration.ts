// Lifetimes and waits as people write them: `30m`, `12h`, `7d`, `1w`, or plain seconds.

import type { Seconds } from '../../onetimesecret/types.ts';

const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };

/** The form, for error texts. */
export const DURATION_FORM = 'one whole number and one unit (`30m`, `12h`, `7d`, `1w`), or plain seconds';

/** A duration and the unit in which it was written. */
export interface Duration {
	readonly seconds: Seconds;
	readonly unit: { readonly name: string; readonly seconds: number };
}

/** Reads a duration; undefined if it has another form. Of any size: ranges belong to the input. */
export function parseDuration(text: string): Duration | undefined {
	const match = /^(\d{1,9})([smhdw]?)$/.exec(text);
	if (match === null) return undefined;
	const name = match[2] || 's';
	const seconds = Number(SECONDS_PER_UNIT[name]);
	return { seconds: (Number(match[1]) * seconds) as Seconds, unit: { name, seconds } };
}
