// What differs from run to run becomes a word in capitals, so that a page can be compared.

/** Keys of secrets and receipts have 31 or 62 characters; nothing else on a page is as long without a blank or a dot. */
export function maskVarying(page: string): string {
	return (
		page
			.replaceAll(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
			.replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, 'TIME')
			.replaceAll(/\b[a-z0-9]{31,}\b/g, 'KEY')
			// How many attempts fit into a second is up to chance.
			.replaceAll(/(did not respond in time during [a-z ]+), after \d+ attempts/g, '$1')
			.replaceAll(/seen after \d+ seconds?/g, 'seen after N seconds')
			.replaceAll(/, after \d+ attempts/g, ', after N attempts')
	);
}
