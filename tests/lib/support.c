/* SPDX-License-Identifier: GPL-2.0-only */
/* support: what the library asks of the kernel around it. */
#include <check.h>

#include <linux/bug.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>

void warn_slowpath_fmt(const char *file, int line, const char *fmt, ...)
{
	ck_abort_msg("WARN at %s:%d", file, line);
}

int printk(const char *fmt, ...)
{
	ck_abort_msg("printk: %s", fmt);
	return 0;
}

/* The one symbol there is: "function" at 0x1000, 0x40 bytes long. */
static int symbol(char *buf, unsigned long addr, bool with_offset)
{
	if (addr - 0x1000 >= 0x40)
		return sprintf(buf, "0x%lx", addr);
	return with_offset ? sprintf(buf, "function+%#lx/0x40", addr - 0x1000)
			   : sprintf(buf, "function");
}

int sprint_symbol(char *buf, unsigned long addr)
{
	return symbol(buf, addr, true);
}

int sprint_symbol_no_offset(char *buf, unsigned long addr)
{
	return symbol(buf, addr, false);
}

int sprint_backtrace(char *buf, unsigned long addr)
{
	return symbol(buf, addr, true);
}
