// The form of a hostile response, and short words for its rows.

import type { ErrorCode } from '../../../src/errors.ts';
import type { FaultPlan, FaultRoute, ResponseBody } from '../../support/server/index.ts';
import { always, responds } from './server-faults.ts';

/** One hostile response, given to every request of its route. */
export interface HostileResponse {
	readonly name: string;
	readonly plans: readonly FaultPlan[];
	/** Replace or add to the ordinary inputs. */
	readonly with?: Readonly<Record<string, string>>;
	/** Undefined if the step succeeds in spite of it. */
	readonly code: ErrorCode | undefined;
	/** Whether the server's words are withheld because they repeat something sensitive. */
	readonly isWithheld?: true;
}

/** This response on that route. */
export function on(route: FaultRoute, status: number, body: ResponseBody): readonly FaultPlan[] {
	return always(route, responds(status, body));
}

/** The creation is refused in these words. */
export function refusal(name: string, message: string): HostileResponse {
	return { name: `it refuses with ${name}`, plans: on('share', 404, { message }), code: 'refused-by-server' };
}
