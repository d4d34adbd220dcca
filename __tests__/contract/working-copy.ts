// A repository of its own with the files of this working copy, committed or not, for tests of what git and the scripts make of them.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providePackages } from './bundled-packages.ts';
import { ROOT } from './repository.ts';

/** A repository with one commit, in a temporary folder. */
export interface WorkingCopy {
	/** Absolute path. */
	readonly folder: string;
	/** Runs git there; returns what it prints, as bytes. */
	git(...args: readonly string[]): Buffer;
	/** Commits all changes. */
	commit(): void;
	/** Runs a script of the repository with this Node. */
	run(...args: readonly string[]): Ended;
	/** Puts everything back as it was when the repository was made. */
	reset(): void;
	/** Removes the folder. */
	remove(): void;
}

/** How a script has ended. */
export interface Ended {
	readonly status: number | null;
	/** What it printed on both streams, standard output first. */
	readonly output: string;
}

/** Runs a script, given by its path relative to `folder`, in that folder. */
export function runScript(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: folder,
		env: { ...process.env, ...env },
		encoding: 'utf8',
	});
	return { status, output: stdout + stderr };
}

/** Copies the files that git knows or would add, and commits them. It has the installed packages, too. */
export function createWorkingCopy(): WorkingCopy {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'working-copy-')));
	const git = (...args: readonly string[]): Buffer => {
		const identity = [
			'-c',
			'user.name=Test',
			'-c',
			'user.email=test@example.com',
			'-c',
			'commit.gpgsign=false',
		];
		return execFileSync('git', [...identity, ...args], { cwd: folder, maxBuffer: 2 ** 26 });
	};
	const commit = (): void => {
		git('add', '--all');
		git('commit', '--quiet', '--message', 'State of the working copy');
	};
	for (const path of listOwnFiles()) cpSync(join(ROOT, path), join(folder, path));
	git('init', '--quiet', '--initial-branch', 'main');
	commit();
	const first = git('rev-parse', 'HEAD').toString().trim();
	providePackages(folder);
	return {
		folder,
		git,
		commit,
		reset: () => {
			for (const tag of git('tag', '--list').toString().split('\n').filter(Boolean)) {
				git('tag', '--delete', tag);
			}
			git('reset', '--quiet', '--hard', first);
			git('clean', '--quiet', '-d', '--force');
		},
		run: (...args) => runScript(folder, args),
		remove: () => rmSync(folder, { recursive: true }),
	};
}

/** Paths of the files that git tracks or would add, relative to the repository. */
function listOwnFiles(): string[] {
	const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	return list.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
}
