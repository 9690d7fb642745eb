/* SPDX-License-Identifier: GPL-2.0-only */
/* The C library's calls on memory; what they touch is checked first. */
#include <linux/kernel.h>
#include <linux/string.h>

#include "access.h"
#include "calls.h"
#include "vars.h"

/* Writing to what was given back is the classic mistake: say so, and do it not. */
static bool alive(struct invocation *in, u32 addr)
{
	struct var *var = vars_freed(addr);

	if (!var)
		return true;
	return expr_fail(in->e, "%s: 0x%08x was freed (%s still points at it)", in->call->name,
			 addr, var->name);
}

static bool run_memset(struct invocation *in)
{
	u32 addr = in->args[0].bits, bytes = in->args[2].bits;

	if (!alive(in, addr) || !access_writable(in->e, addr, bytes))
		return false;
	MEASURE(in, memset((void *)addr, (int)in->args[1].bits, bytes));
	call_result(in, VAL_PTR, addr);
	call_note(in, "%u bytes set to 0x%02x", bytes, in->args[1].bits & 0xff);
	return true;
}

static bool run_memcpy(struct invocation *in)
{
	u32 to = in->args[0].bits, from = in->args[1].bits, bytes = in->args[2].bits;

	if (!alive(in, to) || !access_writable(in->e, to, bytes) ||
	    !access_readable(in->e, from, bytes))
		return false;
	MEASURE(in, memmove((void *)to, (void *)from, bytes));
	call_result(in, VAL_PTR, to);
	call_note(in, "%u bytes copied", bytes);
	return true;
}

static bool run_memcmp(struct invocation *in)
{
	u32 a = in->args[0].bits, b = in->args[1].bits, bytes = in->args[2].bits;
	int order;

	if (!access_readable(in->e, a, bytes) || !access_readable(in->e, b, bytes))
		return false;
	MEASURE(in, order = memcmp((void *)a, (void *)b, bytes));
	call_result(in, VAL_INT, (u32)order);
	return true;
}

static bool run_strcpy(struct invocation *in)
{
	const char *from = access_string(in->e, &in->args[1], 4096);
	u32 to = in->args[0].bits;

	if (!from || !alive(in, to) || !access_writable(in->e, to, strlen(from) + 1))
		return false;
	MEASURE(in, strcpy((char *)to, from));
	call_result(in, VAL_PTR, to);
	call_note(in, "%zu bytes with the NUL", strlen(from) + 1);
	return true;
}

static bool run_strlen(struct invocation *in)
{
	const char *s = access_string(in->e, &in->args[0], 4096);
	size_t len;

	if (!s)
		return false;
	MEASURE(in, len = strlen(s));
	call_result(in, VAL_UINT, len);
	return true;
}

#define ANY    "any context"
#define STRING "linux/string.h"

const struct call calls_mem[] = {
    {"memset", "ann", run_memset, "void *memset(void *s, int c, size_t n)", STRING, ANY, NULL,
     "n bytes of c"},
    {"memcpy", "aan", run_memcpy, "void *memcpy(void *to, const void *from, size_t n)", STRING, ANY,
     NULL, "copy n bytes"},
    {"memcmp", "aan", run_memcmp, "int memcmp(const void *a, const void *b, size_t n)", STRING, ANY,
     NULL, "0 when the n bytes are equal"},
    {"strcpy", "as", run_strcpy, "char *strcpy(char *to, const char *from)", STRING, ANY, NULL,
     "copy a text with its NUL"},
    {"strlen", "s", run_strlen, "size_t strlen(const char *s)", STRING, ANY, NULL,
     "bytes before the NUL"},
    {NULL},
};
