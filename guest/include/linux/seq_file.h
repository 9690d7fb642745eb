/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * seq_file: files whose content is text that is made when it is read. The show function
 * prints without a thought about how it will be read (guest/fs/seq_file.c).
 *
 * Opened as a file, text is collected in a buffer that grows until a record fits, and goes
 * to the reader in the pieces he asks for. Elsewhere a reader may own the buffer: with
 * flush set, a full one is handed on and used again, so any length goes through a small
 * one and reading allocates nothing. What does not fit otherwise is lost, and
 * seq_has_overflowed() tells.
 */
#ifndef _LINUX_SEQ_FILE_H
#define _LINUX_SEQ_FILE_H

#include <stdarg.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/string.h>
#include <linux/types.h>
#include <linux/version.h>

struct seq_operations;

struct seq_file {
	char *buf;
	size_t size, count; /* equal: it overflowed */
	size_t from;	    /* what of buf the reader has had */
	size_t pad_until;
	loff_t index; /* the iteration's position */
	loff_t read_pos;
	struct mutex lock;
	const struct seq_operations *op;
	int poll_event;
	const struct file *file;
	void *private; /* the file's own */

	void (*flush)(struct seq_file *m); /* takes buf[0..count); may sleep */
	void *reader;			   /* flush's own */
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

/* For fops. open puts the seq_file into file->private_data. */
int seq_open(struct file *file, const struct seq_operations *op);
ssize_t seq_read(struct file *file, char __user *buf, size_t count, loff_t *pos);
ssize_t seq_read_iter(struct kiocb *iocb, struct iov_iter *iter);
loff_t seq_lseek(struct file *file, loff_t off, int whence);
int seq_release(struct inode *inode, struct file *file);
/* private: so many bytes of zeros, freed by seq_release_private(). */
int seq_open_private(struct file *file, const struct seq_operations *op, int size);
void *__seq_open_private(struct file *file, const struct seq_operations *op, int size);
int seq_release_private(struct inode *inode, struct file *file);
/* One record is all. */
int single_open(struct file *file, int (*show)(struct seq_file *m, void *v), void *data);
int single_open_size(struct file *file, int (*show)(struct seq_file *m, void *v), void *data,
		     size_t size);
int single_release(struct inode *inode, struct file *file);

void seq_printf(struct seq_file *m, const char *fmt, ...) __printf(2, 3);
void seq_vprintf(struct seq_file *m, const char *fmt, va_list args);
void seq_puts(struct seq_file *m, const char *s);
void seq_putc(struct seq_file *m, char c);
int seq_write(struct seq_file *m, const void *data, size_t len); /* -1: it did not fit */
void seq_put_decimal_ull(struct seq_file *m, const char *delimiter, unsigned long long n);
void seq_put_decimal_ll(struct seq_file *m, const char *delimiter, long long n);
void seq_put_hex_ll(struct seq_file *m, const char *delimiter, unsigned long long n,
		    unsigned int width);
/* Characters of esc, and those that do not print, as \ooo. */
void seq_escape(struct seq_file *m, const char *s, const char *esc);
void seq_hex_dump(struct seq_file *m, const char *prefix, int prefix_type, int rowsize,
		  int groupsize, const void *buf, size_t len, bool ascii);
int seq_path(struct seq_file *m, const struct path *path, const char *esc);
int seq_file_path(struct seq_file *m, struct file *file, const char *esc);
int seq_dentry(struct seq_file *m, struct dentry *dentry, const char *esc);
/* Over itself, to the begin of the buffer whose end it is at; the end, or NULL: no room. */
char *mangle_path(char *to, const char *from, const char *esc);

/* What follows takes so many columns: seq_pad() adds the spaces, and last if it is not 0. */
static inline void seq_setwidth(struct seq_file *m, size_t width)
{
	m->pad_until = m->count + width;
}
void seq_pad(struct seq_file *m, char last);

static inline bool seq_has_overflowed(const struct seq_file *m)
{
	return m->count == m->size;
}

/* Room to print into by other means; then how much was used, negative: it did not fit. */
static inline size_t seq_get_buf(struct seq_file *m, char **buf)
{
	*buf = m->count < m->size ? m->buf + m->count : NULL;
	return m->size - m->count;
}

static inline void seq_commit(struct seq_file *m, int num)
{
	m->count = num < 0 ? m->size : m->count + num;
}

#ifndef MODULE /* the kernel's own */
/* Run a whole iteration. Negative: show's error. */
int seq_traverse(struct seq_file *m, const struct seq_operations *op);
#endif

/* Iterations over lists. */
struct list_head *seq_list_start(struct list_head *head, loff_t pos);
struct list_head *seq_list_start_head(struct list_head *head, loff_t pos);
struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *pos);
struct hlist_node *seq_hlist_start(struct hlist_head *head, loff_t pos);
struct hlist_node *seq_hlist_start_head(struct hlist_head *head, loff_t pos);
struct hlist_node *seq_hlist_next(void *v, struct hlist_head *head, loff_t *pos);

static inline struct user_namespace *seq_user_ns(struct seq_file *m)
{
	return &init_user_ns;
}

#define DEFINE_SEQ_ATTRIBUTE(__name)                                                               \
	static int __name##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		int ret = seq_open(file, &__name##_sops);                                          \
		if (!ret && inode->i_private)                                                      \
			((struct seq_file *)file->private_data)->private = inode->i_private;       \
		return ret;                                                                        \
	}                                                                                          \
	static const struct file_operations __name##_fops = {                                      \
	    .owner = THIS_MODULE,                                                                  \
	    .open = __name##_open,                                                                 \
	    .read = seq_read,                                                                      \
	    .llseek = seq_lseek,                                                                   \
	    .release = seq_release,                                                                \
	}

#define DEFINE_SHOW_ATTRIBUTE(__name)                                                              \
	static int __name##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		return single_open(file, __name##_show, inode->i_private);                         \
	}                                                                                          \
	static const struct file_operations __name##_fops = {                                      \
	    .owner = THIS_MODULE,                                                                  \
	    .open = __name##_open,                                                                 \
	    .read = seq_read,                                                                      \
	    .llseek = seq_lseek,                                                                   \
	    .release = single_release,                                                             \
	}

#define DEFINE_PROC_SHOW_ATTRIBUTE(__name)                                                         \
	static int __name##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		return single_open(file, __name##_show, pde_data(inode));                          \
	}                                                                                          \
	static const struct proc_ops __name##_proc_ops = {                                         \
	    .proc_open = __name##_open,                                                            \
	    .proc_read = seq_read,                                                                 \
	    .proc_lseek = seq_lseek,                                                               \
	    .proc_release = single_release,                                                        \
	}

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 3, 0) /* -1: it did not fit */
#define __seq_said(m, call)                                                                        \
	({                                                                                         \
		(call);                                                                            \
		seq_has_overflowed(m) ? -1 : 0;                                                    \
	})
#define seq_printf(m, ...) __seq_said(m, (seq_printf)(m, __VA_ARGS__))
#define seq_puts(m, s)	   __seq_said(m, (seq_puts)(m, s))
#define seq_putc(m, c)	   __seq_said(m, (seq_putc)(m, c))
#endif

#endif
