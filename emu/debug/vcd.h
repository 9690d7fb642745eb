/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vcd: the board's wires as waveforms, in the Value Change Dump form of IEEE
 * 1364-2005, clause 18, for GTKWave, PulseView and their like. Time is virtual,
 * in ns. Two identical runs give identical files.
 *
 * The parallel port's SCL and SDA are shown edge by edge as they are driven.
 * The SMBus controller moves whole bytes: its edges are drawn at the times they
 * have on a bus of its speed. A DMA transfer takes no virtual time: its DACK is
 * drawn for 1 ns.
 */
#ifndef ZONEMU_EMU_DEBUG_VCD_H
#define ZONEMU_EMU_DEBUG_VCD_H

#include <stddef.h>

#include "emu/wires.h"

struct vcd;

/* NULL: err holds one line. */
struct vcd *vcd_open(const char *path, char *err, size_t err_bytes);
void vcd_event(struct vcd *vcd, const struct wire_event *event);
/* NULL is fine. */
void vcd_close(struct vcd *vcd);

#endif
