/* SPDX-License-Identifier: GPL-2.0-only */
/* export: a module that others build upon: it exports a counter that import uses. */
#include <linux/atomic.h>
#include <linux/init.h>
#include <linux/module.h>

#include "export.h"

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Exports a counter");

static atomic_t count = ATOMIC_INIT(0);

int export_next(void)
{
	return atomic_inc_return(&count);
}
EXPORT_SYMBOL_GPL(export_next);

static int __init export_init(void)
{
	return 0;
}

static void __exit export_exit(void)
{
	pr_info("export: counted to %d\n", atomic_read(&count));
}

module_init(export_init);
module_exit(export_exit);
