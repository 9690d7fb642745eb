/* SPDX-License-Identifier: GPL-2.0-only */
/* ratelimit: so many times in so long, and not more; what was held back is counted. */
#ifndef _LINUX_RATELIMIT_H
#define _LINUX_RATELIMIT_H

#include <linux/jiffies.h>
#include <linux/printk.h>
#include <linux/spinlock.h>

#define DEFAULT_RATELIMIT_INTERVAL (5 * HZ)
#define DEFAULT_RATELIMIT_BURST	   10
#define RATELIMIT_MSG_ON_RELEASE   1

struct ratelimit_state {
	spinlock_t lock;
	int interval, burst;
	int printed, missed;
	unsigned long begin; /* 0: never */
	unsigned long flags;
};

#define RATELIMIT_STATE_INIT(name, _interval, _burst)                                              \
	{                                                                                          \
		.lock = __SPIN_LOCK_UNLOCKED(name.lock), .interval = (_interval),                  \
		.burst = (_burst)                                                                  \
	}
#define DEFINE_RATELIMIT_STATE(name, interval, burst)                                              \
	struct ratelimit_state name = RATELIMIT_STATE_INIT(name, interval, burst)

static inline void ratelimit_state_init(struct ratelimit_state *rs, int interval, int burst)
{
	*rs = (struct ratelimit_state){.interval = interval, .burst = burst};
	spin_lock_init(&rs->lock);
}

static inline void ratelimit_default_init(struct ratelimit_state *rs)
{
	ratelimit_state_init(rs, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST);
}

static inline void ratelimit_set_flags(struct ratelimit_state *rs, unsigned long flags)
{
	rs->flags = flags;
}

/* Not 0: go ahead. Any context. */
int ___ratelimit(struct ratelimit_state *rs, const char *func);
#define __ratelimit(rs) ___ratelimit(rs, __func__)

#define WARN_ON_RATELIMIT(cond, rs)    WARN_ON((cond) && __ratelimit(rs))
#define WARN_RATELIMIT(cond, fmt, ...) WARN((cond) && printk_ratelimit(), fmt, ##__VA_ARGS__)

#endif
