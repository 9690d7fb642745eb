/* SPDX-License-Identifier: GPL-2.0-only */
/* edid: what the display says of itself (VESA Enhanced EDID Standard, release A, version 1.3). */
#ifndef ZONEMU_DEVICES_EDID_H
#define ZONEMU_DEVICES_EDID_H

#include <stdint.h>

#define EDID_BYTES 128u

/* A display of 1024 x 768 that takes smaller and larger modes, too. */
void edid_build(uint8_t edid[EDID_BYTES]);

#endif
