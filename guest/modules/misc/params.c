/* SPDX-License-Identifier: GPL-2.0-only */
/* params: a parameter of every kind, printed when the module comes. */
#include <linux/init.h>
#include <linux/module.h>
#include <linux/moduleparam.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Parameters of all kinds");

static bool on;
static unsigned char small = 1;
static short level = -2;
static int number = 3;
static unsigned long wide = 4;
static unsigned long long widest = 5;
static char *text = "six";
static char buffer[8] = "seven";
static int lines[4];
static unsigned int nr_lines;
static char *names[3];
static int nr_names;
static int even;
static bool off = true;

static int set_even(const char *val, const struct kernel_param *kp)
{
	int err = param_set_int(val, kp);

	return err ?: *(int *)kp->arg % 2 ? -EINVAL : 0;
}

static const struct kernel_param_ops even_ops = {.set = set_even, .get = param_get_int};

module_param(on, bool, 0644);
module_param_named(off, off, invbool, 0444);
module_param(small, byte, 0444);
module_param(level, short, 0444);
module_param(number, int, 0644);
module_param(wide, ulong, 0444);
module_param(widest, ullong, 0444);
module_param(text, charp, 0644);
module_param_string(buffer, buffer, sizeof(buffer), 0444);
module_param_array(lines, int, &nr_lines, 0444);
module_param_array(names, charp, &nr_names, 0444);
module_param_cb(even, &even_ops, &even, 0644);
MODULE_PARM_DESC(even, "an even number");

static int __init params_init(void)
{
	unsigned int i;

	pr_info("params: on=%d off=%d small=%u level=%d number=%d wide=%lu widest=%llu\n", on, off,
		small, level, number, wide, widest);
	pr_info("params: text=%s buffer=%s even=%d\n", text, buffer, even);
	for (i = 0; i < nr_lines; i++)
		pr_info("params: lines[%u]=%d\n", i, lines[i]);
	for (i = 0; i < nr_names; i++)
		pr_info("params: names[%u]=%s\n", i, names[i]);
	return 0;
}

static void __exit params_exit(void)
{
}

module_init(params_init);
module_exit(params_exit);
