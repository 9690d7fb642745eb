#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# -profile: every instruction is in one row, entries are counted, bad words are refused.
set -u
zonemu=${ZONEMU:-build/zonemu}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
	echo "$*"
	failed=1
}

"$zonemu" -nographic -panel none -profile "$work/all,from=boot:done" -append 'selftest=lib poweroff' \
	</dev/null >"$work/log" 2>&1 || fail "the run failed: $(tail -3 "$work/log")"
awk 'NR > 1 && $NF != "all" { sum += $1 } $NF == "all" { all = $1 }
	END { exit !(all > 100000 && sum == all) }' "$work/all" || fail "the rows do not add up"
grep -q '% *1  machine_power_off$' "$work/all" || fail "machine_power_off() was entered once"
sed '1d;/ all$/d' "$work/all" | awk 'NR > 1 && $1 > last { exit 1 } { last = $1 }' || fail "not in order"

message=$("$zonemu" -nographic -profile "$work/p,from=no:such" </dev/null 2>&1)
[ $? -eq 2 ] && [ "$message" = 'zonemu: -profile: the kernel has no probe "no:such"' ] || fail "$message"
message=$("$zonemu" -nographic -profile "$work/p,other" </dev/null 2>&1)
[ $? -eq 2 ] && [ "$message" = 'zonemu: -profile: "other" is neither from= nor until=' ] || fail "$message"
exit $failed
