// Removes parts of the toolkit from the bundle that this action never uses. Each part must occur exactly
// once: if a new release of the toolkit changes one, the build fails instead of removing something else.

/**
 * The methods of the toolkit's HTTP client, except those for its agents: the transport uses only the agents
 * and sends requests itself.
 */
const UNUSED_CLIENT_METHODS = [
	...['options', 'get', 'del', 'post', 'patch', 'put', 'head', 'sendStream'],
	...['getJson', 'postJson', 'putJson', 'patchJson', 'request', 'requestRaw', 'requestRawWithCallback'],
	...['getAgentDispatcher', '_prepareRequest', '_mergeHeaders', '_getExistingOrDefaultHeader'],
	...['_getExistingOrDefaultContentTypeHeader', '_getProxyAgentDispatcher', '_performExponentialBackoff'],
	'_processResponse',
];

const methodPattern = (name) =>
	new RegExp(`^    (?:async )?${name}\\(.*\\) \\{\\n(?:(?!    \\}\\n).*\\n)*    \\}\\n`, 'gm');
const enumPattern = (name) =>
	new RegExp(`^\\(function \\(${name}\\) \\{\\n(?:    .*\\n)*\\}\\)\\(${name} .*\\);$`, 'gm');

const UNUSED = [
	// Loading `assert` and `fs.promises` takes 3 to 5 ms. `tunnel` never uses `assert`, and `@actions/core`
	// uses `fs.promises` only for its job summary, which this action does not use.
	[/^module\.exports = require\("assert"\);$/gm, 'module.exports = {};'],
	[
		/^const \{ access, appendFile, writeFile \} = \w+\.promises;$/gm,
		'const access = undefined, appendFile = undefined, writeFile = undefined;',
	],
	[/^const _summary = new Summary\(\);$/gm, ''],
	...['HttpCodes', 'Headers', 'MediaTypes'].map((name) => [enumPattern(name), `${name} = {};`]),
	...UNUSED_CLIENT_METHODS.map((name) => [methodPattern(name), '']),
];

/**
 * Returns the text of the bundle without the unused parts. Throws unless each of them occurs exactly once.
 */
export function removeUnusedParts(text) {
	for (const [pattern, replacement] of UNUSED) {
		if (text.match(pattern)?.length !== 1) {
			throw new Error(`The toolkit has changed: ${pattern} is not there exactly once`);
		}
		text = text.replace(pattern, replacement);
	}
	return text;
}
