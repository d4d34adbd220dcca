// The files of the repository as the contract tests see them: what belongs to it, without what is installed, built or measured.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the repository. */
export const ROOT = join(import.meta.dirname, '..', '..');

const FOREIGN_FOLDERS: ReadonlySet<string> = new Set(['.git', 'node_modules', 'build', 'coverage', 'dist']);

/** Paths of all files below a folder whose names end as told, relative to {@link ROOT}, sorted; `''` is the repository itself. */
export function listFiles(folder: string, endings: readonly string[]): string[] {
	const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
	return entries
		.flatMap((entry) => {
			const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
			if (entry.isDirectory()) return FOREIGN_FOLDERS.has(entry.name) ? [] : listFiles(path, endings);
			return endings.some((ending) => entry.name.endsWith(ending)) ? [path] : [];
		})
		.sort();
}

/** Text of a file, by its path relative to {@link ROOT}. */
export function readText(path: string): string {
	return readFileSync(join(ROOT, path), 'utf8');
}

/** A JSON file or a part of it, as an object whose fields are unknown. */
export type Fields = Readonly<Record<string, unknown>>;

/** Narrows to an object; whatever is none becomes an empty one, so that a comparison with it fails. */
export function asFields(value: unknown): Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** Reads a JSON file that holds an object. */
export function readJson(path: string): Fields {
	return asFields(JSON.parse(readText(path)));
}
