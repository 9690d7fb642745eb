/* SPDX-License-Identifier: GPL-2.0-only */
/* sb16_inner: what sb16.c (ports), sb16_dsp.c (commands) and sb16_play.c (samples) share. */
#ifndef ZONEMU_DEVICES_SB16_INNER_H
#define ZONEMU_DEVICES_SB16_INNER_H

#include "devices/sb16.h"

/* sb16.c */
void sb16_raise(struct sb16 *card, uint8_t irqs);
void sb16_reply(struct sb16 *card, uint8_t byte);

/* sb16_dsp.c: a byte for the DSP's command port; as after a reset */
void sb16_dsp_write(struct sb16 *card, uint8_t byte);
void sb16_dsp_reset(struct sb16 *card);

/* sb16_play.c */
void sb16_start(struct sb16 *card, const struct sb16_transfer *transfer);
void sb16_pause(struct sb16 *card, bool sixteen);
void sb16_continue(struct sb16 *card, bool sixteen);
void sb16_stop(struct sb16 *card);
void sb16_timer(void *owner, uint64_t now_ns);

#endif
