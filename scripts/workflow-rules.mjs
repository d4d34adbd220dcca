// Security rules for workflows: which permissions jobs have, which code they run, and whether data of an
// event can become code. They cover what common security audits of workflow files look for.
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const VERSION_COMMENT = /^ v\d+\.\d+\.\d+$/;
const EXPRESSION = '${{';

/** Triggers that run with the permissions of the repository on code or text from anybody. */
const DANGEROUS_TRIGGERS = ['pull_request_target', 'workflow_run', 'issue_comment'];

/** The only reference that may be a tag, because a workflow probes the published major version. */
const PUBLISHED = 'ots/action@v1';

/**
 * Lists the violations in the text of a workflow, or of an action file if `isWorkflow` is false, as
 * `{ line, message, rule }`. Invalid YAML gives no violations, because the other linters report it.
 */
export function findRuleViolations(text, isWorkflow) {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines });
	const found = [];
	const report = (node, message) => {
		const offset = node?.range?.[0] ?? 0;
		found.push({ line: lines.linePos(offset).line, message, rule: 'security' });
	};
	if (isMap(document.contents)) {
		if (isWorkflow) checkWorkflow(document.contents, report);
		for (const step of findSteps(document.contents)) checkStep(step, report);
	}
	return found;
}

function checkWorkflow(workflow, report) {
	const permissions = workflow.get('permissions', true);
	if (!isMap(permissions) || permissions.items.length > 0) {
		report(
			permissions ?? workflow,
			'`permissions: {}` must stand at the top; each job asks for what it needs',
		);
	}
	const concurrency = workflow.get('concurrency', true);
	if (!isMap(concurrency) || !concurrency.has('group') || !concurrency.has('cancel-in-progress')) {
		report(concurrency ?? workflow, '`concurrency` must have a group and say whether it cancels');
	}
	for (const trigger of triggersOf(workflow)) {
		if (DANGEROUS_TRIGGERS.includes(trigger)) {
			report(
				workflow.get('on', true),
				`\`${trigger}\` gives a stranger's event the rights of the repository`,
			);
		}
	}
	const jobs = workflow.get('jobs', true);
	for (const { key, value } of isMap(jobs) ? jobs.items : []) checkJob(key, value, report);
}

function triggersOf(workflow) {
	const on = workflow.get('on', true);
	if (isMap(on)) return on.items.map(({ key }) => String(key));
	if (isSeq(on)) return on.items.map(String);
	return [String(on)];
}

function checkJob(key, job, report) {
	if (!isMap(job)) return;
	if (!job.has('timeout-minutes')) report(key, `job \`${key}\` has no \`timeout-minutes\``);
	if (!job.has('name')) report(key, `job \`${key}\` has no \`name\``);
	if (!isMap(job.get('permissions', true))) report(key, `job \`${key}\` does not list its \`permissions\``);
	if (/self-hosted/.test(String(job.get('runs-on', true)))) {
		report(key, `job \`${key}\` must not run on a self-hosted runner`);
	}
	if (String(job.get('secrets')) === 'inherit') report(key, `job \`${key}\` must not inherit all secrets`);
}

/** Finds all steps below a node: the mappings in every list named `steps`. */
function findSteps(node) {
	if (!isMap(node) && !isSeq(node)) return [];
	return node.items.flatMap((item) => {
		const value = isMap(node) ? item.value : item;
		const isSteps = isMap(node) && String(item.key) === 'steps' && isSeq(value);
		return isSteps ? value.items.filter(isMap) : findSteps(value);
	});
}

function checkStep(step, report) {
	const uses = step.get('uses', true);
	if (isScalar(uses)) checkUse(uses, step, report);
	const run = step.get('run', true);
	if (isScalar(run)) {
		if (String(run.value).includes(EXPRESSION)) {
			report(run, 'an expression inside `run:` becomes code; pass it through `env`');
		}
		if (/\b(npm|npx) (i|install|exec|update)\b|\bnpx\b/.test(String(run.value))) {
			report(run, 'install with `npm ci` only, which follows the lock file');
		}
	}
}

function checkUse(uses, step, report) {
	const reference = String(uses.value);
	if (reference.startsWith('./') || reference === PUBLISHED) return;
	if (!PINNED.test(reference)) report(uses, `\`${reference}\` is not pinned to a commit of 40 hex digits`);
	else if (!VERSION_COMMENT.test(uses.comment ?? '')) {
		report(uses, `\`${reference}\` lacks its version as a comment (\`# v1.2.3\`)`);
	}
	const given = step.get('with', true);
	const input = (name) => (isMap(given) ? given.get(name) : undefined);
	if (reference.startsWith('actions/checkout@') && input('persist-credentials') !== false) {
		report(uses, 'checkout must have `persist-credentials: false`');
	}
	if (reference.startsWith('actions/setup-node@') && input('package-manager-cache') !== false) {
		report(uses, 'setup-node must have `package-manager-cache: false`: a cache can be poisoned');
	}
	if (/^actions\/cache\b/.test(reference)) report(uses, 'a cache can be poisoned by another branch');
}
