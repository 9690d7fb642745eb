/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The slaves' end of a two-wire bus (The I2C-bus specification, version 2.1,
 * sections 6 to 8): SDA is sampled while SCL rises and changes after it falls;
 * SDA falling while SCL is high is a START, rising a STOP.
 *
 *	       START  bit 7 ... bit 0  ACK          STOP
 *	SCL ------\__/~~\__ ... /~~\__/~~\__ ... __/~~~~~
 *	SDA --\___x======x ... x====x______ ...  ____/~~~
 *
 * A device stretches the clock after an acknowledge: SCL stays low although
 * the controller lets go of it, until the device has what is asked for.
 *
 * NOT IMPLEMENTED: other controllers (arbitration); addresses of ten bits;
 * set-up and hold times (a controller may be as fast as it likes).
 */
#include "devices/i2c_bits.h"

#include <stddef.h>

enum {
	IDLE,	   /* waits for a START */
	LISTENING, /* takes bits from the controller */
	ANSWERING, /* the ninth clock: the device's acknowledge */
	SENDING,   /* gives bits to the controller */
	ANSWERED,  /* the ninth clock: the controller's acknowledge */
};

static void settle(struct i2c_bits *b);

/* ---- bytes ---- */

static void listen(struct i2c_bits *b)
{
	b->state = LISTENING;
	b->bits = b->shift = 0;
	b->pull_sda = false;
}

static void send_bit(struct i2c_bits *b)
{
	b->pull_sda = !(b->shift & 0x80 >> b->bits);
}

static void load_byte(struct i2c_bits *b)
{
	b->state = SENDING;
	b->bits = 0;
	b->shift = i2c_read(&b->bus);
	send_bit(b);
}

/* After an acknowledge: the next byte, as soon as the device has it. */
static void next_byte(struct i2c_bits *b)
{
	uint64_t stretch_ns = i2c_stretch_ns(&b->bus);

	b->pull_sda = false;
	if (stretch_ns) {
		b->hold_scl = true;
		i2c_stretched(&b->bus, stretch_ns);
		clock_arm(b->clock, &b->stretch, clock_now(b->clock) + stretch_ns);
	} else if (b->reading) {
		load_byte(b);
	} else {
		listen(b);
	}
}

static void stretch_over(void *owner, uint64_t now_ns)
{
	struct i2c_bits *b = owner;

	(void)now_ns;
	b->hold_scl = false;
	next_byte(b);
	settle(b);
}

void i2c_bits_look_again(struct i2c_bits *b)
{
	if (b->hold_scl)
		clock_arm(b->clock, &b->stretch, clock_now(b->clock) + i2c_stretch_ns(&b->bus));
}

static void take_byte(struct i2c_bits *b)
{
	if (b->header) {
		b->reading = b->shift & 1;
		b->acked = i2c_start(&b->bus, b->shift >> 1, b->reading);
	} else {
		b->acked = i2c_write(&b->bus, b->shift);
	}
	b->header = false;
	b->pull_sda = b->acked;
	b->state = ANSWERING;
}

/* ---- edges ---- */

static void begin(struct i2c_bits *b)
{
	listen(b);
	b->header = true;
}

static void end(struct i2c_bits *b)
{
	i2c_stop(&b->bus);
	b->state = IDLE;
	b->pull_sda = false;
}

static void scl_rose(struct i2c_bits *b)
{
	if (b->state == LISTENING) {
		b->shift = (uint8_t)(b->shift << 1 | b->sda);
		b->bits++;
	} else if (b->state == ANSWERED) {
		b->acked = !b->sda;
		i2c_answer(&b->bus, b->shift, b->acked);
	} else if (b->state == SENDING) {
		b->bits++;
	}
}

static void scl_fell(struct i2c_bits *b)
{
	switch (b->state) {
	case LISTENING:
		if (b->bits == 8)
			take_byte(b);
		break;
	case SENDING:
		if (b->bits < 8) {
			send_bit(b);
		} else {
			b->pull_sda = false;
			b->state = ANSWERED;
		}
		break;
	case ANSWERING:
	case ANSWERED:
		if (b->acked) {
			next_byte(b);
		} else {
			b->pull_sda = false;
			b->state = IDLE;
		}
		break;
	}
}

/* One line at a time, as the wires would have it. True: something has changed. */
static bool step(struct i2c_bits *b)
{
	bool scl = b->master_scl && !b->hold_scl, sda = b->master_sda && !b->pull_sda;

	if (b->scl && !scl) {
		b->scl = false;
		scl_fell(b);
	} else if (sda != b->sda) {
		b->sda = sda;
		if (b->scl && !sda)
			begin(b);
		else if (b->scl)
			end(b);
	} else if (!b->scl && scl) {
		b->scl = true;
		scl_rose(b);
	} else {
		return false;
	}
	return true;
}

static void settle(struct i2c_bits *b)
{
	while (step(b))
		if (b->changed)
			b->changed(b->ctx, b->scl, b->sda);
}

void i2c_bits_drive(struct i2c_bits *b, bool scl, bool sda)
{
	b->master_scl = scl;
	b->master_sda = sda;
	settle(b);
}

void i2c_bits_init(struct i2c_bits *b, struct clock *clock,
		   void (*changed)(void *ctx, bool scl, bool sda), void *ctx)
{
	*b = (struct i2c_bits){.clock = clock,
			       .changed = changed,
			       .ctx = ctx,
			       .master_scl = true,
			       .master_sda = true,
			       .scl = true,
			       .sda = true};
	i2c_init(&b->bus);
	clock_timer_init(&b->stretch, stretch_over, b);
}

static const struct snap_field fields[] = {
    SNAP(struct i2c_bits, master_scl),	  SNAP(struct i2c_bits, master_sda),
    SNAP(struct i2c_bits, hold_scl),	  SNAP(struct i2c_bits, pull_sda),
    SNAP(struct i2c_bits, scl),		  SNAP(struct i2c_bits, sda),
    SNAP(struct i2c_bits, state),	  SNAP(struct i2c_bits, bits),
    SNAP(struct i2c_bits, shift),	  SNAP(struct i2c_bits, reading),
    SNAP(struct i2c_bits, header),	  SNAP(struct i2c_bits, acked),
    SNAP_TIMER(struct i2c_bits, stretch), SNAP_END,
};

/* A byte has eight bits, whatever an image says. */
static void loaded(void *dev)
{
	struct i2c_bits *b = dev;

	if (b->bits > 8)
		b->bits = 8;
}

const struct snap_desc i2c_bits_snap = {"i2c_bits", 1, fields, loaded};
