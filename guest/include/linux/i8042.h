/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i8042: the keyboard controller itself (drivers/input/i8042.c), for drivers that speak to it and
 * not to a device behind it. The number of a command: bits 0-7 the byte, 8-11 how many come back,
 * 12-15 how many go with it.
 */
#ifndef _LINUX_I8042_H
#define _LINUX_I8042_H

#include <linux/types.h>

#define I8042_CMD_CTL_RCTR    0x0120
#define I8042_CMD_CTL_WCTR    0x1060
#define I8042_CMD_CTL_TEST    0x01aa
#define I8042_CMD_KBD_DISABLE 0x00ad
#define I8042_CMD_KBD_ENABLE  0x00ae
#define I8042_CMD_KBD_TEST    0x01ab
#define I8042_CMD_KBD_LOOP    0x11d2
#define I8042_CMD_AUX_DISABLE 0x00a7
#define I8042_CMD_AUX_ENABLE  0x00a8
#define I8042_CMD_AUX_TEST    0x01a9
#define I8042_CMD_AUX_SEND    0x10d4
#define I8042_CMD_AUX_LOOP    0x11d3
#define I8042_CMD_MUX_PFX     0x0090
#define I8042_CMD_MUX_SEND    0x1090

#define I8042_STR_PARITY  0x80
#define I8042_STR_TIMEOUT 0x40
#define I8042_STR_AUXDATA 0x20
#define I8042_STR_KEYLOCK 0x10
#define I8042_STR_CMDDAT  0x08
#define I8042_STR_MUXERR  0x04
#define I8042_STR_IBF	  0x02
#define I8042_STR_OBF	  0x01

#define I8042_CTR_KBDINT     0x01
#define I8042_CTR_AUXINT     0x02
#define I8042_CTR_IGNKEYLOCK 0x08
#define I8042_CTR_KBDDIS     0x10
#define I8042_CTR_AUXDIS     0x20
#define I8042_CTR_XLATE	     0x40

struct serio;

/* Nobody else has a command under way; sleeps. */
void i8042_lock_chip(void);
void i8042_unlock_chip(void);
/* 0, -ENODEV: there is none, -EIO: it does not answer. */
int i8042_command(unsigned char *param, int command);

/* Sees each byte first, with interrupts off; true: nobody else is to. -EBUSY: there is one. */
int i8042_install_filter(bool (*filter)(unsigned char data, unsigned char str,
					struct serio *serio));
int i8042_remove_filter(bool (*filter)(unsigned char data, unsigned char str,
				       struct serio *serio)); /* -EINVAL: not that one */

#endif
