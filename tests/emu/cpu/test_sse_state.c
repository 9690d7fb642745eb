/* SPDX-License-Identifier: GPL-2.0-only */
/* FXSAVE, FXRSTOR, LDMXCSR and STMXCSR, against the host's processor and by the manual. */
#include <stdio.h>

#include "emu/cpu/sse.h"
#include "tests/emu/cpu/native.h"
#include "tests/emu/cpu/rig.h"

#define SEED   771u
#define ROUNDS 5000
#define FROM   RIG_DATA
#define TO     (RIG_DATA + 0x400)

static struct rig *rig;
static uint32_t seed;

static void set_up(void)
{
	rig = rig_new();
	seed = SEED;
	cpu_set_reg(rig->cpu, "cr4", CR4_OSFXSR | CR4_OSXMMEXCPT);
}

static void tear_down(void)
{
	rig_free(rig);
}

static uint8_t chance(void)
{
	seed = seed * 1664525 + 1013904223;
	return (uint8_t)(seed >> 24);
}

static void random_image(uint8_t image[512])
{
	for (unsigned i = 0; i < 512; i++)
		image[i] = chance();
	/* MXCSR's reserved bits */
	image[26] = image[27] = 0;
}

GUEST(there_and_back, "fxrstor 0x20000; fxsave 0x20400; hlt");

/* The host's processor may keep the pointers only while an exception waits, has no selectors to
 * keep in this mode, and may have more bits in MXCSR. */
static void forget(uint8_t image[512])
{
	if (!(image[2] & FPU_ES))
		memset(image + 6, 0, 6), memset(image + 16, 0, 4);
	memset(image + 12, 0, 4);
	memset(image + 20, 0, 4);
	memset(image + 28, 0, 4);
	memset(image + 288, 0, 512 - 288);
}

static void expect_same(const uint8_t before[512], const uint8_t ours[512],
			const uint8_t theirs[512], int round)
{
	for (int i = 0; i < 512; i++)
		if (ours[i] != theirs[i])
			ck_abort_msg("seed %u round %d: byte %d was %02x, here %02x, host %02x",
				     SEED, round, i, before[i], ours[i], theirs[i]);
}

START_TEST(what_is_restored_is_saved_as_the_host_does)
{
	static struct native native;
	void *page = native_init();
	uint8_t ours[512];

	LOAD(rig, there_and_back);
	for (int round = 0; round < ROUNDS; round++) {
		random_image(native.before);
		native.rflags = FL_ONE | FL_IF;
		native_run(&native, page, (const uint8_t *)"", 0);
		rig_load(rig, FROM, native.before, 512);
		rig_again(rig);
		rig_run(rig);
		ck_assert_uint_lt(rig->cpu->a.eip, RIG_CODE + 100);
		memcpy(ours, rig->ram + TO, 512);
		forget(ours);
		forget(native.after);
		expect_same(native.before, ours, native.after, round);
	}
}
END_TEST

/* Of what the modelled processor keeps and the host may not. */
START_TEST(pointers_come_back)
{
	uint8_t image[512], ours[512];

	LOAD(rig, there_and_back);
	for (int round = 0; round < 100; round++) {
		random_image(image);
		rig_load(rig, FROM, image, 512);
		memset(rig->ram + TO, 0xcc, 512);
		rig_again(rig);
		rig_run(rig);
		memcpy(ours, rig->ram + TO, 512);
		ck_assert_uint_eq(ours[6], image[6]);
		ck_assert_uint_eq(ours[7], image[7] & 7);
		ck_assert_mem_eq(ours + 8, image + 8, 6);
		ck_assert_mem_eq(ours + 16, image + 16, 6);
		ck_assert_mem_eq(ours + 28, "\xff\xff\0\0", 4);
		for (int i = 288; i < 512; i++)
			ck_assert_uint_eq(ours[i], 0xcc);
	}
}
END_TEST

/* SDM 3A 2.5: without CR4.OSFXSR the x87 and MMX state only. */
START_TEST(without_osfxsr_sse_stays)
{
	uint8_t image[512];
	struct fpu before = rig->cpu->a.fpu;

	LOAD(rig, there_and_back);
	cpu_set_reg(rig->cpu, "cr4", 0);
	random_image(image);
	image[27] = 0x80; /* MXCSR is not looked at */
	rig_load(rig, FROM, image, 512);
	memset(rig->ram + TO, 0xcc, 512);
	rig_run(rig);
	ck_assert_uint_lt(rig->cpu->a.eip, RIG_CODE + 100);
	ck_assert_uint_eq(rig->cpu->a.fpu.mxcsr, before.mxcsr);
	ck_assert_mem_eq(rig->cpu->a.fpu.xmm, before.xmm, 128);
	ck_assert_mem_eq(rig->ram + TO + 32, image + 32, 10);
	for (int i = 24; i < 32; i++)
		ck_assert_uint_eq(rig->ram[TO + i], 0xcc);
	for (int i = 160; i < 512; i++)
		ck_assert_uint_eq(rig->ram[TO + i], 0xcc);
}
END_TEST

START_TEST(reserved_bits_of_mxcsr_are_gp)
{
	struct fpu before;
	uint8_t image[512];

	random_image(image);
	image[24 + 2 + _i / 8] = (uint8_t)(1 << _i % 8);
	rig_load(rig, FROM, image, 512);
	LOAD(rig, there_and_back);
	before = rig->cpu->a.fpu;
	rig_expect_error(rig, VEC_GP, 0, RIG_CODE);
	ck_assert_mem_eq(&rig->cpu->a.fpu, &before, sizeof(before));
}
END_TEST

GUEST(mxcsr, "ldmxcsr 0x20000; stmxcsr 0x20004; hlt");

START_TEST(mxcsr_alone)
{
	LOAD(rig, mxcsr);
	ck_assert_uint_eq(rig->cpu->a.fpu.mxcsr, 0x1f80);
	rig_put(rig, FROM, 0xffff);
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, FROM + 4), 0xffff);
	rig_put(rig, FROM, 0x10000u << _i);
	rig_again(rig);
	rig_expect_error(rig, VEC_GP, 0, RIG_CODE);
	ck_assert_uint_eq(rig->cpu->a.fpu.mxcsr, 0xffff);
}
END_TEST

GUEST(alias, "movq %mm0, %mm0; fxsave 0x20400; hlt");

/* An MMX register is the significand of a register, and its exponent becomes all ones. */
START_TEST(an_mmx_write_shows_in_the_image)
{
	LOAD(rig, alias);
	rig->cpu->a.fpu.top = 5;
	rig->cpu->a.fpu.empty = 0xff;
	rig->cpu->a.fpu.sig[0] = 0x123456789abcdef0;
	rig->cpu->a.fpu.se[0] = 0x4001;
	rig_run(rig);
	ck_assert_uint_eq(rig_get(rig, TO) >> 16, 0);
	ck_assert_uint_eq(rig->ram[TO + 4], 0xff);
	ck_assert_uint_eq(rig_get(rig, TO + 32), 0x9abcdef0);
	ck_assert_uint_eq(rig_get(rig, TO + 36), 0x12345678);
	ck_assert_uint_eq(rig_get(rig, TO + 40), 0xffff);
}
END_TEST

/* As QEMU's monitor has them: physical registers, the tag of one that holds something is 1. */
START_TEST(the_monitor_shows_the_registers)
{
	struct fpu *fpu = &rig->cpu->a.fpu;
	char text[4096] = {0};
	FILE *out = fmemopen(text, sizeof(text) - 1, "w");

	fpu->cw = 0x37f;
	fpu->sw = FPU_C3;
	fpu->top = 7;
	fpu->empty = 0x7f;
	fpu->sig[7] = 0xc000000000000000;
	fpu->se[7] = 0x4000;
	*xmm(rig->cpu, 1) = (union vec){.q = {0x1122334455667788, 0x99aabbccddeeff00}};
	cpu_print_regs(rig->cpu, out);
	fclose(out);
	ck_assert_ptr_nonnull(
	    strstr(text, "\nFCW=037f FSW=7800 [ST=7] FTW=80 MXCSR=00001f80\nFPR0="));
	ck_assert_ptr_nonnull(strstr(text, " FPR7=c000000000000000 4000\nXMM00="));
	ck_assert_ptr_nonnull(strstr(text, " XMM01=99aabbccddeeff00 1122334455667788\nXMM02="));
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("sse_state");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, what_is_restored_is_saved_as_the_host_does);
	tcase_add_test(tcase, pointers_come_back);
	tcase_add_test(tcase, without_osfxsr_sse_stays);
	tcase_add_loop_test(tcase, reserved_bits_of_mxcsr_are_gp, 0, 16);
	tcase_add_loop_test(tcase, mxcsr_alone, 0, 16);
	tcase_add_test(tcase, an_mmx_write_shows_in_the_image);
	tcase_add_test(tcase, the_monitor_shows_the_registers);
	return rig_main(tcase, "sse_state");
}
