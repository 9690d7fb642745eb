#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# modpost.sh KERNELDIR FOLDER: for each module in FOLDER/modules.order look up its undefined
# symbols among those of the kernel (KERNELDIR/Module.symvers), of the modules beside it, and
# of those that KBUILD_EXTRA_SYMBOLS names; write its NAME.mod.c, and FOLDER/Module.symvers.
# An unknown symbol is an error, and one line; with KBUILD_MODPOST_WARN set a warning, and that
# module is not linked. One for ERA=2.6 is, as 2.6 had it: a module that is there when it is
# loaded may have the symbol. Module.symvers: CRC, symbol, module, kind.
set -eu
kernel=$1 folder=$2
order=$folder/modules.order
[ -s "$order" ] || { echo "modpost: no obj-m in $folder: nothing to build" >&2; : >"$folder/Module.symvers"; exit 0; }

exports() { # of one object: what its table of exported symbols is made of
	nm "$1" 2>/dev/null | sed -n 's/^[0-9a-f]* [rRdD] __ksymtab_\(.*\)$/\1/p'
}

: >"$folder/Module.symvers.new"
while read -r ko; do
	name=${ko%.ko}
	for symbol in $(exports "$name.o"); do
		printf '0x00000000\t%s\t%s\tEXPORT_SYMBOL\n' "$symbol" "$name" >>"$folder/Module.symvers.new"
	done
done <"$order"
mv "$folder/Module.symvers.new" "$folder/Module.symvers"

failed=0
for extra in ${KBUILD_EXTRA_SYMBOLS:-}; do
	[ -r "$extra" ] || { echo "ERROR: KBUILD_EXTRA_SYMBOLS: no $extra: build that folder's modules first" >&2; exit 1; }
done
while read -r ko; do
	name=${ko%.ko}
	module=$(basename "$name" | tr - _)
	needed=$(nm -u "$name.o" | awk '{ print $1 == "w" || $1 == "v" ? "" : $2 }' | sort -u)
	result=$(printf '%s\n' "$needed" | awk -v module="$(basename "$name")" '
		FNR == 1 { file++ }
		FILENAME != "-" { owner[$2] = $3; next }
		$1 == "" || $1 == "__this_module" || $1 == "_GLOBAL_OFFSET_TABLE_" { next }
		!($1 in owner) { print "unknown " $1; next }
		owner[$1] != "vmlinux" { n = split(owner[$1], part, "/"); print "depends " part[n] }
	' "$kernel/Module.symvers" "$folder/Module.symvers" ${KBUILD_EXTRA_SYMBOLS:-} -)
	depends=$(printf '%s\n' "$result" | sed -n 's/^depends //p' | tr - _ | sort -u | grep -vx "$module" | paste -sd, -) || :
	unknown=$(printf '%s\n' "$result" | sed -n 's/^unknown //p' | paste -sd' ' -)
	nm "$name.o" | grep -q ' a __era_2_6$' && era=2.6 || era=
	rm -f "$name.unresolved"
	if [ -n "$unknown" ]; then
		[ -n "${KBUILD_MODPOST_WARN:-}$era" ] && kind=WARNING || kind=ERROR failed=1
		echo "$kind: $(basename "$ko"): the kernel has no $unknown; doc/linux-api.md lists what there is" >&2
		if [ -z "$era" ]; then
			: >"$name.unresolved"
			rm -f "$ko"
		fi
	fi
	nm "$name.o" | grep -q ' T init_module$' && init=init_module || init=NULL
	nm "$name.o" | grep -q ' T cleanup_module$' && exit=cleanup_module || exit=NULL
	strings "$name.o" | grep -q '^license=' || \
		echo "WARNING: $(basename "$ko"): no MODULE_LICENSE: symbols for the GPL only are not for it" >&2
	{
		echo '/* Made by the build. */'
		echo '#include <linux/module.h>'
		echo '#include <linux/vermagic.h>'
		echo 'MODULE_INFO(vermagic, VERMAGIC_STRING);'
		echo 'MODULE_INFO(name, KBUILD_MODNAME);'
		echo "MODULE_INFO(depends, \"$depends\");"
		[ -z "$era" ] || echo 'MODULE_INFO(era, "2.6");'
		[ -z "${ZONEMU_INTREE:-}" ] || echo 'MODULE_INFO(intree, "Y");'
		echo 'struct module __this_module __used __section(".gnu.linkonce.this_module") = {'
		echo '	.name = KBUILD_MODNAME,'
		[ $init = NULL ] || echo "	.init = $init,"
		[ $exit = NULL ] || echo "	.exit = $exit,"
		echo '};'
	} >"$name.mod.c.new"
	cmp -s "$name.mod.c.new" "$name.mod.c" && rm "$name.mod.c.new" || mv "$name.mod.c.new" "$name.mod.c"
done <"$order"
exit $failed
