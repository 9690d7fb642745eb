/* SPDX-License-Identifier: GPL-2.0-only */
/* import: uses what export.ko exports, so that must be loaded first and cannot go before. */
#include <linux/init.h>
#include <linux/module.h>

#include "export.h"

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Uses the counter of export");

static int times = 1;
module_param(times, int, 0644);
MODULE_PARM_DESC(times, "how far to count");

static int __init import_init(void)
{
	int i;

	for (i = 0; i < times; i++)
		pr_info("import: %d\n", export_next());
	return 0;
}

static void __exit import_exit(void)
{
}

module_init(import_init);
module_exit(import_exit);
