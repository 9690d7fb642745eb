/* SPDX-License-Identifier: GPL-2.0-only */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "emu/options/options_inner.h"

#define MAX_WORDS 64

struct outcome {
	struct options options;
	int status;
	char *out, *err;
	size_t out_bytes, err_bytes;
	char *words[MAX_WORDS];
};

/* line: words with single spaces between; "_" within a word that is no option stands for a space.
 */
static void parse(struct outcome *outcome, const char *line)
{
	static char copy[512];
	char *rest = copy, *word;
	int count = 0;
	FILE *out, *err;

	snprintf(copy, sizeof(copy), "zonemu %s", line);
	while ((word = strsep(&rest, " ")) != NULL) {
		for (char *c = word; *c && *word != '-'; c++)
			*c = *c == '_' ? ' ' : *c;
		if (*word)
			outcome->words[count++] = word;
	}
	out = open_memstream(&outcome->out, &outcome->out_bytes);
	err = open_memstream(&outcome->err, &outcome->err_bytes);
	outcome->status = options_parse(&outcome->options, count, outcome->words, out, err);
	fclose(out);
	fclose(err);
}

static void done(struct outcome *outcome)
{
	options_free(&outcome->options);
	free(outcome->out);
	free(outcome->err);
}

static unsigned lines(const char *text)
{
	unsigned n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

/* ---- what is refused, and how it is said ---- */

static const struct {
	const char *line, *says;
} refusals[] = {
    {"-m 0", "-m 0: 0 bytes are too few"},
    {"-m 1", "-m 1: 1048576 bytes are too few"},
    {"-m 3584", "-m 3584: at most 3583M: memory above 4 GiB needs PAE"},
    {"-m 4G", "needs PAE"},
    {"-m 16T", "needs PAE"},
    {"-m 16777216T", "is more than 64 bits hold"},
    {"-m 99999999999999999999", "is more than 64 bits hold"},
    {"-m 128X", "is not a size"},
    {"-m 128MB", "is not a size"},
    {"-m -5", "is not a size"},
    {"-m abc", "is not a size"},
    {"-m 0x", "is not a size"},
    {"-m 1..5G", "is not a size"},
    {"-m 0.1M", "is no whole number of bytes"},
    {"-m 4194305b", "4194305 bytes are no whole number of 4 KiB pages"},
    {"-m 128,slots=2", "slots=: memory cannot be added"},
    {"-m size=", "is not a size"},
    {"-m", "-m: a value is missing"},
    {"-kernel", "-kernel: a value is missing"},
    {"-smp 9", "-smp 9: there are at most 8 processors"},
    {"-smp cpus=16", "there are at most 8 processors"},
    {"-smp sockets=3,cores=3", "there are at most 8 processors"},
    {"-smp sockets=4,cores=4,threads=4,cores=8,cores=8", "there are at most 8 processors"},
    {"-smp 0", "is not a number of processors"},
    {"-smp 1,dies=1", "dies= is not known"},
    {"-accel jit", "-accel jit: not yet"},
    {"-accel tgc", "did you mean tcg?"},
    {"-machine q35", "there is one machine: pc"},
    {"-M type=microvm", "there is one machine: pc"},
    {"-vga cirrus", "there is one display adapter"},
    {"-net user", "there is no network: none"},
    {"-nic tap", "there is no network: none"},
    {"-parallel stdio", "can be plugged into the parallel port"},
    {"-audiodev beeper,id=x", "is not known (wav, sdl, none)"},
    {"-audiodev wav", "id= is missing"},
    {"-audiodev wav,id=a,out.frequency=3", "from 8000 to 192000"},
    {"-audio wav,model=hda", "there is sb16"},
    {"-device sb16,irq=3", "one of 5, 7, 9, 10"},
    {"-device sb16,dma=2", "one of 0, 1, 3"},
    {"-device sb16,iobase=0x230", "one of 0x220"},
    {"-device i2c-parport,type=9", "from 0 to 8"},
    {"-device e1000", "there is no such device to add"},
    {"-device isa-debug-exit,iobase=0x10000", "iobase=0x10000: a number from"},
    {"-device isa-debug-exit,iosize=0", "iosize=0: a number from"},
    {"-device isa-debug-exit,iobase=0xffff,iosize=4", "past port 0xffff"},
    {"-device isa-debug-exit,io=3", "io= is not known"},
    {"no-such.img", "no-such.img: neither a kernel parameter nor a file"},
    {"-action reboot=pause", "reboot=pause is not known"},
    {"-action panic=pause", "panic=pause is not known"},
    {"-blockdev driver=file", "name the image in -drive"},
    {"-device isa-debugco,chardev=x", "did you mean isa-debugcon?"},
    {"-device isa-debugcon", "chardev= is missing"},
    {"-device isa-debugcon,chardev=x", "chardev:x: no -chardev has this id"},
    {"-device isa-debugcon,chardev=x,iobase=0x10000", "a number from"},
    {"-device isa-serial,chardev=x,index=1", "index= is not known"},
    {"-device pc-testdev,x=1", "x= is not known"},
    {"-device edu,mask=1", "mask= is not known"},
    {"-debugcon", "a value is missing"},
    {"-debugcon stdio -serial stdio", "only one of -serial, -monitor and -debugcon"},
    {"-chardev stdio", "id= is missing"},
    {"-chardev pty,id=x", "there is no such backend"},
    {"-chardev file,id=x", "path= is missing"},
    {"-chardev socket,id=x", "path= or port= is missing"},
    {"-chardev null,id=x -chardev null,id=x", "there are two called x"},
    {"-chardev stdio,id=x,colour=red", "colour= is not known"},
    {"-chardev null,id=x -serial chardev:x -serial chardev:x", "chardev:x: has a user already"},
    {"-mon x,mode=control -chardev null,id=x", "mode=control: not yet"},
    {"-boot x", "there is no drive x"},
    {"-boot cdna", "one to three of the letters"},
    {"-boot order=cc", "c is there twice"},
    {"-boot menu=maybe", "on or off is wanted"},
    {"-boot splash-time=70000", "milliseconds from 0 to 65535"},
    {"-boot colour=red", "colour= is not known"},
    {"-fw_cfg opt/x", "file= or string= is missing"},
    {"-fw_cfg string=x", "name= is missing"},
    {"-rtc base=2026-02-30", "base=2026-02-30: utc, localtime"},
    {"-rtc base=1960-01-01", "base=1960-01-01"},
    {"-rtc base=2026-01-02T25:00:00", "base=2026-01-02T25:00:00"},
    {"-rtc clock=host", "there is one clock: vm"},
    {"-rtc driftfix=slew", "driftfix=slew is not known"},
    {"-icount shift=auto", "shift=auto: a number from 0 to 10"},
    {"-icount 11", "shift=11: a number from 0 to 10"},
    {"-icount shift=0,rr=record", "not yet"},
    {"-icount shift=0,align=on", "align=on is not known"},
    {"-display gtk", "-display gtk: no such choice"},
    {"-display none -panel sdl", "-panel sdl: contradicts -display none"},
    {"-nographic -panel sdl", "-panel sdl: contradicts -nographic"},
    {"-nographic -display sdl", "-nographic: contradicts -display sdl"},
    {"-panel tex", "did you mean text?"},
    {"-panel-theme gray", "did you mean grey?"},
    {"-panel-scale 0", "a number from 0.25 to 8 is wanted"},
    {"-panel-scale nan", "a number from 0.25 to 8 is wanted"},
    {"-panel-scale 2x", "a number from 0.25 to 8 is wanted"},
    {"-serial null -serial null -serial null", "there are 2 serial ports"},
    {"-serial stdio -monitor stdio", "only one of -serial, -monitor and -debugcon"},
    {"-serial mon:stdio -serial stdio", "only one of -serial, -monitor and -debugcon"},
    {"-serial vc -serial vc", "the window shows one serial port"},
    {"-monitor vc", "in the window: not yet"},
    {"-D log", "there is no -d"},
    {"-hda a -hda b", "-hda b: there is a drive at index 0 already (-hda a)"},
    {"-hda a /etc/passwd", "/etc/passwd: there is a drive at index 0 already (-hda a)"},
    {"-hdc a -cdrom b", "-cdrom b: there is a drive at index 2 already (-hdc a)"},
    {"-hda", "-hda: a value is missing"},
    {"-fda _ -drive file=x,if=floppy,index=0", "there is a drive at index 0 already"},
    {"-drive file=x,index=4", "there are 4 IDE drives: index 0 to 3"},
    {"-drive file=x,if=floppy,index=2", "there are 2 floppy drives: index 0 to 1"},
    {"-drive file=x,bus=2", "there are 4 IDE drives"},
    {"-drive file=x,bus=1,index=1", "index= and bus= or unit= do not go together"},
    {"-drive file=x,index=a", "index=a: a small number is wanted"},
    {"-drive file=x,if=virtio", "if=virtio: drives are ide or floppy here"},
    {"-drive file=x,format=qcow2", "format=qcow2: only raw images can be used"},
    {"-drive file=x,media=tape", "media=tape: disk or cdrom is wanted"},
    {"-drive file=x,readonly=maybe", "readonly=maybe: on or off is wanted"},
    {"-drive file=x,color=red", "color= is not known (file, index"},
    {"-drive x", "x: a property and its value are wanted"},
    {"-drive index=1", "file= is missing"},
    {"-drive if=floppy,media=cdrom", "a floppy drive takes no CD"},
    {"-drive if=none,file=x", "if=none: id= is missing"},
    {"-device ide-hd", "drive= is missing"},
    {"-device ide-hd,drive=q", "drive=q: no -drive if=none has this id"},
    {"-device ide-cd,bus=ide.2", "bus=ide.2: there is ide.0, and ide.1"},
    {"-device ide-cd,bus=", "bus=: there is ide.0"},
    {"-device floppy,size=8", "size= is not known (drive, bus, unit, bootindex)"},
    {"-drive if=none,id=a,file=x -device ide-hd,drive=a -device ide-cd,drive=a",
     "or another has it"},
    {"-hda x -drive if=none,id=a,file=y -device ide-hd,drive=a,bus=ide.0,unit=0",
     "there is a drive at index 0 already (-hda x)"},
    {"-uuid 0011", "0011: xxxxxxxx-xxxx-"},
    {"-hda a -hdb b -hdc c -hdd d -drive file=e", "there are 4 IDE drives"},
    {"-s", "-s: not yet"},
    {"-gdb tcp::1", "not yet"},
    {"-qmp stdio", "not yet"},
    {"-record f", "not yet"},
    {"-replay f", "not yet"},
    {"-vnc :0", "-vnc :0: the screen is shown by -display sdl only: none"},
    {"-daemonize", "not here: zonemu stays in the foreground"},
    {"-apend x", "-apend: no such option; did you mean -append?"},
    {"--seril null", "--seril: no such option; did you mean -serial?"},
    {"-nogrpahic", "did you mean -nographic?"},
    {"-panel-them dark", "did you mean -panel-theme?"},
    {"-m=128", "-m=128: no such option; did you mean -m 128?"},
    {"-xyzzyx", "-xyzzyx: no such option (-help lists them)"},
    {"selftst", "selftst: neither a kernel parameter nor a file; did you mean selftest?"},
    {"powerof", "did you mean poweroff?"},
    {"nographic", "did you mean -nographic?"},
    {"/no/such/file", "neither a kernel parameter nor a file"},
    {"mem=126", "mem=126: 126 bytes; did you mean 126M?"},
    {"mem=126K", "mem=126K: 129024 bytes are too few"},
    {"mem=", "mem=: nothing is not a size"},
    {"mem", "mem: a value is missing (mem=SIZE)"},
    {"mem=12q", "12q is not a size"},
    {"mem=1.5G", "1.5G is not a size"},
    {"mem=99999999999999999999", "is not a size"},
    {"vmalloc=256", "256 bytes; did you mean 256M?"},
    {"highmem=64", "64 bytes; did you mean 64M?"},
    {"memmap=2$126M", "memmap=2$126M: 2 bytes; did you mean 2M$126M?"},
    {"memmap=2M$126Q", "126Q is not an address"},
    {"memmap=64", "64 bytes; did you mean 64M?"},
    {"memmap=exactmap,640@0", "640 bytes; did you mean 640M@0?"},
    {"mme=126M", "mme=126M: the kernel has no parameter mme; did you mean mem=126M?"},
    {"memap=2M$126M", "did you mean memmap=2M$126M?"},
    {"vmaloc=256M", "did you mean vmalloc=256M?"},
    {"frobnicate=1", "the kernel has no parameter frobnicate (after -- anything passes)"},
    {"loglevel=high", "high is not a number"},
    {"poweroff=1", "poweroff takes no value"},
    {"bigphysarea=many", "many is not a number"},
};

START_TEST(refusal)
{
	struct outcome outcome = {0};

	parse(&outcome, refusals[_i].line);
	ck_assert_msg(outcome.status == 2, "%s: status %d", refusals[_i].line, outcome.status);
	ck_assert_msg(strstr(outcome.err, refusals[_i].says) != NULL, "%s: said %s",
		      refusals[_i].line, outcome.err);
	ck_assert_msg(!strncmp(outcome.err, "zonemu: ", 8), "%s", outcome.err);
	ck_assert_uint_eq(lines(outcome.err), 1);
	ck_assert_uint_eq(outcome.out_bytes, 0);
	done(&outcome);
}
END_TEST

/* ---- sizes ---- */

static const struct {
	const char *line;
	uint64_t bytes;
} sizes[] = {
    {"", 128ull << 20},		 {"-m 16", 16ull << 20},	{"-m 64M", 64ull << 20},
    {"-m 64m", 64ull << 20},	 {"-m 1G", 1ull << 30},		{"-m 1.5G", 3ull << 29},
    {"-m 0.5G", 1ull << 29},	 {"-m size=512", 512ull << 20}, {"--m 2048K", 2ull << 20},
    {"-m 4194304b", 4ull << 20}, {"-m 3583", 3583ull << 20},	{"-m 3583M", 3583ull << 20},
    {"-m 0x40", 64ull << 20},	 {"-m 16 -m 32", 32ull << 20},	{"-m 2", 2ull << 20},
};

START_TEST(size)
{
	struct outcome outcome = {0};

	parse(&outcome, sizes[_i].line);
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_uint_eq(outcome.options.ram_bytes, sizes[_i].bytes);
	ck_assert_uint_eq(outcome.err_bytes, 0);
	done(&outcome);
}
END_TEST

START_TEST(size_values)
{
	uint64_t bytes;
	const char *why;

	ck_assert(value_size("18446744073709551615", 1, &bytes, &why));
	ck_assert_uint_eq(bytes, UINT64_MAX);
	ck_assert(!value_size("18446744073709551616", 1, &bytes, &why));
	ck_assert(value_size("15E", 1, &bytes, &why));
	ck_assert_uint_eq(bytes, 15ull << 60);
	ck_assert(!value_size("16E", 1, &bytes, &why));
	ck_assert(!value_size("15.99999999999E", 1, &bytes, &why));
	ck_assert(value_size("15.5E", 1, &bytes, &why));
	ck_assert_uint_eq(bytes, 31ull << 59);
	ck_assert(!value_size("0x1.8", 1, &bytes, &why));
	ck_assert(!value_size(" 1", 1, &bytes, &why));
	ck_assert(!value_size("", 1, &bytes, &why));
}
END_TEST

START_TEST(date_values)
{
	int64_t s;

	ck_assert(value_date("1970-01-01", &s));
	ck_assert_int_eq(s, 0);
	ck_assert(value_date("2026-01-02T03:04:05", &s));
	ck_assert_int_eq(s, 1767323045);
	ck_assert(value_date("2024-02-29", &s));
	ck_assert(!value_date("2025-02-29", &s));
	ck_assert(!value_date("2026-01-02T03:04", &s));
	ck_assert(!value_date("tomorrow", &s));
}
END_TEST

/* ---- what is honoured ---- */

START_TEST(honoured)
{
	struct outcome outcome = {0};
	const struct options *o = &outcome.options;

	parse(&outcome, "-kernel k.elf -append a_b -initrd m1,m2_x -name title -serial null "
			"-serial file:log -monitor none -display none -S -no-reboot --no-shutdown "
			"-panel-png p.png -panel text");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_uint_eq(outcome.err_bytes, 0);
	ck_assert_str_eq(o->kernel, "k.elf");
	ck_assert_str_eq(o->append, "a b");
	ck_assert_str_eq(o->initrd, "m1,m2 x");
	ck_assert_str_eq(o->name, "title");
	ck_assert_uint_eq(o->serials, 2);
	ck_assert_str_eq(o->serial[1], "file:log");
	ck_assert_str_eq(o->monitor, "none");
	ck_assert_int_eq(o->display, DISPLAY_NONE);
	ck_assert(o->start_paused && o->no_reboot && o->no_shutdown && !o->nographic);
	ck_assert_str_eq(o->panel_png, "p.png");
	ck_assert_int_eq(o->panel, OPTIONS_PANEL_TEXT);
	done(&outcome);
}
END_TEST

START_TEST(honoured_numbers)
{
	struct outcome outcome = {0};
	const struct options *o = &outcome.options;

	parse(&outcome, "-nographic -device isa-debug-exit,iobase=0xf4,iosize=0x04 -smp 1 "
			"-rtc base=2026-01-02,clock=vm -icount shift=3,sleep=off -accel tcg "
			"-panel-scale 1.5 -panel-theme light -trace kmem -trace io -d int -D log");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert(o->nographic && o->debug_exit && o->no_sleep);
	ck_assert_uint_eq(o->debug_exit_base, 0xf4);
	ck_assert_uint_eq(o->debug_exit_bytes, 4);
	ck_assert_int_eq(o->rtc_base_s, 1767312000);
	ck_assert_uint_eq(o->ns_shift, 3);
	ck_assert(o->panel_scale == 1.5);
	ck_assert_int_eq(o->panel_theme, OPTIONS_LIGHT);
	ck_assert_uint_eq(o->traces, 2);
	ck_assert_str_eq(o->trace[1], "io");
	ck_assert_str_eq(o->log_items, "int");
	ck_assert_str_eq(o->log_path, "log");
	done(&outcome);
}
END_TEST

START_TEST(drives)
{
	struct outcome outcome = {0};
	const struct options *o = &outcome.options;

	parse(&outcome, "-hdb b -drive file=a,,1,format=raw,cache=none,id=d0 -cdrom c "
			"-drive bus=1,unit=1,media=cdrom -drive if=floppy,file=f,readonly=on "
			"-drive file=g,if=floppy,snapshot=on");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_str_eq(o->ide[0].path, "a,1");
	ck_assert(o->ide[0].raw && !o->ide[0].cdrom && !o->ide[0].snapshot);
	ck_assert_str_eq(o->ide[1].path, "b");
	ck_assert_str_eq(o->ide[1].option, "-hdb b");
	ck_assert(!o->ide[1].raw);
	ck_assert_str_eq(o->ide[2].path, "c");
	ck_assert(o->ide[2].cdrom);
	ck_assert_ptr_null(o->ide[3].path);
	ck_assert(o->ide[3].option && o->ide[3].cdrom);
	ck_assert_str_eq(o->floppy[0].path, "f");
	ck_assert(o->floppy[0].readonly);
	ck_assert(o->floppy[1].snapshot);
	ck_assert(options_have_drive(o));
	done(&outcome);
	parse(&outcome, "/etc/passwd -snapshot");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_str_eq(o->ide[0].path, "/etc/passwd");
	ck_assert(o->snapshot);
	done(&outcome);
	parse(&outcome, "-fda x");
	ck_assert(options_have_drive(o));
	done(&outcome);
	parse(&outcome, "-drive media=cdrom");
	ck_assert(!options_have_drive(o));
	done(&outcome);
	parse(&outcome, "-device ide-hd,drive=a,bus=ide.1,unit=1,bootindex=2 -device ide-cd "
			"-device floppy,drive=f,bootindex=1 -drive if=none,id=a,file=x,format=raw "
			"-drive if=none,id=f,file=y -hda z");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_str_eq(o->ide[3].path, "x");
	ck_assert_str_eq(o->ide[3].id, "a");
	ck_assert_str_eq(o->ide[0].path, "z");
	ck_assert(o->ide[1].cdrom && !o->ide[1].path);
	ck_assert_str_eq(o->floppy[0].path, "y");
	ck_assert_str_eq(o->boot.order, "ac");
	done(&outcome);
	parse(&outcome, "-uuid 00112233-4455-6677-8899-aAbBcCdDeEfF");
	for (unsigned i = 0; i < 16; i++)
		ck_assert_uint_eq(o->uuid[i], 0x11 * i);
	done(&outcome);
}
END_TEST

static const struct {
	const char *line;
	unsigned cpus;
} processors[] = {{"-smp 4", 4},
		  {"-smp cpus=8,maxcpus=64", 8},
		  {"-smp 2,sockets=2", 2},
		  {"-smp sockets=2,cores=3", 6},
		  {"-smp 1,sockets=1,cores=1,threads=1", 1}};

START_TEST(processor_values)
{
	struct outcome outcome = {0};

	parse(&outcome, processors[_i].line);
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_uint_eq(outcome.options.cpus, processors[_i].cpus);
	done(&outcome);
}
END_TEST

START_TEST(defaults)
{
	struct outcome outcome = {0};
	const struct options *o = &outcome.options;

	parse(&outcome, "-device isa-debug-exit -icount 4");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_uint_eq(o->debug_exit_base, 0x501);
	ck_assert_uint_eq(o->debug_exit_bytes, 2);
	ck_assert_uint_eq(o->ns_shift, 4);
	ck_assert(!o->no_sleep);
	ck_assert_int_lt(o->rtc_base_s, 0);
	ck_assert_ptr_null(o->kernel);
	ck_assert_ptr_null(o->params);
	done(&outcome);
}
END_TEST

START_TEST(chardevs_by_name)
{
	struct outcome outcome = {0};
	const struct options *o = &outcome.options;

	parse(&outcome, "-chardev file,id=log,path=a,,b -chardev stdio,id=con,mux=on,signal=off "
			"-serial chardev:con -mon chardev=con,mode=readline "
			"-device isa-debugcon,iobase=0x402,chardev=log "
			"-chardev socket,id=s,host=localhost,port=55,server=on,wait=off "
			"-device isa-serial,chardev=s -debugcon null");
	ck_assert_msg(outcome.status == OPTIONS_RUN, "%s", outcome.err);
	ck_assert_str_eq(o->serial[0], "mon:stdio");
	ck_assert_ptr_null(o->monitor);
	ck_assert_str_eq(o->serial[1], "tcp:localhost:55,server,nowait");
	ck_assert_uint_eq(o->debugcons, 2);
	ck_assert_uint_eq(o->debugcon[0].port, 0x402);
	ck_assert_uint_eq(o->debugcon[0].readback, 0xe9);
	ck_assert_str_eq(o->debugcon[0].line, "file:a,b");
	ck_assert_uint_eq(o->debugcon[1].port, 0xe9);
	ck_assert_str_eq(o->debugcon[1].line, "null");
	done(&outcome);
}
END_TEST

START_TEST(firmware_options)
{
	struct outcome outcome = {0};
	const struct options *o = &outcome.options;

	parse(&outcome, "-bios b.bin -L dir -boot dc,menu=on,splash-time=500,strict=on "
			"-no-fd-bootchk -fw_cfg name=opt/a,string=b -fw_cfg opt/c,file=d "
			"-device pc-testdev");
	ck_assert_msg(outcome.status == OPTIONS_RUN, "%s", outcome.err);
	ck_assert_str_eq(o->bios, "b.bin");
	ck_assert_str_eq(o->data_dir, "dir");
	ck_assert_str_eq(o->boot.order, "dc");
	ck_assert(o->boot.menu && o->boot.no_floppy_check && o->pc_testdev);
	ck_assert_int_eq(o->boot.menu_wait_ms, 500);
	ck_assert_int_eq(o->boot.reboot_ms, -1);
	ck_assert_uint_eq(o->fw_cfgs, 2);
	ck_assert_str_eq(o->fw_cfg[0].name, "opt/a");
	ck_assert(!o->fw_cfg[0].is_file && o->fw_cfg[1].is_file);
	ck_assert_str_eq(o->fw_cfg[1].value, "d");
	done(&outcome);
	outcome = (struct outcome){0};
	parse(&outcome, "-boot order=c,once=d");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_str_eq(o->boot.order, "c");
	ck_assert_str_eq(o->boot.once, "d");
	done(&outcome);
}
END_TEST

/* What kvm-unit-tests' scripts call, and look for. */
START_TEST(kvm_unit_tests_calls)
{
	struct outcome outcome = {0};

	parse(&outcome, "--no-reboot -nodefaults -device pc-testdev -device "
			"isa-debug-exit,iobase=0xf4,iosize=0x4 -vnc none -serial stdio "
			"-machine accel=tcg -kernel x.flat -smp 1 -cpu max");
	ck_assert_msg(outcome.status == OPTIONS_RUN, "%s", outcome.err);
	done(&outcome);
	outcome = (struct outcome){0};
	parse(&outcome, "-device ?");
	ck_assert_int_eq(outcome.status, 0);
	ck_assert_ptr_nonnull(strstr(outcome.out, "name \"pc-testdev\", bus ISA"));
	ck_assert_ptr_nonnull(strstr(outcome.out, "name \"isa-debug-exit\", bus ISA"));
	done(&outcome);
	outcome = (struct outcome){0};
	parse(&outcome, "--help");
	ck_assert_ptr_nonnull(strstr(outcome.out, "QEMU"));
	ck_assert_ptr_nonnull(strstr(outcome.out, "\n-enable-kvm "));
	done(&outcome);
}
END_TEST

START_TEST(other_names)
{
	struct outcome outcome = {0};
	const struct options *o = &outcome.options;

	parse(&outcome, "-action reboot=shutdown,shutdown=pause -sdl -localtime");
	ck_assert_msg(outcome.status == OPTIONS_RUN, "%s", outcome.err);
	ck_assert(o->no_reboot && o->no_shutdown);
	ck_assert_int_eq(o->display, DISPLAY_SDL);
	ck_assert_int_gt(o->rtc_base_s, 0);
	done(&outcome);
}
END_TEST

START_TEST(a_kernel_virtual_machine_is_warned_about)
{
	struct outcome outcome = {0};

	parse(&outcome, "-accel kvm");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_str_eq(outcome.err, "zonemu: -accel kvm: changes nothing here: the host's "
				      "processor is never used\n");
	done(&outcome);
}
END_TEST

static const struct {
	const char *line, *params; /* NULL: none */
} parameters[] = {
    {"mem=126M", "mem=126M"},
    {"mem=126M -m 256 selftest", "mem=126M selftest"},
    {"selftest=mm_ poweroff quiet", "selftest=mm_ poweroff quiet"},
    {"memmap=2M$126M highmem=0", "memmap=2M$126M highmem=0"},
    {"memmap=exactmap,640K@0,127M@1M", "memmap=exactmap,640K@0,127M@1M"},
    {"memmap=64K#0x9f000", "memmap=64K#0x9f000"},
    {"mem=nopentium panic=-1 loglevel=7", "mem=nopentium panic=-1 loglevel=7"},
    {"root=/dev/hda1 ro nokaslr scull.major=7", "root=/dev/hda1 ro nokaslr scull.major=7"},
    {"-- mme=1 -m anything", "mme=1 -m anything"},
    {"-kernel other mme=126M foo=bar", "mme=126M foo=bar"},
    {"mme=126M -kernel other", "mme=126M"},
    {"-m 64", NULL},
};

START_TEST(parameter)
{
	struct outcome outcome = {0};
	char wanted[128];

	parse(&outcome, parameters[_i].line);
	ck_assert_msg(outcome.status == OPTIONS_RUN, "%s: %s", parameters[_i].line, outcome.err);
	snprintf(wanted, sizeof(wanted), "%s", parameters[_i].params ? parameters[_i].params : "");
	for (char *c = wanted; *c; c++) /* as parse() does */
		*c = *c == '_' ? ' ' : *c;
	ck_assert_str_eq(outcome.options.params ? outcome.options.params : "", wanted);
	done(&outcome);
}
END_TEST

/* ---- accepted with one warning ---- */

START_TEST(warned)
{
	struct outcome outcome = {0};

	parse(&outcome, "-M pc -cpu qemu32 -vga std -enable-kvm -nodefaults -net none -nic none "
			"-global a.b=c");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_uint_eq(lines(outcome.err), 8);
	ck_assert_ptr_nonnull(strstr(outcome.err, "zonemu: -cpu: changes nothing here"));
	done(&outcome);
	outcome = (struct outcome){0};
	parse(&outcome, "-kernel k -bios b");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_ptr_nonnull(strstr(outcome.err, "zonemu: -bios: changes nothing here"));
	done(&outcome);
	outcome = (struct outcome){0};
	parse(&outcome, "-global a.b=c -global d.e=f -machine pc-i440fx-7.2,accel=tcg");
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	ck_assert_uint_eq(lines(outcome.err), 2);
	done(&outcome);
}
END_TEST

/* ---- the table itself ---- */

START_TEST(help_has_every_option)
{
	struct outcome outcome = {0};

	parse(&outcome, "-help");
	ck_assert_int_eq(outcome.status, 0);
	ck_assert_uint_eq(outcome.err_bytes, 0);
	for (const struct option *option = options_table; option->name; option++) {
		char start[64];

		snprintf(start, sizeof(start), "\n-%s%s", option->name, option->args ? " " : "");
		ck_assert_msg(strstr(outcome.out, start) != NULL, "-%s", option->name);
	}
	for (const char *line = outcome.out, *end; (end = strchr(line, '\n')); line = end + 1)
		ck_assert_int_le(end - line, 100);
	done(&outcome);
}
END_TEST

START_TEST(table_is_sound)
{
	for (const struct option *option = options_table; option->name; option++) {
		bool takes = option->class == OPTION_HONOURED || option->class == OPTION_WARNED;

		ck_assert_ptr_eq(option_find(option->name), option); /* no name twice */
		ck_assert_msg(takes == (option->take != NULL), "-%s", option->name);
		ck_assert(option->name[0] != '-' && option->help[0]);
		if (option->class == OPTION_NOT_YET)
			ck_assert_int_eq(option->section, SECTION_NOT_YET);
	}
}
END_TEST

START_TEST(version)
{
	struct outcome outcome = {0};

	parse(&outcome, "-m 64 --version -nonsense");
	ck_assert_int_eq(outcome.status, 0);
	ck_assert_str_eq(outcome.out, "zonemu " ZONEMU_VERSION "\n");
	done(&outcome);
}
END_TEST

/* ---- lines that were not named ---- */

static const struct {
	const char *line;
	bool window;
	const char *serial, *monitor;
} settlings[] = {
    {"", true, "vc", "none"},
    {"", false, "mon:stdio", "none"},
    {"-nographic", false, "mon:stdio", "none"},
    {"-nographic -serial null", false, "null", "stdio"},
    {"-nographic -serial stdio", false, "stdio", "none"},
    {"-nographic -serial mon:stdio", false, "mon:stdio", "none"},
    {"-nographic -monitor none", false, "stdio", "none"},
    {"-nographic -monitor stdio", false, "mon:stdio", "none"},
    {"-nographic -monitor unix:x,server", false, "stdio", "unix:x,server"},
    {"-display none -serial file:x", false, "file:x", "none"},
    {"-serial stdio", true, "stdio", "none"},
    {"-monitor stdio", true, "vc", "stdio"},
};

START_TEST(settling)
{
	struct outcome outcome = {0};

	parse(&outcome, settlings[_i].line);
	ck_assert_int_eq(outcome.status, OPTIONS_RUN);
	options_settle_lines(&outcome.options, settlings[_i].window);
	ck_assert_uint_eq(outcome.options.serials, 1);
	ck_assert_str_eq(outcome.options.serial[0], settlings[_i].serial);
	ck_assert_str_eq(outcome.options.monitor, settlings[_i].monitor);
	done(&outcome);
}
END_TEST

/* ---- whatever is typed ends in one way or another ---- */

START_TEST(random_words)
{
	static const char *const pieces[] = {"-m",	"-",	   "--",      "=",
					     "mem",	"128",	   "-smp",    "G",
					     ",",	"size",	   "0x",      "-rtc",
					     "base",	"-icount", "shift",   ".",
					     "-serial", "vc",	   "-device", "isa-debug-exit",
					     "iobase",	"$",	   "@",	      "-panel"};
	unsigned seed = 20260102, refused = 0;

	printf("seed %u\n", seed);
	for (unsigned n = 0; n < 20000; n++) {
		struct outcome outcome = {0};
		char line[256] = "";

		for (int k = rand_r(&seed) % 10; k >= 0; k--) {
			strcat(line, pieces[rand_r(&seed) % (sizeof(pieces) / sizeof(pieces[0]))]);
			if (rand_r(&seed) & 1)
				strcat(line, " ");
		}
		parse(&outcome, line);
		ck_assert_msg(outcome.status == OPTIONS_RUN || outcome.status == 2, "%s", line);
		ck_assert_msg(lines(outcome.err) == (outcome.status == 2), "%s: %s", line,
			      outcome.err);
		refused += outcome.status == 2;
		done(&outcome);
	}
	ck_assert_uint_gt(refused, 1000);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
	Suite *suite = suite_create("options");
	TCase *tcase = tcase_create("options");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 0);
	tcase_add_loop_test(tcase, refusal, 0, COUNT(refusals));
	tcase_add_loop_test(tcase, size, 0, COUNT(sizes));
	tcase_add_loop_test(tcase, parameter, 0, COUNT(parameters));
	tcase_add_loop_test(tcase, settling, 0, COUNT(settlings));
	tcase_add_test(tcase, size_values);
	tcase_add_test(tcase, date_values);
	tcase_add_test(tcase, honoured);
	tcase_add_test(tcase, honoured_numbers);
	tcase_add_loop_test(tcase, processor_values, 0,
			    (int)(sizeof(processors) / sizeof(processors[0])));
	tcase_add_test(tcase, defaults);
	tcase_add_test(tcase, drives);
	tcase_add_test(tcase, chardevs_by_name);
	tcase_add_test(tcase, firmware_options);
	tcase_add_test(tcase, kvm_unit_tests_calls);
	tcase_add_test(tcase, other_names);
	tcase_add_test(tcase, a_kernel_virtual_machine_is_warned_about);
	tcase_add_test(tcase, warned);
	tcase_add_test(tcase, help_has_every_option);
	tcase_add_test(tcase, table_is_sound);
	tcase_add_test(tcase, version);
	tcase_add_test(tcase, random_words);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
