/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uaccess: copies whose faults are expected: the faulting instruction is in the
 * exception table, which leads behind the loop with %ecx bytes left.
 */
#include <linux/export.h>
#include <linux/uaccess.h>

static size_t copy_checked(void *dst, const void *src, size_t n)
{
	__asm__ __volatile__("1:	rep movsb\n"
			     "2:\n"
			     "	.pushsection __ex_table,\"a\"\n"
			     "	.long 1b, 2b\n"
			     "	.popsection"
			     : "+D"(dst), "+S"(src), "+c"(n)::"memory");
	return n;
}

/* A word at a time where it is one: a device's register is to be read once, whole. */
static size_t copy_word_checked(void *dst, const void *src, size_t n)
{
	u32 word;
	size_t left = n;

	__asm__ __volatile__("1:	movl (%2),%0\n"
			     "2:	movl %0,(%3)\n"
			     "	xorl %1,%1\n"
			     "3:\n"
			     "	.pushsection __ex_table,\"a\"\n"
			     "	.long 1b, 3b, 2b, 3b\n"
			     "	.popsection"
			     : "=&r"(word), "+&r"(left)
			     : "r"(src), "r"(dst)
			     : "memory");
	return left;
}

static long copy_nofault(void *dst, const void *src, size_t size)
{
	bool word = size == 4 && (((unsigned long)dst | (unsigned long)src) & 3) == 0;

	return (word ? copy_word_checked : copy_checked)(dst, src, size) ? -EFAULT : 0;
}

long copy_from_kernel_nofault(void *dst, const void *src, size_t size)
{
	return copy_nofault(dst, src, size);
}
EXPORT_SYMBOL(copy_from_kernel_nofault);

long copy_to_kernel_nofault(void *dst, const void *src, size_t size)
{
	return copy_nofault(dst, src, size);
}
EXPORT_SYMBOL(copy_to_kernel_nofault);
