# SPDX-License-Identifier: GPL-2.0-only
# bash completion for zonemu

# made by tools/gen-man.sh from zonemu -help
_zonemu_options="-m -smp -no-acpi -uuid -no-hpet -accel -device -share -parallel -audiodev -audio -set -rtc -localtime -icount -kernel -append -initrd -bios -boot -no-fd-bootchk -fw_cfg -L -hda -hdb -hdc -hdd -cdrom -fda -fdb -drive -snapshot -serial -monitor -debugcon -chardev -mon -nographic -display -sdl -name -panel -panel-png -panel-scale -panel-theme -scenario -S -no-reboot -action -no-shutdown -trace -profile -d -D -help -h -version -machine -M -cpu -vga -enable-kvm -nodefaults -no-user-config -net -nic -usb -global -vnc -win2k-hack -no-kvm -smbios -sandbox -full-screen -mem-prealloc -mem-path -compat -only-migratable -async-teardown -seed -k -overcommit -msg"
_zonemu_params="mem= memmap= highmem= vmalloc= console= kcall selftest poweroff panic= loglevel= quiet debug ignore_loglevel memblock= bigphysarea= kmalloc_max= slab_debug= init_on_alloc= init_on_free= failslab= fail_page_alloc= init= rdinit= maxcpus= soak= allocbench fragbench"
# end of what tools/gen-man.sh makes

_zonemu_values() {
	case $1 in
	accel) echo interp tcg ;;
	display) echo sdl none ;;
	panel) echo sdl text none ;;
	panel-theme) echo dark light grey ;;
	machine | M) echo pc ;;
	vga) echo std ;;
	smp) echo 1 ;;
	m) echo 16 64 128 512 1G 2G 3583M ;;
	net | nic | parallel | audio) echo none ;;
	device) echo isa-debug-exit ;;
	rtc) echo base=utc base=localtime base= ;;
	icount) echo shift= ;;
	serial) echo stdio mon:stdio null file: pipe: unix: tcp: vc ;;
	monitor) echo stdio none unix: tcp: ;;
	trace | d) echo help ;;
	*) return 1 ;;
	esac
}

_zonemu() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} values
	before=${before#-}
	before=${before#-}
	COMPREPLY=()
	if [[ ${COMP_WORDS[COMP_CWORD - 1]} == -* ]]; then
		case $before in
		kernel | initrd | panel-png | D)
			mapfile -t COMPREPLY < <(compgen -f -- "$word")
			return
			;;
		esac
		if values=$(_zonemu_values "$before"); then
			mapfile -t COMPREPLY < <(compgen -W "$values" -- "$word")
			return
		fi
	fi
	case $word in
	--*) mapfile -t COMPREPLY < <(compgen -W "-${_zonemu_options// -/ --}" -- "$word") ;;
	-*) mapfile -t COMPREPLY < <(compgen -W "$_zonemu_options" -- "$word") ;;
	*) mapfile -t COMPREPLY < <(compgen -W "$_zonemu_params" -- "$word") ;;
	esac
	[[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
}

complete -F _zonemu zonemu
