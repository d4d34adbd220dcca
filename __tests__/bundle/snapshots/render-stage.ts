// A finished stage as a page of text: what people see of it, and what the server and later steps got by name. What
// differs from run to run (ports, times, keys) becomes a word in capitals.

import type { StageResult } from '../../support/runner/index.ts';
import { fieldsSavedBy } from '../../support/saved-state.ts';
import type { RecordedRequest } from '../../support/server/index.ts';
import type { Shown } from './pages.ts';
import { maskVarying } from './varying.ts';

/** The page. Outputs, state, headers and body fields are shown by name only. */
export function renderStage({ stage, given, requests }: Shown): string {
	const inputs = stage.log.split('\n').filter((line) => given.some((name) => line.startsWith(`  ${name}: `)));
	const annotations = stage.annotations.map(({ type, title, message }) =>
		[`${type}: ${title === '' ? '(no title)' : title}`, ...message.split('\n')].join('\n    '),
	);
	const blocks: [string, readonly string[]][] = [
		['inputs as the log shows them', inputs.map((line) => line.trim())],
		['log', shortenLog(stage).split('\n')],
		['annotations', annotations],
		['annotations of the runner', stage.runnerAnnotations.map(({ type, message }) => `${type}: ${message}`)],
		['outputs', listNames(stage.outputs)],
		['state', listState(stage)],
		['summary', stage.summary.trim().split('\n')],
		['requests', requests.map(renderRequest)],
		['end', [`${stage.outcome}, exit code ${stage.exitCode}`]],
	];
	return maskVarying(blocks.map(([title, lines]) => renderBlock(title, lines)).join('\n\n'));
}

/** The log, without repeating the annotations. */
function shortenLog({ printed, annotations }: StageResult): string {
	return annotations.reduce(
		(log, { type, message }) => log.replace(`##[${type}]${message}\n`, `##[${type}](the annotation)\n`),
		printed,
	);
}

/** The names of the saved fields, and whether post has nothing to do. */
function listState(stage: StageResult): string[] {
	const saved = Object.entries(fieldsSavedBy(stage)).filter(([, value]) => value !== '' && value !== false);
	const idle = stage.state['idle'] === 'yes' ? ['nothing to do at the end of the job'] : [];
	return [...saved.map(([name]) => name), ...idle];
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
