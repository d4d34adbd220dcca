// Evaluates `${{ }}` expressions with GitHub's own parser and evaluator, @actions/expressions. What that package leaves to its
// host is here: the contexts, the status functions, and finding the expressions in a text.
//
// Three things differ from the worker. `hashFiles` is unknown here. The package reads names without case everywhere, while the
// worker's env context on Linux keeps `A` and `a` apart. And `success()` and `failure()` ask the job, inside a composite too.
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { ContextView } from './contexts.ts';

const STATUS_FUNCTIONS = ['always', 'success', 'failure', 'cancelled'].map((name) => ({
	name,
	minArgs: 0,
	maxArgs: 0,
}));

// An expression ends at the first `}}` that is not inside a text in single quotes.
const EXPRESSION = /\$\{\{((?:'[^']*'|[^'])*?)\}\}/g;

function parse(text: string, contexts: readonly string[], functions: typeof STATUS_FUNCTIONS) {
	if (text.trim() === '') throw new Error('An expression was expected');
	return new Parser(new Lexer(text).lex().tokens, [...contexts], functions).parse();
}

function evaluate(text: string, contexts: ContextView): data.ExpressionData {
	const { status } = contexts.job;
	const functions = STATUS_FUNCTIONS.map((info) => ({
		...info,
		call: () => new data.BooleanData(info.name === 'always' || info.name === status),
	}));
	const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
	return new Evaluator(
		parse(text, Object.keys(contexts), STATUS_FUNCTIONS),
		values,
		new Map(functions.map((definition) => [definition.name, definition])),
	).evaluate();
}

/** Throws what the runner says of a text whose expressions use another context than these, or any status function. */
export function checkTemplate(template: string, allowedContexts: readonly string[]): void {
	for (const [, expression = ''] of template.matchAll(EXPRESSION)) parse(expression, allowedContexts, []);
}

/** A text with each `${{ }}` replaced by its value. Throws where one cannot be evaluated. */
export function evaluateTemplate(template: string, contexts: ContextView): string {
	return template.replace(EXPRESSION, (_whole, text: string) => evaluate(text, contexts).coerceString());
}

/** A text with `${{ }}` parts for `with:`, `env:` or a job's outputs. It is evaluated anew each time. */
export function template(text: string): (contexts: ContextView) => string {
	return (contexts) => evaluateTemplate(text, contexts);
}

/** Like {@link template}, for a single expression that is given without `${{ }}`. */
export function expression(text: string): (contexts: ContextView) => string {
	return (contexts) => evaluate(text, contexts).coerceString();
}

/** Whether a condition (an expression without `${{ }}`) holds. Throws where it cannot be evaluated. */
export function evaluateCondition(condition: string, contexts: ContextView): boolean {
	// The package keeps its rules on what counts as true to itself, so that the negation has to ask for them.
	return evaluate(`!(${condition})`, contexts).coerceString() === 'false';
}

/** A step's `if:`, with or without `${{ }}` around it. Without a status function it means `success() && (...)` (actions/runner: PipelineTemplateConverter.cs). */
export function completeCondition(condition: string | undefined): string {
	const text = (condition ?? '')
		.trim()
		.replace(/^\$\{\{((?:(?!\}\}).)*)\}\}$/s, '$1')
		.trim();
	if (text === '') return 'success()';
	return /\b(?:always|success|failure|cancelled)\s*\(/i.test(text) ? text : `success() && (${text})`;
}
