// Looks at what the post steps of the job have left behind, and fails the job if that is not what was asked for.
const { existsSync, readFileSync } = require('node:fs');

const read = (name) => process.env[`INPUT_${name.toUpperCase()}`] ?? '';

/** The state of a receipt in the server's words. API v1 answers a receipt that it does not know with a message. */
async function lookUpState(receipt) {
	const response = await fetch(`${read('origin')}/api/v1/private/${receipt}`);
	const { state, message } = await response.json();
	return state ?? `${response.status} ${message}`;
}

async function main() {
	const receipts = JSON.parse(readFileSync(read('receipts'), 'utf8'));
	const burned = await Promise.all(receipts.burned.map(lookUpState));
	const kept = await Promise.all(receipts.kept.map(lookUpState));
	const isFileGone = !existsSync(read('removed-file'));
	console.log({ burned, kept, isFileGone });
	const isAsAsked =
		burned.every((state) => state === 'burned') &&
		kept.every((state) => state === 'new' || state === 'viewed') &&
		isFileGone;
	if (!isAsAsked) {
		console.log('::error::The post steps have not left behind what was asked for');
		process.exitCode = 1;
	}
}

main().catch((error) => {
	console.log(`::error::${error.message}`);
	process.exitCode = 1;
});
