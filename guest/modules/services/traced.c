/* SPDX-License-Identifier: GPL-2.0-only */
/* traced: reading its parameter `go` passes events; one is heard by the module itself, too. */
#include <linux/kernel.h>
#include <linux/module.h>

#define CREATE_TRACE_POINTS
#include "traced.h"

static int heard;

static void hear(void *data, const char *what, int number)
{
	heard += number * (int)(long)data;
}

static int go(char *buffer, const struct kernel_param *kp)
{
	static const int data[] = {10, 20, 30};
	int i;

	for (i = 1; i <= 2; i++) {
		trace_traced_begin("step", i);
		trace_traced_even("even", i);
	}
	trace_traced_other("thing", 3);
	trace_traced_data(data, ARRAY_SIZE(data), 7);
	trace_printk("plain %d\n", i);
	return sprintf(buffer, "%d %d\n", heard, trace_traced_begin_enabled());
}

static const struct kernel_param_ops go_ops = {.get = go};
module_param_cb(go, &go_ops, NULL, 0444);

static int __init traced_init(void)
{
	return register_trace_traced_even(hear, (void *)10);
}
module_init(traced_init);

static void __exit traced_exit(void)
{
	unregister_trace_traced_even(hear, (void *)10);
	tracepoint_synchronize_unregister();
}
module_exit(traced_exit);

MODULE_LICENSE("GPL");
