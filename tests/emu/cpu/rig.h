/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rig: a processor on a bare bus, for its tests: memory, descriptor tables
 * that a test can bend, handlers that halt, and ports that remember.
 *
 * Guest code is written in the test itself with GUEST() and copied to RIG_CODE.
 * Every vector's handler is one HLT at rig_handler(vector), so that a run that
 * raises ends halted there, with the frame on the stack.
 */
#ifndef ZONEMU_TESTS_EMU_CPU_RIG_H
#define ZONEMU_TESTS_EMU_CPU_RIG_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "emu/cpu/mem.h"
#include "emu/cpu/state.h"

#define RIG_BYTES     (8u << 20)
#define RIG_GDT	      0x1000u
#define RIG_IDT	      0x2000u
#define RIG_TSS	      0x3000u
#define RIG_HANDLERS  0x4000u
#define RIG_CODE      0x10000u
#define RIG_DATA      0x20000u
#define RIG_STACK     0x30000u /* where ESP starts */
#define RIG_STACK0    0x38000u /* in the TSS */
#define RIG_STACK1    0x3c000u
#define RIG_DIRECTORY 0x100000u
#define RIG_TABLES    0x101000u
#define RIG_MMIO      0xf0000000u

/* Selectors */
enum {
	SEL_CODE0 = 0x08,
	SEL_DATA0 = 0x10,
	SEL_CODE3 = 0x1b,
	SEL_DATA3 = 0x23,
	SEL_TSS = 0x28,
	SEL_CODE1 = 0x31,
	SEL_DATA1 = 0x39,
	SEL_FREE = 0x40, /* from here on, a test's own */
};

/* Guest code, 32-bit, AT&T syntax; `;` separates instructions. */
#define GUEST(name, text)                                                                          \
	extern const uint8_t name[], name##_end[];                                                 \
	__asm__(".pushsection .rodata\n.code32\n" #name ":\n" text "\n" #name                      \
		"_end:\n.code64\n.popsection\n")
#define LOAD(rig, name) rig_load(rig, RIG_CODE, name, (size_t)(name##_end - name))

struct rig {
	struct physmap *map;
	struct cpu *cpu;
	uint8_t *ram;
	uint32_t port_value; /* what reads give */
	uint32_t written;    /* the last write */
	unsigned reads, writes;
	uint64_t io_insns; /* cpu_insns() at the last access of either kind */
	unsigned vector;   /* what an interrupt acknowledge gives */
	unsigned acks;
	void (*on_io)(struct rig *rig, uint16_t port, bool write);
};

static inline uint32_t rig_io_read(void *ctx, uint16_t port, unsigned bytes)
{
	struct rig *rig = ctx;

	(void)bytes;
	rig->reads++;
	rig->io_insns = cpu_insns(rig->cpu);
	if (rig->on_io)
		rig->on_io(rig, port, false);
	return rig->port_value;
}

static inline void rig_io_write(void *ctx, uint16_t port, uint32_t value, unsigned bytes)
{
	struct rig *rig = ctx;

	(void)bytes;
	rig->writes++;
	rig->written = value;
	rig->io_insns = cpu_insns(rig->cpu);
	if (rig->on_io)
		rig->on_io(rig, port, true);
}

static inline int rig_intack(void *ctx)
{
	struct rig *rig = ctx;

	rig->acks++;
	cpu_set_intr(rig->cpu, false);
	return (int)rig->vector;
}

static inline uint64_t rig_tsc(void *ctx)
{
	return cpu_insns(((struct rig *)ctx)->cpu);
}

static inline void rig_reset(void *ctx)
{
	(void)ctx;
}

static inline uint32_t rig_mmio_read(void *ctx, uint32_t off, unsigned bytes)
{
	return rig_io_read(ctx, (uint16_t)off, bytes);
}

static inline void rig_mmio_write(void *ctx, uint32_t off, uint32_t value, unsigned bytes)
{
	rig_io_write(ctx, (uint16_t)off, value, bytes);
}

static const struct io_ops rig_mmio_ops = {
    .read = rig_mmio_read, .write = rig_mmio_write, .max_bytes = 4};

static inline void rig_load(struct rig *rig, uint32_t pa, const void *from, size_t bytes)
{
	physmap_poke(rig->map, pa, from, bytes);
}

static inline uint32_t rig_get(const struct rig *rig, uint32_t pa)
{
	uint32_t value;

	memcpy(&value, rig->ram + pa, 4);
	return value;
}

static inline void rig_put(struct rig *rig, uint32_t pa, uint32_t value)
{
	physmap_poke(rig->map, pa, &value, 4);
}

static inline uint32_t rig_handler(unsigned vector)
{
	return RIG_HANDLERS + vector * 16;
}

/* access: descriptor byte 5; flags: byte 6's high half (8 G, 4 D/B). limit in the flags' units. */
static inline void rig_descriptor(struct rig *rig, unsigned selector, uint32_t base, uint32_t limit,
				  unsigned access, unsigned flags)
{
	uint32_t at = RIG_GDT + (selector & 0xfff8);

	rig_put(rig, at, (limit & 0xffff) | base << 16);
	rig_put(rig, at + 4,
		(base >> 16 & 0xff) | access << 8 | (limit & 0xf0000) | flags << 20 |
		    (base & 0xff000000));
}

/* type: 0x8e interrupt gate, 0x8f trap gate, 0xee for DPL 3. */
static inline void rig_gate(struct rig *rig, unsigned vector, unsigned selector, uint32_t off,
			    unsigned type)
{
	rig_put(rig, RIG_IDT + vector * 8, selector << 16 | (off & 0xffff));
	rig_put(rig, RIG_IDT + vector * 8 + 4, (off & 0xffff0000) | type << 8);
}

static inline void rig_tables(struct rig *rig)
{
	rig_descriptor(rig, SEL_CODE0, 0, 0xfffff, 0x9b, 0xc);
	rig_descriptor(rig, SEL_DATA0, 0, 0xfffff, 0x93, 0xc);
	rig_descriptor(rig, SEL_CODE3, 0, 0xfffff, 0xfb, 0xc);
	rig_descriptor(rig, SEL_DATA3, 0, 0xfffff, 0xf3, 0xc);
	rig_descriptor(rig, SEL_TSS, RIG_TSS, 0x67, 0x8b, 0);
	rig_descriptor(rig, SEL_CODE1, 0, 0xfffff, 0xbb, 0xc);
	rig_descriptor(rig, SEL_DATA1, 0, 0xfffff, 0xb3, 0xc);
	for (unsigned vector = 0; vector < 256; vector++) {
		rig_gate(rig, vector, SEL_CODE0, rig_handler(vector), vector == 0x80 ? 0xee : 0x8e);
		rig->ram[rig_handler(vector)] = 0xf4;
	}
	rig_put(rig, RIG_TSS + 4, RIG_STACK0);
	rig_put(rig, RIG_TSS + 8, SEL_DATA0);
	rig_put(rig, RIG_TSS + 12, RIG_STACK1);
	rig_put(rig, RIG_TSS + 16, SEL_DATA1);
}

static inline struct rig *rig_new(void)
{
	struct rig *rig = calloc(1, sizeof(*rig));
	char err[128];
	struct cpu_multiboot_entry entry = {RIG_CODE, 0, 0};

	ck_assert_ptr_nonnull(rig);
	rig->map = physmap_create(RIG_BYTES, err, sizeof(err));
	ck_assert_ptr_nonnull(rig->map);
	rig->ram = physmap_ram(rig->map);
	physmap_add_mmio(rig->map, RIG_MMIO, 4096, &rig_mmio_ops, rig, "device");

	struct cpu_board board = {.ctx = rig,
				  .io_read = rig_io_read,
				  .io_write = rig_io_write,
				  .intack = rig_intack,
				  .tsc = rig_tsc,
				  .reset = rig_reset};

	rig->cpu = cpu_create(rig->map, &board, 0);
	ck_assert_ptr_nonnull(rig->cpu);
	rig->vector = 0x40;
	rig_tables(rig);
	cpu_enter_multiboot(rig->cpu, &entry);
	rig->cpu->a.gdt = (struct table_register){RIG_GDT, 0xff};
	rig->cpu->a.idt = (struct table_register){RIG_IDT, 0x7ff};
	rig->cpu->a.seg[SEG_TSS] =
	    (struct segment){.selector = SEL_TSS, .attr = 0x8b, .base = RIG_TSS, .limit = 0x67};
	rig->cpu->a.r[ESP] = RIG_STACK;
	return rig;
}

static inline void rig_free(struct rig *rig)
{
	cpu_destroy(rig->cpu);
	physmap_destroy(rig->map);
	free(rig);
}

/* Be at CPL 3 with flat segments, as after an IRET. */
static inline void rig_user(struct rig *rig)
{
	struct cpu *cpu = rig->cpu;

	for (int seg = SEG_ES; seg <= SEG_GS; seg++) {
		cpu->a.seg[seg].selector = seg == SEG_CS ? SEL_CODE3 : SEL_DATA3;
		cpu->a.seg[seg].attr |= 3 << ATTR_DPL_SHIFT;
	}
	cpu->a.cpl = 3;
	cpu_update_mode(cpu);
}

/* Map the first 8 MiB to themselves, for users too; tests change entries by rig_pte(). */
static inline void rig_paging(struct rig *rig, uint32_t cr4)
{
	for (uint32_t i = 0; i < 2; i++)
		rig_put(rig, RIG_DIRECTORY + 4 * i, (RIG_TABLES + i * 4096) | 7);
	for (uint32_t i = 0; i < 2048; i++)
		rig_put(rig, RIG_TABLES + 4 * i, i * 4096 | 7);
	cpu_set_reg(rig->cpu, "cr4", cr4);
	cpu_set_reg(rig->cpu, "cr3", RIG_DIRECTORY);
	cpu_set_reg(rig->cpu, "cr0", CR0_PG | CR0_PE | CR0_WP);
}

static inline uint32_t rig_pte(uint32_t la)
{
	return RIG_TABLES + (la >> 12) * 4;
}

static inline uint32_t rig_reg(const struct rig *rig, const char *name)
{
	uint64_t value = 0;

	ck_assert(cpu_get_reg(rig->cpu, name, &value));
	return (uint32_t)value;
}

/* Start over at RIG_CODE, awake. */
static inline void rig_again(struct rig *rig)
{
	rig->cpu->a.halted = false;
	rig->cpu->a.eip = RIG_CODE;
}

/* Run until the guest halts. */
static inline void rig_run(struct rig *rig)
{
	ck_assert_int_eq(cpu_run(rig->cpu, 1000000), CPU_EXIT_HALT);
}

/* The 32-bit word n of the stack. */
static inline uint32_t rig_stack(const struct rig *rig, unsigned n)
{
	return rig_get(rig, rig->cpu->a.r[ESP] + 4 * n);
}

/* The run ended in a vector's handler, entered from eip; no error code on the stack. */
static inline void rig_expect(struct rig *rig, unsigned vector, uint32_t eip)
{
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, rig_handler(vector) + 1);
	ck_assert_uint_eq(rig_stack(rig, 0), eip);
}

/* The same for a vector with an error code. */
static inline void rig_expect_error(struct rig *rig, unsigned vector, uint32_t error, uint32_t eip)
{
	rig_run(rig);
	ck_assert_uint_eq(rig->cpu->a.eip, rig_handler(vector) + 1);
	ck_assert_uint_eq(rig_stack(rig, 0), error);
	ck_assert_uint_eq(rig_stack(rig, 1), eip);
}

static inline int rig_main(TCase *tcase, const char *name)
{
	Suite *suite = suite_create(name);
	SRunner *runner = srunner_create(suite);
	int failed;

	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
