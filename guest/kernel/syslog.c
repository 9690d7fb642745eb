/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * syslog: the kernel's log for programs, in three forms (syslog(2), proc(5), and Linux's
 * Documentation/ABI/testing/dev-kmsg).
 *
 *	syslog(), which C libraries call klogctl(): all since it was last cleared (dmesg), or
 *	        what nobody has read yet (klogd)
 *	/proc/kmsg   what nobody has read yet, as a file
 *	/dev/kmsg    a record each read(), every reader at a place of its own; what is written
 *	             becomes a record
 *
 * A record counts from its newline on. Readers that wait are woken by the tick: a printk()
 * may come from where nobody can be.
 */
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <linux/wait.h>

#define TEXT_BYTES 1024
#define LINE_BYTES (TEXT_BYTES + 64)
#define LOG_BYTES  (128 << 10) /* of the ring in printk.c */

static DECLARE_WAIT_QUEUE_HEAD(readers);
static DEFINE_MUTEX(syslog_mutex); /* what follows */
static u64 cleared, unread;
static size_t partial; /* of the line at unread has been read */
static int dmesg_restrict;
static int zero, one = 1;

void printk_wake_readers(void)
{
	WRITE_ONCE(printk_news, false);
	if (waitqueue_active(&readers))
		wake_up_interruptible_all(&readers);
}

/* A record as dmesg shows it, and its length; 0: none. */
static size_t format_line(u64 *pos, char *line)
{
	struct log_entry entry;
	char head[32];
	size_t len;

	if (!log_read_entry(pos, &entry, line + sizeof(head), TEXT_BYTES))
		return 0;
	len = log_format(&entry, head, sizeof(head));
	memcpy(line, head, len);
	memmove(line + len, line + sizeof(head), entry.len);
	len += entry.len;
	line[len++] = '\n';
	return len;
}

static bool has_record(u64 pos)
{
	struct log_entry entry;

	return log_read_entry(&pos, &entry, NULL, 0);
}

/* ---- what nobody has read ---- */

/* mutex held. Up to len bytes; 0: nothing there. */
static ssize_t read_unread(char __user *buf, size_t len, char *line)
{
	size_t done = 0, n, now;
	u64 next;

	while (done < len) {
		if (unread < log_begin()) {
			unread = log_begin();
			partial = 0;
		}
		next = unread;
		n = format_line(&next, line);
		if (!n)
			break;
		n -= min(partial, n);
		if (n > len - done && done)
			break;
		now = min(n, len - done);
		if (copy_to_user(buf + done, line + partial, now))
			return done ? (ssize_t)done : -EFAULT;
		done += now;
		if (now < n) {
			partial += now;
			break;
		}
		partial = 0;
		unread = next;
	}
	return done;
}

static ssize_t wait_and_read(char __user *buf, size_t len, bool wait)
{
	char *line;
	ssize_t ret;

	if (!len)
		return 0;
	line = kmalloc(LINE_BYTES, GFP_KERNEL);
	if (!line)
		return -ENOMEM;
	for (;;) {
		mutex_lock(&syslog_mutex);
		ret = read_unread(buf, len, line);
		mutex_unlock(&syslog_mutex);
		if (ret)
			break;
		ret = wait ? wait_event_interruptible(readers, has_record(unread)) : -EAGAIN;
		if (ret)
			break;
	}
	kfree(line);
	return ret;
}

static long unread_bytes(void)
{
	char *line = kmalloc(LINE_BYTES, GFP_KERNEL);
	size_t sum = 0, n;
	u64 pos;

	if (!line)
		return -ENOMEM;
	mutex_lock(&syslog_mutex);
	for (pos = unread; (n = format_line(&pos, line));)
		sum += n;
	sum -= min(sum, partial);
	mutex_unlock(&syslog_mutex);
	kfree(line);
	return sum;
}

/* ---- all of it ---- */

/* The newest records that fit. */
static long read_all(char __user *buf, size_t len, bool clear)
{
	char *line = kmalloc(LINE_BYTES, GFP_KERNEL);
	size_t sum = 0, n;
	u64 pos, end = log_end();
	long done = 0;

	if (!line)
		return -ENOMEM;
	mutex_lock(&syslog_mutex);
	for (pos = cleared; pos < end && (n = format_line(&pos, line));)
		sum += n;
	for (pos = cleared; sum > len && (n = format_line(&pos, line));)
		sum -= n;
	while (pos < end && (n = format_line(&pos, line)) && done + n <= len) {
		if (copy_to_user(buf + done, line, n)) {
			done = -EFAULT;
			break;
		}
		done += n;
	}
	if (clear && done >= 0)
		cleared = end;
	mutex_unlock(&syslog_mutex);
	kfree(line);
	return done;
}

/* ---- syslog() ---- */

enum {
	SYSLOG_CLOSE,
	SYSLOG_OPEN,
	SYSLOG_READ,
	SYSLOG_READ_ALL,
	SYSLOG_READ_CLEAR,
	SYSLOG_CLEAR,
	SYSLOG_CONSOLE_OFF,
	SYSLOG_CONSOLE_ON,
	SYSLOG_CONSOLE_LEVEL,
	SYSLOG_SIZE_UNREAD,
	SYSLOG_SIZE_BUFFER,
};

static int saved_loglevel = -1;

static long set_console_level(int level)
{
	if (level < 1 || level > 8)
		return -EINVAL;
	console_loglevel = max(level, minimum_console_loglevel);
	saved_loglevel = -1;
	return 0;
}

static void console_off(void)
{
	if (saved_loglevel < 0)
		saved_loglevel = console_loglevel;
	console_loglevel = minimum_console_loglevel;
}

static void console_on(void)
{
	if (saved_loglevel < 0)
		return;
	console_loglevel = saved_loglevel;
	saved_loglevel = -1;
}

static bool may(int type)
{
	if (!dmesg_restrict && (type == SYSLOG_READ_ALL || type == SYSLOG_SIZE_BUFFER))
		return true;
	return capable(CAP_SYSLOG);
}

static long check_buffer(const char __user *buf, int len)
{
	if (!buf || len < 0)
		return -EINVAL;
	return access_ok(buf, len) ? 0 : -EFAULT;
}

SYSCALL_DEFINE3(syslog, int, type, char __user *, buf, int, len)
{
	long err = 0;

	if (!may(type))
		return -EPERM;
	if (type >= SYSLOG_READ && type <= SYSLOG_READ_CLEAR) {
		err = check_buffer(buf, len);
		if (err || !len)
			return err;
	}
	switch (type) {
	case SYSLOG_CLOSE:
	case SYSLOG_OPEN:
		return 0;
	case SYSLOG_READ:
		return wait_and_read(buf, len, true);
	case SYSLOG_READ_ALL:
	case SYSLOG_READ_CLEAR:
		return read_all(buf, len, type == SYSLOG_READ_CLEAR);
	case SYSLOG_CLEAR:
		cleared = log_end();
		return 0;
	case SYSLOG_CONSOLE_OFF:
		console_off();
		return 0;
	case SYSLOG_CONSOLE_ON:
		console_on();
		return 0;
	case SYSLOG_CONSOLE_LEVEL:
		return set_console_level(len);
	case SYSLOG_SIZE_UNREAD:
		return unread_bytes();
	case SYSLOG_SIZE_BUFFER:
		return LOG_BYTES;
	}
	return -EINVAL;
}

/* ---- /proc/kmsg ---- */

static int proc_kmsg_open(struct inode *inode, struct file *file)
{
	return capable(CAP_SYSLOG) ? 0 : -EPERM;
}

static ssize_t proc_kmsg_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return wait_and_read(buf, count, !(file->f_flags & O_NONBLOCK));
}

static __poll_t proc_kmsg_poll(struct file *file, poll_table *table)
{
	poll_wait(file, &readers, table);
	return has_record(unread) ? EPOLLIN | EPOLLRDNORM : 0;
}

static const struct proc_ops proc_kmsg_ops = {
    .proc_open = proc_kmsg_open,
    .proc_read = proc_kmsg_read,
    .proc_poll = proc_kmsg_poll,
    .proc_lseek = generic_file_llseek,
};

/* ---- /dev/kmsg ---- */

struct kmsg_reader {
	struct mutex mutex;
	u64 pos;
	char text[TEXT_BYTES], out[4 * TEXT_BYTES + 64]; /* a byte becomes four at most */
};

static int kmsg_open(struct inode *inode, struct file *file)
{
	struct kmsg_reader *reader;

	if (!(file->f_mode & FMODE_READ))
		return 0;
	if (dmesg_restrict && !capable(CAP_SYSLOG))
		return -EPERM;
	reader = kmalloc(sizeof(*reader), GFP_KERNEL);
	if (!reader)
		return -ENOMEM;
	mutex_init(&reader->mutex);
	reader->pos = log_begin();
	file->private_data = reader;
	return 0;
}

static int kmsg_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

/* "6,1,0,-;text\n" */
static size_t format_kmsg(struct kmsg_reader *reader, const struct log_entry *entry)
{
	size_t size = sizeof(reader->out) - 1, len, i;

	len = scnprintf(reader->out, size, "%u,%u,%llu,-;", entry->prio, entry->nr,
			(u64)ktime_to_us(entry->ts_ns));
	for (i = 0; i < entry->len; i++) {
		u8 c = reader->text[i];

		if (c < ' ' || c >= 127 || c == '\\')
			len += scnprintf(reader->out + len, size - len, "\\x%02x", c);
		else
			reader->out[len++] = c;
	}
	reader->out[len++] = '\n';
	return len;
}

static ssize_t read_record(struct kmsg_reader *reader, char __user *buf, size_t count)
{
	u64 next = reader->pos;
	struct log_entry entry;
	size_t len;

	if (reader->pos < log_begin()) { /* it has been overwritten */
		reader->pos = log_begin();
		return -EPIPE;
	}
	if (!log_read_entry(&next, &entry, reader->text, sizeof(reader->text)))
		return 0;
	len = format_kmsg(reader, &entry);
	if (len > count)
		return -EINVAL;
	if (copy_to_user(buf, reader->out, len))
		return -EFAULT;
	reader->pos = next;
	return len;
}

static ssize_t kmsg_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct kmsg_reader *reader = file->private_data;
	ssize_t ret;

	for (;;) {
		ret = mutex_lock_interruptible(&reader->mutex);
		if (ret)
			return -ERESTARTSYS;
		ret = read_record(reader, buf, count);
		mutex_unlock(&reader->mutex);
		if (ret)
			return ret;
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		ret = wait_event_interruptible(readers, has_record(reader->pos));
		if (ret)
			return ret;
	}
}

static ssize_t kmsg_write(struct kiocb *iocb, struct iov_iter *from)
{
	size_t count = iov_iter_count(from);
	unsigned int prio = 1 << 3 | LOGLEVEL_WARNING; /* LOG_USER */
	char *line, *text, *end;

	if (count > TEXT_BYTES - 32)
		return -EINVAL;
	line = kmalloc(count + 1, GFP_KERNEL);
	if (!line)
		return -ENOMEM;
	line[count] = '\0';
	if (!copy_from_iter_full(line, count, from)) {
		kfree(line);
		return -EFAULT;
	}
	text = line;
	if (text[0] == '<') {
		unsigned long given = simple_strtoul(text + 1, &end, 10);

		if (end > text + 1 && *end == '>') {
			prio = given >> 3 ? given & 0xff : 1 << 3 | (given & 7);
			text = end + 1;
		}
	}
	printk_prio(prio, "%s\n", strim(text));
	kfree(line);
	return count;
}

static loff_t kmsg_llseek(struct file *file, loff_t off, int whence)
{
	struct kmsg_reader *reader = file->private_data;

	if (!reader)
		return -EBADF;
	if (off)
		return -ESPIPE;
	switch (whence) {
	case SEEK_SET:
		reader->pos = log_begin();
		return 0;
	case SEEK_DATA:
		reader->pos = max(cleared, log_begin());
		return 0;
	case SEEK_END:
		reader->pos = log_end();
		return 0;
	}
	return -EINVAL;
}

static __poll_t kmsg_poll(struct file *file, poll_table *table)
{
	struct kmsg_reader *reader = file->private_data;

	if (!reader)
		return EPOLLERR | EPOLLNVAL;
	poll_wait(file, &readers, table);
	if (reader->pos < log_begin())
		return EPOLLIN | EPOLLRDNORM | EPOLLERR | EPOLLPRI;
	return has_record(reader->pos) ? EPOLLIN | EPOLLRDNORM : 0;
}

const struct file_operations kmsg_fops = {
    .open = kmsg_open,
    .release = kmsg_release,
    .read = kmsg_read,
    .write_iter = kmsg_write,
    .llseek = kmsg_llseek,
    .poll = kmsg_poll,
};

static struct ctl_table syslog_table[] = {
    {.procname = "dmesg_restrict",
     .data = &dmesg_restrict,
     .maxlen = sizeof(dmesg_restrict),
     .mode = 0644,
     .proc_handler = proc_dointvec_minmax,
     .extra1 = &zero,
     .extra2 = &one},
    {NULL},
};

static int __init syslog_init(void)
{
	if (!proc_create("kmsg", 0400, NULL, &proc_kmsg_ops))
		return -ENOMEM;
	return register_sysctl("kernel", syslog_table);
}
fs_initcall(syslog_init);
