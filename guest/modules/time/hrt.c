/* SPDX-License-Identifier: GPL-2.0-only */
/* hrt: a timer of so many microseconds, so often; how late it was, at the worst, in the log. */
#include <linux/completion.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Measures high-resolution timers");

static unsigned int period_us = 250;
module_param(period_us, uint, 0444);
static unsigned int count = 40;
module_param(count, uint, 0444);

static struct hrtimer timer;
static DECLARE_COMPLETION(done);
static unsigned int left;
static s64 worst_ns;

static enum hrtimer_restart tick(struct hrtimer *t)
{
	s64 late = ktime_to_ns(ktime_sub(hrtimer_cb_get_time(t), hrtimer_get_expires(t)));

	worst_ns = max(worst_ns, late);
	if (!--left) {
		complete(&done);
		return HRTIMER_NORESTART;
	}
	hrtimer_forward_now(t, us_to_ktime(period_us));
	return HRTIMER_RESTART;
}

static int __init hrt_init(void)
{
	ktime_t begin;

	if (!period_us || !count)
		return -EINVAL;
	left = count;
	hrtimer_init(&timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	timer.function = tick;
	begin = ktime_get();
	hrtimer_start(&timer, us_to_ktime(period_us), HRTIMER_MODE_REL);
	wait_for_completion(&done);
	pr_info("hrt: %u periods of %u us took %lld us; at most %lld us late\n", count, period_us,
		ktime_us_delta(ktime_get(), begin), div_s64(worst_ns, 1000));
	return 0;
}

static void __exit hrt_exit(void)
{
	hrtimer_cancel(&timer);
}

module_init(hrt_init);
module_exit(hrt_exit);
