// The file of `value-file` at the end of the job: post removes what the step wrote, and nothing else.

import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldsSavedBy } from '../support/saved-state.ts';
import { makeLink } from './sender.ts';
import { linesOf } from './step-texts.ts';
import { finishJob, openScenario } from './test-scenario.ts';

const SECRET = 'db-password-Tr0ub4dor';

/** A step that has written a file, and the path of that file. */
async function writeValueFile(mode: string) {
	const scenario = await openScenario();
	const { server, job, run } = scenario;
	const link = mode === 'reveal' ? { link: (await makeLink(server, { secret: SECRET })).link } : {};
	const step = await run({ mode, 'value-file': 'value.txt', ...link });
	const path = join(job.workspace, 'value.txt');
	expect([step.outcome, existsSync(path)]).toEqual(['success', true]);
	return { scenario, step, path };
}

describe('The file of `value-file`', () => {
	it.each(['reveal', 'generate'])('that %s wrote is removed at the end of the job', async (mode) => {
		const { scenario, path } = await writeValueFile(mode);
		const post = await finishJob(scenario);
		expect(linesOf(post)).toEqual([`Removed ${path}, which held the value.`]);
		expect([existsSync(path), post.annotations]).toEqual([false, []]);
	});

	it('does not have a digest of its value in the state', async () => {
		const { step, path } = await writeValueFile('reveal');
		const { ino, size, mtimeNs } = statSync(path, { bigint: true });
		expect(fieldsSavedBy(step)['value-file']).toBe(`${ino}-${size}-${mtimeNs} ${path}`);
	});

	it.each<[string, (path: string) => void]>([
		['was appended to', (path) => appendFileSync(path, '\n')],
		['was written again with the same text', rewrite],
		['is another file of the same content', replace],
		['is a symbolic link by now', turnIntoLink],
		['is a folder by now', turnIntoFolder],
	])('stays if it %s, and one line says so', async (_what, change) => {
		const { scenario, path } = await writeValueFile('reveal');
		change(path);
		const post = await finishJob(scenario);
		expect(linesOf(post)).toEqual([`${path} has changed since the step wrote it. It was not removed.`]);
		expect([existsSync(path), post.annotations]).toEqual([true, []]);
	});

	it('that is gone already is no news', async () => {
		const { scenario, path } = await writeValueFile('reveal');
		rmSync(path);
		expect((await finishJob(scenario)).stdout.toString()).toBe('');
	});

	it('is removed even if the burn of the link fails', async () => {
		const scenario = await openScenario();
		const { server, job, run } = scenario;
		await run({ mode: 'generate', 'value-file': 'value.txt', 'burn-on': 'always' });
		await server.close();
		job.exportVariable('NODE_DEBUG', 'http');
		const post = await finishJob(scenario);
		expect(post.annotations).toHaveLength(1);
		expect(existsSync(join(job.workspace, 'value.txt'))).toBe(false);
	});

	it('does not stand in the way of the next job on the same machine', async () => {
		const { scenario, path } = await writeValueFile('generate');
		await finishJob(scenario);
		const { run } = await openScenario();
		const again = await run({ mode: 'generate', 'value-file': path });
		expect(again.outcome).toBe('success');
		expect(readFileSync(path, 'utf8')).not.toBe('');
	});
});

function rewrite(path: string): void {
	const text = readFileSync(path);
	writeFileSync(path, text);
	utimesSync(path, new Date(), new Date(Date.now() + 1_000));
}

function replace(path: string): void {
	const { atime, mtime } = statSync(path);
	writeFileSync(`${path}.new`, readFileSync(path));
	utimesSync(`${path}.new`, atime, mtime);
	renameSync(`${path}.new`, path);
}

function turnIntoLink(path: string): void {
	renameSync(path, `${path}.kept`);
	symlinkSync(`${path}.kept`, path);
}

function turnIntoFolder(path: string): void {
	rmSync(path);
	mkdirSync(path);
}
