// Takes parts of the toolkit out of the bundle that this action never uses. Each must be there exactly once, so that a
// new release of the toolkit fails the build instead of changing what is left out.

/** The transport takes the client's agents only, and sends its requests itself. */
const UNUSED_CLIENT_METHODS = [
	...['options', 'get', 'del', 'post', 'patch', 'put', 'head', 'sendStream'],
	...['getJson', 'postJson', 'putJson', 'patchJson', 'request', 'requestRaw', 'requestRawWithCallback'],
	...['getAgentDispatcher', '_prepareRequest', '_mergeHeaders', '_getExistingOrDefaultHeader'],
	...['_getExistingOrDefaultContentTypeHeader', '_getProxyAgentDispatcher', '_performExponentialBackoff'],
	'_processResponse',
];

const method = (name) =>
	new RegExp(`^    (?:async )?${name}\\(.*\\) \\{\\n(?:(?!    \\}\\n).*\\n)*    \\}\\n`, 'gm');
const enumeration = (name) =>
	new RegExp(`^\\(function \\(${name}\\) \\{\\n(?:    .*\\n)*\\}\\)\\(${name} .*\\);$`, 'gm');

const UNUSED = [
	// Loading these two modules of Node takes 3 to 5 ms: tunnel uses `assert` nowhere, core uses the other for its summary.
	[/^module\.exports = require\("assert"\);$/gm, 'module.exports = {};'],
	[
		/^const \{ access, appendFile, writeFile \} = \w+\.promises;$/gm,
		'const access = undefined, appendFile = undefined, writeFile = undefined;',
	],
	[/^const _summary = new Summary\(\);$/gm, ''],
	...['HttpCodes', 'Headers', 'MediaTypes'].map((name) => [enumeration(name), `${name} = {};`]),
	...UNUSED_CLIENT_METHODS.map((name) => [method(name), '']),
];

/** The text of the bundle without the unused parts. Throws if one of them is not there exactly once. */
export function removeUnusedParts(text) {
	for (const [pattern, replacement] of UNUSED) {
		if (text.match(pattern)?.length !== 1) {
			throw new Error(`The toolkit has changed: ${pattern} is not there exactly once`);
		}
		text = text.replace(pattern, replacement);
	}
	return text;
}
