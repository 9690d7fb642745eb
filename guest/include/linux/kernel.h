/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernel: the small things nearly every source uses.
 */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <stdarg.h>
#include <linux/align.h>
#include <linux/bitops.h>
#include <linux/bug.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/instruction_pointer.h>
#include <linux/kstrtox.h>
#include <linux/limits.h>
#include <linux/linkage.h>
#include <linux/log2.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/stddef.h>
#include <linux/stringify.h>
#include <linux/types.h>

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]) + __must_be_array(a))

#define upper_32_bits(n) ((u32)(((n) >> 16) >> 16))
#define lower_32_bits(n) ((u32)((n)&0xffffffff))

/*
 * A function that may sleep says so here. When the caller may not (interrupts off,
 * preemption off, in an interrupt), it is named with a call trace.
 */
void __might_sleep(const char *file, int line);
int __cond_resched(void);
#define might_sleep()                                                                              \
	do {                                                                                       \
		__might_sleep(__FILE__, __LINE__);                                                 \
		__cond_resched();                                                                  \
	} while (0)
#define might_sleep_if(cond)                                                                       \
	do {                                                                                       \
		if (cond)                                                                          \
			might_sleep();                                                             \
	} while (0)

enum system_states {
	SYSTEM_BOOTING,
	SYSTEM_SCHEDULING,
	SYSTEM_RUNNING,
	SYSTEM_HALT,
	SYSTEM_POWER_OFF,
	SYSTEM_RESTART,
};
extern enum system_states system_state;

/* The kernel command line's helpers (lib/cmdline.c). */
int get_option(char **str, int *value);
char *get_options(const char *str, int nints, int *ints);
unsigned long long memparse(const char *ptr, char **retptr);

extern const char hex_asc[];
#define hex_asc_lo(x) hex_asc[(x)&0x0f]
#define hex_asc_hi(x) hex_asc[((x)&0xf0) >> 4]
int hex_to_bin(unsigned char ch); /* -1: not a hex digit */
int hex2bin(u8 *dst, const char *src, size_t count);

bool core_kernel_text(unsigned long addr);

#endif
