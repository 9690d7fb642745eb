/* SPDX-License-Identifier: GPL-2.0-only */
/* percpu, on the host: sim_cpu says which CPU the test plays. */
#ifndef TESTS_ASM_PERCPU_H
#define TESTS_ASM_PERCPU_H

#include <linux/compiler.h>
#include <linux/threads.h>

#define PER_CPU_BASE_SECTION "percpu_data"
#define __per_cpu_start	     __start_percpu_data
#define __per_cpu_end	     __stop_percpu_data

extern unsigned long __per_cpu_offset[NR_CPUS];
extern char __per_cpu_start[], __per_cpu_end[];
extern int sim_cpu;

#define per_cpu_offset(cpu)	 (__per_cpu_offset[cpu])
#define this_cpu_ptr(ptr)	 RELOC_HIDE(ptr, __per_cpu_offset[sim_cpu])
#define this_cpu_read(var)	 (*this_cpu_ptr(&(var)))
#define this_cpu_write(var, val) (*this_cpu_ptr(&(var)) = (val))
#define this_cpu_add(var, val)	 (*this_cpu_ptr(&(var)) += (val))
#define this_cpu_inc(var)	 this_cpu_add(var, 1)
#define this_cpu_dec(var)	 this_cpu_add(var, -1)

void setup_per_cpu_areas(void);

#endif
