/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trace_events: what trace/trace_events.h makes of a TRACE_EVENT(), and what stands behind
 * /sys/kernel/tracing/events (guest/kernel/trace/events.c).
 */
#ifndef _LINUX_TRACE_EVENTS_H
#define _LINUX_TRACE_EVENTS_H

#include <linux/cpumask.h>
#include <linux/hardirq.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/string.h>
#include <linux/trace_seq.h>
#include <linux/tracepoint.h>

#define TRACE_EVENT_STR_MAX 256
#define TRACE_EVENT_BYTES   1000 /* of one event, with its strings and arrays */

/* At the beginning of each event. */
struct trace_entry {
	unsigned short type;
	unsigned char flags, preempt_count;
	int pid;
};

struct trace_field_list;
struct module;
struct dentry;

struct trace_event_call {
	const char *system, *name, *print_fmt;
	struct tracepoint *tp; /* or NULL, then: */
	int (*reg)(struct trace_event_call *call, bool on);
	void *probe; /* what the tracepoint is to call */
	void *data;  /* for reg */
	void (*describe)(struct trace_field_list *list);
	void (*output)(struct trace_seq *s, void *entry);

	struct list_head list;
	struct dentry *dir;
	struct module *mod;
	int id;
	bool enabled;
};

/* An event's fields, as its `format` file shows them. */
void trace_event_field(struct trace_field_list *list, const char *type, const char *name,
		       unsigned int offset, unsigned int size, bool is_signed);

/*
 * Room for an event, with interrupts off until trace_event_end(), which makes a line of it; NULL:
 * not now (tracing is off, or this CPU is at one already), and there is nothing to end.
 */
void *trace_event_begin(struct trace_event_call *call, size_t bytes);
void trace_event_end(struct trace_event_call *call);
/* A second line for what %s is to say; between the two. */
struct trace_seq *trace_event_scratch(void);

struct trace_print_flags {
	unsigned long mask;
	const char *name; /* NULL ends a table */
};
struct trace_print_flags_u64 {
	unsigned long long mask;
	const char *name;
};

const char *trace_print_flags_seq(struct trace_seq *p, const char *delim, unsigned long long flags,
				  const struct trace_print_flags_u64 *table);
const char *trace_print_symbols_seq(struct trace_seq *p, unsigned long long value,
				    const struct trace_print_flags_u64 *table);
const char *trace_print_hex_seq(struct trace_seq *p, const unsigned char *buf, int len,
				bool together);
const char *trace_print_array_seq(struct trace_seq *p, const void *buf, int count, size_t size);
const char *trace_print_bitmask_seq(struct trace_seq *p, void *bitmask, unsigned int bytes);
int trace_event_vstr_len(const char *fmt, va_list *args);

/* /sys/kernel/tracing/events/SYSTEM/NAME/enable. -EINVAL: no such event. */
int trace_set_clr_event(const char *system, const char *event, int set);

#endif
