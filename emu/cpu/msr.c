/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * msr: model-specific registers (SDM 4; P6 family). The memory types of MTRRs
 * and PAT are kept and checked, and change nothing: all memory here is
 * coherent. Machine checks never happen, so that their banks stay empty. There
 * are no performance counters: RDPMC and their registers raise #GP.
 */
#include <string.h>

#include "emu/cpu/exec.h"
#include "emu/cpu/msr.h"

#define PHYS_RESERVED (~((1ull << 36) - 1))

enum {
	MSR_P5_MC_ADDR = 0x00,
	MSR_P5_MC_TYPE = 0x01,
	MSR_TSC = 0x10,
	MSR_PLATFORM_ID = 0x17,
	MSR_EBL_CR_POWERON = 0x2a,
	MSR_BIOS_UPDT_TRIG = 0x79,
	MSR_BIOS_SIGN_ID = 0x8b,
	MSR_MTRR_CAP = 0xfe,
	MSR_SYSENTER_CS = 0x174,
	MSR_SYSENTER_ESP = 0x175,
	MSR_SYSENTER_EIP = 0x176,
	MSR_MCG_CAP = 0x179,
	MSR_MCG_STATUS = 0x17a,
	MSR_DEBUGCTL = 0x1d9,
	MSR_LAST_BRANCH_FROM = 0x1db,
	MSR_LAST_EVENT_TO = 0x1de,
	MSR_MTRR_BASE0 = 0x200,
	MSR_MTRR_MASK7 = 0x20f,
	MSR_MTRR_FIX64K = 0x250,
	MSR_MTRR_FIX16K = 0x258,
	MSR_MTRR_FIX4K = 0x268,
	MSR_PAT = 0x277,
	MSR_MTRR_DEF = 0x2ff,
	MSR_MC0_CTL = 0x400,
	MSR_EFER = 0xc0000080,
};

#define MTRR_CAP	   (0x500u | MSR_VARIABLE_MTRRS) /* write combining, fixed ranges */
#define MTRR_BASE_RESERVED (PHYS_RESERVED | 0xf00)
#define MTRR_MASK_RESERVED (PHYS_RESERVED | 0x7ff)
#define MTRR_DEF_RESERVED  (~0xcffull)
#define MTRR_DEF_FIXED	   0x400u
#define MTRR_DEF_ENABLE	   0x800u
#define MTRR_MASK_VALID	   0x800u
#define MTRR_WB		   6u

/* Memory types, SDM 3A tables 11-8 and 11-10: UC, WC, WT, WP, WB; PAT also UC-. */
static bool memory_types(uint64_t value, unsigned count, bool pat)
{
	const unsigned known =
	    1u << 0 | 1u << 1 | 1u << 4 | 1u << 5 | 1u << 6 | (pat ? 1u << 7 : 0);

	for (unsigned i = 0; i < count; i++) {
		uint64_t type = value >> 8 * i & 0xff;

		if (type > 7 || !(known >> type & 1))
			return false;
	}
	return true;
}

void msr_reset(struct cpu *cpu)
{
	cpu->a.pat = 0x0007040600070406;
	cpu->a.efer = 0;
}

void msr_after_firmware(struct cpu *cpu)
{
	cpu->a.mtrr_def = MTRR_DEF_ENABLE | MTRR_DEF_FIXED | MTRR_WB;
	/* RAM but for display memory; the last 512 MiB below 4 GiB are devices. */
	for (unsigned i = 0; i < MSR_FIXED_MTRRS; i++)
		cpu->a.mtrr_fixed[i] = i == 2 ? 0 : 0x0606060606060606;
	cpu->a.mtrr_variable[0] = 0xe0000000;
	cpu->a.mtrr_variable[1] = 0xfe0000000 | MTRR_MASK_VALID;
}

/* ---- registers that keep what is written, within bounds ---- */

/* Where a fixed-range register is kept; -1: none. */
static int fixed_mtrr(uint32_t msr)
{
	if (msr == MSR_MTRR_FIX64K)
		return 0;
	if (msr >= MSR_MTRR_FIX16K && msr < MSR_MTRR_FIX16K + 2)
		return 1 + (int)(msr - MSR_MTRR_FIX16K);
	if (msr >= MSR_MTRR_FIX4K && msr < MSR_MTRR_FIX4K + 8)
		return 3 + (int)(msr - MSR_MTRR_FIX4K);
	return -1;
}

static bool in_mtrrs(uint32_t msr)
{
	return fixed_mtrr(msr) >= 0 || (msr >= MSR_MTRR_BASE0 && msr <= MSR_MTRR_MASK7) ||
	       msr == MSR_MTRR_DEF;
}

static uint64_t *kept_mtrr(struct cpu *cpu, uint32_t msr)
{
	int fixed = fixed_mtrr(msr);

	if (fixed >= 0)
		return &cpu->a.mtrr_fixed[fixed];
	if (msr >= MSR_MTRR_BASE0 && msr <= MSR_MTRR_MASK7)
		return &cpu->a.mtrr_variable[msr - MSR_MTRR_BASE0];
	return &cpu->a.mtrr_def;
}

static bool mtrr_valid(uint32_t msr, uint64_t value)
{
	if (fixed_mtrr(msr) >= 0)
		return memory_types(value, 8, false);
	if (msr == MSR_MTRR_DEF)
		return !(value & MTRR_DEF_RESERVED) && memory_types(value, 1, false);
	if (msr & 1)
		return !(value & MTRR_MASK_RESERVED);
	return !(value & MTRR_BASE_RESERVED) && memory_types(value, 1, false);
}

/* ---- machine check banks: CTL keeps what is written, the others hold nothing ---- */

static bool in_banks(uint32_t msr)
{
	return msr >= MSR_MC0_CTL && msr < MSR_MC0_CTL + 4 * MSR_MC_BANKS;
}

static bool write_bank(struct cpu *cpu, uint32_t msr, uint64_t value)
{
	if (msr & 3)
		return !value; /* anything else is #GP (SDM 3B 15.3.2.2) */
	cpu->a.mc_ctl[(msr - MSR_MC0_CTL) / 4] = value;
	return true;
}

/* ---- all of them ---- */

bool cpu_read_msr(struct cpu *cpu, uint32_t msr, uint64_t *value)
{
	if (in_mtrrs(msr)) {
		*value = *kept_mtrr(cpu, msr);
		return true;
	}
	if (in_banks(msr)) {
		*value = msr & 3 ? 0 : cpu->a.mc_ctl[(msr - MSR_MC0_CTL) / 4];
		return true;
	}
	if (msr >= MSR_LAST_BRANCH_FROM && msr <= MSR_LAST_EVENT_TO) {
		*value = cpu->a.branch[msr - MSR_LAST_BRANCH_FROM];
		return true;
	}
	switch (msr) {
	case MSR_DEBUGCTL:
		*value = cpu->a.debugctl;
		return true;
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
	case MSR_MTRR_CAP:
		*value = MTRR_CAP;
		return true;
	case MSR_PAT:
		*value = cpu->a.pat;
		return true;
	case MSR_EFER:
		*value = cpu->a.efer;
		return true;
	case MSR_MCG_CAP:
		*value = MSR_MC_BANKS;
		return true;
	case MSR_MCG_STATUS:
		*value = cpu->a.mcg_status;
		return true;
	case MSR_P5_MC_ADDR:
	case MSR_P5_MC_TYPE:
	case MSR_PLATFORM_ID:
	case MSR_EBL_CR_POWERON:
	case MSR_BIOS_SIGN_ID:
		*value = 0;
		return true;
	default:
		return cpu->board.msr_read && cpu->board.msr_read(cpu->board.ctx, msr, value);
	}
}

static bool write_efer(struct cpu *cpu, uint64_t value)
{
	if (value & ~(uint64_t)EFER_NXE)
		return false;
	cpu->a.efer = (uint32_t)value;
	cpu_flush_tlb(cpu, true);
	return true;
}

bool cpu_write_msr(struct cpu *cpu, uint32_t msr, uint64_t value)
{
	if (in_mtrrs(msr)) {
		if (!mtrr_valid(msr, value))
			return false;
		*kept_mtrr(cpu, msr) = value;
		return true;
	}
	if (in_banks(msr))
		return write_bank(cpu, msr, value);
	switch (msr) {
	case MSR_DEBUGCTL:
		if (value & ~(uint64_t)DEBUGCTL_KNOWN)
			return false;
		cpu->a.debugctl = (uint32_t)value;
		return true;
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
	case MSR_PAT:
		if (!memory_types(value, 8, true))
			return false;
		cpu->a.pat = value;
		return true;
	case MSR_EFER:
		return write_efer(cpu, value);
	case MSR_MCG_STATUS:
		if (value & ~7ull)
			return false;
		cpu->a.mcg_status = value;
		return true;
	case MSR_P5_MC_ADDR:
	case MSR_P5_MC_TYPE:
	case MSR_EBL_CR_POWERON:
	case MSR_BIOS_UPDT_TRIG:
	case MSR_BIOS_SIGN_ID:
		return true;
	default:
		return cpu->board.msr_write && cpu->board.msr_write(cpu->board.ctx, msr, value);
	}
}
