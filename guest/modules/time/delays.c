/* SPDX-License-Identifier: GPL-2.0-only */
/* delays: how long each way of waiting a short time really takes. */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Measures delays");

#define MEASURE(call)                                                                              \
	do {                                                                                       \
		ktime_t __begin = ktime_get();                                                     \
		call;                                                                              \
		pr_info("delays: %-22s %lld us\n", #call, ktime_us_delta(ktime_get(), __begin));   \
	} while (0)

static int __init delays_init(void)
{
	MEASURE(ndelay(500));
	MEASURE(udelay(50));
	MEASURE(mdelay(2));
	MEASURE(usleep_range(300, 400));
	MEASURE(fsleep(1500));
	MEASURE(msleep(15));
	return -ENODEV;
}

module_init(delays_init);
