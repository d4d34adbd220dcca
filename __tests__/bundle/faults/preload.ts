// Loads fixtures into the process of the bundle before the bundle itself, as NODE_OPTIONS on a machine would.
import { fileURLToPath } from 'node:url';

/** The variable that does it; fixtures are files of `fixtures/` without their ending. */
export function preload(...fixtures: readonly string[]): { NODE_OPTIONS: string } {
	const paths = fixtures.map((fixture) => fileURLToPath(new URL(`fixtures/${fixture}.cjs`, import.meta.url)));
	return { NODE_OPTIONS: paths.map((path) => `--require=${JSON.stringify(path)}`).join(' ') };
}
