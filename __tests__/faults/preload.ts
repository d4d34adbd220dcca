// Loads a fixture into the process of the bundle before the bundle itself, as NODE_OPTIONS on a machine would.
import { fileURLToPath } from 'node:url';

/** The variable that does it; the fixture is a file of `fixtures/` without its ending. */
export function preload(fixture: string): { NODE_OPTIONS: string } {
	const path = fileURLToPath(new URL(`fixtures/${fixture}.cjs`, import.meta.url));
	return { NODE_OPTIONS: `--require=${JSON.stringify(path)}` };
}
