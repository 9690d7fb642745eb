/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * IBM PS/2 mouse (IBM PS/2 Hardware Interface Technical Reference, "Mouse",
 * 1990), with the wheel and the two more buttons of Microsoft's IntelliMouse
 * and IntelliMouse Explorer. It has no ports: bytes come and go over the
 * keyboard controller's wire.
 *
 * NOT IMPLEMENTED: the self-test takes 10 ms, not 300 to 500; no AA is sent at
 * power-on; parity errors do not happen; the resolution is kept and told, but
 * movements are counted as the host gives them.
 */
#include "devices/ps2_mouse.h"

#include <stddef.h>

#define ACK	    0xfa
#define RESEND	    0xfe
#define TEST_PASSED 0xaa

#define CMD_SCALE_1    0xe6
#define CMD_SCALE_2    0xe7
#define CMD_RESOLUTION 0xe8
#define CMD_STATUS     0xe9
#define CMD_STREAM     0xea
#define CMD_READ       0xeb
#define CMD_UNWRAP     0xec
#define CMD_WRAP       0xee
#define CMD_REMOTE     0xf0
#define CMD_ID	       0xf2
#define CMD_RATE       0xf3
#define CMD_ENABLE     0xf4
#define CMD_DISABLE    0xf5
#define CMD_DEFAULTS   0xf6
#define CMD_RESEND     0xfe
#define CMD_RESET      0xff

#define TEST_NS	     10000000ull
#define WHEEL_ID     3
#define EXPLORER_ID  4
#define PACKET_BYTES 4

static void put(struct ps2_mouse *mouse, uint8_t byte)
{
	ps2_queue_put(&mouse->queue, byte);
	irq_set(&mouse->ready, true);
	irq_set(&mouse->ready, false);
}

static void forget_movement(struct ps2_mouse *mouse)
{
	mouse->dx = mouse->dy = mouse->dz = 0;
}

static void set_defaults(struct ps2_mouse *mouse)
{
	mouse->remote = mouse->wrap = mouse->reporting = mouse->scale2 = false;
	mouse->resolution = 2;
	mouse->rate = 100;
	mouse->knock[0] = mouse->knock[1] = 0;
	forget_movement(mouse);
	clock_disarm(mouse->clock, &mouse->sample_timer);
}

/* ---- movement ---- */

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

/* E7, "Set Scaling 2:1": in stream mode only */
static int scaled(const struct ps2_mouse *mouse, int counts)
{
	static const uint8_t small[6] = {0, 1, 1, 3, 6, 9};
	int size = counts < 0 ? -counts : counts;

	if (!mouse->scale2 || mouse->remote)
		return counts;
	size = size < 6 ? small[size] : 2 * size;
	return counts < 0 ? -size : size;
}

static void send_packet(struct ps2_mouse *mouse)
{
	int x = clamp(mouse->dx, -127, 127), y = clamp(mouse->dy, -127, 127);
	int z = clamp(mouse->dz, -8, 7);
	int sx = scaled(mouse, x), sy = scaled(mouse, y);

	mouse->dx -= x;
	mouse->dy -= y;
	mouse->dz -= z;
	mouse->told = mouse->buttons;
	put(mouse, (uint8_t)(0x08 | (mouse->buttons & 7) | (sx < 0) << 4 | (sy < 0) << 5));
	put(mouse, (uint8_t)sx);
	put(mouse, (uint8_t)sy);
	if (mouse->id == WHEEL_ID)
		put(mouse, (uint8_t)z);
	else if (mouse->id == EXPLORER_ID)
		put(mouse, (uint8_t)((z & 15) | (mouse->buttons & 0x18) << 1));
}

static bool has_news(const struct ps2_mouse *mouse)
{
	return mouse->dx || mouse->dy || (mouse->id && mouse->dz) || mouse->buttons != mouse->told;
}

/* Stream mode: a packet each sample while there is something to tell. */
static void watch(struct ps2_mouse *mouse)
{
	if (!mouse->reporting || mouse->remote || mouse->wrap || !has_news(mouse) ||
	    clock_armed(&mouse->sample_timer))
		return;
	clock_arm(mouse->clock, &mouse->sample_timer,
		  clock_now(mouse->clock) + CLOCK_NS_PER_S / (mouse->rate ? mouse->rate : 100));
}

static void sample_due(void *owner, uint64_t now_ns)
{
	struct ps2_mouse *mouse = owner;

	(void)now_ns;
	if (has_news(mouse) && ps2_queue_room(&mouse->queue) >= PACKET_BYTES)
		send_packet(mouse);
	watch(mouse);
}

void ps2_mouse_move(struct ps2_mouse *mouse, int dx, int dy, int dz, uint8_t buttons)
{
	mouse->buttons = buttons & 0x1f;
	if (mouse->reporting || mouse->remote) {
		mouse->dx = clamp(mouse->dx + clamp(dx, -10000, 10000), -10000, 10000);
		mouse->dy = clamp(mouse->dy + clamp(dy, -10000, 10000), -10000, 10000);
		mouse->dz = clamp(mouse->dz + clamp(dz, -10000, 10000), -10000, 10000);
	}
	watch(mouse);
}

/* ---- commands ---- */

static void test_due(void *owner, uint64_t now_ns)
{
	struct ps2_mouse *mouse = owner;

	(void)now_ns;
	put(mouse, TEST_PASSED);
	put(mouse, mouse->id);
}

static void reset_command(struct ps2_mouse *mouse)
{
	put(mouse, ACK);
	set_defaults(mouse);
	mouse->id = 0;
	clock_arm(mouse->clock, &mouse->test_timer, clock_now(mouse->clock) + TEST_NS);
}

static void send_status(struct ps2_mouse *mouse)
{
	uint8_t buttons = mouse->buttons;

	put(mouse, ACK);
	put(mouse, (uint8_t)(mouse->remote << 6 | mouse->reporting << 5 | mouse->scale2 << 4 |
			     (buttons & 1) << 2 | (buttons & 4) >> 1 | (buttons & 2) >> 1));
	put(mouse, mouse->resolution);
	put(mouse, mouse->rate);
}

/* The knock: rates 200, 100, 80 turn the wheel on; 200, 200, 80 the buttons 4 and 5. */
static void set_rate(struct ps2_mouse *mouse, uint8_t rate)
{
	if (rate == 80 && mouse->knock[0] == 200 && mouse->knock[1] == 100)
		mouse->id = WHEEL_ID;
	if (rate == 80 && mouse->knock[0] == 200 && mouse->knock[1] == 200)
		mouse->id = EXPLORER_ID;
	mouse->knock[0] = mouse->knock[1];
	mouse->knock[1] = rate;
	mouse->rate = rate;
}

/* The commands that only set a mode. False: not one of them. */
static bool mode_command(struct ps2_mouse *mouse, uint8_t byte)
{
	switch (byte) {
	case CMD_SCALE_1:
	case CMD_SCALE_2:
		mouse->scale2 = byte == CMD_SCALE_2;
		break;
	case CMD_STREAM:
	case CMD_REMOTE:
		mouse->remote = byte == CMD_REMOTE;
		forget_movement(mouse);
		break;
	case CMD_WRAP:
	case CMD_UNWRAP:
		mouse->wrap = byte == CMD_WRAP;
		forget_movement(mouse);
		break;
	case CMD_ENABLE:
	case CMD_DISABLE:
		mouse->reporting = byte == CMD_ENABLE;
		forget_movement(mouse);
		break;
	case CMD_DEFAULTS:
		set_defaults(mouse);
		break;
	case CMD_RESOLUTION:
	case CMD_RATE:
		mouse->awaiting = byte;
		break;
	default:
		return false;
	}
	return true;
}

static void command(struct ps2_mouse *mouse, uint8_t byte)
{
	if (mode_command(mouse, byte)) {
		put(mouse, ACK);
		return;
	}
	switch (byte) {
	case CMD_RESET:
		reset_command(mouse);
		break;
	case CMD_STATUS:
		send_status(mouse);
		break;
	case CMD_READ:
		put(mouse, ACK);
		send_packet(mouse);
		break;
	case CMD_ID:
		put(mouse, ACK);
		put(mouse, mouse->id);
		break;
	case CMD_RESEND:
		put(mouse, mouse->last_sent);
		break;
	default:
		put(mouse, RESEND);
	}
}

void ps2_mouse_write(struct ps2_mouse *mouse, uint8_t byte)
{
	uint8_t cmd = mouse->awaiting;

	clock_disarm(mouse->clock, &mouse->test_timer);
	/* A command ends whatever the mouse was sending. */
	ps2_queue_clear(&mouse->queue);
	mouse->awaiting = 0;
	if (cmd == CMD_RATE) {
		set_rate(mouse, byte);
		put(mouse, ACK);
	} else if (cmd == CMD_RESOLUTION && byte < 4) {
		mouse->resolution = byte;
		put(mouse, ACK);
	} else if (mouse->wrap && byte != CMD_RESET && byte != CMD_UNWRAP) {
		put(mouse, byte);
	} else {
		command(mouse, byte);
	}
	watch(mouse);
}

int ps2_mouse_take(struct ps2_mouse *mouse)
{
	int byte = ps2_queue_take(&mouse->queue);

	if (byte >= 0)
		mouse->last_sent = (uint8_t)byte;
	return byte;
}

void ps2_mouse_reset(struct ps2_mouse *mouse)
{
	set_defaults(mouse);
	ps2_queue_clear(&mouse->queue);
	clock_disarm(mouse->clock, &mouse->test_timer);
	mouse->id = mouse->awaiting = mouse->last_sent = 0;
	mouse->told = mouse->buttons;
}

void ps2_mouse_init(struct ps2_mouse *mouse, struct clock *clock, struct irq_line ready)
{
	*mouse = (struct ps2_mouse){.clock = clock, .ready = ready};
	clock_timer_init(&mouse->sample_timer, sample_due, mouse);
	clock_timer_init(&mouse->test_timer, test_due, mouse);
	ps2_mouse_reset(mouse);
}

static void loaded(void *dev)
{
	struct ps2_mouse *mouse = dev;

	ps2_queue_mend(&mouse->queue);
}

static const struct snap_field fields[] = {
    SNAP(struct ps2_mouse, queue),
    SNAP(struct ps2_mouse, id),
    SNAP(struct ps2_mouse, remote),
    SNAP(struct ps2_mouse, wrap),
    SNAP(struct ps2_mouse, reporting),
    SNAP(struct ps2_mouse, scale2),
    SNAP(struct ps2_mouse, resolution),
    SNAP(struct ps2_mouse, rate),
    SNAP(struct ps2_mouse, knock),
    SNAP(struct ps2_mouse, awaiting),
    SNAP(struct ps2_mouse, last_sent),
    SNAP(struct ps2_mouse, buttons),
    SNAP(struct ps2_mouse, told),
    SNAP(struct ps2_mouse, dx),
    SNAP(struct ps2_mouse, dy),
    SNAP(struct ps2_mouse, dz),
    SNAP_TIMER(struct ps2_mouse, sample_timer),
    SNAP_TIMER(struct ps2_mouse, test_timer),
    SNAP_END,
};
const struct snap_desc ps2_mouse_snap = {"ps2_mouse", 1, fields, loaded};
