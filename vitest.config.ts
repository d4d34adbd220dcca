import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['__tests__/**/*.test.ts'],
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
