/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * seq_file: text that a /proc file's show function prints, without a thought about how
 * it will be read (kernel/proc/seq_file.c).
 *
 * The reader owns the buffer. With flush set, a full buffer is handed on and used again,
 * so any length goes through a small one and reading allocates nothing; without it what
 * does not fit is lost and seq_has_overflowed() tells.
 */
#ifndef _LINUX_SEQ_FILE_H
#define _LINUX_SEQ_FILE_H

#include <stdarg.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct seq_operations;

struct seq_file {
	char *buf;
	size_t size, count;
	bool overflowed;
	void (*flush)(struct seq_file *m); /* takes buf[0..count); may sleep */
	void *reader;			   /* flush's own */
	const struct seq_operations *op;
	void *private; /* the file's own */
};

/* An iteration, record by record: start(pos) and next() give it, NULL at the end. */
struct seq_operations {
	void *(*start)(struct seq_file *m, loff_t *pos);
	void (*stop)(struct seq_file *m, void *v);
	void *(*next)(struct seq_file *m, void *v, loff_t *pos);
	int (*show)(struct seq_file *m, void *v);
};

#define SEQ_START_TOKEN ((void *)1)
#define SEQ_SKIP	1 /* from show: nothing of this record */

void seq_printf(struct seq_file *m, const char *fmt, ...) __printf(2, 3);
void seq_vprintf(struct seq_file *m, const char *fmt, va_list args);
void seq_puts(struct seq_file *m, const char *s);
void seq_putc(struct seq_file *m, char c);
int seq_write(struct seq_file *m, const void *data, size_t len); /* -1: it did not fit */
void seq_pad(struct seq_file *m, size_t record_start, unsigned int width, char last);

static inline bool seq_has_overflowed(const struct seq_file *m)
{
	return m->overflowed;
}

/* Run a whole iteration. Negative: show's error. */
int seq_traverse(struct seq_file *m, const struct seq_operations *op);

#endif
