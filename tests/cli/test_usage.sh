#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Bad usage and bad files: the exit status, and exactly these lines on standard error.
set -u
zonemu=${ZONEMU:-build/zonemu}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# expect STATUS LINES ARGS...: standard error is LINES, standard output is empty
expect() {
	status=$1 lines=$2
	shift 2
	timeout 60 "$zonemu" "$@" >"$work/out" 2>"$work/err" </dev/null
	got=$?
	printf '%s\n' "$lines" >"$work/want"
	if [ $got -eq "$status" ] && cmp -s "$work/want" "$work/err" && [ ! -s "$work/out" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "zonemu $*: status $got, wanted $status"
		diff "$work/want" "$work/err"
		cat "$work/out"
	fi
}

expect 2 'zonemu: mem=126: 126 bytes; did you mean 126M?' mem=126
expect 2 'zonemu: mme=126M: the kernel has no parameter mme; did you mean mem=126M?' mme=126M
expect 2 'zonemu: -set sht21.temprature=3: no such property; there is sht21.temperature (-set help)' \
	-nographic -set sht21.temprature=3
expect 2 'zonemu: -set sht21.humidity=wet: a number is wanted, as in sht21.humidity=1.5' \
	-nographic -set sht21.humidity=wet
expect 2 'zonemu: -set sht21.temperature=200.5: from -46.85 to 128.86' \
	-nographic -set sht21.temperature=200.5
expect 2 'zonemu: -apend: no such option; did you mean -append?' -apend x
expect 2 'zonemu: --nographik: no such option; did you mean -nographic?' --nographik
expect 2 'zonemu: selftst: neither a kernel parameter nor a file; did you mean selftest?' selftst
expect 2 'zonemu: -m 4G: at most 3583M: memory above 4 GiB needs PAE, which is not here' -m 4G
expect 2 'zonemu: -m 1: 1048576 bytes are too few: a kernel needs 2M at least' -m 1
expect 2 'zonemu: -m 99999999999G: is more than 64 bits hold' -m 99999999999G
expect 2 'zonemu: -m 64X: is not a size (a number, then K, M or G)' -m 64X
expect 2 'zonemu: -m: a value is missing' -m
expect 2 'zonemu: -smp 9: there are at most 8 processors' -smp 9
expect 2 'zonemu: -vnc :1: the screen is shown by -display sdl only: none' -vnc :1
expect 2 'zonemu: -nographic: contradicts -display sdl' -nographic -display sdl
expect 2 'zonemu: stdio: only one of -serial, -monitor and -debugcon can have it (mon:stdio is the first two)' \
	-serial stdio -monitor stdio
expect 2 'zonemu: -cpu: changes nothing here: there is one processor model
zonemu: -record x: not yet' -cpu 486 -record x
expect 2 'zonemu: -trace: no event is called "nothing:here" (-trace help lists them)' \
	-nographic -trace nothing:here
expect 2 'zonemu: -d nothing: no such item (-d help lists them)' -nographic -d nothing

expect 1 'zonemu: /no/such/kernel: cannot be opened: No such file or directory' \
	-nographic -kernel /no/such/kernel
expect 1 'zonemu: tests: is a directory' -nographic -kernel tests
expect 1 'zonemu: Makefile: is no kernel: neither a Linux bzImage nor an ELF file nor one with a multiboot header' \
	-nographic -kernel Makefile
expect 1 'zonemu: /bin/sh: EI_CLASS is 2: a 64-bit ELF file; this is a 32-bit PC' \
	-nographic -kernel /bin/sh
expect 1 'zonemu: /no/such/module: cannot be opened: No such file or directory' \
	-nographic -initrd '/no/such/module a=1'
expect 1 'zonemu: file:/no/such/dir/log: No such file or directory' \
	-display none -serial file:/no/such/dir/log
expect 1 'zonemu: stdoi: no such character device (stdio, null, file:PATH, pipe:PATH, unix:PATH, tcp:HOST:PORT, vc, mon:stdio)' \
	-display none -serial stdoi
expect 1 'zonemu: /no/such/bios: No such file or directory' -nographic -bios /no/such/bios
expect 1 'zonemu: no-such-bios.bin: no such file, here or where the package seabios puts its own' \
	-nographic -bios no-such-bios.bin
head -c 1000 /dev/zero >"$work/bios"
expect 1 "zonemu: $work/bios: 1000 bytes are no firmware: a multiple of 65536, at most 8388608, is wanted" \
	-nographic -bios "$work/bios"
expect 1 'zonemu: -cdrom x.iso: No such file or directory' -nographic -cdrom x.iso
expect 1 'zonemu: -hda tests: is a directory' -nographic -snapshot -hda tests
expect 1 'zonemu: -hdb /dev/null: is no file or block device' -nographic -hdb /dev/null
: >"$work/empty"
expect 1 "zonemu: -fda $work/empty: is empty" -nographic -fda "$work/empty"
printf 'QFI\373more' >"$work/disk"
expect 1 "zonemu: -hda $work/disk: is in qcow format; only raw images can be used (format=raw if it is one all the same)" \
	-nographic -hda "$work/disk"
expect 1 "zonemu: -hdb $work/disk: is in use, or given twice" \
	-nographic -drive "file=$work/disk,format=raw" -hdb "$work/disk"
head -c 4000000 /dev/zero >"$work/big"
expect 1 "zonemu: floppy drive B: an image of 4000256 bytes; the largest disk has 3932160" \
	-nographic -fdb "$work/big"
head -c 3000 build/guest/kernel.elf >"$work/short.elf"
"$zonemu" -nographic -kernel "$work/short.elf" >"$work/out" 2>"$work/err" </dev/null
if [ $? -eq 1 ] && [ "$(wc -l <"$work/err")" -eq 1 ] &&
	grep -q "^zonemu: $work/short.elf: .* is past the end of the file (0xbb8 bytes)$" "$work/err"; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "a truncated kernel:"
	cat "$work/err"
fi

# what is asked for goes to standard output, with status 0
for args in -version -help --help '-trace help' '-d help' '-device help' '-device ?'; do
	# shellcheck disable=SC2086 # two words are two words
	if "$zonemu" $args >"$work/out" 2>"$work/err" && [ -s "$work/out" ] && [ ! -s "$work/err" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "zonemu $args:"
		cat "$work/err"
	fi
done

total=$((passed + failed))
echo "$((100 * passed / total))%: Checks: $total, Failures: $failed, Errors: 0"
[ "$failed" -eq 0 ]
