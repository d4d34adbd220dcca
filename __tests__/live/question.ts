// What a question is.

import type { Session } from './session.ts';

/** One question to the server, about one promise of the action. It throws a `Wrong` or a `Skip`, or it is passed. */
export type Question = (session: Session) => Promise<void>;

/** Questions by name. */
export type Questions = Readonly<Record<string, Question>>;
