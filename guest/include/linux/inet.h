/* SPDX-License-Identifier: GPL-2.0-only */
/* inet: addresses of IPv4 in text. */
#ifndef _LINUX_INET_H
#define _LINUX_INET_H

#include <linux/types.h>

#define INET_ADDRSTRLEN	 16
#define INET6_ADDRSTRLEN 48

/* "192.168.0.1", as far as it is one. */
__be32 in_aton(const char *text);
/* The same into four bytes, up to delim; -1: the end of the text. 0: it is none. */
int in4_pton(const char *src, int srclen, u8 *dst, int delim, const char **end);

#endif
