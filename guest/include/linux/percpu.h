/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * percpu: a variable of which every CPU has its own, so that no lock is needed: only
 * that nothing moves the code to another CPU meanwhile.
 */
#ifndef _LINUX_PERCPU_H
#define _LINUX_PERCPU_H

#include <linux/export.h>
#include <linux/cpumask.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/types.h>
#include <asm/percpu.h>

#define DECLARE_PER_CPU(type, name)		  extern __typeof__(type) name
#define DEFINE_PER_CPU(type, name)		  __section(PER_CPU_BASE_SECTION) __typeof__(type) name
#define DEFINE_PER_CPU_ALIGNED(type, name)	  DEFINE_PER_CPU(type, name) ____cacheline_aligned
#define DEFINE_PER_CPU_SHARED_ALIGNED(type, name) DEFINE_PER_CPU_ALIGNED(type, name)
#define EXPORT_PER_CPU_SYMBOL(var)		  EXPORT_SYMBOL(var)
#define EXPORT_PER_CPU_SYMBOL_GPL(var)		  EXPORT_SYMBOL_GPL(var)

/* Lvalues. The first is any CPU's; the second, this CPU's until put_cpu_var(). */
#define per_cpu_ptr(ptr, cpu) RELOC_HIDE(ptr, per_cpu_offset(cpu))
#define per_cpu(var, cpu)     (*per_cpu_ptr(&(var), cpu))
#define get_cpu_var(var)                                                                           \
	(*({                                                                                       \
		preempt_disable();                                                                 \
		this_cpu_ptr(&(var));                                                              \
	}))
#define put_cpu_var(var) ((void)&(var), preempt_enable())
#define get_cpu_ptr(ptr)                                                                           \
	({                                                                                         \
		preempt_disable();                                                                 \
		this_cpu_ptr(ptr);                                                                 \
	})
#define put_cpu_ptr(ptr)	   ((void)(ptr), preempt_enable())
#define __get_cpu_var(var)	   (*this_cpu_ptr(&(var)))
#define raw_cpu_ptr(ptr)	   this_cpu_ptr(ptr)
#define __this_cpu_read(var)	   this_cpu_read(var)
#define __this_cpu_write(var, val) this_cpu_write(var, val)
#define __this_cpu_add(var, val)   this_cpu_add(var, val)
#define __this_cpu_inc(var)	   this_cpu_inc(var)
#define __this_cpu_dec(var)	   this_cpu_dec(var)
#define __this_cpu_sub(var, val)   this_cpu_sub(var, val)
#define __this_cpu_and(var, val)   this_cpu_and(var, val)
#define __this_cpu_or(var, val)	   this_cpu_or(var, val)
#define raw_cpu_read(var)	   this_cpu_read(var)
#define raw_cpu_write(var, val)	   this_cpu_write(var, val)
#define raw_cpu_add(var, val)	   this_cpu_add(var, val)
#define raw_cpu_sub(var, val)	   this_cpu_sub(var, val)
#define raw_cpu_inc(var)	   this_cpu_inc(var)
#define raw_cpu_dec(var)	   this_cpu_dec(var)
/* The new value. */
#define this_cpu_sub_return(var, val)	this_cpu_add_return(var, -(__typeof__(var))(val))
#define this_cpu_inc_return(var)	this_cpu_add_return(var, 1)
#define this_cpu_dec_return(var)	this_cpu_sub_return(var, 1)
#define __this_cpu_add_return(var, val) this_cpu_add_return(var, val)
#define __this_cpu_sub_return(var, val) this_cpu_sub_return(var, val)
#define __this_cpu_inc_return(var)	this_cpu_inc_return(var)
#define __this_cpu_dec_return(var)	this_cpu_dec_return(var)
/* The old value. */
#define __this_cpu_xchg(var, val)	  this_cpu_xchg(var, val)
#define __this_cpu_cmpxchg(var, old, val) this_cpu_cmpxchg(var, old, val)

/* Room that each CPU's copy of the section has behind it, for alloc_percpu(). */
#define PERCPU_DYNAMIC_BYTES (32 * 1024)

/*
 * size bytes for each possible CPU, cleared; what is returned is no address: per_cpu_ptr()
 * makes one of it. NULL: no memory, or align beyond a page. Process context.
 */
void __percpu *__alloc_percpu(size_t size, size_t align);
void free_percpu(void __percpu *p);
#define alloc_percpu(type)                                                                         \
	((__typeof__(type) __percpu *)__alloc_percpu(sizeof(type), __alignof__(type)))

#endif
