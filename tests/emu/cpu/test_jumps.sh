#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Handlers end in jumps to the next: one that calls it lets a guest's loop use up the host's stack.
set -u
objects=build/host/emu/cpu
if [ "$(uname -m)" != x86_64 ] || ! command -v objdump >/dev/null || [ ! -d $objects ]; then
	echo "nothing to look at here"
	exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The next handler's address is one struct uop further, its first member.
printf '#include "emu/cpu/trace.h"\nchar size[sizeof(struct uop)];\n' |
	${CC:-cc} -I. -D_GNU_SOURCE -x c -c -o "$work/size.o" - || exit 1
size=$(nm -S "$work/size.o" | awk '$4 == "size" { print $2 }' | sed 's/^0*//')
# Its address is taken from there by the jump itself, or by a move just before.
objdump -d --no-show-raw-insn $objects/exec_*.o $objects/sse*.o $objects/x87*.o | awk -v next_fn="0x$size(" '
	/^[0-9a-f]+ </ { name = $2; split("", moved) }
	$2 == "mov" && index($3, next_fn) == 1 { sub(/.*\),/, "", $3); moved[$3] = NR }
	$2 == "call" || $2 == "jmp" {
		to = substr($3, 2)
		if (index(to, next_fn) != 1 && !(to in moved && NR - moved[to] < 30))
			next
		if ($2 == "call")
			bad = bad name " " $0 "\n"
		else
			jumps++
	}
	END {
		printf "%s%d handlers jump to the next\n", bad, jumps
		exit bad != "" || jumps < 300
	}'
