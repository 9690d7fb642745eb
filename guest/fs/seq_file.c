/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * seq_file: text that is made as it is read.
 *
 * 1. Purpose. /proc's files, and drivers' like them, print records; a reader wants bytes
 *    from a position on, so many at a time. This stands between.
 *
 * 2. Structures. The buffer holds whole records; from is what of them the reader has had.
 *    index says which record comes next:
 *
 *	buf [record 3][record 4]........   index 5
 *	          ^from        ^count     ^size
 *
 * 3. Invariants. count == size: the record did not fit: the buffer is made twice as large,
 *    and the record again. A record is never cut between two reads unless its reader asks
 *    for less.
 *
 * 4. Locking and context. m->lock for read and seek. start() to stop() in one go: an
 *    iteration may hold a lock between them. May sleep.
 *
 * 5. Failure. What start() or show() says; -ENOMEM.
 */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

/* ---- printing ---- */

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
	m->count = m->count + len >= m->size ? m->size : m->count + len;
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
		room = min(len, m->size - 1 - m->count);
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

void seq_put_decimal_ull(struct seq_file *m, const char *delimiter, unsigned long long n)
{
	seq_printf(m, "%s%llu", delimiter ? delimiter : "", n);
}
EXPORT_SYMBOL(seq_put_decimal_ull);

void seq_put_decimal_ll(struct seq_file *m, const char *delimiter, long long n)
{
	seq_printf(m, "%s%lld", delimiter ? delimiter : "", n);
}
EXPORT_SYMBOL(seq_put_decimal_ll);

void seq_put_hex_ll(struct seq_file *m, const char *delimiter, unsigned long long n,
		    unsigned int width)
{
	seq_printf(m, "%s%0*llx", delimiter ? delimiter : "", width, n);
}
EXPORT_SYMBOL(seq_put_hex_ll);

void seq_pad(struct seq_file *m, char last)
{
	while (m->count < m->pad_until && !seq_has_overflowed(m))
		seq_putc(m, ' ');
	if (last)
		seq_putc(m, last);
}
EXPORT_SYMBOL(seq_pad);

void seq_escape(struct seq_file *m, const char *s, const char *esc)
{
	for (; *s; s++) {
		if (strchr(esc, *s))
			seq_printf(m, "\\%03o", (u8)*s);
		else
			seq_putc(m, *s);
	}
}
EXPORT_SYMBOL(seq_escape);

void seq_hex_dump(struct seq_file *m, const char *prefix, int prefix_type, int rowsize,
		  int groupsize, const void *buf, size_t len, bool ascii)
{
	char line[32 * 3 + 2 + 32 + 1];
	size_t at, now;

	if (rowsize != 16 && rowsize != 32)
		rowsize = 16;
	for (at = 0; at < len; at += now) {
		now = min_t(size_t, len - at, rowsize);
		hex_dump_to_buffer(buf + at, now, rowsize, groupsize, line, sizeof(line), ascii);
		if (prefix_type == DUMP_PREFIX_ADDRESS)
			seq_printf(m, "%s%p: %s\n", prefix, buf + at, line);
		else if (prefix_type == DUMP_PREFIX_OFFSET)
			seq_printf(m, "%s%.8x: %s\n", prefix, (unsigned int)at, line);
		else
			seq_printf(m, "%s%s\n", prefix, line);
	}
}
EXPORT_SYMBOL(seq_hex_dump);

/* From the end of the buffer, where a path was made, to its begin; NULL: no room. */
char *mangle_path(char *to, const char *from, const char *esc)
{
	while (to <= from) {
		char c = *from++;

		if (!c)
			return to;
		if (!strchr(esc, c)) {
			*to++ = c;
			continue;
		}
		if (to + 4 > from)
			break;
		*to++ = '\\';
		*to++ = '0' + ((c & 0300) >> 6);
		*to++ = '0' + ((c & 070) >> 3);
		*to++ = '0' + (c & 07);
	}
	return NULL;
}
EXPORT_SYMBOL(mangle_path);

int seq_path(struct seq_file *m, const struct path *path, const char *esc)
{
	char *buf, *text, *end = NULL;
	size_t size = seq_get_buf(m, &buf);

	if (size) {
		text = d_path(path, buf, size);
		if (!IS_ERR(text))
			end = mangle_path(buf, text, esc);
	}
	seq_commit(m, end ? end - buf : -1);
	return end ? end - buf : -1;
}
EXPORT_SYMBOL(seq_path);

int seq_file_path(struct seq_file *m, struct file *file, const char *esc)
{
	return seq_path(m, &file->f_path, esc);
}
EXPORT_SYMBOL(seq_file_path);

int seq_dentry(struct seq_file *m, struct dentry *dentry, const char *esc)
{
	char *buf, *text, *end = NULL;
	size_t size = seq_get_buf(m, &buf);

	if (size) {
		text = dentry_path_raw(dentry, buf, size);
		if (!IS_ERR(text))
			end = mangle_path(buf, text, esc);
	}
	seq_commit(m, end ? end - buf : -1);
	return end ? end - buf : -1;
}
EXPORT_SYMBOL(seq_dentry);

int seq_traverse(struct seq_file *m, const struct seq_operations *op)
{
	loff_t pos = 0;
	void *v;
	int err = 0;

	m->op = op;
	v = op->start(m, &pos);
	while (!IS_ERR_OR_NULL(v) && err >= 0) {
		size_t before = m->count;

		err = op->show(m, v);
		if (err == SEQ_SKIP)
			m->count = before;
		v = op->next(m, v, &pos);
	}
	op->stop(m, v);
	if (IS_ERR(v))
		return PTR_ERR(v);
	return err < 0 ? err : 0;
}

/* ---- as a file ---- */

int seq_open(struct file *file, const struct seq_operations *op)
{
	struct seq_file *m = kzalloc(sizeof(*m), GFP_KERNEL);

	if (!m)
		return -ENOMEM;
	mutex_init(&m->lock);
	m->op = op;
	m->file = file;
	file->private_data = m;
	/* what is made as it is read has no place to write to in the middle */
	file->f_mode &= ~FMODE_PWRITE;
	return 0;
}
EXPORT_SYMBOL(seq_open);

int seq_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	kvfree(m->buf);
	kfree(m);
	return 0;
}
EXPORT_SYMBOL(seq_release);

static bool make_buffer(struct seq_file *m, size_t size)
{
	kvfree(m->buf);
	m->count = 0;
	m->size = size;
	m->buf = kvmalloc(size, GFP_KERNEL);
	if (!m->buf)
		m->size = 0;
	return m->buf;
}

/* A record that is there and is not to be skipped comes into the empty buffer. 0: the end. */
static int first_record(struct seq_file *m)
{
	loff_t pos = m->index;
	void *v;
	int err;

	for (;;) {
		v = m->op->start(m, &m->index);
		err = PTR_ERR_OR_ZERO(v);
		if (!v || err)
			break;
		err = m->op->show(m, v);
		if (err < 0)
			break;
		if (err)
			m->count = 0;
		if (!m->count) {
			/* nothing of this one */
			v = m->op->next(m, v, &m->index);
			m->op->stop(m, v);
			if (IS_ERR_OR_NULL(v))
				return PTR_ERR_OR_ZERO(v);
			pos = m->index;
			continue;
		}
		if (!seq_has_overflowed(m)) {
			m->op->next(m, v, &m->index);
			m->op->stop(m, v);
			return 1;
		}
		m->op->stop(m, v);
		m->index = pos;
		if (!make_buffer(m, m->size * 2))
			return -ENOMEM;
	}
	m->op->stop(m, v);
	return err;
}

/* More of them, as long as they fit and the reader wants more. */
static void more_records(struct seq_file *m, size_t wanted)
{
	loff_t before = m->index;
	void *v = m->op->start(m, &m->index);

	while (!IS_ERR_OR_NULL(v) && m->count < wanted) {
		size_t count = m->count;
		int err = m->op->show(m, v);

		if (err > 0) {
			m->count = count;
		} else if (err < 0 || seq_has_overflowed(m)) {
			m->count = count;
			break;
		}
		v = m->op->next(m, v, &m->index);
		if (m->index == before)
			m->index++; /* a next() that forgot */
		before = m->index;
	}
	m->op->stop(m, v);
}

static size_t drain(struct seq_file *m, struct iov_iter *to)
{
	size_t n = copy_to_iter(m->buf + m->from, min(m->count - m->from, iov_iter_count(to)), to);

	m->from += n;
	if (m->from == m->count)
		m->from = m->count = 0;
	return n;
}

static int fill(struct seq_file *m, size_t wanted)
{
	int err;

	m->from = m->count = 0;
	err = first_record(m);
	if (err <= 0) {
		m->count = 0;
		return err;
	}
	if (m->count < wanted)
		more_records(m, wanted);
	return 1;
}

/* To another position than the one after the last byte: from the begin, up to there. */
static int go_to(struct seq_file *m, loff_t pos)
{
	loff_t at = 0;
	int err;

	m->index = 0;
	m->count = m->from = 0;
	while (at < pos) {
		err = fill(m, 0);
		if (err <= 0)
			return err;
		if (at + m->count > pos) {
			m->from = pos - at;
			return 0;
		}
		at += m->count;
		m->count = 0;
	}
	return 0;
}

ssize_t seq_read_iter(struct kiocb *iocb, struct iov_iter *iter)
{
	struct seq_file *m = iocb->ki_filp->private_data;
	ssize_t done = 0;
	size_t n;
	int err = 0;

	if (!iov_iter_count(iter))
		return 0;
	mutex_lock(&m->lock);
	if (!m->buf && !make_buffer(m, PAGE_SIZE))
		err = -ENOMEM;
	if (!err && iocb->ki_pos != m->read_pos) {
		err = go_to(m, iocb->ki_pos);
		m->read_pos = err ? 0 : iocb->ki_pos;
		if (err)
			m->index = m->count = 0;
	} else if (!iocb->ki_pos && !err) {
		m->index = 0;
		m->count = m->from = 0;
	}
	while (!err && iov_iter_count(iter)) {
		if (m->count) {
			n = drain(m, iter);
			done += n;
			if (m->count && iov_iter_count(iter)) {
				err = -EFAULT;
				break;
			}
			/* what was asked for is there, or enough for one call */
			if (done)
				break;
		}
		err = fill(m, iov_iter_count(iter));
		if (err <= 0)
			break;
		err = 0;
	}
	if (done) {
		err = done;
		iocb->ki_pos += done;
		m->read_pos += done;
	}
	mutex_unlock(&m->lock);
	return err;
}
EXPORT_SYMBOL(seq_read_iter);

ssize_t seq_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct kiocb iocb = {.ki_filp = file, .ki_pos = *pos};
	struct iov_iter iter;
	ssize_t ret;

	iov_iter_ubuf(&iter, ITER_DEST, buf, count);
	ret = seq_read_iter(&iocb, &iter);
	*pos = iocb.ki_pos;
	return ret;
}
EXPORT_SYMBOL(seq_read);

loff_t seq_lseek(struct file *file, loff_t off, int whence)
{
	struct seq_file *m = file->private_data;
	loff_t ret = -EINVAL;

	mutex_lock(&m->lock);
	if (whence == SEEK_CUR)
		off += file->f_pos;
	if ((whence == SEEK_SET || whence == SEEK_CUR) && off >= 0) {
		ret = off;
		file->f_pos = off;
	}
	mutex_unlock(&m->lock);
	return ret;
}
EXPORT_SYMBOL(seq_lseek);

/* ---- variants ---- */

static void *single_start(struct seq_file *m, loff_t *pos)
{
	return *pos ? NULL : SEQ_START_TOKEN;
}

static void *single_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return NULL;
}

static void single_stop(struct seq_file *m, void *v)
{
}

int single_open(struct file *file, int (*show)(struct seq_file *m, void *v), void *data)
{
	struct seq_operations *op = kmalloc(sizeof(*op), GFP_KERNEL);
	int err;

	if (!op)
		return -ENOMEM;
	*op = (struct seq_operations){single_start, single_stop, single_next, show};
	err = seq_open(file, op);
	if (err)
		kfree(op);
	else
		((struct seq_file *)file->private_data)->private = data;
	return err;
}
EXPORT_SYMBOL(single_open);

int single_open_size(struct file *file, int (*show)(struct seq_file *m, void *v), void *data,
		     size_t size)
{
	int err = single_open(file, show, data);

	if (!err && !make_buffer(file->private_data, size)) {
		single_release(NULL, file);
		err = -ENOMEM;
	}
	return err;
}
EXPORT_SYMBOL(single_open_size);

int single_release(struct inode *inode, struct file *file)
{
	const struct seq_operations *op = ((struct seq_file *)file->private_data)->op;
	int err = seq_release(inode, file);

	kfree(op);
	return err;
}
EXPORT_SYMBOL(single_release);

void *__seq_open_private(struct file *file, const struct seq_operations *op, int size)
{
	void *private = kzalloc(size, GFP_KERNEL);

	if (!private)
		return NULL;
	if (seq_open(file, op)) {
		kfree(private);
		return NULL;
	}
	((struct seq_file *)file->private_data)->private = private;
	return private;
}
EXPORT_SYMBOL(__seq_open_private);

int seq_open_private(struct file *file, const struct seq_operations *op, int size)
{
	return __seq_open_private(file, op, size) ? 0 : -ENOMEM;
}
EXPORT_SYMBOL(seq_open_private);

int seq_release_private(struct inode *inode, struct file *file)
{
	kfree(((struct seq_file *)file->private_data)->private);
	return seq_release(inode, file);
}
EXPORT_SYMBOL(seq_release_private);

/* ---- lists ---- */

struct list_head *seq_list_start(struct list_head *head, loff_t pos)
{
	struct list_head *at;

	list_for_each (at, head)
		if (!pos--)
			return at;
	return NULL;
}
EXPORT_SYMBOL(seq_list_start);

struct list_head *seq_list_start_head(struct list_head *head, loff_t pos)
{
	return pos ? seq_list_start(head, pos - 1) : head;
}
EXPORT_SYMBOL(seq_list_start_head);

struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *pos)
{
	struct list_head *next = ((struct list_head *)v)->next;

	++*pos;
	return next == head ? NULL : next;
}
EXPORT_SYMBOL(seq_list_next);

struct hlist_node *seq_hlist_start(struct hlist_head *head, loff_t pos)
{
	struct hlist_node *at;

	for (at = head->first; at; at = at->next)
		if (!pos--)
			return at;
	return NULL;
}
EXPORT_SYMBOL(seq_hlist_start);

struct hlist_node *seq_hlist_start_head(struct hlist_head *head, loff_t pos)
{
	return pos ? seq_hlist_start(head, pos - 1) : SEQ_START_TOKEN;
}
EXPORT_SYMBOL(seq_hlist_start_head);

struct hlist_node *seq_hlist_next(void *v, struct hlist_head *head, loff_t *pos)
{
	++*pos;
	return v == SEQ_START_TOKEN ? head->first : ((struct hlist_node *)v)->next;
}
EXPORT_SYMBOL(seq_hlist_next);
