/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * IBM PS/2 101/102-key keyboard (IBM PS/2 Hardware Interface Technical
 * Reference, "Keyboards", 1990). It has no ports: bytes come and go over the
 * keyboard controller's wire.
 *
 * NOT IMPLEMENTED: the per-key commands of set 3 (FB-FD, answered FE); the
 * self-test takes 10 ms, not 300 to 900; no AA is sent at power-on; parity
 * errors do not happen.
 */
#include "devices/ps2_keyboard.h"

#include <stddef.h>

#include "devices/ps2_codes.h"

#define ACK	    0xfa
#define RESEND	    0xfe
#define TEST_PASSED 0xaa
#define EXTENDED    0xe0
#define PAUSE	    0xe1
#define BREAK	    0xf0
#define BREAK_BIT   0x80 /* of a set-1 code */

#define CMD_LEDS	  0xed
#define CMD_ECHO	  0xee
#define CMD_SET		  0xf0
#define CMD_ID		  0xf2
#define CMD_RATE	  0xf3
#define CMD_ENABLE	  0xf4
#define CMD_DISABLE	  0xf5
#define CMD_DEFAULTS	  0xf6
#define CMD_ALL_TYPEMATIC 0xf7
#define CMD_ALL_BREAK	  0xf8
#define CMD_ALL_MAKE	  0xf9
#define CMD_ALL_BOTH	  0xfa
#define CMD_RESEND	  0xfe
#define CMD_RESET	  0xff

#define DEFAULT_RATE 0x2b /* 500 ms, 10.9 characters a second */
#define TEST_NS	     10000000ull
#define KEY_EXTENDED 0x100 /* in `repeating` */

static void put_reply(struct ps2_keyboard *kbd, uint8_t byte)
{
	ps2_queue_put(&kbd->reply, byte);
	irq_set(&kbd->ready, true);
	irq_set(&kbd->ready, false);
}

static void stop_repeating(struct ps2_keyboard *kbd)
{
	kbd->repeating = 0;
	clock_disarm(kbd->clock, &kbd->repeat_timer);
}

static void set_defaults(struct ps2_keyboard *kbd)
{
	ps2_queue_clear(&kbd->keys);
	stop_repeating(kbd);
	kbd->rate = DEFAULT_RATE;
	kbd->set3_keys = 0;
	kbd->set = 2;
}

/* ---- keys ---- */

/* A key's bytes go into the queue together or not at all. */
struct burst {
	uint8_t byte[8];
	unsigned count;
};

static void add(struct burst *burst, uint8_t byte)
{
	burst->byte[burst->count++] = byte;
}

static void send_burst(struct ps2_keyboard *kbd, const struct burst *burst)
{
	if (!burst->count || ps2_queue_room(&kbd->keys) < burst->count)
		return;
	for (unsigned i = 0; i < burst->count; i++)
		ps2_queue_put(&kbd->keys, burst->byte[i]);
	irq_set(&kbd->ready, true);
	irq_set(&kbd->ready, false);
}

/* A set-1 byte in the current set (1 or 2). */
static void add_translated(const struct ps2_keyboard *kbd, struct burst *burst, uint8_t byte)
{
	if (kbd->set == 1) {
		add(burst, byte);
		return;
	}
	if (byte & BREAK_BIT)
		add(burst, BREAK);
	add(burst, ps2_set1_to_set2(byte & ~BREAK_BIT));
}

static bool is_modifier(uint8_t set3_code)
{
	switch (set3_code) {
	case 0x11: /* left Ctrl */
	case 0x12: /* left Shift */
	case 0x14: /* Caps Lock */
	case 0x19: /* left Alt */
	case 0x59: /* right Shift */
	case 0x39: /* right Alt and Ctrl */
	case 0x58:
		return true;
	default:
		return false;
	}
}

/* Set 3: which keys tell of their release ("Scan Code Set 3", key types) */
static bool set3_sends_break(const struct ps2_keyboard *kbd, uint8_t set3_code)
{
	if (kbd->set3_keys)
		return kbd->set3_keys == CMD_ALL_BREAK || kbd->set3_keys == CMD_ALL_BOTH;
	return is_modifier(set3_code);
}

static bool key_repeats(const struct ps2_keyboard *kbd, uint8_t set3_code)
{
	if (kbd->set != 3)
		return true;
	if (kbd->set3_keys)
		return kbd->set3_keys == CMD_ALL_TYPEMATIC || kbd->set3_keys == CMD_ALL_BOTH;
	return !is_modifier(set3_code);
}

static void send_set3(struct ps2_keyboard *kbd, uint8_t set3_code, bool release)
{
	struct burst burst = {.count = 0};

	if (!set3_code || (release && !set3_sends_break(kbd, set3_code)))
		return;
	if (release)
		add(&burst, BREAK);
	add(&burst, set3_code);
	send_burst(kbd, &burst);
}

static void send_key(struct ps2_keyboard *kbd, uint8_t byte, bool extended)
{
	uint8_t make = byte & ~BREAK_BIT;
	struct burst burst = {.count = 0};

	if (kbd->set == 3) {
		send_set3(kbd, ps2_set1_to_set3(make, extended), byte & BREAK_BIT);
		return;
	}
	if (!ps2_set1_to_set2(make))
		return;
	if (extended)
		add(&burst, EXTENDED);
	add_translated(kbd, &burst, byte);
	send_burst(kbd, &burst);
}

/* Pause: E1 and two codes, once pressed and once released; set 3 has a code for it. */
static void send_pause(struct ps2_keyboard *kbd, uint8_t first, uint8_t second)
{
	struct burst burst = {.count = 0};

	if (kbd->set == 3) {
		send_set3(kbd, 0x62, second & BREAK_BIT);
		return;
	}
	add(&burst, PAUSE);
	add_translated(kbd, &burst, first);
	add_translated(kbd, &burst, second);
	send_burst(kbd, &burst);
}

/* "Set Typematic Rate/Delay": delay (1 + bits 6-5) * 250 ms; a period of
 * (8 + bits 2-0) * 2 ^ bits 4-3 * 4.17 ms */
static uint64_t repeat_delay_ns(const struct ps2_keyboard *kbd)
{
	return (1 + (kbd->rate >> 5 & 3)) * 250000000ull;
}

static uint64_t repeat_period_ns(const struct ps2_keyboard *kbd)
{
	return ((8ull + (kbd->rate & 7)) << (kbd->rate >> 3 & 3)) * 4170000ull;
}

static void repeat_due(void *owner, uint64_t now_ns)
{
	struct ps2_keyboard *kbd = owner;

	send_key(kbd, (uint8_t)kbd->repeating, kbd->repeating & KEY_EXTENDED);
	clock_arm(kbd->clock, &kbd->repeat_timer, now_ns + repeat_period_ns(kbd));
}

static void track_repeat(struct ps2_keyboard *kbd, uint8_t byte, bool extended)
{
	uint8_t make = byte & ~BREAK_BIT;
	uint16_t key = make | (extended ? KEY_EXTENDED : 0);

	if (byte & BREAK_BIT) {
		if (kbd->repeating == key)
			stop_repeating(kbd);
		return;
	}
	stop_repeating(kbd);
	if (!key_repeats(kbd, ps2_set1_to_set3(make, extended)))
		return;
	kbd->repeating = key;
	clock_arm(kbd->clock, &kbd->repeat_timer, clock_now(kbd->clock) + repeat_delay_ns(kbd));
}

bool ps2_keyboard_wants_key(const struct ps2_keyboard *kbd)
{
	return ps2_queue_room(&kbd->keys) >= sizeof(((struct burst *)0)->byte);
}

void ps2_keyboard_set1(struct ps2_keyboard *kbd, uint8_t byte)
{
	uint8_t prefix = kbd->prefix;

	if (byte == EXTENDED || byte == PAUSE) {
		kbd->prefix = byte;
		kbd->pause_byte = 0;
		return;
	}
	if (prefix == PAUSE && !kbd->pause_byte) {
		kbd->pause_byte = byte;
		return;
	}
	kbd->prefix = 0;
	if (!kbd->scanning)
		return;
	if (prefix == PAUSE) {
		stop_repeating(kbd);
		send_pause(kbd, kbd->pause_byte, byte);
		return;
	}
	track_repeat(kbd, byte, prefix == EXTENDED);
	send_key(kbd, byte, prefix == EXTENDED);
}

/* ---- commands ---- */

static void test_due(void *owner, uint64_t now_ns)
{
	struct ps2_keyboard *kbd = owner;

	(void)now_ns;
	kbd->scanning = true;
	put_reply(kbd, TEST_PASSED);
}

static void reset_command(struct ps2_keyboard *kbd)
{
	ps2_queue_clear(&kbd->reply);
	put_reply(kbd, ACK);
	set_defaults(kbd);
	kbd->leds = 0;
	kbd->scanning = false;
	clock_arm(kbd->clock, &kbd->test_timer, clock_now(kbd->clock) + TEST_NS);
}

static void command(struct ps2_keyboard *kbd, uint8_t byte)
{
	switch (byte) {
	case CMD_ECHO:
		put_reply(kbd, CMD_ECHO);
		return;
	case CMD_RESEND:
		put_reply(kbd, kbd->last_sent);
		return;
	case CMD_RESET:
		reset_command(kbd);
		return;
	case CMD_LEDS:
	case CMD_SET:
	case CMD_RATE:
		kbd->awaiting = byte;
		break;
	case CMD_ID:
		put_reply(kbd, ACK);
		put_reply(kbd, 0xab);
		put_reply(kbd, 0x83);
		return;
	case CMD_ENABLE:
		ps2_queue_clear(&kbd->keys);
		kbd->scanning = true;
		break;
	case CMD_DISABLE:
		set_defaults(kbd);
		kbd->scanning = false;
		break;
	case CMD_DEFAULTS:
		set_defaults(kbd);
		break;
	case CMD_ALL_TYPEMATIC:
	case CMD_ALL_BREAK:
	case CMD_ALL_MAKE:
	case CMD_ALL_BOTH:
		kbd->set3_keys = byte;
		break;
	default:
		put_reply(kbd, RESEND);
		return;
	}
	put_reply(kbd, ACK);
}

static void select_set(struct ps2_keyboard *kbd, uint8_t set)
{
	if (set > 3) {
		put_reply(kbd, RESEND);
		return;
	}
	put_reply(kbd, ACK);
	if (!set) {
		put_reply(kbd, kbd->set);
		return;
	}
	ps2_queue_clear(&kbd->keys);
	stop_repeating(kbd);
	kbd->set = set;
}

static void parameter(struct ps2_keyboard *kbd, uint8_t cmd, uint8_t byte)
{
	if (cmd == CMD_SET) {
		select_set(kbd, byte);
		return;
	}
	if (cmd == CMD_LEDS)
		kbd->leds = byte & 7;
	else
		kbd->rate = byte & 0x7f;
	put_reply(kbd, ACK);
}

void ps2_keyboard_write(struct ps2_keyboard *kbd, uint8_t byte)
{
	uint8_t cmd = kbd->awaiting;

	clock_disarm(kbd->clock, &kbd->test_timer);
	kbd->awaiting = 0;
	/* A command in a parameter's place is taken as a command. */
	if (cmd && byte < CMD_LEDS)
		parameter(kbd, cmd, byte);
	else
		command(kbd, byte);
}

int ps2_keyboard_take(struct ps2_keyboard *kbd)
{
	int byte = ps2_queue_take(&kbd->reply);

	if (byte < 0)
		byte = ps2_queue_take(&kbd->keys);
	if (byte >= 0)
		kbd->last_sent = (uint8_t)byte;
	return byte;
}

void ps2_keyboard_reset(struct ps2_keyboard *kbd)
{
	set_defaults(kbd);
	ps2_queue_clear(&kbd->reply);
	clock_disarm(kbd->clock, &kbd->test_timer);
	kbd->scanning = true;
	kbd->leds = kbd->awaiting = kbd->last_sent = kbd->prefix = 0;
}

void ps2_keyboard_init(struct ps2_keyboard *kbd, struct clock *clock, struct irq_line ready)
{
	*kbd = (struct ps2_keyboard){.clock = clock, .ready = ready};
	clock_timer_init(&kbd->repeat_timer, repeat_due, kbd);
	clock_timer_init(&kbd->test_timer, test_due, kbd);
	ps2_keyboard_reset(kbd);
}

static void loaded(void *dev)
{
	struct ps2_keyboard *kbd = dev;

	ps2_queue_mend(&kbd->reply);
	ps2_queue_mend(&kbd->keys);
}

static const struct snap_field fields[] = {
    SNAP(struct ps2_keyboard, reply),
    SNAP(struct ps2_keyboard, keys),
    SNAP(struct ps2_keyboard, set),
    SNAP(struct ps2_keyboard, scanning),
    SNAP(struct ps2_keyboard, leds),
    SNAP(struct ps2_keyboard, rate),
    SNAP(struct ps2_keyboard, set3_keys),
    SNAP(struct ps2_keyboard, awaiting),
    SNAP(struct ps2_keyboard, last_sent),
    SNAP(struct ps2_keyboard, prefix),
    SNAP(struct ps2_keyboard, pause_byte),
    SNAP(struct ps2_keyboard, repeating),
    SNAP_TIMER(struct ps2_keyboard, repeat_timer),
    SNAP_TIMER(struct ps2_keyboard, test_timer),
    SNAP_END,
};
const struct snap_desc ps2_keyboard_snap = {"ps2_keyboard", 1, fields, loaded};
