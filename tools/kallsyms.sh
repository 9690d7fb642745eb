#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Make the kernel's own symbol table: kallsyms.sh ELF OUT.S
# From the symbols of ELF (none when it is empty), sorted by address: kallsyms_count,
# kallsyms_addresses[], kallsyms_offsets[], kallsyms_types (as nm has them) and kallsyms_names.
set -eu
{
	echo '	.section .rodata.kallsyms,"a",@progbits'
	echo '	.globl kallsyms_count, kallsyms_addresses, kallsyms_offsets, kallsyms_types, kallsyms_names'
	if [ -s "$1" ]; then nm -n "$1"; fi | awk '
		BEGIN { n = 0 }
		$2 ~ /^[tTwWdDbBrR]$/ && $3 !~ /^(\.|kallsyms_(count|addresses|offsets|types|names)$|__param_|__ksym|__kstr|__func__|__initcall)/ {
			addr[n] = $1; type[n] = $2; name[n] = $3; n++
		}
		END {
			print "	.balign 4\nkallsyms_count:	.long " n + 0
			print "kallsyms_addresses:"
			for (i = 0; i < n; i++) print "	.long 0x" addr[i]
			print "kallsyms_offsets:"
			off = 0
			for (i = 0; i < n; i++) { print "	.long " off; off += length(name[i]) + 1 }
			print "kallsyms_types:"
			for (i = 0; i < n; i++) print "	.ascii \"" type[i] "\""
			print "kallsyms_names:"
			for (i = 0; i < n; i++) print "	.asciz \"" name[i] "\""
		}'
	echo '	.section .note.GNU-stack,"",@progbits'
} > "$2"
