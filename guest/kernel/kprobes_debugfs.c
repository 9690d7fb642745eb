/* SPDX-License-Identifier: GPL-2.0-only */
/* kprobes/ in debugfs: which probes there are. */
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/seq_file.h>

#include "kprobes_internal.h"

static int list_show(struct seq_file *m, void *v)
{
	kprobes_show(m);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(list);

static int __init kprobes_debugfs_init(void)
{
	debugfs_create_file("list", 0400, debugfs_create_dir("kprobes", NULL), NULL, &list_fops);
	return 0;
}
late_initcall(kprobes_debugfs_init);
