/* SPDX-License-Identifier: GPL-2.0-only */
/* kdatasize: how large the types are that a driver relies on. Loading prints; nothing stays. */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/types.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Prints the sizes of types");

static int __init kdatasize_init(void)
{
	pr_info("char %zu short %zu int %zu long %zu ptr %zu long-long %zu u8 %zu u16 %zu u32 %zu "
		"u64 %zu\n",
		sizeof(char), sizeof(short), sizeof(int), sizeof(long), sizeof(void *),
		sizeof(long long), sizeof(u8), sizeof(u16), sizeof(u32), sizeof(u64));
	return -ENODEV;
}

module_init(kdatasize_init);
