/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * percpu: per-CPU memory at run time.
 *
 * 1. Purpose. alloc_percpu() gives each CPU its own copy of an object, reached like a
 *    variable of DEFINE_PER_CPU(): by adding the CPU's offset.
 *
 * 2. Structures. Behind the copy of the per-CPU section each CPU's area has the same
 *    PERCPU_DYNAMIC_BYTES of room. What is given out is not an address but a place in it,
 *    as if it lay behind the section itself:
 *
 *	section   |static| . . a . . |         p = end of the section + a
 *	CPU 0     |static| . . A . . |         p + __per_cpu_offset[0]
 *	CPU 1     |static| . . A . . |         p + __per_cpu_offset[1]
 *
 *    Two bits for each 8 bytes: used, and first of an allocation.
 *
 * 3. Invariants. A first bit is set only where the used bit is. The next first bit or
 *    clear used bit ends an allocation. Free room is cleared on every CPU when given out.
 *
 * 4. Locking and context. percpu_lock; process context.
 *
 * 5. Failure. No room, or an alignment beyond a page: NULL. Freeing what is not the
 *    beginning of an allocation: a warning.
 */
#include <linux/bitops.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <asm/page.h>

#include "internal.h"

#define UNIT  8UL
#define UNITS (PERCPU_DYNAMIC_BYTES / UNIT)
/* Where the room begins, from the section's start; each CPU's copy starts on a page. */
#define ROOM ALIGN((unsigned long)(__per_cpu_end - __per_cpu_start), UNIT)

static DECLARE_BITMAP(used, UNITS);
static DECLARE_BITMAP(first, UNITS);
static DEFINE_SPINLOCK(percpu_lock);

static unsigned long find_room(unsigned long units, unsigned long align)
{
	unsigned long base = ROOM / UNIT, at = 0, end;

	for (;;) {
		at = find_next_zero_bit(used, UNITS, at);
		at = ALIGN(base + at, align / UNIT) - base;
		if (at + units > UNITS)
			return UNITS;
		end = find_next_bit(used, at + units, at);
		if (end >= at + units)
			return at;
		at = end + 1;
	}
}

static char *place(unsigned long at)
{
	return __per_cpu_start + ROOM + at * UNIT;
}

static void clear_on_all(unsigned long at, unsigned long units)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu) memset(per_cpu_ptr(place(at), cpu), 0, units * UNIT);
}

void __percpu *__alloc_percpu(size_t size, size_t align)
{
	unsigned long units = DIV_ROUND_UP(size, UNIT), at, i;

	if (!size || size > PERCPU_DYNAMIC_BYTES || align > PAGE_SIZE || (align & (align - 1)))
		return NULL;
	spin_lock(&percpu_lock);
	at = find_room(units, max_t(size_t, align, UNIT));
	if (at < UNITS) {
		__set_bit(at, first);
		for (i = 0; i < units; i++)
			__set_bit(at + i, used);
		clear_on_all(at, units);
	}
	spin_unlock(&percpu_lock);
	return at < UNITS ? place(at) : NULL;
}
EXPORT_SYMBOL(__alloc_percpu);

void free_percpu(void __percpu *p)
{
	unsigned long at = (unsigned long)((char *)p - place(0)) / UNIT;

	if (!p)
		return;
	spin_lock(&percpu_lock);
	if (!WARN((char *)p < place(0) || at >= UNITS || !test_bit(at, first),
		  "free_percpu: %p is not of alloc_percpu()\n", p)) {
		__clear_bit(at, first);
		do {
			__clear_bit(at++, used);
		} while (at < UNITS && test_bit(at, used) && !test_bit(at, first));
	}
	spin_unlock(&percpu_lock);
}
EXPORT_SYMBOL(free_percpu);
