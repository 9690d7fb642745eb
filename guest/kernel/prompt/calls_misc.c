/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls that allocate nothing: the log, sleeping. */
#include <linux/delay.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "access.h"
#include "calls.h"

/* Where the conversion that begins at the '%' ends; 0: it takes more than a plain word. */
static char conversion(const char *s, const char **end)
{
	s += 1 + strspn(s + 1, "-+ #0123456789.");
	while (*s == 'l' || *s == 'h' || *s == 'z')
		s++;
	*end = *s ? s + 1 : s;
	return *s && strchr("diouxXcsp%", *s) ? *s : '\0';
}

/* A %s reads memory at an address that comes from a keyboard. */
static bool check_format(struct invocation *in, const char *fmt)
{
	unsigned int arg = 1;
	const char *s = fmt;
	char c;

	while ((s = strchr(s, '%'))) {
		c = conversion(s, &s);
		if (!c)
			return expr_fail(in->e, "printk: a conversion that is not supported here");
		if (c == '%')
			continue;
		if (arg == in->nr_args)
			return expr_fail(in->e,
					 "printk: the format wants more arguments than given");
		if (c == 's' && !access_string(in->e, &in->args[arg], 512))
			return false;
		if (c == 'p')
			/* %pS and the like read through the pointer */
			if (*s && strchr("aBeEIMRSsVU", *s))
				return expr_fail(in->e, "printk: only plain %%p here");
		arg++;
	}
	return true;
}

static bool run_printk(struct invocation *in)
{
	const char *fmt = access_string(in->e, &in->args[0], 512);
	const struct value *a = in->args;
	u32 v[4] = {0};
	unsigned int i;

	if (!fmt || !check_format(in, fmt))
		return false;
	for (i = 1; i < in->nr_args && i <= ARRAY_SIZE(v); i++)
		v[i - 1] = a[i].bits;
	console_loglevel = in->pr->loglevel;
	MEASURE(in, in->result->bits = (u32)printk(fmt, v[0], v[1], v[2], v[3]));
	in->result->kind = VAL_INT;
	return true;
}

static bool run_msleep(struct invocation *in)
{
	u32 ms = in->args[0].bits;

	if (ms > 60000)
		return expr_fail(in->e, "%s: a minute is the most here", in->call->name);
	MEASURE(in, msleep(ms));
	return true;
}

static bool run_udelay(struct invocation *in)
{
	u32 us = in->args[0].bits;

	if (us > 20000)
		return expr_fail(in->e, "%s: 20000 is the most; use msleep()", in->call->name);
	MEASURE(in, udelay(us));
	return true;
}

const struct call calls_misc[] = {
    {"printk", "s|vvvv", run_printk, "int printk(const char *fmt, ...)", "linux/printk.h",
     "any context", NULL, "a line of the kernel's log (dmesg)"},
    {"msleep", "n", run_msleep, "void msleep(unsigned int ms)", "linux/delay.h",
     "process context; sleeps", NULL, "let others run for so many milliseconds"},
    {"udelay", "n", run_udelay, "void udelay(unsigned long us)", "linux/delay.h", "any context",
     NULL, "wait without sleeping"},
    {NULL},
};
