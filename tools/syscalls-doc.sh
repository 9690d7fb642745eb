#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# doc/syscalls.md, from the table of system calls and the kernel's symbols: a call whose
# function is sys_ni_syscall itself, under another name, is one that nobody has written.
set -eu
cd "$(dirname "$0")/.."
kernel=${1:-build/guest/kernel.elf}

nm "$kernel" | awk '
	FNR == NR { addr[$3] = $1; next }
	/^SYSCALL/ {
		split($0, part, /[(), ]+/)
		nr = part[2]
		name = part[3]
		fn = "sys_" part[4]
		if (/^SYSCALL_FREE/) next
		if (/^SYSCALL_GONE/) state = "none: Linux has it no more"
		else if (!(fn in addr) || addr[fn] == addr["sys_ni_syscall"]) state = "none"
		else { state = "yes"; yes++ }
		rows = rows "| " nr " | " name " | " state " |\n"
		all++
	}
	END {
		print "# System calls"
		print ""
		print "Of i386 Linux 6.1. Made by tools/syscalls-doc.sh; /proc/syscalls says the same of the kernel"
		print "that runs, and how often a program has asked in vain. None: -ENOSYS."
		print ""
		print yes " of " all "."
		print ""
		print "| number | name | here |"
		print "|---|---|---|"
		printf "%s", rows
	}' - guest/arch/syscall_table.h
