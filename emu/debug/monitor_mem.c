/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * monitor_mem: the page tables as they stand (SDM 3A 4.3, 32-bit paging), read
 * without touching them.
 */
#include <inttypes.h>

#include "emu/debug/monitor_inner.h"

#define ENTRIES 1024u
#define CR0_PG	(1u << 31)
#define CR4_PSE (1u << 4)

enum {
	PTE_P = 1 << 0,
	PTE_W = 1 << 1,
	PTE_U = 1 << 2,
	PTE_PWT = 1 << 3,
	PTE_PCD = 1 << 4,
	PTE_A = 1 << 5,
	PTE_D = 1 << 6,
	PTE_PS = 1 << 7,
	PTE_G = 1 << 8
};

/* One mapped page: entry is its PTE, or a PDE with PS; rights are of the whole walk. */
struct mapping {
	uint32_t la, entry, rights;
	uint64_t pa, bytes;
};

struct visit {
	void (*fn)(struct visit *visit, const struct mapping *mapping);
	FILE *out;
	uint64_t first, end; /* the run of equal rights; first == end: none yet */
	uint32_t rights;
};

static uint32_t reg(const struct monitor_call *call, const char *name)
{
	uint64_t value = 0;

	cpu_get_reg(monitor_cpu(call), name, &value);
	return (uint32_t)value;
}

static uint32_t entry_at(const struct monitor_call *call, uint32_t table, uint32_t n)
{
	uint32_t entry;

	physmap_peek(machine_physmap(call->machine), table + n * sizeof(entry), &entry,
		     sizeof(entry));
	return entry;
}

static void visit_table(const struct monitor_call *call, uint32_t n, uint32_t pde,
			struct visit *visit)
{
	for (uint32_t i = 0; i < ENTRIES; i++) {
		uint32_t pte = entry_at(call, pde & ~0xfffu, i);

		if (pte & PTE_P)
			visit->fn(visit, &(struct mapping){n << 22 | i << 12, pte, pde & pte,
							   pte & ~0xfffu, 4096});
	}
}

static bool visit_all(const struct monitor_call *call, struct visit *visit)
{
	uint32_t directory = reg(call, "cr3") & ~0xfffu;
	bool pse = reg(call, "cr4") & CR4_PSE;

	if (!(reg(call, "cr0") & CR0_PG)) {
		fprintf(call->out, "PG disabled\n");
		return false;
	}
	for (uint32_t n = 0; n < ENTRIES; n++) {
		uint32_t pde = entry_at(call, directory, n);

		if (!(pde & PTE_P))
			continue;
		if (pse && pde & PTE_PS)
			/* PSE-36: bits 20..13 are address bits 39..32 */
			visit->fn(visit, &(struct mapping){n << 22, pde, pde,
							   (pde & 0xffc00000u) |
							       (uint64_t)(pde >> 13 & 0xff) << 32,
							   4u << 20});
		else
			visit_table(call, n, pde, visit);
	}
	return true;
}

static void flush_run(const struct visit *visit)
{
	if (visit->end > visit->first)
		fprintf(visit->out, "%016" PRIx64 "-%016" PRIx64 " %016" PRIx64 " %cr%c\n",
			visit->first, visit->end, visit->end - visit->first,
			visit->rights & PTE_U ? 'u' : '-', visit->rights & PTE_W ? 'w' : '-');
}

static void add_to_run(struct visit *visit, const struct mapping *mapping)
{
	uint32_t rights = mapping->rights & (PTE_U | PTE_W);

	if (visit->end != mapping->la || visit->rights != rights || visit->end == visit->first) {
		flush_run(visit);
		visit->first = mapping->la;
		visit->rights = rights;
	}
	visit->end = mapping->la + mapping->bytes;
}

bool monitor_info_mem(const struct monitor_call *call)
{
	struct visit visit = {.fn = add_to_run, .out = call->out};

	if (visit_all(call, &visit))
		flush_run(&visit);
	return true;
}

static void print_page(struct visit *visit, const struct mapping *mapping)
{
	static const struct {
		uint32_t bit;
		char letter;
	} bits[] = {{PTE_G, 'G'},   {PTE_PS, 'P'},  {PTE_D, 'D'}, {PTE_A, 'A'},
		    {PTE_PCD, 'C'}, {PTE_PWT, 'T'}, {PTE_U, 'U'}, {PTE_W, 'W'}};

	fprintf(visit->out, "%016" PRIx64 ": %016" PRIx64 " -", (uint64_t)mapping->la, mapping->pa);
	for (size_t i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
		/* In a PTE, bit 7 is PAT: only a large page has PS. */
		bool set = mapping->entry & bits[i].bit &&
			   (bits[i].bit != PTE_PS || mapping->bytes > 4096);

		fputc(set ? bits[i].letter : '-', visit->out);
	}
	fputc('\n', visit->out);
}

bool monitor_info_tlb(const struct monitor_call *call)
{
	struct visit visit = {.fn = print_page, .out = call->out};

	visit_all(call, &visit);
	return true;
}
