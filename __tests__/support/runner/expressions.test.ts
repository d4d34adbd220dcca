import { describe, expect, it } from 'vitest';
import type { ContextView } from './contexts.ts';
import { checkTemplate, completeCondition, evaluateCondition, evaluateTemplate } from './expressions.ts';

function view(status: ContextView['job']['status']): ContextView {
	const steps: ContextView['steps'] = {
		share: { outputs: { link: 'L' }, outcome: 'failure', conclusion: 'success' },
	};
	return {
		job: { status },
		github: { ref_name: 'main' },
		runner: { os: 'Linux' },
		env: { Name: 'value', key: 'ref_name' },
		steps,
	};
}

// Marks are left out of the tables: the linter takes them for a slip.
function mark(text: string): string {
	return text.replaceAll('{{', '${{');
}

describe('an expression', () => {
	it.each([
		['{{ job.status }}', 'failure'],
		['{{job.status}}', 'failure'],
		['on {{ github.ref_name }}/{{ RUNNER.OS }}', 'on main/Linux'],
		[
			'{{ steps.share.outputs.link }} {{ steps.share.outcome }} {{ steps.share.conclusion }}',
			'L failure success',
		],
		['{{ env.name }}', 'value'],
		['{{ github.absent }}{{ steps.absent.outputs.x }}', ''],
		["{{ 'it''s' }}", "it's"],
		["{{ github.absent || 'else' }}", 'else'],
		["{{ runner.os == 'linux' && 'small' || 'other' }}", 'small'],
		["{{ !(runner.os != 'Linux') }}", 'true'],
		['{{ null }}|{{ true }}|{{ failure() }}', '|true|true'],
		["{{ '}}' }}{{ format('{0}-{1}', 1, github.ref_name) }}", '}}1-main'],
		["{{ contains(fromJSON('[\"a\"]'), 'A') }} {{ toJSON(env) == '{}' }}", 'true false'],
		['{{ github[env.key] }} {{ steps.*.outputs.link }}', 'main Array'],
		['no expression', 'no expression'],
	])('in %s gives %s', (template, text) => {
		expect(evaluateTemplate(mark(template), view('failure'))).toBe(text);
	});

	it.each([
		'{{ secrets.x }}',
		'{{ 1 + 1 }}',
		"{{ hashFiles('x') }}",
		'{{ always(1) }}',
		'{{ (true }}',
		'{{ true true }}',
		'{{ }}',
		'{{ && }}',
	])('that the runner here does not know is an error: %s', (template) => {
		expect(() => evaluateTemplate(mark(template), view('success'))).toThrow();
	});

	it.each([
		["a {{ job.status || 'env.x' }} and {{ github.y }}", ''],
		['{{ env.X }}', "Unrecognized named-value: 'env'"],
		['{{ github.y }}{{ always() }}', "Unrecognized function: 'always'"],
		['{{ job.status', ''],
	])('is checked before it is evaluated: %s', (template, complaint) => {
		const check = () => checkTemplate(mark(template), ['job', 'github']);
		if (complaint === '') expect(check).not.toThrow();
		else expect(check).toThrow(complaint);
	});
});

describe('a condition', () => {
	it.each([
		['always()', 'success', true],
		['always()', 'cancelled', true],
		['success()', 'success', true],
		['success()', 'failure', false],
		['failure()', 'failure', true],
		['failure()', 'cancelled', false],
		['Cancelled()', 'cancelled', true],
		['!cancelled()', 'cancelled', false],
		["env.name == 'VALUE'", 'failure', true],
		['github.absent', 'success', false],
	] as const)('%s after %s is %s', (condition, status, holds) => {
		expect(evaluateCondition(condition, view(status))).toBe(holds);
	});

	it.each([
		[undefined, 'success()'],
		['', 'success()'],
		['env.X', 'success() && (env.X)'],
		['always() && env.X', 'always() && env.X'],
		['failure ()', 'failure ()'],
		['${{ env.X }}', 'success() && (env.X)'],
		['${{ always() }}', 'always()'],
	])('of a step reads %s as %s', (given, meant) => {
		expect(completeCondition(given)).toBe(meant);
	});
});
