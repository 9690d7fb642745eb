/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * libps2: commands to a PS/2 device over its serio port, and their acknowledgements and answers
 * (drivers/input/serio/libps2.c). The number of a command says what belongs to it: bits 0-7 the
 * byte, 8-11 how many come back, 12-15 how many go with it, all in one array.
 */
#ifndef _LIBPS2_H
#define _LIBPS2_H

#include <linux/bitops.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>

#define PS2_CMD_SETSCALE11 0x00e6
#define PS2_CMD_SETRES	   0x10e8
#define PS2_CMD_GETID	   0x02f2
#define PS2_CMD_RESET_BAT  0x02ff

#define PS2_RET_BAT 0xaa
#define PS2_RET_ID  0x00
#define PS2_RET_ACK 0xfa
#define PS2_RET_NAK 0xfe
#define PS2_RET_ERR 0xfc

/* What a byte that comes is to be; with the port's lock. */
#define PS2_FLAG_ACK	 BIT(0) /* an acknowledgement */
#define PS2_FLAG_CMD	 BIT(1) /* of an answer */
#define PS2_FLAG_CMD1	 BIT(2) /* the first of it */
#define PS2_FLAG_WAITID	 BIT(3) /* of the answer to GETID, perhaps without acknowledgement */
#define PS2_FLAG_NAK	 BIT(4) /* the last byte was refused */
#define PS2_FLAG_ACK_CMD BIT(5) /* the command itself is to be acknowledged */

struct serio;

struct ps2dev {
	struct serio *serio;
	struct mutex cmd_mutex;
	wait_queue_head_t wait;
	unsigned long flags;
	u8 cmdbuf[8]; /* the answer, from its end: cmdcnt are still to come */
	u8 cmdcnt;
	u8 nak; /* 0: acknowledged; 1: nothing came; else what did */
};

void ps2_init(struct ps2dev *ps2dev, struct serio *serio);

/* All sleep. 0, -EIO, -EPROTO; ps2_sendbyte() also -EAGAIN: send it again. */
int ps2_sendbyte(struct ps2dev *ps2dev, u8 byte, unsigned int timeout_ms);
int ps2_command(struct ps2dev *ps2dev, u8 *param, unsigned int command);
/* A byte in four pieces, as touchpads hear it. */
int ps2_sliced_command(struct ps2dev *ps2dev, u8 command);
/* What the device sends is nobody's. */
void ps2_drain(struct ps2dev *ps2dev, size_t maxbytes, unsigned int timeout_ms);
/* Around several __ps2_command() that belong together. */
void ps2_begin_command(struct ps2dev *ps2dev);
void ps2_end_command(struct ps2dev *ps2dev);
int __ps2_command(struct ps2dev *ps2dev, u8 *param, unsigned int command);

/* From the driver's interrupt(), while the flag is set. True: the byte was one. */
bool ps2_handle_ack(struct ps2dev *ps2dev, u8 byte);
bool ps2_handle_response(struct ps2dev *ps2dev, u8 byte);
void ps2_cmd_aborted(struct ps2dev *ps2dev);

bool ps2_is_keyboard_id(u8 id);

#endif
