/* SPDX-License-Identifier: GPL-2.0-only */
/* The monitor's commands against a paused machine whose memory the test has laid out. */
#include <check.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/debug/monitor.h"
#include "emu/machine.h"

#define DIRECTORY 0x10000u
#define TABLE	  0x11000u
#define DATA_PA	  0x200000u /* seen at C0200000h through the directory */

static struct machine *machine;
static struct monitor *monitor;
static pthread_t thread;
static char shown[65536]; /* what monitor_input() printed */
static size_t shown_bytes;

static void show(void *ctx, const char *text, size_t bytes)
{
	(void)ctx;
	ck_assert_uint_lt(shown_bytes + bytes, sizeof(shown));
	memcpy(shown + shown_bytes, text, bytes);
	shown_bytes += bytes;
	shown[shown_bytes] = '\0';
}

static void poke32(uint32_t pa, uint32_t value)
{
	physmap_poke(machine_physmap(machine), pa, &value, sizeof(value));
}

/*
 * C0000000h: a large page at 0, for the kernel; 400000h: two pages, one of them the
 * user's and read-only; code at C0200000h: inc %eax; nop; jmp back.
 */
static bool lay_out(void *ctx, struct machine *m, char *err, size_t err_bytes)
{
	static const uint8_t code[] = {0x40, 0x90, 0xeb, 0xfc};
	struct cpu *cpu = machine_cpu(m, 0);

	(void)ctx;
	(void)err;
	(void)err_bytes;
	poke32(DIRECTORY + 0x300 * 4, 0x000001e3); /* G PS D A W P */
	poke32(DIRECTORY + 1 * 4, TABLE | 0x27);
	poke32(TABLE, 0x00300067);
	poke32(TABLE + 4, 0x00301025);
	physmap_poke(machine_physmap(m), DATA_PA, code, sizeof(code));
	cpu_enter_multiboot(cpu, &(struct cpu_multiboot_entry){DATA_PA, 0, 0x1234});
	return cpu_set_reg(cpu, "cr4", 0x10) && cpu_set_reg(cpu, "cr3", DIRECTORY) &&
	       cpu_set_reg(cpu, "cr0", 0x80010011) && cpu_set_reg(cpu, "eip", 0xc0000000 + DATA_PA);
}

static void *run_machine(void *ctx)
{
	(void)ctx;
	return (void *)(intptr_t)machine_run(machine);
}

static void setup(void)
{
	const struct machine_config config = {.ram_bytes = 16 << 20, .start_paused = true};
	char err[256];

	machine = machine_create(&config, err, sizeof(err));
	ck_assert_msg(machine != NULL, "%s", err);
	machine_set_loader(machine, lay_out, NULL);
	monitor = monitor_create(show, NULL, NULL);
	monitor_attach(monitor, machine, NULL);
	shown_bytes = 0;
	shown[0] = '\0';
	ck_assert_int_eq(pthread_create(&thread, NULL, run_machine, NULL), 0);
}

static void teardown(void)
{
	machine_quit(machine, 0);
	pthread_join(thread, NULL);
	monitor_destroy(monitor);
	machine_destroy(machine);
}

/* The output of one command; ok says whether it was taken. */
static const char *command(const char *line, bool *ok)
{
	static char text[65536];
	FILE *out = fmemopen(text, sizeof(text), "w");

	memset(text, 0, sizeof(text));
	*ok = monitor_command(monitor, line, out);
	fclose(out);
	return text;
}

static const struct {
	const char *line, *says;
	bool wrong;
} commands[] = {
    {"", "", false},
    {"info status", "VM status: paused\n", false},
    {"info version", ZONEMU_VERSION "\n", false},
    {"  info   status  ", "VM status: paused\n", false},
    {"info cpus", "* CPU #0: pc=0xc0200000\n", false},
    {"cpu 0", "", false},
    {"cpu 1", "there are 1 processors, the first is 0\n", true},
    {"info registers -b", "info registers [-a]\n", true},
    {"info block", "", false},
    {"eject", "eject [-f] DRIVE (info block lists them)\n", true},
    {"eject ide1-cd0", "Error: there are no drives\n", true},
    {"change a", "change DRIVE FILE [raw [read-only]]\n", true},
    {"change a b qcow2", "change DRIVE FILE [raw [read-only]]\n", true},
    {"x/4xb 0xc0200000", "c0200000: 0x40 0x90 0xeb 0xfc\n", false},
    {"x 0xc0200000", "c0200000: 0xfceb9040\n", false},
    {"x /xw 0xc0200000", "c0200000: 0xfceb9040\n", false},
    {"x/xh $eip+2", "c0200002: 0xfceb\n", false},
    {"x/1xg 0xc0200000", "c0200000: 0x00000000fceb9040\n", false},
    {"xp/2xw 0x200000", "0000000000200000: 0xfceb9040 0x00000000\n", false},
    {"xp/5xw 0x10ff8",
     "0000000000010ff8: 0x00000000 0x00000000 0x00300067 0x00301025\n"
     "0000000000011008: 0x00000000\n",
     false},
    {"xp/9db 0x200000",
     "0000000000200000:   64 -112  -21   -4    0    0    0    0\n"
     "0000000000200008:    0\n",
     false},
    {"xp/2ub 0x200000", "0000000000200000:  64 144\n", false},
    {"xp/1ob 0x200001", "0000000000200001: 0220\n", false},
    {"xp/3c 0x200000", "0000000000200000: '@' '\\x90' '\\xeb'\n", false},
    {"x/3i $pc",
     "0xc0200000:  40                       inc %eax\n"
     "0xc0200001:  90                       nop\n"
     "0xc0200002:  ebfc                     jmp 0xC0200000\n",
     false},
    {"x 0x500000", "00500000: Cannot access memory\n", false},
    {"x/i 0x500000", "00500000: Cannot access memory\n", false},
    {"x/2xw 0x401ffc", "00401ffc: Cannot access memory\n", false},
    {"gva2gpa 0xc0200004", "gpa: 0x200004\n", false},
    {"gva2gpa 0x401008", "gpa: 0x301008\n", false},
    {"gva2gpa 0x800000", "Unmapped\n", false},
    {"info mem",
     "0000000000400000-0000000000401000 0000000000001000 urw\n"
     "0000000000401000-0000000000402000 0000000000001000 ur-\n"
     "00000000c0000000-00000000c0400000 0000000000400000 -rw\n",
     false},
    {"info tlb",
     "0000000000400000: 0000000000300000 ---DA--UW\n"
     "0000000000401000: 0000000000301000 ----A--U-\n"
     "00000000c0000000: 0000000000000000 -GPDA---W\n",
     false},
    {"sum 0x200000 4", "33181\n", false},
    {"sum 0x200000 0", "00000\n", false},
    {"p 1+2*3", "7\n", false},
    {"p (1+2)*3", "9\n", false},
    {"p -1", "-1\n", false},
    {"p/x $ebx", "0x1234\n", false},
    {"print /x 0xff & ~0xf | 1", "0xf1\n", false},
    {"p/u -1", "18446744073709551615\n", false},
    {"p/o 8", "010\n", false},
    {"p/c 65", "'A'\n", false},
    {"p 'A' + 1", "66\n", false},
    {"p 10 % 4 ^ 3", "1\n", false},
    {"stop", "", false},
    {"p 1/0", "division by zero\n", true},
    {"p", "an expression is missing\n", true},
    {"p (1", "a ) is missing\n", true},
    {"p 1 2", "what is \"2\"?\n", true},
    {"p $foo", "no such register: $foo\n", true},
    {"p nosymbol", "no such symbol: nosymbol\n", true},
    {"p 99999999999999999999", "not a number: 99999999999999999999\n", true},
    {"x/q 0", "format /q: a count, x d u o c or i, b h w or g\n", true},
    {"x/2x2 0", "format /2x2: a count, x d u o c or i, b h w or g\n", true},
    {"sum 1", "an expression is missing\n", true},
    {"foo bar", "unknown command: 'foo'\n", true},
    {"help foo", "unknown command: 'foo'\n", true},
    {"help cont", "cont|c                     -- go on\n", false},
};

START_TEST(one_command)
{
	bool ok;
	const char *text = command(commands[_i].line, &ok);

	ck_assert_str_eq(text, commands[_i].says);
	ck_assert_int_eq(ok, !commands[_i].wrong);
}
END_TEST

START_TEST(views)
{
	bool ok;

	ck_assert_ptr_nonnull(strstr(command("info registers", &ok), "EIP=c0200000"));
	ck_assert_ptr_nonnull(strstr(command("info pic", &ok), "pic1: irr=00"));
	ck_assert_str_eq(command("info irq", &ok), command("info pic", &ok));
	ck_assert_ptr_nonnull(strstr(command("info pci", &ok), "8086:1237"));
	ck_assert_ptr_nonnull(strstr(command("info mtree", &ok), "serial0"));
	ck_assert_ptr_nonnull(strstr(command("info", &ok), "info tlb"));
	ck_assert(ok);
	ck_assert_ptr_nonnull(strstr(command("info nothing", &ok), "info nothing: there is\n"));
	ck_assert(!ok);
	ck_assert_ptr_nonnull(strstr(command("help", &ok), "gva2gpa ADDRESS"));
	ck_assert_ptr_nonnull(strstr(command("help info", &ok), "info registers"));
}
END_TEST

/* Steps are taken a slice at a time; look until they are done. */
static void wait_for_insns(unsigned count)
{
	char line[64];
	bool ok;

	snprintf(line, sizeof(line), "instructions: %u\n", count);
	while (!strstr(command("info icount", &ok), line))
		;
}

START_TEST(stepping)
{
	bool ok;

	command("step", &ok);
	wait_for_insns(1);
	ck_assert_str_eq(command("p/x $eip", &ok), "0xc0200001\n");
	ck_assert_str_eq(command("p $eax", &ok), "1\n");
	command("step 1+2", &ok);
	wait_for_insns(4);
	ck_assert_str_eq(command("p/x $eip", &ok), "0xc0200001\n");
	ck_assert_str_eq(command("p $eax", &ok), "2\n");
	command("cont", &ok);
	ck_assert_str_eq(command("info status", &ok), "VM status: running\n");
	ck_assert_str_eq(command("step", &ok), "stop first\n");
	command("stop", &ok);
	ck_assert_str_eq(command("info status", &ok), "VM status: paused\n");
	command("system_reset", &ok);
	ck_assert_str_eq(command("p/x $eip", &ok), "0xc0200000\n");
}
END_TEST

START_TEST(quitting)
{
	bool ok;

	command("quit", &ok);
	pthread_join(thread, NULL);
	ck_assert_str_eq(command("info registers", &ok), "the machine has ended\n");
	ck_assert(!ok);
	ck_assert_int_eq(pthread_create(&thread, NULL, run_machine, NULL), 0); /* for teardown */
}
END_TEST

static void type(const char *text)
{
	for (; *text; text++)
		monitor_input(monitor, (uint8_t)*text);
}

START_TEST(line_editing)
{
	monitor_show(monitor);
	ck_assert_str_eq(shown, "\r\nzonemu " ZONEMU_VERSION
				" monitor - type 'help' for more information\r\n(zonemu) ");
	shown_bytes = 0;
	type("p 12\b3\r");
	ck_assert_str_eq(shown, "p 12\b \b3\r\n13\r\n(zonemu) ");
	shown_bytes = 0;
	type("junk\x15p 7\n");
	ck_assert_ptr_nonnull(strstr(shown, "p 7\r\n7\r\n(zonemu) "));
	shown_bytes = 0;
	type("p 1 + junk\x17"
	     "2\r");
	ck_assert_ptr_nonnull(strstr(shown, "\r\n3\r\n(zonemu) "));
	shown_bytes = 0;
	type("quit\x03p 5\r");
	ck_assert_ptr_nonnull(strstr(shown, "\r\n(zonemu) p 5\r\n5\r\n(zonemu) "));
	shown_bytes = 0;
	type("\b\b\x7f\x17\x15\x02\x1b");
	ck_assert_uint_eq(shown_bytes, 0);
	for (unsigned i = 0; i < 2000; i++)
		monitor_input(monitor, 'x');
	ck_assert_uint_eq(shown_bytes, 511); /* a line has an end */
	monitor_show(monitor);
	ck_assert_str_eq(shown + 511, "\r\n(zonemu) "); /* greeted once */
}
END_TEST

START_TEST(any_bytes)
{
	unsigned seed = 42;

	printf("seed %u\n", seed);
	for (unsigned n = 0; n < 3000; n++) {
		static const char letters[] =
		    "px/ iwbgc$eaxm()+-*%&|^~'0123456789info tlbsum?h\b\x15";
		char line[64] = "";
		bool ok;

		for (int i = rand_r(&seed) % 40; i > 0; i--)
			line[i - 1] = letters[rand_r(&seed) % (sizeof(letters) - 1)];
		command(line, &ok);
	}
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
	Suite *suite = suite_create("monitor");
	TCase *tcase = tcase_create("monitor");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 0);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, one_command, 0, COUNT(commands));
	tcase_add_test(tcase, views);
	tcase_add_test(tcase, stepping);
	tcase_add_test(tcase, quitting);
	tcase_add_test(tcase, line_editing);
	tcase_add_test(tcase, any_bytes);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
