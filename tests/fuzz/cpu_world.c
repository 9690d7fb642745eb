/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/fuzz/cpu_world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is around the processor ---- */

/* A device that does what devices may do from within an access. */
static void answer(struct world *w)
{
	struct cpu *cpu = w->cpu;
	uint8_t bytes[8];

	w->accesses++;
	if (!w->answers || !gen_chance(&w->g, w->answers))
		return;
	switch (gen_below(&w->g, 8)) {
	case 0:
		cpu_set_intr(cpu, true);
		break;
	case 1:
		cpu_set_intr(cpu, false);
		break;
	case 2:
		cpu_nmi(cpu);
		break;
	case 3:
		cpu_shorten(cpu, gen_below(&w->g, 4));
		break;
	case 4:
		physmap_set_a20(w->map, gen_chance(&w->g, 50));
		break;
	case 5:
		cpu_stop(cpu);
		break;
	default:
		memset(bytes, (int)gen_u32(&w->g), sizeof(bytes));
		physmap_poke(w->map,
			     gen_chance(&w->g, 70) ? START_AT + gen_below(&w->g, 64)
						   : gen_below(&w->g, WORLD_BYTES - 8),
			     bytes, sizeof(bytes));
		break;
	}
}

static uint32_t io_read(void *ctx, uint16_t port, unsigned bytes)
{
	struct world *w = ctx;

	(void)bytes;
	answer(w);
	return gen_u32(&w->g) ^ port;
}

static void io_write(void *ctx, uint16_t port, uint32_t value, unsigned bytes)
{
	(void)port, (void)value, (void)bytes;
	answer(ctx);
}

static uint32_t mmio_read(void *ctx, uint32_t off, unsigned bytes)
{
	return io_read(ctx, (uint16_t)off, bytes);
}

static void mmio_write(void *ctx, uint32_t off, uint32_t value, unsigned bytes)
{
	io_write(ctx, (uint16_t)off, value, bytes);
}

static const struct io_ops mmio_ops = {.read = mmio_read, .write = mmio_write, .max_bytes = 4};

static int intack(void *ctx)
{
	struct world *w = ctx;

	cpu_set_intr(w->cpu, false);
	return (int)gen_below(&w->g, 256);
}

static uint64_t tsc(void *ctx)
{
	return cpu_insns(((struct world *)ctx)->cpu);
}

static void reset(void *ctx)
{
	((struct world *)ctx)->accesses++;
}

/* ---- hooks: onlookers that look ---- */

static void on_insn(void *ctx, struct cpu *cpu, uint32_t la)
{
	uint8_t bytes[16];

	cpu_peek(cpu, la, bytes, sizeof(bytes));
	((struct world *)ctx)->accesses++;
}

static void on_mem(void *ctx, struct cpu *cpu, uint32_t la, uint64_t pa, unsigned bytes, bool write,
		   uint64_t value)
{
	(void)cpu, (void)la, (void)pa, (void)bytes, (void)write, (void)value;
	((struct world *)ctx)->accesses++;
}

static void on_event(void *ctx, struct cpu *cpu, uint8_t vector, bool has_error, uint32_t error,
		     bool hw)
{
	(void)cpu, (void)vector, (void)has_error, (void)error, (void)hw;
	((struct world *)ctx)->accesses++;
}

void world_hooks(struct world *w, bool on)
{
	struct cpu_hooks hooks = {.ctx = w, .insn = on_insn, .mem = on_mem, .event = on_event};

	if (gen_chance(&w->g, 50))
		hooks.insn = NULL;
	if (gen_chance(&w->g, 50))
		hooks.mem = NULL;
	w->listening = on;
	cpu_set_hooks(w->cpu, on ? &hooks : NULL);
}

/* ---- making ---- */

struct world *world_new(uint64_t seed)
{
	struct world *w = calloc(1, sizeof(*w));
	struct cpu_board board = {.ctx = w,
				  .io_read = io_read,
				  .io_write = io_write,
				  .intack = intack,
				  .tsc = tsc,
				  .reset = reset};
	char err[128];

	if (!w)
		abort();
	w->g.x = seed;
	w->map = physmap_create(WORLD_BYTES, err, sizeof(err));
	if (!w->map || !(w->cpu = cpu_create(w->map, &board, 0)))
		abort();
	w->rom = physmap_store(w->map, 0x2000);
	for (unsigned i = 0; i < 0x2000; i++)
		w->rom[i] = (uint8_t)gen_u32(&w->g);
	physmap_add_memory(w->map, ROM_AT, 0x2000, w->rom, false, "rom");
	physmap_add_memory(w->map, 0xb0000, 0x1000, physmap_store(w->map, 0x1000), true, "frame");
	physmap_add_mmio(w->map, MMIO_LA, 0x1000, &mmio_ops, w, "device");
	physmap_add_mmio(w->map, 0xa0000, 0x1000, &mmio_ops, w, "low device");
	for (uint32_t pa = TABLES_END; pa < WORLD_BYTES; pa += 8) {
		uint32_t words[2] = {gen_u32(&w->g), gen_edge(&w->g)};

		physmap_poke(w->map, pa, words, 8);
	}
	world_tables(w);
	return w;
}

void world_free(struct world *w)
{
	cpu_destroy(w->cpu);
	physmap_destroy(w->map);
	free(w);
}

/* ---- tables ---- */

static void put(struct world *w, uint32_t pa, uint32_t value)
{
	physmap_poke(w->map, pa, &value, 4);
}

static uint32_t any_address(struct world *w)
{
	switch (gen_below(&w->g, 8)) {
	case 0:
		return gen_u32(&w->g);
	case 1:
		return MMIO_LA + gen_below(&w->g, 0x1000);
	case 2:
		return gen_below(&w->g, TABLES_END);
	case 3:
		return (gen_below(&w->g, WORLD_BYTES >> 12) << 12) + 0xff8 + gen_below(&w->g, 16);
	case 4:
		return START_AT + gen_below(&w->g, 0x1000);
	default:
		return gen_below(&w->g, WORLD_BYTES);
	}
}

/* Slots 1 to 3: flat 32-bit code, data, 16-bit code, 16-bit data of privilege 0, and so on up to
 * 3 in fours; then any. */
static void sound_descriptor(struct world *w, uint32_t at, unsigned slot)
{
	unsigned dpl = slot / 4 & 3, kind = slot & 3;
	unsigned access = 0x93u | dpl << 5 | (kind & 1 ? 0 : 8);
	bool big = kind < 2;

	put(w, at, 0xffff);
	put(w, at + 4, access << 8 | (big ? 0xcf0000u : 0));
}

static void any_descriptor(struct world *w, uint32_t at)
{
	uint32_t base = gen_chance(&w->g, 60) ? 0 : any_address(w);
	uint32_t limit = gen_chance(&w->g, 60) ? 0xfffff : gen_edge(&w->g);
	unsigned access = gen_below(&w->g, 256) | (gen_chance(&w->g, 85) ? 0x80 : 0);

	put(w, at, (limit & 0xffff) | base << 16);
	put(w, at + 4,
	    (base >> 16 & 0xff) | access << 8 | (limit & 0xf0000) | (gen_u32(&w->g) & 0xf00000) |
		(base & 0xff000000));
}

static void gate(struct world *w, uint32_t at)
{
	static const uint8_t types[] = {4, 5, 6, 7, 12, 14, 15, 14, 15, 14, 6};
	uint32_t off = START_AT + gen_below(&w->g, 0x1000);
	unsigned selector = gen_below(&w->g, 10) ? (gen_below(&w->g, 16) & ~1u) << 3
						 : gen_below(&w->g, GDT_SLOTS) << 3;
	unsigned type = types[gen_below(&w->g, sizeof(types))];
	unsigned access = type | gen_below(&w->g, 4) << 5 | (gen_chance(&w->g, 95) ? 0x80 : 0);

	if (type == 5)
		selector = (32 + gen_below(&w->g, 8)) << 3;
	put(w, at, selector << 16 | (off & 0xffff));
	put(w, at + 4, (off & 0xffff0000) | access << 8 | gen_below(&w->g, 4));
}

/* 32 to 39: task state segments. */
static void tss_descriptor(struct world *w, uint32_t at, unsigned n)
{
	uint32_t base = TSS_AT + n * TSS_STRIDE;
	unsigned type = n < 6 ? 9 : 1, limit = n < 6 ? 0xff : 0x2b;

	if (gen_chance(&w->g, 10))
		limit = gen_below(&w->g, 0x100);
	put(w, at, limit | base << 16);
	put(w, at + 4, (type | gen_below(&w->g, 4) << 5 | 0x80) << 8);
}

static void fill_gdt(struct world *w)
{
	for (unsigned i = 0; i < GDT_SLOTS; i++) {
		uint32_t at = GDT_AT + i * 8;

		if (i < 16)
			sound_descriptor(w, at, i);
		else if (i >= 32 && i < 40)
			tss_descriptor(w, at, i - 32);
		else if (i == 40)
			put(w, at, LDT_AT << 16 | (LDT_ROOM * 8 - 1)), put(w, at + 4, 0x8200);
		else if (i >= 48 && i < 56)
			gate(w, at);
		else
			any_descriptor(w, at);
	}
	for (unsigned i = 0; i < LDT_ROOM; i++)
		if (gen_chance(&w->g, 30))
			gate(w, LDT_AT + i * 8);
		else
			any_descriptor(w, LDT_AT + i * 8);
}

static unsigned any_selector(struct world *w)
{
	if (gen_chance(&w->g, 70))
		return gen_below(&w->g, 16) << 3 | gen_below(&w->g, 4);
	return gen_below(&w->g, GDT_SLOTS * 8);
}

static void fill_tss(struct world *w, uint32_t at)
{
	for (unsigned i = 0; i < 0x100; i += 4)
		put(w, at + i, gen_chance(&w->g, 50) ? gen_edge(&w->g) : 0);
	for (unsigned level = 0; level < 3; level++) {
		put(w, at + 4 + 8 * level, STACK_AT + gen_below(&w->g, 0x1000));
		put(w, at + 8 + 8 * level, (4 * level + 1) << 3 | level);
	}
	put(w, at + 0x1c, DIR_AT);
	put(w, at + 0x20, START_AT + gen_below(&w->g, 0x1000));
	put(w, at + 0x24, gen_u32(&w->g) & 0x27fd7);
	for (unsigned i = 0; i < 6; i++)
		put(w, at + 0x48 + 4 * i, any_selector(w));
	put(w, at + 0x60, 40 << 3);
	put(w, at + 0x64, 0x68u << 16 | gen_below(&w->g, 2));
}

/* The first pages mapped to themselves with all rights; some with less, some elsewhere. */
static uint32_t any_page(struct world *w, uint32_t page)
{
	uint32_t bits = 7;

	if (gen_chance(&w->g, 10))
		bits = gen_below(&w->g, 0x200);
	if (gen_chance(&w->g, 5))
		page = gen_below(&w->g, WORLD_BYTES >> 12);
	if (gen_chance(&w->g, 2))
		page = gen_u32(&w->g) >> 12;
	return page << 12 | bits;
}

static void fill_pages(struct world *w)
{
	for (uint32_t i = 0; i < 1024; i++) {
		put(w, TABLE_AT + 4 * i, any_page(w, i));
		put(w, DIR_AT + 4 * i, gen_chance(&w->g, 10) ? gen_u32(&w->g) : 0);
	}
	for (uint32_t i = 0; i < 512; i++) {
		put(w, TABLE_AT + 0x1000 + 8 * i, any_page(w, i));
		put(w, TABLE_AT + 0x1004 + 8 * i, gen_chance(&w->g, 5) ? gen_u32(&w->g) : 0);
		put(w, PAE_DIR_AT + 8 * i, gen_chance(&w->g, 10) ? gen_u32(&w->g) : 0);
		put(w, PAE_DIR_AT + 8 * i + 4, 0);
	}
	put(w, DIR_AT, TABLE_AT | 7);
	put(w, DIR_AT + 4, 0x87);
	put(w, DIR_AT + 4 * (MMIO_LA >> 22), MMIO_LA | 0x87);
	put(w, PAE_DIR_AT, (TABLE_AT + 0x1000) | 7);
	put(w, PAE_DIR_AT + 8, 0x87);
	for (unsigned i = 0; i < 4; i++) {
		put(w, PAE_AT + 8 * i, PAE_DIR_AT | 1);
		put(w, PAE_AT + 8 * i + 4, 0);
	}
}

void world_tables(struct world *w)
{
	fill_gdt(w);
	for (unsigned i = 0; i < 256; i++)
		gate(w, IDT_AT + 8 * i);
	for (unsigned i = 0; i < 8; i++)
		fill_tss(w, TSS_AT + i * TSS_STRIDE);
	fill_pages(w);
}

void world_spoil(struct world *w)
{
	put(w, 0x400 + gen_below(&w->g, TABLES_END - 0x404), gen_edge(&w->g));
	if (gen_chance(&w->g, 10))
		put(w, gen_below(&w->g, 0x400), gen_u32(&w->g));
}

/* ---- what must be true ---- */

const char *world_unsound(const struct world *w)
{
	const struct cpu_arch *a = &w->cpu->a;
	uint32_t eflags = cpu_eflags(w->cpu);

	if (a->cpl > 3)
		return "CPL";
	if ((eflags & FL_RESERVED) != FL_ONE)
		return "reserved flags";
	if (!(a->cr0 & CR0_PE) && (a->cpl || a->cr0 & CR0_PG || eflags & FL_VM))
		return "real mode with privileges, paging or VM";
	if (eflags & FL_VM && a->cpl != 3)
		return "virtual-8086 mode not at privilege 3";
	if (a->r[8])
		return "the register that is zero";
	return NULL;
}
