/* SPDX-License-Identifier: GPL-2.0-only */
/* segment: descriptors, segment registers and their checks (SDM 3A, chapters 3 and 5). */
#include "emu/cpu/mem.h"
#include "emu/cpu/state.h"

uint32_t descriptor_base(const struct descriptor *desc)
{
	return desc->low >> 16 | (desc->high & 0xff) << 16 | (desc->high & 0xff000000);
}

uint32_t descriptor_limit(const struct descriptor *desc)
{
	uint32_t limit = (desc->low & 0xffff) | (desc->high & 0xf0000);

	return descriptor_attr(desc) & ATTR_G ? limit << 12 | 0xfff : limit;
}

uint16_t descriptor_attr(const struct descriptor *desc)
{
	return desc->high >> 8 & 0xf0ff;
}

static unsigned dpl_of(uint16_t attr)
{
	return attr >> ATTR_DPL_SHIFT & 3;
}

bool descriptor_read(struct cpu *cpu, uint16_t selector, struct descriptor *desc)
{
	const struct segment *ldt = &cpu->a.seg[SEG_LDT];
	uint32_t base = cpu->a.gdt.base, limit = cpu->a.gdt.limit, off = selector & 0xfff8u;

	if (selector & 4) {
		if (!(ldt->attr & ATTR_P))
			return false;
		base = ldt->base;
		limit = ldt->limit;
	}
	if (off + 7 > limit)
		return false;
	desc->la = base + off;
	desc->low = mem_read_as(cpu, desc->la, 4, false);
	desc->high = mem_read_as(cpu, desc->la + 4, 4, false);
	return true;
}

void descriptor_touch(struct cpu *cpu, struct descriptor *desc)
{
	uint16_t attr = descriptor_attr(desc);

	if (attr & ATTR_S && !(attr & ATTR_ACCESSED)) {
		desc->high |= ATTR_ACCESSED << 8;
		mem_write_as(cpu, desc->la + 5, desc->high >> 8 & 0xff, 1, false);
	}
}

void segment_set(struct cpu *cpu, enum seg_name seg, uint16_t selector, struct descriptor *desc)
{
	descriptor_touch(cpu, desc);
	cpu->a.seg[seg] = (struct segment){.selector = selector,
					   .attr = descriptor_attr(desc),
					   .base = descriptor_base(desc),
					   .limit = descriptor_limit(desc)};
	if (seg < SEG_LDT)
		cpu_update_mode(cpu);
}

void segment_check_stack(struct cpu *cpu, uint16_t selector, struct descriptor *desc, unsigned cpl,
			 uint8_t vector)
{
	uint32_t error = selector & 0xfffcu;
	uint16_t attr;

	if (!error)
		cpu_raise_error(cpu, vector, 0);
	if (!descriptor_read(cpu, selector, desc))
		cpu_raise_error(cpu, vector, error);
	attr = descriptor_attr(desc);
	if ((selector & 3u) != cpl || dpl_of(attr) != cpl || !(attr & ATTR_S) || attr & ATTR_CODE ||
	    !(attr & ATTR_RW))
		cpu_raise_error(cpu, vector, error);
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_SS, error);
}

/*
 * Virtual-8086 mode sets the hidden parts (SDM 3B 20.2.1); real mode changes the base alone, so
 * that what was loaded in protected mode stays (SDM 3A 9.9.2). A null one becomes usable again.
 */
void segment_load_8086(struct cpu *cpu, enum seg_name seg, uint16_t selector)
{
	struct segment *to = &cpu->a.seg[seg];

	to->selector = selector;
	to->base = (uint32_t)selector << 4;
	if (cpu_flag(cpu, FL_VM) || !(to->attr & ATTR_P)) {
		to->limit = 0xffff;
		to->attr = ATTR_P | ATTR_S | ATTR_RW | ATTR_ACCESSED;
	}
	if (cpu_flag(cpu, FL_VM))
		to->attr |= 3 << ATTR_DPL_SHIFT;
	cpu_update_mode(cpu);
}

/* SDM 2B, MOV, "Loading a segment register under special circumstances" */
void segment_load(struct cpu *cpu, enum seg_name seg, uint16_t selector)
{
	uint32_t error = selector & 0xfffcu;
	struct descriptor desc;
	uint16_t attr;
	unsigned rpl = selector & 3u;

	if (cpu_8086(cpu)) {
		segment_load_8086(cpu, seg, selector);
		return;
	}
	if (seg == SEG_SS) {
		segment_check_stack(cpu, selector, &desc, cpu->a.cpl, VEC_GP);
		segment_set(cpu, seg, selector, &desc);
		return;
	}
	if (!error) {
		cpu->a.seg[seg] = (struct segment){.selector = selector};
		cpu_update_mode(cpu);
		return;
	}
	if (!descriptor_read(cpu, selector, &desc))
		cpu_raise_error(cpu, VEC_GP, error);
	attr = descriptor_attr(&desc);
	if (!(attr & ATTR_S) || (attr & ATTR_CODE && !(attr & ATTR_RW)))
		cpu_raise_error(cpu, VEC_GP, error);
	if (!(attr & ATTR_CODE && attr & ATTR_CONFORMING) &&
	    (rpl > dpl_of(attr) || cpu->a.cpl > dpl_of(attr)))
		cpu_raise_error(cpu, VEC_GP, error);
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error);
	segment_set(cpu, seg, selector, &desc);
}

static bool within(const struct segment *seg, uint32_t off, unsigned bytes)
{
	uint32_t last = off + bytes - 1;

	if (last < off)
		return false;
	/* Expand down (SDM 3A 5.3): valid above the limit, to FFFFh or FFFFFFFFh. */
	if (!(seg->attr & ATTR_CODE) && seg->attr & ATTR_CONFORMING)
		return off > seg->limit && last <= (seg->attr & ATTR_DB ? 0xffffffff : 0xffff);
	return last <= seg->limit;
}

/* Without descriptors there are no types: CS may be written (SDM 3B 20.1.1). */
static bool usable(const struct cpu *cpu, const struct segment *seg, bool write)
{
	if (!(seg->attr & ATTR_P))
		return false;
	if (cpu_8086(cpu))
		return true;
	if (seg->attr & ATTR_CODE)
		return !write && seg->attr & ATTR_RW;
	return !write || seg->attr & ATTR_RW;
}

uint32_t segment_la(struct cpu *cpu, enum seg_name name, uint32_t off, unsigned bytes, bool write)
{
	const struct segment *seg = &cpu->a.seg[name];

	if (!usable(cpu, seg, write) || !within(seg, off, bytes))
		cpu_raise_error(cpu, name == SEG_SS ? VEC_SS : VEC_GP, 0);
	return seg->base + off;
}

static bool flat(const struct segment *seg)
{
	return !seg->base && seg->limit == 0xffffffff && seg->attr & ATTR_P &&
	       (seg->attr & ATTR_CODE || !(seg->attr & ATTR_CONFORMING));
}

static bool flat_data(const struct segment *seg)
{
	return flat(seg) && !(seg->attr & ATTR_CODE) && seg->attr & ATTR_RW;
}

void cpu_update_mode(struct cpu *cpu)
{
	const struct segment *seg = cpu->a.seg;

	cpu->mode = (seg[SEG_CS].attr & ATTR_DB ? MODE_CODE32 : 0) |
		    (seg[SEG_SS].attr & ATTR_DB ? MODE_STACK32 : 0) |
		    (flat(&seg[SEG_CS]) ? MODE_FLAT_CODE : 0) |
		    (flat_data(&seg[SEG_DS]) && flat_data(&seg[SEG_ES]) && flat_data(&seg[SEG_SS])
			 ? MODE_FLAT_DATA
			 : 0) |
		    (cpu->a.cpl == 3 ? MODE_USER : 0);
	/* Alignment is checked on the slow path only. */
	cpu->tlb = cpu->a.cpl == 3 && cpu->a.cr0 & CR0_AM && cpu_flag(cpu, FL_AC)
		       ? &cpu->no_tlb
		       : &cpu->tlbs[cpu->a.cpl == 3];
	if (seg[SEG_CS].base != cpu->code_base || seg[SEG_CS].limit != cpu->code_limit) {
		cpu->code_base = seg[SEG_CS].base;
		cpu->code_limit = seg[SEG_CS].limit;
		trace_forget_addresses(cpu);
	}
}
