/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/vcd.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PENDING 1024
/* How far back an event may reach: a byte at SMBus speed, with a margin. */
#define PAST_NS 1000000ull

enum {
	SCL,			      /* of bus 0, then SDA, and so on */
	IRQ = 2 * WIRE_BUSES,	      /* 16 lines */
	DREQ = IRQ + 16,	      /* 8 channels */
	DACK = DREQ + I8237_CHANNELS, /* 8 channels */
	SIGNALS = DACK + I8237_CHANNELS
};

struct change {
	uint64_t ns;
	unsigned signal;
	bool level;
};

struct vcd {
	FILE *out;
	struct change pending[MAX_PENDING]; /* by time */
	unsigned count;
	bool level[SIGNALS];
	uint64_t written_ns, now_ns;
};

static const char *signal_name(unsigned signal, char *name, size_t bytes)
{
	/* some viewers leave the scopes out */
	if (signal < IRQ)
		snprintf(name, bytes, "%s_%s", wires_bus_name(signal / 2),
			 signal & 1 ? "sda" : "scl");
	else if (signal < DREQ)
		snprintf(name, bytes, "irq%u", signal - IRQ);
	else if (signal < DACK)
		snprintf(name, bytes, "dreq%u", signal - DREQ);
	else
		snprintf(name, bytes, "dack%u", signal - DACK);
	return name;
}

/* Identifiers are printable characters, from ! on. */
static int code(unsigned signal)
{
	return '!' + (int)signal;
}

static void define_scope(FILE *out, const char *name, unsigned first, unsigned end)
{
	char buf[16];

	fprintf(out, "$scope module %s $end\n", name);
	for (unsigned s = first; s < end; s++)
		if (s != DREQ + 4 && s != DACK + 4) /* the cascade */
			fprintf(out, "$var wire 1 %c %s $end\n", code(s),
				signal_name(s, buf, sizeof(buf)));
	fputs("$upscope $end\n", out);
}

static void write_header(struct vcd *vcd)
{
	FILE *out = vcd->out;

	fputs("$version zonemu $end\n$timescale 1 ns $end\n$scope module board $end\n", out);
	for (unsigned bus = 0; bus < WIRE_BUSES; bus++)
		define_scope(out, wires_bus_name(bus), 2 * bus, 2 * bus + 2);
	define_scope(out, "irq", IRQ, DREQ);
	define_scope(out, "dma", DREQ, SIGNALS);
	fputs("$upscope $end\n$enddefinitions $end\n#0\n$dumpvars\n", out);
	for (unsigned s = 0; s < SIGNALS; s++) {
		vcd->level[s] = s < IRQ;
		if (s != DREQ + 4 && s != DACK + 4)
			fprintf(out, "%d%c\n", vcd->level[s], code(s));
	}
	fputs("$end\n", out);
}

static void write_change(struct vcd *vcd, const struct change *change)
{
	if (vcd->level[change->signal] == change->level)
		return;
	vcd->level[change->signal] = change->level;
	if (change->ns > vcd->written_ns) {
		vcd->written_ns = change->ns;
		fprintf(vcd->out, "#%" PRIu64 "\n", change->ns);
	}
	fprintf(vcd->out, "%d%c\n", change->level, code(change->signal));
}

/* Write what no later event can come before. */
static void flush(struct vcd *vcd, uint64_t until_ns)
{
	unsigned n = 0;

	while (n < vcd->count && vcd->pending[n].ns <= until_ns)
		write_change(vcd, &vcd->pending[n++]);
	vcd->count -= n;
	memmove(vcd->pending, vcd->pending + n, vcd->count * sizeof(vcd->pending[0]));
}

static void add(struct vcd *vcd, uint64_t ns, unsigned signal, bool level)
{
	unsigned at;

	if (vcd->count == MAX_PENDING)
		flush(vcd, vcd->pending[MAX_PENDING / 2].ns);
	at = vcd->count++;
	for (; at && vcd->pending[at - 1].ns > ns; at--)
		vcd->pending[at] = vcd->pending[at - 1];
	vcd->pending[at] = (struct change){ns, signal, level};
}

/* ---- bytes as edges ---- */

/* One bit: SCL falls at its beginning, SDA settles, SCL is high in the later half. */
static void add_bit(struct vcd *vcd, unsigned scl, uint64_t ns, uint32_t bit_ns, bool level)
{
	add(vcd, ns, scl, false);
	add(vcd, ns + bit_ns / 2, scl + 1, level);
	add(vcd, ns + bit_ns * 5 / 8, scl, true);
}

/* Nine bits, the last one at the time of the event. ns: where they begin. */
static void add_byte(struct vcd *vcd, unsigned scl, uint64_t ns, uint32_t bit_ns, uint8_t byte,
		     bool ack)
{
	for (unsigned bit = 0; bit < 8; bit++)
		add_bit(vcd, scl, ns + (uint64_t)bit * bit_ns, bit_ns, byte >> (7 - bit) & 1);
	add_bit(vcd, scl, ns + 8ull * bit_ns, bit_ns, !ack);
}

/* Before its first bit: both high, then SDA falls while SCL is high. */
static void add_start(struct vcd *vcd, unsigned scl, uint64_t ns, uint32_t bit_ns)
{
	add(vcd, ns, scl, false);
	add(vcd, ns + bit_ns * 4 / 16, scl + 1, true);
	add(vcd, ns + bit_ns * 5 / 16, scl, true);
	add(vcd, ns + bit_ns * 6 / 16, scl + 1, false);
	add(vcd, ns + bit_ns * 7 / 16, scl, false);
}

/* Within the quarter of a bit that a start leaves free. */
static void add_stop(struct vcd *vcd, unsigned scl, uint64_t ns, uint32_t bit_ns)
{
	add(vcd, ns, scl, false);
	add(vcd, ns + bit_ns / 16, scl + 1, false);
	add(vcd, ns + bit_ns * 2 / 16, scl, true);
	add(vcd, ns + bit_ns * 3 / 16, scl + 1, true);
}

static void add_i2c(struct vcd *vcd, const struct wire_event *event)
{
	const struct i2c_event *i2c = event->i2c;
	const uint32_t bit_ns = event->bit_ns;
	uint64_t begin = event->now_ns - 9ull * bit_ns;
	unsigned scl = 2 * event->n;

	switch (i2c->kind) {
	case I2C_START:
		/* An idle bus is high: SCL needs not fall first. */
		if (i2c->repeated)
			add_start(vcd, scl, begin, bit_ns);
		else
			add(vcd, begin + bit_ns * 6 / 16, scl + 1, false);
		add(vcd, begin + bit_ns * 7 / 16, scl, false);
		add(vcd, begin + bit_ns / 2, scl + 1, i2c->byte >> 7);
		add(vcd, begin + bit_ns * 5 / 8, scl, true);
		for (unsigned bit = 1; bit < 8; bit++)
			add_bit(vcd, scl, begin + (uint64_t)bit * bit_ns, bit_ns,
				i2c->byte >> (7 - bit) & 1);
		add_bit(vcd, scl, begin + 8ull * bit_ns, bit_ns, !i2c->ack);
		break;
	case I2C_WRITE:
	case I2C_READ:
		add_byte(vcd, scl, begin, bit_ns, i2c->byte, i2c->ack);
		break;
	case I2C_STRETCH:
		add(vcd, event->now_ns, scl, false);
		break;
	case I2C_STOP:
		add_stop(vcd, scl, event->now_ns, bit_ns);
		break;
	}
}

void vcd_event(struct vcd *vcd, const struct wire_event *event)
{
	const uint64_t now_ns = event->now_ns;

	switch (event->kind) {
	case WIRE_I2C:
		if (event->bit_ns)
			add_i2c(vcd, event);
		break;
	case WIRE_I2C_LINES:
		add(vcd, now_ns, 2 * event->n, event->scl);
		add(vcd, now_ns, 2 * event->n + 1, event->sda);
		break;
	case WIRE_DMA:
		add(vcd, now_ns, DACK + event->n, true);
		add(vcd, now_ns + 1, DACK + event->n, false);
		break;
	case WIRE_DREQ:
		add(vcd, now_ns, DREQ + event->n, event->level);
		break;
	case WIRE_IRQ:
		add(vcd, now_ns, IRQ + event->n, event->level);
		break;
	case WIRE_EDU_USED:
	case WIRE_EDU_DMA:
	case WIRE_SERIAL:
	case WIRE_DMA_SET:
	case WIRE_KINDS:
		break;
	}
	vcd->now_ns = now_ns;
	if (now_ns > PAST_NS)
		flush(vcd, now_ns - PAST_NS);
}

struct vcd *vcd_open(const char *path, char *err, size_t err_bytes)
{
	struct vcd *vcd = calloc(1, sizeof(*vcd));

	if (!vcd) {
		snprintf(err, err_bytes, "out of host memory for %s", path);
		return NULL;
	}
	vcd->out = fopen(path, "w");
	if (!vcd->out) {
		snprintf(err, err_bytes, "%s: %s", path, strerror(errno));
		free(vcd);
		return NULL;
	}
	write_header(vcd);
	return vcd;
}

void vcd_close(struct vcd *vcd)
{
	if (!vcd)
		return;
	flush(vcd, UINT64_MAX);
	if (vcd->now_ns > vcd->written_ns)
		fprintf(vcd->out, "#%" PRIu64 "\n", vcd->now_ns);
	fclose(vcd->out);
	free(vcd);
}
