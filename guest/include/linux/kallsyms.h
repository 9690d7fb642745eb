/* SPDX-License-Identifier: GPL-2.0-only */
/* kallsyms: addresses of code to names and back, from the table that the build links in. */
#ifndef _LINUX_KALLSYMS_H
#define _LINUX_KALLSYMS_H

#include <linux/types.h>

#define KSYM_NAME_LEN	128
#define KSYM_SYMBOL_LEN (KSYM_NAME_LEN + 32)

/* The function that holds addr, or NULL; *size and *offset (into it) unless NULL. */
const char *kallsyms_lookup(unsigned long addr, unsigned long *size, unsigned long *offset);
/* 0: no such name. */
unsigned long kallsyms_lookup_name(const char *name);
struct module;
/* fn of each of the kernel's, until it is not 0: that is returned. Process context. */
int kallsyms_on_each_symbol(int (*fn)(void *data, const char *name, struct module *mod,
				      unsigned long addr),
			    void *data);
/* "name+0x12/0x34", or "0xc0101234"; returns the length. buf: KSYM_SYMBOL_LEN bytes. */
int sprint_symbol(char *buf, unsigned long addr);
int sprint_symbol_no_offset(char *buf, unsigned long addr);
/* For a return address: the call before it is meant, not what follows. */
int sprint_backtrace(char *buf, unsigned long addr);

#endif
