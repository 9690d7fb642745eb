/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exec_stack: PUSH, POP and their kin, ENTER, LEAVE, POPF. The quick handlers
 * are for a flat 32-bit stack; the others take any.
 */
#include "emu/cpu/exec.h"
#include "emu/cpu/v86.h"

uint32_t stack_mask(const struct cpu *cpu)
{
	return cpu->mode & MODE_STACK32 ? 0xffffffff : 0xffff;
}

static uint32_t stack_la(struct cpu *cpu, const struct uop *u, uint32_t off, unsigned bytes,
			 bool write)
{
	cpu->at = u;
	return segment_la(cpu, SEG_SS, off & stack_mask(cpu), bytes, write);
}

static void set_esp(struct cpu *cpu, uint32_t esp)
{
	uint32_t mask = stack_mask(cpu);

	cpu->a.r[ESP] = (cpu->a.r[ESP] & ~mask) | (esp & mask);
}

void stack_push(struct cpu *cpu, const struct uop *u, uint32_t value, unsigned bytes)
{
	uint32_t esp = cpu->a.r[ESP] - bytes;

	mem_write(cpu, u, stack_la(cpu, u, esp, bytes, true), value, bytes);
	set_esp(cpu, esp);
}

static uint32_t stack_top(struct cpu *cpu, const struct uop *u, unsigned skip, unsigned bytes)
{
	return mem_read(cpu, u, stack_la(cpu, u, cpu->a.r[ESP] + skip, bytes, false), bytes);
}

/* Raise now what an access of the operand's size would raise. */
static void probe_stack(struct cpu *cpu, const struct uop *u, uint32_t off, bool write)
{
	uint32_t la = stack_la(cpu, u, off, u->bytes, write);

	mem_check_alignment(cpu, u, la, u->bytes);
	if (write)
		mem_probe_write(cpu, u, la, u->bytes);
	else
		mem_probe_read(cpu, u, la, u->bytes);
}

/* ---- any stack, any size ---- */

static void push_any(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = u->code ? u->imm : operand_get(cpu, u, u->dst, u->bytes);

	stack_push(cpu, u, value, u->bytes);
	NEXT(cpu, u);
}

/* POP to memory addresses it with ESP as it is after the pop (SDM 2B, POP). */
static void pop_any(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = stack_top(cpu, u, 0, u->bytes), esp = cpu->a.r[ESP], la;

	if (!u->mem) {
		set_esp(cpu, esp + u->bytes);
		reg_set(cpu, u->dst, value, u->bytes);
		NEXT(cpu, u);
		return;
	}
	set_esp(cpu, esp + u->bytes);
	/* The fault, if there is one, must find ESP as it was. */
	uint32_t off = mem_off(cpu, u);
	cpu->a.r[ESP] = esp;
	la = u->checked ? mem_checked_la(cpu, u, off, u->bytes, true) : off;
	mem_write(cpu, u, la, value, u->bytes);
	set_esp(cpu, esp + u->bytes);
	NEXT(cpu, u);
}

/* ---- quick ---- */

INLINE void push32(struct cpu *cpu, const struct uop *u, uint32_t value, uop_fn *whole)
{
	uint32_t esp = cpu->a.r[ESP] - 4;
	void *host;

	if (UNLIKELY(!tlb_writes(cpu->tlb, esp, 4, &host))) {
		whole(cpu, u);
		return;
	}
	mem_store(host, value, 4);
	cpu->a.r[ESP] = esp;
	NEXT(cpu, u);
}

static void push32_r(struct cpu *cpu, const struct uop *u)
{
	push32(cpu, u, reg_get(cpu, u->dst, 4), push_any);
}

static void push32_i(struct cpu *cpu, const struct uop *u)
{
	push32(cpu, u, u->imm, push_any);
}

static void push32_m(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = mem_read(cpu, u, mem_la(cpu, u, 4, false), 4);
	uint32_t esp = cpu->a.r[ESP] - 4;

	mem_write(cpu, u, esp, value, 4);
	cpu->a.r[ESP] = esp;
	NEXT(cpu, u);
}

static void pop32_r(struct cpu *cpu, const struct uop *u)
{
	void *host;

	if (UNLIKELY(!tlb_reads(cpu->tlb, cpu->a.r[ESP], 4, &host))) {
		pop_any(cpu, u);
		return;
	}
	cpu->a.r[ESP] += 4;
	reg_set(cpu, u->dst, mem_load(host, 4), 4);
	NEXT(cpu, u);
}

static void leave32(struct cpu *cpu, const struct uop *u)
{
	uint32_t ebp = cpu->a.r[EBP], value = mem_read(cpu, u, ebp, 4);

	cpu->a.r[ESP] = ebp + 4;
	cpu->a.r[EBP] = value;
	NEXT(cpu, u);
}

/* ---- the rest ---- */

static void pusha_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->bytes;
	uint32_t esp = cpu->a.r[ESP];

	for (unsigned i = 1; i <= 8; i++)
		probe_stack(cpu, u, esp - i * bytes, true);
	for (unsigned i = 0; i < 8; i++)
		mem_write(cpu, u, stack_la(cpu, u, esp - (i + 1) * bytes, bytes, true),
			  i == ESP ? esp : cpu->a.r[i], bytes);
	set_esp(cpu, esp - 8 * bytes);
	NEXT(cpu, u);
}

static void popa_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->bytes;
	uint32_t value[8];

	for (unsigned i = 0; i < 8; i++)
		value[7 - i] = stack_top(cpu, u, i * bytes, bytes);
	for (unsigned i = 0; i < 8; i++)
		if (i != ESP)
			reg_set(cpu, REG_OFF(i), value[i], bytes);
	set_esp(cpu, cpu->a.r[ESP] + 8 * bytes);
	NEXT(cpu, u);
}

static void pushf_any(struct cpu *cpu, const struct uop *u)
{
	cpu->at = u;
	stack_push(cpu, u, v86_pushed_flags(cpu, u->bytes), u->bytes);
	NEXT(cpu, u);
}

/* Apart, so that no local's address keeps the handler from ending in a jump. */
static __attribute__((noinline)) void popf_whole(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = stack_top(cpu, u, 0, u->bytes), mask;

	cpu->at = u;
	value = v86_popped_flags(cpu, value, u->bytes, &mask);
	set_esp(cpu, cpu->a.r[ESP] + u->bytes);
	cpu_set_eflags(cpu, value, mask);
}

static void popf_any(struct cpu *cpu, const struct uop *u)
{
	popf_whole(cpu, u);
	leave(cpu, next_eip(cpu, u));
}

static void pushseg(struct cpu *cpu, const struct uop *u)
{
	uint32_t selector = cpu->a.seg[u->code].selector;
	uint32_t esp = cpu->a.r[ESP] - u->bytes;

	/* With a 32-bit operand processors write only the low word (SDM 2B, PUSH). */
	mem_write(cpu, u, stack_la(cpu, u, esp, u->bytes, true), selector, 2);
	set_esp(cpu, esp);
	NEXT(cpu, u);
}

static void popseg(struct cpu *cpu, const struct uop *u)
{
	uint16_t selector = (uint16_t)stack_top(cpu, u, 0, u->bytes);
	uint32_t eip = next_eip(cpu, u), mask = stack_mask(cpu), esp = cpu->a.r[ESP];

	segment_load(cpu, u->code, selector);
	/* popped from the stack as it was, also when SS is what changes */
	cpu->a.r[ESP] = (esp & ~mask) | ((esp + u->bytes) & mask);
	cpu->a.shadow = u->code == SEG_SS ? SHADOW_SS : SHADOW_NONE;
	leave(cpu, eip);
}

static void leave_any(struct cpu *cpu, const struct uop *u)
{
	uint32_t ebp = cpu->a.r[EBP];
	uint32_t value = mem_read(cpu, u, stack_la(cpu, u, ebp, u->bytes, false), u->bytes);

	set_esp(cpu, ebp + u->bytes);
	reg_set(cpu, REG_OFF(EBP), value, u->bytes);
	NEXT(cpu, u);
}

/* SDM 2A, ENTER: u->imm bytes of locals, u->disp the nesting level. */
static void enter_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->bytes, level = u->disp & 31;
	uint32_t esp = cpu->a.r[ESP], ebp = cpu->a.r[EBP], mask = stack_mask(cpu), top;
	uint32_t frame = (esp & ~mask) | ((esp - bytes) & mask);

	/* first all that may fault, in order; at last the stack's new top, though nothing is there
	 */
	for (unsigned i = 0; i <= level; i++) {
		if (i && i < level)
			probe_stack(cpu, u, ebp - i * bytes, false);
		probe_stack(cpu, u, frame - i * bytes, true);
	}
	top = frame - level * bytes - u->imm;
	probe_stack(cpu, u, top, true);

	mem_write(cpu, u, stack_la(cpu, u, frame, bytes, true), ebp, bytes);
	for (unsigned i = 1; i < level; i++) {
		uint32_t link =
		    mem_read(cpu, u, stack_la(cpu, u, ebp - i * bytes, bytes, false), bytes);

		mem_write(cpu, u, stack_la(cpu, u, frame - i * bytes, bytes, true), link, bytes);
	}
	if (level)
		mem_write(cpu, u, stack_la(cpu, u, frame - level * bytes, bytes, true), frame,
			  bytes);
	reg_set(cpu, REG_OFF(EBP), frame, bytes);
	set_esp(cpu, top);
	NEXT(cpu, u);
}

static bool quick_stack(const struct uop *u, uint32_t mode)
{
	return u->bytes == 4 && mode & MODE_STACK32 && mode & MODE_FLAT_DATA;
}

static uop_fn *pick_push(const struct insn *insn, struct uop *u, uint32_t mode)
{
	bool imm = insn->row->form[0] == F_IZ || insn->row->form[0] == F_IBS;

	u->code = imm;
	if (!quick_stack(u, mode))
		return push_any;
	return imm ? push32_i : insn->mem ? push32_m : push32_r;
}

static uint8_t fixed_segment(const struct insn *insn)
{
	return (uint8_t)(insn->row->form[0] - F_ES + SEG_ES);
}

uop_fn *exec_stack_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	u->bytes = insn->op_bytes;
	switch (insn->row->sem) {
	case S_PUSH:
		return pick_push(insn, u, mode);
	case S_POP:
		return quick_stack(u, mode) && !insn->mem ? pop32_r : pop_any;
	case S_PUSHA:
		return pusha_any;
	case S_POPA:
		return popa_any;
	case S_PUSHF:
		return pushf_any;
	case S_POPF:
		return popf_any;
	case S_PUSHSEG:
		u->code = fixed_segment(insn);
		return pushseg;
	case S_POPSEG:
		u->code = fixed_segment(insn);
		return popseg;
	case S_LEAVE:
		return quick_stack(u, mode) ? leave32 : leave_any;
	case S_ENTER:
		u->disp = insn->imm2;
		return enter_any;
	default:
		return NULL;
	}
}
