/* SPDX-License-Identifier: GPL-2.0-only */
/* trace: what the files of the tracer tell each other. */
#ifndef KERNEL_TRACE_TRACE_H
#define KERNEL_TRACE_TRACE_H

#include <linux/trace_events.h>

/* One line, as it lies in the ring. */
struct trace_line {
	u64 ts_ns;
	u32 seq;   /* counted from 0 */
	u16 bytes; /* of all of it, a multiple of 8 */
	u16 cpu;
	int pid;
	char comm[16], lat[6];
	char text[]; /* with its end, without a newline */
};

#define TRACE_LINE_BYTES (sizeof(struct trace_line) + TRACE_SEQ_BYTES + 8)

/* ---- ring.c ---- */

/* -ENOMEM. Process context. With bytes 0: as it is, or the usual size. */
int trace_ring_make(size_t bytes);
size_t trace_ring_bytes(void);
/* Any context but an NMI. irq_flags: what was on before the tracer turned them off. */
void trace_ring_write(const char *text, unsigned int len, unsigned long irq_flags);
/* The line numbered *seq, or the oldest if that has gone; false: there is none yet. */
bool trace_ring_read(u32 *seq, struct trace_line *line);
void trace_ring_clear(void);
void trace_ring_counts(unsigned long *there, unsigned long *written);
/* The next one that trace_pipe has not given; *seq moves on. */
extern bool tracing_is_enabled;

/* ---- events.c ---- */

struct dentry;
void trace_event_add(struct trace_event_call *call, struct module *mod);
/* After files.c has made the root. */
void trace_events_make_dirs(struct dentry *root);

/* ---- probes.c ---- */

void trace_probes_init(void);

#endif
