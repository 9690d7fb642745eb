/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fault: exceptions and interrupts, from raising to the handler's first
 * instruction (SDM 3A, chapter 6).
 *
 * Raising abandons the instruction by a long jump to the run loop, which
 * delivers the event at an instruction boundary. An exception raised while
 * delivering comes back the same way; two contributory ones make a double
 * fault, one more a shutdown, whose story fault[] keeps.
 */
#include <stdio.h>

#include "emu/cpu/exec.h"
#include "emu/cpu/task.h"

void cpu_settle(struct cpu *cpu)
{
	if (!cpu->trace)
		return;
	if (cpu->at) {
		cpu->a.eip = cpu->page_eip + cpu->at->off;
		cpu->left += cpu->trace->insns - cpu->at->n;
	}
	cpu->trace = NULL;
	cpu->at = NULL;
}

_Noreturn void cpu_raise(struct cpu *cpu, uint8_t vector)
{
	cpu->vector = vector;
	cpu->has_error = false;
	cpu->error = 0;
	longjmp(cpu->unwind, UNWIND_EXCEPTION);
}

_Noreturn void cpu_raise_error(struct cpu *cpu, uint8_t vector, uint32_t error)
{
	cpu->vector = vector;
	cpu->has_error = true;
	cpu->error = error;
	longjmp(cpu->unwind, UNWIND_EXCEPTION);
}

_Noreturn void cpu_run_alone(struct cpu *cpu)
{
	longjmp(cpu->unwind, UNWIND_ALONE);
}

static unsigned dpl_of(uint16_t attr)
{
	return attr >> ATTR_DPL_SHIFT & 3;
}

/* What is being used to deliver, in words; it becomes the story if it fails. */
static void using(struct cpu *cpu, const char *what, uint32_t value)
{
	struct fault_step *step = &cpu->fault[cpu->faults ? cpu->faults - 1 : 0];

	step->using = what;
	step->used = value;
}

struct event {
	uint8_t vector;
	bool has_error, soft, hw;
	uint32_t error, return_eip;
};

/* The error code for a fault in an IDT entry (SDM 3A 6.13): IDT bit, EXT for what is not INT n. */
static uint32_t idt_error(const struct event *event)
{
	return event->vector * 8u + 2 + !event->soft;
}

static uint32_t selector_error(uint16_t selector, const struct event *event)
{
	return (selector & 0xfffcu) + !event->soft;
}

struct frame {
	uint32_t base, esp, mask, limit;
	bool user, down;
	unsigned bytes;
};

static void frame_reserve(struct cpu *cpu, const struct frame *frame, unsigned count,
			  uint32_t error)
{
	for (unsigned i = 1; i <= count; i++) {
		uint32_t first = (frame->esp - i * frame->bytes) & frame->mask;
		uint32_t last = first + frame->bytes - 1;

		if (last < first || (frame->down ? first <= frame->limit : last > frame->limit))
			cpu_raise_error(cpu, VEC_SS, error);
		mem_probe_write_as(cpu, frame->base + first, frame->bytes, frame->user);
	}
}

static void frame_push(struct cpu *cpu, struct frame *frame, uint32_t value)
{
	frame->esp = (frame->esp & ~frame->mask) | ((frame->esp - frame->bytes) & frame->mask);
	mem_write_as(cpu, frame->base + (frame->esp & frame->mask), value, frame->bytes,
		     frame->user);
}

static struct frame frame_on(const struct segment *ss, uint32_t esp, unsigned cpl, unsigned bytes)
{
	return (struct frame){.base = ss->base,
			      .esp = esp,
			      .mask = ss->attr & ATTR_DB ? 0xffffffff : 0xffff,
			      .limit = ss->limit,
			      .user = cpl == 3,
			      .down = ss->attr & ATTR_CONFORMING,
			      .bytes = bytes};
}

static uint32_t pushed_eflags(const struct cpu *cpu, const struct event *event)
{
	uint32_t eflags = cpu_eflags(cpu);
	/* Faults push RF set, so that a breakpoint at the instruction is not met twice (17.3.1.1).
	 */
	bool fault = !event->soft && !event->hw && event->vector != VEC_DB &&
		     event->vector != VEC_BP && event->vector != VEC_OF && event->vector != VEC_DF;

	return fault ? eflags | FL_RF : eflags;
}

static void finish(struct cpu *cpu, const struct event *event, uint16_t selector,
		   struct descriptor *code, unsigned cpl, uint32_t eip, bool interrupt_gate)
{
	(void)event;
	cpu->a.cpl = (uint8_t)cpl;
	segment_set(cpu, SEG_CS, (uint16_t)((selector & ~3u) | cpl), code);
	cpu->a.eip = eip;
	cpu->a.eflags &= ~(FL_TF | FL_NT | FL_RF | FL_VM | (interrupt_gate ? FL_IF : 0));
	cpu->trace = NULL;
}

/* From virtual-8086 mode the data segments go onto the stack and become null (SDM 3B 20.3.1). */
static void push_v86_segments(struct cpu *cpu, struct frame *frame)
{
	static const enum seg_name names[] = {SEG_GS, SEG_FS, SEG_DS, SEG_ES};

	for (unsigned i = 0; i < 4; i++)
		frame_push(cpu, frame, cpu->a.seg[names[i]].selector);
	for (unsigned i = 0; i < 4; i++)
		cpu->a.seg[names[i]] = (struct segment){0};
}

static void push_return(struct cpu *cpu, struct frame *frame, const struct event *event,
			uint32_t eflags)
{
	frame_push(cpu, frame, eflags);
	frame_push(cpu, frame, cpu->a.seg[SEG_CS].selector);
	frame_push(cpu, frame, event->return_eip);
	if (event->has_error)
		frame_push(cpu, frame, event->error);
}

/* SDM 3A 6.12.1, figure 6-4 */
static void deliver_gate(struct cpu *cpu, const struct event *event, const struct descriptor *gate)
{
	unsigned type = descriptor_attr(gate) & ATTR_TYPE, bytes = type & 8 ? 4 : 2, cpl;
	uint16_t selector = (uint16_t)(gate->low >> 16), attr, ss;
	uint32_t eip = gate->low & 0xffff, eflags = pushed_eflags(cpu, event), esp;
	struct descriptor code, ss_desc;
	struct frame frame;
	bool v86 = cpu_flag(cpu, FL_VM);

	if (bytes == 4)
		eip |= gate->high & 0xffff0000;
	using(cpu, "handler's code selector", selector);
	if (!(selector & 0xfffcu))
		cpu_raise_error(cpu, VEC_GP, !event->soft);
	if (!descriptor_read(cpu, selector, &code))
		cpu_raise_error(cpu, VEC_GP, selector_error(selector, event));
	attr = descriptor_attr(&code);
	if (!(attr & ATTR_S) || !(attr & ATTR_CODE) || dpl_of(attr) > cpu->a.cpl)
		cpu_raise_error(cpu, VEC_GP, selector_error(selector, event));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, selector_error(selector, event));

	cpl = attr & ATTR_CONFORMING ? cpu->a.cpl : dpl_of(attr);
	if (v86 && cpl)
		cpu_raise_error(cpu, VEC_GP, selector_error(selector, event));
	if (cpl == cpu->a.cpl) {
		using(cpu, "stack at ESP", cpu->a.r[ESP]);
		frame = frame_on(&cpu->a.seg[SEG_SS], cpu->a.r[ESP], cpl, bytes);
		frame_reserve(cpu, &frame, 3 + event->has_error, !event->soft);
		using(cpu, "handler's address", eip);
		if (eip > descriptor_limit(&code))
			cpu_raise_error(cpu, VEC_GP, !event->soft);
		descriptor_touch(cpu, &code);
		push_return(cpu, &frame, event, eflags);
	} else {
		struct segment old_ss = cpu->a.seg[SEG_SS], new_ss;
		uint32_t old_esp = cpu->a.r[ESP];

		using(cpu, "task state segment", cpu->a.seg[SEG_TSS].base);
		tss_stack(cpu, cpl, &ss, &esp);
		using(cpu, "TSS's stack selector", ss);
		segment_check_stack(cpu, ss, &ss_desc, cpl, VEC_TS);
		new_ss = (struct segment){.attr = descriptor_attr(&ss_desc),
					  .base = descriptor_base(&ss_desc),
					  .limit = descriptor_limit(&ss_desc)};
		frame = frame_on(&new_ss, esp, cpl, bytes);
		using(cpu, "TSS's stack at ESP", esp);
		frame_reserve(cpu, &frame, (v86 ? 9 : 5) + event->has_error,
			      selector_error(ss, event));
		using(cpu, "handler's address", eip);
		if (eip > descriptor_limit(&code))
			cpu_raise_error(cpu, VEC_GP, !event->soft);
		descriptor_touch(cpu, &code);
		descriptor_touch(cpu, &ss_desc);
		if (v86)
			push_v86_segments(cpu, &frame);
		frame_push(cpu, &frame, old_ss.selector);
		frame_push(cpu, &frame, old_esp);
		push_return(cpu, &frame, event, eflags);
		cpu->a.cpl = (uint8_t)cpl;
		segment_set(cpu, SEG_SS, ss, &ss_desc);
	}
	cpu->a.r[ESP] = frame.esp;
	finish(cpu, event, selector, &code, cpl, eip, type == TYPE_INT16 || type == TYPE_INT32);
}

/* Through a task gate; the error code goes onto the new task's stack (SDM 3A 6.13). */
static void deliver_task(struct cpu *cpu, const struct event *event, const struct descriptor *gate)
{
	struct frame frame;

	using(cpu, "task gate's TSS selector", gate->low >> 16);
	task_gate(cpu, gate, TASK_CALL, event->return_eip);
	if (!event->has_error)
		return;
	using(cpu, "new task's stack at ESP", cpu->a.r[ESP]);
	frame = frame_on(&cpu->a.seg[SEG_SS], cpu->a.r[ESP], cpu->a.cpl,
			 cpu->a.seg[SEG_TSS].attr & 8 ? 4 : 2);
	frame_reserve(cpu, &frame, 1, !event->soft);
	frame_push(cpu, &frame, event->error);
	cpu->a.r[ESP] = frame.esp;
}

static void deliver_protected(struct cpu *cpu, const struct event *event)
{
	struct descriptor gate;
	uint32_t off = event->vector * 8u;
	unsigned type;
	uint16_t attr;

	using(cpu, "IDT limit", cpu->a.idt.limit);
	if (off + 7 > cpu->a.idt.limit)
		cpu_raise_error(cpu, VEC_GP, idt_error(event));
	gate.la = cpu->a.idt.base + off;
	using(cpu, "IDT entry at", gate.la);
	gate.low = mem_read_as(cpu, gate.la, 4, false);
	gate.high = mem_read_as(cpu, gate.la + 4, 4, false);
	attr = descriptor_attr(&gate);
	type = attr & ATTR_TYPE;
	if (attr & ATTR_S || (type != TYPE_TASK_GATE && type != TYPE_INT16 && type != TYPE_TRAP16 &&
			      type != TYPE_INT32 && type != TYPE_TRAP32))
		cpu_raise_error(cpu, VEC_GP, idt_error(event));
	if (event->soft && dpl_of(attr) < cpu->a.cpl)
		cpu_raise_error(cpu, VEC_GP, idt_error(event));
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, idt_error(event));
	if (type == TYPE_TASK_GATE)
		deliver_task(cpu, event, &gate);
	else
		deliver_gate(cpu, event, &gate);
}

/* SDM 3B 20.1.4 */
static void deliver_real(struct cpu *cpu, const struct event *event)
{
	uint32_t off = event->vector * 4u, vector;
	struct frame frame = frame_on(&cpu->a.seg[SEG_SS], cpu->a.r[ESP], 0, 2);

	if (off + 3 > cpu->a.idt.limit)
		cpu_raise_error(cpu, VEC_GP, idt_error(event));
	vector = mem_read_as(cpu, cpu->a.idt.base + off, 4, false);
	frame_reserve(cpu, &frame, 3, 0);
	frame_push(cpu, &frame, cpu_eflags(cpu));
	frame_push(cpu, &frame, cpu->a.seg[SEG_CS].selector);
	frame_push(cpu, &frame, event->return_eip);
	cpu->a.r[ESP] = frame.esp;
	cpu->a.eip = vector & 0xffff;
	cpu->a.eflags &= ~(FL_TF | FL_IF | FL_RF | FL_AC);
	segment_load_8086(cpu, SEG_CS, (uint16_t)(vector >> 16));
}

/* SDM 3A table 6-5 */
static bool contributory(uint8_t vector)
{
	return vector == VEC_DE || (vector >= VEC_TS && vector <= VEC_GP);
}

static bool makes_double_fault(uint8_t first, uint8_t second)
{
	if (contributory(first))
		return contributory(second);
	return first == VEC_PF && (contributory(second) || second == VEC_PF);
}

static void remember(struct cpu *cpu, uint8_t vector, bool has_error, uint32_t error)
{
	struct fault_step *step;

	if (cpu->faults == FAULT_STEPS)
		return;
	step = &cpu->fault[cpu->faults++];
	*step = (struct fault_step){.vector = vector,
				    .has_error = has_error,
				    .error = error,
				    .cs = cpu->a.seg[SEG_CS].selector,
				    .eip = cpu->a.eip,
				    .cr2 = cpu->a.cr2};
}

/* Try to deliver; an exception on the way takes the event's place. */
bool cpu_deliver(struct cpu *cpu, uint8_t vector, bool has_error, uint32_t error, bool soft,
		 bool hw, uint32_t return_eip)
{
	volatile struct event event = {vector, has_error, soft, hw, error, return_eip};
	jmp_buf outer;
	volatile bool ok = false;

	/* Delivering has its own place to unwind to; the run loop's comes back afterwards. */
	memcpy(&outer, &cpu->unwind, sizeof(outer));
	cpu->faults = 0;
	cpu->at = NULL;
	for (;;) {
		struct event now = {event.vector, event.has_error, event.soft,
				    event.hw,	  event.error,	   event.return_eip};

		remember(cpu, now.vector, now.has_error, now.error);
		if (cpu->hooks.event)
			cpu->hooks.event(cpu->hooks.ctx, cpu, now.vector, now.has_error, now.error,
					 now.hw);
		if (!setjmp(cpu->unwind)) {
			if (cpu_protected(cpu))
				deliver_protected(cpu, &now);
			else
				deliver_real(cpu, &now);
			ok = true;
			break;
		}
		/* The EXT bit: raised by an event that no INT n asked for (SDM 3A 6.13). */
		if (!event.soft && cpu->has_error && cpu->vector >= VEC_TS && cpu->vector <= VEC_GP)
			cpu->error |= 1;
		/* only the exception: INT 8 and an interrupt of that number are like any other */
		if (event.vector == VEC_DF && !event.soft && !event.hw) {
			remember(cpu, cpu->vector, cpu->has_error, cpu->error);
			break;
		}
		bool first = !event.soft && !event.hw;
		bool twice = first && makes_double_fault(event.vector, cpu->vector);

		if (twice)
			remember(cpu, cpu->vector, cpu->has_error, cpu->error);
		event.vector = twice ? VEC_DF : cpu->vector;
		event.has_error = twice || cpu->has_error;
		event.error = twice ? 0 : cpu->error;
		event.soft = event.hw = false;
		event.return_eip = cpu->a.eip;
	}
	memcpy(&cpu->unwind, &outer, sizeof(outer));
	return ok;
}

static const char *vector_name(uint8_t vector)
{
	static const char *const names[] = {
	    "#DE divide error",
	    "#DB debug",
	    "NMI",
	    "#BP breakpoint",
	    "#OF overflow",
	    "#BR bound range exceeded",
	    "#UD invalid opcode",
	    "#NM device not available",
	    "#DF double fault",
	    "vector 9",
	    "#TS invalid TSS",
	    "#NP segment not present",
	    "#SS stack fault",
	    "#GP general protection",
	    "#PF page fault",
	    "vector 15",
	    "#MF x87 floating point",
	    "#AC alignment check",
	    "#MC machine check",
	    "#XM SIMD floating point",
	};

	return vector < sizeof(names) / sizeof(names[0]) ? names[vector] : "interrupt";
}

void cpu_fault_report(const struct cpu *cpu, FILE *out)
{
	fprintf(out, "zonemu: triple fault: the processor shut down\n");
	for (unsigned i = 0; i < cpu->faults; i++) {
		const struct fault_step *step = &cpu->fault[i];

		fprintf(out, "  %u: vector %u (%s)", i + 1, step->vector,
			vector_name(step->vector));
		if (step->has_error)
			fprintf(out, ", error code %04x", step->error);
		fprintf(out, ", at %04x:%08x, CR2 %08x", step->cs, step->eip, step->cr2);
		if (step->using)
			fprintf(out, "; not delivered: %s %08x failed", step->using, step->used);
		fputc('\n', out);
	}
}
