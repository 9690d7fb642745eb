/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mem: the processor's accesses to memory by linear address.
 *
 * The inline functions are the fast path; u is the instruction on whose behalf
 * the access is made (NULL: the processor's own, at a boundary). A slow access
 * raises page faults, does MMIO, keeps dirty and code marks. A device access in
 * the middle of a trace abandons the instruction and runs it alone, so that the
 * device sees exact time and its interrupt is taken right after.
 */
#ifndef ZONEMU_EMU_CPU_MEM_H
#define ZONEMU_EMU_CPU_MEM_H

#include <string.h>

#include "emu/cpu/state.h"
#include "emu/cpu/trace.h"

uint32_t mem_read_slow(struct cpu *cpu, const struct uop *u, uint32_t la, unsigned bytes);
void mem_write_slow(struct cpu *cpu, const struct uop *u, uint32_t la, uint32_t value,
		    unsigned bytes);
/* A read that raises as a write would: of read-modify-write instructions. */
uint32_t mem_read_rmw_slow(struct cpu *cpu, const struct uop *u, uint32_t la, unsigned bytes);
/* Raise now what a write of that many bytes would raise. */
void mem_probe_write(struct cpu *cpu, const struct uop *u, uint32_t la, uint32_t bytes);
void mem_probe_read(struct cpu *cpu, const struct uop *u, uint32_t la, uint32_t bytes);
/* Raise what is to be raised for an unaligned address; probes do not look at it. */
void mem_check_alignment(struct cpu *cpu, const struct uop *u, uint32_t la, unsigned bytes);
/* Operands of more than 4 bytes, a power of 2. Nothing is written unless all of it can be. */
void mem_read_wide_slow(struct cpu *cpu, const struct uop *u, uint32_t la, void *to,
			unsigned bytes);
void mem_write_wide_slow(struct cpu *cpu, const struct uop *u, uint32_t la, const void *from,
			 unsigned bytes);

/* The processor's own accesses, as a supervisor or as a user. */
uint32_t mem_read_as(struct cpu *cpu, uint32_t la, unsigned bytes, bool user);
void mem_write_as(struct cpu *cpu, uint32_t la, uint32_t value, unsigned bytes, bool user);
void mem_probe_write_as(struct cpu *cpu, uint32_t la, uint32_t bytes, bool user);

/* Where code is fetched from: the host address of the byte at la, and its place (mmu/physmap.h;
 * beyond all places when it is not memory: then NULL). Raises page faults. */
const uint8_t *mem_fetch(struct cpu *cpu, uint32_t la, uint64_t *at);

static inline uint32_t mem_load(const void *p, unsigned bytes)
{
	uint32_t dword;
	uint16_t word;

	switch (bytes) {
	case 1:
		return *(const uint8_t *)p;
	case 2:
		memcpy(&word, p, 2);
		return word;
	default:
		memcpy(&dword, p, 4);
		return dword;
	}
}

static inline void mem_store(void *p, uint32_t value, unsigned bytes)
{
	uint16_t word = (uint16_t)value;

	switch (bytes) {
	case 1:
		*(uint8_t *)p = (uint8_t)value;
		break;
	case 2:
		memcpy(p, &word, 2);
		break;
	default:
		memcpy(p, &value, 4);
		break;
	}
}

static inline uint32_t mem_read(struct cpu *cpu, const struct uop *u, uint32_t la, unsigned bytes)
{
	const void *p = tlb_read(cpu->tlb, la, bytes);

	return __builtin_expect(p != NULL, 1) ? mem_load(p, bytes)
					      : mem_read_slow(cpu, u, la, bytes);
}

static inline void mem_write(struct cpu *cpu, const struct uop *u, uint32_t la, uint32_t value,
			     unsigned bytes)
{
	void *p = tlb_write(cpu->tlb, la, bytes);

	if (__builtin_expect(p != NULL, 1))
		mem_store(p, value, bytes);
	else
		mem_write_slow(cpu, u, la, value, bytes);
}

/* Read what will be written back with mem_write(). */
static inline uint32_t mem_read_rmw(struct cpu *cpu, const struct uop *u, uint32_t la,
				    unsigned bytes)
{
	const void *p = tlb_write(cpu->tlb, la, bytes);

	return __builtin_expect(p != NULL, 1) ? mem_load(p, bytes)
					      : mem_read_rmw_slow(cpu, u, la, bytes);
}

static inline void mem_write_wide(struct cpu *cpu, const struct uop *u, uint32_t la,
				  const void *from, unsigned bytes)
{
	void *p = tlb_write(cpu->tlb, la, bytes);

	if (__builtin_expect(p != NULL, 1))
		memcpy(p, from, bytes);
	else
		mem_write_wide_slow(cpu, u, la, from, bytes);
}

/* ---- addresses ---- */

uint32_t mem_checked_la(struct cpu *cpu, const struct uop *u, uint32_t off, unsigned bytes,
			bool write);

/* The offset part of a memory operand, before its segment. */
static inline uint32_t mem_off(const struct cpu *cpu, const struct uop *u)
{
	const char *r = (const char *)cpu->a.r;
	uint32_t off = *(const uint32_t *)(r + u->base) +
		       (*(const uint32_t *)(r + u->index) << u->scale) + u->disp;

	return u->ad16 ? off & 0xffff : off;
}

/* The linear address of a memory operand of so many bytes. */
static inline uint32_t mem_la(struct cpu *cpu, const struct uop *u, unsigned bytes, bool write)
{
	const char *r = (const char *)cpu->a.r;
	uint32_t off = *(const uint32_t *)(r + u->base) +
		       (*(const uint32_t *)(r + u->index) << u->scale) + u->disp;

	return __builtin_expect(u->checked, 0) ? mem_checked_la(cpu, u, off, bytes, write) : off;
}

/* ---- quick handlers: a flat address, and a tag that hits ---- */

/* Which parts a flat address has besides its displacement. */
enum address_form { AT_BASE, AT_INDEX, ADDRESS_FORMS };

static inline uint32_t quick_la(const struct cpu *cpu, const struct uop *u, enum address_form form)
{
	const char *r = (const char *)cpu->a.r;
	uint32_t la = *(const uint32_t *)(r + u->base) + u->disp;

	return form == AT_BASE ? la : la + (*(const uint32_t *)(r + u->index) << u->scale);
}

static inline enum address_form address_form(const struct uop *u)
{
	return u->index == REG_NONE ? AT_BASE : AT_INDEX;
}

#endif
