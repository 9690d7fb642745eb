/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/kallsyms, from the table the build links in: code only. /proc/modules. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>

extern const unsigned int kallsyms_count;
extern const u32 kallsyms_addresses[], kallsyms_offsets[];
extern const char kallsyms_names[];

static void *kallsyms_start(struct seq_file *m, loff_t *pos)
{
	return *pos < kallsyms_count ? (void *)&kallsyms_addresses[*pos] : NULL;
}

static void *kallsyms_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return kallsyms_start(m, pos);
}

static void kallsyms_stop(struct seq_file *m, void *v)
{
}

static int kallsyms_show(struct seq_file *m, void *v)
{
	const u32 *address = v;

	seq_printf(m, "%08x T %s\n", *address,
		   kallsyms_names + kallsyms_offsets[address - kallsyms_addresses]);
	return 0;
}

static const struct seq_operations kallsyms_ops = {
    .start = kallsyms_start,
    .stop = kallsyms_stop,
    .next = kallsyms_next,
    .show = kallsyms_show,
};

/* None can be loaded yet: the file is there, and empty. */
static int modules_show(struct seq_file *m, void *v)
{
	return 0;
}

static int __init proc_symbols_init(void)
{
	proc_create_seq("kallsyms", 0, NULL, &kallsyms_ops);
	proc_create_single("modules", 0, NULL, modules_show);
	return 0;
}
fs_initcall(proc_symbols_init);
