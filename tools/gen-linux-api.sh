#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# gen-linux-api.sh: doc/linux-api.md, what there is of Linux's API for modules: the headers, and
# the symbols that EXPORT_SYMBOL() names, from the sources; ones for modules under the GPL only
# are marked.
set -eu
cd "$(dirname "$0")/.."
export LC_ALL=C

gpl_only() {
	grep -rhoE --include='*.c' 'EXPORT_(PER_CPU_)?SYMBOL_GPL\([A-Za-z0-9_]+\)' guest mm | sed -E 's/.*\((.*)\)/\1/'
}

# The built kernel's list has those, too, whose EXPORT_SYMBOL() a macro makes.
symbols() { # one a line, with * when for the GPL only
	if [ -s build/guest/build/Module.symvers ]; then
		gpl_only | awk 'NR == FNR { gpl[$1] = 1; next } { print $2 ($2 in gpl ? "*" : "") }' \
			- build/guest/build/Module.symvers | sort -u
		return
	fi
	grep -rhoE --include='*.c' '^[[:space:]]*EXPORT_(PER_CPU_)?SYMBOL(_GPL)?\([A-Za-z0-9_]+\)' guest mm |
		sed -E 's/^[[:space:]]*EXPORT_(PER_CPU_)?SYMBOL_GPL\((.*)\)/\2*/; s/^[[:space:]]*EXPORT_(PER_CPU_)?SYMBOL\((.*)\)/\2/' |
		grep -vxE 'name\*?|sym\*?' | sort -u
}

headers() { # folder
	(cd guest/include && find "$1" -name '*.h' | sort)
}

# What a header says of itself: the first sentence of its first comment.
about() {
	awk 'NR > 1 && /\/\*/ { on = 1 }
	     on { line = $0; gsub(/^[ \t]*\/?\*+\/?/, "", line); gsub(/\*\/.*/, "", line); gsub(/^[ \t]+|[ \t]+$/, "", line)
		  text = text (text == "" ? "" : " ") line
		  if ($0 ~ /\*\// || text ~ /[.;]$/ || line ~ /\. /) exit }
	     END { sub(/^[A-Za-z0-9_-]+: /, "", text); sub(/\. .*/, "", text); sub(/[.;:,]$/, "", text); print text }' "guest/include/$1"
}

echo '# The API for modules'
echo
# shellcheck disable=SC2016 # Markdown's own quotes
echo 'Made by `tools/gen-linux-api.sh`; what is not here is not there. The API is that of Linux 6.1;'
# shellcheck disable=SC2016
echo 'with `ERA=2.6` on the make line (or `ERA := 2.6` in a Makefile) that of 2.6.10, and'
# shellcheck disable=SC2016
echo '`ERA=2.6.N` that of 2.6.N: `linux/era_2_6.h` has names that are gone since, and names that 2.6 had'
echo 'with other signatures have those.'
echo '[HACKING.md](../HACKING.md) tells how modules are built and loaded.'
for folder in linux asm era-2.6; do
	echo
	echo "## Headers: $folder/"
	[ $folder != era-2.6 ] || { echo; echo "With ERA=2.6 alone; they are included as linux/..."; }
	echo
	echo '| header | what |'
	echo '|---|---|'
	headers $folder | while read -r h; do
		printf '| %s | %s |\n' "$h" "$(about "$h" | sed 's/|/\\|/g')"
	done
done
echo
echo '## Exported symbols'
echo
echo "$(symbols | wc -l) symbols; * only for modules whose licence is compatible with the GPL. Macros and inline"
echo 'functions are in the headers.'
echo
symbols | tr '\n' ' ' | fold -s -w 110 | sed 's/ $//'
echo
