#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Write the lists of options and parameters anew in doc/zonemu.1 and
# tools/completion/zonemu.bash, from what `zonemu -help` says:
#	gen-man.sh [ZONEMU]		rewrite both files
#	gen-man.sh --check [ZONEMU]	status 1, and the differences, where they are stale
set -eu
cd "$(dirname "$0")/.."
check=no
[ "${1:-}" != --check ] || { check=yes; shift; }
zonemu=${1:-build/zonemu}
man=doc/zonemu.1
completion=tools/completion/zonemu.bash
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# kind|left|help, one line each; kind is the section's title.
"$zonemu" -help | awk '
	function flush() { if (left != "") print kind "|" left "|" help; left = help = "" }
	/^[A-Z].*:$/ { flush(); kind = substr($0, 1, length($0) - 1); next }
	/^-/ || /^  [^ ]/ {
		flush()
		left = $0
		if (length($0) > 30 && substr($0, 29, 2) ~ / /) {
			help = substr($0, 31)
			left = substr($0, 1, 30)
		}
		sub(/^ +/, "", left)
		sub(/ +$/, "", left)
		next
	}
	/^ +[^ ]/ { sub(/^ +/, ""); help = help (help == "" ? "" : " ") $0 }
	END { flush() }' >"$work/list"

awk -F'|' '
	function wrap(text,    n, i, word, line) {
		n = split(text, word, " ")
		for (i = 1; i <= n; i++) {
			if (line != "" && length(line) + 1 + length(word[i]) > 78) {
				print line
				line = ""
			}
			line = line (line == "" ? "" : " ") word[i]
		}
		print line
	}
	{
		# args may hold bars: the help is what follows the last one
		n = split($0, part, "|")
		kind = part[1]
		help = part[n]
		left = substr($0, length(kind) + 2, length($0) - length(kind) - length(help) - 2)
		if (kind != last) {
			if (last != "")
				print ".El"
			print ".Ss " kind
			print ".Bl -tag -width Ds"
			last = kind
		}
		name = left
		sub(/ .*/, "", name)
		args = substr(left, length(name) + 2)
		gsub(/\\/, "\\e", args)
		if (name ~ /^-/)
			printf ".It Fl %s", substr(name, 2)
		else
			printf ".It Cm %s", name
		if (args != "")
			printf " Ar \"%s\"", args
		printf "\n"
		wrap(help)
	}
	END { print ".El" }' "$work/list" >"$work/man"

awk '
	{
		n = split($0, part, "|")
		kind = part[1]
		left = substr($0, length(kind) + 2)
		name = left
		sub(/[ |].*/, "", name)
		if (kind ~ /^Not yet|not here/ || part[n] == "not yet")
			next
		if (kind ~ /^Parameters/) {
			sub(/[=\[].*/, "=", name)
			if (left ~ /^[a-z_]+\[=/)
				sub(/=$/, "", name)
			params = params " " name
		} else {
			options = options " " name
		}
	}
	END {
		print "_zonemu_options=\"" substr(options, 2) "\""
		print "_zonemu_params=\"" substr(params, 2) "\""
	}' "$work/list" >"$work/completion"

# Put a file in place of what stands between the marks.
splice() {
	awk -v file="$2" '
		/made by tools\/gen-man.sh/ { print; while ((getline line < file) > 0) print line; skip = 1 }
		/end of what tools\/gen-man.sh makes/ { skip = 0 }
		!skip' "$1"
}

status=0
for pair in "$man:man" "$completion:completion"; do
	target=${pair%%:*}
	splice "$target" "$work/${pair#*:}" >"$work/new"
	if [ $check = yes ]; then
		diff -u "$target" "$work/new" || status=1
	else
		cat "$work/new" >"$target"
	fi
done
exit $status
