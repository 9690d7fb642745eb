/* SPDX-License-Identifier: GPL-2.0-only */
/* kstrtox_user: numbers as programs write them to files: text in user space, without an end. */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/uaccess.h>

#define LONGEST 72 /* 64 bits in binary, a sign, a prefix, a newline */

static int fetch(char *text, const char __user *s, size_t count)
{
	count = min_t(size_t, count, LONGEST - 1);
	if (copy_from_user(text, s, count))
		return -EFAULT;
	text[count] = '\0';
	return 0;
}

#define FROM_USER(name, type)                                                                      \
	int name##_from_user(const char __user *s, size_t count, unsigned int base, type *res)     \
	{                                                                                          \
		char text[LONGEST];                                                                \
		int err = fetch(text, s, count);                                                   \
                                                                                                   \
		return err ?: name(text, base, res);                                               \
	}                                                                                          \
	EXPORT_SYMBOL(name##_from_user)

FROM_USER(kstrtoull, unsigned long long);
FROM_USER(kstrtoll, long long);
FROM_USER(kstrtoul, unsigned long);
FROM_USER(kstrtol, long);
FROM_USER(kstrtouint, unsigned int);
FROM_USER(kstrtoint, int);
FROM_USER(kstrtou8, u8);

int kstrtobool_from_user(const char __user *s, size_t count, bool *res)
{
	char text[LONGEST];
	int err = fetch(text, s, count);

	return err ?: kstrtobool(text, res);
}
EXPORT_SYMBOL(kstrtobool_from_user);
