/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * percpu: each CPU's own data. What DEFINE_PER_CPU() defines lies in the section
 * .data..percpu, and every possible CPU gets a copy of it (setup_per_cpu_areas() in
 * guest/arch/setup_percpu.c; until then there is only the section itself, the boot CPU's).
 * The base of %fs is the distance from the section to this CPU's copy, so one
 * instruction reaches a variable of the CPU that executes it.
 * <linux/percpu.h> holds what does not depend on the machine.
 */
#ifndef _ASM_PERCPU_H
#define _ASM_PERCPU_H

#include <linux/compiler.h>
#include <linux/threads.h>

#define PER_CPU_BASE_SECTION ".data..percpu"

extern unsigned long __per_cpu_offset[NR_CPUS]; /* from the section to each CPU's copy */
extern unsigned long this_cpu_off;		/* per CPU: its own of these */
extern char __per_cpu_start[], __per_cpu_end[];

#define per_cpu_offset(cpu) (__per_cpu_offset[cpu])

#define __my_cpu_offset                                                                            \
	({                                                                                         \
		unsigned long __off;                                                               \
		__asm__ __volatile__("movl %%fs:%1,%0" : "=r"(__off) : "m"(this_cpu_off));         \
		__off;                                                                             \
	})

/* Atomic against interrupts and preemption, as each is one instruction. 1, 2 or 4 bytes. */
#define this_cpu_read(var)                                                                         \
	({                                                                                         \
		__typeof__(var) __v;                                                               \
		__asm__ __volatile__("mov %%fs:%1,%0" : "=q"(__v) : "m"(var));                     \
		__v;                                                                               \
	})

#define __this_cpu_op(op, var, val)                                                                \
	__asm__ __volatile__(op " %1,%%fs:%0"                                                      \
			     : "+m"(var)                                                           \
			     : "q"((__typeof__(var))(val))                                         \
			     : "memor"                                                             \
			       "y")

#define this_cpu_write(var, val) __this_cpu_op("mov", var, val)
#define this_cpu_add(var, val)	 __this_cpu_op("add", var, val)
#define this_cpu_sub(var, val)	 __this_cpu_op("sub", var, val)
#define this_cpu_and(var, val)	 __this_cpu_op("and", var, val)
#define this_cpu_or(var, val)	 __this_cpu_op("or", var, val)
#define this_cpu_inc(var)	 this_cpu_add(var, 1)
#define this_cpu_dec(var)	 this_cpu_sub(var, 1)

#define this_cpu_add_return(var, val)                                                              \
	({                                                                                         \
		__typeof__(var) __add = (__typeof__(var))(val), __now = __add;                     \
		__asm__ __volatile__("xadd %0,%%fs:%1" : "+q"(__now), "+m"(var) : : "memory");     \
		__now + __add;                                                                     \
	})
#define this_cpu_xchg(var, val)                                                                    \
	({                                                                                         \
		__typeof__(var) __v = (__typeof__(var))(val);                                      \
		__asm__ __volatile__("xchg %0,%%fs:%1" : "+q"(__v), "+m"(var) : : "memory");       \
		__v;                                                                               \
	})
#define this_cpu_cmpxchg(var, old, val)                                                            \
	({                                                                                         \
		__typeof__(var) __was = (__typeof__(var))(old);                                    \
		__asm__ __volatile__("cmpxchg %2,%%fs:%1"                                          \
				     : "+a"(__was), "+m"(var)                                      \
				     : "q"((__typeof__(var))(val))                                 \
				     : "memory");                                                  \
		__was;                                                                             \
	})

#define this_cpu_ptr(ptr) RELOC_HIDE(ptr, __my_cpu_offset)

/* Before anything else uses the allocators (needs memblock). */
void setup_per_cpu_areas(void);

#endif
