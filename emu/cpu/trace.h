/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trace: straight runs of decoded instructions, cached by the place (see
 * mmu/physmap.h) of the first byte and by the mode they were decoded for. What
 * is called pa here is such a place.
 *
 * A trace ends at a control transfer, at an instruction after which the world
 * may look different (I/O, flag and mode changes), before the end of its page,
 * and after MAX_INSNS. An instruction that crosses into the next page is a
 * trace of its own, found only after both pages were translated. Traces are
 * carved from an arena and never freed one by one: a dead one is only marked,
 * so that links to it and the one being run stay readable; when the arena is
 * full, all go at once, between traces.
 *
 * The processors of a machine share one cache: a trace holds nothing of the
 * processor that it was made for but marks, which all of them have alike. What
 * was found by linear addresses is each one's own.
 */
#ifndef ZONEMU_EMU_CPU_TRACE_H
#define ZONEMU_EMU_CPU_TRACE_H

#include "emu/cpu/state.h"

struct insn;

#define TRACE_MAX_INSNS 32u

typedef void uop_fn(struct cpu *cpu, const struct uop *u);

/* One instruction, ready to run. General registers are byte offsets into cpu_arch.r, MMX and XMM
 * registers are numbers. */
struct uop {
	uop_fn *fn;
	uint32_t imm;  /* immediate; branches: the target less page_eip */
	uint32_t disp; /* of the address; far pointers: the selector; ENTER: the level */
	uint8_t dst, src;
	uint8_t base, index, scale;
	uint8_t seg;  /* of the address */
	bool mem;     /* the ModRM operand is memory */
	bool checked; /* its address needs the segment, or wraps at 16 bits */
	bool ad16;
	uint8_t bytes; /* operand size */
	uint8_t n;     /* number of the instruction in its trace */
	uint16_t off;  /* of its first byte in the page */
	uint8_t len;
	uint8_t code; /* condition, or what the handler makes of it */
	uint8_t rep;  /* 0, 0xf2 or 0xf3 */
};

#define REG_OFF(n) ((uint8_t)((n)*4))
#define REG_NONE   REG_OFF(8)

struct trace {
	struct trace *hash_next;
	struct trace *page_next[2]; /* in the lists of its pages */
	/* where it goes on: branch not taken or end, branch taken; never NULL */
	const struct trace *link[2];
	int64_t cost;	  /* its instructions, or TRACE_NEVER */
	uint64_t pa, pa2; /* pa2: the second page, when it crosses into one */
	uint32_t mode;	  /* MODE_KEY bits and TRACE_ALONE */
	uint16_t bytes;
	uint8_t insns;
	bool crosses;
	struct uop uop[];
};

/* The cost of what must not be entered: a void trace, or none. More than any run is long. */
#define TRACE_NEVER (1ll << 62)
extern const struct trace trace_none;

/* A trace found by EIP; tag is quick_tag() of EIP and of when and for what it was found. */
struct quick {
	uint64_t tag;
	const struct trace *trace;
};
#define QUICK_SLOTS	4096u
#define TRACE_MAX_USERS 8

/* A trace of one instruction, made when a longer one would run too far. */
#define TRACE_ALONE 32u

struct trace_cache;

struct trace_cache *trace_cache_create(uint64_t places);
void trace_cache_destroy(struct trace_cache *cache);
/* Use it; false: out of memory. The last one to leave destroys it. */
bool trace_cache_join(struct trace_cache *cache, struct cpu *cpu);
void trace_cache_leave(struct cpu *cpu);

/*
 * The trace at EIP for the mode at hand, made if need be; raises page faults
 * and #GP of the fetch. NULL: the arena was full and was emptied; ask again.
 */
const struct trace *trace_find(struct cpu *cpu, uint32_t eip, bool alone);
/* Remember that `from` goes on to `to` (n: as in link[]). */
void trace_link(struct cpu *cpu, const struct trace *from, unsigned n, const struct trace *to,
		uint32_t eip);
/* Bytes [pa, pa + bytes), within a page, were written. */
void trace_written(struct cpu *cpu, uint64_t pa, unsigned bytes);
/* Would writing there touch the trace being run? */
bool trace_overlaps_running(const struct cpu *cpu, uint64_t pa, unsigned bytes);
/* The trace being run goes on to nothing known. */
void trace_unlink_running(struct cpu *cpu);
/* Linear addresses may mean something else now: forget what was found by them. */
void trace_forget_addresses(struct cpu *cpu);
/* All traces are void. Safe while one is running. */
void trace_flush(struct cpu *cpu);

/* trace_flags.c: of the trace's first count instructions, insns[i] being uop[i], those whose flags
 * are overwritten before anything could see them get silent handlers. */
void trace_silence(struct trace *trace, const struct insn *insns, unsigned count);

static inline uint64_t quick_tag(const struct cpu *cpu, uint32_t eip)
{
	return (uint64_t)(cpu->quick_epoch + (cpu->mode & (MODE_KEY | MODE_USER))) << 32 | eip;
}

static inline struct quick *quick_slot(const struct cpu *cpu, uint32_t eip)
{
	return &cpu->quick[(eip ^ eip >> 12) & (QUICK_SLOTS - 1)];
}

/* The trace at EIP if it is at hand without translating anything, else trace_none. */
static inline const struct trace *trace_quick(const struct cpu *cpu, uint32_t eip)
{
	const struct quick *quick = quick_slot(cpu, eip);

	return quick->tag == quick_tag(cpu, eip) ? quick->trace : &trace_none;
}

#endif
