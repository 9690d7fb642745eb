/* SPDX-License-Identifier: GPL-2.0-only */
/* real: the rig's processor as the RESET pin leaves it, with 16-bit code and an IVT of its own. */
#ifndef ZONEMU_TESTS_EMU_CPU_REAL_H
#define ZONEMU_TESTS_EMU_CPU_REAL_H

#include "tests/emu/cpu/rig.h"

#define REAL_CODE  0x7c00u
#define REAL_STACK 0x7000u

/* 16-bit guest code, AT&T syntax. */
#define GUEST16(name, text)                                                                        \
	extern const uint8_t name[], name##_end[];                                                 \
	__asm__(".pushsection .rodata\n.code16\n" #name ":\n" text "\n" #name                      \
		"_end:\n.code64\n.popsection\n")
#define LOAD16(rig, name) rig_load(rig, REAL_CODE, name, (size_t)(name##_end - name))

/* Vectors lead to HLTs at 0:500h + vector; execution begins at 0:7C00h. */
static inline struct rig *real_new(void)
{
	struct rig *rig = rig_new();

	cpu_reset(rig->cpu);
	for (unsigned vector = 0; vector < 256; vector++) {
		rig_put(rig, vector * 4, 0x500 + vector);
		rig->ram[0x500 + vector] = 0xf4;
	}
	rig->cpu->a.seg[SEG_CS].selector = 0;
	rig->cpu->a.seg[SEG_CS].base = 0;
	rig->cpu->a.eip = REAL_CODE;
	rig->cpu->a.r[ESP] = REAL_STACK;
	cpu_update_mode(rig->cpu);
	return rig;
}

static inline uint16_t real_stack(const struct rig *rig, unsigned n)
{
	const struct cpu_arch *a = &rig->cpu->a;

	return (uint16_t)rig_get(rig, a->seg[SEG_SS].base + (a->r[ESP] & 0xffff) + 2 * n);
}

/* The run ended in a vector's handler, entered from ip. */
static inline void real_expect(struct rig *rig, unsigned vector, unsigned ip)
{
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, 0x500 + vector + 1);
	ck_assert_uint_eq(real_stack(rig, 0), ip);
}

#endif
