/* SPDX-License-Identifier: GPL-2.0-only */
/* msr: model-specific registers, beyond RDMSR and WRMSR (state.h). */
#ifndef ZONEMU_EMU_CPU_MSR_H
#define ZONEMU_EMU_CPU_MSR_H

#include "emu/cpu/state.h"

void msr_reset(struct cpu *cpu);
/* Memory types as firmware sets them, for kernels that are entered without one. */
void msr_after_firmware(struct cpu *cpu);

#endif
