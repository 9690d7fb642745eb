/* SPDX-License-Identifier: GPL-2.0-only */
/* string: lib/string.c; the copying loops of memory are asm/string.h's on i386. */
#ifndef _LINUX_STRING_H
#define _LINUX_STRING_H

#include <linux/compiler.h>
#include <linux/types.h>

void *memset(void *s, int c, size_t n);
void *memcpy(void *dst, const void *src, size_t n);
void *memmove(void *dst, const void *src, size_t n);
int memcmp(const void *a, const void *b, size_t n);
void *memchr(const void *s, int c, size_t n);
void *memscan(void *s, int c, size_t n);
void *memchr_inv(const void *s, int c, size_t n); /* first byte that is not c, or NULL */
void *memset16(u16 *s, u16 v, size_t n);
void *memset32(u32 *s, u32 v, size_t n);
void *memset64(u64 *s, u64 v, size_t n);

static inline void memzero_explicit(void *s, size_t n)
{
	memset(s, 0, n);
	__asm__ __volatile__("" : : "r"(s) : "memory");
}

/* What is left of dst is filled with pad. */
static inline void memcpy_and_pad(void *dst, size_t dst_len, const void *src, size_t n, int pad)
{
	memcpy(dst, src, n < dst_len ? n : dst_len);
	if (n < dst_len)
		memset((char *)dst + n, pad, dst_len - n);
}

/* Two arrays of pointers that NULL ends, as one, to be kfree()d; NULL: no memory. */
void **__memcat_p(void **a, void **b);
#define memcat_p(a, b) ((__typeof__(*a) *)__memcat_p((void **)(a), (void **)(b)))

size_t strlen(const char *s);
size_t strnlen(const char *s, size_t n);
char *strcpy(char *dst, const char *src);
char *strncpy(char *dst, const char *src, size_t n);
size_t strlcpy(char *dst, const char *src, size_t size);
size_t strlcat(char *dst, const char *src, size_t size);
ssize_t strscpy(char *dst, const char *src, size_t size); /* -E2BIG when cut short */
char *strcat(char *dst, const char *src);
char *strncat(char *dst, const char *src, size_t n);
int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t n);
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t n);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define strnicmp strncasecmp
#endif
char *strchr(const char *s, int c);
char *strchrnul(const char *s, int c);
char *strnchr(const char *s, size_t n, int c);
char *strrchr(const char *s, int c);
char *strstr(const char *s, const char *what);
char *strnstr(const char *s, const char *what, size_t n);
size_t strspn(const char *s, const char *accept);
size_t strcspn(const char *s, const char *reject);
char *strpbrk(const char *s, const char *accept);
char *strsep(char **s, const char *delims);
char *skip_spaces(const char *s);
char *strim(char *s); /* cuts s's trailing spaces; returns it past the leading ones */
#define strstrip strim
char *strreplace(char *s, char from, char to);
bool sysfs_streq(const char *a, const char *b); /* equal but for a newline at the end */
int match_string(const char *const *array, size_t n, const char *string); /* index or -EINVAL */

ssize_t strscpy_pad(char *dst, const char *src, size_t size); /* the rest is zeroes */
char *strnchrnul(const char *s, size_t n, int c);
#ifndef LINUX_6_1_ONLY /* of other versions */
char *stpcpy(char *dst, const char *src);
#endif
char **argv_split(gfp_t gfp, const char *str, int *argcp); /* NULL: no memory */
void argv_free(char **argv);
int __sysfs_match_string(const char *const *array, size_t n, const char *s);
#define sysfs_match_string(array, s)                                                               \
	__sysfs_match_string(array, sizeof(array) / sizeof((array)[0]), s)
/* Into an array without an end mark; what is left of it stays, or becomes pad. */
#define strtomem(dest, src) memcpy(dest, src, strnlen(src, sizeof(dest)))
#define strtomem_pad(dest, src, pad)                                                               \
	memcpy_and_pad(dest, sizeof(dest), src, strnlen(src, sizeof(dest)), pad)

static inline const char *kbasename(const char *path)
{
	const char *tail = strrchr(path, '/');

	return tail ? tail + 1 : path;
}

/* The length of the prefix; 0: s begins otherwise. */
static inline size_t str_has_prefix(const char *s, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(s, prefix, len) == 0 ? len : 0;
}

static inline bool strstarts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

/* Memory from kmalloc(gfp), the caller's to kfree(); NULL: none (lib/kmemdup.c). */
char *kstrdup(const char *s, gfp_t gfp);
const char *kstrdup_const(const char *s, gfp_t gfp);
void kfree_const(const void *p);
char *kmemdup_nul(const char *s, size_t len, gfp_t gfp);
char *kstrndup(const char *s, size_t max, gfp_t gfp);
void *kmemdup(const void *src, size_t n, gfp_t gfp);

#ifndef MODULE /* the kernel's own */
/* How many edits lead from a to b (a letter more, less or other, two swapped): "did you mean". */
unsigned int edit_distance(const char *a, const char *b);
#endif

/* Of *obj: what lies behind member; from member on to the end. */
#define memset_after(obj, v, member)                                                               \
	({                                                                                         \
		u8 *__from = (u8 *)(obj) + offsetofend(__typeof__(*(obj)), member);                \
		memset(__from, v, (u8 *)(obj) + sizeof(*(obj)) - __from);                          \
	})
#define memset_startat(obj, v, member)                                                             \
	({                                                                                         \
		u8 *__from = (u8 *)(obj) + offsetof(__typeof__(*(obj)), member);                   \
		memset(__from, v, (u8 *)(obj) + sizeof(*(obj)) - __from);                          \
	})

#endif
