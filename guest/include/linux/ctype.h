/* SPDX-License-Identifier: GPL-2.0-only */
/* ctype: kinds of characters, in ASCII. */
#ifndef _LINUX_CTYPE_H
#define _LINUX_CTYPE_H

#define isdigit(c) ((unsigned int)(c) - '0' < 10u)
#define islower(c) ((unsigned int)(c) - 'a' < 26u)
#define isupper(c) ((unsigned int)(c) - 'A' < 26u)
#define isalpha(c) (((unsigned int)(c) | 0x20) - 'a' < 26u)
#define isprint(c) ((unsigned int)(c)-0x20 < 0x5fu)
#define isgraph(c) ((unsigned int)(c)-0x21 < 0x5eu)
#define isascii(c) ((unsigned int)(c) < 0x80u)
#define iscntrl(c) __iscntrl(c)
#define isspace(c) __isspace(c)
#ifndef LINUX_6_1_ONLY /* of other versions */
#define isblank(c) __isblank(c)
#endif
#define isalnum(c)  __isalnum(c)
#define isxdigit(c) __isxdigit(c)
#define ispunct(c)  __ispunct(c)
#define toascii(c)  ((c)&0x7f)
#define tolower(c)  __tolower(c)
#define toupper(c)  __toupper(c)

static inline int __iscntrl(int c)
{
	return (unsigned int)c < 0x20 || c == 0x7f;
}

static inline int __isblank(int c)
{
	return c == ' ' || c == '\t';
}

static inline int __isspace(int c)
{
	return c == ' ' || (unsigned int)c - '\t' < 5u;
}

static inline int __isalnum(int c)
{
	return isalpha(c) || isdigit(c);
}

static inline int __isxdigit(int c)
{
	return isdigit(c) || ((unsigned int)c | 0x20) - 'a' < 6u;
}

static inline int __ispunct(int c)
{
	return isgraph(c) && !__isalnum(c);
}

static inline int __tolower(int c)
{
	return isupper(c) ? c + 0x20 : c;
}

static inline int __toupper(int c)
{
	return islower(c) ? c - 0x20 : c;
}

#endif
