/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * model: see model.h. The machine has PAE paging on, the areas of layout.h for its
 * user, and at SYS_LA tables that make every exception end in a HLT of its own
 * at privilege 0, with the frame on the stack beneath.
 */
#include "tests/diff/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/cpu/state.h"
#include "tests/diff/switch.h"

#define GDT_AT	    0x0000u
#define LDT_AT	    0x1000u
#define IDT_AT	    0x2000u
#define TSS_AT	    0x3000u
#define HANDLER_AT  0x4000u
#define STACK0_TOP  0x6000u
#define POINTERS_AT 0x6000u /* four, to the directories */
#define DIR_AT	    0x7000u
#define PAGES_AT    0xb000u
#define BLOCK_PA    0x20000u
#define RAM_BYTES   0x40000u

#define SEL_CODE0  0x08u
#define SEL_DATA0  0x18u
#define SEL_TSS	   0x38u
#define SEL_LDTR   0x40u
#define SEL_NUMBER 0x78u
#define GDT_BYTES  0x80u

/* A case may run REP over a few pages some times, no more. */
#define BUDGET 4000000u

static struct physmap *map;
static struct cpu *cpu;
static uint8_t *ram;
static struct segment ldt_segment[LDT_SLOTS];
static unsigned tables;

uint8_t *model_block(void)
{
	return ram + BLOCK_PA;
}

static void put32(uint32_t pa, uint32_t value)
{
	memcpy(ram + pa, &value, 4);
}

static uint32_t get32(uint32_t pa)
{
	uint32_t value;

	memcpy(&value, ram + pa, 4);
	return value;
}

/* ---- ports: nobody there ---- */

static uint32_t io_read(void *ctx, uint16_t port, unsigned bytes)
{
	(void)ctx, (void)port, (void)bytes;
	return ~0u;
}

static void io_write(void *ctx, uint16_t port, uint32_t value, unsigned bytes)
{
	(void)ctx, (void)port, (void)value, (void)bytes;
}

static int intack(void *ctx)
{
	(void)ctx;
	return 0xff;
}

static uint64_t tsc(void *ctx)
{
	(void)ctx;
	return 0;
}

static void reset(void *ctx)
{
	(void)ctx;
}

/* ---- tables ---- */

static void put64(uint32_t pa, uint64_t value)
{
	memcpy(ram + pa, &value, 8);
}

static uint64_t get64(uint32_t pa)
{
	uint64_t value;

	memcpy(&value, ram + pa, 8);
	return value;
}

/* Entries of PAE paging (SDM 3A 4.4), as Linux's: what need not be executed cannot be. */
static void map_page(uint32_t la, uint32_t pa, uint64_t bits)
{
	uint32_t pde = DIR_AT + (la >> 21) * 8;

	if (!get64(pde))
		put64(pde, (PAGES_AT + 0x1000 * tables++) | 7);
	put64((uint32_t)(get64(pde) & ~0xfffull) + (la >> 12 & 0x1ff) * 8, pa | bits);
}

static void map_all(void)
{
	for (uint32_t i = 0; i < 4; i++)
		put64(POINTERS_AT + 8 * i, (DIR_AT + 0x1000 * i) | 1);
	for (uint32_t off = 0; off < SYS_BYTES; off += 0x1000)
		map_page(SYS_LA + off, off, 3);
	for (unsigned i = 0; i < AREAS; i++) {
		const struct area *area = &layout_area[i];
		uint64_t bits = (area->writable ? 7 : 5) | (area->executable ? 0 : 1ull << 63);

		for (uint32_t off = 0; off < area->bytes; off += 0x1000)
			map_page(area->la + off, BLOCK_PA + area->at + off, bits);
	}
}

static void descriptor(uint32_t at, uint32_t base, uint32_t limit, unsigned access, unsigned flags)
{
	put32(at, (limit & 0xffff) | base << 16);
	put32(at + 4, (base >> 16 & 0xff) | access << 8 | (limit & 0xf0000) | flags << 20 |
			  (base & 0xff000000));
}

static void fill_gdt(void)
{
	descriptor(GDT_AT + SEL_CODE0, 0, 0xfffff, 0x9b, 0xc);
	descriptor(GDT_AT + SEL_DATA0, 0, 0xfffff, 0x93, 0xc);
	descriptor(GDT_AT + (SEL_CODE & ~7u), 0, 0xfffff, 0xfb, 0xc);
	descriptor(GDT_AT + (SEL_DATA & ~7u), 0, 0xfffff, 0xf3, 0xc);
	/* the host's 64-bit code segment: a pad comes as far as the first byte there */
	descriptor(GDT_AT + (SEL_HOST64 & ~7u), 0, 0xfffff, 0xfb, 0xa);
	/* Linux keeps the processor's number in this one's limit */
	descriptor(GDT_AT + SEL_NUMBER, 0, 0, 0xf5, 0x4);
	descriptor(GDT_AT + SEL_TSS, SYS_LA + TSS_AT, 0x67, 0x8b, 0);
	descriptor(GDT_AT + SEL_LDTR, SYS_LA + LDT_AT, LDT_SLOTS * 8 - 1, 0x82, 0);
}

static void fill_ldt(void)
{
	for (unsigned i = 0; i < LDT_SLOTS; i++) {
		const struct ldt_entry *entry = &layout_ldt[i];
		unsigned access = 0x70u | entry->type | (entry->absent ? 0 : 0x80);
		unsigned flags = (entry->big ? 4u : 0) | (entry->pages ? 8u : 0);
		uint32_t limit = entry->pages ? entry->limit >> 12 : entry->limit;

		if (!entry->used)
			continue;
		descriptor(LDT_AT + i * 8, entry->base, limit, access, flags);
		ldt_segment[i] =
		    (struct segment){.selector = (uint16_t)SEL_LDT(i),
				     .attr = (uint16_t)(access | flags << 12),
				     .base = entry->base,
				     .limit = entry->pages ? entry->limit | 0xfff : entry->limit};
	}
}

/* Linux's: user code may call 3 and 4. Each handler is a HLT. */
static void fill_idt(void)
{
	for (unsigned vector = 0; vector < 256; vector++) {
		uint32_t handler = SYS_LA + HANDLER_AT + vector * 16;
		unsigned type = vector == VEC_BP || vector == VEC_OF ? 0xee : 0x8e;

		put32(IDT_AT + vector * 8, SEL_CODE0 << 16 | (handler & 0xffff));
		put32(IDT_AT + vector * 8 + 4, (handler & 0xffff0000) | type << 8);
		ram[HANDLER_AT + vector * 16] = 0xf4;
	}
	put32(TSS_AT + 4, SYS_LA + STACK0_TOP);
	put32(TSS_AT + 8, SEL_DATA0);
	/* no port permitted: the map lies beyond the limit */
	put32(TSS_AT + 0x64, 0x68u << 16);
}

static void set_system(void)
{
	struct cpu_arch *a = &cpu->a;

	a->gdt = (struct table_register){SYS_LA + GDT_AT, GDT_BYTES - 1};
	a->idt = (struct table_register){SYS_LA + IDT_AT, 0x7ff};
	a->seg[SEG_TSS] = (struct segment){SEL_TSS, 0x8b, SYS_LA + TSS_AT, 0x67};
	a->seg[SEG_LDT] = (struct segment){SEL_LDTR, 0x82, SYS_LA + LDT_AT, LDT_SLOTS * 8 - 1};
	cpu_set_cr4(cpu, CR4_PAE | CR4_OSFXSR | CR4_OSXMMEXCPT);
	a->efer = EFER_NXE;
	cpu_set_cr3(cpu, POINTERS_AT);
	cpu_load_pdptes(cpu, CR0_PG, POINTERS_AT, CR4_PAE);
	cpu_set_cr0(cpu, CR0_PG | CR0_PE | CR0_WP | CR0_AM | CR0_NE | CR0_MP);
}

void model_start(void)
{
	const struct cpu_board board = {
	    .io_read = io_read, .io_write = io_write, .intack = intack, .tsc = tsc, .reset = reset};
	char err[128];

	map = physmap_create(RAM_BYTES, err, sizeof(err));
	if (!map || !(cpu = cpu_create(map, &board, 0))) {
		fprintf(stderr, "no memory for the machine\n");
		exit(1);
	}
	ram = physmap_ram(map);
	map_all();
	fill_gdt();
	fill_ldt();
	fill_idt();
	set_system();
	for (uint32_t pad = 0; pad < PADS; pad++)
		cpu_set_breakpoint(cpu, STUB_LA + pad * STUB_STRIDE, true);
}

/* Traces are made from pages that the machine ran, and there only. */
void model_code_changed(uint32_t at, uint32_t bytes)
{
	const uint8_t *bits = physmap_page_bits(map);
	uint8_t copy[64];

	while (bytes) {
		uint32_t n = bytes < sizeof(copy) ? bytes : sizeof(copy);

		if (n > 0x1000 - (at & 0xfff))
			n = 0x1000 - (at & 0xfff);
		if (!(bits[(BLOCK_PA + at) >> PHYS_PAGE_SHIFT] & PAGE_CODE)) {
			n = 0x1000 - (at & 0xfff);
			n = bytes < n ? bytes : n;
		} else {
			memcpy(copy, ram + BLOCK_PA + at, n);
			physmap_poke(map, BLOCK_PA + at, copy, n);
		}
		at += n;
		bytes -= n;
	}
}

/* ---- a run ---- */

static struct segment segment_of(uint16_t selector)
{
	const bool code = selector == SEL_CODE;

	if (selector & 4)
		return ldt_segment[selector >> 3 & (LDT_SLOTS - 1)];
	if (!(selector & 0xfffc))
		return (struct segment){.selector = selector};
	return (struct segment){selector, code ? 0xc0fb : 0xc0f3, 0, 0xffffffff};
}

static void load_fpu(const struct diff_case *c)
{
	struct fpu *fpu = &cpu->a.fpu;
	struct fx fx;

	fpu_state(c->fx_seed, c->fx_keep, &fx);
	fpu->cw = fx.cw;
	fpu_set_sw(fpu, fx.sw);
	fpu->empty = (uint8_t)~fx.tags;
	fpu->fop = 0;
	fpu->fip = fpu->fdp = 0;
	fpu->fcs = fpu->fds = 0;
	fpu->mxcsr = fx.mxcsr;
	for (unsigned i = 0; i < 8; i++) {
		unsigned physical = (fpu->top + i) & 7;

		memcpy(&fpu->sig[physical], fx.st[i], 8);
		memcpy(&fpu->se[physical], fx.st[i] + 8, 2);
	}
	memcpy(fpu->xmm, fx.xmm, sizeof(fx.xmm));
}

static void store_fpu(struct fx *fx)
{
	const struct fpu *fpu = &cpu->a.fpu;

	memset(fx, 0, sizeof(*fx));
	fx->cw = fpu->cw;
	fx->sw = fpu_sw(fpu);
	fx->tags = (uint8_t)~fpu->empty;
	fx->fop = fpu->fop;
	fx->fip = fpu->fip;
	fx->fdp = fpu->fdp;
	fx->mxcsr = fpu->mxcsr;
	for (unsigned i = 0; i < 8; i++) {
		unsigned physical = (fpu->top + i) & 7;

		memcpy(fx->st[i], &fpu->sig[physical], 8);
		memcpy(fx->st[i] + 8, &fpu->se[physical], 2);
	}
	memcpy(fx->xmm, fpu->xmm, sizeof(fx->xmm));
}

static void load_case(const struct diff_case *c)
{
	struct cpu_arch *a = &cpu->a;

	memcpy(a->r, c->r, sizeof(c->r));
	if (c->fx_seed)
		load_fpu(c);
	for (unsigned i = 0; i < 6; i++)
		a->seg[i] = segment_of(c->sel[i]);
	a->cpl = 3;
	a->eip = case_start(c);
	a->halted = false;
	a->shadow = SHADOW_NONE;
	a->cr2 = 0;
	cpu_set_eflags(cpu, c->eflags | 0x202, ~0u);
	cpu_update_mode(cpu);
}

static bool has_error(int vector)
{
	return vector == VEC_DF || (vector >= VEC_TS && vector <= VEC_PF) || vector == VEC_AC;
}

/* Read the exception's frame back. */
static void read_frame(struct outcome *out)
{
	const struct cpu_arch *a = &cpu->a;
	uint32_t at = a->r[ESP] - SYS_LA;

	out->vector = (int)((a->eip - 1 - SYS_LA - HANDLER_AT) / 16);
	out->error = has_error(out->vector) ? get32(at) : 0;
	at += has_error(out->vector) ? 4 : 0;
	out->cr2 = a->cr2;
	out->eip = get32(at);
	out->sel[1] = (uint16_t)get32(at + 4);
	out->eflags = get32(at + 8);
	out->r[ESP] = get32(at + 12);
	out->sel[2] = (uint16_t)get32(at + 16);
}

/* It arrived at the stub of a pad; also by a single step past the pad's jump. */
static void leave_pad(const struct diff_case *c, struct outcome *out)
{
	unsigned pad = (out->eip - STUB_LA) / STUB_STRIDE;

	if (out->sel[1] != SEL_HOST64 || pad >= PADS)
		return;
	out->vector = ENDED_AT_PAD;
	out->sel[1] = c->sel[1];
	out->eip = case_pad_eip(c, pad);
}

void model_run(const struct diff_case *c, struct outcome *out)
{
	const struct cpu_arch *a = &cpu->a;
	enum cpu_exit exit;

	load_case(c);
	exit = cpu_run(cpu, BUDGET);
	memcpy(out->r, a->r, sizeof(out->r));
	for (unsigned i = 0; i < 6; i++)
		out->sel[i] = a->seg[i].selector;
	out->vector = ENDED_NOWHERE;
	out->error = out->cr2 = 0;
	out->eip = a->eip;
	out->eflags = cpu_eflags(cpu);
	if (c->fx_seed)
		store_fpu(&out->fx);
	if (exit == CPU_EXIT_HALT)
		read_frame(out);
	leave_pad(c, out);
}
