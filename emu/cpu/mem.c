/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/cpu/mem.h"

#include "emu/cpu/debug.h"
#include "mmu/walk.h"

#define PAGE_OFF 4095u

/* ---- translation ---- */

struct place {
	uint64_t pa;
	uint64_t at;   /* where marks and traces go by: its place in memory, or nowhere */
	uint8_t *host; /* of the byte, or NULL: a device, or nothing */
	bool ram;      /* and stores go there, too */
};

/* Above every place: code fetched from a device or from nothing. */
#define NOWHERE (1ull << 40)

void cpu_walk_regs(const struct cpu *cpu, struct walk_regs *regs)
{
	*regs = (struct walk_regs){.cr0 = cpu->a.cr0,
				   .cr3 = cpu->a.cr3,
				   .cr4 = cpu->a.cr4,
				   .nxe = cpu->a.efer & EFER_NXE,
				   .pdpte = cpu->a.pdpte};
}

static _Noreturn void page_fault(struct cpu *cpu, uint32_t la, uint32_t error)
{
	cpu->a.cr2 = la;
	cpu_raise_error(cpu, VEC_PF, error);
}

static bool may_cache_write(const struct walk_result *result, uint8_t bits)
{
	const uint8_t written = PAGE_DIRTY | PAGE_WRITTEN;

	return result->writable && result->dirty && (bits & written) == written &&
	       !(bits & PAGE_CODE);
}

static struct place locate(struct cpu *cpu, uint64_t pa)
{
	bool writable;
	uint8_t *page = physmap_host_page(cpu->map, pa, &writable);
	struct place place = {.pa = pa, .at = pa | NOWHERE};

	if (page) {
		place.host = page + (pa & PAGE_OFF);
		place.ram = writable;
		place.at = physmap_place(cpu->map, place.host);
		/* What A20 makes of the address is what onlookers want to hear. */
		if (place.at < cpu->ram_bytes)
			place.pa = place.at;
	}
	return place;
}

/* Walk for la, raise what fails, mark the page and cache what may be cached. */
static struct place translate(struct cpu *cpu, uint32_t la, enum walk_access access, bool user)
{
	struct walk_regs regs;
	struct walk_result result;
	struct place place;
	uint8_t none = 0, *bits = &none;

	cpu_walk_regs(cpu, &regs);
	result = walk(cpu->map, &regs, la, access, user, true);
	if (cpu->hooks.walk)
		cpu->hooks.walk(cpu->hooks.ctx, cpu, la, result.pa, access == WALK_WRITE,
				result.ok);
	if (!result.ok)
		page_fault(cpu, la, result.error);
	place = locate(cpu, result.pa);
	if (place.host) {
		bits = &cpu->page_bits[place.at >> PHYS_PAGE_SHIFT];
		*bits |= access == WALK_READ		     ? PAGE_READ
			 : access == WALK_WRITE && place.ram ? PAGE_WRITTEN | PAGE_DIRTY
							     : 0;
	}
	if (place.host && access != WALK_EXEC) {
		bool watched = cpu->watching || *bits & PAGE_WATCH || debug_in_page(cpu, la);

		tlb_fill(&cpu->tlbs[user], la, place.host - (la & PAGE_OFF), !watched,
			 !watched && place.ram && may_cache_write(&result, *bits), result.global,
			 result.page_bytes > PHYS_PAGE_BYTES);
	}
	return place;
}

static bool crosses(uint32_t la, unsigned bytes)
{
	return (la & PAGE_OFF) + bytes > PHYS_PAGE_BYTES;
}

/* A device access must end its trace: run the instruction alone if it does not. */
static void want_alone(struct cpu *cpu)
{
	if (cpu->trace && cpu->at && cpu->at->n + 1 != cpu->trace->insns)
		cpu_run_alone(cpu);
}

/* ---- one place ---- */

static uint32_t read_place(struct cpu *cpu, struct place place, unsigned bytes)
{
	if (place.host)
		return mem_load(place.host, bytes);
	want_alone(cpu);
	return (uint32_t)physmap_read(cpu->map, place.pa, bytes);
}

static void write_place(struct cpu *cpu, struct place place, uint32_t value, unsigned bytes)
{
	if (!place.ram) {
		want_alone(cpu);
		physmap_write(cpu->map, place.pa, value, bytes);
		return;
	}
	if (cpu->page_bits[place.at >> PHYS_PAGE_SHIFT] & PAGE_CODE) {
		if (trace_overlaps_running(cpu, place.at, bytes))
			want_alone(cpu);
		trace_written(cpu, place.at, bytes);
	}
	mem_store(place.host, value, bytes);
}

/* ---- accesses, possibly across a page ---- */

static void tell(struct cpu *cpu, uint32_t la, uint64_t pa, unsigned bytes, bool write,
		 uint32_t value)
{
	if (cpu->watching)
		cpu->hooks.mem(cpu->hooks.ctx, cpu, la, pa, bytes, write, value);
}

static uint32_t read_across(struct cpu *cpu, uint32_t la, unsigned bytes, enum walk_access access,
			    bool user)
{
	unsigned first = PHYS_PAGE_BYTES - (la & PAGE_OFF);
	struct place low = translate(cpu, la, access, user);
	struct place high = translate(cpu, la + first, access, user);
	uint32_t value = 0;

	if (!low.host || !high.host ||
	    (access == WALK_WRITE &&
	     (!low.ram || !high.ram || trace_overlaps_running(cpu, low.at, first) ||
	      trace_overlaps_running(cpu, high.at, bytes - first))))
		want_alone(cpu);
	for (unsigned i = 0; i < bytes; i++) {
		struct place *place = i < first ? &low : &high;

		value |= read_place(cpu, *place, 1) << 8 * i;
		place->pa++;
		place->at++;
		place->host += place->host != NULL;
	}
	tell(cpu, la, low.pa - first, bytes, false, value);
	return value;
}

static void write_across(struct cpu *cpu, uint32_t la, uint32_t value, unsigned bytes, bool user)
{
	unsigned first = PHYS_PAGE_BYTES - (la & PAGE_OFF);
	struct place low = translate(cpu, la, WALK_WRITE, user);
	struct place high = translate(cpu, la + first, WALK_WRITE, user);

	/* Nothing may be written before the instruction is known to run to its end. */
	if (!low.ram || !high.ram || trace_overlaps_running(cpu, low.at, first) ||
	    trace_overlaps_running(cpu, high.at, bytes - first))
		want_alone(cpu);
	for (unsigned i = 0; i < bytes; i++) {
		struct place *place = i < first ? &low : &high;

		write_place(cpu, *place, value >> 8 * i & 0xff, 1);
		place->pa++;
		place->at++;
		place->host += place->host != NULL;
	}
	tell(cpu, la, low.pa - first, bytes, true, value);
}

/* A debug register is told of at the end of the instruction, which must be its trace's, too. */
static void debug_check(struct cpu *cpu, uint32_t la, unsigned bytes, bool write)
{
	if (debug_meets(cpu, la, bytes, write)) {
		want_alone(cpu);
		debug_access(cpu, la, bytes, write);
	}
}

static uint32_t read_any(struct cpu *cpu, uint32_t la, unsigned bytes, enum walk_access access,
			 bool user)
{
	debug_check(cpu, la, bytes, access == WALK_WRITE);
	if (crosses(la, bytes))
		return read_across(cpu, la, bytes, access, user);
	struct place place = translate(cpu, la, access, user);
	/* What is read to be written back must not be abandoned in between. */
	if (access == WALK_WRITE && (!place.ram || trace_overlaps_running(cpu, place.at, bytes)))
		want_alone(cpu);
	uint32_t value = read_place(cpu, place, bytes);
	tell(cpu, la, place.pa, bytes, false, value);
	return value;
}

static void write_any(struct cpu *cpu, uint32_t la, uint32_t value, unsigned bytes, bool user)
{
	debug_check(cpu, la, bytes, true);
	if (crosses(la, bytes)) {
		write_across(cpu, la, value, bytes, user);
		return;
	}
	struct place place = translate(cpu, la, WALK_WRITE, user);
	write_place(cpu, place, value, bytes);
	tell(cpu, la, place.pa, bytes, true, value);
}

/* #AC, SDM 3A 6.15: data accesses at CPL 3 with CR0.AM and EFLAGS.AC set. */
static void check_alignment(struct cpu *cpu, uint32_t la, unsigned bytes)
{
	if (cpu->a.cpl == 3 && la & (bytes - 1) && cpu->a.cr0 & CR0_AM && cpu_flag(cpu, FL_AC))
		cpu_raise_error(cpu, VEC_AC, 0);
}

void mem_check_alignment(struct cpu *cpu, const struct uop *u, uint32_t la, unsigned bytes)
{
	cpu->at = u;
	check_alignment(cpu, la, bytes);
}

uint32_t mem_read_slow(struct cpu *cpu, const struct uop *u, uint32_t la, unsigned bytes)
{
	cpu->at = u;
	check_alignment(cpu, la, bytes);
	return read_any(cpu, la, bytes, WALK_READ, cpu->a.cpl == 3);
}

void mem_write_slow(struct cpu *cpu, const struct uop *u, uint32_t la, uint32_t value,
		    unsigned bytes)
{
	cpu->at = u;
	check_alignment(cpu, la, bytes);
	write_any(cpu, la, value, bytes, cpu->a.cpl == 3);
}

uint32_t mem_read_rmw_slow(struct cpu *cpu, const struct uop *u, uint32_t la, unsigned bytes)
{
	cpu->at = u;
	check_alignment(cpu, la, bytes);
	return read_any(cpu, la, bytes, WALK_WRITE, cpu->a.cpl == 3);
}

static void probe(struct cpu *cpu, uint32_t la, uint32_t bytes, enum walk_access access, bool user)
{
	struct place place;

	for (uint32_t done = 0; done < bytes;) {
		uint32_t n = PHYS_PAGE_BYTES - ((la + done) & PAGE_OFF);

		n = n < bytes - done ? n : bytes - done;
		if (access == WALK_WRITE ? tlb_write(&cpu->tlbs[user], la + done, 1)
					 : tlb_read(&cpu->tlbs[user], la + done, 1)) {
			done += n;
			continue;
		}
		place = translate(cpu, la + done, access, user);
		if (!place.host || debug_meets(cpu, la + done, n, access == WALK_WRITE) ||
		    (access == WALK_WRITE &&
		     (!place.ram || trace_overlaps_running(cpu, place.at, n))))
			want_alone(cpu);
		done += n;
	}
}

void mem_probe_write(struct cpu *cpu, const struct uop *u, uint32_t la, uint32_t bytes)
{
	cpu->at = u;
	probe(cpu, la, bytes, WALK_WRITE, cpu->a.cpl == 3);
}

void mem_probe_read(struct cpu *cpu, const struct uop *u, uint32_t la, uint32_t bytes)
{
	cpu->at = u;
	probe(cpu, la, bytes, WALK_READ, cpu->a.cpl == 3);
}

void mem_read_wide_slow(struct cpu *cpu, const struct uop *u, uint32_t la, void *to, unsigned bytes)
{
	bool user = cpu->a.cpl == 3;

	cpu->at = u;
	check_alignment(cpu, la, bytes);
	probe(cpu, la, bytes, WALK_READ, user);
	for (unsigned i = 0; i < bytes; i += 4)
		mem_store((char *)to + i, mem_read_as(cpu, la + i, 4, user), 4);
}

void mem_write_wide_slow(struct cpu *cpu, const struct uop *u, uint32_t la, const void *from,
			 unsigned bytes)
{
	bool user = cpu->a.cpl == 3;

	cpu->at = u;
	check_alignment(cpu, la, bytes);
	probe(cpu, la, bytes, WALK_WRITE, user);
	for (unsigned i = 0; i < bytes; i += 4)
		mem_write_as(cpu, la + i, mem_load((const char *)from + i, 4), 4, user);
}

uint32_t mem_read_as(struct cpu *cpu, uint32_t la, unsigned bytes, bool user)
{
	const void *p = tlb_read(&cpu->tlbs[user], la, bytes);

	return p ? mem_load(p, bytes) : read_any(cpu, la, bytes, WALK_READ, user);
}

void mem_write_as(struct cpu *cpu, uint32_t la, uint32_t value, unsigned bytes, bool user)
{
	void *p = tlb_write(&cpu->tlbs[user], la, bytes);

	if (p)
		mem_store(p, value, bytes);
	else
		write_any(cpu, la, value, bytes, user);
}

void mem_probe_write_as(struct cpu *cpu, uint32_t la, uint32_t bytes, bool user)
{
	probe(cpu, la, bytes, WALK_WRITE, user);
}

uint32_t mem_checked_la(struct cpu *cpu, const struct uop *u, uint32_t off, unsigned bytes,
			bool write)
{
	cpu->at = u;
	return segment_la(cpu, u->seg, u->ad16 ? off & 0xffff : off, bytes, write);
}

/* ---- code ---- */

const uint8_t *mem_fetch(struct cpu *cpu, uint32_t la, uint64_t *at)
{
	struct place place = translate(cpu, la, WALK_EXEC, cpu->a.cpl == 3);

	*at = place.at;
	return place.host;
}
