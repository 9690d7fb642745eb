#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Run test programs and count: run-tests.sh LOGDIR TEST...
# A test's status says how it went: 0 passed, 77 skipped, anything else failed.
# Single checks are counted from Check's and KTAP's closing lines, where there are any.
set -u
# A test's own make is not a part of the one that runs the tests.
unset MAKEFLAGS MFLAGS MAKELEVEL
logs=$1
shift
mkdir -p "$logs"
passed=0 failed=0 skipped=0
for test in "$@"; do
	log=$logs/$(echo "$test" | sed 's|^build/tests/||; s|^tests/||; s|/|-|g').log
	"$test" >"$log" 2>&1 </dev/null
	status=$?
	counts=$(awk '
		/^[0-9]+%: Checks: / { split($0, n, /[^0-9]+/); all += n[2]; bad += n[3] + n[4] }
		/^# totals: pass:/ { split($0, n, /[^0-9]+/); all += n[2] + n[3]; bad += n[3]; skip += n[4] }
		END { print all - bad + 0, bad + 0, skip + 0 }' "$log")
	good=${counts%% *} rest=${counts#* }
	bad=${rest% *} skip=${rest#* }
	case $status in
	0) word=ok; [ "$good" -gt 0 ] || good=1 ;;
	77) word=skip; skip=$((skip + 1)) ;;
	*) word=FAIL; [ "$bad" -gt 0 ] || bad=1 ;;
	esac
	passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + skip))
	echo "$word $test ($good passed, $bad failed, $skip skipped)"
	[ "$word" != skip ] || tail -n 1 "$log"
	[ "$word" != FAIL ] || tail -n 40 "$log"
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
