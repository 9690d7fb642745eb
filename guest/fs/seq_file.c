/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/seq_file.h>
#include <linux/string.h>

static void hand_on(struct seq_file *m)
{
	m->flush(m);
	m->count = 0;
}

void seq_vprintf(struct seq_file *m, const char *fmt, va_list args)
{
	va_list again;
	int len;

	if (seq_has_overflowed(m))
		return;
	va_copy(again, args);
	len = vsnprintf(m->buf + m->count, m->size - m->count, fmt, args);
	if (m->count + len >= m->size && m->flush && m->count) {
		hand_on(m);
		len = vsnprintf(m->buf, m->size, fmt, again);
	}
	va_end(again);
	if (m->count + len >= m->size) {
		m->count = m->size;
		return;
	}
	m->count += len;
}
EXPORT_SYMBOL(seq_vprintf);

void seq_printf(struct seq_file *m, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	seq_vprintf(m, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(seq_printf);

int seq_write(struct seq_file *m, const void *data, size_t len)
{
	const char *from = data;
	size_t room;

	if (seq_has_overflowed(m))
		return -1;
	while (len) {
		room = m->size - 1 - m->count;
		if (room > len)
			room = len;
		memcpy(m->buf + m->count, from, room);
		m->count += room;
		from += room;
		len -= room;
		if (!len)
			break;
		if (!m->flush) {
			m->buf[m->count] = '\0';
			m->count = m->size;
			return -1;
		}
		hand_on(m);
	}
	m->buf[m->count] = '\0';
	return 0;
}
EXPORT_SYMBOL(seq_write);

void seq_puts(struct seq_file *m, const char *s)
{
	seq_write(m, s, strlen(s));
}
EXPORT_SYMBOL(seq_puts);

void seq_putc(struct seq_file *m, char c)
{
	seq_write(m, &c, 1);
}
EXPORT_SYMBOL(seq_putc);

void seq_pad(struct seq_file *m, char last)
{
	while (m->count < m->pad_until && !seq_has_overflowed(m))
		seq_putc(m, ' ');
	if (last)
		seq_putc(m, last);
}
EXPORT_SYMBOL(seq_pad);

int seq_traverse(struct seq_file *m, const struct seq_operations *op)
{
	loff_t pos = 0;
	void *v;
	int err = 0;

	m->op = op;
	for (v = op->start(m, &pos); v && err >= 0; v = op->next(m, v, &pos)) {
		size_t before = m->count;

		err = op->show(m, v);
		if (err == SEQ_SKIP)
			m->count = before;
	}
	op->stop(m, v);
	return err < 0 ? err : 0;
}
