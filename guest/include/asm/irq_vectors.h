/* SPDX-License-Identifier: GPL-2.0-only */
/* irq_vectors: exceptions 0 to 31; ISA interrupts from 0x30; 0x80 is kept for system calls. */
#ifndef _ASM_IRQ_VECTORS_H
#define _ASM_IRQ_VECTORS_H

#define FIRST_EXTERNAL_VECTOR 0x20
#define ISA_IRQ_VECTOR_BASE   0x30
#define ISA_IRQ_VECTOR(irq)   (ISA_IRQ_VECTOR_BASE + (irq))
#define IA32_SYSCALL_VECTOR   0x80
#define NR_IRQS_LEGACY	      16
#define NR_IRQS		      1024

#define X86_TRAP_DE  0
#define X86_TRAP_DB  1
#define X86_TRAP_NMI 2
#define X86_TRAP_BP  3
#define X86_TRAP_OF  4
#define X86_TRAP_BR  5
#define X86_TRAP_UD  6
#define X86_TRAP_NM  7
#define X86_TRAP_DF  8
#define X86_TRAP_TS  10
#define X86_TRAP_NP  11
#define X86_TRAP_SS  12
#define X86_TRAP_GP  13
#define X86_TRAP_PF  14
#define X86_TRAP_MF  16
#define X86_TRAP_AC  17
#define X86_TRAP_MC  18
#define X86_TRAP_XF  19

#endif
