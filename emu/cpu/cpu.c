/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cpu: the run loop. Between traces it looks at what waits: a stop, an
 * interrupt, a single step, the end of the run; then it finds the next trace
 * and enters it. Traces go on to each other without coming back here until
 * something wants attention or the run's instructions are used up.
 */
#include "emu/cpu/cpu.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "emu/cpu/cc.h"
#include "emu/cpu/debug.h"
#include "emu/cpu/exec.h"
#include "emu/cpu/msr.h"
#include "mmu/walk.h"

#define BARREN_LIMIT                                                                               \
	16 /* events in a row that bring no instruction: from here on, they cost time */

/* ---- flags and control registers ---- */

uint32_t cpu_eflags(const struct cpu *cpu)
{
	return cpu->a.eflags | cc_flags(cpu) | FL_ONE;
}

void cpu_set_eflags(struct cpu *cpu, uint32_t value, uint32_t mask)
{
	uint32_t rest = mask & ~FL_STATUS;

	cpu->a.eflags = (cpu->a.eflags & ~rest) | (value & rest);
	if (mask & FL_STATUS)
		cc_change(cpu, value, mask & FL_STATUS);
	if (mask & FL_AC)
		cpu_update_mode(cpu);
}

void cpu_flush_tlb(struct cpu *cpu, bool globals_too)
{
	tlb_flush(&cpu->tlbs[0], globals_too);
	tlb_flush(&cpu->tlbs[1], globals_too);
	trace_forget_addresses(cpu);
}

void cpu_set_cr0(struct cpu *cpu, uint32_t value)
{
	uint32_t known =
	    CR0_PE | CR0_MP | CR0_EM | CR0_TS | CR0_NE | CR0_WP | CR0_AM | CR0_NW | CR0_CD | CR0_PG;
	uint32_t changed = cpu->a.cr0 ^ value;

	cpu->a.cr0 = (value & known) | CR0_ET;
	if (changed & (CR0_PE | CR0_PG | CR0_WP))
		cpu_flush_tlb(cpu, true);
	cpu_update_mode(cpu);
}

bool cpu_load_pdptes(struct cpu *cpu, uint32_t cr0, uint32_t cr3, uint32_t cr4)
{
	uint64_t pdpte[4];

	if (!(cr0 & CR0_PG) || !(cr4 & CR4_PAE))
		return true;
	if (!walk_read_pdptes(cpu->map, cr3, pdpte))
		return false;
	memcpy(cpu->a.pdpte, pdpte, sizeof(pdpte));
	return true;
}

void cpu_set_cr3(struct cpu *cpu, uint32_t value)
{
	cpu->a.cr3 = value;
	cpu_flush_tlb(cpu, false);
}

void cpu_set_cr4(struct cpu *cpu, uint32_t value)
{
	uint32_t changed = cpu->a.cr4 ^ value;

	cpu->a.cr4 = value;
	if (changed & (CR4_PSE | CR4_PAE | CR4_PGE))
		cpu_flush_tlb(cpu, true);
	if (changed & CR4_DE)
		debug_update(cpu);
}

/* ---- marks: probes and breakpoints ---- */

const struct cpu_mark *cpu_mark_at(const struct cpu *cpu, uint32_t la)
{
	for (unsigned i = 0; i < cpu->marks; i++)
		if (cpu->mark[i].la == la)
			return &cpu->mark[i];
	return NULL;
}

static struct cpu_mark *mark_for(struct cpu *cpu, uint32_t la)
{
	struct cpu_mark *mark = (struct cpu_mark *)cpu_mark_at(cpu, la);

	if (!mark) {
		assert(cpu->marks < CPU_MAX_MARKS + 4);
		mark = &cpu->mark[cpu->marks++];
		*mark = (struct cpu_mark){.la = la};
	}
	return mark;
}

static void mark_changed(struct cpu *cpu, struct cpu_mark *mark)
{
	if (!mark->probe && !mark->breakpoint && !mark->debug)
		*mark = cpu->mark[--cpu->marks];
	trace_flush(cpu);
}

void cpu_set_probe(struct cpu *cpu, uint32_t la, bool on)
{
	struct cpu_mark *mark = mark_for(cpu, la);

	mark->probe = on;
	mark_changed(cpu, mark);
}

void cpu_set_breakpoint(struct cpu *cpu, uint32_t la, bool on)
{
	struct cpu_mark *mark = mark_for(cpu, la);

	mark->breakpoint = on;
	mark_changed(cpu, mark);
}

void cpu_mark_debug(struct cpu *cpu, unsigned n, bool on, uint32_t la)
{
	uint8_t bit = (uint8_t)(1u << n);
	struct cpu_mark *mark;

	for (unsigned i = 0; i < cpu->marks; i++)
		if (cpu->mark[i].debug & bit) {
			if (on && cpu->mark[i].la == la)
				return;
			cpu->mark[i].debug &= (uint8_t)~bit;
			mark_changed(cpu, &cpu->mark[i]);
			break;
		}
	if (!on)
		return;
	mark = mark_for(cpu, la);
	mark->debug |= bit;
	mark_changed(cpu, mark);
}

void cpu_set_hooks(struct cpu *cpu, const struct cpu_hooks *hooks)
{
	cpu->hooks = hooks ? *hooks : (struct cpu_hooks){0};
	cpu->watching = cpu->hooks.mem != NULL;
	cpu_flush_tlb(cpu, true);
	cpu_attend(cpu);
}

/* ---- the run ---- */

uint64_t cpu_insns(const struct cpu *cpu)
{
	uint64_t count = cpu->end_count - (uint64_t)cpu->left;

	if (cpu->trace && cpu->at)
		count -= cpu->trace->insns - cpu->at->n;
	return count;
}

void cpu_shorten(struct cpu *cpu, uint64_t insns)
{
	uint64_t at_hand = cpu->trace && cpu->at ? cpu->trace->insns - cpu->at->n : 0;
	int64_t left = insns > at_hand ? (int64_t)(insns - at_hand) : 0;

	if (insns > INT64_MAX || left >= cpu->left)
		return;
	cpu->end_count -= (uint64_t)(cpu->left - left);
	cpu->left = left;
}

void cpu_stop(struct cpu *cpu)
{
	/* An exchange, so that what the run loop stored before it took the last stop is before
	 * this: its floor does not overwrite ours. */
	atomic_exchange(&cpu->stop, true);
	cpu_attend(cpu);
}

void cpu_set_intr(struct cpu *cpu, bool level)
{
	cpu->a.intr = level;
	if (level)
		cpu_attend(cpu);
}

void cpu_nmi(struct cpu *cpu)
{
	cpu->a.nmi = true;
	cpu_attend(cpu);
}

void cpu_set_ignne(struct cpu *cpu, bool level)
{
	cpu->a.fpu.ignne = level;
}

bool cpu_halted(const struct cpu *cpu)
{
	return cpu->a.halted;
}

bool cpu_asleep(const struct cpu *cpu)
{
	const struct cpu_arch *a = &cpu->a;
	bool wakes =
	    !a->wait_startup && ((a->nmi && !a->nmi_blocked) || (a->intr && cpu_flag(cpu, FL_IF)));

	return a->halted && !a->init && !wakes;
}

/* ---- last-branch records, P6 family (SDM 3B 17.12) ---- */

static void record_branch(struct cpu *cpu, uint32_t from, uint32_t to)
{
	cpu->a.branch[0] = from;
	cpu->a.branch[1] = to;
}

/* An event is a branch, and keeps the one before; a debug exception ends the recording. */
static void record_event(struct cpu *cpu, uint8_t vector, uint32_t from)
{
	if (cpu->a.debugctl & DEBUGCTL_LBR) {
		cpu->a.branch[2] = cpu->a.branch[0];
		cpu->a.branch[3] = cpu->a.branch[1];
		record_branch(cpu, from, cpu->a.eip);
	}
	if (vector == VEC_DB)
		cpu->a.debugctl &= ~(DEBUGCTL_LBR | DEBUGCTL_BTF);
}

/* Did the one instruction of a trace at eip branch? A string goes back to itself to go on. */
static bool has_branched(const struct cpu *cpu, uint32_t eip, unsigned bytes, bool repeats)
{
	return cpu->a.eip != eip + bytes && !(repeats && cpu->a.eip == eip);
}

/* An event that is followed by no instruction, again and again, must not stop virtual time. */
static void deliver(struct cpu *cpu, uint8_t vector, bool has_error, uint32_t error, bool hw)
{
	uint32_t from = cpu->a.eip;

	cpu->trace = NULL;
	cpu->at = NULL;
	cpu->a.halted = false;
	if (!cpu_deliver(cpu, vector, has_error, error, false, hw, from))
		cpu->shutdown = true;
	if (cpu->a.debugctl)
		record_event(cpu, vector, from);
	if (cpu->barren_count != cpu_insns(cpu)) {
		cpu->barren_count = cpu_insns(cpu);
		cpu->barren = 0;
	}
	if (++cpu->barren > BARREN_LIMIT && cpu->left > 0)
		cpu->left--;
}

static void take_init(struct cpu *cpu);

/* True: there was one, and more may be waiting at its handler's first instruction. */
static bool take_interrupt(struct cpu *cpu)
{
	if (cpu->a.init)
		take_init(cpu);
	if (cpu->a.shadow || cpu->a.wait_startup)
		return false;
	if (cpu->a.nmi && !cpu->a.nmi_blocked) {
		cpu->a.nmi = false;
		cpu->a.nmi_blocked = true;
		deliver(cpu, VEC_NMI, false, 0, true);
		return true;
	}
	if (cpu->a.intr && cpu_flag(cpu, FL_IF)) {
		deliver(cpu, (uint8_t)cpu->board.intack(cpu->board.ctx), false, 0, true);
		return true;
	}
	return false;
}

/* True: a breakpoint stands here and was not reported yet. */
static bool at_breakpoint(struct cpu *cpu, uint32_t la)
{
	const struct cpu_mark *mark = cpu->marks ? cpu_mark_at(cpu, la) : NULL;

	if (!mark || !mark->breakpoint || (cpu->break_reported && cpu->break_passed == la)) {
		cpu->break_reported = false;
		return false;
	}
	cpu->break_reported = true;
	cpu->break_passed = la;
	return true;
}

static void enter(struct cpu *cpu, const struct trace *trace)
{
	cpu->left -= trace->insns;
	cpu->at = NULL;
	cpu->trace = trace;
	cpu->page_eip = cpu->a.eip - (uint32_t)(trace->pa & (PHYS_PAGE_BYTES - 1));
	cpu->a.shadow = SHADOW_NONE;
	cpu->no_step = false;
	cpu->run_on = 0;
	trace->uop[0].fn(cpu, trace->uop);
}

static void debug_exception(struct cpu *cpu, uint32_t dr6)
{
	cpu->a.dr[6] |= dr6;
	deliver(cpu, VEC_DB, false, 0, false);
}

/* What instructions have met is told behind them; behind a load of SS, one instruction later. */
static bool trap_due(const struct cpu *cpu)
{
	return cpu->a.trap && cpu->a.shadow != SHADOW_SS;
}

static void take_trap(struct cpu *cpu)
{
	uint32_t trap = cpu->a.trap;

	if (!trap_due(cpu))
		return;
	cpu->a.trap = 0;
	debug_exception(cpu, trap);
}

/* An instruction breakpoint here is a fault, which RF or a load of SS before holds off (SDM 3B
 * 17.3.1.1). */
static bool debug_fault(struct cpu *cpu, uint32_t la)
{
	uint32_t met = debug_at(cpu, la);

	if (!met || cpu_flag(cpu, FL_RF) || cpu->a.shadow == SHADOW_SS)
		return false;
	debug_exception(cpu, met);
	return true;
}

/* Run one trace, and what it goes on to. */
static void run_some(struct cpu *cpu)
{
	uint32_t eip = cpu->a.eip, la = cpu->a.seg[SEG_CS].base + eip;
	bool step = cpu_flag(cpu, FL_TF), branches = cpu->a.debugctl != 0;
	bool alone = cpu->alone || cpu->a.shadow || step || cpu->hooks.insn || branches;
	const struct trace *trace;

	if (cpu->marks && debug_fault(cpu, la))
		return;
	trace = trace_find(cpu, cpu->a.eip, alone);
	if (trace && trace->insns > cpu->left)
		trace = trace_find(cpu, cpu->a.eip, true);
	if (!trace)
		return;
	if (cpu->hooks.insn)
		cpu->hooks.insn(cpu->hooks.ctx, cpu, la);
	cpu->alone = false;
	cpu->a.eflags &= ~FL_RF;
	if (alone)
		cpu_attend(cpu); /* come back after this one */
	enter(cpu, trace);
	if (branches) {
		branches = has_branched(cpu, eip, trace->bytes, trace->uop[0].rep);
		if (branches && cpu->a.debugctl & DEBUGCTL_LBR)
			record_branch(cpu, eip, cpu->a.eip);
		step = step && (branches || !(cpu->a.debugctl & DEBUGCTL_BTF));
	}
	if (step && !cpu->no_step && cpu->a.shadow != SHADOW_SS)
		cpu->a.trap |= DR6_BS;
}

static bool finish(struct cpu *cpu, enum cpu_exit *exit)
{
	if (cpu->shutdown) {
		cpu->shutdown = false;
		cpu->a.halted = true;
		*exit = CPU_EXIT_SHUTDOWN;
		return true;
	}
	if (atomic_exchange(&cpu->stop, false)) {
		*exit = CPU_EXIT_STOP;
		return true;
	}
	if (cpu->a.halted) {
		*exit = CPU_EXIT_HALT;
		return true;
	}
	*exit = CPU_EXIT_BUDGET;
	return cpu->left <= 0;
}

static enum cpu_exit run_loop(struct cpu *cpu)
{
	enum cpu_exit exit;
	bool interrupted;

	for (;;) {
		/* Before the stop is looked at: one that comes later raises it again. */
		atomic_store_explicit(&cpu->floor, 0, memory_order_relaxed);
		take_trap(cpu);
		interrupted = take_interrupt(cpu);
		if (finish(cpu, &exit))
			return exit;
		/* What a delivery itself met is told before its handler's first instruction, too. */
		if (interrupted || trap_due(cpu))
			continue;
		if (cpu->marks && at_breakpoint(cpu, cpu->a.seg[SEG_CS].base + cpu->a.eip))
			return CPU_EXIT_BREAK;
		run_some(cpu);
	}
}

enum cpu_exit cpu_run(struct cpu *cpu, uint64_t max_insns)
{
	enum cpu_exit exit;

	assert(max_insns < TRACE_NEVER);
	cpu->end_count = cpu->a.count + max_insns;
	cpu->left = (int64_t)max_insns;
	cpu->inside = true;
	switch (setjmp(cpu->unwind)) {
	case UNWIND_EXCEPTION:
		cpu_settle(cpu);
		cpu->a.trap = 0;
		deliver(cpu, cpu->vector, cpu->has_error && cpu_protected(cpu), cpu->error, false);
		break;
	case UNWIND_ALONE:
		cpu_settle(cpu);
		cpu->alone = true;
		break;
	default:
		break;
	}
	exit = run_loop(cpu);
	cpu->trace = NULL;
	cpu->at = NULL;
	cpu->a.count = cpu->end_count - (uint64_t)cpu->left;
	cpu->end_count = cpu->a.count;
	cpu->left = 0;
	cpu->inside = false;
	return exit;
}

/* ---- what the memory map tells ---- */

static void map_changed(void *ctx)
{
	struct cpu *cpu = ctx;

	/* Traces go by the place of their bytes: they stay good. What comes next is looked up. */
	cpu_flush_tlb(cpu, true);
	trace_unlink_running(cpu);
}

static void map_wrote(void *ctx, uint64_t pa, size_t bytes)
{
	trace_written(ctx, pa, (unsigned)bytes);
}

static void map_clean(void *ctx)
{
	struct cpu *cpu = ctx;

	tlb_flush_writes(&cpu->tlbs[0]);
	tlb_flush_writes(&cpu->tlbs[1]);
}

/* ---- making, resetting ---- */

static void set_segment(struct cpu *cpu, enum seg_name seg, uint16_t selector, uint32_t base,
			uint32_t limit, uint16_t attr)
{
	cpu->a.seg[seg] =
	    (struct segment){.selector = selector, .attr = attr, .base = base, .limit = limit};
}

#define DATA_ATTR (ATTR_P | ATTR_S | ATTR_RW | ATTR_ACCESSED)
#define CODE_ATTR (DATA_ATTR | ATTR_CODE)

/* SDM 3A table 9-1: what RESET and INIT have in common; INIT leaves the rest alone. */
static void start_over(struct cpu *cpu)
{
	struct cpu_arch *a = &cpu->a;

	memset(a->r, 0, sizeof(a->r));
	memset(a->dr, 0, sizeof(a->dr));
	a->eip = 0xfff0;
	a->r[EDX] = CPU_SIGNATURE;
	a->cr0 = (a->cr0 & (CR0_CD | CR0_NW)) | CR0_ET;
	a->cr2 = a->cr3 = a->cr4 = 0;
	a->dr[6] = 0xffff0ff0;
	a->dr[7] = 0x400;
	a->gdt = a->idt = (struct table_register){0, 0xffff};
	a->eflags = 0;
	a->cpl = 0;
	a->shadow = SHADOW_NONE;
	a->init = a->nmi = a->nmi_blocked = false;
	a->halted = a->wait_startup = cpu->id != 0;
	a->efer = 0;
	cc_set_flags(cpu, 0);
	for (int seg = SEG_ES; seg <= SEG_GS; seg++)
		set_segment(cpu, seg, 0, 0, 0xffff, DATA_ATTR);
	set_segment(cpu, SEG_CS, 0xf000, 0xffff0000, 0xffff, DATA_ATTR);
	set_segment(cpu, SEG_LDT, 0, 0, 0xffff, ATTR_P | 2);
	set_segment(cpu, SEG_TSS, 0, 0, 0xffff, ATTR_P | 11);
	cpu->shutdown = cpu->alone = false;
	cpu->faults = cpu->barren = 0;
	cpu_flush_tlb(cpu, true);
	debug_update(cpu);
	cpu_update_mode(cpu);
}

static void take_init(struct cpu *cpu)
{
	cpu->trace = NULL;
	cpu->at = NULL;
	start_over(cpu);
}

void cpu_init_pin(struct cpu *cpu)
{
	cpu->a.init = true;
	if (cpu->inside)
		cpu_attend(cpu);
	else
		take_init(cpu);
}

void cpu_startup(struct cpu *cpu, uint8_t vector)
{
	if (!cpu->a.wait_startup)
		return;
	cpu->a.wait_startup = cpu->a.halted = false;
	set_segment(cpu, SEG_CS, (uint16_t)(vector << 8), (uint32_t)vector << 12, 0xffff,
		    DATA_ATTR);
	cpu->a.eip = 0;
	cpu_flush_tlb(cpu, true);
	cpu_update_mode(cpu);
}

void cpu_reset(struct cpu *cpu)
{
	struct cpu_arch *a = &cpu->a;
	uint64_t count = a->count;

	memset(a, 0, sizeof(*a));
	a->count = count;
	a->cr0 = CR0_CD | CR0_NW;
	fpu_reset(&a->fpu);
	msr_reset(cpu);
	start_over(cpu);
	trace_flush(cpu);
}

void cpu_preset(struct cpu *cpu)
{
	msr_after_firmware(cpu);
}

/* Protected mode without paging; flat segments by these selectors. */
static void enter_flat(struct cpu *cpu, uint32_t eip, uint16_t code, uint16_t data)
{
	cpu->a.eip = eip;
	cpu->a.cr0 |= CR0_PE;
	msr_after_firmware(cpu);
	for (int seg = SEG_ES; seg <= SEG_GS; seg++)
		set_segment(cpu, seg, data, 0, 0xffffffff, DATA_ATTR | ATTR_G | ATTR_DB);
	set_segment(cpu, SEG_CS, code, 0, 0xffffffff, CODE_ATTR | ATTR_G | ATTR_DB);
	cpu_flush_tlb(cpu, true);
	cpu_update_mode(cpu);
}

void cpu_enter_multiboot(struct cpu *cpu, const struct cpu_multiboot_entry *entry)
{
	cpu->a.r[EAX] = entry->eax;
	cpu->a.r[EBX] = entry->ebx;
	enter_flat(cpu, entry->eip, 0x08, 0x10);
}

void cpu_enter_linux(struct cpu *cpu, const struct cpu_linux_entry *entry)
{
	cpu->a.r[EDX] = 0;
	cpu->a.r[ESI] = entry->esi;
	cpu->a.gdt = (struct table_register){entry->gdt, entry->gdt_limit};
	enter_flat(cpu, entry->eip, 0x10, 0x18);
}

static struct cpu *create(struct physmap *map, const struct cpu_board *board, unsigned id,
			  struct trace_cache *traces)
{
	struct cpu *cpu = aligned_alloc(_Alignof(struct cpu), sizeof(*cpu));

	if (!cpu)
		return NULL;
	memset(cpu, 0, sizeof(*cpu));
	cpu->map = map;
	cpu->ram_bytes = physmap_ram_bytes(map);
	cpu->page_bits = physmap_page_bits(map);
	cpu->board = *board;
	cpu->id = id;
	tlb_init(&cpu->tlbs[0]);
	tlb_init(&cpu->tlbs[1]);
	tlb_init(&cpu->no_tlb);
	if (!trace_cache_join(traces, cpu)) {
		free(cpu);
		return NULL;
	}
	physmap_listen(
	    map, (struct physmap_listener){
		     .changed = map_changed, .wrote = map_wrote, .clean = map_clean, .ctx = cpu});
	cpu_reset(cpu);
	return cpu;
}

struct cpu *cpu_create(struct physmap *map, const struct cpu_board *board, unsigned id)
{
	struct trace_cache *traces = trace_cache_create(physmap_places(map));
	struct cpu *cpu = traces ? create(map, board, id, traces) : NULL;

	if (!cpu)
		trace_cache_destroy(traces);
	return cpu;
}

struct cpu *cpu_create_beside(struct cpu *first, const struct cpu_board *board, unsigned id)
{
	return create(first->map, board, id, first->traces);
}

void cpu_destroy(struct cpu *cpu)
{
	trace_cache_leave(cpu);
	free(cpu);
}

/* ---- looking ---- */

bool cpu_translate(const struct cpu *cpu, uint32_t la, uint64_t *pa)
{
	struct walk_regs regs;
	struct walk_result result;

	cpu_walk_regs(cpu, &regs);
	result = walk(cpu->map, &regs, la, WALK_READ, false, false);
	*pa = result.pa;
	return result.ok;
}

size_t cpu_peek(const struct cpu *cpu, uint32_t la, void *to, size_t bytes)
{
	size_t done = 0;

	while (done < bytes) {
		uint32_t at = la + (uint32_t)done;
		size_t n = PHYS_PAGE_BYTES - at % PHYS_PAGE_BYTES;
		uint64_t pa;

		if (!cpu_translate(cpu, at, &pa))
			break;
		n = n < bytes - done ? n : bytes - done;
		physmap_peek(cpu->map, pa, (char *)to + done, n);
		done += n;
	}
	return done;
}

/* ---- snapshot ---- */

static const struct snap_field fields[] = {
    SNAP(struct cpu_arch, r),
    SNAP(struct cpu_arch, eip),
    SNAP(struct cpu_arch, cc_op),
    SNAP(struct cpu_arch, cc_dst),
    SNAP(struct cpu_arch, cc_src),
    SNAP(struct cpu_arch, cc_old_op),
    SNAP(struct cpu_arch, cc_old_dst),
    SNAP(struct cpu_arch, cc_old_src),
    SNAP(struct cpu_arch, eflags),
    SNAP(struct cpu_arch, seg),
    SNAP(struct cpu_arch, gdt),
    SNAP(struct cpu_arch, idt),
    SNAP(struct cpu_arch, cr0),
    SNAP(struct cpu_arch, cr2),
    SNAP(struct cpu_arch, cr3),
    SNAP(struct cpu_arch, cr4),
    SNAP(struct cpu_arch, dr),
    SNAP(struct cpu_arch, trap),
    SNAP(struct cpu_arch, sysenter_cs),
    SNAP(struct cpu_arch, sysenter_esp),
    SNAP(struct cpu_arch, sysenter_eip),
    SNAP(struct cpu_arch, debugctl),
    SNAP(struct cpu_arch, branch),
    SNAP(struct cpu_arch, pdpte),
    SNAP(struct cpu_arch, efer),
    SNAP(struct cpu_arch, pat),
    SNAP(struct cpu_arch, mtrr_def),
    SNAP(struct cpu_arch, mtrr_fixed),
    SNAP(struct cpu_arch, mtrr_variable),
    SNAP(struct cpu_arch, mcg_status),
    SNAP(struct cpu_arch, mc_ctl),
    SNAP(struct cpu_arch, tsc_offset),
    SNAP(struct cpu_arch, count),
    SNAP(struct cpu_arch, cpl),
    SNAP(struct cpu_arch, halted),
    SNAP(struct cpu_arch, shadow),
    SNAP(struct cpu_arch, intr),
    SNAP(struct cpu_arch, nmi),
    SNAP(struct cpu_arch, nmi_blocked),
    SNAP(struct cpu_arch, fpu),
    SNAP(struct cpu_arch, init),
    SNAP(struct cpu_arch, wait_startup),
    SNAP_END,
};

static void loaded(void *dev)
{
	struct cpu *cpu = dev;

	cpu->end_count = cpu->a.count;
	cpu_flush_tlb(cpu, true);
	trace_flush(cpu);
	debug_update(cpu);
	cpu_update_mode(cpu);
}

const struct snap_desc cpu_snap = {"cpu", 1, fields, loaded};

/* struct cpu begins with its struct cpu_arch. */
_Static_assert(offsetof(struct cpu, a) == 0, "cpu_arch must come first");

void *cpu_snap_state(struct cpu *cpu)
{
	return cpu;
}
