/* SPDX-License-Identifier: GPL-2.0-only */
/* Code that changes: by itself, by its neighbours, by a bus master, and at the edges. */
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

START_TEST(the_rest_of_the_running_trace_is_decoded_again)
{
	/* assembled for address 0: the operand is an offset from the code's start */
	uint8_t code[16] = {0xc6, 0x05, 0x09, 0x00, 0x01, 0x00, 0x43, 0x90, 0x90, 0x90, 0xf4};

	for (int i = 0; i < 3; i++) {
		code[9] = 0x90;
		rig_load(rig, RIG_CODE, code, 11);
		cpu_set_reg(rig->cpu, "ebx", 0);
		rig_again(rig);
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "ebx"), 1); /* 43: inc ebx */
	}
}
END_TEST

START_TEST(a_store_may_change_its_own_bytes)
{
	/* movb $imm, itself + 6: changes its own immediate; a second pass uses the new one */
	uint8_t code[16] = {0x04, 0x01, 0xa2, 0x0d, 0x00, 0x01, 0x00, 0xc6,
			    0x05, 0x00, 0x00, 0x02, 0x00, 0x55, 0xeb, 0xf0};

	rig_load(rig, RIG_CODE, code, 16);
	cpu_set_reg(rig->cpu, "eax", 0);
	for (unsigned i = 1; i < 200; i++) {
		cpu_run(rig->cpu, 4);
		ck_assert_uint_eq(rig_reg(rig, "eip"), RIG_CODE);
		ck_assert_uint_eq(rig->ram[RIG_DATA], i & 0xff);
	}
}
END_TEST

START_TEST(data_beside_code_does_not_matter)
{
	/* inc dword [10100h]; inc ecx; dec edx; jnz */
	static const uint8_t code[] = {0xff, 0x05, 0x00, 0x01, 0x01, 0x00,
				       0x41, 0x4a, 0x75, 0xf6, 0xf4};

	rig_load(rig, RIG_CODE, code, sizeof(code));
	cpu_set_reg(rig->cpu, "edx", 100000);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, RIG_CODE + 0x100), 100000);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 100000);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 400001);
}
END_TEST

/* Every byte of an instruction, and none beside it. */
START_TEST(each_byte_counts)
{
	static const uint8_t code[] = {0xb8, 0x11, 0x22, 0x33, 0x44, 0xbb,
				       0x55, 0x66, 0x77, 0x08, 0xf4};

	for (unsigned at = 0; at < 10; at++) {
		if (at == 0 || at == 5)
			continue;
		rig_load(rig, RIG_CODE, code, sizeof(code));
		rig_again(rig);
		rig_run(rig);
		/* by another program, far away */
		const uint8_t store[] = {0xc6, 0x05, (uint8_t)at, 0, 1, 0, 0x99, 0xf4};

		rig_load(rig, RIG_CODE + 0x5000, store, sizeof(store));
		rig->cpu->a.halted = false;
		cpu_set_reg(rig->cpu, "eip", RIG_CODE + 0x5000);
		rig_run(rig);
		rig_again(rig);
		rig_run(rig);
		uint32_t eax = 0x44332211, ebx = 0x08776655;
		uint32_t *reg = at < 5 ? &eax : &ebx;
		unsigned shift = (at < 5 ? at - 1 : at - 6) * 8;

		*reg = (*reg & ~(0xffu << shift)) | 0x99u << shift;
		ck_assert_uint_eq(rig_reg(rig, "eax"), eax);
		ck_assert_uint_eq(rig_reg(rig, "ebx"), ebx);
	}
}
END_TEST

START_TEST(an_undefined_opcodes_second_byte_counts)
{
	rig_load(rig, RIG_CODE, "\x0f\x04\x90\xf4", 4);
	rig_expect(rig, 6, RIG_CODE);
	rig_load(rig, RIG_CODE + 1, "\x1f", 1); /* nop %eax */
	rig->ram[RIG_CODE + 2] = 0xc0;
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "eip"), RIG_CODE + 4);
}
END_TEST

START_TEST(a_bus_master_changes_code)
{
	const struct memory_bus bus = physmap_memory_bus(rig->map);
	static const uint8_t one[] = {0xb8, 1, 0, 0, 0, 0xf4}, two[] = {0xb8, 2, 0, 0, 0, 0xf4};

	for (int i = 0; i < 4; i++) {
		bus.write(bus.ctx, RIG_CODE, i & 1 ? two : one, 6);
		rig_again(rig);
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "eax"), i & 1 ? 2 : 1);
	}
}
END_TEST

/* A bus master's write while the code it changes is running, from a port write in it. */
static void rewrite_code(struct rig *r, uint16_t port, bool write)
{
	(void)port;
	if (write)
		rig_load(r, RIG_CODE + 2, "\x43\x43\x43\xf4", 4);
}

START_TEST(a_port_write_changes_the_code_behind_it)
{
	static const uint8_t code[] = {0xe6, 0x10, 0x40, 0x40, 0x40, 0xf4};

	rig->on_io = rewrite_code;
	for (uint32_t i = 1; i < 4; i++) {
		rig->on_io = NULL;
		rig_load(rig, RIG_CODE, code, sizeof(code));
		rig->on_io = rewrite_code;
		rig_again(rig);
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "ebx"), 3 * i);
		ck_assert_uint_eq(rig_reg(rig, "eax"), 0);
	}
}
END_TEST

/* An instruction over a page's end is watched in both pages. */
START_TEST(both_pages_of_a_crossing_instruction_count)
{
	static const uint8_t code[] = {0xb8, 0x11, 0x22, 0x33, 0x44, 0xf4};

	for (unsigned first = 1; first <= 4; first++) {
		uint32_t at = 0x12000 - first;

		for (unsigned n = 1; n < 5; n++) {
			const uint8_t store[] = {
			    0xc6, 0x05, (uint8_t)(at + n), (uint8_t)((at + n) >> 8), 1, 0,
			    0x99, 0xf4};

			rig_load(rig, at, code, sizeof(code));
			rig_again(rig);
			cpu_set_reg(rig->cpu, "eip", at);
			rig_run(rig);
			ck_assert_uint_eq(rig_reg(rig, "eax"), 0x44332211);
			rig_load(rig, RIG_CODE, store, sizeof(store));
			rig_again(rig);
			rig_run(rig);
			rig_again(rig);
			cpu_set_reg(rig->cpu, "eip", at);
			rig_run(rig);
			ck_assert_uint_eq(rig_reg(rig, "eax") >> 8 * (n - 1) & 0xff, 0x99);
		}
	}
}
END_TEST

START_TEST(rep_movs_over_the_code_behind_it)
{
	/* cld; rep movsb; nop x4; hlt, the nops replaced by inc ebx */
	static const uint8_t code[] = {0xfc, 0xf3, 0xa4, 0x90, 0x90, 0x90, 0x90, 0xf4};

	rig_load(rig, RIG_CODE, code, sizeof(code));
	rig_load(rig, RIG_DATA, "\x43\x43\x43\x43", 4);
	cpu_set_reg(rig->cpu, "esi", RIG_DATA);
	cpu_set_reg(rig->cpu, "edi", RIG_CODE + 3);
	cpu_set_reg(rig->cpu, "ecx", 4);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 4);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 1 + 4 + 4 + 1);
}
END_TEST

START_TEST(rep_stos_over_itself_stops_being_one)
{
	/* cld; rep stosb; it writes F4 from its own first byte on: HLT takes its place */
	static const uint8_t code[] = {0xfc, 0xf3, 0xaa, 0x90, 0x90};

	rig_load(rig, RIG_CODE, code, sizeof(code));
	cpu_set_reg(rig->cpu, "eax", 0xf4);
	cpu_set_reg(rig->cpu, "edi", RIG_CODE + 1);
	cpu_set_reg(rig->cpu, "ecx", 1000);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 999);
	ck_assert_uint_eq(rig_reg(rig, "eip"), RIG_CODE + 2);
}
END_TEST

START_TEST(a_push_onto_its_own_trace)
{
	/* mov $10008h, esp; push $43434343h; nop; hlt ... the push writes the code behind it */
	static const uint8_t code[] = {0xbc, 0x0f, 0x00, 0x01, 0x00, 0x68, 0x43, 0x43,
				       0x43, 0x43, 0x90, 0x90, 0x90, 0x90, 0x90, 0xf4};

	rig_load(rig, RIG_CODE, code, sizeof(code));
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 4);
}
END_TEST

/* Random little programs that write into each other, against the same run one by one. */
static void random_program(struct rig *r, unsigned seed)
{
	for (uint32_t at = RIG_CODE; at < RIG_CODE + 0x1ff0;) {
		uint8_t code[8] = {0x90};
		unsigned bytes = 1;

		seed = seed * 1103515245 + 12345;
		switch (seed >> 12 & 15) {
		case 0: /* movb $inc or dec of a register, somewhere in the code */
		case 1:
			code[0] = 0xc6;
			code[1] = 0x05;
			uint32_t to = RIG_CODE + (seed >> 16 & 0x1fff);
			memcpy(code + 2, &to, 4);
			code[6] = (uint8_t)(0x40 | (seed >> 8 & 3) | (seed >> 5 & 8));
			bytes = 7;
			break;
		case 2: /* jz forward */
			code[0] = 0x74;
			code[1] = (uint8_t)(seed >> 24 & 31);
			bytes = 2;
			break;
		case 3: /* add eax, imm */
			code[0] = 0x05;
			memcpy(code + 1, &seed, 4);
			bytes = 5;
			break;
		default:
			code[0] = (uint8_t)(0x40 | (seed >> 20 & 3) | (seed >> 24 & 8));
			break;
		}
		rig_load(r, at, code, bytes);
		at += bytes;
	}
	/* back to the start: jmp rel32 over and over at the end */
	for (uint32_t at = RIG_CODE + 0x1ff0; at < RIG_CODE + 0x2010; at++)
		r->ram[at] = 0x90;
	uint32_t delta = RIG_CODE - (RIG_CODE + 0x2015);
	r->ram[RIG_CODE + 0x2010] = 0xe9;
	memcpy(r->ram + RIG_CODE + 0x2011, &delta, 4);
}

START_TEST(code_that_writes_code_runs_the_same_in_any_cut)
{
	struct rig *other = rig_new();
	const uint64_t insns = 60000;

	for (unsigned i = 0; i < 8; i++) {
		const unsigned seed = 4711 * (unsigned)_i + i;

		for (int which = 0; which < 2; which++) {
			struct rig *r = which ? other : rig;

			memset(r->cpu->a.r, 0, sizeof(r->cpu->a.r));
			cpu_set_reg(r->cpu, "esp", RIG_STACK);
			cpu_set_reg(r->cpu, "eflags", 0);
			physmap_forget(r->map);
			random_program(r, seed);
			rig_again(r);
		}
		cpu_run(rig->cpu, insns);
		for (uint64_t done = 0; done < insns; done++)
			cpu_run(other->cpu, 1);
		ck_assert_mem_eq(other->cpu->a.r, rig->cpu->a.r, sizeof(rig->cpu->a.r));
		ck_assert_uint_eq(rig_reg(other, "eip"), rig_reg(rig, "eip"));
		ck_assert_uint_eq(rig_reg(other, "eflags"), rig_reg(rig, "eflags"));
		ck_assert_mem_eq(other->ram, rig->ram, RIG_BYTES);
	}
	rig_free(other);
}
END_TEST

/* More code than the cache holds: it starts over, and nothing is lost. */
START_TEST(the_cache_starts_over)
{
	/* a sled of 16-byte blocks: add $imm, %eax; nops, over 4 MiB, twice */
	for (uint32_t at = 0x200000; at < 0x600000; at += 16) {
		static const uint8_t block[16] = {0x83, 0xc0, 0x01, 0x8d, 0x76, 0x00, 0x8d, 0x76,
						  0x00, 0x8d, 0x76, 0x00, 0x41, 0x49, 0xeb, 0x00};

		memcpy(rig->ram + at, block, 16);
	}
	rig->ram[0x600000] = 0xf4;
	for (int i = 0; i < 2; i++) {
		cpu_set_reg(rig->cpu, "eax", 0);
		rig_again(rig);
		cpu_set_reg(rig->cpu, "eip", 0x200000);
		ck_assert_int_eq(cpu_run(rig->cpu, 1u << 30), CPU_EXIT_HALT);
		ck_assert_uint_eq(rig_reg(rig, "eax"), 0x40000);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("trace");

	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, the_rest_of_the_running_trace_is_decoded_again);
	tcase_add_test(tcase, a_store_may_change_its_own_bytes);
	tcase_add_test(tcase, data_beside_code_does_not_matter);
	tcase_add_test(tcase, each_byte_counts);
	tcase_add_test(tcase, an_undefined_opcodes_second_byte_counts);
	tcase_add_test(tcase, a_bus_master_changes_code);
	tcase_add_test(tcase, a_port_write_changes_the_code_behind_it);
	tcase_add_test(tcase, both_pages_of_a_crossing_instruction_count);
	tcase_add_test(tcase, rep_movs_over_the_code_behind_it);
	tcase_add_test(tcase, rep_stos_over_itself_stops_being_one);
	tcase_add_test(tcase, a_push_onto_its_own_trace);
	tcase_add_loop_test(tcase, code_that_writes_code_runs_the_same_in_any_cut, 0, 4);
	tcase_add_test(tcase, the_cache_starts_over);
	return rig_main(tcase, "trace");
}
