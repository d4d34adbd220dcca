// Rehearses a release: `npm run release:dry` runs the checks of the release workflow, then prints the release
// notes and the commands for the release. It changes nothing and needs no network.
//   node scripts/release.mjs --dry-run [--tag v1.2.3]   a given tag must match the version in package.json
//   node scripts/release.mjs --notes [--tag v1.2.3]     prints only the notes; needs no installed packages
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
	options: { 'dry-run': { type: 'boolean' }, notes: { type: 'boolean' }, tag: { type: 'string' } },
});
const read = (path) => readFileSync(join(root, path), 'utf8');
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trimEnd();

const version = JSON.parse(read('package.json')).version;
const tag = `v${version}`;

/**
 * Reads the section of a version from the changelog: its date, and its text as release notes. Undefined if
 * there is none.
 */
function readChangelog(wanted) {
	const sections = read('CHANGELOG.md').split(/^## /m).slice(1);
	const section = sections.find((text) => text.startsWith(`[${wanted}] - `));
	const [heading = '', ...lines] = section?.split('\n') ?? [];
	// The last lines of the file define the link targets of the versions in brackets.
	const notes = lines.filter((line) => !/^\[[\w.]+\]: /.test(line));
	return section && { date: heading.split(' - ')[1], notes: notes.join('\n').trim() };
}

const entry = readChangelog(version);

/** Lists what prevents a release and can be checked quickly, one sentence each. Empty if there is nothing. */
function findFaults() {
	const faults = [];
	const sourceVersion = /VERSION = '([^']+)'/.exec(read('src/version.ts'))?.[1];
	if (sourceVersion !== version) {
		faults.push(`src/version.ts says ${sourceVersion}, package.json says ${version}`);
	}
	const lock = JSON.parse(read('package-lock.json'));
	for (const locked of new Set([lock.version, lock.packages[''].version])) {
		if (locked !== version) faults.push(`package-lock.json says ${locked}, package.json says ${version}`);
	}
	if (values.tag !== undefined && values.tag !== tag) {
		faults.push(`The tag is ${values.tag}, but package.json says ${version}`);
	}
	if (!entry) faults.push(`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD"`);
	else if (!/^\d{4}-\d\d-\d\d$/.test(entry.date)) faults.push(`CHANGELOG.md: "${entry.date}" is not a date`);
	else if (!/^- \S/m.test(entry.notes)) faults.push(`CHANGELOG.md says nothing about ${version}`);
	const action = read('action.yml');
	for (const name of ['name', 'description', 'author', 'branding']) {
		if (!new RegExp(`^${name}:`, 'm').test(action)) {
			faults.push(`action.yml has no ${name}, which the Marketplace wants`);
		}
	}
	const description = /^description: (.*)$/m.exec(action)?.[1] ?? '';
	if (description.length > 124) {
		faults.push('action.yml: the description has 125 characters or more, too long for the Marketplace');
	}
	const changed = git('status', '--porcelain');
	if (changed !== '') faults.push(`The working tree is not clean:\n${changed}`);
	return faults;
}

/**
 * Finds a tag of this version on another commit, because a released version must never change. Empty if there
 * is none.
 */
function findConflictingTag() {
	const tagged = git('tag', '--list', tag) === '' ? undefined : git('rev-list', '-n', '1', tag);
	return tagged && tagged !== git('rev-parse', 'HEAD') ? [`${tag} exists already and is another commit`] : [];
}

/** Rebuilds into an ignored folder and lists the files of dist/ that differ. */
function findStaleBundle() {
	const rebuilt = 'build/release';
	execFileSync(process.execPath, ['scripts/build.mjs', rebuilt], { cwd: root, stdio: 'inherit' });
	return ['index.js', 'post.js', 'package.json', 'licenses.txt']
		.filter(
			(name) => !existsSync(join(root, 'dist', name)) || read(`dist/${name}`) !== read(`${rebuilt}/${name}`),
		)
		.map((name) => `dist/${name} is not what the sources give: run \`npm run build\` and commit it`);
}

function exitIfAny(faults) {
	if (faults.length === 0) return;
	for (const fault of faults) console.error(`Not ready: ${fault}`);
	process.exit(1);
}

if (values.notes) {
	exitIfAny(entry ? [] : [`CHANGELOG.md has no section for ${version}`]);
	exitIfAny(values.tag === undefined || values.tag === tag ? [] : [`The tag is ${values.tag}, not ${tag}`]);
	console.log(entry.notes);
} else if (values['dry-run']) {
	exitIfAny([...findFaults(), ...findConflictingTag()]);
	exitIfAny(findStaleBundle());
	console.log(`${tag} is ready. Nothing was changed. To release it:

  git tag --annotate ${tag} --message ${tag}
  git push origin ${tag}

The release workflow then publishes these notes and moves ${tag.split('.')[0]} to this commit:

${entry.notes}`);
} else {
	console.error('Use --dry-run or --notes. A release itself is a pushed tag: see CONTRIBUTING.md.');
	process.exit(2);
}
