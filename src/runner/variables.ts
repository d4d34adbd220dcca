// Two types that the checks of inputs and environment share.

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong and what to do about it, in full sentences that contain no sensitive value. */
export type Fault = string;
