// Decides what an action.yml says to the runner: inputs with defaults, entry files and the condition of post. Everything else is ignored,
// `required` included, because the runner ignores it too.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkTemplate } from './expressions.ts';

/** One declared input. */
export interface DeclaredInput {
	name: string;
	/** Template; undefined if none is given, which the process sees as empty text. */
	default: string | undefined;
}

/** What the runner keeps of a manifest. */
export interface ActionManifest {
	inputs: DeclaredInput[];
	/** Absolute path of `runs.main`. */
	mainPath: string;
	/** Absolute path of `runs.post`; undefined if there is none. */
	postPath: string | undefined;
	/** Raw expression; `always()` if not given. */
	postIf: string;
}

// actions/runner: action_yaml.json, input-default-context and post-if. The latter is a plain text for the reader of manifests, so that no
// context or function is known in a `${{ }}` around it.
const DEFAULT_CONTEXTS = ['github', 'strategy', 'matrix', 'job', 'runner'];
const POST_IF_CONTEXTS: readonly string[] = [];

function asRecord(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function asText(value: unknown): string | undefined {
	return value === undefined || value === null ? undefined : String(value);
}

function check(text: string, contexts: readonly string[], place: string): void {
	try {
		checkTemplate(text, contexts);
	} catch (error) {
		throw new Error(`${place}: ${error instanceof Error ? error.message : error}`);
	}
}

function readInput(name: string, value: unknown, file: string): DeclaredInput {
	const { default: given } = asRecord(value);
	const text = asText(given);
	check(text ?? '', DEFAULT_CONTEXTS, `${file}: the default of input '${name}'`);
	return { name, default: text };
}

/** Reads action.yml, else action.yaml. Throws what the runner reports when it loads a manifest (actions/runner: ActionManifestManager.cs). */
export function readActionManifest(actionDir: string): ActionManifest {
	const file = ['action.yml', 'action.yaml']
		.map((name) => join(actionDir, name))
		.find((path) => existsSync(path));
	if (file === undefined) throw new Error(`Can't find 'action.yml' or 'action.yaml' under '${actionDir}'`);
	const manifest: { inputs?: unknown; runs?: unknown } = asRecord(parse(readFileSync(file, 'utf8')));
	const {
		using: givenUsing,
		main: givenMain,
		post: givenPost,
		pre,
		'post-if': givenPostIf,
	} = asRecord(manifest.runs);
	const using = asText(givenUsing) ?? '';
	if (!/^node(?:12|16|20|24)$/.test(using)) {
		throw new Error(`${file}: 'using: ${using}' is not a JavaScript action of this runner`);
	}
	const main = asText(givenMain);
	if (main === undefined) throw new Error(`${file}: 'runs.main' is missing`);
	if (pre !== undefined) throw new Error(`${file}: 'runs.pre' is not emulated`);
	const post = asText(givenPost);
	const postIf = asText(givenPostIf) ?? 'always()';
	check(postIf, POST_IF_CONTEXTS, `${file}: 'post-if'`);
	const inputs = Object.entries(asRecord(manifest.inputs)).map(([name, value]) =>
		readInput(name, value, file),
	);
	return {
		inputs,
		mainPath: join(actionDir, main),
		postPath: post === undefined ? undefined : join(actionDir, post),
		postIf,
	};
}
