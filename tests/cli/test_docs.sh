#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The man page and the completion list what -help lists, and the page is well formed.
set -u
zonemu=${ZONEMU:-build/zonemu}
failed=0

tools/gen-man.sh --check "$zonemu" || { echo "run tools/gen-man.sh"; failed=1; }
if command -v mandoc >/dev/null; then
	# Whether other pages are installed here is not the page's affair.
	faults=$(mandoc -Tlint doc/zonemu.1 2>/dev/null | grep -v 'referenced manual not found')
	[ -z "$faults" ] || { echo "$faults"; failed=1; }
fi
bash -n tools/completion/zonemu.bash || failed=1
options=$("$zonemu" -help | sed -n 's/^-\([A-Za-z0-9_-]*\).*/\1/p')
[ "$(echo "$options" | wc -l)" -gt 60 ] || { echo "-help lists few options"; failed=1; }
for option in $options; do
	grep -q "^\.It Fl $option\( \|\$\)" doc/zonemu.1 ||
		{ echo "-$option is not in the man page"; failed=1; }
done
exit $failed
