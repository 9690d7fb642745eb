/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * libps2: commands to PS/2 devices (IBM PS/2 Hardware Interface Technical Reference, "Keyboard
 * and Auxiliary Device Controller"). Each byte to the device is acknowledged (FA), asked for
 * again (FE) or refused (FC); behind the command's last acknowledgement comes its answer.
 *
 *	ps2_command()  sets flags and cmdcnt, writes, sleeps
 *	interrupt()    gives bytes to ps2_handle_ack(), ps2_handle_response(), which wake it
 *
 * flags, nak and cmdcnt change with the port's lock.
 */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/libps2.h>
#include <linux/serio.h>
#include <linux/string.h>

#define ACK_MS	     200
#define ACK_RESET_MS 1000 /* some acknowledge a reset when it is done */
#define ANSWER_MS    500
#define SELF_TEST_MS 4000
#define SECOND_MS    100 /* after the result of its self-test a mouse tells what it is */
#define TRIES	     2

void ps2_init(struct ps2dev *ps2dev, struct serio *serio)
{
	mutex_init(&ps2dev->cmd_mutex);
	init_waitqueue_head(&ps2dev->wait);
	ps2dev->serio = serio;
}
EXPORT_SYMBOL(ps2_init);

/* Ports of one controller have one lock: it cannot tell whose answer it gets. */
static struct mutex *command_lock(struct ps2dev *ps2dev)
{
	struct mutex *shared = ps2dev->serio->ps2_cmd_mutex;

	return shared ? shared : &ps2dev->cmd_mutex;
}

void ps2_begin_command(struct ps2dev *ps2dev)
{
	mutex_lock(command_lock(ps2dev));
}
EXPORT_SYMBOL(ps2_begin_command);

void ps2_end_command(struct ps2dev *ps2dev)
{
	mutex_unlock(command_lock(ps2dev));
}
EXPORT_SYMBOL(ps2_end_command);

/* ---- to the device ---- */

static int verdict(const struct ps2dev *ps2dev)
{
	switch (ps2dev->nak) {
	case 0:
		return 0;
	case PS2_RET_NAK:
		return -EAGAIN;
	case PS2_RET_ERR:
		return -EPROTO;
	}
	return -EIO;
}

/* With the port's lock, which is given up meanwhile. */
static int send(struct ps2dev *ps2dev, u8 byte, unsigned int timeout_ms, int tries)
{
	int err;

	do {
		ps2dev->nak = 1;
		ps2dev->flags |= PS2_FLAG_ACK;
		serio_continue_rx(ps2dev->serio);
		err = serio_write(ps2dev->serio, byte);
		if (!err)
			wait_event_timeout(ps2dev->wait, !(ps2dev->flags & PS2_FLAG_ACK),
					   msecs_to_jiffies(timeout_ms));
		serio_pause_rx(ps2dev->serio);
	} while (ps2dev->nak == PS2_RET_NAK && --tries);
	ps2dev->flags &= ~PS2_FLAG_ACK;
	return err ? err : verdict(ps2dev);
}

int ps2_sendbyte(struct ps2dev *ps2dev, u8 byte, unsigned int timeout_ms)
{
	int err;

	serio_pause_rx(ps2dev->serio);
	err = send(ps2dev, byte, timeout_ms, 1);
	serio_continue_rx(ps2dev->serio);
	return err;
}
EXPORT_SYMBOL(ps2_sendbyte);

void ps2_drain(struct ps2dev *ps2dev, size_t maxbytes, unsigned int timeout_ms)
{
	if (WARN_ON(maxbytes > sizeof(ps2dev->cmdbuf)))
		maxbytes = sizeof(ps2dev->cmdbuf);
	ps2_begin_command(ps2dev);
	serio_pause_rx(ps2dev->serio);
	ps2dev->flags = PS2_FLAG_CMD;
	ps2dev->cmdcnt = maxbytes;
	serio_continue_rx(ps2dev->serio);
	wait_event_timeout(ps2dev->wait, !(ps2dev->flags & PS2_FLAG_CMD),
			   msecs_to_jiffies(timeout_ms));
	ps2_end_command(ps2dev);
}
EXPORT_SYMBOL(ps2_drain);

bool ps2_is_keyboard_id(u8 id)
{
	/* keyboards, NCD's, Trust's (as it is, translated), SGI's (the same) */
	static const u8 ids[] = {0xab, 0xac, 0x5d, 0x2b, 0x47, 0x60};

	return memchr(ids, id, sizeof(ids));
}
EXPORT_SYMBOL(ps2_is_keyboard_id);

/* A mouse tells one byte where a keyboard tells two: that is no keyboard, and nothing follows. */
static bool is_no_keyboard(struct ps2dev *ps2dev)
{
	u8 id = ps2dev->cmdbuf[1];

	if (ps2_is_keyboard_id(id))
		return false;
	serio_pause_rx(ps2dev->serio);
	ps2dev->flags = ps2dev->cmdcnt = 0;
	serio_continue_rx(ps2dev->serio);
	return true;
}

static void wait_answer(struct ps2dev *ps2dev, unsigned int command)
{
	bool reset = command == PS2_CMD_RESET_BAT;
	long left = msecs_to_jiffies(reset ? SELF_TEST_MS : ANSWER_MS);

	left = wait_event_timeout(ps2dev->wait, !(ps2dev->flags & PS2_FLAG_CMD1), left);
	if (!ps2dev->cmdcnt || ps2dev->flags & PS2_FLAG_CMD1)
		return;
	if (reset)
		left = min_t(long, left, msecs_to_jiffies(SECOND_MS));
	if (command == PS2_CMD_GETID && is_no_keyboard(ps2dev))
		return;
	wait_event_timeout(ps2dev->wait, !(ps2dev->flags & PS2_FLAG_CMD), left);
}

static int send_all(struct ps2dev *ps2dev, const u8 *param, unsigned int command)
{
	unsigned int i, args = command >> 12 & 15;
	int err;

	ps2dev->flags |= PS2_FLAG_ACK_CMD;
	err = send(ps2dev, command, command == PS2_CMD_RESET_BAT ? ACK_RESET_MS : ACK_MS, TRIES);
	if (err)
		return err;
	ps2dev->flags &= ~PS2_FLAG_ACK_CMD;
	for (i = 0; !err && i < args; i++)
		err = send(ps2dev, param[i], ACK_MS, TRIES);
	return err;
}

int __ps2_command(struct ps2dev *ps2dev, u8 *param, unsigned int command)
{
	unsigned int i, answers = command >> 8 & 15;
	int err;

	if (WARN_ON(answers > sizeof(ps2dev->cmdbuf) || (command >> 12 & 15 && !param)))
		return -EINVAL;
	serio_pause_rx(ps2dev->serio);
	ps2dev->flags = command == PS2_CMD_GETID ? PS2_FLAG_WAITID : 0;
	ps2dev->cmdcnt = answers;
	for (i = 0; param && i < answers; i++)
		ps2dev->cmdbuf[answers - 1 - i] = param[i];
	err = send_all(ps2dev, param, command);
	if (!err) {
		serio_continue_rx(ps2dev->serio);
		wait_answer(ps2dev, command);
		serio_pause_rx(ps2dev->serio);
		for (i = 0; param && i < answers; i++)
			param[i] = ps2dev->cmdbuf[answers - 1 - i];
		/* a keyboard does not tell what it is after a reset */
		if (ps2dev->cmdcnt && !(command == PS2_CMD_RESET_BAT && ps2dev->cmdcnt == 1))
			err = -EPROTO;
	}
	ps2dev->flags = 0;
	serio_continue_rx(ps2dev->serio);
	return err == -EAGAIN ? -EPROTO : err;
}
EXPORT_SYMBOL(__ps2_command);

int ps2_command(struct ps2dev *ps2dev, u8 *param, unsigned int command)
{
	int err;

	ps2_begin_command(ps2dev);
	err = __ps2_command(ps2dev, param, command);
	ps2_end_command(ps2dev);
	return err;
}
EXPORT_SYMBOL(ps2_command);

int ps2_sliced_command(struct ps2dev *ps2dev, u8 command)
{
	int shift, err;
	u8 slice;

	ps2_begin_command(ps2dev);
	err = __ps2_command(ps2dev, NULL, PS2_CMD_SETSCALE11);
	for (shift = 6; !err && shift >= 0; shift -= 2) {
		slice = command >> shift & 3;
		err = __ps2_command(ps2dev, &slice, PS2_CMD_SETRES);
	}
	ps2_end_command(ps2dev);
	return err;
}
EXPORT_SYMBOL(ps2_sliced_command);

/* ---- from the device ---- */

/* Is it an answer to what was sent, and which? Then nak says so. */
static bool is_verdict(struct ps2dev *ps2dev, u8 byte)
{
	if (byte == PS2_RET_ACK) {
		ps2dev->nak = 0;
	} else if (byte == PS2_RET_NAK) {
		ps2dev->flags |= PS2_FLAG_NAK;
		ps2dev->nak = PS2_RET_NAK;
	} else if (byte == PS2_RET_ERR && ps2dev->flags & PS2_FLAG_NAK) {
		ps2dev->flags &= ~PS2_FLAG_NAK;
		ps2dev->nak = PS2_RET_ERR;
	} else if (ps2dev->flags & PS2_FLAG_WAITID &&
		   (byte == 0 || byte == 3 || byte == 4 || byte == PS2_RET_ERR)) {
		/* mice that tell what they are without acknowledging that they were asked */
		ps2dev->nak = 0;
	} else {
		return false;
	}
	return true;
}

bool ps2_handle_ack(struct ps2dev *ps2dev, u8 byte)
{
	if (!is_verdict(ps2dev, byte)) {
		/* until it has heard the command it may go on sending what it was sending */
		ps2dev->flags &= ~PS2_FLAG_WAITID;
		return ps2dev->flags & PS2_FLAG_ACK_CMD;
	}
	if (!ps2dev->nak) {
		ps2dev->flags &= ~PS2_FLAG_NAK;
		if (ps2dev->cmdcnt)
			ps2dev->flags |= PS2_FLAG_CMD | PS2_FLAG_CMD1;
	}
	ps2dev->flags &= ~PS2_FLAG_ACK;
	wake_up(&ps2dev->wait);
	if (!ps2dev->nak && byte != PS2_RET_ACK)
		ps2_handle_response(ps2dev, byte);
	return true;
}
EXPORT_SYMBOL(ps2_handle_ack);

bool ps2_handle_response(struct ps2dev *ps2dev, u8 byte)
{
	bool first = ps2dev->flags & PS2_FLAG_CMD1;

	if (ps2dev->cmdcnt)
		ps2dev->cmdbuf[--ps2dev->cmdcnt] = byte;
	ps2dev->flags &= ~PS2_FLAG_CMD1;
	if (!ps2dev->cmdcnt)
		ps2dev->flags &= ~PS2_FLAG_CMD;
	if (first || !ps2dev->cmdcnt)
		wake_up(&ps2dev->wait);
	return true;
}
EXPORT_SYMBOL(ps2_handle_response);

void ps2_cmd_aborted(struct ps2dev *ps2dev)
{
	if (ps2dev->flags & PS2_FLAG_ACK)
		ps2dev->nak = 1;
	if (ps2dev->flags & (PS2_FLAG_ACK | PS2_FLAG_CMD))
		wake_up(&ps2dev->wait);
	ps2dev->flags &= PS2_FLAG_NAK;
}
EXPORT_SYMBOL(ps2_cmd_aborted);
