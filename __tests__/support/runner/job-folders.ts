// Decides where the folders of a job lie: one temporary root with workspace, temp, tools and home inside, removed as a whole.
import { mkdirSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Absolute paths; all exist. */
export interface JobFolders {
	root: string;
	/** GITHUB_WORKSPACE, where processes start. */
	workspace: string;
	/** RUNNER_TEMP. */
	temp: string;
	/** RUNNER_WORKSPACE. */
	runnerWorkspace: string;
	toolCache: string;
	home: string;
	/** GITHUB_EVENT_PATH: a file for the payload of the event. */
	eventPath: string;
	/** Where the composite actions of steps lie, each in a folder of its own. */
	actions: string;
}

/** Makes the folders under the system's temporary folder. */
export function createJobFolders(): JobFolders {
	const root = mkdtempSync(join(realpathSync(tmpdir()), 'runner-'));
	const runnerWorkspace = join(root, 'work', 'repository');
	const temp = join(root, 'work', '_temp');
	const folders = {
		workspace: join(runnerWorkspace, 'repository'),
		temp,
		toolCache: join(root, 'tools'),
		home: join(root, 'home'),
	};
	const actions = join(root, 'work', '_actions');
	const eventFolder = join(temp, '_github_workflow');
	for (const folder of [...Object.values(folders), actions, eventFolder]) {
		mkdirSync(folder, { recursive: true });
	}
	const eventPath = join(eventFolder, 'event.json');
	return { root, runnerWorkspace, actions, eventPath, ...folders };
}
