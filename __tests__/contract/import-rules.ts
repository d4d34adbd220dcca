// Who may import whom, as data, and the search for whatever breaks these rules. Paths are relative to src.
import { posix } from 'node:path';
import { scanImports } from './import-scanner.ts';

/** What the files of one part of src may import besides each other. */
interface Rule {
	/** Files, folders with a slash at their end, or `assembly`. */
	readonly may: readonly string[];
	/** The same, but only with `import type`. */
	readonly mayAsTypes?: readonly string[];
	/** Whether Node's own modules are open to it. */
	readonly node: boolean;
}

/** Files directly in src put the parts together, but for these three, which have rules of their own. */
const ASSEMBLY = 'assembly';

const RULES: Readonly<Record<string, Rule>> = {
	'index.ts': { may: [ASSEMBLY, 'errors.ts', 'action/reporter.ts'], node: true },
	'errors.ts': { may: [], node: false },
	'version.ts': { may: [], node: false },
	[ASSEMBLY]: {
		may: ['action/', 'modes/', 'onetimesecret/', 'http/', 'errors.ts', 'version.ts'],
		node: true,
	},
	'action/': { may: ['onetimesecret/', 'http/failure.ts', 'errors.ts'], node: true },
	'modes/': { may: ['errors.ts'], mayAsTypes: ['onetimesecret/types.ts'], node: false },
	'onetimesecret/': { may: ['http/', 'errors.ts'], node: true },
	'http/': { may: ['errors.ts'], node: true },
};

/** The only packages, and the only places that may import them. */
const PACKAGES: Readonly<Record<string, string>> = {
	'@actions/core': 'action/',
	'@actions/http-client': 'http/transport.ts',
};

/** Source texts by their path below src. */
export type Sources = ReadonlyMap<string, string>;

/** One sentence for each import that breaks a rule, and for each circle of imports. Empty means: all is well. */
export function findViolations(sources: Sources): string[] {
	const single = [...sources].flatMap(([path, text]) =>
		scanImports(text).flatMap(({ specifier, isTypeOnly }) => {
			const complaint = specifier.startsWith('.')
				? judgeOwn(sources, path, specifier, isTypeOnly)
				: judgeForeign(path, specifier);
			return complaint === undefined ? [] : [`${path} imports ${specifier}: ${complaint}`];
		}),
	);
	return [...single, ...findCircles(sources)];
}

function judgeOwn(
	sources: Sources,
	path: string,
	specifier: string,
	isTypeOnly: boolean,
): string | undefined {
	const target = resolve(path, specifier);
	if (!specifier.endsWith('.ts')) return 'it lacks the ending `.ts`';
	if (!sources.has(target)) return 'there is no such file in src';
	const part = partOf(path);
	const rule = RULES[part];
	if (rule === undefined) return `the folder ${part} has no rule`;
	if (part === partOf(target) || covers(rule.may, target)) return undefined;
	if (!covers(rule.mayAsTypes ?? [], target)) return `${part} may not import it`;
	return isTypeOnly ? undefined : `${part} may import it with \`import type\` only`;
}

function judgeForeign(path: string, specifier: string): string | undefined {
	if (specifier.startsWith('node:')) {
		return RULES[partOf(path)]?.node === false
			? `${partOf(path)} needs nothing of Node's own modules`
			: undefined;
	}
	const place = PACKAGES[specifier];
	if (place === undefined) return 'it is not one of the packages of the action';
	return covers([place], path) ? undefined : `only ${place} may import it`;
}

function covers(places: readonly string[], path: string): boolean {
	return places.some((place) => place === path || place === partOf(path));
}

function partOf(path: string): string {
	if (path.includes('/')) return path.slice(0, path.indexOf('/') + 1);
	return Object.hasOwn(RULES, path) ? path : ASSEMBLY;
}

function resolve(path: string, specifier: string): string {
	return posix.normalize(posix.join(posix.dirname(path), specifier));
}

/** Each circle once, type imports included: files that only exist together should be one file. */
function findCircles(sources: Sources): string[] {
	const done = new Set<string>();
	const circles: string[] = [];
	const visit = (path: string, trail: readonly string[]): void => {
		const at = trail.indexOf(path);
		if (at !== -1) circles.push(`a circle of imports: ${[...trail.slice(at), path].join(' -> ')}`);
		if (at !== -1 || done.has(path)) return;
		const targets = scanImports(sources.get(path) ?? '').filter(({ specifier }) => specifier.startsWith('.'));
		for (const { specifier } of targets) visit(resolve(path, specifier), [...trail, path]);
		done.add(path);
	};
	for (const path of sources.keys()) visit(path, []);
	return circles;
}
