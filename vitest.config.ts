import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the longest first. One of them started last would leave the other workers idle. */
const LONGEST = [
	...['stopped-steps', 'release-v0.26', 'release-v0.24', 'release-v0.23', 'recipes', 'release', 'error-page'],
	...[
		'live-suite',
		'mailed-links',
		'runner-shutdown',
		'mode-status',
		'reveal-failures',
		'post-phase',
		'reproduce',
	],
].map((name) => `/${name}.test.ts`);

/** Starts the longest files first, then all others in the usual order. */
class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const rank = ({ moduleId }: TestSpecification): number => {
			const at = LONGEST.findIndex((name) => moduleId.endsWith(name));
			return at < 0 ? LONGEST.length : at;
		};
		return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
	}
}

export default defineConfig({
	test: {
		include: ['__tests__/**/*.test.ts'],
		sequence: { sequencer: LongestFirst },
		testTimeout: 30_000,
		hookTimeout: 60_000,
		// All files of a worker share its modules: 200 fresh module graphs would take more time than the tests in them. So a
		// test leaves no trace in its process; stubbed variables are put back for it.
		isolate: false,
		unstubEnvs: true,
		// Most tests wait for a process or a socket; with one worker per spare core, two cores would mean one worker.
		maxWorkers: 3,
		coverage: {
			provider: 'v8',
			include: ['src/**/*.ts'],
			// These start a process and end it: the scenarios prove them from outside, through the bundle.
			exclude: ['src/index.ts', 'src/exit-guard.ts', 'src/process-end.ts'],
			thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
			reporter: ['text-summary', 'text'],
		},
	},
});
