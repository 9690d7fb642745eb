/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cpuid: what the processor says of itself, which is what there is (SDM 2A, CPUID).
 */
#include <string.h>

#include "emu/cpu/exec.h"

#define FEATURE_FPU	   (1u << 0)
#define FEATURE_VME	   (1u << 1)
#define FEATURE_DE	   (1u << 2)
#define FEATURE_PSE	   (1u << 3)
#define FEATURE_TSC	   (1u << 4)
#define FEATURE_MSR	   (1u << 5)
#define FEATURE_PAE	   (1u << 6)
#define FEATURE_MCE	   (1u << 7)
#define FEATURE_CX8	   (1u << 8)
#define FEATURE_APIC	   (1u << 9)
#define FEATURE_SEP	   (1u << 11)
#define FEATURE_MTRR	   (1u << 12)
#define FEATURE_PGE	   (1u << 13)
#define FEATURE_MCA	   (1u << 14)
#define FEATURE_CMOV	   (1u << 15)
#define FEATURE_PAT	   (1u << 16)
#define FEATURE_CLFSH	   (1u << 19)
#define FEATURE_NX	   (1u << 20) /* of leaf 80000001h */
#define FEATURE_MMX	   (1u << 23)
#define FEATURE_FXSR	   (1u << 24)
#define FEATURE_SSE	   (1u << 25)
#define FEATURE_SSE2	   (1u << 26)
#define FEATURE_HYPERVISOR (1u << 31) /* ECX */

#define FEATURES                                                                                   \
	(FEATURE_FPU | FEATURE_VME | FEATURE_DE | FEATURE_PSE | FEATURE_TSC | FEATURE_MSR |        \
	 FEATURE_PAE | FEATURE_MCE | FEATURE_CX8 | FEATURE_SEP | FEATURE_MTRR | FEATURE_PGE |      \
	 FEATURE_MCA | FEATURE_CMOV | FEATURE_PAT | FEATURE_CLFSH | FEATURE_MMX | FEATURE_FXSR |   \
	 FEATURE_SSE | FEATURE_SSE2)

#define MSR_APIC_BASE	 0x1bu
#define APIC_BASE_ENABLE 0x800u

#define CLFLUSH_LINE 8u /* 64 bytes, in units of 8 */

static void set(struct cpu *cpu, uint32_t eax, uint32_t ebx, uint32_t ecx, uint32_t edx)
{
	uint32_t *r = cpu->a.r;

	r[EAX] = eax;
	r[EBX] = ebx;
	r[ECX] = ecx;
	r[EDX] = edx;
}

/* Twelve letters in EBX, then the two given places. */
static void set_name(struct cpu *cpu, uint32_t eax, const char *name, unsigned second,
		     unsigned third)
{
	uint32_t *r = cpu->a.r;

	r[EAX] = eax;
	memcpy(&r[EBX], name, 4);
	memcpy(&r[second], name + 4, 4);
	memcpy(&r[third], name + 8, 4);
}

static void set_brand(struct cpu *cpu, unsigned part)
{
	static const char brand[48] = "zonemu i686, one instruction a nanosecond";
	uint32_t word[4];

	memcpy(word, brand + 16 * part, 16);
	set(cpu, word[0], word[1], word[2], word[3]);
}

/* SDM 2A, CPUID.01H:EDX[9]: it is gone while IA32_APIC_BASE has it off. */
static uint32_t apic_feature(const struct cpu *cpu)
{
	uint64_t base = 0;
	bool has_one =
	    cpu->board.msr_read && cpu->board.msr_read(cpu->board.ctx, MSR_APIC_BASE, &base);

	return has_one && base & APIC_BASE_ENABLE ? FEATURE_APIC : 0;
}

void cpu_cpuid(struct cpu *cpu)
{
	uint32_t leaf = cpu->a.r[EAX];

	switch (leaf) {
	case 0:
		set_name(cpu, 2, "GenuineIntel", EDX, ECX);
		break;
	case 1:
		set(cpu, CPU_SIGNATURE, cpu->id << 24 | CLFLUSH_LINE << 8, FEATURE_HYPERVISOR,
		    FEATURES | apic_feature(cpu));
		break;
	case 0x40000000:
		set_name(cpu, 0x40000000, "ZonemuZonemu", ECX, EDX);
		break;
	case 0x80000000:
		set(cpu, 0x80000004, 0, 0, 0);
		break;
	case 0x80000001:
		set(cpu, 0, 0, 0, FEATURE_NX);
		break;
	case 0x80000002:
	case 0x80000003:
	case 0x80000004:
		set_brand(cpu, leaf - 0x80000002);
		break;
	default:
		/* A leaf beyond the last reads as the last basic one: the caches of a Pentium III,
		 * 16 + 16 KiB and 256 KiB. */
		set(cpu, 0x03020101, 0, 0, 0x0c040882);
		break;
	}
}
