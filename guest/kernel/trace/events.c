/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * events: what can be traced, and what is.
 *
 * 1. Purpose. A place in the code that may be worth a line is an event; people switch it on by
 *    writing to files.
 *
 * 2. Structures. events -> struct trace_event_call ..., of modules' section _ftrace_events (each
 *    with its tracepoint) and of the kernel's probes (probes.c). While one is made,
 *
 *	this CPU's struct workplace:  raw bytes -> output() -> line -> the ring
 *
 * 3. Invariants. A CPU makes one event at a time, with interrupts off; what would be an event
 *    meanwhile is passed over.
 *
 * 4. Locking and context. events_mutex for the list and for switching; making in any context.
 *
 * 5. Failure. An event that is too long is cut off. Without memory none can be switched on.
 */
#include <linux/debugfs.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/glob.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "trace.h"

#define FIRST_ID 20

struct workplace {
	bool busy;
	unsigned long irq_flags;
	struct trace_seq line, scratch;
	char raw[TRACE_EVENT_BYTES] __aligned(8);
};

static LIST_HEAD(events);
static DEFINE_MUTEX(events_mutex);
static struct dentry *events_dir;
static struct workplace *workplaces[NR_CPUS];
static int next_id = FIRST_ID;

/* ---- making one ---- */

void *trace_event_begin(struct trace_event_call *call, size_t bytes)
{
	struct workplace *here;
	struct trace_entry *ent;
	unsigned long flags;

	local_irq_save(flags);
	here = workplaces[smp_processor_id()];
	if (!here || here->busy || bytes > sizeof(here->raw) || !READ_ONCE(tracing_is_enabled) ||
	    in_nmi()) {
		local_irq_restore(flags);
		return NULL;
	}
	here->busy = true;
	here->irq_flags = flags;
	ent = (struct trace_entry *)here->raw;
	ent->type = call->id;
	ent->flags = 0;
	ent->preempt_count = preempt_count();
	ent->pid = current->pid;
	return ent;
}
EXPORT_SYMBOL_GPL(trace_event_begin);

struct trace_seq *trace_event_scratch(void)
{
	return &workplaces[smp_processor_id()]->scratch;
}
EXPORT_SYMBOL_GPL(trace_event_scratch);

void trace_event_end(struct trace_event_call *call)
{
	struct workplace *here = workplaces[smp_processor_id()];
	unsigned long flags = here->irq_flags;

	trace_seq_init(&here->line);
	trace_seq_init(&here->scratch);
	trace_seq_printf(&here->line, "%s: ", call->name);
	call->output(&here->line, here->raw);
	trace_ring_write(here->line.buffer, here->line.len, flags);
	here->busy = false;
	local_irq_restore(flags);
}
EXPORT_SYMBOL_GPL(trace_event_end);

/* ---- switching ---- */

static int make_workplaces(void)
{
	unsigned int cpu;

	for_each_possible_cpu(cpu)
	{
		if (!workplaces[cpu])
			WRITE_ONCE(workplaces[cpu], kzalloc(sizeof(struct workplace), GFP_KERNEL));
		if (!workplaces[cpu])
			return -ENOMEM;
	}
	return trace_ring_make(0);
}

/* With events_mutex. */
static int switch_one(struct trace_event_call *call, bool on)
{
	int err = 0;

	if (call->enabled == on)
		return 0;
	if (on)
		err = make_workplaces();
	if (!err && call->reg)
		err = call->reg(call, on);
	else if (!err)
		err = on ? tracepoint_probe_register(call->tp, call->probe, call)
			 : tracepoint_probe_unregister(call->tp, call->probe, call);
	if (!err)
		call->enabled = on;
	return err;
}

/* NULL or "*": any. -EINVAL: none is called so. */
static int switch_matching(const char *system, const char *name, bool on)
{
	struct trace_event_call *call;
	int err = -EINVAL, one;

	mutex_lock(&events_mutex);
	list_for_each_entry (call, &events, list) {
		if ((system && *system && !glob_match(system, call->system)) ||
		    (name && *name && !glob_match(name, call->name)))
			continue;
		one = switch_one(call, on);
		if (err == -EINVAL || one)
			err = one;
	}
	mutex_unlock(&events_mutex);
	return err;
}

int trace_set_clr_event(const char *system, const char *event, int set)
{
	return switch_matching(system, event, set);
}
EXPORT_SYMBOL_GPL(trace_set_clr_event);

/* ---- files of one event, or of a system (data: its name), or of all (NULL) ---- */

static ssize_t write_enable(const char __user *buf, size_t count, const char *system,
			    const char *name)
{
	bool on;
	int err = kstrtobool_from_user(buf, count, &on);

	err = err ?: switch_matching(system, name, on);
	return err ?: (ssize_t)count;
}

static ssize_t event_enable_write(struct file *file, const char __user *buf, size_t count,
				  loff_t *ppos)
{
	struct trace_event_call *call = file_inode(file)->i_private;
	bool on;
	int err = kstrtobool_from_user(buf, count, &on);

	if (err)
		return err;
	mutex_lock(&events_mutex);
	err = switch_one(call, on);
	mutex_unlock(&events_mutex);
	return err ?: (ssize_t)count;
}

static ssize_t event_enable_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct trace_event_call *call = file_inode(file)->i_private;

	return simple_read_from_buffer(buf, count, ppos, call->enabled ? "1\n" : "0\n", 2);
}

static const struct file_operations event_enable_fops = {
    .read = event_enable_read, .write = event_enable_write, .llseek = default_llseek};

/* The folder's name; of the uppermost NULL. */
static const char *system_of(struct file *file)
{
	struct dentry *dir = file->f_path.dentry->d_parent;

	return dir == events_dir ? NULL : (const char *)dir->d_name.name;
}

static ssize_t system_enable_write(struct file *file, const char __user *buf, size_t count,
				   loff_t *ppos)
{
	return write_enable(buf, count, system_of(file), NULL);
}

/* 1: all; 0: none; X: some. */
static ssize_t system_enable_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	const char *system = system_of(file);
	struct trace_event_call *call;
	unsigned int seen[2] = {0};

	mutex_lock(&events_mutex);
	list_for_each_entry (call, &events, list)
		if (!system || !strcmp(system, call->system))
			seen[call->enabled]++;
	mutex_unlock(&events_mutex);
	return simple_read_from_buffer(buf, count, ppos,
				       !seen[1]	  ? "0\n"
				       : !seen[0] ? "1\n"
						  : "X\n",
				       2);
}

static const struct file_operations system_enable_fops = {
    .read = system_enable_read, .write = system_enable_write, .llseek = default_llseek};

struct trace_field_list {
	struct seq_file *m;
};

void trace_event_field(struct trace_field_list *list, const char *type, const char *name,
		       unsigned int offset, unsigned int size, bool is_signed)
{
	seq_printf(list->m, "\tfield:%s %s;\toffset:%u;\tsize:%u;\tsigned:%d;\n", type, name,
		   offset, size, is_signed);
}
EXPORT_SYMBOL_GPL(trace_event_field);

static int format_show(struct seq_file *m, void *v)
{
	struct trace_event_call *call = m->private;
	struct trace_field_list list = {m};

	seq_printf(m, "name: %s\nID: %d\nformat:\n", call->name, call->id);
	trace_event_field(&list, "unsigned short", "common_type", 0, 2, false);
	trace_event_field(&list, "unsigned char", "common_flags", 2, 1, false);
	trace_event_field(&list, "unsigned char", "common_preempt_count", 3, 1, false);
	trace_event_field(&list, "int", "common_pid", 4, 4, true);
	seq_putc(m, '\n');
	call->describe(&list);
	seq_printf(m, "\nprint fmt: %s\n", call->print_fmt);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(format);

static int id_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%d\n", ((struct trace_event_call *)m->private)->id);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(id);

/* ---- files of all ---- */

static int available_show(struct seq_file *m, void *v)
{
	struct trace_event_call *call;

	mutex_lock(&events_mutex);
	list_for_each_entry (call, &events, list)
		seq_printf(m, "%s:%s\n", call->system, call->name);
	mutex_unlock(&events_mutex);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(available);

static int set_event_show(struct seq_file *m, void *v)
{
	struct trace_event_call *call;

	mutex_lock(&events_mutex);
	list_for_each_entry (call, &events, list)
		if (call->enabled)
			seq_printf(m, "%s:%s\n", call->system, call->name);
	mutex_unlock(&events_mutex);
	return 0;
}

/* "kmem:kmalloc", "kmem:*", "kmalloc"; "!" before it: off. */
static int switch_by_text(char *text)
{
	bool on = *text != '!';
	char *name;

	text += !on;
	name = strchr(text, ':');
	if (!name) {
		/* a system, or an event of any */
		return switch_matching(text, NULL, on) ? switch_matching(NULL, text, on) : 0;
	}
	*name++ = '\0';
	return switch_matching(text, name, on);
}

static ssize_t set_event_write(struct file *file, const char __user *buf, size_t count,
			       loff_t *ppos)
{
	char *text, *at, *word;
	int err = 0;

	if (count > PAGE_SIZE)
		return -E2BIG;
	text = memdup_user_nul(buf, count);
	if (IS_ERR(text))
		return PTR_ERR(text);
	at = text;
	while (!err && (word = strsep(&at, " \t\n,")))
		if (*word)
			err = switch_by_text(word);
	kfree(text);
	return err ?: (ssize_t)count;
}

/* `> set_event` switches all off. */
static int set_event_open(struct inode *inode, struct file *file)
{
	if (file->f_mode & FMODE_WRITE && file->f_flags & O_TRUNC)
		switch_matching(NULL, NULL, false);
	return single_open(file, set_event_show, NULL);
}

static const struct file_operations set_event_fops = {.open = set_event_open,
						      .read = seq_read,
						      .write = set_event_write,
						      .llseek = seq_lseek,
						      .release = single_release};

/* ---- the list ---- */

static struct dentry *system_dir(const char *system)
{
	struct dentry *dir = debugfs_lookup(system, events_dir);

	if (dir) {
		dput(dir);
		return dir;
	}
	dir = debugfs_create_dir(system, events_dir);
	debugfs_create_file("enable", 0644, dir, NULL, &system_enable_fops);
	return dir;
}

static void make_files(struct trace_event_call *call)
{
	call->dir = debugfs_create_dir(call->name, system_dir(call->system));
	debugfs_create_file("enable", 0644, call->dir, call, &event_enable_fops);
	debugfs_create_file("format", 0444, call->dir, call, &format_fops);
	debugfs_create_file("id", 0444, call->dir, call, &id_fops);
}

void trace_event_add(struct trace_event_call *call, struct module *mod)
{
	mutex_lock(&events_mutex);
	call->mod = mod;
	call->id = next_id++;
	call->enabled = false;
	list_add_tail(&call->list, &events);
	if (events_dir)
		make_files(call);
	mutex_unlock(&events_mutex);
}

void trace_events_make_dirs(struct dentry *root)
{
	struct trace_event_call *call;

	mutex_lock(&events_mutex);
	events_dir = debugfs_create_dir("events", root);
	debugfs_create_file("enable", 0644, events_dir, NULL, &system_enable_fops);
	list_for_each_entry (call, &events, list)
		make_files(call);
	mutex_unlock(&events_mutex);
	debugfs_create_file("available_events", 0444, root, NULL, &available_fops);
	debugfs_create_file("set_event", 0644, root, NULL, &set_event_fops);
}

static bool system_has_events(const char *system)
{
	struct trace_event_call *call;

	list_for_each_entry (call, &events, list)
		if (!strcmp(call->system, system))
			return true;
	return false;
}

/* Files go without the mutex: who is inside of one may be waiting for it. */
static void remove_events_of(struct module *mod)
{
	struct trace_event_call *call, *next;
	LIST_HEAD(gone);
	bool others;

	mutex_lock(&events_mutex);
	list_for_each_entry_safe (call, next, &events, list) {
		if (call->mod != mod)
			continue;
		switch_one(call, false);
		list_move(&call->list, &gone);
	}
	mutex_unlock(&events_mutex);
	list_for_each_entry (call, &gone, list)
		debugfs_remove(call->dir);
	list_for_each_entry (call, &gone, list) {
		mutex_lock(&events_mutex);
		others = system_has_events(call->system);
		mutex_unlock(&events_mutex);
		if (!others)
			debugfs_lookup_and_remove(call->system, events_dir);
	}
}

static int module_event(struct notifier_block *nb, unsigned long state, void *data)
{
	struct module *mod = data;
	unsigned int i;

	for (i = 0; state == MODULE_STATE_COMING && i < mod->num_trace_events; i++)
		trace_event_add(mod->trace_events[i], mod);
	if (state == MODULE_STATE_GOING && mod->num_trace_events)
		remove_events_of(mod);
	return NOTIFY_DONE;
}

static struct notifier_block module_notifier = {.notifier_call = module_event, .priority = 1};

static int __init trace_events_init(void)
{
	return register_module_notifier(&module_notifier);
}
fs_initcall(trace_events_init);
