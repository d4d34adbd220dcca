// Faults of requests that open, watch or burn a secret, on both API versions. A reveal that may have been
// carried out is never retried.

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

const SPENT = 'The value may be lost';
const MIB = 1024 * 1024;
const LONG_VALUE = 'q5'.repeat((5 * MIB) / 2);
const NO_DELAY: Fault = { kind: 'answer', status: 429, body: {} };
const NO_VALUE: Fault = {
	kind: 'answer',
	body: ({ value: _, ...json }) => ({ ...json, record: {} }),
};
const LONG: Fault = {
	kind: 'answer',
	body: (json) => ({ ...json, value: LONG_VALUE, record: { secret_value: LONG_VALUE } }),
};

function reveal(
	name: string,
	act: Fault,
	code: ModeFault['code'],
	alive: number,
	says: ModeFault['says'] = [],
): ModeFault {
	return { mode: 'reveal', name, plan: every('secret', act), code, asked: 1, alive, says };
}

const REVEALS: readonly ModeFault[] = [
	reveal('is lost before it is carried out', { kind: 'reset-before' }, 'in-doubt', 1, [SPENT]),
	reveal('is lost after it was carried out', { kind: 'reset-after' }, 'in-doubt', 0, [SPENT]),
	reveal('is cut short', { kind: 'half-body' }, 'in-doubt', 0, [SPENT]),
	reveal('fails', BROKEN, 'in-doubt', 1, [SPENT]),
	reveal('meets a portal', PORTAL, 'answer-unusable', 1, [SPENT]),
	reveal('is redirected', REDIRECT, 'redirected', 1),
	reveal('is forbidden', FORBIDDEN, 'forbidden', 1, ['The link was not opened.']),
	reveal('gets no value', NO_VALUE, 'answer-unusable', 0, [SPENT]),
	reveal('gets a length that is one too high', { kind: 'wrong-length' }, undefined, 0),
	reveal('gets no last chunk', { kind: 'no-last-chunk' }, undefined, 0),
	{ ...reveal('gets a value of 5 MiB', LONG, undefined, 0), isTooLargeForRunner: true },
	{
		...{ mode: 'reveal', name: 'crashes the server', plan: byVersion((act) => every('secret', act), CRASH) },
		...{ code: 'in-doubt', asked: 1, alive: 1, says: [SPENT] },
	},
	{
		...{ mode: 'reveal', name: 'meets a server that starts', plan: first('secret', STARTING) },
		...{ code: undefined, asked: 2, alive: 0 },
	},
	{
		...{ mode: 'reveal', name: 'is limited without a delay', plan: every('secret', NO_DELAY) },
		...{ code: 'rate-limited', asked: 3, alive: 1, says: ['After wrong passphrases'] },
	},
	{
		...{
			mode: 'reveal',
			name: 'has a wrong passphrase',
			passphrase: { real: 'right one', given: 'wrong one' },
		},
		...{ code: { v1: 'secret-gone', v2: 'wrong-passphrase' }, asked: 1, alive: 1 },
	},
	{
		...{ mode: 'reveal', name: 'lacks its passphrase', passphrase: { real: 'right one', given: undefined } },
		...{ code: { v1: 'secret-gone', v2: 'wrong-passphrase' }, asked: 1, alive: 1 },
	},
];

const LOOKS: readonly ModeFault[] = [
	{
		...{ mode: 'await', name: 'is lost once', plan: first('receipt', { kind: 'reset-before' }) },
		...{ code: undefined, asked: 2, alive: 0 },
	},
	{
		...{ mode: 'await', name: 'meets a portal once', plan: first('receipt', PORTAL) },
		...{ code: undefined, asked: 2, alive: 0 },
	},
	{
		...{ mode: 'await', name: 'is forbidden', plan: first('receipt', FORBIDDEN) },
		...{ code: 'forbidden', asked: 1, alive: 0 },
	},
];

/** `alive` is 1 wherever the burn was not carried out. */
function burn(
	name: string,
	plan: ModeFault['plan'] & object,
	rest: Omit<ModeFault, 'mode' | 'name'>,
): ModeFault {
	return { mode: 'burn', name, plan, ...rest };
}

const DONE = { code: undefined, asked: 2, alive: 0 } as const;

const BURNS: readonly ModeFault[] = [
	burn('is lost after it was carried out', first('burn', { kind: 'reset-after' }), DONE),
	burn('is lost before it is carried out', first('burn', { kind: 'reset-before' }), DONE),
	burn('fails once', first('burn', BROKEN), DONE),
	burn('meets a portal once', first('burn', PORTAL), DONE),
	burn('is redirected', first('burn', REDIRECT), { code: 'redirected', asked: 1, alive: 1 }),
	burn('is limited', first('burn', RATE_LIMIT), {
		...{ code: 'rate-limited', asked: 1, alive: 1, says: ['too many requests', 'The link still works.'] },
	}),
	burn(
		'is refused for another reason than the passphrase',
		byVersion((act) => every('burn', act), REFUSAL),
		{
			...{ code: 'refused-by-server', asked: 1, alive: 1 },
			says: ['did not burn the link.', 'It said: "Not today."', 'The link still works.'],
		},
	),
	burn('is only said to be done', every('burn', { kind: 'answer', status: 200, body: { success: true } }), {
		...{ code: 'refused-by-server', asked: 1, alive: 1, says: ['says that it burned the link'] },
	}),
	burn('cannot be confirmed', first('receipt', FORBIDDEN), { code: 'forbidden', asked: 1, alive: 0 }),
	{
		...{
			mode: 'burn',
			name: 'has a wrong passphrase',
			passphrase: { real: 'right one', given: 'wrong one' },
		},
		...{ code: 'wrong-passphrase', asked: 1, alive: 1, says: ['the passphrase is wrong'] },
	},
	{
		...{ mode: 'burn', name: 'lacks its passphrase', passphrase: { real: 'right one', given: undefined } },
		...{ code: 'wrong-passphrase', asked: 1, alive: 1, says: ['needs the passphrase of the link'] },
	},
];

/** The rows. */
export const MODE_USE_FAULTS: readonly ModeFault[] = [...REVEALS, ...LOOKS, ...BURNS];
