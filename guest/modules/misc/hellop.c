/* SPDX-License-Identifier: GPL-2.0-only */
/* hellop: hello with parameters: whom to greet and how often. insmod hellop.ko whom="you" howmany=3
 */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

MODULE_LICENSE("Dual BSD/GPL");
MODULE_DESCRIPTION("Greets somebody a number of times");

static char *whom = "world";
static int howmany = 1;
module_param(whom, charp, 0444);
MODULE_PARM_DESC(whom, "who is greeted");
module_param(howmany, int, 0444);
MODULE_PARM_DESC(howmany, "how often, 1 to 100");

static int __init hellop_init(void)
{
	int i;

	if (howmany < 1 || howmany > 100)
		return -EINVAL;
	for (i = 0; i < howmany; i++)
		pr_info("(%d) Hello, %s\n", i, whom);
	return 0;
}

static void __exit hellop_exit(void)
{
	pr_info("Goodbye, %s\n", whom);
}

module_init(hellop_init);
module_exit(hellop_exit);
