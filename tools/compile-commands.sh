#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# compile_commands.json for editors: compile-commands.sh CC HOST_CFLAGS GUEST_CFLAGS
set -eu
entry() { # file, flags
	printf '%s{"directory":"%s","file":"%s","command":"%s"}' "$sep" "$PWD" "$1" \
		"$(printf '%s %s -c %s' "$cc" "$2" "$1" | sed 's/["\\]/\\&/g')"
	sep=',
'
}
cc=$1 sep=
echo '['
for file in $(find emu mmu devices -name '*.c' | sort); do entry "$file" "$2"; done
for file in $(find guest mm -name '*.c' | sort); do entry "$file" "$3"; done
echo ']'
