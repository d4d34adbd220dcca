// In a file of its own, because a worker thread, in which mutants are tested, cannot set the umask.

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createValueFile } from '../../../src/runner/value-file.ts';

it.each([0o777, 0o000])('A value file can be read and written by its owner alone with umask %i', (umask) => {
	const folder = mkdtempSync(join(tmpdir(), 'value-file-mode-'));
	const path = join(folder, 'value');
	const before = process.umask(umask);
	try {
		createValueFile(path, () => undefined);
	} finally {
		process.umask(before);
	}
	expect(statSync(path).mode & 0o777).toBe(0o600);
	rmSync(folder, { recursive: true });
});
