/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * task: task-state segments and hardware task switches (SDM 3A, chapter 7).
 *
 * A switch reads and checks all it needs first, so that what fails is raised in
 * the old task; then it saves, marks and loads. From there on the processor is
 * in the new task, and what its selectors raise is raised there.
 */
#include "emu/cpu/debug.h"
#include "emu/cpu/mem.h"
#include "emu/cpu/task.h"

/* Offsets in a TSS, SDM 3A figures 7-2 and 7-10. 0: there is no such field. */
struct layout {
	uint8_t reg_bytes;
	uint8_t eip, eflags, eax, es, seg_step, segs, ldt, cr3, trap;
	uint8_t limit; /* the least a TSS may have */
};

static const struct layout layouts[2] = {
    {.reg_bytes = 2,
     .eip = 0x0e,
     .eflags = 0x10,
     .eax = 0x12,
     .es = 0x22,
     .seg_step = 2,
     .segs = 4,
     .ldt = 0x2a,
     .limit = 0x2b},
    {.reg_bytes = 4,
     .eip = 0x20,
     .eflags = 0x24,
     .eax = 0x28,
     .es = 0x48,
     .seg_step = 4,
     .segs = 6,
     .ldt = 0x60,
     .cr3 = 0x1c,
     .trap = 0x64,
     .limit = 0x67},
};

static const struct layout *layout_of(uint16_t attr)
{
	return &layouts[attr >> 3 & 1];
}

/* What a TSS holds of a task. */
struct image {
	uint32_t cr3, eip, eflags, r[8];
	uint16_t seg[6], ldt;
	bool trap;
};

static uint32_t error_of(uint16_t selector)
{
	return selector & 0xfffcu;
}

static unsigned dpl_of(uint16_t attr)
{
	return attr >> ATTR_DPL_SHIFT & 3;
}

void tss_stack(struct cpu *cpu, unsigned cpl, uint16_t *ss, uint32_t *esp)
{
	const struct segment *tss = &cpu->a.seg[SEG_TSS];
	bool wide = tss->attr & 8;
	uint32_t off = wide ? cpl * 8 + 4 : cpl * 4 + 2;

	if (off + (wide ? 5u : 3u) > tss->limit)
		cpu_raise_error(cpu, VEC_TS, error_of(tss->selector));
	*esp = mem_read_as(cpu, tss->base + off, wide ? 4 : 2, false);
	*ss = (uint16_t)mem_read_as(cpu, tss->base + off + (wide ? 4 : 2), 2, false);
}

/* The high halves that a 16-bit TSS does not hold are undefined; processors set them. */
static struct image read_image(struct cpu *cpu, uint32_t base, const struct layout *at)
{
	struct image image = {0};
	uint32_t high = at->reg_bytes == 2 ? 0xffff0000 : 0;

	if (at->cr3)
		image.cr3 = mem_read_as(cpu, base + at->cr3, 4, false);
	image.eip = mem_read_as(cpu, base + at->eip, at->reg_bytes, false);
	image.eflags = mem_read_as(cpu, base + at->eflags, at->reg_bytes, false);
	for (unsigned i = 0; i < 8; i++)
		image.r[i] = high | mem_read_as(cpu, base + at->eax + i * at->reg_bytes,
						at->reg_bytes, false);
	for (unsigned i = 0; i < at->segs; i++)
		image.seg[i] =
		    (uint16_t)mem_read_as(cpu, base + at->es + i * at->seg_step, 2, false);
	image.ldt = (uint16_t)mem_read_as(cpu, base + at->ldt, 2, false);
	image.trap = at->trap && mem_read_as(cpu, base + at->trap, 1, false) & 1;
	return image;
}

static void save_image(struct cpu *cpu, uint32_t base, const struct layout *at, uint32_t eip,
		       uint32_t eflags)
{
	mem_write_as(cpu, base + at->eip, eip, at->reg_bytes, false);
	mem_write_as(cpu, base + at->eflags, eflags, at->reg_bytes, false);
	for (unsigned i = 0; i < 8; i++)
		mem_write_as(cpu, base + at->eax + i * at->reg_bytes, cpu->a.r[i], at->reg_bytes,
			     false);
	for (unsigned i = 0; i < at->segs; i++)
		mem_write_as(cpu, base + at->es + i * at->seg_step, cpu->a.seg[i].selector, 2,
			     false);
}

/* A TSS descriptor's busy bit, in the table. */
static void set_busy(struct cpu *cpu, uint32_t la, uint32_t high, bool busy)
{
	high = busy ? high | TYPE_BUSY << 8 : high & ~(uint32_t)(TYPE_BUSY << 8);
	mem_write_as(cpu, la + 5, high >> 8 & 0xff, 1, false);
}

/* ---- what the new task's selectors must be (SDM 3A table 7-1) ---- */

static void fetch(struct cpu *cpu, uint16_t selector, struct descriptor *desc)
{
	if (!error_of(selector) || !descriptor_read(cpu, selector, desc))
		cpu_raise_error(cpu, VEC_TS, error_of(selector));
}

static void load_ldt(struct cpu *cpu, uint16_t selector)
{
	struct descriptor desc;
	uint16_t attr;

	if (!error_of(selector))
		return;
	if (selector & 4)
		cpu_raise_error(cpu, VEC_TS, error_of(selector));
	fetch(cpu, selector, &desc);
	attr = descriptor_attr(&desc);
	if (attr & ATTR_S || (attr & ATTR_TYPE) != TYPE_LDT || !(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_TS, error_of(selector));
	segment_set(cpu, SEG_LDT, selector, &desc);
}

static void load_code(struct cpu *cpu, uint16_t selector)
{
	struct descriptor desc;
	unsigned rpl = selector & 3u;
	uint16_t attr;

	fetch(cpu, selector, &desc);
	attr = descriptor_attr(&desc);
	if (!(attr & ATTR_S) || !(attr & ATTR_CODE) ||
	    (attr & ATTR_CONFORMING ? dpl_of(attr) > rpl : dpl_of(attr) != rpl))
		cpu_raise_error(cpu, VEC_TS, error_of(selector));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error_of(selector));
	segment_set(cpu, SEG_CS, selector, &desc);
}

static void load_data(struct cpu *cpu, enum seg_name seg, uint16_t selector)
{
	struct descriptor desc;
	unsigned rpl = selector & 3u;
	uint16_t attr;

	if (!error_of(selector))
		return;
	fetch(cpu, selector, &desc);
	attr = descriptor_attr(&desc);
	if (!(attr & ATTR_S) || (attr & ATTR_CODE && !(attr & ATTR_RW)))
		cpu_raise_error(cpu, VEC_TS, error_of(selector));
	if (!(attr & ATTR_CODE && attr & ATTR_CONFORMING) &&
	    (dpl_of(attr) < rpl || dpl_of(attr) < cpu->a.cpl))
		cpu_raise_error(cpu, VEC_TS, error_of(selector));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error_of(selector));
	segment_set(cpu, seg, selector, &desc);
}

static void load_segments(struct cpu *cpu, const struct image *image)
{
	static const enum seg_name data[] = {SEG_ES, SEG_DS, SEG_FS, SEG_GS};
	struct descriptor ss;

	load_ldt(cpu, image->ldt);
	if (cpu_flag(cpu, FL_VM)) {
		for (unsigned i = SEG_ES; i <= SEG_GS; i++)
			segment_load_8086(cpu, i, image->seg[i]);
	} else {
		load_code(cpu, image->seg[SEG_CS]);
		segment_check_stack(cpu, image->seg[SEG_SS], &ss, cpu->a.cpl, VEC_TS);
		segment_set(cpu, SEG_SS, image->seg[SEG_SS], &ss);
		for (unsigned i = 0; i < 4; i++)
			load_data(cpu, data[i], image->seg[data[i]]);
	}
	if (image->eip > cpu->a.seg[SEG_CS].limit)
		cpu_raise_error(cpu, VEC_GP, 0);
}

/* ---- the switch ---- */

/* From here on the new task is the one that runs, with no segment usable yet. */
static void become(struct cpu *cpu, const struct image *image, const struct layout *at,
		   enum task_cause cause)
{
	cpu->trace = NULL;
	cpu->at = NULL;
	if (at->cr3 && cpu->a.cr0 & CR0_PG && image->cr3 != cpu->a.cr3)
		cpu_set_cr3(cpu, image->cr3);
	memcpy(cpu->a.r, image->r, sizeof(image->r));
	cpu->a.eip = image->eip;
	cpu->a.eflags = image->eflags & ~(FL_STATUS | FL_RESERVED);
	cpu_set_eflags(cpu, image->eflags, FL_STATUS);
	if (cause == TASK_CALL)
		cpu->a.eflags |= FL_NT;
	for (unsigned i = SEG_ES; i <= SEG_GS; i++)
		cpu->a.seg[i] = (struct segment){.selector = image->seg[i]};
	cpu->a.seg[SEG_LDT] = (struct segment){.selector = image->ldt};
	cpu->a.cpl = cpu_flag(cpu, FL_VM) ? 3 : image->seg[SEG_CS] & 3;
	cpu->a.cr0 |= CR0_TS;
	cpu_update_mode(cpu);
	debug_task_switched(cpu, image->trap);
}

void task_switch(struct cpu *cpu, uint16_t selector, struct descriptor *desc, enum task_cause cause,
		 uint32_t next_eip)
{
	const struct segment old = cpu->a.seg[SEG_TSS];
	const struct layout *from = layout_of(old.attr), *to = layout_of(descriptor_attr(desc));
	uint32_t base = descriptor_base(desc), eflags = cpu_eflags(cpu);
	uint32_t old_la = cpu->a.gdt.base + (old.selector & 0xfff8u), old_high;
	struct image image;

	if (descriptor_limit(desc) < to->limit)
		cpu_raise_error(cpu, VEC_TS, error_of(selector));
	if (old.limit < from->limit)
		cpu_raise_error(cpu, VEC_TS, error_of(old.selector));
	image = read_image(cpu, base, to);
	old_high = mem_read_as(cpu, old_la + 4, 4, false);
	if (to->cr3 && image.cr3 != cpu->a.cr3 &&
	    !cpu_load_pdptes(cpu, cpu->a.cr0, image.cr3, cpu->a.cr4))
		cpu_raise_error(cpu, VEC_GP, 0);
	mem_probe_write_as(cpu, old_la + 5, 1, false);
	mem_probe_write_as(cpu, desc->la + 5, 1, false);
	mem_probe_write_as(cpu, old.base + from->eip,
			   from->es + from->segs * from->seg_step - from->eip, false);
	if (cause == TASK_CALL)
		mem_probe_write_as(cpu, base, 2, false);

	if (cause != TASK_CALL)
		set_busy(cpu, old_la, old_high, false);
	if (cause == TASK_RETURN)
		eflags &= ~FL_NT;
	save_image(cpu, old.base, from, next_eip, eflags);
	if (cause == TASK_CALL)
		mem_write_as(cpu, base, old.selector, 2, false);
	if (cause != TASK_RETURN)
		set_busy(cpu, desc->la, desc->high, true);
	desc->high |= TYPE_BUSY << 8;
	segment_set(cpu, SEG_TSS, selector, desc);
	become(cpu, &image, to, cause);
	load_segments(cpu, &image);
}

/* ---- ways to a switch ---- */

/* The TSS that a jump, call or task gate names; not for the return, where it must be busy. */
static void find_available(struct cpu *cpu, uint16_t selector, struct descriptor *desc)
{
	uint16_t attr;

	if (selector & 4 || !error_of(selector) || !descriptor_read(cpu, selector, desc))
		cpu_raise_error(cpu, VEC_GP, error_of(selector));
	attr = descriptor_attr(desc);
	if (attr & ATTR_S || ((attr & ATTR_TYPE) != TYPE_TSS16 && (attr & ATTR_TYPE) != TYPE_TSS32))
		cpu_raise_error(cpu, VEC_GP, error_of(selector));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error_of(selector));
}

void task_gate(struct cpu *cpu, const struct descriptor *gate, enum task_cause cause,
	       uint32_t next_eip)
{
	uint16_t selector = (uint16_t)(gate->low >> 16);
	struct descriptor desc;

	find_available(cpu, selector, &desc);
	task_switch(cpu, selector, &desc, cause, next_eip);
}

bool task_transfer(struct cpu *cpu, uint16_t selector, struct descriptor *desc,
		   enum task_cause cause, uint32_t next_eip)
{
	uint16_t attr = descriptor_attr(desc);
	unsigned type = attr & ATTR_TYPE;

	if (attr & ATTR_S || (type != TYPE_TASK_GATE && type != TYPE_TSS16 && type != TYPE_TSS32))
		return false;
	if (dpl_of(attr) < cpu->a.cpl || dpl_of(attr) < (selector & 3u))
		cpu_raise_error(cpu, VEC_GP, error_of(selector));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error_of(selector));
	if (type == TYPE_TASK_GATE) {
		task_gate(cpu, desc, cause, next_eip);
		return true;
	}
	if (selector & 4)
		cpu_raise_error(cpu, VEC_GP, error_of(selector));
	task_switch(cpu, selector, desc, cause, next_eip);
	return true;
}

void task_return(struct cpu *cpu, uint32_t next_eip)
{
	uint16_t selector = (uint16_t)mem_read_as(cpu, cpu->a.seg[SEG_TSS].base, 2, false), attr;
	struct descriptor desc;

	if (selector & 4)
		cpu_raise_error(cpu, VEC_TS, error_of(selector));
	fetch(cpu, selector, &desc);
	attr = descriptor_attr(&desc);
	if (attr & ATTR_S || ((attr & ATTR_TYPE) != (TYPE_TSS16 | TYPE_BUSY) &&
			      (attr & ATTR_TYPE) != (TYPE_TSS32 | TYPE_BUSY)))
		cpu_raise_error(cpu, VEC_TS, error_of(selector));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error_of(selector));
	task_switch(cpu, selector, &desc, TASK_RETURN, next_eip);
}
