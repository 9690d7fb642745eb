/* SPDX-License-Identifier: GPL-2.0-only */
/* trace_seq: a line that is put together piece by piece; what does not fit is cut off. */
#ifndef _LINUX_TRACE_SEQ_H
#define _LINUX_TRACE_SEQ_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <linux/stdarg.h>

#define TRACE_SEQ_BYTES 1000

struct trace_seq {
	unsigned int len;
	bool full;
	char buffer[TRACE_SEQ_BYTES]; /* with its end */
};

static inline void trace_seq_init(struct trace_seq *s)
{
	s->len = 0;
	s->full = false;
	s->buffer[0] = '\0';
}

static inline bool trace_seq_has_overflowed(struct trace_seq *s)
{
	return s->full;
}

void trace_seq_printf(struct trace_seq *s, const char *fmt, ...) __printf(2, 3);
void trace_seq_vprintf(struct trace_seq *s, const char *fmt, va_list args);
void trace_seq_puts(struct trace_seq *s, const char *str);
void trace_seq_putc(struct trace_seq *s, unsigned char c);
void trace_seq_putmem(struct trace_seq *s, const void *mem, unsigned int len);

#endif
