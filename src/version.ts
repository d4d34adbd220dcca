/** The action's version as it stands in package.json; a contract test holds the two together. Sent as the user agent `ots-action/VERSION`. */
export const VERSION = '1.0.0';
