// Faults of a creation on both API versions, in mode `share` and in mode `generate`.

import type { Fault } from '../../support/server/index.ts';
import {
	BROKEN,
	byVersion,
	CRASH,
	every,
	FORBIDDEN,
	first,
	type ModeFault,
	PORTAL,
	RATE_LIMIT,
	REDIRECT,
	REFUSAL,
	STARTING,
} from './mode-fault.ts';

const NO_KEYS: Fault = { kind: 'answer', body: () => ({ ok: true }) };

/** What both modes meet. API v2 shows a generated value in the receipt, which the step reads afterwards. */
function rowsOf(mode: 'share' | 'generate'): ModeFault[] {
	return [
		{
			mode,
			name: 'is lost once',
			plan: first(mode, { kind: 'reset-after' }),
			code: undefined,
			asked: 2,
			alive: 2,
		},
		{
			mode,
			name: 'is cut short once',
			plan: first(mode, { kind: 'half-body' }),
			code: undefined,
			asked: 2,
			alive: 2,
		},
		{ mode, name: 'fails again and again', plan: every(mode, BROKEN), code: 'in-doubt', asked: 2, alive: 0 },
		{ mode, name: 'meets a portal', plan: every(mode, PORTAL), code: 'answer-unusable', asked: 2, alive: 0 },
		{ mode, name: 'is redirected', plan: first(mode, REDIRECT), code: 'redirected', asked: 1, alive: 0 },
		{ mode, name: 'is forbidden', plan: first(mode, FORBIDDEN), code: 'forbidden', asked: 1, alive: 0 },
		{
			...{ mode, name: 'is asked to wait too long', plan: first(mode, RATE_LIMIT) },
			...{ code: 'rate-limited', asked: 1, alive: 0, says: ['asks to wait 1 hour'] },
		},
		{
			mode,
			name: 'meets a server that starts',
			plan: first(mode, STARTING),
			code: undefined,
			asked: 2,
			alive: 1,
		},
		{
			...{ mode, name: 'crashes the server', plan: byVersion((act) => every(mode, act), CRASH) },
			...{ code: 'in-doubt', asked: 1, alive: 0 },
		},
		{
			...{ mode, name: 'is refused', plan: byVersion((act) => every(mode, act), REFUSAL) },
			...{ code: 'refused-by-server', asked: 1, alive: 0, says: ['It said: "Not today."'] },
		},
		{
			...{ mode, name: 'gets no keys', plan: every(mode, NO_KEYS) },
			...{ code: 'answer-unusable', asked: 1, alive: 1, says: ['holds no usable keys'] },
		},
		{
			...{ mode, name: 'gets a length that is one too high', plan: every(mode, { kind: 'wrong-length' }) },
			...{ code: undefined, asked: 1, alive: 1 },
		},
		{
			...{ mode, name: 'gets no last chunk', plan: every(mode, { kind: 'no-last-chunk' }) },
			...{ code: undefined, asked: 1, alive: 1 },
		},
	];
}

/**
 * Faults of the look that shows a generated value on API v2; the second request to the route confirms the
 * burn.
 */
const FIRST_LOOK = { mode: 'generate', versions: ['v2'], asked: 2, alive: 0 } as const;

/** The rows. */
export const MODE_CREATION_FAULTS: readonly ModeFault[] = [
	...rowsOf('share'),
	...rowsOf('generate'),
	{
		...FIRST_LOOK,
		name: 'loses its value',
		plan: first('receipt', { kind: 'reset-after' }),
		code: 'in-doubt',
		says: ['The secret is burned.'],
	},
	{
		...FIRST_LOOK,
		name: 'meets a portal in place of its value',
		plan: first('receipt', PORTAL),
		code: 'answer-unusable',
		says: ['The secret is burned.'],
	},
	{
		...FIRST_LOOK,
		name: 'gets a receipt without its value',
		plan: first('receipt', { kind: 'answer', body: (json) => ({ ...json, details: {} }) }),
		code: 'answer-unusable',
		says: ['does not show it', 'The secret is burned.'],
	},
];
