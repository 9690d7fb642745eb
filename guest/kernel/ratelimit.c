/* SPDX-License-Identifier: GPL-2.0-only */
/* ratelimit: burst times in each interval; then nothing until it is over. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/ratelimit.h>

static void report_missed(struct ratelimit_state *rs, const char *func)
{
	if (rs->missed && !(rs->flags & RATELIMIT_MSG_ON_RELEASE))
		pr_warn("%s: %d callbacks suppressed\n", func, rs->missed);
	rs->missed = 0;
}

int ___ratelimit(struct ratelimit_state *rs, const char *func)
{
	unsigned long flags;
	int go;

	if (!rs->interval)
		return 1;
	spin_lock_irqsave(&rs->lock, flags);
	if (!rs->begin || time_is_before_jiffies(rs->begin + rs->interval)) {
		report_missed(rs, func);
		rs->begin = jiffies ?: 1;
		rs->printed = 0;
	}
	go = rs->printed < rs->burst;
	if (go)
		rs->printed++;
	else
		rs->missed++;
	spin_unlock_irqrestore(&rs->lock, flags);
	return go;
}
EXPORT_SYMBOL(___ratelimit);
