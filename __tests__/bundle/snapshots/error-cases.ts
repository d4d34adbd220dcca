// How each error of the catalog comes about, for the page that shows them all.

import type { ErrorCase } from './error-case.ts';
import { errorsBeforeSending } from './errors-before-sending.ts';
import { errorsOfLinks } from './errors-of-links.ts';
import { errorsOfServers } from './errors-of-servers.ts';

/** All cases, in the order of the page. */
export const ERROR_CASES: readonly ErrorCase[] = [
	...errorsBeforeSending,
	...errorsOfServers,
	...errorsOfLinks,
];
