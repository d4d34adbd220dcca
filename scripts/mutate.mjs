// Mutation testing on a random sample: `npm run mutate [-- --sample 200 --seed 1 --keep]` prints the mutants
// that survived. It installs Stryker, which is not a dependency of the repository, so it needs a package
// registry.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
	options: {
		sample: { type: 'string', default: '200' },
		seed: { type: 'string', default: '1' },
		keep: { type: 'boolean', default: false },
	},
});

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'mutate-')));
const write = (name, value) => {
	writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
};
const runNpm = (...args) => {
	execFileSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
};

/**
 * Copies the files that git tracks or would add, except the TypeScript settings, which Stryker rewrites with
 * an API that TypeScript 7 lacks. Returns the paths, including those of the settings.
 */
function copyWorkingTree() {
	const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
		cwd: root,
		encoding: 'utf8',
	});
	const paths = list.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
	for (const path of paths.filter((one) => !/^tsconfig.*\.json$/.test(one))) {
		cpSync(join(root, path), join(folder, path), { recursive: true });
	}
	return paths;
}

/** Lists the unit tests. All other tests run the bundle, which contains no mutants. */
function listTests(paths) {
	const isUnit = (path) => path.startsWith('__tests__/unit/') && path.endsWith('.test.ts');
	// Node does not let a worker thread set the umask.
	return paths
		.filter(isUnit)
		.filter((path) => !/process\.umask/.test(readFileSync(join(root, path), 'utf8')));
}

function configure(tests) {
	write(
		'vitest.mutation.config.mjs',
		`export default { test: { include: ${JSON.stringify(tests)}, isolate: false, unstubEnvs: true, pool: 'threads', testTimeout: 30_000 } };\n`,
	);
	cpSync(join(import.meta.dirname, 'mutation-sample.mjs'), join(folder, 'mutation-sample.mjs'));
	write('mutation-sample.json', { size: Number(values.sample), seed: values.seed });
	write('stryker.config.json', {
		testRunner: 'vitest',
		vitest: { configFile: 'vitest.mutation.config.mjs', related: false },
		plugins: ['@stryker-mutator/vitest-runner', './mutation-sample.mjs'],
		checkers: ['sample'],
		coverageAnalysis: 'perTest',
		concurrency: Math.max(1, availableParallelism() - 1),
		// The tests of these start processes, which contain no mutants.
		mutate: ['src/**/*.ts', '!src/index.ts', '!src/exit-guard.ts', '!src/process-end.ts'],
		mutator: { excludedMutations: ['StringLiteral'] },
		reporters: ['json'],
		jsonReporter: { fileName: 'report.json' },
		allowConsoleColors: false,
		tempDirName: 'stryker',
	});
}

/** Prints each surviving mutant as `path:line: mutator: before → after`, and the share of survivors. */
function printReport() {
	const { files } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
	const all = Object.entries(files).flatMap(([path, { source, mutants }]) =>
		mutants.map((mutant) => ({ path, source, ...mutant })),
	);
	// Mutants outside the sample have the status CompileError (see mutation-sample.mjs). A mutant with
	// RuntimeError broke the test run, which proves nothing.
	const tried = all.filter(({ status }) => !['CompileError', 'RuntimeError', 'Ignored'].includes(status));
	const survivors = tried.filter(({ status }) => ['Survived', 'NoCoverage'].includes(status));
	for (const mutant of survivors) console.log(describe(mutant));
	const share = ((100 * survivors.length) / tried.length).toFixed(1);
	console.log(`${survivors.length} of ${tried.length} mutants are alive (${share} %), seed ${values.seed}`);
}

function describe({ path, source, location: { start, end }, mutatorName, replacement, status }) {
	const lines = source.split('\n').slice(start.line - 1, end.line);
	lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
	lines[0] = lines[0].slice(start.column - 1);
	const shorten = (text) => text.replaceAll(/\s+/g, ' ').slice(0, 100);
	const note = status === 'NoCoverage' ? ' (no test reaches it)' : '';
	return `${path}:${start.line}: ${mutatorName}: ${shorten(lines.join(' '))} → ${shorten(replacement ?? '')}${note}`;
}

try {
	configure(listTests(copyWorkingTree()));
	runNpm('ci');
	runNpm('install', '--no-save', '@stryker-mutator/core', '@stryker-mutator/vitest-runner');
	const packageFolder = join(folder, 'node_modules', '@stryker-mutator', 'core');
	const { bin } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
	const node = join(folder, 'node_modules', 'node', 'bin');
	execFileSync(process.execPath, [join(packageFolder, bin.stryker), 'run', 'stryker.config.json'], {
		cwd: folder,
		stdio: 'inherit',
		env: { ...process.env, PATH: `${node}${process.platform === 'win32' ? ';' : ':'}${process.env['PATH']}` },
	});
	printReport();
} finally {
	if (values.keep) console.log(`Kept: ${folder}`);
	else rmSync(folder, { recursive: true, force: true });
}
