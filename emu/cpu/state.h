/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * state: the inside of struct cpu, for emu/cpu and the translator only.
 */
#ifndef ZONEMU_EMU_CPU_STATE_H
#define ZONEMU_EMU_CPU_STATE_H

#include <setjmp.h>
#include <stdatomic.h>

#include "emu/cpu/cpu.h"
#include "emu/cpu/fpu.h"
#include "emu/cpu/sse_ops.h"
#include "mmu/tlb.h"

enum { EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI };
enum seg_name { SEG_ES, SEG_CS, SEG_SS, SEG_DS, SEG_FS, SEG_GS, SEG_LDT, SEG_TSS, SEGS };

/* Family 6, model 8, stepping 3. */
#define CPU_SIGNATURE 0x683u

/* EFLAGS, SDM 1 3.4.3 */
#define FL_CF	    0x00000001u
#define FL_ONE	    0x00000002u
#define FL_PF	    0x00000004u
#define FL_AF	    0x00000010u
#define FL_ZF	    0x00000040u
#define FL_SF	    0x00000080u
#define FL_TF	    0x00000100u
#define FL_IF	    0x00000200u
#define FL_DF	    0x00000400u
#define FL_OF	    0x00000800u
#define FL_IOPL	    0x00003000u
#define FL_NT	    0x00004000u
#define FL_RF	    0x00010000u
#define FL_VM	    0x00020000u
#define FL_AC	    0x00040000u
#define FL_VIF	    0x00080000u
#define FL_VIP	    0x00100000u
#define FL_ID	    0x00200000u
#define FL_RESERVED 0xffc0802au
#define FL_STATUS   (FL_CF | FL_PF | FL_AF | FL_ZF | FL_SF | FL_OF)

/* Control registers, SDM 3A 2.5 */
#define CR0_PE	       0x00000001u
#define CR0_MP	       0x00000002u
#define CR0_EM	       0x00000004u
#define CR0_TS	       0x00000008u
#define CR0_ET	       0x00000010u
#define CR0_NE	       0x00000020u
#define CR0_WP	       0x00010000u
#define CR0_AM	       0x00040000u
#define CR0_NW	       0x20000000u
#define CR0_CD	       0x40000000u
#define CR0_PG	       0x80000000u
#define CR4_VME	       0x001u
#define CR4_PVI	       0x002u
#define CR4_TSD	       0x004u
#define CR4_DE	       0x008u
#define CR4_PSE	       0x010u
#define CR4_PAE	       0x020u
#define CR4_MCE	       0x040u
#define CR4_PGE	       0x080u
#define CR4_PCE	       0x100u
#define CR4_OSFXSR     0x200u
#define CR4_OSXMMEXCPT 0x400u

#define CR4_KNOWN                                                                                  \
	(CR4_VME | CR4_PVI | CR4_TSD | CR4_DE | CR4_PSE | CR4_PAE | CR4_MCE | CR4_PGE | CR4_PCE |  \
	 CR4_OSFXSR | CR4_OSXMMEXCPT)

#define EFER_NXE 0x800u

#define DEBUGCTL_LBR   0x01u
#define DEBUGCTL_BTF   0x02u
#define DEBUGCTL_KNOWN 0x7fu

#define MSR_FIXED_MTRRS	   11u
#define MSR_VARIABLE_MTRRS 8u
#define MSR_MC_BANKS	   5u

/* Exception vectors, SDM 3A table 6-1 */
enum {
	VEC_DE = 0,
	VEC_DB = 1,
	VEC_NMI = 2,
	VEC_BP = 3,
	VEC_OF = 4,
	VEC_BR = 5,
	VEC_UD = 6,
	VEC_NM = 7,
	VEC_DF = 8,
	VEC_TS = 10,
	VEC_NP = 11,
	VEC_SS = 12,
	VEC_GP = 13,
	VEC_PF = 14,
	VEC_MF = 16,
	VEC_AC = 17,
	VEC_XM = 19,
};

/* Segment attributes: bytes 5 and 6 of the descriptor, limit bits left out (SDM 3A 3.4.5). */
#define ATTR_TYPE	0x000fu
#define ATTR_S		0x0010u
#define ATTR_DPL_SHIFT	5
#define ATTR_P		0x0080u
#define ATTR_DB		0x4000u
#define ATTR_G		0x8000u
#define ATTR_CODE	0x0008u /* code, else data */
#define ATTR_CONFORMING 0x0004u /* of code; of data: expand down */
#define ATTR_RW		0x0002u /* code: readable; data: writable */
#define ATTR_ACCESSED	0x0001u

struct segment {
	uint16_t selector;
	uint16_t attr; /* 0: null or unusable */
	uint32_t base;
	uint32_t limit; /* the last byte's offset, granularity applied */
};

struct table_register {
	uint32_t base;
	uint16_t limit;
};

/* How EFLAGS' status bits are to be computed from cc_dst and cc_src. */
enum cc_kind {
	CC_FLAGS, /* cc_dst holds the bits */
	CC_ADD,	  /* cc_dst result, cc_src the second operand */
	CC_ADC,	  /* the same, and one more was added */
	CC_SUB,	  /* cc_dst result, cc_src the second operand */
	CC_SBB,	  /* the same, and one more was subtracted */
	CC_LOGIC, /* cc_dst result; CF, OF, AF zero */
	CC_SHL,	  /* cc_dst result, cc_src: value shifted by count - 1 */
	CC_SHR,	  /* right shifts; the same */
	CC_MUL,	  /* cc_dst low result, cc_src: CF and OF */
	CC_INC,	  /* cc_dst result; CF by what cc_old_* keep of the state before */
	CC_DEC,
	CC_KINDS
};
#define CC(kind, size_log2) ((kind)*4u + (size_log2))

struct trace;
struct uop;

/* One step of a triple fault's story. */
struct fault_step {
	uint8_t vector;
	bool has_error;
	uint32_t error;
	uint16_t cs;
	uint32_t eip, cr2;
	const char *using; /* what delivering it last needed, or NULL; static */
	uint32_t used;	   /* its address or number */
};

#define FAULT_STEPS   6
#define CPU_MAX_MARKS 512

/* Why the boundary after the last instruction takes no interrupt; after SS, no single step either.
 */
enum shadow { SHADOW_NONE, SHADOW_STI, SHADOW_SS };

/* Everything the guest can tell apart. Saved whole. */
struct cpu_arch {
	uint32_t r[9]; /* r[8] is zero: the absent base or index of an address */
	uint32_t eip;
	uint32_t cc_op; /* CC(kind, size) */
	uint32_t cc_dst, cc_src;
	uint32_t cc_old_op, cc_old_dst, cc_old_src; /* of INC and DEC */
	uint32_t eflags;			    /* all but the status bits */
	struct segment seg[SEGS];
	struct table_register gdt, idt;
	uint32_t cr0, cr2, cr3, cr4;
	uint32_t dr[8];
	uint32_t trap; /* debug conditions met, as DR6 will show them: #DB behind the instruction */
	uint32_t sysenter_cs, sysenter_esp, sysenter_eip;
	uint32_t debugctl;
	uint32_t branch[4]; /* last branch from, to; the one before the last event from, to */
	uint64_t pdpte[4];  /* of PAE paging, as loaded with CR3 */
	uint32_t efer;
	uint64_t pat;
	uint64_t mtrr_def, mtrr_fixed[MSR_FIXED_MTRRS], mtrr_variable[2 * MSR_VARIABLE_MTRRS];
	uint64_t mcg_status, mc_ctl[MSR_MC_BANKS];
	uint64_t tsc_offset;
	uint64_t count; /* instructions executed when not running */
	uint8_t cpl;
	bool halted;
	uint8_t shadow; /* enum shadow: no interrupt before the next instruction */
	bool intr;	/* the pin */
	bool nmi, nmi_blocked;
	struct fpu fpu;
	bool init;	   /* INIT came and waits for the instruction's end */
	bool wait_startup; /* after INIT: only a start-up IPI counts */
};

struct cpu {
	struct cpu_arch a;

	/* what every trace looks at, together */
	_Alignas(64) int64_t left; /* instructions left in this run, traces entered counted whole */
	_Atomic int64_t floor; /* a trace is entered when left stays at least this: cpu_attend() */
	const struct trace *trace; /* the one being executed, or NULL */
	struct tlb *tlb;	   /* of the current privilege */
	struct quick *quick;	   /* traces by EIP: trace.h */
	uint32_t quick_epoch;	   /* what is older was found by addresses that are void */
	uint32_t mode;		   /* MODE_* of the code being run; part of a trace's key */
	uint32_t page_eip;	   /* EIP of the first byte of its page: EIP is this plus uop.off */
	unsigned run_on;	   /* traces since the run loop, where they must be counted */

	/* running */
	const struct uop *at; /* the instruction whose callback or slow path is running */
	uint64_t end_count;   /* the count when left is 0 */
	bool alone;	      /* run the next instruction alone */
	unsigned barren;      /* events delivered since the count was barren_count */
	uint64_t barren_count;
	bool no_step;			/* the instruction was an interrupt itself: TF is past */
	uint32_t code_base, code_limit; /* CS's, as addresses of traces were last found */
	atomic_bool stop;
	bool inside;			  /* cpu_run() */
	bool shutdown;			  /* a triple fault happened */
	jmp_buf unwind;			  /* where exceptions go */
	_Alignas(64) struct tlb tlbs[2];  /* supervisor, user */
	union vec vec_source, vec_result; /* of the SSE instruction being executed */
	struct tlb no_tlb; /* always empty: every access takes the slow path, which checks more */

	/* exception being raised */
	uint8_t vector;
	bool has_error;
	uint32_t error;
	struct fault_step fault[FAULT_STEPS];
	unsigned faults;

	/* surroundings */
	struct physmap *map;
	uint8_t *page_bits;
	uint64_t ram_bytes;
	struct cpu_board board;
	unsigned id;
	struct cpu_hooks hooks;
	bool watching;			  /* hooks.mem is set: no fast tags */
	bool watches_data, watches_ports; /* by debug registers */
	struct trace_cache *traces;

	/* probes and breakpoints, unordered */
	struct cpu_mark {
		uint32_t la;
		bool probe, breakpoint;
		uint8_t debug; /* a bit for each debug register that stands here */
	} mark[CPU_MAX_MARKS + 4];
	unsigned marks;
	uint32_t break_passed; /* a breakpoint that was reported and may now be passed */
	bool break_reported;
};

/* What a trace was made for. */
#define MODE_CODE32    1u
#define MODE_STACK32   2u
#define MODE_FLAT_CODE 4u
#define MODE_FLAT_DATA 8u  /* DS, ES and SS are flat and usable */
#define MODE_USER      16u /* CPL 3; not part of a trace's key, but of a link's */
#define MODE_KEY       15u

/* What unwinding is for: the value given to longjmp. */
enum unwind { UNWIND_EXCEPTION = 1, UNWIND_ALONE };

static inline bool cpu_flag(const struct cpu *cpu, uint32_t flag)
{
	return cpu->a.eflags & flag;
}

static inline unsigned cpu_iopl(const struct cpu *cpu)
{
	return cpu->a.eflags >> 12 & 3;
}

/* Leave traces at their ends: something waits. From any thread. */
static inline void cpu_attend(struct cpu *cpu)
{
	atomic_store_explicit(&cpu->floor, INT64_MAX, memory_order_relaxed);
}

/* What left must not go below; more than 0: something waits. */
static inline int64_t cpu_floor(const struct cpu *cpu)
{
	return atomic_load_explicit(&cpu->floor, memory_order_relaxed);
}

static inline bool cpu_protected(const struct cpu *cpu)
{
	return cpu->a.cr0 & CR0_PE;
}

/* Real and virtual-8086 mode: a segment's base is its selector times 16. */
static inline bool cpu_8086(const struct cpu *cpu)
{
	return !cpu_protected(cpu) || cpu_flag(cpu, FL_VM);
}

/* ---- fault.c: raising and delivering ---- */

/* Abandon the current instruction and raise a fault at it. */
__attribute__((noreturn)) void cpu_raise(struct cpu *cpu, uint8_t vector);
__attribute__((noreturn)) void cpu_raise_error(struct cpu *cpu, uint8_t vector, uint32_t error);
/* Abandon it and run it again as a trace of its own, so that it ends its trace. */
__attribute__((noreturn)) void cpu_run_alone(struct cpu *cpu);
/* Set EIP to the instruction being executed and take back what was counted after it. */
void cpu_settle(struct cpu *cpu);
/* Deliver an event at an instruction boundary. soft: INT n, INT3, INTO. False: triple fault. */
bool cpu_deliver(struct cpu *cpu, uint8_t vector, bool has_error, uint32_t error, bool soft,
		 bool hw, uint32_t return_eip);

/* ---- segment.c ---- */

struct descriptor {
	uint32_t low, high;
	uint32_t la; /* where it was read */
};

uint32_t descriptor_base(const struct descriptor *desc);
uint32_t descriptor_limit(const struct descriptor *desc);
uint16_t descriptor_attr(const struct descriptor *desc);
/* Read a selector's descriptor. False: outside its table. Page faults are raised. */
bool descriptor_read(struct cpu *cpu, uint16_t selector, struct descriptor *desc);
/* Load a data segment register (ES, SS, DS, FS, GS) with every check; raises what fails. */
void segment_load(struct cpu *cpu, enum seg_name seg, uint16_t selector);
/* Load any of ES to GS as real and virtual-8086 mode do; nothing is checked. */
void segment_load_8086(struct cpu *cpu, enum seg_name seg, uint16_t selector);
/* Set the accessed bit in the table, if it is not: the last thing that may fault. */
void descriptor_touch(struct cpu *cpu, struct descriptor *desc);
/* Load a register from a checked descriptor, setting the accessed bit. */
void segment_set(struct cpu *cpu, enum seg_name seg, uint16_t selector, struct descriptor *desc);
/* Check a descriptor for SS at a privilege; raises `vector` with the selector. */
void segment_check_stack(struct cpu *cpu, uint16_t selector, struct descriptor *desc, unsigned cpl,
			 uint8_t vector);
/* Mode and privilege after CS, SS, DS, ES, CR0, CR4 or CPL changed. */
void cpu_update_mode(struct cpu *cpu);
/* Check an access of bytes at off and give its linear address; raises #GP or #SS. */
uint32_t segment_la(struct cpu *cpu, enum seg_name seg, uint32_t off, unsigned bytes, bool write);

/* ---- transfer.c: far control transfers; each sets EIP, CS and the rest, or raises ---- */

void far_jump(struct cpu *cpu, uint16_t selector, uint32_t off, unsigned op_bytes,
	      uint32_t next_eip);
void far_call(struct cpu *cpu, uint16_t selector, uint32_t off, unsigned op_bytes,
	      uint32_t next_eip);
void far_return(struct cpu *cpu, unsigned op_bytes, uint32_t pop_bytes);
void interrupt_return(struct cpu *cpu, unsigned op_bytes, uint32_t next_eip);

/* ---- cpu.c ---- */

uint32_t cpu_eflags(const struct cpu *cpu);
/* Set the bits in mask; status bits become CC_FLAGS. */
void cpu_set_eflags(struct cpu *cpu, uint32_t value, uint32_t mask);
void cpu_set_cr0(struct cpu *cpu, uint32_t value);
void cpu_set_cr3(struct cpu *cpu, uint32_t value);
void cpu_set_cr4(struct cpu *cpu, uint32_t value);
void cpu_flush_tlb(struct cpu *cpu, bool globals_too);
const struct cpu_mark *cpu_mark_at(const struct cpu *cpu, uint32_t la);
/* Debug register n is an instruction breakpoint at la, or none. */
void cpu_mark_debug(struct cpu *cpu, unsigned n, bool on, uint32_t la);
struct walk_regs;
void cpu_walk_regs(const struct cpu *cpu, struct walk_regs *regs);

/* False: PAE paging would begin, and what CR3 leads to has reserved bits set: #GP. */
bool cpu_load_pdptes(struct cpu *cpu, uint32_t cr0, uint32_t cr3, uint32_t cr4);

/* ---- cpuid.c, msr.c ---- */
void cpu_cpuid(struct cpu *cpu);
/* False: no such register, #GP. */
bool cpu_read_msr(struct cpu *cpu, uint32_t msr, uint64_t *value);
bool cpu_write_msr(struct cpu *cpu, uint32_t msr, uint64_t value);

#endif
