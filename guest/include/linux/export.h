/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * export: the symbols that modules may use, each a row of the table __ksymtab of the
 * kernel or of the module that has it.
 */
#ifndef _LINUX_EXPORT_H
#define _LINUX_EXPORT_H

#include <linux/compiler.h>

struct kernel_symbol {
	unsigned long value;
	const char *name;
	unsigned long gpl_only; /* only for modules whose licence is a GPL-compatible one */
};

extern const struct kernel_symbol __start___ksymtab[], __stop___ksymtab[];

#define __EXPORT_SYMBOL(sym, gpl)                                                                  \
	extern __typeof__(sym) sym;                                                                \
	static const struct kernel_symbol __ksymtab_##sym __used __section("__ksymtab")            \
	    __aligned(sizeof(void *)) = {(unsigned long)&sym, #sym, gpl}
#define EXPORT_SYMBOL(sym)	      __EXPORT_SYMBOL(sym, 0)
#define EXPORT_SYMBOL_GPL(sym)	      __EXPORT_SYMBOL(sym, 1)
#define EXPORT_SYMBOL_GPL_FUTURE(sym) __EXPORT_SYMBOL(sym, 1)
#define EXPORT_SYMBOL_NS(sym, ns)     __EXPORT_SYMBOL(sym, 0)
#define EXPORT_SYMBOL_NS_GPL(sym, ns) __EXPORT_SYMBOL(sym, 1)
#define EXPORT_SYMBOL_NOVERS(sym)     __EXPORT_SYMBOL(sym, 0)

struct module;

#ifdef MODULE
extern struct module __this_module;
#define THIS_MODULE (&__this_module)
#else
#define THIS_MODULE ((struct module *)0)
#endif

#endif
