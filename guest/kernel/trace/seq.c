/* SPDX-License-Identifier: GPL-2.0-only */
/* seq: lines put together, and values as words. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/trace_events.h>

void trace_seq_vprintf(struct trace_seq *s, const char *fmt, va_list args)
{
	unsigned int room = sizeof(s->buffer) - s->len,
		     n = vsnprintf(s->buffer + s->len, room, fmt, args);

	s->full |= n >= room;
	s->len += min(n, room - 1);
}
EXPORT_SYMBOL_GPL(trace_seq_vprintf);

void trace_seq_printf(struct trace_seq *s, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	trace_seq_vprintf(s, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL_GPL(trace_seq_printf);

void trace_seq_putmem(struct trace_seq *s, const void *mem, unsigned int len)
{
	unsigned int room = sizeof(s->buffer) - 1 - s->len;

	s->full |= len > room;
	len = min(len, room);
	memcpy(s->buffer + s->len, mem, len);
	s->len += len;
	s->buffer[s->len] = '\0';
}
EXPORT_SYMBOL_GPL(trace_seq_putmem);

void trace_seq_puts(struct trace_seq *s, const char *str)
{
	trace_seq_putmem(s, str, strlen(str));
}
EXPORT_SYMBOL_GPL(trace_seq_puts);

void trace_seq_putc(struct trace_seq *s, unsigned char c)
{
	trace_seq_putmem(s, &c, 1);
}
EXPORT_SYMBOL_GPL(trace_seq_putc);

/* Each of these adds a string with its end, and returns where it begins. */
static const char *begin(struct trace_seq *p)
{
	return p->buffer + p->len;
}

static const char *end(struct trace_seq *p, const char *from)
{
	trace_seq_putc(p, 0);
	return from;
}

const char *trace_print_flags_seq(struct trace_seq *p, const char *delim, unsigned long long flags,
				  const struct trace_print_flags_u64 *table)
{
	const char *from = begin(p);
	bool first = true;

	for (; table->name; table++) {
		if ((flags & table->mask) != table->mask || (!table->mask && flags))
			continue;
		trace_seq_printf(p, "%s%s", first ? "" : delim, table->name);
		flags &= ~table->mask;
		first = false;
	}
	if (flags)
		trace_seq_printf(p, "%s0x%llx", first ? "" : delim, flags);
	return end(p, from);
}
EXPORT_SYMBOL_GPL(trace_print_flags_seq);

const char *trace_print_symbols_seq(struct trace_seq *p, unsigned long long value,
				    const struct trace_print_flags_u64 *table)
{
	const char *from = begin(p);

	for (; table->name && table->mask != value; table++)
		;
	if (table->name)
		trace_seq_puts(p, table->name);
	else
		trace_seq_printf(p, "0x%llx", value);
	return end(p, from);
}
EXPORT_SYMBOL_GPL(trace_print_symbols_seq);

const char *trace_print_hex_seq(struct trace_seq *p, const unsigned char *buf, int len,
				bool together)
{
	const char *from = begin(p);
	int i;

	for (i = 0; i < len; i++)
		trace_seq_printf(p, "%s%02x", i && !together ? " " : "", buf[i]);
	return end(p, from);
}
EXPORT_SYMBOL_GPL(trace_print_hex_seq);

const char *trace_print_array_seq(struct trace_seq *p, const void *buf, int count, size_t size)
{
	const char *from = begin(p);
	int i;

	trace_seq_putc(p, '{');
	for (i = 0; i < count; i++, buf += size) {
		unsigned long long value = 0;

		memcpy(&value, buf, min(size, sizeof(value)));
		trace_seq_printf(p, "%s0x%llx", i ? "," : "", value);
	}
	trace_seq_putc(p, '}');
	return end(p, from);
}
EXPORT_SYMBOL_GPL(trace_print_array_seq);

const char *trace_print_bitmask_seq(struct trace_seq *p, void *bitmask, unsigned int bytes)
{
	const char *from = begin(p);

	trace_seq_printf(p, "%*pb", bytes * 8, bitmask);
	return end(p, from);
}
EXPORT_SYMBOL_GPL(trace_print_bitmask_seq);

int trace_event_vstr_len(const char *fmt, va_list *args)
{
	va_list copy;
	int len;

	va_copy(copy, *args);
	len = vsnprintf(NULL, 0, fmt, copy) + 1;
	va_end(copy);
	return min(len, TRACE_EVENT_STR_MAX);
}
EXPORT_SYMBOL_GPL(trace_event_vstr_len);
