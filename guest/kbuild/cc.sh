#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# cc.sh COMPILER ARGUMENTS...: compile; when a header is not there say where the list is.
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
"$@" 2>"$log"
status=$?
cat "$log" >&2
if [ $status -ne 0 ]; then
	missing=$(sed -n "s/.*fatal error: '\{0,1\}\([a-z0-9_./-]*\.h\)'\{0,1\}[: ].*/\1/p" "$log" | head -1)
	case $missing in
	linux/* | asm/* | asm-generic/* | uapi/* | net/* | scsi/* | sound/* | media/* | video/* | acpi/* | pcmcia/* | mtd/*)
		echo "ERROR: the kernel has no <$missing>; doc/linux-api.md lists what there is" >&2 ;;
	esac
fi
exit $status
