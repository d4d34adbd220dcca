// Finds what a source file imports. Relies on the formatter: statements begin in the first column and end with a semicolon. What it cannot
// read it refuses, so that nothing is imported unseen.

/** One import, re-export or dynamic import. */
export interface ImportStatement {
	readonly specifier: string;
	/** Only `import type` and `export type`: a statement with `type` inside its braces is still carried out at run time. */
	readonly isTypeOnly: boolean;
}

const STATEMENT = /^(?:import\b(?!\s*[(.])|export\s+(?:type\s+)?[{*])[\s\S]*?;$/gm;
const DYNAMIC = /\bimport\s*\(\s*(?:\/\*[^*]*\*\/\s*)?(['"])([^'"]+)\1\s*\)/g;

/** All imports of a file, in order of kind. Throws if there is one that it can't read. */
export function scanImports(text: string): ImportStatement[] {
	return [...scanStatements(text), ...scanDynamicImports(text)];
}

function scanStatements(text: string): ImportStatement[] {
	return [...text.matchAll(STATEMENT)].flatMap(([statement]) => {
		const specifier = /(?:\bfrom|^import)\s*(['"])([^'"\n]+)\1;$/.exec(statement)?.[2];
		if (specifier !== undefined) {
			return [{ specifier, isTypeOnly: /^(?:import|export)\s+type\b/.test(statement) }];
		}
		if (statement.startsWith('export') && /\};$/.test(statement)) return [];
		throw new Error(`An import that cannot be read: ${statement}`);
	});
}

function scanDynamicImports(text: string): ImportStatement[] {
	const found = [...text.matchAll(DYNAMIC)].map(([, , specifier = '']) => ({ specifier, isTypeOnly: false }));
	const all = text.match(/\bimport\s*\(|\brequire\b\s*\(/g) ?? [];
	if (all.length !== found.length) {
		throw new Error('A dynamic import whose target is no plain text, or a require.');
	}
	return found;
}
