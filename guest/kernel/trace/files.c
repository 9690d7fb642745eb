/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * files: /sys/kernel/tracing, which is /sys/kernel/debug/tracing as well: the lines, and what
 * people and modules add to them.
 */
#include <linux/debugfs.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include <linux/uaccess.h>

#include "trace.h"

#define LOOK_TICKS (HZ / 20) /* who waits for lines looks so often */

static struct dentry *tracing_dir;

/* ---- what modules say ---- */

static void add_line(unsigned long ip, bool with_ip, const char *fmt, va_list args)
{
	struct trace_seq *s = kmalloc(sizeof(*s), GFP_NOWAIT | __GFP_NOWARN);
	unsigned long flags;

	if (!s)
		return;
	local_save_flags(flags);
	trace_seq_init(s);
	if (with_ip) {
		trace_seq_printf(s, "%ps", (void *)ip);
		s->len = strcspn(s->buffer, " "); /* not whose it is */
		trace_seq_puts(s, ": ");
	}
	trace_seq_vprintf(s, fmt, args);
	while (s->len && s->buffer[s->len - 1] == '\n')
		s->len--;
	trace_ring_write(s->buffer, s->len, flags);
	kfree(s);
}

int __trace_printk(unsigned long ip, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	add_line(ip, true, fmt, args);
	va_end(args);
	return 0;
}
EXPORT_SYMBOL_GPL(__trace_printk);

int ftrace_vprintk_line(unsigned long ip, const char *fmt, va_list args)
{
	add_line(ip, true, fmt, args);
	return 0;
}
EXPORT_SYMBOL_GPL(ftrace_vprintk_line);

static __printf(1, 2) void add_plain(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	add_line(0, false, fmt, args);
	va_end(args);
}

void tracing_on(void)
{
	WRITE_ONCE(tracing_is_enabled, true);
}
EXPORT_SYMBOL_GPL(tracing_on);

void tracing_off(void)
{
	WRITE_ONCE(tracing_is_enabled, false);
}
EXPORT_SYMBOL_GPL(tracing_off);

int tracing_is_on(void)
{
	return READ_ONCE(tracing_is_enabled);
}
EXPORT_SYMBOL_GPL(tracing_is_on);

/* ---- trace: all lines, and they stay ---- */

static void print_line(struct seq_file *m, const struct trace_line *line)
{
	u32 rest;
	u64 sec = div_u64_rem(line->ts_ns, 1000000000, &rest);

	seq_printf(m, "%16s-%-7d [%03d] %s %5lu.%06u: %s\n", line->comm, line->pid, line->cpu,
		   line->lat, (unsigned long)sec, rest / 1000, line->text);
}

static const char head[] = "#                                _-----=> irqs-off/BH-disabled\n"
			   "#                               / _----=> need-resched\n"
			   "#                              | / _---=> hardirq/softirq\n"
			   "#                              || / _--=> preempt-depth\n"
			   "#                              ||| / _-=> migrate-disable\n"
			   "#                              |||| /     delay\n"
			   "#           TASK-PID     CPU#  |||||  TIMESTAMP  FUNCTION\n"
			   "#              | |         |   |||||     |         |\n";

struct reader {
	u32 seq;
	bool begun;
	struct trace_line *line;
};

static void *trace_seq_step(struct seq_file *m, loff_t *pos)
{
	struct reader *reader = m->private;

	if (*pos)
		return trace_ring_read(&reader->seq, reader->line) ? reader : NULL;
	reader->seq = 0;
	return SEQ_START_TOKEN;
}

static void *trace_lines_start(struct seq_file *m, loff_t *pos)
{
	return trace_seq_step(m, pos);
}

static void *trace_lines_next(struct seq_file *m, void *v, loff_t *pos)
{
	struct reader *reader = m->private;

	if ((*pos)++)
		reader->seq++;
	return trace_seq_step(m, pos);
}

static void trace_lines_stop(struct seq_file *m, void *v)
{
}

static int trace_lines_show(struct seq_file *m, void *v)
{
	struct reader *reader = m->private;
	unsigned long there, written;

	if (v != SEQ_START_TOKEN) {
		print_line(m, reader->line);
		return 0;
	}
	trace_ring_counts(&there, &written);
	seq_printf(m,
		   "# tracer: nop\n#\n# entries-in-buffer/entries-written: %lu/%lu   #P:%lu\n#\n",
		   there, written, (unsigned long)num_online_cpus());
	seq_puts(m, head);
	return 0;
}

static const struct seq_operations trace_lines = {.start = trace_lines_start,
						  .next = trace_lines_next,
						  .stop = trace_lines_stop,
						  .show = trace_lines_show};

/* `> trace` throws the lines away. */
static int trace_open(struct inode *inode, struct file *file)
{
	struct reader *reader;

	if (file->f_mode & FMODE_WRITE && file->f_flags & O_TRUNC)
		trace_ring_clear();
	reader = __seq_open_private(file, &trace_lines, sizeof(*reader));
	if (!reader)
		return -ENOMEM;
	reader->line = kmalloc(TRACE_LINE_BYTES, GFP_KERNEL);
	if (reader->line)
		return 0;
	seq_release_private(inode, file);
	return -ENOMEM;
}

static int trace_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;
	struct reader *reader = m->private;

	kfree(reader->line);
	return seq_release_private(inode, file);
}

static ssize_t trace_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	return count; /* only that it was opened counts */
}

static const struct file_operations trace_fops = {.open = trace_open,
						  .read = seq_read,
						  .write = trace_write,
						  .llseek = seq_lseek,
						  .release = trace_release};

/* ---- trace_pipe: each line once ---- */

struct pipe_reader {
	struct mutex lock;
	size_t from, len;
	char text[TRACE_SEQ_BYTES + 80];
	u8 line[TRACE_LINE_BYTES] __aligned(8);
};

static u32 pipe_seq; /* of all who read pipes: what one has got another does not get */
static DEFINE_MUTEX(pipe_mutex);

static int pipe_open(struct inode *inode, struct file *file)
{
	struct pipe_reader *reader = kzalloc(sizeof(*reader), GFP_KERNEL);

	if (!reader)
		return -ENOMEM;
	mutex_init(&reader->lock);
	file->private_data = reader;
	return nonseekable_open(inode, file);
}

static bool fetch_line(struct pipe_reader *reader)
{
	struct trace_line *line = (struct trace_line *)reader->line;
	u32 rest;
	u64 sec;
	bool there;

	mutex_lock(&pipe_mutex);
	there = trace_ring_read(&pipe_seq, line);
	if (there)
		pipe_seq++;
	mutex_unlock(&pipe_mutex);
	if (!there)
		return false;
	sec = div_u64_rem(line->ts_ns, 1000000000, &rest);
	reader->from = 0;
	reader->len = scnprintf(reader->text, sizeof(reader->text),
				"%16s-%-7d [%03d] %s %5lu.%06u: %s\n", line->comm, line->pid,
				line->cpu, line->lat, (unsigned long)sec, rest / 1000, line->text);
	return true;
}

static int wait_for_line(struct file *file, struct pipe_reader *reader)
{
	while (reader->from == reader->len && !fetch_line(reader)) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (schedule_timeout_interruptible(LOOK_TICKS) && signal_pending(current))
			return -EINTR;
		if (signal_pending(current))
			return -EINTR;
	}
	return 0;
}

static ssize_t pipe_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct pipe_reader *reader = file->private_data;
	ssize_t done = 0;
	size_t n;
	int err;

	mutex_lock(&reader->lock);
	err = wait_for_line(file, reader);
	while (!err && done < count && (reader->from < reader->len || fetch_line(reader))) {
		n = min(count - done, reader->len - reader->from);
		if (copy_to_user(buf + done, reader->text + reader->from, n))
			err = -EFAULT;
		reader->from += n;
		done += n;
	}
	mutex_unlock(&reader->lock);
	return done && err != -EFAULT ? done : err;
}

static int pipe_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}

static const struct file_operations pipe_fops = {
    .open = pipe_open, .read = pipe_read, .llseek = no_llseek, .release = pipe_release};

/* ---- the small ones ---- */

static ssize_t marker_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	size_t n = min_t(size_t, count, TRACE_SEQ_BYTES - 32);
	char *text = memdup_user_nul(buf, n);

	if (IS_ERR(text))
		return PTR_ERR(text);
	add_plain("tracing_mark_write: %s", text);
	kfree(text);
	return n;
}

static const struct file_operations marker_fops = {.write = marker_write, .llseek = no_llseek};

static int on_get(void *data, u64 *value)
{
	*value = tracing_is_enabled;
	return 0;
}

static int on_set(void *data, u64 value)
{
	WRITE_ONCE(tracing_is_enabled, value != 0);
	return 0;
}
DEFINE_DEBUGFS_ATTRIBUTE(on_fops, on_get, on_set, "%llu\n");

static int size_get(void *data, u64 *value)
{
	*value = trace_ring_bytes() >> 10;
	return 0;
}

static int size_set(void *data, u64 value)
{
	if (!value || value > 64 * 1024)
		return -EINVAL;
	return trace_ring_make((size_t)value << 10);
}
DEFINE_DEBUGFS_ATTRIBUTE(size_fops, size_get, size_set, "%llu\n");

static int tracer_show(struct seq_file *m, void *v)
{
	seq_puts(m, "nop\n");
	return 0;
}

static int tracer_open(struct inode *inode, struct file *file)
{
	return single_open(file, tracer_show, NULL);
}

/* There is this one only: it traces events. */
static ssize_t tracer_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	char name[8];

	if (!count || count >= sizeof(name) || copy_from_user(name, buf, count))
		return -EINVAL;
	name[count] = '\0';
	return strcmp(strim(name), "nop") ? -EINVAL : (ssize_t)count;
}

static const struct file_operations tracer_fops = {.open = tracer_open,
						   .read = seq_read,
						   .write = tracer_write,
						   .llseek = seq_lseek,
						   .release = single_release};

/* ---- the folder ---- */

static struct dentry *mount_tracefs(struct file_system_type *type, int flags, const char *dev_name,
				    void *data)
{
	struct file_system_type *whole = tracing_dir->d_sb->s_type;
	struct dentry *root = whole->mount(whole, flags, dev_name, data);

	if (IS_ERR(root))
		return root;
	dput(root);
	return dget(tracing_dir);
}

static struct file_system_type tracefs_type = {
    .name = "tracefs", .mount = mount_tracefs, .kill_sb = kill_litter_super};

static int __init tracing_files_init(void)
{
	int err;

	tracing_dir = debugfs_create_dir("tracing", NULL);
	if (IS_ERR(tracing_dir))
		return PTR_ERR(tracing_dir);
	debugfs_create_file("trace", 0644, tracing_dir, NULL, &trace_fops);
	debugfs_create_file("trace_pipe", 0444, tracing_dir, NULL, &pipe_fops);
	debugfs_create_file("trace_marker", 0220, tracing_dir, NULL, &marker_fops);
	debugfs_create_file("tracing_on", 0644, tracing_dir, NULL, &on_fops);
	debugfs_create_file("buffer_size_kb", 0644, tracing_dir, NULL, &size_fops);
	debugfs_create_file("current_tracer", 0644, tracing_dir, NULL, &tracer_fops);
	debugfs_create_file("available_tracers", 0444, tracing_dir, NULL, &tracer_fops);
	trace_probes_init();
	trace_events_make_dirs(tracing_dir);
	err = register_filesystem(&tracefs_type);
	return err ?: sysfs_create_mount_point(kernel_kobj, "tracing");
}
device_initcall(tracing_files_init);
