/* SPDX-License-Identifier: GPL-2.0-only */
/* dev_printk: messages that say which device, and whose: "lm75 0-0048: text". */
#ifndef _DEVICE_PRINTK_H_
#define _DEVICE_PRINTK_H_

#include <linux/compiler.h>
#include <linux/printk.h>
#include <linux/types.h>

struct device;

#ifndef dev_fmt
#define dev_fmt(fmt) fmt
#endif

void _dev_printk(const char *level, const struct device *dev, const char *fmt, ...)
    __printf(3, 4) __cold;

#define dev_printk(level, dev, fmt, ...) _dev_printk(level, dev, dev_fmt(fmt), ##__VA_ARGS__)
#define dev_emerg(dev, fmt, ...)	 dev_printk(KERN_EMERG, dev, fmt, ##__VA_ARGS__)
#define dev_alert(dev, fmt, ...)	 dev_printk(KERN_ALERT, dev, fmt, ##__VA_ARGS__)
#define dev_crit(dev, fmt, ...)		 dev_printk(KERN_CRIT, dev, fmt, ##__VA_ARGS__)
#define dev_err(dev, fmt, ...)		 dev_printk(KERN_ERR, dev, fmt, ##__VA_ARGS__)
#define dev_warn(dev, fmt, ...)		 dev_printk(KERN_WARNING, dev, fmt, ##__VA_ARGS__)
#define dev_notice(dev, fmt, ...)	 dev_printk(KERN_NOTICE, dev, fmt, ##__VA_ARGS__)
#define dev_info(dev, fmt, ...)		 dev_printk(KERN_INFO, dev, fmt, ##__VA_ARGS__)
#define dev_no_printk(level, dev, fmt, ...)                                                        \
	({                                                                                         \
		if (0)                                                                             \
			dev_printk(level, dev, fmt, ##__VA_ARGS__);                                \
	})
#ifdef DEBUG
#define dev_dbg(dev, fmt, ...) dev_printk(KERN_DEBUG, dev, fmt, ##__VA_ARGS__)
#else
#define dev_dbg(dev, fmt, ...) dev_no_printk(KERN_DEBUG, dev, fmt, ##__VA_ARGS__)
#endif
#ifdef VERBOSE_DEBUG
#define dev_vdbg dev_dbg
#else
#define dev_vdbg(dev, fmt, ...) dev_no_printk(KERN_DEBUG, dev, fmt, ##__VA_ARGS__)
#endif

#define dev_level_once(level, dev, fmt, ...)                                                       \
	do {                                                                                       \
		static bool __told;                                                                \
		if (!__told) {                                                                     \
			__told = true;                                                             \
			dev_printk(level, dev, fmt, ##__VA_ARGS__);                                \
		}                                                                                  \
	} while (0)
#define dev_emerg_once(dev, fmt, ...)  dev_level_once(KERN_EMERG, dev, fmt, ##__VA_ARGS__)
#define dev_crit_once(dev, fmt, ...)   dev_level_once(KERN_CRIT, dev, fmt, ##__VA_ARGS__)
#define dev_err_once(dev, fmt, ...)    dev_level_once(KERN_ERR, dev, fmt, ##__VA_ARGS__)
#define dev_warn_once(dev, fmt, ...)   dev_level_once(KERN_WARNING, dev, fmt, ##__VA_ARGS__)
#define dev_notice_once(dev, fmt, ...) dev_level_once(KERN_NOTICE, dev, fmt, ##__VA_ARGS__)
#define dev_info_once(dev, fmt, ...)   dev_level_once(KERN_INFO, dev, fmt, ##__VA_ARGS__)
#define dev_dbg_once(dev, fmt, ...)    dev_dbg(dev, fmt, ##__VA_ARGS__)

#define dev_level_ratelimited(level, dev, fmt, ...)                                                \
	do {                                                                                       \
		if (printk_ratelimit())                                                            \
			dev_printk(level, dev, fmt, ##__VA_ARGS__);                                \
	} while (0)
#define dev_crit_ratelimited(dev, fmt, ...)                                                        \
	dev_level_ratelimited(KERN_CRIT, dev, fmt, ##__VA_ARGS__)
#define dev_err_ratelimited(dev, fmt, ...) dev_level_ratelimited(KERN_ERR, dev, fmt, ##__VA_ARGS__)
#define dev_warn_ratelimited(dev, fmt, ...)                                                        \
	dev_level_ratelimited(KERN_WARNING, dev, fmt, ##__VA_ARGS__)
#define dev_notice_ratelimited(dev, fmt, ...)                                                      \
	dev_level_ratelimited(KERN_NOTICE, dev, fmt, ##__VA_ARGS__)
#define dev_info_ratelimited(dev, fmt, ...)                                                        \
	dev_level_ratelimited(KERN_INFO, dev, fmt, ##__VA_ARGS__)
#define dev_dbg_ratelimited(dev, fmt, ...) dev_dbg(dev, fmt, ##__VA_ARGS__)

#define dev_WARN(dev, fmt, ...)                                                                    \
	WARN(1, "%s %s: " fmt, dev_driver_string(dev), dev_name(dev), ##__VA_ARGS__)
#define dev_WARN_ONCE(dev, cond, fmt, ...)                                                         \
	WARN_ONCE(cond, "%s %s: " fmt, dev_driver_string(dev), dev_name(dev), ##__VA_ARGS__)

#endif
