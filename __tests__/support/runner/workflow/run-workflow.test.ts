import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { locateFixture } from '../test-jobs.ts';
import { runWorkflow, type WorkflowOptions } from './run-workflow.ts';
import type { RawWorkflow } from './workflow-file.ts';

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'composite-'));
	writeFileSync(
		join(folder, 'action.yml'),
		`
inputs:
  word: { default: nobody }
outputs:
  greeting: { value: "\${{ steps.greet.outputs.text }}!" }
runs:
  using: composite
  steps:
    - id: greet
      shell: bash
      run: echo "text=hello $WORD" >> "$GITHUB_OUTPUT"
      env: { WORD: "\${{ inputs.word }}" }
    - if: steps.greet.outputs.text == 'nothing'
      shell: bash
      run: exit 1
`,
	);
});
afterAll(() => rmSync(folder, { recursive: true }));

const findAction: WorkflowOptions['findAction'] = (uses) => {
	if (uses === './greet') return { actionDir: folder, isComposite: true };
	if (uses === 'example/script@v1') return { actionDir: locateFixture('script') };
	throw new Error(`'${uses}' is unknown`);
};

function run(jobs: string, options: Partial<WorkflowOptions> = {}) {
	return runWorkflow(parse(`jobs:\n${jobs}`) as RawWorkflow, { findAction, ...options });
}

describe('a run step', () => {
	it('is a script for bash, shown with its environment, whose outputs later steps read', async () => {
		const { job } = await run(
			`  job:
    outputs: { twice: "\${{ steps.make.outputs.word }}\${{ steps.make.outputs.word }}" }
    steps:
      - id: make
        run: |
          echo "word=$WORD" >> "$GITHUB_OUTPUT"
          cat <<< "made $WORD"
        env: { WORD: "\${{ vars.WORD }}" }`,
			{ vars: { WORD: 'ha' } },
		);
		expect(job).toMatchObject({ result: 'success', outputs: { twice: 'haha' } });
		expect(job?.log).toMatch(/##\[group\]Run echo "word=\$WORD".*\nenv:\n {2}WORD: ha\n.*made ha\n/s);
	});

	it('fails with the first command that fails, names its exit code, and ends the job unless the others want to run', async () => {
		const { job } = await run(`  job:
    steps:
      - run: |
          false
          echo not reached
      - run: echo skipped
      - if: failure()
        run: echo cleaned up`);
		expect(job?.result).toBe('failure');
		expect(job?.stages.map(({ outcome }) => outcome)).toEqual(['failure', 'skipped', 'success']);
		expect(job?.log).toContain('##[error]Process completed with exit code 1.');
		expect(job?.stages[0]?.printed).not.toContain('not reached');
	});

	it('does not fail the job if it may fail, and tells its outcome to conditions', async () => {
		const { job } = await run(`  job:
    steps:
      - { id: try, continue-on-error: true, run: exit 3 }
      - { if: steps.try.outcome == 'failure', run: echo noticed }`);
		expect(job).toMatchObject({ result: 'success', stages: [{}, { outcome: 'success' }] });
	});

	it('has secrets masked, and no variables of actions', async () => {
		const { job } = await run('  job: { steps: [{ run: "echo $S; env", env: { S: "${{ secrets.S }}" } }] }', {
			secrets: { S: 'sesame' },
		});
		expect(job?.log).not.toMatch(/sesame|INPUT_|STATE_|ACTIONS_RUNTIME/);
		expect(job?.stages[0]?.printed).toMatch(/^\*\*\*\n/);
	});
});

describe('a job', () => {
	it('runs after the jobs that it needs, reads their outputs, and is skipped if one of them failed', async () => {
		const runs = await run(`  last: { needs: [second], steps: [{ run: "true" }] }
  second:
    needs: first
    steps:
      - run: test "\${{ needs.first.outputs.word }}" = word && exit 1
  first:
    outputs: { word: "\${{ steps.a.outputs.word }}" }
    steps: [{ id: a, run: echo word=word >> "$GITHUB_OUTPUT" }]`);
		expect(Object.entries(runs).map(([name, { result }]) => [name, result])).toEqual([
			['first', 'success'],
			['second', 'failure'],
			['last', 'skipped'],
		]);
		await expect(run('  a: { needs: b }\n  b: { needs: a }')).rejects.toThrow('wait for each other');
	});

	it('has a condition and variables that are evaluated before it starts', async () => {
		const jobs = `  job:
    if: github.event.number == 7 && github.event_name == 'pull_request'
    env: { HAS: "\${{ secrets.S != '' }}" }
    steps: [{ if: "env.HAS == 'true'", run: cat "$GITHUB_EVENT_PATH" }]`;
		const event = (number: number) => ({ name: 'pull_request', payload: { number } });
		const { job } = await run(jobs, { event: event(7), secrets: { S: 'sesame' } });
		expect(job?.stages[0]?.printed).toBe('{"number":7}\n');
		expect((await run(jobs, { event: event(7) }))['job']?.stages[0]?.outcome).toBe('skipped');
		expect((await run(jobs, { event: event(8) }))['job']?.result).toBe('skipped');
	});

	it('can call another workflow, which reads only what it is given', async () => {
		const called = parse(
			'jobs: { inner: { steps: [{ run: "echo ${{ inputs.a }} [${{ secrets.OTHER }}] [${{ secrets.b }}]" }] } }',
		) as RawWorkflow;
		const runs = await run('  outer: { uses: ./w.yml, with: { a: x }, secrets: { b: "${{ secrets.S }}" } }', {
			secrets: { S: 'sesame', OTHER: 'other' },
			findWorkflow: () => called,
		});
		expect(runs['outer/inner']?.stages[0]?.printed).toBe('x [] [***]\n');
		expect(runs['outer']?.result).toBe('success');
		await expect(run('  outer: { uses: ./w.yml }')).rejects.toThrow("no workflow './w.yml'");
	});
});

describe('an action', () => {
	it('is found by its name and gets its inputs; one that nobody has put in its place is an error', async () => {
		const step = '  job: { steps: [{ uses: example/script@v1, with: { main: "say(1 + 1)" } }] }';
		expect((await run(step))['job']?.stages[0]?.printed).toBe('2\n');
		await expect(run('  job: { steps: [{ uses: example/other@v1 }] }')).rejects.toThrow('is unknown');
	});

	it('can be a composite one with outputs of its own, whose inner steps the job does not see', async () => {
		const { job } = await run(
			`  job:
    outputs:
      a: \${{ steps.one.outputs.greeting }}
      b: \${{ steps.greet.outputs.text || 'nothing' }}
    steps:
      - { id: one, uses: ./greet, with: { word: "\${{ vars.WORD }}" } }
      - { if: false, uses: ./greet }`,
			{ vars: { WORD: 'you' } },
		);
		expect(job).toMatchObject({ result: 'success', outputs: { a: 'hello you!', b: 'nothing' } });
		expect(job?.stages.map(({ outcome }) => outcome)).toEqual(['success', 'skipped']);
	});
});
