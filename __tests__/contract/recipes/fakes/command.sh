#!/usr/bin/env bash
# The commands that recipes call, as far as recipes call them: `command.sh NAME ARGUMENTS`. Nothing leaves the
# machine.
set -e
command=$1
shift

# Keeps the call in a folder of its own. Standard input is kept as the input of the command.
shopt -s nullglob
record() {
	local calls=("$RECIPE_CALLS"/*)
	local call
	printf -v call '%s/%03d' "$RECIPE_CALLS" "${#calls[@]}"
	mkdir "$call"
	printf '%s' "$command" >"$call/command"
	printf '%s\0' "$@" >"$call/args"
	printf '%s' "${GH_TOKEN:+yes}" >"$call/has-token"
	cat >"$call/input"
}

# Whether the test wants a text that contains this one, a command or an address, to fail.
fails() {
	local part
	for part in $RECIPE_FAILURES; do
		if [[ $1 == *"$part"* ]]; then return 0; fi
	done
	return 1
}

not_faked() {
	echo "$command: not faked: $*" >&2
	exit 1
}

case $command in
curl)
	address=
	for argument; do
		if [[ $argument == https://* ]]; then address=$argument; fi
	done
	if [[ " $* " == *' --data @- '* ]]; then record "$@"; else record "$@" </dev/null; fi
	if fails "$address" && [[ " $* " == *' --fail '* ]]; then
		echo 'curl: (22) The requested URL returned error: 503' >&2
		exit 22
	fi
	;;
gh)
	if [[ " $* " == *' --body-file - '* ]]; then record "$@"; else record "$@" </dev/null; fi
	if [[ -z $GH_TOKEN ]]; then
		echo 'gh: To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.' >&2
		exit 4
	fi
	;;
jq)
	# Only `{name: env.VARIABLE}`.
	if ! [[ $1 == --null-input && $2 =~ ^\{([a-z]+):\ env\.([A-Z_]+)\}$ ]]; then not_faked "$@"; fi
	name=${BASH_REMATCH[1]} variable=${BASH_REMATCH[2]}
	printf '{\n  "%s": "%s"\n}\n' "$name" "$(printf '%s' "${!variable}" | sed 's/["\\]/\\&/g')"
	;;
openssl)
	if [[ $1 == rand && $2 == -hex ]]; then
		od -An -v -tx1 -N "$3" /dev/urandom | tr -d ' \n'
		echo
	elif [[ $1 == rand ]]; then
		head -c "$2" /dev/urandom
	else
		not_faked "$@"
	fi
	;;
deploy | slack)
	if [[ -n $CERTIFICATE ]]; then record "$@" <"$CERTIFICATE"; else record "$@"; fi
	if fails "$command"; then
		echo "$command: refused" >&2
		exit 1
	fi
	;;
esac
