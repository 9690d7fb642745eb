/* SPDX-License-Identifier: GPL-2.0-only */
/* apic: each CPU's local APIC (SDM 3A chapter 10): its timer, and interrupts to other CPUs. */
#ifndef _ASM_APIC_H
#define _ASM_APIC_H

#include <linux/types.h>

/* Local vectors, above all lines'. */
#define LOCAL_TIMER_VECTOR   0xef
#define RESCHEDULE_VECTOR    0xf0
#define CALL_FUNCTION_VECTOR 0xf1
#define TLB_FLUSH_VECTOR     0xf2
#define ERROR_APIC_VECTOR    0xfe
#define SPURIOUS_APIC_VECTOR 0xff
#define FIRST_LOCAL_VECTOR   LOCAL_TIMER_VECTOR

#define APIC_DEFAULT_PHYS_BASE 0xfee00000u

/* The boot CPU: map it, switch it on, let the 8259's interrupts through. False: there is none. */
bool apic_init(phys_addr_t base);
/* Any other CPU: its own. */
void apic_init_secondary(void);
/* Tick HZ times a second on this CPU, shortly after the boot CPU, which has found out how fast
 * the APIC counts, and keeps the low half of the TSC of its last tick in tick_cycles. */
extern u32 tick_cycles;
void apic_timer_start(void);
/* On the boot CPU: switch the APIC on if that was not needed before (may sleep); one
 * interrupt in ns, in place of the one asked for before, or none at all without an APIC. */
void apic_timer_prepare(void);
void apic_timer_oneshot(u64 ns);
u8 apic_id(void); /* this CPU's */
/* To the CPU with that id: INIT; start-up at page << 12. False: not delivered. */
bool apic_send_init(u8 id);
bool apic_send_startup(u8 id, u8 page);
/* An interrupt of that vector to one CPU; to all others. Any context. */
void apic_send_ipi(unsigned int cpu, u8 vector);
void apic_send_ipi_all_others(u8 vector);
/* In the interrupt: handle a local vector, and end it. */
void apic_interrupt(unsigned int vector);

#endif
