/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * misuse: what a driver does that cannot be meant: DMA as seen on the bus, to an
 * address beyond the controller's reach, or of a buffer across a line that its
 * counter does not cross; and what the mini-kernel has found itself (misuse_at()):
 * memory not given back, a timer left behind, a sleep in an interrupt. One line on
 * stderr for each, with the driver's function and source line; and a notice that
 * the panel shows.
 */
#ifndef ZONEMU_EMU_DEBUG_MISUSE_H
#define ZONEMU_EMU_DEBUG_MISUSE_H

struct culprit;
struct machine;
struct misuse;

/* NULL: out of host memory. culprit outlives it. */
struct misuse *misuse_create(struct culprit *culprit);
void misuse_destroy(struct misuse *misuse);
/* After machine_create(), before machine_run(). */
void misuse_attach(struct misuse *misuse, struct machine *machine);

#endif
