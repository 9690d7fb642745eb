/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/string.h>
#include <linux/sysctl.h>

static int parse_ints(struct ctl_table *table, char *text, bool bounded)
{
	int *data = table->data, values[8];
	int count = table->maxlen / (int)sizeof(int), i;
	char *word;

	for (i = 0; i < count && (word = strsep(&text, " \t\n"));) {
		if (!*word)
			continue;
		if (kstrtoint(word, 0, &values[i]))
			return -EINVAL;
		if (bounded && table->extra1 && values[i] < *(int *)table->extra1)
			return -EINVAL;
		if (bounded && table->extra2 && values[i] > *(int *)table->extra2)
			return -EINVAL;
		i++;
	}
	if (!i || (text && *skip_spaces(text)))
		return -EINVAL;
	memcpy(data, values, i * sizeof(int));
	return 0;
}

static int do_ints(struct ctl_table *table, int write, char *buffer, size_t *lenp, bool bounded)
{
	const int *data = table->data;
	int i, count = table->maxlen / (int)sizeof(int);
	size_t len = 0;

	if (count > 8)
		return -EINVAL;
	if (write)
		return parse_ints(table, buffer, bounded);
	for (i = 0; i < count; i++)
		len += scnprintf(buffer + len, *lenp - len, i ? "\t%d" : "%d", data[i]);
	len += scnprintf(buffer + len, *lenp - len, "\n");
	*lenp = len;
	return 0;
}

int proc_dointvec(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	return do_ints(table, write, buffer, lenp, false);
}
EXPORT_SYMBOL(proc_dointvec);

int proc_dointvec_minmax(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			 loff_t *ppos)
{
	return do_ints(table, write, buffer, lenp, true);
}
EXPORT_SYMBOL(proc_dointvec_minmax);

int proc_dostring(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	if (write)
		strscpy(table->data, strim(buffer), table->maxlen);
	else
		*lenp = scnprintf(buffer, *lenp, "%s\n", (char *)table->data);
	return 0;
}
EXPORT_SYMBOL(proc_dostring);

static int sysctl_show(struct seq_file *m, void *v)
{
	struct ctl_table *table = m->private;
	char text[160];
	size_t len = sizeof(text);
	loff_t pos = 0;
	int err = table->proc_handler(table, 0, text, &len, &pos);

	if (!err)
		seq_write(m, text, len);
	return err;
}

static int sysctl_write(struct proc_dir_entry *de, char *text, size_t len)
{
	struct ctl_table *table = de->data;
	loff_t pos = 0;

	return table->proc_handler(table, 1, text, &len, &pos);
}

static struct proc_dir_entry *sysctl_dir(const char *name, struct proc_dir_entry *parent,
					 const char *path)
{
	struct proc_dir_entry *de = proc_lookup(path);

	return de ? de : proc_mkdir(name, parent);
}

int register_sysctl(const char *path, struct ctl_table *table)
{
	struct proc_dir_entry *sys = sysctl_dir("sys", NULL, "sys"), *dir, *de;
	char full[64];

	snprintf(full, sizeof(full), "sys/%s", path);
	dir = sys ? sysctl_dir(path, sys, full) : NULL;
	if (!dir)
		return -ENOMEM;
	for (; table->procname; table++) {
		de = proc_create_single_data(table->procname, table->mode, dir, sysctl_show, table);
		if (!de)
			return -ENOMEM;
		/* a file that only acts (drop_caches in Linux is one) still reads back */
		if (table->mode & 0222)
			proc_set_write(de, sysctl_write);
	}
	return 0;
}
EXPORT_SYMBOL(register_sysctl);
