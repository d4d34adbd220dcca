// A Stryker plugin for scripts/mutate.mjs: a checker that passes a random sample of the mutants and reports
// all others as compile errors, so that Stryker neither tests nor counts them.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';

const SETTINGS = 'mutation-sample.json';
// Stryker checks in several processes. They share the sample through this file, which the call with all
// mutants writes.
const CHOSEN = 'mutation-chosen.json';

class SampleChecker {
	async init() {}

	async group(mutants) {
		const { size, seed } = JSON.parse(readFileSync(SETTINGS, 'utf8'));
		// The rank of a mutant depends only on the seed and the mutant, so the same seed gives the same
		// sample.
		const rank = ({ fileName, location, mutatorName, replacement }) =>
			createHash('sha256')
				.update(JSON.stringify([seed, fileName.split('/src/').at(-1), location, mutatorName, replacement]))
				.digest('hex');
		const ordered = mutants.map((mutant) => ({ id: mutant.id, rank: rank(mutant) }));
		ordered.sort((one, other) => (one.rank < other.rank ? -1 : 1));
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
