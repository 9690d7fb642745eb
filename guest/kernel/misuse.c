/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * misuse: what a driver does that cannot be meant.
 *
 * The machine stops for a moment where misuse_at() begins, reads its two arguments and prints
 * them with the source line of the code, which only it knows (emu/debug/misuse.c).
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/module.h>
#include <linux/stacktrace.h>

noinline void misuse_at(const char *text, unsigned long code)
{
	__asm__ __volatile__("" : : "r"(text), "r"(code) : "memory");
}

void misuse_of_caller(const char *text)
{
	unsigned long trace[16];
	unsigned int i, n = stack_trace_save(trace, ARRAY_SIZE(trace), 1);

	for (i = 0; i < n; i++)
		if (is_module_text_address(trace[i])) {
			misuse_at(text, trace[i]);
			return;
		}
}

void misuse_told(const char *owner, unsigned long code, const char *fmt, ...)
{
	char text[160];
	va_list args;
	int len;

	len = scnprintf(text, sizeof(text), "%s: ", owner);
	va_start(args, fmt);
	vscnprintf(text + len, sizeof(text) - len, fmt, args);
	va_end(args);
	pr_warn("%s at %pB\n", text, (void *)code);
	misuse_at(text, code);
}
