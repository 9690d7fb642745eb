/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/trace_wires.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

const struct trace_wire_name trace_wire_names[TRACE_WIRES] = {
    [TRACE_I2C_START] = {"i2c:start", "a (repeated) START and the address, on either bus"},
    [TRACE_I2C_WRITE] = {"i2c:write", "a byte to the device, and its acknowledge"},
    [TRACE_I2C_READ] = {"i2c:read", "a byte from the device, and the controller's answer"},
    [TRACE_I2C_STRETCH] = {"i2c:stretch", "the device holds the clock"},
    [TRACE_I2C_STOP] = {"i2c:stop", "a STOP"},
    [TRACE_I2C_MESSAGE] = {"i2c:message", "all that from START to STOP in one line"},
    [TRACE_I2C_LINES] = {"i2c:lines", "each edge of SCL and SDA at the parallel port"},
    [TRACE_DMA_CYCLE] = {"dma:cycle", "each DMA transfer: channel, page, address, count"},
    [TRACE_DMA_WRAP] = {"dma:wrap", "a DMA address wrapped inside of its 64 or 128 KiB page"},
    [TRACE_DMA_DREQ] = {"dma:dreq", "a device asks for DMA, or no more"},
    [TRACE_DMA_MASTER] = {"dma:master", "a PCI device moves a block by itself (-device edu)"},
    [TRACE_EDU_READ] = {"edu:read", "a register of -device edu is read"},
    [TRACE_EDU_WRITE] = {"edu:write", "a register of -device edu is written"},
    [TRACE_IRQ_LINE] = {"irq:line", "an interrupt line rises or falls"},
};

enum trace_wire trace_wire_of(const struct wire_event *event)
{
	static const enum trace_wire of_i2c[] = {
	    [I2C_START] = TRACE_I2C_START, [I2C_WRITE] = TRACE_I2C_WRITE,
	    [I2C_READ] = TRACE_I2C_READ,   [I2C_STRETCH] = TRACE_I2C_STRETCH,
	    [I2C_STOP] = TRACE_I2C_STOP,
	};

	switch (event->kind) {
	case WIRE_I2C:
		return of_i2c[event->i2c->kind];
	case WIRE_I2C_LINES:
		return TRACE_I2C_LINES;
	case WIRE_DMA:
		return TRACE_DMA_CYCLE;
	case WIRE_DREQ:
		return TRACE_DMA_DREQ;
	case WIRE_EDU_DMA:
		return TRACE_DMA_MASTER;
	case WIRE_EDU_USED:
		return event->level ? TRACE_EDU_WRITE : TRACE_EDU_READ;
	default:
		return TRACE_IRQ_LINE;
	}
}

static const char *sign(bool ack)
{
	return ack ? "ack" : "nak";
}

static int format_i2c(const struct wire_event *event, char *line, size_t bytes)
{
	const struct i2c_event *i2c = event->i2c;
	const char *bus = wires_bus_name(event->n);

	switch (i2c->kind) {
	case I2C_START:
		return snprintf(line, bytes, "%s %s addr=0x%02x %s %s", bus,
				i2c->repeated ? "repeated" : "first", i2c->byte >> 1,
				i2c->read ? "read" : "write", sign(i2c->ack));
	case I2C_STRETCH:
		return snprintf(line, bytes, "%s %.3f ms", bus, (double)i2c->stretch_ns / 1e6);
	case I2C_STOP:
		return snprintf(line, bytes, "%s", bus);
	default:
		return snprintf(line, bytes, "%s byte=0x%02x %s", bus, i2c->byte, sign(i2c->ack));
	}
}

static int format_dma(const struct i8237_cycle *dma, char *line, size_t bytes)
{
	bool wide = dma->channel > 3;

	return snprintf(line, bytes, "channel=%u page=0x%02x pa=0x%06x left=%u value=0x%0*x %s%s%s",
			dma->channel, dma->pa >> 16 & (wide ? 0xfe : 0xff), dma->pa, dma->left,
			wide ? 4 : 2, wide ? dma->value : dma->value & 0xff,
			dma->verify	 ? "verify"
			: dma->to_memory ? "to memory"
					 : "from memory",
			dma->tc ? " TC" : "", dma->wraps ? " WRAPS" : "");
}

static int format_edu_dma(const struct edu_transfer *edu, char *line, size_t bytes)
{
	static const char *const faults[] = {
	    [EDU_FINE] = "",
	    [EDU_NOT_MASTER] = " NOT MOVED: bus mastering is off",
	    [EDU_OUTSIDE] = " NOT MOVED: outside of the device's buffer",
	    [EDU_BEYOND_MASK] = " ADDRESS CUT: beyond the device's mask"};

	return snprintf(line, bytes,
			"edu pa=0x%08" PRIx64 " off=0x%05" PRIx64 " bytes=%" PRIu64 " %s%s",
			edu->pa, edu->off, edu->bytes, edu->to_memory ? "to memory" : "from memory",
			faults[edu->fault]);
}

void trace_wire_format(const struct wire_event *event, char *line, size_t bytes)
{
	int used =
	    snprintf(line, bytes, "t=%" PRIu64 ".%09u ", (uint64_t)(event->now_ns / CLOCK_NS_PER_S),
		     (unsigned)(event->now_ns % CLOCK_NS_PER_S));

	line += used;
	bytes -= (size_t)used;
	switch (event->kind) {
	case WIRE_I2C:
		format_i2c(event, line, bytes);
		break;
	case WIRE_I2C_LINES:
		snprintf(line, bytes, "%s scl=%d sda=%d", wires_bus_name(event->n), event->scl,
			 event->sda);
		break;
	case WIRE_DMA:
		format_dma(event->dma, line, bytes);
		break;
	case WIRE_EDU_DMA:
		format_edu_dma(event->edu, line, bytes);
		break;
	case WIRE_EDU_USED:
		snprintf(line, bytes, "off=0x%05x value=0x%08x %s", event->n, event->value,
			 edu_register_name(event->n));
		break;
	case WIRE_DREQ:
		snprintf(line, bytes, "channel=%u %s", event->n, event->level ? "high" : "low");
		break;
	default:
		snprintf(line, bytes, "irq=%u %s", event->n, event->level ? "high" : "low");
	}
}

/* ---- messages ---- */

static void append(struct trace_messages *messages, unsigned bus, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A message too long for its line ends in dots. */
static void append(struct trace_messages *messages, unsigned bus, const char *format, ...)
{
	char *text = messages->bus[bus].text;
	size_t room = sizeof(messages->bus[bus].text), *length = &messages->bus[bus].length;
	va_list args;
	int used;

	if (*length + 24 > room) {
		if (*length + 4 < room)
			*length += (size_t)snprintf(text + *length, room - *length, "...");
		return;
	}
	va_start(args, format);
	used = vsnprintf(text + *length, room - *length, format, args);
	va_end(args);
	*length += (size_t)used;
}

bool trace_messages_add(struct trace_messages *messages, const struct wire_event *event, char *line,
			size_t bytes)
{
	const struct i2c_event *i2c = event->i2c;
	char answer = i2c->ack ? '+' : '-';

	switch (i2c->kind) {
	case I2C_START:
		append(messages, event->n, "%s %02x %c %c ", i2c->repeated ? "Sr" : "S",
		       i2c->byte >> 1, i2c->read ? 'R' : 'W', answer);
		return false;
	case I2C_STRETCH:
		append(messages, event->n, "(%.3f ms) ", (double)i2c->stretch_ns / 1e6);
		return false;
	case I2C_STOP:
		snprintf(line, bytes, "t=%" PRIu64 ".%09u %s %sP",
			 (uint64_t)(event->now_ns / CLOCK_NS_PER_S),
			 (unsigned)(event->now_ns % CLOCK_NS_PER_S), wires_bus_name(event->n),
			 messages->bus[event->n].text);
		messages->bus[event->n].text[0] = '\0';
		messages->bus[event->n].length = 0;
		return true;
	default:
		append(messages, event->n, "%02x %c ", i2c->byte, answer);
		return false;
	}
}
