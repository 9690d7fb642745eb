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
#include <linux/math64.h>
#include <linux/printk.h>
#include <linux/sprintf.h>
#include <linux/stddef.h>
#include <linux/stringify.h>
#include <linux/typecheck.h>
#include <linux/types.h>
#if !__STDC_HOSTED__
#include <asm/byteorder.h>
#endif

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]) + __must_be_array(a))

#define upper_16_bits(n)							     ((u16)((n) >> 16))
#define lower_16_bits(n)							     ((u16)((n)&0xffff))
#define REPEAT_BYTE(x)								     ((~0ul / 0xff) * (x))
#define PTR_ALIGN(p, a)								     ((__typeof__(p))ALIGN((unsigned long)(p), (a)))
#define PTR_ALIGN_DOWN(p, a)							     ((__typeof__(p))ALIGN_DOWN((unsigned long)(p), (a)))
#define PTR_IF(cond, ptr)							     ((cond) ? (ptr) : NULL)
#define u64_to_user_ptr(x)							     ((void __user *)(unsigned long)(x))
#define might_fault()								     might_sleep()
#define cant_sleep()								     ((void)0)
#define non_block_start()							     ((void)0)
#define non_block_end()								     ((void)0)
#define CONCATENATE(a, b)							     __PASTE(a, b)
#define COUNT_ARGS_(_0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11, _12, _n, X...) _n
#define COUNT_ARGS(X...)							     COUNT_ARGS_(, ##X, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)

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

extern const char hex_asc_upper[];
#define hex_asc_upper_lo(x) hex_asc_upper[(x)&0x0f]
#define hex_asc_upper_hi(x) hex_asc_upper[((x)&0xf0) >> 4]

static inline char *hex_byte_pack(char *buf, u8 byte)
{
	*buf++ = hex_asc_hi(byte);
	*buf++ = hex_asc_lo(byte);
	return buf;
}

static inline char *hex_byte_pack_upper(char *buf, u8 byte)
{
	*buf++ = hex_asc_upper_hi(byte);
	*buf++ = hex_asc_upper_lo(byte);
	return buf;
}

char *bin2hex(char *dst, const void *src, size_t count);

bool core_kernel_text(unsigned long addr);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#endif

/* Cuts the next word off args: *param, and *val after its '=' or NULL. What follows. */
char *next_arg(char *args, char **param, char **val);
/* Into /sys/kernel/tracing/trace, from any context; off: nothing is added (kernel/trace). */
int __trace_printk(unsigned long ip, const char *fmt, ...) __printf(2, 3);
int ftrace_vprintk_line(unsigned long ip, const char *fmt, va_list args);
#define trace_printk(fmt, ...)	   __trace_printk(_THIS_IP_, fmt, ##__VA_ARGS__)
#define trace_puts(str)		   (__trace_printk(_THIS_IP_, "%s", str), (int)strlen(str))
#define ftrace_vprintk(fmt, vargs) ftrace_vprintk_line(_THIS_IP_, fmt, vargs)
#define trace_dump_stack(skip)	   dump_stack()
void tracing_on(void);
void tracing_off(void);
int tracing_is_on(void);

#endif
