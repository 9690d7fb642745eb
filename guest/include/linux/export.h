/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * export: the symbols that modules may use, each a row of the table __ksymtab.
 */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H

#include <linux/compiler.h>

struct kernel_symbol {
	unsigned long value;
	const char *name;
};

extern const struct kernel_symbol __start___ksymtab[], __stop___ksymtab[];

#define EXPORT_SYMBOL(sym)                                                                         \
	extern __typeof__(sym) sym;                                                                \
	static const struct kernel_symbol __ksymtab_##sym __used __section("__ksymtab")            \
	    __aligned(sizeof(void *)) = {(unsigned long)&sym, #sym}
#define EXPORT_SYMBOL_GPL(sym)	  EXPORT_SYMBOL(sym)
#define EXPORT_SYMBOL_NS(sym, ns) EXPORT_SYMBOL(sym)
#define EXPORT_SYMBOL_NOVERS(sym) EXPORT_SYMBOL(sym)

/* The exported symbol's address; 0: no such symbol. */
unsigned long find_exported_symbol(const char *name);

#define THIS_MODULE ((struct module *)0)

#endif
