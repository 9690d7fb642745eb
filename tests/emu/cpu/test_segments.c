/* SPDX-License-Identifier: GPL-2.0-only */
/* Segment registers: loading, limits, rights, and what LAR, LSL, VERR, VERW and ARPL say. */
#include "tests/emu/cpu/rig.h"

static struct rig *rig;

static void set_up(void)
{
	rig = rig_new();
}

static void tear_down(void)
{
	rig_free(rig);
}

/* ---- loading ---- */

GUEST(load_fs, "mov %eax, %fs; hlt");
GUEST(load_ss, "mov %eax, %ss; hlt");

static void run_load(const uint8_t *code, uint16_t selector, bool user)
{
	rig_load(rig, RIG_CODE, code, 3);
	if (user)
		rig_user(rig);
	cpu_set_reg(rig->cpu, "eax", selector);
	rig_again(rig);
}

static const struct {
	unsigned selector, access;
	bool user, ss;
	int vector; /* -1: it loads */
} loads[] = {
    {SEL_FREE, 0x93, false, false, -1},
    {SEL_FREE, 0x91, false, false, -1},	    /* read-only data */
    {SEL_FREE, 0x9b, false, false, -1},	    /* readable code */
    {SEL_FREE, 0x99, false, false, 13},	    /* execute-only code */
    {SEL_FREE, 0x82, false, false, 13},	    /* LDT */
    {SEL_FREE, 0x13, false, false, 11},	    /* not present */
    {SEL_FREE | 3, 0x93, false, false, 13}, /* RPL beyond DPL */
    {SEL_FREE, 0x93, true, false, 13},	    /* CPL beyond DPL */
    {SEL_FREE | 3, 0xf3, true, false, -1},
    {SEL_FREE | 3, 0x9f, true, false, -1},  /* conforming code: no check */
    {SEL_FREE | 4, 0x93, false, false, 13}, /* no LDT */
    {0x3ff8, 0x93, false, false, 13},	    /* beyond the table */
    {SEL_FREE, 0x93, false, true, -1},
    {SEL_FREE, 0x91, false, true, 13}, /* a stack must be writable */
    {SEL_FREE, 0x9b, false, true, 13},
    {SEL_FREE | 3, 0xf3, false, true, 13}, /* RPL must be CPL */
    {SEL_FREE, 0xf3, false, true, 13},	   /* DPL must be CPL */
    {SEL_FREE, 0x13, false, true, 12},	   /* not present: #SS */
    {0, 0x93, false, true, 13},		   /* a null stack: #GP(0) */
};

START_TEST(loading_checks)
{
	rig_descriptor(rig, SEL_FREE, 0x12345678, 0x1ffff, loads[_i].access, 0xc);
	run_load(loads[_i].ss ? load_ss : load_fs, (uint16_t)loads[_i].selector, loads[_i].user);
	if (loads[_i].vector >= 0) {
		rig_expect_error(rig, (unsigned)loads[_i].vector, loads[_i].selector & 0xfffc,
				 RIG_CODE);
		return;
	}
	cpu_run(rig->cpu, 1);
	const char *name = loads[_i].ss ? "ss" : "fs";
	char part[16];

	ck_assert_uint_eq(rig_reg(rig, name), loads[_i].selector);
	snprintf(part, sizeof(part), "%s.base", name);
	ck_assert_uint_eq(rig_reg(rig, part), 0x12345678);
	snprintf(part, sizeof(part), "%s.limit", name);
	ck_assert_uint_eq(rig_reg(rig, part), 0x1fffffff);
}
END_TEST

START_TEST(loading_sets_the_accessed_bit)
{
	rig_descriptor(rig, SEL_FREE, 0, 0xfffff, 0x92, 0xc);
	run_load(load_fs, SEL_FREE, false);
	rig_run(rig);
	ck_assert_uint_eq(rig->ram[RIG_GDT + SEL_FREE + 5], 0x93);
}
END_TEST

START_TEST(null_loads_but_cannot_be_used)
{
	static const uint8_t use[] = {0x8e, 0xe0, 0x64, 0xa1, 0, 0, 2, 0};

	for (uint16_t selector = 0; selector < 4; selector++) {
		rig_load(rig, RIG_CODE, use, sizeof(use));
		cpu_set_reg(rig->cpu, "eax", selector);
		rig_again(rig);
		rig_expect_error(rig, 13, 0, RIG_CODE + 2);
	}
}
END_TEST

GUEST(ldt, "mov $0x48, %eax; lldt %ax; mov $0xc, %eax; mov %eax, %fs; sldt %ebx; hlt");

START_TEST(the_ldt_is_used)
{
	rig_descriptor(rig, 0x48, 0x5000, 0xf, 0x82, 0);
	rig_load(rig, 0x5008, rig->ram + RIG_GDT + SEL_DATA0, 8);
	LOAD(rig, ldt);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "fs"), 0xc);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 0x48);
	/* one past its limit */
	rig_put(rig, RIG_CODE + 9, 0x14);
	rig_again(rig);
	rig_expect_error(rig, 13, 0x14, RIG_CODE + 13);
}
END_TEST

/* ---- limits and rights ---- */

/* An access of n bytes at FS:EBX. */
GUEST(fs1, "mov %fs:(%ebx), %al; hlt");
GUEST(fs2, "mov %fs:(%ebx), %ax; hlt");
GUEST(fs4, "mov %fs:(%ebx), %eax; hlt");
GUEST(fs4_write, "mov %eax, %fs:(%ebx); hlt");

static void set_fs(uint32_t base, uint32_t limit, unsigned access, unsigned flags)
{
	rig_descriptor(rig, SEL_FREE, base, limit, access, flags);
	cpu_set_reg(rig->cpu, "eax", SEL_FREE);
	rig_load(rig, RIG_CODE, load_fs, 3);
	rig_again(rig);
	cpu_run(rig->cpu, 1);
	ck_assert_uint_eq(rig_reg(rig, "fs"), SEL_FREE);
}

static void access_at(const uint8_t *code, uint32_t off, bool ok)
{
	rig_load(rig, RIG_CODE, code, 5);
	cpu_set_reg(rig->cpu, "ebx", off);
	cpu_set_reg(rig->cpu, "esp", RIG_STACK);
	rig_again(rig);
	if (!ok) {
		rig_expect_error(rig, 13, 0, RIG_CODE);
		return;
	}
	rig_run(rig);
	ck_assert_uint_lt(rig_reg(rig, "eip") - RIG_CODE, 6);
}

START_TEST(limits_bound_every_byte)
{
	set_fs(RIG_DATA, 0xfff, 0x93, 4);
	rig->ram[RIG_DATA + 0xfff] = 0x5a;
	access_at(fs1, 0xfff, true);
	ck_assert_uint_eq(rig_reg(rig, "al"), 0x5a);
	access_at(fs1, 0x1000, false);
	access_at(fs2, 0xffe, true);
	access_at(fs2, 0xfff, false);
	access_at(fs4, 0xffc, true);
	access_at(fs4, 0xffd, false);
	access_at(fs4, 0xffffffff, false);
	access_at(fs4_write, 0xffc, true);
	access_at(fs4_write, 0xffd, false);
}
END_TEST

START_TEST(expand_down_is_valid_above_its_limit)
{
	set_fs(0, 0x1fff, 0x97, 4);
	access_at(fs4, 0x1ffc, false);
	access_at(fs4, 0x1fff, false);
	access_at(fs1, 0x2000, true);
	access_at(fs4, 0x700000, true);
	access_at(fs4, 0xfffffffd, false);
	/* a small one ends at FFFFh */
	set_fs(0, 0x1fff, 0x97, 0);
	access_at(fs4, 0xfffc, true);
	access_at(fs4, 0xfffd, false);
	access_at(fs1, 0x10000, false);
}
END_TEST

START_TEST(rights_bound_reads_and_writes)
{
	set_fs(0, 0xfffff, 0x91, 0xc);
	access_at(fs4, RIG_DATA, true);
	access_at(fs4_write, RIG_DATA, false);
	set_fs(0, 0xfffff, 0x9b, 0xc);
	access_at(fs4, RIG_DATA, true);
	access_at(fs4_write, RIG_DATA, false);
}
END_TEST

GUEST(cs_write, "mov %eax, %cs:0x20000");
GUEST(stack_push, "push %eax; hlt");

START_TEST(code_cannot_be_written_and_the_stack_raises_ss)
{
	LOAD(rig, cs_write);
	rig_expect_error(rig, 13, 0, RIG_CODE);

	/* A stack of 16 bytes: the fifth push fails. The handler has a stack of its own, at CPL 0.
	 */
	rig_load(rig, RIG_CODE, "\x50\x50\x50\x50\x50\xf4", 6);
	rig_user(rig);
	rig->cpu->a.seg[SEG_SS].base = RIG_DATA;
	rig->cpu->a.seg[SEG_SS].limit = 0xf;
	cpu_update_mode(rig->cpu);
	cpu_set_reg(rig->cpu, "esp", 0x10);
	rig_again(rig);
	rig_expect_error(rig, 12, 0, RIG_CODE + 4);
	ck_assert_uint_eq(rig_stack(rig, 4), 0);
}
END_TEST

GUEST(based, "mov $0x12345678, %eax; mov %eax, %ds:0x10; mov 0x10, %ecx; push %ecx;"
	     "mov $0x20, %edi; mov $2, %ecx; rep stosl; pop %edx; hlt");

START_TEST(bases_are_added)
{
	LOAD(rig, based);
	rig->cpu->a.seg[SEG_DS].base = 0x21000;
	rig->cpu->a.seg[SEG_ES].base = 0x22000;
	rig->cpu->a.seg[SEG_SS].base = 0x1000;
	cpu_update_mode(rig->cpu);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, 0x21010), 0x12345678);
	ck_assert_uint_eq(rig_get(rig, 0x22020), 0x12345678);
	ck_assert_uint_eq(rig_get(rig, 0x22024), 0x12345678);
	ck_assert_uint_eq(rig_get(rig, RIG_STACK + 0x1000 - 4), 0x12345678);
	ck_assert_uint_eq(rig_reg(rig, "edx"), 0x12345678);
}
END_TEST

GUEST(running_out, "inc %eax; inc %eax; inc %eax; inc %eax");

START_TEST(code_ends_at_its_limit)
{
	LOAD(rig, running_out);
	rig->cpu->a.seg[SEG_CS].limit = RIG_CODE + 2;
	cpu_update_mode(rig->cpu);
	rig_expect_error(rig, 13, 0, RIG_CODE + 3);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 3);
}
END_TEST

/* The same EIP under another base is other code. */
GUEST(twice, "ljmp $0x40, $0x100");

START_TEST(another_code_base_is_another_trace)
{
	static const uint8_t one[] = {0x40, 0xea, 0, 1, 0, 0, 0x48, 0}; /* inc eax; ljmp 48:100 */
	static const uint8_t two[] = {0x43, 0xf4};			/* inc ebx; hlt */

	rig_descriptor(rig, 0x40, 0x50000, 0xffff, 0x9b, 4);
	rig_descriptor(rig, 0x48, 0x60000, 0xffff, 0x9b, 4);
	rig_load(rig, 0x50100, one, sizeof(one));
	rig_load(rig, 0x60100, two, sizeof(two));
	LOAD(rig, twice);
	for (uint32_t i = 1; i <= 3; i++) {
		rig->cpu->a.seg[SEG_CS].base = 0;
		rig->cpu->a.seg[SEG_CS].limit = 0xffffffff;
		cpu_update_mode(rig->cpu);
		rig_again(rig);
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "eax"), i);
		ck_assert_uint_eq(rig_reg(rig, "ebx"), i);
	}
}
END_TEST

/* A 16-bit code segment: sizes, wrapping, and the 32-bit forms by prefix. */
GUEST(to16, "ljmp $0x40, $0");

START_TEST(sixteen_bit_code_runs)
{
	/* mov ax,1234h; push ax; pop bx; mov ecx,12345678h (66); lea di,[bx+si+2]; loop; hlt */
	static const uint8_t code[] = {0xb8, 0x34, 0x12, 0x50, 0x5b, 0x66, 0xb9, 0x78, 0x56,
				       0x34, 0x12, 0x8d, 0x78, 0x02, 0xeb, 0x00, 0xf4};

	rig_descriptor(rig, 0x40, 0x50000, 0xffff, 0x9b, 0);
	rig_load(rig, 0x50000, code, sizeof(code));
	LOAD(rig, to16);
	cpu_set_reg(rig->cpu, "eax", 0xaaaa0000);
	cpu_set_reg(rig->cpu, "ebx", 0xbbbb0000);
	cpu_set_reg(rig->cpu, "esi", 0xffff);
	cpu_set_reg(rig->cpu, "edi", 0xdddd0000);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0xaaaa1234);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 0xbbbb1234);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 0x12345678);
	ck_assert_uint_eq(rig_reg(rig, "edi"), 0xdddd1235);
	ck_assert_uint_eq(rig_reg(rig, "esp"), RIG_STACK);
	ck_assert_uint_eq(rig_reg(rig, "eip"), sizeof(code));
}
END_TEST

/* ---- asking ---- */

GUEST(ask, "mov $7, %ebx; mov $7, %ecx; lar %ax, %ebx; setz %dl; lsl %ax, %ecx; setz %dh;"
	   "verr %ax; setz %ah; int $0x80");

static const struct {
	unsigned selector, access, flags;
	bool user;
	bool lar, lsl, verr, verw;
} asks[] = {
    {SEL_FREE, 0x93, 0xc, false, true, true, true, true},
    {SEL_FREE, 0x91, 0x4, false, true, true, true, false},
    {SEL_FREE, 0x99, 0x4, false, true, true, false, false},
    {SEL_FREE, 0x9b, 0x4, false, true, true, true, false},
    {SEL_FREE, 0x93, 0xc, true, false, false, false, false},
    {SEL_FREE | 3, 0x93, 0xc, false, false, false, false, false},
    {SEL_FREE | 3, 0xf3, 0xc, true, true, true, true, true},
    {SEL_FREE | 3, 0x9f, 0xc, true, true, true, true, false}, /* conforming */
    {SEL_FREE, 0x13, 0xc, false, true, true, true, true},     /* present or not */
    {SEL_FREE, 0x89, 0, false, true, true, false, false},     /* TSS */
    {SEL_FREE, 0x82, 0, false, true, true, false, false},     /* LDT */
    {SEL_FREE, 0x8c, 0, false, true, false, false, false},    /* call gate */
    {SEL_FREE, 0x8e, 0, false, false, false, false, false},   /* interrupt gate */
    {0, 0x93, 0xc, false, false, false, false, false},
    {0x3ff8, 0x93, 0xc, false, false, false, false, false},
};

START_TEST(asking_never_raises)
{
	LOAD(rig, ask);
	rig_descriptor(rig, SEL_FREE, 0, 0x12345, asks[_i].access, asks[_i].flags);
	if (asks[_i].user)
		rig_user(rig);
	cpu_set_reg(rig->cpu, "eax", asks[_i].selector);
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, rig_handler(0x80) + 1);
	ck_assert_uint_eq(rig_reg(rig, "dl"), asks[_i].lar);
	ck_assert_uint_eq(rig_reg(rig, "dh"), asks[_i].lsl);
	ck_assert_uint_eq(rig_reg(rig, "ah"), asks[_i].verr);
	ck_assert_uint_eq(rig_reg(rig, "ebx") & 0xf0ff00,
			  asks[_i].lar ? asks[_i].access << 8 | asks[_i].flags << 20 : 0);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), !asks[_i].lsl	    ? 7
					       : asks[_i].flags & 8 ? 0x12345fff
								    : 0x12345);
}
END_TEST

GUEST(verw, "verw %ax; setz %bl; hlt");

START_TEST(verw_asks_for_writing)
{
	LOAD(rig, verw);
	for (size_t i = 0; i < sizeof(asks) / sizeof(asks[0]); i++) {
		if (asks[i].user)
			continue;
		rig_descriptor(rig, SEL_FREE, 0, 0x12345, asks[i].access, asks[i].flags);
		cpu_set_reg(rig->cpu, "eax", asks[i].selector);
		rig_again(rig);
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "bl"), asks[i].verw);
	}
}
END_TEST

GUEST(arpl, "arpl %cx, %ax; setz %bl; hlt");

START_TEST(arpl_raises_the_rpl)
{
	LOAD(rig, arpl);
	for (uint32_t have = 0; have < 4; have++)
		for (uint32_t wanted = 0; wanted < 4; wanted++) {
			cpu_set_reg(rig->cpu, "eax", 0x40 | have);
			cpu_set_reg(rig->cpu, "ecx", wanted);
			rig_again(rig);
			rig_run(rig);
			ck_assert_uint_eq(rig_reg(rig, "bl"), have < wanted);
			ck_assert_uint_eq(rig_reg(rig, "eax"),
					  0x40 | (have < wanted ? wanted : have));
		}
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("segments");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, loading_checks, 0, sizeof(loads) / sizeof(loads[0]));
	tcase_add_test(tcase, loading_sets_the_accessed_bit);
	tcase_add_test(tcase, null_loads_but_cannot_be_used);
	tcase_add_test(tcase, the_ldt_is_used);
	tcase_add_test(tcase, limits_bound_every_byte);
	tcase_add_test(tcase, expand_down_is_valid_above_its_limit);
	tcase_add_test(tcase, rights_bound_reads_and_writes);
	tcase_add_test(tcase, code_cannot_be_written_and_the_stack_raises_ss);
	tcase_add_test(tcase, bases_are_added);
	tcase_add_test(tcase, code_ends_at_its_limit);
	tcase_add_test(tcase, another_code_base_is_another_trace);
	tcase_add_test(tcase, sixteen_bit_code_runs);
	tcase_add_loop_test(tcase, asking_never_raises, 0, sizeof(asks) / sizeof(asks[0]));
	tcase_add_test(tcase, verw_asks_for_writing);
	tcase_add_test(tcase, arpl_raises_the_rpl);
	return rig_main(tcase, "segments");
}
