// The two types that all checks of inputs and environment share.

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What is wrong, as a full sentence that names the cause and the way out and holds no sensitive value. */
export type Fault = string;
