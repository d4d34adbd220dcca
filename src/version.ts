/**
 * The version of the action, sent in the user agent `ots-action/VERSION`. A contract test compares it with
 * package.json.
 */
export const VERSION = '1.0.0';
