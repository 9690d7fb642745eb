/* SPDX-License-Identifier: GPL-2.0-only */
#include <string.h>

#include "emu/options/options_inner.h"

#define KEEP(field)                                                                                \
	static bool keep_##field(struct taking *taking, const char *value)                         \
	{                                                                                          \
		taking->options->field = value;                                                    \
		return *value || take_refuse(taking, "a value is missing");                        \
	}

KEEP(kernel)
KEEP(initrd)
KEEP(bios)
KEEP(share)
KEEP(data_dir)
KEEP(name)
KEEP(panel_png)
KEEP(log_items)
KEEP(log_path)
KEEP(profile)

static bool keep_append(struct taking *taking, const char *value)
{
	taking->options->append = value;
	return true;
}

#define FLAG(field)                                                                                \
	static bool set_##field(struct taking *taking, const char *value)                          \
	{                                                                                          \
		(void)value;                                                                       \
		taking->options->field = true;                                                     \
		return true;                                                                       \
	}

FLAG(nographic)
FLAG(start_paused)
FLAG(no_reboot)
FLAG(no_shutdown)
FLAG(no_hpet)
FLAG(no_acpi)
FLAG(snapshot)

static bool set_no_floppy_check(struct taking *taking, const char *value)
{
	(void)value;
	taking->options->boot.no_floppy_check = true;
	return true;
}

static bool set_sdl(struct taking *taking, const char *value)
{
	(void)value;
	return take_display(taking, "sdl");
}

static bool set_localtime(struct taking *taking, const char *value)
{
	(void)value;
	return take_rtc(taking, "base=localtime");
}

static bool take_anything(struct taking *taking, const char *value)
{
	(void)taking;
	(void)value;
	return true;
}

#define HONOURED(name, args, section, help, take)                                                  \
	{                                                                                          \
		name, args, OPTION_HONOURED, section, help, take                                   \
	}
#define WARNED(name, args, why, take)                                                              \
	{                                                                                          \
		name, args, OPTION_WARNED, SECTION_ACCEPTED, why, take                             \
	}
#define NOT_YET(name, args, help)                                                                  \
	{                                                                                          \
		name, args, OPTION_NOT_YET, SECTION_NOT_YET, help, NULL                            \
	}
#define REFUSED(name, args, why)                                                                   \
	{                                                                                          \
		name, args, OPTION_REFUSED, SECTION_REFUSED, why, NULL                             \
	}

/* clang-format off */
const struct option options_table[] = {
	HONOURED("m", "[size=]SIZE", SECTION_MACHINE, "RAM: MiB, or with K, M or G; up to 3583M (128M)", take_memory),
	HONOURED("smp", "N", SECTION_MACHINE, "processors, 1 to 8 (1)", take_cpus),
	HONOURED("no-acpi", NULL, SECTION_MACHINE, "no ACPI tables", set_no_acpi),
	HONOURED("uuid", "UUID", SECTION_MACHINE, "what the SMBIOS tables call this machine", take_uuid),
	HONOURED("no-hpet", NULL, SECTION_MACHINE, "no high precision event timers", set_no_hpet),
	HONOURED("accel", "interp|tcg", SECTION_MACHINE, "how guest code is run; tcg: the fastest way there is", take_accel),
	HONOURED("device", "NAME[,PROPERTY=VALUE...]", SECTION_MACHINE, "add a device; -device help lists them, -device NAME,help its properties", take_device),
	HONOURED("share", "DIR", SECTION_MACHINE, "the guest sees this directory of the host's at /host, live and read-only", keep_share),
	HONOURED("parallel", "none", SECTION_MACHINE, "nothing is plugged into the parallel port (an I2C adapter with a sensor)", take_parallel),
	HONOURED("audiodev", "wav|sdl|none,id=ID[,path=FILE][,out.frequency=HZ]", SECTION_MACHINE, "where sound goes, for -device sb16,audiodev=ID", take_audiodev),
	HONOURED("audio", "wav|sdl|none[,path=FILE],model=sb16", SECTION_MACHINE, "the same and the card in one", take_audio),
	HONOURED("set", "DEVICE.PROPERTY=VALUE", SECTION_MACHINE, "set what surrounds a device: sht21.temperature=23.5; -set help lists them", take_set),
	HONOURED("rtc", "base=utc|localtime|DATE", SECTION_MACHINE, "the clock at start; DATE: 2026-01-02[T03:04:05]", take_rtc),
	HONOURED("localtime", NULL, SECTION_MACHINE, "-rtc base=localtime", set_localtime),
	HONOURED("icount", "shift=N[,sleep=on|off]", SECTION_MACHINE, "an instruction takes 2^N ns; sleep=off: never wait for the wall clock", take_icount),

	HONOURED("kernel", "FILE", SECTION_KERNEL, "a multiboot kernel or a Linux bzImage (default: the mini-kernel)", keep_kernel),
	HONOURED("append", "TEXT", SECTION_KERNEL, "kernel parameters", keep_append),
	HONOURED("initrd", "FILE[ ARGS][,FILE...]", SECTION_KERNEL, "modules for the kernel, or its first files (default: a shell, for the mini-kernel); none", keep_initrd),

	HONOURED("bios", "FILE", SECTION_KERNEL, "run this firmware (bios.bin, bios-256k.bin: of the package seabios)", keep_bios),
	HONOURED("boot", "[order=]ACDN[,once=ACDN][,menu=on|off][,splash-time=MS][,reboot-timeout=MS]", SECTION_KERNEL, "where firmware boots from: a floppy, c disk, d CD; a menu", take_boot),
	HONOURED("no-fd-bootchk", NULL, SECTION_KERNEL, "firmware boots floppies without a signature, too", set_no_floppy_check),
	HONOURED("fw_cfg", "[name=]NAME,file=FILE|string=TEXT", SECTION_KERNEL, "an item for firmware and guests to read", take_fw_cfg),
	HONOURED("L", "DIR", SECTION_KERNEL, "look for firmware here first", keep_data_dir),

	HONOURED("hda", "FILE", SECTION_DRIVES, "a raw image as the first hard disk; so does a FILE alone", take_hda),
	HONOURED("hdb", "FILE", SECTION_DRIVES, "the second", take_hdb),
	HONOURED("hdc", "FILE", SECTION_DRIVES, "the third (in place of the CD-ROM drive)", take_hdc),
	HONOURED("hdd", "FILE", SECTION_DRIVES, "the fourth", take_hdd),
	HONOURED("cdrom", "FILE", SECTION_DRIVES, "an image of a CD or DVD", take_cdrom),
	HONOURED("fda", "FILE", SECTION_DRIVES, "an image in floppy drive A", take_fda),
	HONOURED("fdb", "FILE", SECTION_DRIVES, "an image in floppy drive B", take_fdb),
	HONOURED("drive", "file=FILE[,index=N][,if=ide|floppy|none][,media=disk|cdrom][,...]", SECTION_DRIVES, "any of these, and format=raw, readonly=on, snapshot=on; a comma in FILE is written twice", take_drive),
	HONOURED("snapshot", NULL, SECTION_DRIVES, "what is written to the drives is forgotten at the end", set_snapshot),

	HONOURED("serial", "DEVICE", SECTION_CONSOLE, "serial port, up to two: stdio, null, file:PATH, pipe:PATH, unix:PATH[,server], tcp:HOST:PORT[,server], vc, mon:stdio", take_serial),
	HONOURED("monitor", "DEVICE", SECTION_CONSOLE, "the monitor: stdio, unix:PATH[,server], tcp:HOST:PORT[,server], none", take_monitor),
	HONOURED("debugcon", "DEVICE", SECTION_CONSOLE, "what the guest writes to port 0xe9", take_debugcon),
	HONOURED("chardev", "KIND,id=ID[,path=PATH|,port=PORT][,server=on][,wait=off][,mux=on]", SECTION_CONSOLE, "a device for others to name as chardev:ID; KIND: stdio, null, file, pipe, socket, vc", take_chardev),
	HONOURED("mon", "[chardev=]ID[,mode=readline]", SECTION_CONSOLE, "the monitor, on a -chardev", take_mon),
	HONOURED("nographic", NULL, SECTION_CONSOLE, "no window; console and monitor on stdio (Ctrl-A h)", set_nographic),
	HONOURED("display", "sdl|none", SECTION_CONSOLE, "a window, or none", take_display),
	HONOURED("sdl", NULL, SECTION_CONSOLE, "-display sdl", set_sdl),
	HONOURED("name", "TEXT", SECTION_CONSOLE, "the window's title", keep_name),

	HONOURED("panel", "sdl|text|none", SECTION_PANEL, "show memory in the window, as text, or not", take_panel),
	HONOURED("panel-png", "FILE", SECTION_PANEL, "write the panel as a picture when the machine stops", keep_panel_png),
	HONOURED("panel-scale", "N", SECTION_PANEL, "size of text and widgets, 0.25 to 8", take_scale),
	HONOURED("panel-theme", "dark|light|grey", SECTION_PANEL, "colours", take_theme),

	HONOURED("scenario", "NAME|FILE", SECTION_RUN, "run a scenario: a lesson with a display, else a test; list lists them, check FILE checks one", take_scenario),
	HONOURED("S", NULL, SECTION_RUN, "start paused (monitor: cont)", set_start_paused),
	HONOURED("no-reboot", NULL, SECTION_RUN, "end instead of rebooting", set_no_reboot),
	HONOURED("action", "reboot=reset|shutdown,shutdown=poweroff|pause", SECTION_RUN, "the same two by QEMU's other name", take_action),
	HONOURED("no-shutdown", NULL, SECTION_RUN, "pause instead of powering off", set_no_shutdown),

	HONOURED("trace", "EVENTS[,file=F][,from=P][,until=P][,vcd=F]", SECTION_DEBUG, "write events as they happen; -trace help lists them", take_trace),
	HONOURED("profile", "FILE[,from=P][,until=P]", SECTION_DEBUG, "count the kernel's instructions by function", keep_profile),
	HONOURED("d", "ITEMS", SECTION_DEBUG, "log QEMU's items; -d help lists them", keep_log_items),
	HONOURED("D", "FILE", SECTION_DEBUG, "where -d writes (stderr)", keep_log_path),

	HONOURED("help", NULL, SECTION_HELP, "this list", print_help),
	HONOURED("h", NULL, SECTION_HELP, "the same", print_help),
	HONOURED("version", NULL, SECTION_HELP, "the version", print_version),

	WARNED("machine", "pc", "there is one machine", take_machine),
	WARNED("M", "pc", "there is one machine", take_machine),
	WARNED("cpu", "MODEL", "there is one processor model", take_anything),
	WARNED("vga", "std", "there is one display adapter", take_vga),
	WARNED("enable-kvm", NULL, "the host's processor is never used", take_anything),
	WARNED("nodefaults", NULL, "the few default devices stay", take_anything),
	WARNED("no-user-config", NULL, "there are no configuration files", take_anything),
	WARNED("net", "none", "there is no network", take_network),
	WARNED("nic", "none", "there is no network", take_network),
	WARNED("usb", NULL, "there is no USB", take_anything),
	WARNED("global", "DRIVER.PROPERTY=VALUE", "no device has such properties", take_anything),
	WARNED("vnc", "none", "the screen is shown by -display sdl only", take_vnc),
	WARNED("win2k-hack", NULL, "disks are never that quick", take_anything),
	WARNED("no-kvm", NULL, "the host's processor is never used", take_anything),
	WARNED("smbios", "WORDS", "the tables name this machine", take_anything),
	WARNED("sandbox", "WORDS", "zonemu opens what the command line names, and no more", take_anything),
	WARNED("full-screen", NULL, "Ctrl-Alt-F makes the window full", take_anything),
	WARNED("mem-prealloc", NULL, "memory is had as the guest touches it", take_anything),
	WARNED("mem-path", "FILE", "memory is the process's own", take_anything),
	WARNED("compat", "WORDS", "there are no deprecated interfaces", take_anything),
	WARNED("only-migratable", NULL, "machines do not migrate", take_anything),
	WARNED("async-teardown", NULL, "memory is given back at once", take_anything),
	WARNED("seed", "N", "nothing is random", take_anything),
	WARNED("k", "LANGUAGE", "keys are taken by their place", take_anything),
	WARNED("overcommit", "WORDS", "memory is never locked", take_anything),
	WARNED("msg", "WORDS", "messages have one form", take_anything),

	NOT_YET("s", NULL, "-gdb tcp::1234"),
	NOT_YET("gdb", "DEVICE", "a debugger's connection"),
	NOT_YET("qmp", "DEVICE", "QEMU's machine protocol"),
	NOT_YET("record", "FILE", "keep the inputs of a run"),
	NOT_YET("replay", "FILE", "run again with the inputs kept"),

	REFUSED("numa", "WORDS", "there is one node"),
	REFUSED("blockdev", "WORDS", "name the image in -drive"),
	REFUSED("iscsi", "WORDS", "name the image in -drive"),
	REFUSED("acpitable", "WORDS", "zonemu makes the tables"),
	REFUSED("usbdevice", "NAME", "there is no USB"),
	REFUSED("tpmdev", "WORDS", "there is no TPM"),
	REFUSED("plugin", "FILE", "-trace tells what happens"),
	REFUSED("dfilter", "RANGE", "-trace has from= and until="),
	REFUSED("watchdog-action", "WORD", "there is no watchdog"),
	REFUSED("echr", "CODE", "the escape is Ctrl-A"),
	REFUSED("rotate", "DEGREES", "the screen is upright"),
	REFUSED("portrait", NULL, "the screen is upright"),
	REFUSED("runas", "USER", "zonemu stays who you are"),
	REFUSED("chroot", "DIR", "zonemu stays where you are"),
	REFUSED("add-fd", "WORDS", "files are opened by name"),
	REFUSED("soundhw", "NAME", "there is no sound"),
	REFUSED("redir", "WORDS", "there is no network"),
	REFUSED("spice", "WORDS", "the screen is shown by -display sdl only"),
	REFUSED("curses", NULL, "the console without a window is -nographic"),
	REFUSED("daemonize", NULL, "zonemu stays in the foreground"),
	REFUSED("pidfile", "FILE", "zonemu stays in the foreground"),
	REFUSED("incoming", "URI", "machines do not migrate"),
	REFUSED("loadvm", "NAME", "there are no disk images to hold a snapshot"),
	REFUSED("netdev", "WORDS", "there is no network"),
	REFUSED("object", "WORDS", "there are no objects to make"),
	REFUSED("virtfs", "WORDS", "there is no virtio"),
	REFUSED("fsdev", "WORDS", "there is no virtio"),
	REFUSED("readconfig", "FILE", "write the options on the command line"),
	REFUSED("mtdblock", "FILE", "there is no flash memory"),
	REFUSED("pflash", "FILE", "there is no flash memory"),
	REFUSED("sd", "FILE", "there is no SD card"),
	REFUSED("dtb", "FILE", "a PC has no device tree"),
	REFUSED("option-rom", "FILE", "a kernel is always booted directly"),
	REFUSED("singlestep", NULL, "step in the monitor"),
	{0}
};
/* clang-format on */

const struct option *option_find(const char *name)
{
	for (const struct option *option = options_table; option->name; option++)
		if (!strcmp(option->name, name))
			return option;
	return NULL;
}
