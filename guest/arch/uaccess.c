/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uaccess: copies whose faults are expected: the faulting instruction is in the
 * exception table, which leads behind the loop with %ecx bytes left.
 */
#include <linux/bitops.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
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

/* ---- user space ---- */

void pagefault_disable(void)
{
	current->pagefault_disabled++;
	barrier();
}
EXPORT_SYMBOL(pagefault_disable);

void pagefault_enable(void)
{
	barrier();
	current->pagefault_disabled--;
}
EXPORT_SYMBOL(pagefault_enable);

bool pagefault_disabled(void)
{
	return current->pagefault_disabled;
}
EXPORT_SYMBOL(pagefault_disabled);

/* Words, then the rest: a fault among the words leaves four bytes for each not done. */
unsigned long __copy_user(void *to, const void *from, unsigned long n)
{
	unsigned long words = n / 4, rest = n & 3;

	__asm__ __volatile__("1:	rep movsl\n"
			     "	movl %3,%2\n"
			     "2:	rep movsb\n"
			     "3:\n"
			     "	.pushsection .text.fixup,\"ax\"\n"
			     "4:	leal (%3,%2,4),%2\n"
			     "	jmp 3b\n"
			     "	.popsection\n" _ASM_EXTABLE(1b, 4b) _ASM_EXTABLE(2b, 3b)
			     : "+D"(to), "+S"(from), "+c"(words)
			     : "r"(rest)
			     : "memory");
	return words;
}
EXPORT_SYMBOL(__copy_user);

unsigned long __copy_to_user(void __user *to, const void *from, unsigned long n)
{
	return __copy_user(to, from, n);
}
EXPORT_SYMBOL(__copy_to_user);

bool __access_ok_kernel(void)
{
	return current->addr_limit.seg > TASK_SIZE;
}
EXPORT_SYMBOL(__access_ok_kernel);

/* The page may have to come from the disk: not under a spinlock. */
static __always_inline void may_fault(void)
{
	if (unlikely(in_atomic()) && !current->pagefault_disabled)
		might_sleep();
}

unsigned long copy_to_user(void __user *to, const void *from, unsigned long n)
{
	may_fault();
	return access_ok(to, n) ? __copy_user(to, from, n) : n;
}
EXPORT_SYMBOL(copy_to_user);

unsigned long __copy_from_user(void *to, const void __user *from, unsigned long n)
{
	unsigned long left = __copy_user(to, from, n);

	if (unlikely(left))
		memset(to + n - left, 0, left);
	return left;
}
EXPORT_SYMBOL(__copy_from_user);

unsigned long copy_from_user(void *to, const void __user *from, unsigned long n)
{
	may_fault();
	if (likely(access_ok(from, n)))
		return __copy_from_user(to, from, n);
	memset(to, 0, n);
	return n;
}
EXPORT_SYMBOL(copy_from_user);

unsigned long __copy_in_user(void __user *to, const void __user *from, unsigned long n)
{
	return access_ok(to, n) && access_ok(from, n) ? __copy_user(to, from, n) : n;
}
EXPORT_SYMBOL(__copy_in_user);

unsigned long __clear_user(void __user *to, unsigned long n)
{
	unsigned long words = n / 4, rest = n & 3;

	__asm__ __volatile__("1:	rep stosl\n"
			     "	movl %2,%1\n"
			     "2:	rep stosb\n"
			     "3:\n"
			     "	.pushsection .text.fixup,\"ax\"\n"
			     "4:	leal (%2,%1,4),%1\n"
			     "	jmp 3b\n"
			     "	.popsection\n" _ASM_EXTABLE(1b, 4b) _ASM_EXTABLE(2b, 3b)
			     : "+D"(to), "+c"(words)
			     : "r"(rest), "a"(0)
			     : "memory");
	return words;
}
EXPORT_SYMBOL(__clear_user);

unsigned long clear_user(void __user *to, unsigned long n)
{
	return access_ok(to, n) ? __clear_user(to, n) : n;
}
EXPORT_SYMBOL(clear_user);

/* Bytes that are 0 have their highest bit set; the first one is right, those above may not be. */
static unsigned long zero_bytes(unsigned long word)
{
	return (word - 0x01010101ul) & ~word & 0x80808080ul;
}

static bool has_zero_byte(unsigned long word)
{
	return zero_bytes(word);
}

static unsigned int first_zero_byte(unsigned long word)
{
	return __ffs(zero_bytes(word)) / 8;
}

/* How much of a string at addr can lie in user space: 0 none. */
static unsigned long room(const void __user *addr, unsigned long n)
{
	unsigned long at = (unsigned long)addr;

	return at >= TASK_SIZE ? 0 : min(n, TASK_SIZE - at);
}

/*
 * Words, as long as there are any; near the end of what is mapped one may fault whose first
 * bytes can be read.
 */
long strncpy_from_user(char *dst, const char __user *src, long count)
{
	long limit = room(src, max(count, 0l)), done = 0;
	unsigned long word;
	char byte;

	for (; limit - done >= 4; done += 4) {
		if (__get_user(word, (const unsigned long __user *)(src + done)))
			break;
		*(unsigned long *)(dst + done) = word;
		if (has_zero_byte(word))
			return done + first_zero_byte(word);
	}
	for (; done < limit; done++) {
		if (__get_user(byte, src + done))
			return -EFAULT;
		dst[done] = byte;
		if (!byte)
			return done;
	}
	return limit < count ? -EFAULT : count;
}
EXPORT_SYMBOL(strncpy_from_user);

/* n may be as large as a length can be: user space is larger than the largest long. */
long strnlen_user(const char __user *s, long n)
{
	unsigned long limit = room(s, n), left = limit;
	int found = 0;

	__asm__ __volatile__("	testl %1,%1\n"
			     "	jz 2f\n"
			     "1:	repne scasb\n"
			     "	jne 2f\n"
			     "	incl %2\n"
			     "2:\n"
			     "	.pushsection .text.fixup,\"ax\"\n"
			     "3:	decl %2\n"
			     "	jmp 2b\n"
			     "	.popsection\n" _ASM_EXTABLE(1b, 3b)
			     : "+D"(s), "+c"(left), "+r"(found)
			     : "a"(0)
			     : "memory", "cc");
	if (found)
		return found > 0 ? limit - left : 0;
	return limit < (unsigned long)n ? 0 : n + 1;
}
EXPORT_SYMBOL(strnlen_user);

long copy_from_user_nofault(void *dst, const void __user *src, size_t size)
{
	unsigned long left;

	pagefault_disable();
	left = copy_from_user(dst, src, size);
	pagefault_enable();
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL(copy_from_user_nofault);

long copy_to_user_nofault(void __user *dst, const void *src, size_t size)
{
	unsigned long left;

	pagefault_disable();
	left = copy_to_user(dst, src, size);
	pagefault_enable();
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL(copy_to_user_nofault);

int user_cmpxchg(u32 __user *uaddr, u32 *old, u32 new)
{
	u32 was = *old;
	int err = 0;

	if (!access_ok(uaddr, sizeof(*uaddr)))
		return -EFAULT;
	__asm__ __volatile__("1:	lock; cmpxchgl %3,%1\n"
			     "2:\n"
			     "	.pushsection .text.fixup,\"ax\"\n"
			     "3:	movl %4,%2\n"
			     "	jmp 2b\n"
			     "	.popsection\n" _ASM_EXTABLE(1b, 3b)
			     : "+a"(was), "+m"(*uaddr), "+r"(err)
			     : "r"(new), "i"(-EFAULT)
			     : "memory");
	if (err || was == *old)
		return err;
	*old = was;
	return -EAGAIN;
}

/* ---- copies in memory of their own ---- */

void *memdup_user_nul(const void __user *src, size_t len)
{
	char *copy;

	if (len + 1 < len)
		return ERR_PTR(-ENOMEM);
	copy = kmalloc(len + 1, GFP_KERNEL);
	if (!copy)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(copy, src, len)) {
		kfree(copy);
		return ERR_PTR(-EFAULT);
	}
	copy[len] = '\0';
	return copy;
}
EXPORT_SYMBOL(memdup_user_nul);

void *memdup_user(const void __user *src, size_t len)
{
	return memdup_user_nul(src, len);
}
EXPORT_SYMBOL(memdup_user);

char *strndup_user(const char __user *s, long n)
{
	long length = strnlen_user(s, n);

	if (!length)
		return ERR_PTR(-EFAULT);
	if (length > n)
		return ERR_PTR(-EINVAL);
	return memdup_user_nul(s, length - 1);
}
EXPORT_SYMBOL(strndup_user);

int check_zeroed_user(const void __user *from_user, size_t n)
{
	const char __user *from = from_user;
	char byte;

	for (; n; n--, from++) {
		if (get_user(byte, from))
			return -EFAULT;
		if (byte)
			return 0;
	}
	return 1;
}
EXPORT_SYMBOL(check_zeroed_user);

int copy_struct_from_user(void *dst, size_t ksize, const void __user *src, size_t usize)
{
	size_t known = min(ksize, usize);
	int zeroed = usize > ksize ? check_zeroed_user(src + ksize, usize - ksize) : 1;

	if (zeroed <= 0)
		return zeroed ?: -E2BIG;
	memset(dst + known, 0, ksize - known);
	return copy_from_user(dst, src, known) ? -EFAULT : 0;
}
EXPORT_SYMBOL(copy_struct_from_user);
