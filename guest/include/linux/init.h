/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * init: code and data of which nothing is left after boot, the functions called on the
 * way, and the kernel's parameters.
 */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#include <linux/compiler.h>
#include <linux/export.h>
#include <linux/stringify.h>
#include <linux/types.h>

/* Freed when kernel_init() is done; noinline, so that none of it stays behind. */
#define __init	    __section(".init.text") __cold noinline
#define __initdata  __section(".init.data")
#define __initconst __section(".init.rodata")
#ifdef MODULE
#define __exit __section(".exit.text") __cold
#else
#define __exit __section(".exit.text") __used __cold
#endif
#define __exitdata __section(".exit.data")
#define __ref
#define __refdata
#define __meminit __init
#define __init_or_module
#define __initdata_or_module
#define __exit_p(fn) (fn)
/* Of hot-plugging's days: devices may come at any time, so none of it is freed. */
#define __devinit
#define __devexit
#define __devinitdata
#define __devinitconst
#define __devexitdata
#define __devexit_p(fn) (fn)
#define __cpuinit
#define __cpuinitdata
#define __initconst_or_module

typedef int (*initcall_t)(void);
typedef void (*exitcall_t)(void);

#define __define_initcall(fn, level)                                                               \
	static initcall_t __initcall_##fn __used __section(".initcall" #level ".init") = fn

#define early_initcall(fn)    __define_initcall(fn, 0)
#define pure_initcall(fn)     __define_initcall(fn, 0)
#define core_initcall(fn)     __define_initcall(fn, 1)
#define postcore_initcall(fn) __define_initcall(fn, 2)
#define arch_initcall(fn)     __define_initcall(fn, 3)
#define subsys_initcall(fn)   __define_initcall(fn, 4)
#define fs_initcall(fn)	      __define_initcall(fn, 5)
#define rootfs_initcall(fn)   __define_initcall(fn, 5)
#define device_initcall(fn)   __define_initcall(fn, 6)
#define late_initcall(fn)     __define_initcall(fn, 7)
#define __initcall(fn)	      device_initcall(fn)

/*
 * A parameter of the kernel's command line. str includes the '=' of one that takes a
 * value; fn gets what follows. __setup: called from start_kernel() with allocators up;
 * returns 1 when it took the value. early_param: called before memory is set up, str
 * without '='; returns 0 when it took the value.
 */
struct obs_kernel_param {
	const char *str;
	int (*setup_func)(char *value);
	int early;
};

#define __setup_param(name, id, fn, is_early)                                                      \
	static const char __setup_str_##id[] __initconst __aligned(1) = name;                      \
	static struct obs_kernel_param __setup_##id __used __section(".init.setup")                \
	    __aligned(sizeof(long)) = {__setup_str_##id, fn, is_early}
#define __setup(name, fn)     __setup_param(name, fn, fn, 0)
#define early_param(name, fn) __setup_param(name, fn, fn, 1)

void start_kernel(void) __noreturn;
extern char boot_command_line[];
extern char *saved_command_line;

#endif
