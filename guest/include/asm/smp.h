/* SPDX-License-Identifier: GPL-2.0-only */
/* smp: which processors there are, and how they are started (guest/arch/smpboot.c). */
#ifndef _ASM_SMP_H
#define _ASM_SMP_H

#include <linux/threads.h>
#include <linux/types.h>

extern u8 cpu_apic_ids[NR_CPUS]; /* by CPU, of those that are possible */

/* setup_arch(): which CPUs there are, by the firmware's table; room for the start-up code. */
void smp_find_config(void);
/* Once there are threads: start them all. */
void smp_init(void);
/* Every other CPU stops for good; for panic(). */
void smp_send_stop(void);

#endif
