/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sprintf: formatted output to memory (lib/vsprintf.c). Besides C's: %pK %px the address,
 * %p the same (nothing is hidden from students), %pS %ps %pB a symbol, %pa a phys_addr_t by
 * reference, %pM a MAC address, %pI4 an IPv4 address, %pe an error pointer, %*ph bytes,
 * %pV a struct va_format, %pR a struct resource.
 */
#ifndef _LINUX_SPRINTF_H
#define _LINUX_SPRINTF_H

#include <stdarg.h>
#include <linux/compiler.h>
#include <linux/types.h>

/* %pV: a format with its arguments inside another. */
struct va_format {
	const char *fmt;
	va_list *va;
};

/* Return what the whole text would take, without the final NUL. */
int vsnprintf(char *buf, size_t size, const char *fmt, va_list args);
int snprintf(char *buf, size_t size, const char *fmt, ...) __printf(3, 4);
int vsprintf(char *buf, const char *fmt, va_list args);
int sprintf(char *buf, const char *fmt, ...) __printf(2, 3);
/* Return what was really written. */
int vscnprintf(char *buf, size_t size, const char *fmt, va_list args);
int scnprintf(char *buf, size_t size, const char *fmt, ...) __printf(3, 4);

int vsscanf(const char *buf, const char *fmt, va_list args);
int sscanf(const char *buf, const char *fmt, ...);

/* Memory from kmalloc(gfp), the caller's to free; NULL: none. */
char *kvasprintf(gfp_t gfp, const char *fmt, va_list args);
char *kasprintf(gfp_t gfp, const char *fmt, ...) __printf(2, 3);

#endif
