// See scripts/stubs/README.md.
export function getExecOutput() {
	throw new Error('@actions/exec is not part of this bundle');
}
