/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exec_system: far transfers, software interrupts, segment registers, system
 * tables and registers. All of it ends its trace: the world may look
 * different afterwards.
 */
#include "emu/cpu/debug.h"
#include "emu/cpu/exec.h"
#include "emu/cpu/task.h"
#include "emu/cpu/v86.h"

static void need_cpl0(struct cpu *cpu, const struct uop *u)
{
	if (cpu->a.cpl)
		raise_error_at(cpu, u, VEC_GP, 0);
}

static void need_protected(struct cpu *cpu, const struct uop *u)
{
	if (cpu_8086(cpu))
		raise_at(cpu, u, VEC_UD);
}

/* After an instruction of this file: it is complete, go on at the run loop. */
static void done(struct cpu *cpu, const struct uop *u)
{
	leave(cpu, next_eip(cpu, u));
}

/* ---- far transfers ---- */

/* A transfer sets EIP itself; leave() must not. */
static void jmpf(struct cpu *cpu, const struct uop *u)
{
	cpu->at = u;
	far_jump(cpu, (uint16_t)u->disp, u->imm, u->bytes, next_eip(cpu, u));
}

static void callf(struct cpu *cpu, const struct uop *u)
{
	cpu->at = u;
	far_call(cpu, (uint16_t)u->disp, u->imm, u->bytes, next_eip(cpu, u));
}

static uint32_t far_pointer(struct cpu *cpu, const struct uop *u, uint16_t *selector)
{
	uint32_t la = mem_la(cpu, u, u->bytes + 2u, false);
	uint32_t off = mem_read(cpu, u, la, u->bytes);

	*selector = (uint16_t)mem_read(cpu, u, la + u->bytes, 2);
	cpu->at = u;
	return off;
}

static void jmpf_mem(struct cpu *cpu, const struct uop *u)
{
	uint16_t selector;
	uint32_t off = far_pointer(cpu, u, &selector);

	far_jump(cpu, selector, off, u->bytes, next_eip(cpu, u));
}

static void callf_mem(struct cpu *cpu, const struct uop *u)
{
	uint16_t selector;
	uint32_t off = far_pointer(cpu, u, &selector);

	far_call(cpu, selector, off, u->bytes, next_eip(cpu, u));
}

static void retf(struct cpu *cpu, const struct uop *u)
{
	cpu->at = u;
	far_return(cpu, u->bytes, u->imm);
}

static void iret(struct cpu *cpu, const struct uop *u)
{
	cpu->at = u;
	interrupt_return(cpu, u->bytes, next_eip(cpu, u));
}

/* ---- software interrupts: delivered at the boundary behind them ---- */

static void soft_interrupt(struct cpu *cpu, const struct uop *u, uint8_t vector, bool soft)
{
	uint32_t next = next_eip(cpu, u);

	/* Delivery starts with EIP at the instruction, in case it faults. */
	leave(cpu, cpu->page_eip + u->off);
	cpu->no_step = true;
	if (!cpu_deliver(cpu, vector, false, 0, soft, false, next))
		cpu->shutdown = true;
}

static void int_n(struct cpu *cpu, const struct uop *u)
{
	uint32_t next = next_eip(cpu, u);

	cpu->at = u;
	if (cpu_flag(cpu, FL_VM) && v86_interrupt(cpu, (uint8_t)u->imm, next)) {
		cpu->no_step = true;
		cpu->trace = NULL;
		return;
	}
	soft_interrupt(cpu, u, (uint8_t)u->imm, true);
}

static void int3(struct cpu *cpu, const struct uop *u)
{
	soft_interrupt(cpu, u, VEC_BP, true);
}

static void into(struct cpu *cpu, const struct uop *u)
{
	if (cc_of(cpu))
		soft_interrupt(cpu, u, VEC_OF, true);
	else
		done(cpu, u);
}

static void int1(struct cpu *cpu, const struct uop *u)
{
	soft_interrupt(cpu, u, VEC_DB, false);
}

static void bound(struct cpu *cpu, const struct uop *u)
{
	uint32_t la = mem_la(cpu, u, u->bytes * 2u, false);
	unsigned shift = 32 - 8 * u->bytes;
	int32_t low = (int32_t)(mem_read(cpu, u, la, u->bytes) << shift);
	int32_t high = (int32_t)(mem_read(cpu, u, la + u->bytes, u->bytes) << shift);
	int32_t index = (int32_t)(reg_get(cpu, u->dst, u->bytes) << shift);

	if (index < low || index > high)
		raise_at(cpu, u, VEC_BR);
	NEXT(cpu, u);
}

/* ---- segment registers ---- */

static void mov_from_seg(struct cpu *cpu, const struct uop *u)
{
	uint32_t selector = cpu->a.seg[u->code].selector;

	/* Memory gets a word whatever the operand size; a register is filled (SDM 2B, MOV). */
	operand_set(cpu, u, u->dst, selector, u->mem ? 2 : u->bytes);
	NEXT(cpu, u);
}

static void mov_to_seg(struct cpu *cpu, const struct uop *u)
{
	uint16_t selector = (uint16_t)operand_get(cpu, u, u->src, 2);
	uint32_t eip = next_eip(cpu, u);

	cpu->at = u;
	segment_load(cpu, u->code, selector);
	cpu->a.shadow = u->code == SEG_SS ? SHADOW_SS : SHADOW_NONE;
	leave(cpu, eip);
}

static void load_far(struct cpu *cpu, const struct uop *u)
{
	uint16_t selector;
	uint32_t off = far_pointer(cpu, u, &selector), eip = next_eip(cpu, u);

	segment_load(cpu, u->code, selector);
	reg_set(cpu, u->dst, off, u->bytes);
	leave(cpu, eip);
}

static void arpl(struct cpu *cpu, const struct uop *u)
{
	uint32_t value, rpl;

	need_protected(cpu, u);
	/* the operand is written, and must be writable, only when there is something to change */
	value = operand_get(cpu, u, u->dst, 2);
	rpl = reg_get(cpu, u->src, 2) & 3;
	if ((value & 3) < rpl)
		operand_set(cpu, u, u->dst, (value & ~3u) | rpl, 2);
	cc_change(cpu, (value & 3) < rpl ? FL_ZF : 0, FL_ZF);
	NEXT(cpu, u);
}

/* ---- what a selector would give: LAR, LSL, VERR, VERW (SDM 3A 5.10) ---- */

enum { ASK_LAR, ASK_LSL, ASK_VERR, ASK_VERW };

static bool system_type_visible(unsigned ask, unsigned type)
{
	/* TSS and LDT; LAR sees call and task gates too. */
	const uint16_t limits = 1u << 1 | 1u << 2 | 1u << 3 | 1u << 9 | 1u << 11;
	const uint16_t gates = 1u << 4 | 1u << 5 | 1u << 12;

	return (ask == ASK_LAR ? limits | gates : ask == ASK_LSL ? limits : 0) >> type & 1;
}

static bool visible(struct cpu *cpu, unsigned ask, uint16_t selector, struct descriptor *desc)
{
	unsigned rpl = selector & 3u, dpl;
	uint16_t attr;

	if (!(selector & 0xfffcu) || !descriptor_read(cpu, selector, desc))
		return false;
	attr = descriptor_attr(desc);
	dpl = attr >> ATTR_DPL_SHIFT & 3;
	if (!(attr & ATTR_S) && !system_type_visible(ask, attr & ATTR_TYPE))
		return false;
	if (!(attr & ATTR_S && attr & ATTR_CODE && attr & ATTR_CONFORMING) &&
	    (dpl < cpu->a.cpl || dpl < rpl))
		return false;
	if (ask == ASK_VERR)
		return !(attr & ATTR_CODE) || attr & ATTR_RW;
	if (ask == ASK_VERW)
		return !(attr & ATTR_CODE) && attr & ATTR_RW;
	return true;
}

/* Apart, for the descriptor's address is given away: the handler's last call must be a jump. */
static __attribute__((noinline)) void ask(struct cpu *cpu, const struct uop *u)
{
	struct descriptor desc;
	uint16_t selector;
	bool ok;

	need_protected(cpu, u);
	selector = (uint16_t)operand_get(cpu, u, u->src, 2);
	cpu->at = u;
	ok = visible(cpu, u->code, selector, &desc);
	if (ok && u->code == ASK_LAR)
		reg_set(cpu, u->dst, desc.high & 0x00f0ff00, u->bytes);
	else if (ok && u->code == ASK_LSL)
		reg_set(cpu, u->dst, descriptor_limit(&desc), u->bytes);
	cc_change(cpu, ok ? FL_ZF : 0, FL_ZF);
}

static void ask_any(struct cpu *cpu, const struct uop *u)
{
	ask(cpu, u);
	NEXT(cpu, u);
}

/* ---- tables ---- */

static void store_selector(struct cpu *cpu, const struct uop *u)
{
	need_protected(cpu, u);
	operand_set(cpu, u, u->dst, cpu->a.seg[u->code].selector, u->mem ? 2 : u->bytes);
	NEXT(cpu, u);
}

static void lldt(struct cpu *cpu, const struct uop *u)
{
	uint16_t selector, attr;
	struct descriptor desc;

	need_protected(cpu, u);
	need_cpl0(cpu, u);
	selector = (uint16_t)operand_get(cpu, u, u->dst, 2);
	cpu->at = u;
	if (!(selector & 0xfffcu)) {
		cpu->a.seg[SEG_LDT] = (struct segment){.selector = selector};
		done(cpu, u);
		return;
	}
	if (selector & 4 || !descriptor_read(cpu, selector, &desc))
		cpu_raise_error(cpu, VEC_GP, selector & 0xfffcu);
	attr = descriptor_attr(&desc);
	if (attr & ATTR_S || (attr & ATTR_TYPE) != TYPE_LDT)
		cpu_raise_error(cpu, VEC_GP, selector & 0xfffcu);
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, selector & 0xfffcu);
	segment_set(cpu, SEG_LDT, selector, &desc);
	done(cpu, u);
}

static void ltr(struct cpu *cpu, const struct uop *u)
{
	uint16_t selector, attr;
	struct descriptor desc;
	unsigned type;

	need_protected(cpu, u);
	need_cpl0(cpu, u);
	selector = (uint16_t)operand_get(cpu, u, u->dst, 2);
	cpu->at = u;
	if (!(selector & 0xfffcu) || selector & 4 || !descriptor_read(cpu, selector, &desc))
		cpu_raise_error(cpu, VEC_GP, selector & 0xfffcu);
	attr = descriptor_attr(&desc);
	type = attr & ATTR_TYPE;
	if (attr & ATTR_S || (type != TYPE_TSS16 && type != TYPE_TSS32))
		cpu_raise_error(cpu, VEC_GP, selector & 0xfffcu);
	if (!(attr & ATTR_P))
		cpu_raise_error(cpu, VEC_NP, selector & 0xfffcu);
	desc.high |= TYPE_BUSY << 8;
	mem_write_as(cpu, desc.la + 4, desc.high, 4, false);
	segment_set(cpu, SEG_TSS, selector, &desc);
	done(cpu, u);
}

static void store_table(struct cpu *cpu, const struct uop *u)
{
	const struct table_register *table = u->code ? &cpu->a.idt : &cpu->a.gdt;
	uint32_t la = mem_la(cpu, u, 6, true);
	bool user = cpu->a.cpl == 3;

	/* It is aligned as a whole, not by its parts (SDM 3A table 6-7). */
	mem_check_alignment(cpu, u, la, 4);
	mem_probe_write(cpu, u, la, 6);
	mem_write_as(cpu, la, table->limit, 2, user);
	mem_write_as(cpu, la + 2, table->base, 4, user);
	NEXT(cpu, u);
}

static void load_table(struct cpu *cpu, const struct uop *u)
{
	struct table_register *table = u->code ? &cpu->a.idt : &cpu->a.gdt;
	uint32_t la, base;
	uint16_t limit;

	need_cpl0(cpu, u);
	la = mem_la(cpu, u, 6, false);
	limit = (uint16_t)mem_read(cpu, u, la, 2);
	base = mem_read(cpu, u, la + 2, 4);
	*table =
	    (struct table_register){.base = u->bytes == 4 ? base : base & 0xffffff, .limit = limit};
	done(cpu, u);
}

/* ---- control registers and their kin ---- */

static void smsw(struct cpu *cpu, const struct uop *u)
{
	operand_set(cpu, u, u->dst, cpu->a.cr0, u->mem ? 2 : u->bytes);
	NEXT(cpu, u);
}

/* LMSW can set PE but not clear it (SDM 2A, LMSW). */
static void lmsw(struct cpu *cpu, const struct uop *u)
{
	uint32_t value, bits = CR0_MP | CR0_EM | CR0_TS;

	need_cpl0(cpu, u);
	value = operand_get(cpu, u, u->dst, 2);
	cpu_set_cr0(cpu, (cpu->a.cr0 & ~bits) | (value & (bits | CR0_PE)));
	done(cpu, u);
}

static void clts(struct cpu *cpu, const struct uop *u)
{
	need_cpl0(cpu, u);
	cpu->a.cr0 &= ~CR0_TS;
	done(cpu, u);
}

static void invlpg(struct cpu *cpu, const struct uop *u)
{
	uint32_t la;

	need_cpl0(cpu, u);
	/* The address is not accessed: no limit, no rights (SDM 2A, INVLPG). */
	la = mem_off(cpu, u) + cpu->a.seg[u->seg].base;
	tlb_flush_page(&cpu->tlbs[0], la);
	tlb_flush_page(&cpu->tlbs[1], la);
	trace_forget_addresses(cpu);
	done(cpu, u);
}

static void cache_control(struct cpu *cpu, const struct uop *u)
{
	need_cpl0(cpu, u);
	NEXT(cpu, u);
}

static void mov_from_cr(struct cpu *cpu, const struct uop *u)
{
	const struct cpu_arch *a = &cpu->a;
	const uint32_t cr[5] = {a->cr0, 0, a->cr2, a->cr3, a->cr4};

	need_cpl0(cpu, u);
	reg_set(cpu, u->dst, cr[u->code], 4);
	NEXT(cpu, u);
}

/* Does a change of these bits load the directory pointers of PAE paging (SDM 3A 4.4.1)? Raises #GP
 * when it does and they are bad. */
static void reload_pdptes(struct cpu *cpu, uint32_t changed, uint32_t cr0, uint32_t cr3,
			  uint32_t cr4)
{
	if (changed && !cpu_load_pdptes(cpu, cr0, cr3, cr4))
		cpu_raise_error(cpu, VEC_GP, 0);
}

static void set_cr0(struct cpu *cpu, uint32_t value)
{
	const struct cpu_arch *a = &cpu->a;

	if ((value & CR0_PG && !(value & CR0_PE)) || (value & CR0_NW && !(value & CR0_CD)))
		cpu_raise_error(cpu, VEC_GP, 0);
	reload_pdptes(cpu, (value ^ a->cr0) & (CR0_PG | CR0_CD | CR0_NW), value, a->cr3, a->cr4);
	cpu_set_cr0(cpu, value);
}

static void set_cr4(struct cpu *cpu, uint32_t value)
{
	const struct cpu_arch *a = &cpu->a;

	if (value & ~CR4_KNOWN)
		cpu_raise_error(cpu, VEC_GP, 0);
	reload_pdptes(cpu, (value ^ a->cr4) & (CR4_PAE | CR4_PSE | CR4_PGE), a->cr0, a->cr3, value);
	cpu_set_cr4(cpu, value);
}

/* Reserved bits of CR4 and the impossible pairs of CR0 raise #GP (SDM 2B, MOV CRn). */
static void mov_to_cr(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = reg_get(cpu, u->src, 4);

	need_cpl0(cpu, u);
	cpu->at = u;
	switch (u->code) {
	case 0:
		set_cr0(cpu, value);
		break;
	case 2:
		cpu->a.cr2 = value;
		break;
	case 3:
		reload_pdptes(cpu, true, cpu->a.cr0, value, cpu->a.cr4);
		cpu_set_cr3(cpu, value);
		break;
	default:
		set_cr4(cpu, value);
		break;
	}
	done(cpu, u);
}

/* DR4 and DR5 are DR6 and DR7 unless CR4.DE makes them #UD (SDM 3B 17.2.2). */
static unsigned debug_register(struct cpu *cpu, const struct uop *u)
{
	unsigned n = u->code;

	if ((n == 4 || n == 5) && cpu->a.cr4 & CR4_DE)
		raise_at(cpu, u, VEC_UD);
	need_cpl0(cpu, u);
	if (cpu->a.dr[7] & DR7_GD) {
		cpu->a.dr[7] &= ~DR7_GD;
		cpu->a.dr[6] |= DR6_BD;
		raise_at(cpu, u, VEC_DB);
	}
	return n == 4 || n == 5 ? n + 2 : n;
}

static void mov_from_dr(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, cpu->a.dr[debug_register(cpu, u)], 4);
	NEXT(cpu, u);
}

static void mov_to_dr(struct cpu *cpu, const struct uop *u)
{
	unsigned n = debug_register(cpu, u);
	uint32_t eip = next_eip(cpu, u);

	debug_set(cpu, n, reg_get(cpu, u->src, 4));
	leave(cpu, eip);
}

static void rdtsc(struct cpu *cpu, const struct uop *u)
{
	uint64_t tsc;

	if (cpu->a.cr4 & CR4_TSD && cpu->a.cpl)
		raise_error_at(cpu, u, VEC_GP, 0);
	cpu->at = u;
	tsc = cpu->board.tsc(cpu->board.ctx) + cpu->a.tsc_offset;
	cpu->a.r[EAX] = (uint32_t)tsc;
	cpu->a.r[EDX] = (uint32_t)(tsc >> 32);
	leave_to(cpu, next_eip(cpu, u));
}

/* There are no performance counters. */
static void rdpmc(struct cpu *cpu, const struct uop *u)
{
	raise_error_at(cpu, u, VEC_GP, 0);
}

static void rdmsr(struct cpu *cpu, const struct uop *u)
{
	uint64_t value;

	need_cpl0(cpu, u);
	cpu->at = u;
	if (!cpu_read_msr(cpu, cpu->a.r[ECX], &value))
		cpu_raise_error(cpu, VEC_GP, 0);
	cpu->a.r[EAX] = (uint32_t)value;
	cpu->a.r[EDX] = (uint32_t)(value >> 32);
	done(cpu, u);
}

static void wrmsr(struct cpu *cpu, const struct uop *u)
{
	uint64_t value = (uint64_t)cpu->a.r[EDX] << 32 | cpu->a.r[EAX];

	need_cpl0(cpu, u);
	cpu->at = u;
	if (!cpu_write_msr(cpu, cpu->a.r[ECX], value))
		cpu_raise_error(cpu, VEC_GP, 0);
	done(cpu, u);
}

static void cpuid(struct cpu *cpu, const struct uop *u)
{
	cpu_cpuid(cpu);
	NEXT(cpu, u);
}

static void set_flat(struct cpu *cpu, enum seg_name seg, uint32_t selector, uint16_t attr)
{
	cpu->a.seg[seg] =
	    (struct segment){.selector = (uint16_t)selector, .attr = attr, .limit = 0xffffffff};
}

#define FLAT_CODE (ATTR_G | ATTR_DB | ATTR_P | ATTR_S | ATTR_CODE | ATTR_RW | ATTR_ACCESSED)
#define FLAT_DATA (ATTR_G | ATTR_DB | ATTR_P | ATTR_S | ATTR_RW | ATTR_ACCESSED)

/* Real mode raises #GP, not #UD (SDM 2B, SYSENTER); virtual-8086 mode may enter. */
static void sysenter(struct cpu *cpu, const struct uop *u)
{
	if (!cpu_protected(cpu) || !(cpu->a.sysenter_cs & 0xfffc))
		raise_error_at(cpu, u, VEC_GP, 0);
	cpu->a.eflags &= ~(FL_VM | FL_IF | FL_RF);
	cpu->a.cpl = 0;
	set_flat(cpu, SEG_CS, cpu->a.sysenter_cs & 0xfffc, FLAT_CODE);
	set_flat(cpu, SEG_SS, (cpu->a.sysenter_cs & 0xfffc) + 8, FLAT_DATA);
	cpu->a.r[ESP] = cpu->a.sysenter_esp;
	cpu_update_mode(cpu);
	leave(cpu, cpu->a.sysenter_eip);
}

static void sysexit(struct cpu *cpu, const struct uop *u)
{
	const uint16_t dpl3 = 3 << ATTR_DPL_SHIFT;

	need_cpl0(cpu, u);
	if (!cpu_protected(cpu) || !(cpu->a.sysenter_cs & 0xfffc))
		raise_error_at(cpu, u, VEC_GP, 0);
	cpu->a.cpl = 3;
	set_flat(cpu, SEG_CS, ((cpu->a.sysenter_cs & 0xfffc) + 16) | 3, FLAT_CODE | dpl3);
	set_flat(cpu, SEG_SS, ((cpu->a.sysenter_cs & 0xfffc) + 24) | 3, FLAT_DATA | dpl3);
	cpu->a.r[ESP] = cpu->a.r[ECX];
	cpu_update_mode(cpu);
	leave(cpu, cpu->a.r[EDX]);
}

/* ---- interrupts on and off, halting ---- */

static void cli(struct cpu *cpu, const struct uop *u)
{
	cpu->at = u;
	cpu->a.eflags &= ~v86_interrupt_flag(cpu);
	leave_to(cpu, next_eip(cpu, u));
}

static void sti(struct cpu *cpu, const struct uop *u)
{
	uint32_t flag;

	cpu->at = u;
	flag = v86_interrupt_flag(cpu);
	if (flag == FL_VIF && cpu_flag(cpu, FL_VIP))
		cpu_raise_error(cpu, VEC_GP, 0);
	cpu->a.shadow = flag == FL_VIF || cpu_flag(cpu, FL_IF) ? SHADOW_NONE : SHADOW_STI;
	cpu->a.eflags |= flag;
	done(cpu, u);
}

static void hlt(struct cpu *cpu, const struct uop *u)
{
	need_cpl0(cpu, u);
	cpu->a.halted = true;
	done(cpu, u);
}

/* The processor spins: others may as well run. */
static void pause(struct cpu *cpu, const struct uop *u)
{
	if (cpu->board.pause) {
		cpu->at = u;
		cpu->board.pause(cpu->board.ctx);
	}
	done(cpu, u);
}

void exec_undefined(struct cpu *cpu, const struct uop *u)
{
	raise_at(cpu, u, VEC_UD);
}

void exec_too_long(struct cpu *cpu, const struct uop *u)
{
	raise_error_at(cpu, u, VEC_GP, 0);
}

void exec_probe(struct cpu *cpu, const struct uop *u)
{
	uint32_t la = cpu->a.seg[SEG_CS].base + cpu->page_eip + u->off;

	cpu->at = u;
	if (cpu->hooks.probe)
		cpu->hooks.probe(cpu->hooks.ctx, cpu, la);
	NEXT(cpu, u);
}

/* ---- which is which ---- */

static uint8_t far_segment(const struct insn *insn)
{
	switch (insn->opcode) {
	case 0xc4:
		return SEG_ES;
	case 0xc5:
		return SEG_DS;
	case 0xfb2:
		return SEG_SS;
	case 0xfb4:
		return SEG_FS;
	default:
		return SEG_GS;
	}
}

static const struct {
	uint8_t sem;
	uop_fn *fn;
} handlers[] = {
    {S_UNDEFINED, exec_undefined},
    {S_RETF, retf},
    {S_IRET, iret},
    {S_INT, int_n},
    {S_INT3, int3},
    {S_INTO, into},
    {S_INT1, int1},
    {S_BOUND, bound},
    {S_MOVFROMSEG, mov_from_seg},
    {S_MOVTOSEG, mov_to_seg},
    {S_LOADFAR, load_far},
    {S_ARPL, arpl},
    {S_SLDT, store_selector},
    {S_STR, store_selector},
    {S_LLDT, lldt},
    {S_LTR, ltr},
    {S_VERR, ask_any},
    {S_VERW, ask_any},
    {S_LAR, ask_any},
    {S_LSL, ask_any},
    {S_SGDT, store_table},
    {S_SIDT, store_table},
    {S_LGDT, load_table},
    {S_LIDT, load_table},
    {S_SMSW, smsw},
    {S_LMSW, lmsw},
    {S_INVLPG, invlpg},
    {S_CLTS, clts},
    {S_INVD, cache_control},
    {S_WBINVD, cache_control},
    {S_MOVFROMCR, mov_from_cr},
    {S_MOVTOCR, mov_to_cr},
    {S_MOVFROMDR, mov_from_dr},
    {S_MOVTODR, mov_to_dr},
    {S_RDTSC, rdtsc},
    {S_RDPMC, rdpmc},
    {S_RDMSR, rdmsr},
    {S_WRMSR, wrmsr},
    {S_CPUID, cpuid},
    {S_SYSENTER, sysenter},
    {S_SYSEXIT, sysexit},
    {S_CLI, cli},
    {S_STI, sti},
    {S_HLT, hlt},
    {S_PAUSE, pause},
};

/* What the handler makes of u->code. */
static uint8_t code_of(const struct insn *insn)
{
	switch (insn->row->sem) {
	case S_MOVFROMSEG:
	case S_MOVTOSEG:
	case S_MOVFROMCR:
	case S_MOVTOCR:
	case S_MOVFROMDR:
	case S_MOVTODR:
		return insn->reg;
	case S_LOADFAR:
		return far_segment(insn);
	case S_SLDT:
		return SEG_LDT;
	case S_STR:
		return SEG_TSS;
	case S_SIDT:
	case S_LIDT:
		return 1;
	case S_LAR:
		return ASK_LAR;
	case S_LSL:
		return ASK_LSL;
	case S_VERR:
		return ASK_VERR;
	case S_VERW:
		return ASK_VERW;
	default:
		return 0;
	}
}

uop_fn *exec_system_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	(void)mode;
	u->bytes = insn->op_bytes;
	u->code = code_of(insn);
	if (insn->row->sem == S_VERR || insn->row->sem == S_VERW)
		u->src = u->dst;
	if (insn->row->sem == S_JMPF || insn->row->sem == S_CALLF) {
		bool jump = insn->row->sem == S_JMPF;

		if (insn->mem)
			return jump ? jmpf_mem : callf_mem;
		u->disp = insn->imm2;
		return jump ? jmpf : callf;
	}
	for (size_t i = 0; i < sizeof(handlers) / sizeof(handlers[0]); i++)
		if (handlers[i].sem == insn->row->sem)
			return handlers[i].fn;
	return NULL;
}
