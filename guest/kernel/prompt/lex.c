/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/ctype.h>
#include <linux/string.h>

#include "lex.h"

static int digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return 99;
}

static const char *bad(struct token *t, const char *text, const char *why)
{
	t->kind = LEX_BAD;
	t->why = why;
	return text;
}

static unsigned int size_shift(char c)
{
	switch (c) {
	case 'k':
	case 'K':
		return 10;
	case 'm':
	case 'M':
		return 20;
	case 'g':
	case 'G':
		return 30;
	}
	return 0;
}

/* C's integer constants, and 300K, 4M, 1G as on a kernel command line. */
static const char *lex_number(const char *s, struct token *t)
{
	unsigned int base = 10, shift;
	u64 n = 0;
	const char *digits;

	if (s[0] == '0' && (s[1] == 'x' || s[1] == 'X')) {
		base = 16;
		s += 2;
	} else if (s[0] == '0' && (s[1] == 'b' || s[1] == 'B')) {
		base = 2;
		s += 2;
	} else if (s[0] == '0') {
		base = 8;
	}
	for (digits = s; digit_value(*s) < (int)base; s++) {
		n = n * base + digit_value(*s);
		if (n >> 32)
			return bad(t, s, "a number larger than 32 bits");
	}
	if (s == digits)
		return bad(t, s, "no digits after the 0x or 0b");
	shift = size_shift(*s);
	if (shift) {
		s++;
		n <<= shift;
	}
	if (n >> 32)
		return bad(t, s, "a number larger than 32 bits");
	t->is_unsigned = n > 0x7fffffff;
	for (; *s == 'u' || *s == 'U' || *s == 'l' || *s == 'L'; s++)
		t->is_unsigned |= *s == 'u' || *s == 'U';
	if (isalnum((unsigned char)*s) || *s == '_')
		return bad(t, s,
			   base == 8 ? "not an octal digit (a leading 0 makes it octal)"
				     : "a letter in a number");
	t->kind = LEX_NUMBER;
	t->number = (u32)n;
	return s;
}

const char *lex_char(const char *s, char *out)
{
	static const char from[] = "ntr0ab\\'\"ef", to[] = "\n\t\r\0\a\b\\'\"\033\f";
	const char *at;

	if (*s != '\\') {
		*out = *s;
		return s + 1;
	}
	s++;
	if (*s == 'x' && digit_value(s[1]) < 16 && digit_value(s[2]) < 16) {
		*out = (char)(digit_value(s[1]) << 4 | digit_value(s[2]));
		return s + 3;
	}
	at = *s ? strchr(from, *s) : NULL;
	if (!at)
		return NULL;
	*out = to[at - from];
	return s + 1;
}

static const char *lex_quoted(const char *s, struct token *t)
{
	char quote = *s++, c;

	t->text = s;
	while (*s && *s != quote) {
		s = lex_char(s, &c);
		if (!s)
			return bad(t, t->text, "an escape C does not have");
		t->number = (u32)(int)(signed char)c;
	}
	if (!*s)
		return bad(t, s, "a quote that is not closed");
	t->len = s - t->text;
	t->kind = quote == '"' ? LEX_STRING : LEX_NUMBER;
	if (quote == '\'' && (t->len == 0 || t->len > 4 || (t->len > 1 && t->text[0] != '\\')))
		return bad(t, s, "a character constant holds one character");
	return s + 1;
}

static const char *lex_op(const char *s, struct token *t)
{
	static const char two[][3] = {"<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=",
				      "*=", "/=", "%=", "&=", "|=", "^=", "++", "--", "->"};
	unsigned int i;

	t->kind = LEX_OP;
	t->op = (unsigned char)s[0];
	t->len = 1;
	if ((s[0] == '<' || s[0] == '>') && s[1] == s[0] && s[2] == '=') {
		t->op = LEX_OP3(s[0], s[1], '=');
		t->len = 3;
		return s + 3;
	}
	for (i = 0; i < sizeof(two) / sizeof(two[0]); i++) {
		if (s[0] == two[i][0] && s[1] == two[i][1]) {
			t->op = LEX_OP2(s[0], s[1]);
			t->len = 2;
			return s + 2;
		}
	}
	if (!strchr("+-*/%<>=!&|^~?:(),;[].", s[0]))
		return bad(t, s, "a character C has no use for here");
	return s + 1;
}

const char *lex_next(const char *s, struct token *t)
{
	memset(t, 0, sizeof(*t));
	while (isspace((unsigned char)*s))
		s++;
	t->text = s;
	if (!*s || (s[0] == '/' && s[1] == '/')) {
		t->kind = LEX_END;
		return s;
	}
	if (isdigit((unsigned char)*s)) {
		s = lex_number(s, t);
		t->len = s - t->text;
		return s;
	}
	if (isalpha((unsigned char)*s) || *s == '_') {
		while (isalnum((unsigned char)*s) || *s == '_')
			s++;
		t->kind = LEX_NAME;
		t->len = s - t->text;
		return s;
	}
	if (*s == '"' || *s == '\'')
		return lex_quoted(s, t);
	return lex_op(s, t);
}
