/* SPDX-License-Identifier: GPL-2.0-only */
/* i82077_inner: what i82077.c (registers, seeks) and i82077_data.c (sectors) share. */
#ifndef ZONEMU_DEVICES_I82077_INNER_H
#define ZONEMU_DEVICES_I82077_INNER_H

#include "devices/i82077.h"

/* Status registers, datasheet section 4 */
#define ST0_ABNORMAL 0x40
#define ST0_INVALID  0x80
#define ST0_POLLED   0xc0
#define ST0_SEEK_END 0x20
#define ST0_EQUIP    0x10

#define ST1_END	    0x80 /* EN */
#define ST1_CRC	    0x20 /* DE */
#define ST1_OVERRUN 0x10 /* OR */
#define ST1_NO_DATA 0x04 /* ND */
#define ST1_PROTECT 0x02 /* NW */
#define ST1_NO_MARK 0x01 /* MA */

#define ST2_CONTROL_MARK   0x40 /* CM */
#define ST2_CRC		   0x20 /* DD */
#define ST2_WRONG_CYLINDER 0x10 /* WC */
#define ST2_SCAN_EQUAL	   0x08 /* SH */
#define ST2_SCAN_NOT	   0x04 /* SN */

#define COMMAND_MT  0x80
#define COMMAND_MFM 0x40
#define COMMAND_SK  0x20

#define CONFIGURE_EIS	0x40 /* implied seeks */
#define CONFIGURE_EFIFO 0x20 /* no FIFO */
#define CONFIGURE_POLL	0x10 /* no polling */
#define SPECIFY_ND	0x01 /* no DMA */

enum i82077_phase { PHASE_COMMAND, PHASE_EXECUTE, PHASE_RESULT };

static inline struct i82077_drive *i82077_selected(struct i82077 *fdc)
{
	return &fdc->drive[fdc->command[1] & 3];
}

/* A drive's motor turns. */
bool i82077_turns(const struct i82077 *fdc, unsigned n);
/* The time of so many steps of the head at the rate of now. */
uint64_t i82077_steps_ns(const struct i82077 *fdc, unsigned steps);
/* ms at 500 kbit/s, which the other rates scale */
uint64_t i82077_scaled_ns(const struct i82077 *fdc, unsigned ms);
void i82077_move_head(struct i82077_drive *drive, unsigned cylinder);
void i82077_update_irq(struct i82077 *fdc);
/* To the result phase, with an interrupt if the command ends with one. */
void i82077_give(struct i82077 *fdc, const uint8_t *bytes, unsigned count, bool interrupt);

/* i82077_data.c */
/* READ, WRITE, their deleted forms, READ TRACK, VERIFY, SCAN */
void i82077_start_sectors(struct i82077 *fdc);
void i82077_start_format(struct i82077 *fdc);
void i82077_start_read_id(struct i82077 *fdc);
void i82077_due(struct i82077 *fdc);
void i82077_stop(struct i82077 *fdc);
/* The data port in the execution phase */
uint8_t i82077_fifo_peek(const struct i82077 *fdc);
void i82077_fifo_taken(struct i82077 *fdc);
void i82077_fifo_put(struct i82077 *fdc, uint8_t value);
/* The host takes from the FIFO; otherwise it fills it. */
bool i82077_to_host(const struct i82077 *fdc);
/* After loading: false when what is in execution cannot go on. */
bool i82077_data_loaded(struct i82077 *fdc);

#endif
