// A finished step as a page of text: what people see of it, and what the server and later steps got by name. Whatever differs from run to run
// (ports, times, keys) becomes a word in capitals.
import type { StageResult } from '../../support/runner/index.ts';
import type { RecordedRequest } from '../../support/server/index.ts';

/** What is to be shown. */
export interface StepStory {
	readonly step: StageResult;
	/** Names of the inputs that the workflow gave; those that it left out are not shown. */
	readonly given: readonly string[];
	/** Requests that the step sent. */
	readonly requests: readonly RecordedRequest[];
}

/** The page. Outputs, state, headers and body fields are shown by name only. */
export function renderStep({ step, given, requests }: StepStory): string {
	const inputs = step.log.split('\n').filter((line) => given.some((name) => line.startsWith(`  ${name}: `)));
	const annotations = step.annotations.map(({ type, title, message }) =>
		[`${type}: ${title === '' ? '(no title)' : title}`, ...splitSentences(message)].join('\n    '),
	);
	const blocks: [string, readonly string[]][] = [
		['inputs as the log shows them', inputs.map((line) => line.trim())],
		['log', shortenLog(step).split('\n')],
		['annotations', annotations],
		['annotations of the runner', step.runnerAnnotations.map(({ type, message }) => `${type}: ${message}`)],
		['outputs', listNames(step.outputs)],
		['state', listNames(step.state)],
		['summary', step.summary.trim().split('\n')],
		['requests', requests.map(renderRequest)],
		['end', [`${step.outcome}, exit code ${step.exitCode}`]],
	];
	return `${normalise(blocks.map(([title, lines]) => renderBlock(title, lines)).join('\n\n'))}\n`;
}

/** The log, without saying again what stands among the annotations. */
function shortenLog({ printed, annotations }: StageResult): string {
	return annotations.reduce(
		(log, { type, message }) => log.replace(`##[${type}]${message}\n`, `##[${type}](the annotation)\n`),
		printed,
	);
}

/** A line for each sentence, so that a difference shows in few words. */
function splitSentences(message: string): string[] {
	return message.split(/(?<=[.?!]) (?=[A-Z(]|https:)/);
}

function listNames(values: Readonly<Record<string, string>>): string[] {
	return Object.entries(values).map(([name, value]) => (value === '' ? `${name} (empty)` : name));
}

function renderBlock(title: string, lines: readonly string[]): string {
	const shown = lines.filter((line) => line !== '').flatMap((line) => line.split('\n'));
	return [`${title}:`, ...(shown.length === 0 ? ['nothing'] : shown).map((line) => `  ${line}`)].join('\n');
}

function renderRequest({ method, path, headerNames, headers, body }: RecordedRequest): string {
	const fields = fieldNames(headers['content-type'] ?? '', body.toString('utf8'));
	return [
		`${method} ${path}`,
		`headers: ${headerNames.join(', ')}`,
		...(fields.length === 0 ? [] : [`body: ${fields.join(', ')}`]),
	].join('\n    ');
}

function fieldNames(contentType: string, body: string): string[] {
	if (body === '') return [];
	if (contentType.startsWith('application/x-www-form-urlencoded')) {
		return [...new URLSearchParams(body).keys()];
	}
	return contentType.startsWith('application/json')
		? jsonFieldNames(JSON.parse(body), '')
		: ['(neither a form nor JSON)'];
}

function jsonFieldNames(value: unknown, prefix: string): string[] {
	if (typeof value !== 'object' || value === null) return [prefix];
	return Object.entries(value).flatMap(([name, inner]) =>
		jsonFieldNames(inner, prefix === '' ? name : `${prefix}.${name}`),
	);
}

/** Keys of secrets and receipts have 31 or 62 characters; nothing else on the page is as long without a blank or a dot. */
function normalise(page: string): string {
	return page
		.replaceAll(/\b127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
		.replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, 'TIME')
		.replaceAll(/\b[a-z0-9]{31,}\b/g, 'KEY');
}
