// A plugin of Stryker for scripts/mutate.mjs: a checker that lets a random sample of the mutants through and reports all others as
// mutants that do not compile, which Stryker leaves untested and out of the score.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const SETTINGS = 'mutation-sample.json';
// Several processes check; the first call, which sees all mutants, decides for them.
const CHOSEN = 'mutation-chosen.json';

class SampleChecker {
	async init() {}

	async group(mutants) {
		const { size, seed } = JSON.parse(readFileSync(SETTINGS, 'utf8'));
		// A mutant's place in the order depends on the seed and on the mutant alone, so a seed gives the same sample again.
		const place = ({ fileName, location, mutatorName, replacement }) =>
			createHash('sha256')
				.update(JSON.stringify([seed, fileName.split('/src/').at(-1), location, mutatorName, replacement]))
				.digest('hex');
		const ordered = mutants.map((mutant) => ({ id: mutant.id, place: place(mutant) }));
		ordered.sort((one, other) => (one.place < other.place ? -1 : 1));
		const chosen = ordered.slice(0, size).map(({ id }) => id);
		writeFileSync(CHOSEN, JSON.stringify(chosen));
		return [mutants.map(({ id }) => id)];
	}

	async check(mutants) {
		const chosen = new Set(JSON.parse(readFileSync(CHOSEN, 'utf8')));
		const verdict = (id) =>
			chosen.has(id) ? { status: 'passed' } : { status: 'compileError', reason: 'not in the sample' };
		return Object.fromEntries(mutants.map(({ id }) => [id, verdict(id)]));
	}
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', SampleChecker)];
