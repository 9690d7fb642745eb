/* SPDX-License-Identifier: GPL-2.0-only */
/* cpu_start: where a run starts from, and the bytes it meets. */
#include <string.h>

#include "tests/fuzz/cpu_world.h"

/* ---- code ---- */

struct writer {
	uint8_t bytes[512];
	unsigned at;
};

static void emit(struct writer *c, const void *bytes, unsigned count)
{
	if (c->at + count > sizeof(c->bytes))
		return;
	memcpy(c->bytes + c->at, bytes, count);
	c->at += count;
}

static void emit8(struct writer *c, unsigned byte)
{
	uint8_t value = (uint8_t)byte;

	emit(c, &value, 1);
}

/* MOV r32, imm, whatever the code's size. */
static void load(struct writer *c, bool code32, unsigned reg, uint32_t value)
{
	if (!code32)
		emit8(c, 0x66);
	emit8(c, 0xb8 + reg);
	emit(c, &value, 4);
}

static uint32_t control_value(struct gen *g, unsigned cr)
{
	static const uint32_t places[] = {DIR_AT, PAE_AT, DIR_AT | 0x18, 0xffffffff, 0x100000};

	switch (cr) {
	case 0:
		return (gen_u32(g) & 0xe005003f) | (gen_chance(g, 80) ? CR0_PE : 0);
	case 3:
		return gen_chance(g, 80) ? places[gen_below(g, 5)] : gen_u32(g);
	case 4:
		return gen_chance(g, 80) ? gen_u32(g) & 0x7ff : gen_u32(g);
	default:
		return gen_u32(g);
	}
}

static void emit_control(struct gen *g, struct writer *c, bool code32)
{
	static const uint8_t crs[] = {0, 3, 4, 2, 0};
	unsigned cr = crs[gen_below(g, 5)];

	load(c, code32, 0, control_value(g, cr));
	emit(c, (uint8_t[]){0x0f, 0x22, (uint8_t)(0xc0 | cr << 3)}, 3);
}

static void emit_debug(struct gen *g, struct writer *c, bool code32)
{
	unsigned dr = gen_below(g, 8);

	load(c, code32, 0, dr < 4 ? START_AT + gen_below(g, 64) : gen_u32(g));
	emit(c, (uint8_t[]){0x0f, 0x23, (uint8_t)(0xc0 | dr << 3)}, 3);
}

static void emit_msr(struct gen *g, struct writer *c, bool code32)
{
	static const uint32_t msrs[] = {0x10,  0x1b,  0x174, 0x175, 0x176, 0x277,
					0x2ff, 0x200, 0x250, 0xfe,  0x8b,  0xc0000080};

	load(c, code32, 1, gen_chance(g, 90) ? msrs[gen_below(g, 12)] : gen_u32(g));
	load(c, code32, 0, gen_chance(g, 50) ? gen_edge(g) : START_AT | 8);
	if (gen_chance(g, 50))
		load(c, code32, 2, 0);
	emit(c, (uint8_t[]){0x0f, gen_chance(g, 70) ? 0x30 : 0x32}, 2);
}

/* MOV AX, selector; then into a segment register, LLDT or LTR. */
static void emit_selector(struct gen *g, struct writer *c, bool code32)
{
	static const uint8_t what[][3] = {{0x8e, 0xd8, 1}, {0x8e, 0xc0, 1}, {0x8e, 0xd0, 1},
					  {0x8e, 0xe0, 1}, {0, 0xd0, 0},    {0, 0xd8, 0}};
	const uint8_t *insn = what[gen_below(g, 6)];

	load(c, code32, 0, gen_below(g, 8) ? gen_below(g, GDT_SLOTS * 8) : 40 << 3);
	if (!insn[0])
		emit8(c, 0x0f);
	emit(c, insn, 2);
}

static void emit_far(struct gen *g, struct writer *c, bool code32)
{
	uint32_t off = START_AT + gen_below(g, 256);
	uint16_t selector = (uint16_t)gen_below(g, GDT_SLOTS * 8);

	if (gen_chance(g, 50))
		selector = (uint16_t)((32 + gen_below(g, 24)) << 3);
	if (!code32)
		emit8(c, 0x66);
	emit8(c, gen_chance(g, 50) ? 0xea : 0x9a);
	emit(c, &off, 4);
	emit(c, &selector, 2);
}

/* PUSH a frame that leads somewhere, and IRET or RETF. */
static void emit_return(struct gen *g, struct writer *c, bool code32)
{
	uint32_t frame[9];
	unsigned first = gen_chance(g, 50) ? 0 : gen_chance(g, 50) ? 4 : 6;

	for (unsigned i = 0; i < 6; i++)
		frame[i] = gen_below(g, 16) << 3 | gen_below(g, 4);
	frame[4] = gen_below(g, 16) << 3 | 3;		    /* SS */
	frame[5] = STACK_AT + gen_below(g, 0x1000);	    /* ESP */
	frame[6] = (gen_u32(g) & 0x27fd7) | 2;		    /* EFLAGS */
	frame[7] = gen_below(g, 16) << 3 | gen_below(g, 4); /* CS */
	frame[8] = START_AT + gen_below(g, 0x100);
	for (unsigned i = first; i < 9; i++) {
		if (!code32)
			emit8(c, 0x66);
		emit8(c, 0x68);
		emit(c, &frame[i], 4);
	}
	if (!code32)
		emit8(c, 0x66);
	emit8(c, gen_chance(g, 80) ? 0xcf : 0xcb);
}

static void emit_small(struct gen *g, struct writer *c)
{
	static const uint8_t small[] = {0xf4, 0xfa, 0xfb, 0xcc, 0xf1, 0xce, 0x9d, 0x9c,
					0xec, 0xee, 0x6c, 0x6e, 0xcf, 0xcb, 0x9b, 0xe4};

	if (gen_chance(g, 20))
		emit(c, (uint8_t[]){0xcd, (uint8_t)gen_u32(g)}, 2);
	else if (gen_chance(g, 20))
		emit(c, (uint8_t[]){0x0f, (uint8_t)(gen_chance(g, 50) ? 0x34 : 0x35)}, 2);
	else
		emit8(c, small[gen_below(g, 16)]);
}

static void emit_row(struct gen *g, struct writer *c, bool code32)
{
	const struct insn_row *row = &insn_rows[gen_below(g, (uint32_t)insn_row_count)];
	uint8_t code[16];

	emit(c, code, gen_insn(g, row, code32, code));
}

static void emit_any(struct gen *g, struct writer *c, bool code32)
{
	static void (*const system[])(struct gen *, struct writer *, bool) = {
	    emit_control, emit_debug, emit_msr, emit_selector, emit_far, emit_return};
	uint32_t random = gen_u32(g);

	switch (gen_below(g, 10)) {
	case 0:
		system[gen_below(g, 6)](g, c, code32);
		break;
	case 1:
		emit_small(g, c);
		break;
	case 2:
	case 3:
		emit(c, &random, 1 + random % 4);
		break;
	default:
		emit_row(g, c, code32);
		break;
	}
}

static void write_code(struct world *w, bool code32, uint32_t pa)
{
	struct writer c = {.at = 0};

	while (c.at < 48)
		emit_any(&w->g, &c, gen_chance(&w->g, 97) ? code32 : !code32);
	physmap_poke(w->map, pa, c.bytes, c.at);
}

/* ---- state ---- */

static void set_segment(struct cpu *cpu, enum seg_name seg, unsigned selector, uint32_t base,
			uint32_t limit, unsigned attr)
{
	cpu->a.seg[seg] = (struct segment){(uint16_t)selector, (uint16_t)attr, base, limit};
}

/* As sound_descriptor() has it: 0 code, 1 data, both 32-bit and flat; 2 and 3 16-bit. */
static void set_sound(struct cpu *cpu, enum seg_name seg, unsigned dpl, unsigned kind)
{
	unsigned attr = 0x93u | dpl << 5 | (kind & 1 ? 0 : 8) | (kind < 2 ? 0xc000u : 0);
	unsigned slot = dpl * 4 + kind;

	set_segment(cpu, seg, slot << 3 | dpl, 0, kind < 2 ? 0xffffffff : 0xffff, attr);
}

static void start_8086(struct world *w, bool virtual)
{
	struct cpu *cpu = w->cpu;

	for (int seg = SEG_ES; seg <= SEG_GS; seg++) {
		unsigned selector =
		    gen_chance(&w->g, 50) ? START_AT >> 4 : gen_below(&w->g, 0x10000);
		bool unreal = !virtual && gen_chance(&w->g, 10);

		if (seg == SEG_CS)
			selector = START_AT >> 4;
		set_segment(cpu, seg, selector, selector << 4, unreal ? 0xffffffff : 0xffff,
			    virtual	    ? 0xf3
			    : seg == SEG_CS ? 0x9b
					    : 0x93);
	}
	cpu->a.eip = gen_below(&w->g, 0x1000);
	cpu->a.r[ESP] = 0x1000 + gen_below(&w->g, 0xe000);
	cpu->a.cpl = virtual ? 3 : 0;
}

static void start_protected(struct world *w)
{
	struct cpu *cpu = w->cpu;
	unsigned cpl = gen_below(&w->g, 4), kind = gen_chance(&w->g, 70) ? 0 : 2;

	cpu->a.cpl = (uint8_t)cpl;
	set_sound(cpu, SEG_CS, cpl, kind);
	set_sound(cpu, SEG_SS, cpl, gen_chance(&w->g, 80) ? 1 : 3);
	for (int seg = SEG_ES; seg <= SEG_GS; seg++) {
		if (seg == SEG_CS || seg == SEG_SS)
			continue;
		if (gen_chance(&w->g, 10))
			set_segment(cpu, seg, 0, 0, 0, 0);
		else
			set_sound(cpu, seg, 3, gen_chance(&w->g, 85) ? 1 : 3);
	}
	/* 16-bit code reaches the first 64 KiB, where the tables are */
	cpu->a.eip = kind ? 0xf000 + gen_below(&w->g, 0xf00) : START_AT + gen_below(&w->g, 0x1000);
	cpu->a.r[ESP] = STACK_AT + gen_below(&w->g, 0x1000);
}

static void start_control(struct world *w, bool protected)
{
	struct cpu *cpu = w->cpu;
	uint32_t cr4 = gen_u32(&w->g) & (gen_chance(&w->g, 80) ? 0x79f : 0x7ff);
	uint32_t cr0 = gen_u32(&w->g) & (CR0_WP | CR0_AM | CR0_NE | CR0_MP);
	bool paging = protected && gen_chance(&w->g, 50);

	if (gen_chance(&w->g, 5))
		cr0 |= gen_u32(&w->g) & (CR0_EM | CR0_TS | CR0_CD);
	if (protected)
		cr0 |= CR0_PE;
	/* as software does it: the tables' place and form first, then paging */
	cpu_set_reg(cpu, "cr0", CR0_PE);
	cpu_set_reg(cpu, "cr4", cr4);
	cpu_set_reg(cpu, "cr3", cr4 & CR4_PAE ? PAE_AT : DIR_AT);
	cpu_set_reg(cpu, "cr0", cr0 | (paging ? CR0_PG : 0));
}

static void start_tables(struct world *w, bool protected)
{
	struct cpu_arch *a = &w->cpu->a;
	unsigned tss = gen_below(&w->g, 8);

	a->gdt = (struct table_register){GDT_AT, GDT_SLOTS * 8 - 1};
	a->idt = (struct table_register){protected ? IDT_AT : 0, protected ? 0x7ff : 0x3ff};
	if (gen_chance(&w->g, 3))
		a->idt.limit = (uint16_t)gen_below(&w->g, 0x800);
	set_segment(w->cpu, SEG_LDT, 40 << 3, LDT_AT, LDT_ROOM * 8 - 1, 0x82);
	set_segment(w->cpu, SEG_TSS, (32 + tss) << 3, TSS_AT + tss * TSS_STRIDE,
		    tss < 6 ? 0xff : 0x2b, tss < 6 ? 0x8b : 0x83);
	a->sysenter_cs = gen_chance(&w->g, 70) ? 0 : 8;
	a->sysenter_eip = START_AT + gen_below(&w->g, 0x100);
	a->sysenter_esp = STACK_AT;
	memset(a->dr, 0, sizeof(a->dr));
	cpu_set_reg(w->cpu, "dr6", 0xffff0ff0);
	cpu_set_reg(w->cpu, "dr7", 0x400);
}

void world_start(struct world *w)
{
	struct cpu *cpu = w->cpu;
	unsigned mode = gen_below(&w->g, 8);
	bool protected = mode > 1, virtual = mode == 2 || mode == 3;
	uint32_t eflags = gen_u32(&w->g) & 0x37fd7 & ~(gen_chance(&w->g, 90) ? FL_TF : 0);

	if (gen_chance(&w->g, 5))
		cpu_reset(cpu);
	cpu->a.halted = cpu->a.nmi = cpu->a.nmi_blocked = cpu->a.intr = false;
	cpu->a.shadow = SHADOW_NONE;
	if (gen_chance(&w->g, 5) || !physmap_a20(w->map))
		physmap_set_a20(w->map, gen_chance(&w->g, 95));
	for (unsigned i = 0; i < 8; i++)
		cpu->a.r[i] =
		    gen_chance(&w->g, 50) ? gen_edge(&w->g) : gen_below(&w->g, WORLD_BYTES);
	start_control(w, protected);
	start_tables(w, protected);
	if (protected && !virtual)
		start_protected(w);
	else
		start_8086(w, virtual);
	cpu_set_eflags(cpu, (eflags & ~FL_VM) | (virtual ? FL_VM : 0), 0x3ffff);
	cpu_update_mode(cpu);
	write_code(w, cpu->a.seg[SEG_CS].attr & ATTR_DB, cpu->a.seg[SEG_CS].base + cpu->a.eip);
	if (gen_chance(&w->g, 50))
		write_code(w, gen_chance(&w->g, 50), START_AT + gen_below(&w->g, 0x100));
}
