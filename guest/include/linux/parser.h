/* SPDX-License-Identifier: GPL-2.0-only */
/* parser: words against patterns such as "size=%u", as options of file systems
 * (guest/lib/parser.c). */
#ifndef _LINUX_PARSER_H
#define _LINUX_PARSER_H

#include <linux/types.h>

#define MAX_OPT_ARGS 3

struct match_token {
	int token;
	const char *pattern; /* NULL: matches everything, ends the table */
};
typedef struct match_token match_table_t[];

typedef struct {
	char *from, *to;
} substring_t;

/* %d %u %o %x numbers, %s a string, %Ns one of N characters. The token of what matched. */
int match_token(char *s, const match_table_t table, substring_t args[]);
/* An argument's value; 0, or -EINVAL, -ERANGE, -ENOMEM. */
int match_int(substring_t *s, int *result);
int match_uint(substring_t *s, unsigned int *result);
int match_u64(substring_t *s, u64 *result);
int match_octal(substring_t *s, int *result);
int match_hex(substring_t *s, int *result);
bool match_wildcard(const char *pattern, const char *str);
size_t match_strlcpy(char *dst, const substring_t *src, size_t size);
char *match_strdup(const substring_t *s);

#endif
