/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * printk: the kernel's log. Any context, interrupts and oopses included. Each record has
 * a level and the time since boot; the newest are kept in a ring (dmesg), and those more
 * urgent than console_loglevel go to the registered consoles at once.
 */
#ifndef _LINUX_PRINTK_H
#define _LINUX_PRINTK_H

#include <stdarg.h>
#include <linux/compiler.h>
#include <linux/kern_levels.h>
#include <linux/types.h>
#include <linux/version.h>

#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif

int printk(const char *fmt, ...) __printf(1, 2) __cold;
#define _printk printk
int vprintk(const char *fmt, va_list args);

extern int console_printk[4];
#define console_loglevel	 (console_printk[0])
#define default_message_loglevel (console_printk[1])
#define minimum_console_loglevel (console_printk[2])
#define default_console_loglevel (console_printk[3])

#define pr_emerg(fmt, ...)  printk(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert(fmt, ...)  printk(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit(fmt, ...)   printk(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err(fmt, ...)    printk(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_error	    pr_err
#define pr_warn(fmt, ...)   printk(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warning	    pr_warn
#define pr_notice(fmt, ...) printk(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...)   printk(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_cont(fmt, ...)   printk(KERN_CONT fmt, ##__VA_ARGS__)
#define no_printk(fmt, ...)                                                                        \
	({                                                                                         \
		if (0)                                                                             \
			printk(fmt, ##__VA_ARGS__);                                                \
		0;                                                                                 \
	})
#ifdef DEBUG
#define pr_debug(fmt, ...) printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_devel	   pr_debug
#else
#define pr_debug(fmt, ...) no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_devel	   pr_debug
#endif

#define printk_once(fmt, ...)                                                                      \
	({                                                                                         \
		static bool __printed;                                                             \
		if (!__printed) {                                                                  \
			__printed = true;                                                          \
			printk(fmt, ##__VA_ARGS__);                                                \
		}                                                                                  \
	})
#define pr_warn_once(fmt, ...) printk_once(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_once(fmt, ...) printk_once(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_once(fmt, ...)  printk_once(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)

/* True at most ten times in five seconds, for messages anyone can cause. */
bool printk_ratelimit(void);
#define printk_ratelimited(fmt, ...)                                                               \
	({                                                                                         \
		if (printk_ratelimit())                                                            \
			printk(fmt, ##__VA_ARGS__);                                                \
	})
#define pr_err_ratelimited(fmt, ...)  printk_ratelimited(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_ratelimited(fmt, ...) printk_ratelimited(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_ratelimited(fmt, ...) printk_ratelimited(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)

/* The call trace of here, to the log. */
void dump_stack(void);

enum { DUMP_PREFIX_NONE, DUMP_PREFIX_ADDRESS, DUMP_PREFIX_OFFSET };
void print_hex_dump(const char *level, const char *prefix, int prefix_type, int rowsize,
		    int groupsize, const void *buf, size_t len, bool ascii);

int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize, char *linebuf,
		       size_t linebuflen, bool ascii);
#define print_hex_dump_bytes(prefix, type, buf, len)                                               \
	print_hex_dump(KERN_DEBUG, prefix, type, 16, 1, buf, len, true)
#ifdef DEBUG
#define print_hex_dump_debug(prefix, type, row, group, buf, len, ascii)                            \
	print_hex_dump(KERN_DEBUG, prefix, type, row, group, buf, len, ascii)
#else
#define print_hex_dump_debug(prefix, type, row, group, buf, len, ascii)                            \
	({                                                                                         \
		if (0)                                                                             \
			print_hex_dump(KERN_DEBUG, prefix, type, row, group, buf, len, ascii);     \
	})
#endif
#define pr_notice_once(fmt, ...)	  printk_once(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert_once(fmt, ...)		  printk_once(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_emerg_once(fmt, ...)		  printk_once(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit_once(fmt, ...)		  printk_once(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug_once(fmt, ...)		  no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice_ratelimited(fmt, ...)	  printk_ratelimited(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_emerg_ratelimited(fmt, ...)	  printk_ratelimited(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert_ratelimited(fmt, ...)	  printk_ratelimited(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit_ratelimited(fmt, ...)	  printk_ratelimited(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_debug_ratelimited(fmt, ...)	  no_printk(KERN_DEBUG pr_fmt(fmt), ##__VA_ARGS__)
#define printk_deferred(fmt, ...)	  printk(fmt, ##__VA_ARGS__)
#define printk_timed_ratelimit(state, ms) printk_ratelimit()
#define HW_ERR				  "[Hardware Error]: "
#define FW_BUG				  "[Firmware Bug]: "
#define FW_WARN				  "[Firmware Warn]: "
#define FW_INFO				  "[Firmware Info]: "

#ifndef MODULE /* the kernel's own */
/*
 * Read the log for dmesg: the record after *seq as "[    0.000000] text\n" with "<6>" before it
 * if with_level. Returns its length and moves *seq, or 0 at the end. Start with *seq = 0.
 */
size_t log_read(u64 *seq, char *buf, size_t size, bool with_level);

/* For syslog() and /dev/kmsg (guest/kernel/syslog.c). */
struct log_entry {
	u64 ts_ns;
	u32 nr; /* of records since boot */
	u8 prio;
	size_t len; /* of the text */
};
/* The record at *pos, or the first after it that is left; moves *pos. False: none yet. */
bool log_read_entry(u64 *pos, struct log_entry *entry, char *text, size_t size);
u64 log_begin(void);
u64 log_end(void);
/* What stands before the text: "<6>[    0.000000] ". Its length. */
size_t log_format(const struct log_entry *entry, char *buf, size_t size);
/* prio: level and facility << 3. */
int printk_prio(int prio, const char *fmt, ...) __printf(2, 3);
/* Something was printed since it was last cleared; the tick looks, and wakes readers. */
extern bool printk_news;
void printk_wake_readers(void);
#endif
extern const struct file_operations kmsg_fops; /* /dev/kmsg's */

/* 2.6's: what comes without a level goes on with the line before, if that has no end yet. */
int printk_2_6(const char *fmt, ...) __printf(1, 2) __cold;
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 9, 0)
#define printk printk_2_6
#endif

#endif
