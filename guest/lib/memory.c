/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * memory: memcpy() and its like. On i386 by the string instructions, whose speed is the
 * machine's own; elsewhere (tests on the host) these are not built.
 */
#include <linux/export.h>
#include <linux/string.h>

void *memcpy(void *dst, const void *src, size_t n)
{
	void *to = dst;
	size_t words = n / 4, rest = n % 4;

	__asm__ __volatile__("rep movsl\n"
			     "	movl %3,%%ecx\n"
			     "	rep movsb"
			     : "+D"(to), "+S"(src), "+c"(words)
			     : "r"(rest)
			     : "memory");
	return dst;
}
EXPORT_SYMBOL(memcpy);

void *memmove(void *dst, const void *src, size_t n)
{
	void *to = dst + n - 1;
	const void *from = src + n - 1;

	if (dst <= src || dst >= src + n)
		return memcpy(dst, src, n);
	__asm__ __volatile__("std; rep movsb; cld" : "+D"(to), "+S"(from), "+c"(n)::"memory");
	return dst;
}
EXPORT_SYMBOL(memmove);

void *memset(void *s, int c, size_t n)
{
	void *to = s;
	size_t words = n / 4, rest = n % 4;

	__asm__ __volatile__("rep stosl\n"
			     "	movl %2,%%ecx\n"
			     "	rep stosb"
			     : "+D"(to), "+c"(words)
			     : "r"(rest), "a"((u8)c * 0x01010101u)
			     : "memory");
	return s;
}
EXPORT_SYMBOL(memset);

void *memset16(u16 *s, u16 v, size_t n)
{
	u16 *to = s;

	__asm__ __volatile__("rep stosw" : "+D"(to), "+c"(n) : "a"(v) : "memory");
	return s;
}
EXPORT_SYMBOL(memset16);

void *memset32(u32 *s, u32 v, size_t n)
{
	u32 *to = s;

	__asm__ __volatile__("rep stosl" : "+D"(to), "+c"(n) : "a"(v) : "memory");
	return s;
}
EXPORT_SYMBOL(memset32);

/* CMPS and SCAS leave the flags alone when there is nothing to look at: hence the XOR and TEST. */
int memcmp(const void *a, const void *b, size_t n)
{
	int diff;

	__asm__ __volatile__("xorl %0,%0\n"
			     "	repe cmpsb\n"
			     "	jz 1f\n"
			     "	sbbl %0,%0\n"
			     "	orl $1,%0\n"
			     "1:"
			     : "=&a"(diff), "+S"(a), "+D"(b), "+c"(n)::"memory", "cc");
	return diff;
}
EXPORT_SYMBOL(memcmp);

void *memscan(void *s, int c, size_t n)
{
	bool found;

	__asm__ __volatile__("testl %%esp,%%esp\n"
			     "	repne scasb"
			     : "=@ccz"(found), "+D"(s), "+c"(n)
			     : "a"(c)
			     : "memory");
	return s - found;
}
EXPORT_SYMBOL(memscan);

void *memchr(const void *s, int c, size_t n)
{
	u8 *at = memscan((void *)s, c, n);

	return at == (const u8 *)s + n ? NULL : at;
}
EXPORT_SYMBOL(memchr);

void *memchr_inv(const void *s, int c, size_t n)
{
	const u8 *p = s;

	for (; n; n--, p++)
		if (*p != (u8)c)
			return (void *)p;
	return NULL;
}
EXPORT_SYMBOL(memchr_inv);
