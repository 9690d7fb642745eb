#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# cc.sh COMPILER ARGUMENTS...: compile. Headers offer names of other versions than 6.1, too; a
# source that brings its own for these (as it does for a kernel that has them not) is compiled
# again with 6.1's alone. When a header is not there, say where the list is.
log=$(mktemp) || exit 1
again=$(mktemp) || exit 1
trap 'rm -f "$log" "$again"' EXIT
"$@" 2>"$log"
status=$?
case " $* " in
*" -D__ERA_"*) ;;
*)
	if [ $status -ne 0 ] && ! grep -q 'fatal error:' "$log" &&
		"$@" -DLINUX_6_1_ONLY -Werror=implicit-function-declaration 2>"$again"; then
		status=0
		mv "$again" "$log"
	fi
	;;
esac
cat "$log" >&2
if [ $status -ne 0 ]; then
	missing=$(sed -n "s/.*fatal error: '\{0,1\}\([a-z0-9_./-]*\.h\)'\{0,1\}[: ].*/\1/p" "$log" | head -1)
	case $missing in
	linux/* | asm/* | asm-generic/* | uapi/* | net/* | scsi/* | sound/* | media/* | video/* | acpi/* | pcmcia/* | mtd/*)
		echo "ERROR: the kernel has no <$missing>; doc/linux-api.md lists what there is" >&2 ;;
	esac
fi
exit $status
