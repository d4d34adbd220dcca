// Decides what an expression means: contexts, literals, `! && || == !=`, brackets and the status functions. Enough for conditions
// and for defaults of inputs; anything else is an error.
import type { ContextView } from './contexts.ts';

type Value = string | boolean | null;
interface Parser {
	tokens: string[];
	at: number;
	contexts: ContextView;
}

const TOKEN = /\s*('(?:[^']|'')*'|&&|\|\||==|!=|[!()]|[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)/y;

function splitTokens(text: string): string[] {
	const tokens: string[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < text.trimEnd().length) {
		const at = TOKEN.lastIndex;
		const token = TOKEN.exec(text)?.[1];
		if (token === undefined) throw new Error(`Unexpected text in expression: '${text.slice(at)}'`);
		tokens.push(token);
	}
	return tokens;
}

function isTruthy(value: Value): boolean {
	return value !== '' && value !== false && value !== null;
}

function toText(value: Value): string {
	return value === null ? '' : String(value);
}

function lookUp(path: string, contexts: ContextView): Value {
	const [root = '', ...names] = path.split('.');
	let found: unknown = { ...contexts }[root.toLowerCase()];
	if (found === undefined) throw new Error(`Unrecognized named-value: '${root}'`);
	for (const name of names) {
		const wanted = name.toLowerCase();
		const entry: [string, unknown] | undefined =
			typeof found === 'object' && found !== null
				? Object.entries(found).find(([key]) => key.toLowerCase() === wanted)
				: undefined;
		found = entry?.[1];
	}
	return typeof found === 'string' || typeof found === 'boolean' ? found : null;
}

function callFunction(name: string, contexts: ContextView): boolean {
	const status = contexts.job.status;
	const results: Record<string, boolean> = {
		always: true,
		success: status === 'success',
		failure: status === 'failure',
		cancelled: status === 'cancelled',
	};
	const result = results[name.toLowerCase()];
	if (result === undefined) throw new Error(`Unrecognized function: '${name}'`);
	return result;
}

function accept(parser: Parser, token: string): boolean {
	if (parser.tokens[parser.at] !== token) return false;
	parser.at += 1;
	return true;
}

function expect(parser: Parser, token: string): void {
	if (!accept(parser, token)) {
		throw new Error(`Expected '${token}' in expression, found '${parser.tokens[parser.at] ?? 'its end'}'`);
	}
}

function parsePrimary(parser: Parser): Value {
	if (accept(parser, '!')) return !isTruthy(parsePrimary(parser));
	if (accept(parser, '(')) {
		const value = parseOr(parser);
		expect(parser, ')');
		return value;
	}
	const token = parser.tokens[parser.at] ?? '';
	parser.at += 1;
	if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
	if (!/^[A-Za-z_]/.test(token)) throw new Error(`Unexpected '${token}' in expression`);
	if (accept(parser, '(')) {
		expect(parser, ')');
		return callFunction(token, parser.contexts);
	}
	if (token === 'true' || token === 'false') return token === 'true';
	return token === 'null' ? null : lookUp(token, parser.contexts);
}

function parseEquality(parser: Parser): Value {
	const left = parsePrimary(parser);
	for (const operator of ['==', '!=']) {
		if (!accept(parser, operator)) continue;
		// Texts are compared without case, as the runner does.
		const equal = toText(left).toLowerCase() === toText(parsePrimary(parser)).toLowerCase();
		return operator === '==' ? equal : !equal;
	}
	return left;
}

function parseAnd(parser: Parser): Value {
	let left = parseEquality(parser);
	while (accept(parser, '&&')) {
		const right = parseEquality(parser);
		left = isTruthy(left) ? right : left;
	}
	return left;
}

function parseOr(parser: Parser): Value {
	let left = parseAnd(parser);
	while (accept(parser, '||')) {
		const right = parseAnd(parser);
		left = isTruthy(left) ? left : right;
	}
	return left;
}

function evaluate(text: string, contexts: ContextView): Value {
	const parser: Parser = { tokens: splitTokens(text), at: 0, contexts };
	const value = parseOr(parser);
	if (parser.at < parser.tokens.length) {
		throw new Error(`Unexpected '${parser.tokens[parser.at]}' in expression`);
	}
	return value;
}

/** Names of the contexts that the `${{ }}` parts of a text read, in lower case. */
export function listContexts(template: string): string[] {
	const expressions = [...template.matchAll(/\$\{\{(.*?)\}\}/gs)].map((match) => match[1] ?? '');
	const names = expressions
		.flatMap((expression) => splitTokens(expression))
		.filter((token) => /^[A-Za-z_]/.test(token));
	return names
		.filter((name) => !['true', 'false', 'null'].includes(name))
		.map((name) => (name.split('.')[0] ?? '').toLowerCase());
}

/** A text with each `${{ }}` replaced by its value; throws where one can't be evaluated. */
export function evaluateTemplate(template: string, contexts: ContextView): string {
	return template.replace(/\$\{\{(.*?)\}\}/gs, (_whole, expression: string) =>
		toText(evaluate(expression, contexts)),
	);
}

/** A `${{ }}` expression (given without them) for `with:`, `env:` or a job's outputs: evaluated anew each time, as text. */
export function expression(text: string): (contexts: ContextView) => string {
	return (contexts) => toText(evaluate(text, contexts));
}

/** Whether a condition (an expression without `${{ }}`) holds; throws where it can't be evaluated. */
export function evaluateCondition(condition: string, contexts: ContextView): boolean {
	return isTruthy(evaluate(condition, contexts));
}

/** A step's `if:` as the runner reads it: without a status function it means `success() && (...)` (actions/runner: PipelineTemplateConverter.cs). */
export function completeCondition(condition: string | undefined): string {
	if (condition === undefined || condition.trim() === '') return 'success()';
	return /\b(?:always|success|failure|cancelled)\s*\(/i.test(condition)
		? condition
		: `success() && (${condition})`;
}
