/* SPDX-License-Identifier: GPL-2.0-only */
/* iopoll: read something again and again until it is as wanted, or time is over. */
#ifndef _LINUX_IOPOLL_H
#define _LINUX_IOPOLL_H

#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/ktime.h>

/* 0, or -ETIMEDOUT; val is what was read last. Sleeping, in steps of sleep_us. */
#define read_poll_timeout(op, val, cond, sleep_us, timeout_us, sleep_before_read, args...)         \
	({                                                                                         \
		u64 __timeout_us = (timeout_us);                                                   \
		unsigned long __sleep_us = (sleep_us);                                             \
		u64 __end = ktime_get_ns() + __timeout_us * 1000;                                  \
		might_sleep_if(__sleep_us != 0);                                                   \
		if ((sleep_before_read) && __sleep_us)                                             \
			usleep_range((__sleep_us >> 2) + 1, __sleep_us);                           \
		for (;;) {                                                                         \
			(val) = op(args);                                                          \
			if (cond)                                                                  \
				break;                                                             \
			if (__timeout_us && ktime_get_ns() > __end) {                              \
				(val) = op(args);                                                  \
				break;                                                             \
			}                                                                          \
			if (__sleep_us)                                                            \
				usleep_range((__sleep_us >> 2) + 1, __sleep_us);                   \
			cpu_relax();                                                               \
		}                                                                                  \
		(cond) ? 0 : -ETIMEDOUT;                                                           \
	})

/* Busily. */
#define read_poll_timeout_atomic(op, val, cond, delay_us, timeout_us, delay_before_read, args...)  \
	({                                                                                         \
		s64 __left_ns = (s64)(timeout_us)*1000;                                            \
		unsigned long __delay_us = (delay_us);                                             \
		if ((delay_before_read) && __delay_us)                                             \
			udelay(__delay_us);                                                        \
		for (;;) {                                                                         \
			(val) = op(args);                                                          \
			if (cond)                                                                  \
				break;                                                             \
			if ((timeout_us) && __left_ns < 0) {                                       \
				(val) = op(args);                                                  \
				break;                                                             \
			}                                                                          \
			if (__delay_us)                                                            \
				udelay(__delay_us);                                                \
			__left_ns -= __delay_us * 1000 + 1;                                        \
		}                                                                                  \
		(cond) ? 0 : -ETIMEDOUT;                                                           \
	})

#define readx_poll_timeout(op, addr, val, cond, sleep_us, timeout_us)                              \
	read_poll_timeout(op, val, cond, sleep_us, timeout_us, false, addr)
#define readx_poll_timeout_atomic(op, addr, val, cond, delay_us, timeout_us)                       \
	read_poll_timeout_atomic(op, val, cond, delay_us, timeout_us, false, addr)
#define readb_poll_timeout(addr, val, cond, delay_us, timeout_us)                                  \
	readx_poll_timeout(readb, addr, val, cond, delay_us, timeout_us)
#define readw_poll_timeout(addr, val, cond, delay_us, timeout_us)                                  \
	readx_poll_timeout(readw, addr, val, cond, delay_us, timeout_us)
#define readl_poll_timeout(addr, val, cond, delay_us, timeout_us)                                  \
	readx_poll_timeout(readl, addr, val, cond, delay_us, timeout_us)
#define readb_poll_timeout_atomic(addr, val, cond, delay_us, timeout_us)                           \
	readx_poll_timeout_atomic(readb, addr, val, cond, delay_us, timeout_us)
#define readl_poll_timeout_atomic(addr, val, cond, delay_us, timeout_us)                           \
	readx_poll_timeout_atomic(readl, addr, val, cond, delay_us, timeout_us)
#define readl_relaxed_poll_timeout(addr, val, cond, delay_us, timeout_us)                          \
	readx_poll_timeout(readl_relaxed, addr, val, cond, delay_us, timeout_us)

#endif
