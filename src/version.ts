/** The version of the action, for the user agent `ots-action/VERSION`. A test compares it with package.json. */
export const VERSION = '1.0.0';
