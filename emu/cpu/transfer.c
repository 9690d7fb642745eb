/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * transfer: far jumps, calls and returns, IRET (SDM 3A 5.8 and 6.12, and the
 * instructions' own pages). Everything is checked and read before anything
 * is changed.
 */
#include "emu/cpu/exec.h"
#include "emu/cpu/task.h"
#include "emu/cpu/v86.h"

static unsigned dpl_of(uint16_t attr)
{
	return attr >> ATTR_DPL_SHIFT & 3;
}

static uint32_t error_of(uint16_t selector)
{
	return selector & 0xfffcu;
}

static void read_or_gp(struct cpu *cpu, uint16_t selector, struct descriptor *desc, uint8_t vector)
{
	if (!error_of(selector))
		cpu_raise_error(cpu, vector, 0);
	if (!descriptor_read(cpu, selector, desc))
		cpu_raise_error(cpu, vector, error_of(selector));
}

/* CS for code that will run at a privilege. */
static void set_code(struct cpu *cpu, uint16_t selector, struct descriptor *desc, unsigned cpl,
		     uint32_t eip)
{
	descriptor_touch(cpu, desc);
	cpu->a.cpl = (uint8_t)cpl;
	segment_set(cpu, SEG_CS, (uint16_t)((selector & ~3u) | cpl), desc);
	cpu->a.eip = eip;
	cpu->trace = NULL;
}

static void check_limit(struct cpu *cpu, const struct descriptor *desc, uint32_t eip)
{
	if (eip > descriptor_limit(desc))
		cpu_raise_error(cpu, VEC_GP, 0);
}

/* A stack somewhere: pushes go here until everything is known to succeed. */
struct stack {
	uint32_t base, esp, mask, limit;
	uint16_t attr;
	bool user;
};

static struct stack current_stack(const struct cpu *cpu)
{
	const struct segment *ss = &cpu->a.seg[SEG_SS];

	return (struct stack){.base = ss->base,
			      .esp = cpu->a.r[ESP],
			      .mask = ss->attr & ATTR_DB ? 0xffffffff : 0xffff,
			      .limit = ss->limit,
			      .attr = ss->attr,
			      .user = cpu->a.cpl == 3};
}

static struct stack new_stack(const struct descriptor *ss, uint32_t esp, unsigned cpl)
{
	uint16_t attr = descriptor_attr(ss);

	return (struct stack){.base = descriptor_base(ss),
			      .esp = esp,
			      .mask = attr & ATTR_DB ? 0xffffffff : 0xffff,
			      .limit = descriptor_limit(ss),
			      .attr = attr,
			      .user = cpl == 3};
}

/* The linear address of bytes at an offset of the stack; raises #SS(error). */
static uint32_t stack_place(struct cpu *cpu, const struct stack *stack, uint32_t off,
			    unsigned bytes, uint32_t error)
{
	uint32_t first = off & stack->mask, last = first + bytes - 1;
	bool down = stack->attr & ATTR_CONFORMING;
	bool ok = down ? first > stack->limit && last >= first && last <= stack->mask
		       : last >= first && last <= stack->limit;

	if (!ok)
		cpu_raise_error(cpu, VEC_SS, error);
	return stack->base + first;
}

/* A user's stack is accessed as by the user, alignment checked. */
static void check_user_alignment(struct cpu *cpu, const struct stack *stack, uint32_t la,
				 unsigned bytes)
{
	if (stack->user)
		mem_check_alignment(cpu, cpu->at, la, bytes);
}

/* Make sure that count pushes will succeed. */
static void reserve(struct cpu *cpu, const struct stack *stack, unsigned count, unsigned bytes,
		    uint32_t error)
{
	for (unsigned i = 1; i <= count; i++) {
		uint32_t la = stack_place(cpu, stack, stack->esp - i * bytes, bytes, error);

		check_user_alignment(cpu, stack, la, bytes);
		mem_probe_write_as(cpu, la, bytes, stack->user);
	}
}

static void push(struct cpu *cpu, struct stack *stack, uint32_t value, unsigned bytes)
{
	stack->esp = (stack->esp & ~stack->mask) | ((stack->esp - bytes) & stack->mask);
	mem_write_as(cpu, stack->base + (stack->esp & stack->mask), value, bytes, stack->user);
}

static uint32_t peek(struct cpu *cpu, const struct stack *stack, unsigned n, unsigned bytes,
		     uint32_t skip)
{
	uint32_t off = stack->esp + n * bytes + skip;
	uint32_t la = stack_place(cpu, stack, off, bytes, 0);

	check_user_alignment(cpu, stack, la, bytes);
	return mem_read_as(cpu, la, bytes, stack->user);
}

static void set_esp(struct cpu *cpu, const struct stack *stack, uint32_t esp)
{
	cpu->a.r[ESP] = (cpu->a.r[ESP] & ~stack->mask) | (esp & stack->mask);
}

/* ---- jumps and calls ---- */

/* A code segment reached directly: SDM 3A 5.8.1. */
static void check_direct(struct cpu *cpu, uint16_t selector, uint16_t attr)
{
	unsigned dpl = dpl_of(attr);
	bool bad = attr & ATTR_CONFORMING ? dpl > cpu->a.cpl
					  : (selector & 3u) > cpu->a.cpl || dpl != cpu->a.cpl;

	if (bad)
		cpu_raise_error(cpu, VEC_GP, error_of(selector));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error_of(selector));
}

static void check_limit_8086(struct cpu *cpu, uint32_t off)
{
	if (off > (cpu_flag(cpu, FL_VM) ? 0xffff : cpu->a.seg[SEG_CS].limit))
		cpu_raise_error(cpu, VEC_GP, 0);
}

static void jump_8086(struct cpu *cpu, uint16_t selector, uint32_t off)
{
	check_limit_8086(cpu, off);
	segment_load_8086(cpu, SEG_CS, selector);
	cpu->a.eip = off;
	cpu->trace = NULL;
}

/* What a call gate leads to. */
struct gate {
	uint16_t selector;
	uint32_t off;
	unsigned params, bytes;
	struct descriptor code;
	uint16_t attr;
};

/* Read and check a call gate and the code segment behind it (SDM 3A 5.8.3, 5.8.4). */
static struct gate call_gate(struct cpu *cpu, uint16_t selector, const struct descriptor *desc,
			     bool call)
{
	uint16_t attr = descriptor_attr(desc);
	unsigned type = attr & ATTR_TYPE, rpl = selector & 3u;
	struct gate gate = {.selector = (uint16_t)(desc->low >> 16),
			    .off = desc->low & 0xffff,
			    .params = desc->high & 31,
			    .bytes = type == TYPE_CALL_GATE32 ? 4 : 2};

	if (attr & ATTR_S || (type != TYPE_CALL_GATE16 && type != TYPE_CALL_GATE32) ||
	    dpl_of(attr) < cpu->a.cpl || dpl_of(attr) < rpl)
		cpu_raise_error(cpu, VEC_GP, error_of(selector));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error_of(selector));
	if (gate.bytes == 4)
		gate.off |= desc->high & 0xffff0000;
	read_or_gp(cpu, gate.selector, &gate.code, VEC_GP);
	gate.attr = descriptor_attr(&gate.code);
	if (!(gate.attr & ATTR_S) || !(gate.attr & ATTR_CODE) || dpl_of(gate.attr) > cpu->a.cpl ||
	    (!call && !(gate.attr & ATTR_CONFORMING) && dpl_of(gate.attr) != cpu->a.cpl))
		cpu_raise_error(cpu, VEC_GP, error_of(gate.selector));
	if (!(gate.attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error_of(gate.selector));
	return gate;
}

void far_jump(struct cpu *cpu, uint16_t selector, uint32_t off, unsigned op_bytes,
	      uint32_t next_eip)
{
	struct descriptor desc;
	uint16_t attr;

	off &= size_mask(op_bytes);
	if (cpu_8086(cpu)) {
		jump_8086(cpu, selector, off);
		return;
	}
	read_or_gp(cpu, selector, &desc, VEC_GP);
	attr = descriptor_attr(&desc);
	if (attr & ATTR_S && attr & ATTR_CODE) {
		check_direct(cpu, selector, attr);
		check_limit(cpu, &desc, off);
		set_code(cpu, selector, &desc, cpu->a.cpl, off);
		return;
	}
	if (attr & ATTR_S)
		cpu_raise_error(cpu, VEC_GP, error_of(selector));
	if (task_transfer(cpu, selector, &desc, TASK_JUMP, next_eip))
		return;

	struct gate gate = call_gate(cpu, selector, &desc, false);

	check_limit(cpu, &gate.code, gate.off);
	set_code(cpu, gate.selector, &gate.code, cpu->a.cpl, gate.off);
}

static void call_same(struct cpu *cpu, uint16_t selector, struct descriptor *code, uint32_t eip,
		      unsigned bytes, uint32_t next_eip)
{
	struct stack stack = current_stack(cpu);

	reserve(cpu, &stack, 2, bytes, 0);
	check_limit(cpu, code, eip);
	descriptor_touch(cpu, code);
	push(cpu, &stack, cpu->a.seg[SEG_CS].selector, bytes);
	push(cpu, &stack, next_eip, bytes);
	cpu->a.r[ESP] = stack.esp;
	set_code(cpu, selector, code, cpu->a.cpl, eip);
}

/* A call to an inner privilege: new stack, old stack's pointer and parameters copied onto it. */
static void call_inner(struct cpu *cpu, struct gate *gate, uint32_t next_eip)
{
	unsigned cpl = dpl_of(gate->attr), bytes = gate->bytes;
	struct stack old = current_stack(cpu), stack;
	struct descriptor ss_desc;
	uint32_t esp, param[31];
	uint16_t ss;

	tss_stack(cpu, cpl, &ss, &esp);
	segment_check_stack(cpu, ss, &ss_desc, cpl, VEC_TS);
	stack = new_stack(&ss_desc, esp, cpl);
	reserve(cpu, &stack, 4 + gate->params, bytes, error_of(ss));
	check_limit(cpu, &gate->code, gate->off);
	for (unsigned i = 0; i < gate->params; i++)
		param[i] = peek(cpu, &old, i, bytes, 0);
	descriptor_touch(cpu, &gate->code);
	descriptor_touch(cpu, &ss_desc);
	push(cpu, &stack, cpu->a.seg[SEG_SS].selector, bytes);
	push(cpu, &stack, cpu->a.r[ESP], bytes);
	for (unsigned i = gate->params; i-- > 0;)
		push(cpu, &stack, param[i], bytes);
	push(cpu, &stack, cpu->a.seg[SEG_CS].selector, bytes);
	push(cpu, &stack, next_eip, bytes);
	set_code(cpu, gate->selector, &gate->code, cpl, gate->off);
	segment_set(cpu, SEG_SS, ss, &ss_desc);
	cpu->a.r[ESP] = stack.esp;
}

void far_call(struct cpu *cpu, uint16_t selector, uint32_t off, unsigned op_bytes,
	      uint32_t next_eip)
{
	struct descriptor desc;
	uint16_t attr;

	off &= size_mask(op_bytes);
	if (cpu_8086(cpu)) {
		struct stack stack = current_stack(cpu);

		reserve(cpu, &stack, 2, op_bytes, 0);
		check_limit_8086(cpu, off);
		push(cpu, &stack, cpu->a.seg[SEG_CS].selector, op_bytes);
		push(cpu, &stack, next_eip, op_bytes);
		cpu->a.r[ESP] = stack.esp;
		jump_8086(cpu, selector, off);
		return;
	}
	read_or_gp(cpu, selector, &desc, VEC_GP);
	attr = descriptor_attr(&desc);
	if (attr & ATTR_S && attr & ATTR_CODE) {
		check_direct(cpu, selector, attr);
		call_same(cpu, selector, &desc, off, op_bytes, next_eip);
		return;
	}
	if (attr & ATTR_S)
		cpu_raise_error(cpu, VEC_GP, error_of(selector));
	if (task_transfer(cpu, selector, &desc, TASK_CALL, next_eip))
		return;

	struct gate gate = call_gate(cpu, selector, &desc, true);

	if (!(gate.attr & ATTR_CONFORMING) && dpl_of(gate.attr) < cpu->a.cpl)
		call_inner(cpu, &gate, next_eip);
	else
		call_same(cpu, gate.selector, &gate.code, gate.off, gate.bytes, next_eip);
}

/* ---- returns ---- */

/* CS that a return leads to (SDM 2B, RET): privilege must not rise. */
static uint16_t check_return_code(struct cpu *cpu, uint16_t selector, struct descriptor *desc)
{
	unsigned rpl = selector & 3u;
	uint16_t attr;

	read_or_gp(cpu, selector, desc, VEC_GP);
	attr = descriptor_attr(desc);
	if (!(attr & ATTR_S) || !(attr & ATTR_CODE) || rpl < cpu->a.cpl ||
	    (attr & ATTR_CONFORMING ? dpl_of(attr) > rpl : dpl_of(attr) != rpl))
		cpu_raise_error(cpu, VEC_GP, error_of(selector));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, error_of(selector));
	return attr;
}

/* Data segments that an outer privilege may not keep (SDM 2B, RET). */
static void drop_inner_segments(struct cpu *cpu)
{
	static const enum seg_name names[] = {SEG_ES, SEG_FS, SEG_GS, SEG_DS};

	for (unsigned i = 0; i < 4; i++) {
		struct segment *seg = &cpu->a.seg[names[i]];
		bool conforming = seg->attr & ATTR_CODE && seg->attr & ATTR_CONFORMING;

		if (seg->attr & ATTR_P && !conforming && dpl_of(seg->attr) < cpu->a.cpl)
			*seg = (struct segment){0};
	}
	cpu_update_mode(cpu);
}

/* The common end of RETF and IRET. n: values on the stack up to ESP:SS. eflags: for IRET. */
static void go_back(struct cpu *cpu, unsigned bytes, unsigned n, uint32_t pop_bytes)
{
	struct stack stack = current_stack(cpu), outer;
	uint32_t eip = peek(cpu, &stack, 0, bytes, 0), esp;
	uint16_t selector = (uint16_t)peek(cpu, &stack, 1, bytes, 0), ss;
	struct descriptor code, ss_desc;
	unsigned rpl = selector & 3u;

	check_return_code(cpu, selector, &code);
	if (rpl == cpu->a.cpl) {
		check_limit(cpu, &code, eip);
		set_code(cpu, selector, &code, rpl, eip);
		set_esp(cpu, &stack, stack.esp + n * bytes + pop_bytes);
		return;
	}
	esp = peek(cpu, &stack, n, bytes, pop_bytes);
	ss = (uint16_t)peek(cpu, &stack, n + 1, bytes, pop_bytes);
	segment_check_stack(cpu, ss, &ss_desc, rpl, VEC_GP);
	check_limit(cpu, &code, eip);
	outer = new_stack(&ss_desc, esp, rpl);
	descriptor_touch(cpu, &code);
	descriptor_touch(cpu, &ss_desc);
	set_code(cpu, selector, &code, rpl, eip);
	segment_set(cpu, SEG_SS, ss, &ss_desc);
	set_esp(cpu, &outer, n == 2 ? esp + pop_bytes : esp);
	drop_inner_segments(cpu);
}

static void return_8086(struct cpu *cpu, unsigned bytes, unsigned n, uint32_t pop_bytes)
{
	struct stack stack = current_stack(cpu);
	uint32_t eip = peek(cpu, &stack, 0, bytes, 0);
	uint16_t selector = (uint16_t)peek(cpu, &stack, 1, bytes, 0);

	jump_8086(cpu, selector, eip);
	set_esp(cpu, &stack, stack.esp + n * bytes + pop_bytes);
}

void far_return(struct cpu *cpu, unsigned op_bytes, uint32_t pop_bytes)
{
	if (cpu_8086(cpu))
		return_8086(cpu, op_bytes, 2, pop_bytes);
	else
		go_back(cpu, op_bytes, 2, pop_bytes);
}

/* To virtual-8086 mode: nine values, and no check but the limit (SDM 3B 20.2.3). */
static void return_to_v86(struct cpu *cpu, uint32_t eflags)
{
	static const enum seg_name names[] = {SEG_SS, SEG_ES, SEG_DS, SEG_FS, SEG_GS};
	struct stack stack = current_stack(cpu);
	uint32_t eip = peek(cpu, &stack, 0, 4, 0), esp = peek(cpu, &stack, 3, 4, 0);
	uint16_t cs = (uint16_t)peek(cpu, &stack, 1, 4, 0), selector[5];

	for (unsigned i = 0; i < 5; i++)
		selector[i] = (uint16_t)peek(cpu, &stack, 4 + i, 4, 0);
	if (eip > 0xffff)
		cpu_raise_error(cpu, VEC_GP, 0);
	cpu_set_eflags(cpu, eflags, 0xffffffff & ~FL_RESERVED);
	cpu->a.cpl = 3;
	cpu->a.r[ESP] = esp;
	for (unsigned i = 0; i < 5; i++)
		segment_load_8086(cpu, names[i], selector[i]);
	jump_8086(cpu, cs, eip);
}

/* IRET restores what POPF may, and with 32 bits RF, and for CPL 0 the virtual flags. */
void interrupt_return(struct cpu *cpu, unsigned op_bytes, uint32_t next_eip)
{
	struct stack stack = current_stack(cpu);
	uint32_t mask, eflags;

	if (!cpu_8086(cpu) && cpu_flag(cpu, FL_NT)) {
		task_return(cpu, next_eip);
		cpu->a.nmi_blocked = false;
		return;
	}
	eflags = peek(cpu, &stack, 2, op_bytes, 0);
	if (!cpu_8086(cpu) && op_bytes == 4 && eflags & FL_VM && cpu->a.cpl == 0) {
		return_to_v86(cpu, eflags);
		cpu->a.nmi_blocked = false;
		return;
	}
	eflags = v86_popped_flags(cpu, eflags, op_bytes, &mask);
	if (op_bytes == 4)
		mask |= FL_RF;
	if (op_bytes == 4 && cpu_protected(cpu) && cpu->a.cpl == 0)
		mask |= FL_VIF | FL_VIP;
	if (cpu_8086(cpu))
		return_8086(cpu, op_bytes, 3, 0);
	else
		go_back(cpu, op_bytes, 3, 0);
	cpu_set_eflags(cpu, eflags, mask);
	cpu->a.nmi_blocked = false;
}
