/* SPDX-License-Identifier: GPL-2.0-only */
/* kdataalign: where in a struct each type may begin. On i386 a long long needs but 4 bytes. */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/stddef.h>
#include <linux/types.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Prints the alignment of types");

#define AFTER_A_CHAR(type)                                                                         \
	offsetof(                                                                                  \
	    struct {                                                                               \
		    char c;                                                                        \
		    type t;                                                                        \
	    },                                                                                     \
	    t)

static int __init kdataalign_init(void)
{
	pr_info("char %zu short %zu int %zu long %zu ptr %zu long-long %zu u64 %zu\n",
		AFTER_A_CHAR(char), AFTER_A_CHAR(short), AFTER_A_CHAR(int), AFTER_A_CHAR(long),
		AFTER_A_CHAR(void *), AFTER_A_CHAR(long long), AFTER_A_CHAR(u64));
	return -ENODEV;
}

module_init(kdataalign_init);
