// Generates the tables of inputs and outputs in the README from action.yml.
import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';

/**
 * The name of a generated part of a page, which is between `<!-- inputs:start -->` and `<!-- inputs:end -->`.
 */
type Marker = 'inputs' | 'outputs';

/** An input or output as action.yml declares it. */
interface Declaration {
	readonly name: string;
	/** The comment `Group: …` above it; undefined if there is none. */
	readonly group: string | undefined;
	readonly default: string;
	readonly description: string;
}

/** Returns the page with the tables generated anew. Throws if the page lacks the markers. */
export function renderTables(page: string, actionYml: string): string {
	const document = parseDocument(actionYml);
	const read = (key: Marker) => readDeclarations(document.get(key));
	const withInputs = replaceBetween(page, 'inputs', renderInputs(read('inputs')));
	return replaceBetween(withInputs, 'outputs', renderOutputs(read('outputs')));
}

function readDeclarations(node: unknown): Declaration[] {
	if (!isMap(node)) throw new Error('action.yml has no inputs or outputs');
	return node.items.map((pair, at) => {
		const { key, value } = pair as Pair<unknown, YAMLMap>;
		if (!isScalar(key) || !isMap(value)) throw new Error('action.yml has an input of another form');
		// The comment above the first entry belongs to the whole map.
		const comment = (at === 0 ? node.commentBefore : key.commentBefore) ?? '';
		return {
			name: String(key.value),
			group: /^ ?Group: (.+)$/m.exec(comment)?.[1],
			default: String(value.get('default') ?? ''),
			description: String(value.get('description')).trim(),
		};
	});
}

function renderInputs(inputs: readonly Declaration[]): string {
	const lines = inputs.flatMap(({ name, group, default: given, description }) => [
		...(group === undefined
			? []
			: ['', `**${group}**`, '', '| Input | Default | Meaning |', '| --- | --- | --- |']),
		`| \`${name}\` | \`${given}\` | ${escapeCell(description)} |`,
	]);
	return lines.slice(1).join('\n');
}

function renderOutputs(outputs: readonly Declaration[]): string {
	const rows = outputs.map(({ name, description }) => `| \`${name}\` | ${escapeCell(description)} |`);
	return ['| Output | Meaning |', '| --- | --- |', ...rows].join('\n');
}

function escapeCell(text: string): string {
	return text.replaceAll('|', '\\|');
}

function replaceBetween(page: string, marker: Marker, text: string): string {
	const [start, end] = [`<!-- ${marker}:start -->`, `<!-- ${marker}:end -->`];
	const [before, after] = [page.indexOf(start), page.indexOf(end)];
	if (before === -1 || after < before) throw new Error(`The page lacks the markers of its ${marker}`);
	return `${page.slice(0, before + start.length)}\n\n${text}\n\n${page.slice(after)}`;
}
