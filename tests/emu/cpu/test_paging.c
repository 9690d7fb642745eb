/* SPDX-License-Identifier: GPL-2.0-only */
/* Paging as instructions see it: rights, faults that change nothing, cached translations, marks. */
#include "tests/emu/cpu/rig.h"

static struct rig *rig;

#define PAGE 0x300000u /* the page that tests bend */
#define P    1u
#define RW   2u
#define US   4u

static void set_up(void)
{
	rig = rig_new();
	rig_paging(rig, 0);
}

static void tear_down(void)
{
	rig_free(rig);
}

static void map(uint32_t la, uint32_t entry)
{
	rig_put(rig, rig_pte(la), entry);
}

static void expect_fault(uint32_t cr2, uint32_t error, uint32_t eip)
{
	rig_expect_error(rig, 14, error, eip);
	ck_assert_uint_eq(rig_reg(rig, "cr2"), cr2);
}

/* ---- error codes (SDM 3A 4.7) ---- */

GUEST(read, "mov 0x300010, %eax; hlt");
GUEST(write, "mov %eax, 0x300010; hlt");
GUEST(modify, "incl 0x300010; hlt");

static const struct {
	const uint8_t *code;
	uint32_t entry;
	bool user, wp;
	int error; /* -1: none */
} rights[] = {
    {read, 0, false, true, 0},	     {read, 0, true, true, 4},
    {write, 0, false, true, 2},	     {write, 0, true, true, 6},
    {modify, 0, true, true, 6},	     {read, P, true, true, 5},
    {read, P, false, true, -1},	     {read, P | RW, true, true, 5},
    {read, P | US, true, true, -1},  {write, P | US, true, true, 7},
    {modify, P | US, true, true, 7}, {write, P | US | RW, true, true, -1},
    {write, P, false, true, 3},	     {write, P, false, false, -1},
    {write, P | US, false, true, 3}, {write, P | US, false, false, -1},
    {write, P | US, true, false, 7},
};

START_TEST(rights_and_error_codes)
{
	rig_load(rig, RIG_CODE, rights[_i].code, 7);
	rig->ram[RIG_CODE + (rights[_i].code == modify ? 6 : 5)] = 0xcc;
	rig_gate(rig, 3, SEL_CODE0, rig_handler(3), 0xee);
	map(PAGE, rights[_i].entry ? PAGE | rights[_i].entry : 0);
	if (!rights[_i].wp)
		cpu_set_reg(rig->cpu, "cr0", CR0_PE | CR0_PG);
	if (rights[_i].user)
		rig_user(rig);
	if (rights[_i].error >= 0)
		expect_fault(PAGE + 0x10, (uint32_t)rights[_i].error, RIG_CODE);
	else
		rig_expect(rig, 3, RIG_CODE + (rights[_i].code == modify ? 7 : 6));
}
END_TEST

START_TEST(rights_of_both_levels_count)
{
	LOAD(rig, read);
	rig_put(rig, RIG_DIRECTORY, RIG_TABLES | P | RW); /* supervisor, above user pages */
	rig_user(rig);
	/* not even the code can be fetched */
	expect_fault(RIG_CODE, 5, RIG_CODE);
}
END_TEST

START_TEST(accessed_and_dirty)
{
	LOAD(rig, read);
	map(PAGE, PAGE | P | RW);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, rig_pte(PAGE)), PAGE | P | RW | 0x20);
	ck_assert_uint_eq(rig_get(rig, RIG_DIRECTORY) & 0x20, 0x20);
	LOAD(rig, write);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, rig_pte(PAGE)), PAGE | P | RW | 0x60);
}
END_TEST

/* ---- a fault changes nothing ---- */

/* Each starts with ESP at the first bytes of a page below which nothing is mapped. */
GUEST(r_push, "push %eax");
GUEST(r_push_m, "pushl 0x20000");
GUEST(r_pusha, "pusha");
GUEST(r_pushf, "pushf");
GUEST(r_call, "call . + 5");
GUEST(r_call_m, "call *0x20000");
GUEST(r_lcall, "lcall $0x1b, $0x11000");
GUEST(r_enter, "enter $16, $0");
GUEST(r_enter3, "enter $16, $3");
GUEST(r_pop_m, "popl 0x500000");
GUEST(r_movs, "movsl");
GUEST(r_stos, "stosl");
GUEST(r_xchg, "xchg %eax, 0x500000");
GUEST(r_xadd, "xadd %eax, 0x500000");
GUEST(r_cmpxchg, "cmpxchg %ecx, 0x500000");
GUEST(r_cmpxchg8b, "cmpxchg8b 0x500000");
GUEST(r_add, "addl $1, 0x500000");
GUEST(r_adc, "adcl %eax, 0x500000");
GUEST(r_shl, "shll $3, 0x500000");
GUEST(r_bts, "btsl %eax, 0x500000");
GUEST(r_not, "notl 0x500000");
GUEST(r_neg, "negl 0x500000");
GUEST(r_inc, "incl 0x500000");
GUEST(r_sgdt, "sgdt 0x500000");
GUEST(r_setc, "setc 0x500000");
GUEST(r_shld, "shldl $4, %eax, 0x500000");
GUEST(r_les, "les 0x500000, %eax");
GUEST(r_cross, "mov %eax, 0x4ffffe");
GUEST(r_cross_add, "add %eax, 0x4ffffd");
GUEST(r_cross_8b, "cmpxchg8b 0x4ffffc");
GUEST(r_ins, "insl");
GUEST(r_popa, "mov $0x4ffff0, %esp; popa");
GUEST(r_leave, "mov $0x500000, %ebp; leave");
GUEST(r_iret, "mov $0x4ffff8, %esp; iret");
GUEST(r_lret, "mov $0x4ffffc, %esp; lret");

static const struct {
	const char *name;
	const uint8_t *code, *end;
	uint32_t cr2, error;
	unsigned skip; /* bytes of set-up before the instruction */
} restarts[] = {
#define R(name, cr2, error, skip)                                                                  \
	{                                                                                          \
#name, name, name##_end, cr2, error, skip                                          \
	}
    R(r_push, 0x3ffffc, 2, 0),	    R(r_push_m, 0x3ffffc, 2, 0),    R(r_pusha, 0x3ffffc, 2, 0),
    R(r_pushf, 0x3ffffc, 2, 0),	    R(r_call, 0x3ffffc, 2, 0),	    R(r_call_m, 0x3ffffc, 2, 0),
    R(r_lcall, 0x3ffffc, 2, 0),	    R(r_enter, 0x3ffffc, 2, 0),	    R(r_enter3, 0x3ffffc, 2, 0),
    R(r_pop_m, 0x500000, 2, 0),	    R(r_movs, 0x500000, 2, 0),	    R(r_stos, 0x500000, 2, 0),
    R(r_xchg, 0x500000, 2, 0),	    R(r_xadd, 0x500000, 2, 0),	    R(r_cmpxchg, 0x500000, 2, 0),
    R(r_cmpxchg8b, 0x500000, 2, 0), R(r_add, 0x500000, 2, 0),	    R(r_adc, 0x500000, 2, 0),
    R(r_shl, 0x500000, 2, 0),	    R(r_bts, 0x500004, 2, 0),	    R(r_not, 0x500000, 2, 0),
    R(r_neg, 0x500000, 2, 0),	    R(r_inc, 0x500000, 2, 0),	    R(r_sgdt, 0x500000, 2, 0),
    R(r_setc, 0x500000, 2, 0),	    R(r_shld, 0x500000, 2, 0),	    R(r_les, 0x500000, 0, 0),
    R(r_cross, 0x500000, 2, 0),	    R(r_cross_add, 0x500000, 2, 0), R(r_cross_8b, 0x500000, 2, 0),
    R(r_ins, 0x500000, 2, 0),	    R(r_popa, 0x500000, 0, 5),	    R(r_leave, 0x500000, 0, 5),
    R(r_iret, 0x500000, 0, 5),	    R(r_lret, 0x500000, 0, 5),
};

START_TEST(faults_change_nothing)
{
	static uint8_t before[RIG_BYTES];
	uint32_t r[8], eflags;

	/* The stack's page is mapped, the one below is not; nor is 500000h. Memory before is
	 * mapped. */
	map(0x3ff000, 0);
	map(0x500000, 0);
	rig_load(rig, RIG_CODE, restarts[_i].code, (size_t)(restarts[_i].end - restarts[_i].code));
	for (unsigned i = 0; i < 8; i++)
		rig->cpu->a.r[i] = 0x20 + i;
	cpu_set_reg(rig->cpu, "esp", 0x400000);
	cpu_set_reg(rig->cpu, "ebp", 0x400100);
	cpu_set_reg(rig->cpu, "edi", 0x500000);
	cpu_set_reg(rig->cpu, "esi", 0x20000);
	/* At CPL 3, so that the handler has a stack of its own. */
	rig_user(rig);
	cpu_set_reg(rig->cpu, "eflags", FL_CF | FL_ZF | FL_IOPL);
	if (restarts[_i].skip)
		cpu_run(rig->cpu, 1);
	memcpy(r, rig->cpu->a.r, sizeof(r));
	eflags = rig_reg(rig, "eflags");
	memcpy(before, rig->ram, RIG_BYTES);
	expect_fault(restarts[_i].cr2, restarts[_i].error | 4, RIG_CODE + restarts[_i].skip);
	ck_assert_uint_eq(rig_stack(rig, 3), eflags | FL_RF);
	ck_assert_uint_eq(rig_stack(rig, 4), r[ESP]);
	for (unsigned i = 0; i < 8; i++)
		if (i != ESP)
			ck_assert_uint_eq(rig->cpu->a.r[i], r[i]);
	ck_assert_uint_eq(rig->reads, 0);
	/* nothing written but the frame and the tables' accessed and dirty bits */
	memcpy(rig->ram + RIG_STACK0 - 64, before + RIG_STACK0 - 64, 64);
	memcpy(rig->ram + RIG_DIRECTORY, before + RIG_DIRECTORY, 3 * 4096);
	memcpy(rig->ram + RIG_GDT, before + RIG_GDT, 4096);
	ck_assert_mem_eq(rig->ram, before, RIG_BYTES);
}
END_TEST

/* ---- across pages ---- */

GUEST(across, "mov 0x301ffe, %eax; mov %ebx, 0x301fff; lock addl $0x01010101, 0x301ffd; hlt");

START_TEST(accesses_cross_into_any_frame)
{
	/* two neighbours in linear space, far apart and the other way round in memory */
	map(0x301000, 0x402000 | 7);
	map(0x302000, 0x401000 | 7);
	rig->ram[0x402ffe] = 0x11;
	rig->ram[0x402fff] = 0x22;
	rig->ram[0x401000] = 0x33;
	rig->ram[0x401001] = 0x44;
	cpu_set_reg(rig->cpu, "ebx", 0x80706050);
	LOAD(rig, across);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0x44332211);
	/* memory was 00 11 50 60 70 80 from 301FFDh */
	ck_assert_uint_eq(rig->ram[0x402ffd], 0x01);
	ck_assert_uint_eq(rig->ram[0x402ffe], 0x12);
	ck_assert_uint_eq(rig->ram[0x402fff], 0x51);
	ck_assert_uint_eq(rig->ram[0x401000], 0x61);
	ck_assert_uint_eq(rig->ram[0x401001], 0x70);
	ck_assert_uint_eq(rig->ram[0x401002], 0x80);
}
END_TEST

GUEST(code_across, "mov $0x44332211, %eax; hlt");

START_TEST(code_crosses_into_any_frame_and_faults_there)
{
	const uint32_t la = 0x302000 - 2;

	map(0x301000, 0x402000 | 7);
	map(0x302000, 0x401000 | 7);
	rig_load(rig, 0x402ffe, code_across, 2);
	rig_load(rig, 0x401000, code_across + 2, 4);
	cpu_set_reg(rig->cpu, "eip", la);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0x44332211);
	/* the second page goes away: the same instruction faults at that page */
	map(0x302000, 0);
	cpu_set_reg(rig->cpu, "cr3", RIG_DIRECTORY);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "eip", la);
	expect_fault(0x302000, 0, la);
	/* and comes back with other bytes */
	map(0x302000, 0x403000 | 7);
	rig_load(rig, 0x403000, "\x88\x99\xaa\xf4", 4);
	cpu_set_reg(rig->cpu, "cr3", RIG_DIRECTORY);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "eip", la);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0xaa998811);
}
END_TEST

/* ---- cached translations ---- */

GUEST(remap, "mov 0x300000, %eax; movl $0x402007, 0x101c00; mov 0x300000, %ebx;"
	     "invlpg 0x300123; mov 0x300000, %ecx; hlt");

START_TEST(invlpg_makes_a_new_mapping_seen)
{
	rig_put(rig, 0x300000, 0x1111);
	rig_put(rig, 0x402000, 0x2222);
	LOAD(rig, remap);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0x1111);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 0x2222);
}
END_TEST

GUEST(reload, "mov 0x300000, %eax; movl $0x402107, 0x101c00; mov %cr3, %ebx; mov %ebx, %cr3;"
	      "mov 0x300000, %ecx; mov %cr4, %ebx; xor $0x80, %ebx; mov %ebx, %cr4;"
	      "mov 0x300000, %edx; hlt");

START_TEST(cr3_flushes_all_but_global_pages)
{
	rig_put(rig, 0x300000, 0x1111);
	rig_put(rig, 0x402000, 0x2222);
	LOAD(rig, reload);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 0x2222);

	map(PAGE, PAGE | 0x107);
	cpu_set_reg(rig->cpu, "cr4", 0);
	cpu_set_reg(rig->cpu, "cr4", CR4_PGE);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0x1111);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 0x1111);
	ck_assert_uint_eq(rig_reg(rig, "edx"), 0x2222);
}
END_TEST

GUEST(call_page, "call 0x300000; mov %eax, %ebx; movl $0x402007, 0x101c00; invlpg 0x300000;"
		 "call 0x300000; hlt");

START_TEST(remapped_code_is_other_code)
{
	rig_load(rig, 0x300000, "\xb8\x11\0\0\0\xc3", 6);
	rig_load(rig, 0x402000, "\xb8\x22\0\0\0\xc3", 6);
	/* the calls are relative to where the code runs */
	uint8_t code[64];
	size_t bytes = (size_t)(call_page_end - call_page);

	memcpy(code, call_page, bytes);
	for (size_t i = 0; i + 5 <= bytes; i++)
		if (code[i] == 0xe8) {
			uint32_t delta = 0x300000 - (RIG_CODE + (uint32_t)i + 5);

			memcpy(code + i + 1, &delta, 4);
		}
	rig_load(rig, RIG_CODE, code, bytes);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 0x11);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0x22);
}
END_TEST

/* One piece of code at two addresses: relative calls and jumps go by the address it runs at. */
GUEST(twin, "call 1f; 1: pop %eax; mov $3, %ecx; 2: dec %ecx; jnz 2b; jmp 3f; nop; 3: hlt");

START_TEST(one_frame_at_two_addresses)
{
	LOAD(rig, twin);
	map(PAGE, RIG_CODE | 7);
	for (int i = 0; i < 3; i++) {
		rig_again(rig);
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "eax"), RIG_CODE + 5);
		ck_assert_uint_eq(rig_reg(rig, "eip"), RIG_CODE + (twin_end - twin));
		rig_again(rig);
		cpu_set_reg(rig->cpu, "eip", PAGE);
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "eax"), PAGE + 5);
		ck_assert_uint_eq(rig_reg(rig, "eip"), PAGE + (twin_end - twin));
	}
}
END_TEST

/* ---- large pages ---- */

GUEST(large, "mov 0x712340, %eax; movl $0x00400083, 0x100004; mov 0x712340, %ebx;"
	     "invlpg 0x600000; mov 0x712340, %ecx; hlt");

START_TEST(invlpg_takes_a_whole_large_page)
{
	cpu_set_reg(rig->cpu, "cr4", CR4_PSE);
	rig_put(rig, RIG_DIRECTORY + 4, 0x00000083);
	cpu_set_reg(rig->cpu, "cr3", RIG_DIRECTORY);
	rig_put(rig, 0x312340, 0x3333);
	rig_put(rig, 0x712340, 0x7777);
	LOAD(rig, large);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 0x3333);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 0x7777);
}
END_TEST

/* ---- what the machine knows of its pages ---- */

START_TEST(page_bits)
{
	uint8_t *bits = physmap_page_bits(rig->map);

	physmap_forget(rig->map);
	LOAD(rig, read);
	rig_run(rig);
	ck_assert_uint_eq(bits[PAGE >> 12] & (PAGE_READ | PAGE_WRITTEN), PAGE_READ);
	ck_assert_uint_eq(bits[RIG_CODE >> 12] & (PAGE_EXECUTED | PAGE_WRITTEN), PAGE_EXECUTED);
	ck_assert_uint_eq(bits[RIG_DIRECTORY >> 12] & PAGE_TABLE, PAGE_TABLE);
	ck_assert_uint_eq(bits[0x600000 >> 12] & (PAGE_READ | PAGE_WRITTEN | PAGE_EXECUTED), 0);
	/* written by the CPU even where a bus master was before */
	rig_put(rig, PAGE, 1);
	LOAD(rig, modify);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(bits[PAGE >> 12] & PAGE_WRITTEN, PAGE_WRITTEN);
}
END_TEST

static void count_run(void *ctx, uint32_t pfn, uint32_t pages)
{
	if (pfn <= PAGE >> 12 && pfn + pages > PAGE >> 12)
		++*(unsigned *)ctx;
}

GUEST(write_again, "1: mov %eax, 0x300010; inc %eax; jmp 1b");

START_TEST(every_write_after_a_collection_is_seen)
{
	unsigned seen = 0;

	LOAD(rig, write_again);
	for (unsigned i = 1; i <= 20; i++) {
		cpu_run(rig->cpu, 30);
		physmap_collect_dirty(rig->map, 0, RIG_BYTES >> 12, count_run, &seen);
		ck_assert_uint_eq(seen, i);
	}
	physmap_collect_dirty(rig->map, 0, RIG_BYTES >> 12, count_run, &seen);
	ck_assert_uint_eq(seen, 20);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("paging");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, rights_and_error_codes, 0, sizeof(rights) / sizeof(rights[0]));
	tcase_add_test(tcase, rights_of_both_levels_count);
	tcase_add_test(tcase, accessed_and_dirty);
	tcase_add_loop_test(tcase, faults_change_nothing, 0,
			    sizeof(restarts) / sizeof(restarts[0]));
	tcase_add_test(tcase, accesses_cross_into_any_frame);
	tcase_add_test(tcase, code_crosses_into_any_frame_and_faults_there);
	tcase_add_test(tcase, invlpg_makes_a_new_mapping_seen);
	tcase_add_test(tcase, cr3_flushes_all_but_global_pages);
	tcase_add_test(tcase, remapped_code_is_other_code);
	tcase_add_test(tcase, one_frame_at_two_addresses);
	tcase_add_test(tcase, invlpg_takes_a_whole_large_page);
	tcase_add_test(tcase, page_bits);
	tcase_add_test(tcase, every_write_after_a_collection_is_seen);
	return rig_main(tcase, "paging");
}
