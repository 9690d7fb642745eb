/* SPDX-License-Identifier: GPL-2.0-only */
/* trace_wires: what goes over the board's wires as lines of a trace. */
#ifndef ZONEMU_EMU_DEBUG_TRACE_WIRES_H
#define ZONEMU_EMU_DEBUG_TRACE_WIRES_H

#include <stddef.h>

#include "emu/wires.h"

enum trace_wire {
	TRACE_I2C_START,
	TRACE_I2C_WRITE,
	TRACE_I2C_READ,
	TRACE_I2C_STRETCH,
	TRACE_I2C_STOP,
	TRACE_I2C_MESSAGE, /* all of these, from START to STOP, in one line */
	TRACE_I2C_LINES,
	TRACE_DMA_CYCLE,
	TRACE_DMA_WRAP,
	TRACE_DMA_DREQ,
	TRACE_DMA_MASTER,
	TRACE_EDU_READ,
	TRACE_EDU_WRITE,
	TRACE_IRQ_LINE,
	TRACE_WIRES
};

struct trace_wire_name {
	const char *name, *help;
};
extern const struct trace_wire_name trace_wire_names[TRACE_WIRES];

/* Which one it is. */
enum trace_wire trace_wire_of(const struct wire_event *event);
/* The line without its stamp and name, with the time first. */
void trace_wire_format(const struct wire_event *event, char *line, size_t bytes);

/* The messages on the buses so far, in the notation of the books: S 40 W + e3 + Sr 40 R + ... P;
 * + is an acknowledge, - none. Zero-initialise. */
struct trace_messages {
	struct {
		char text[400];
		size_t length;
	} bus[WIRE_BUSES];
};
/* Adds an I2C event. True: it ended the bus's message, which is in line. */
bool trace_messages_add(struct trace_messages *messages, const struct wire_event *event, char *line,
			size_t bytes);

#endif
