/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cpuid: what the processor says of itself, which is what there is, and its
 * model-specific registers (SDM 2A, CPUID; SDM 4).
 */
#include <string.h>

#include "emu/cpu/exec.h"

#define FEATURE_PSE	   (1u << 3)
#define FEATURE_TSC	   (1u << 4)
#define FEATURE_MSR	   (1u << 5)
#define FEATURE_CX8	   (1u << 8)
#define FEATURE_SEP	   (1u << 11)
#define FEATURE_PGE	   (1u << 13)
#define FEATURE_CMOV	   (1u << 15)
#define FEATURE_CLFSH	   (1u << 19)
#define FEATURE_MMX	   (1u << 23)
#define FEATURE_FXSR	   (1u << 24)
#define FEATURE_SSE	   (1u << 25)
#define FEATURE_SSE2	   (1u << 26)
#define FEATURE_HYPERVISOR (1u << 31) /* ECX */

#define CLFLUSH_LINE 8u /* 64 bytes, in units of 8 */

#define MSR_TSC		 0x10u
#define MSR_PLATFORM_ID	 0x17u
#define MSR_BIOS_SIGN_ID 0x8bu
#define MSR_SYSENTER_CS	 0x174u
#define MSR_SYSENTER_ESP 0x175u
#define MSR_SYSENTER_EIP 0x176u

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

void cpu_cpuid(struct cpu *cpu)
{
	uint32_t leaf = cpu->a.r[EAX];

	/* A leaf beyond the last reads as the last basic one. */
	if (leaf != 0 && leaf < 0x40000000)
		leaf = 1;
	switch (leaf) {
	case 0:
		set_name(cpu, 1, "GenuineIntel", EDX, ECX);
		break;
	case 0x40000000:
		set_name(cpu, 0x40000000, "ZonemuZonemu", ECX, EDX);
		break;
	case 0x80000000:
		set(cpu, 0x80000004, 0, 0, 0);
		break;
	case 0x80000001:
		set(cpu, 0, 0, 0, 0);
		break;
	case 0x80000002:
	case 0x80000003:
	case 0x80000004:
		set_brand(cpu, leaf - 0x80000002);
		break;
	default:
		set(cpu, CPU_SIGNATURE, cpu->id << 24 | CLFLUSH_LINE << 8, FEATURE_HYPERVISOR,
		    FEATURE_PSE | FEATURE_TSC | FEATURE_MSR | FEATURE_CX8 | FEATURE_SEP |
			FEATURE_PGE | FEATURE_CMOV | FEATURE_CLFSH | FEATURE_MMX | FEATURE_FXSR |
			FEATURE_SSE | FEATURE_SSE2);
		break;
	}
}

bool cpu_read_msr(struct cpu *cpu, uint32_t msr, uint64_t *value)
{
	switch (msr) {
	case MSR_TSC:
		*value = cpu->board.tsc(cpu->board.ctx) + cpu->a.tsc_offset;
		return true;
	case MSR_SYSENTER_CS:
		*value = cpu->a.sysenter_cs;
		return true;
	case MSR_SYSENTER_ESP:
		*value = cpu->a.sysenter_esp;
		return true;
	case MSR_SYSENTER_EIP:
		*value = cpu->a.sysenter_eip;
		return true;
	case MSR_PLATFORM_ID:
	case MSR_BIOS_SIGN_ID:
		*value = 0;
		return true;
	default:
		return false;
	}
}

bool cpu_write_msr(struct cpu *cpu, uint32_t msr, uint64_t value)
{
	switch (msr) {
	case MSR_TSC:
		cpu->a.tsc_offset = value - cpu->board.tsc(cpu->board.ctx);
		return true;
	case MSR_SYSENTER_CS:
		cpu->a.sysenter_cs = (uint32_t)value;
		return true;
	case MSR_SYSENTER_ESP:
		cpu->a.sysenter_esp = (uint32_t)value;
		return true;
	case MSR_SYSENTER_EIP:
		cpu->a.sysenter_eip = (uint32_t)value;
		return true;
	case MSR_BIOS_SIGN_ID:
		return true;
	default:
		return false;
	}
}
