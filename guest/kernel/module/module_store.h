/* SPDX-License-Identifier: GPL-2.0-only */
/* module_store: the modules that came with -initrd (module_store.c). */
#ifndef KERNEL_MODULE_STORE_H
#define KERNEL_MODULE_STORE_H

#include <linux/types.h>

struct boot_module;

/* By "name", "name.ko" or a path that ends so. NULL: none. */
const struct boot_module *module_store_find(const char *name);
/* The name of one file after the other, with .ko; NULL: no more. */
const char *module_store_name(unsigned int index, size_t *len);
/* With what it depends on. args NULL: those given with -initrd. 0, or a negative errno after
 * a line in the log. */
int module_store_load(const struct boot_module *file, const char *args);
/* All of them, when the kernel is up. */
void module_store_boot(void);

#endif
