// `npm run docs`: generates parts of the documentation: the tables of the README and the picture of a step.
// Tests fail if either is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawStep } from './picture.ts';
import { findQuickStart, runFirstStep } from './real-step.ts';
import { renderTables } from './tables.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Applies `change` to a file of the repository, and writes the file if its text is different then. */
function update(path: string, change: (text: string) => string): void {
	const file = join(ROOT, path);
	const text = readFileSync(file, 'utf8');
	const changed = change(text);
	if (changed !== text) writeFileSync(file, changed);
	console.log(`${path}: ${changed === text ? 'is fresh' : 'written'}`);
}

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const picture = drawStep(await runFirstStep(findQuickStart(readme)));
update('README.md', (text) => renderTables(text, readFileSync(join(ROOT, 'action.yml'), 'utf8')));
update('docs/a-step.svg', () => picture);
