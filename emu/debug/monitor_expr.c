/* SPDX-License-Identifier: GPL-2.0-only */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emu/debug/monitor_inner.h"

#define MAX_DEPTH 64

struct parser {
	const struct monitor_call *call;
	const char *at;
	unsigned depth;
};

static bool sum(struct parser *parser, uint64_t *value);

static bool fail(const struct parser *parser, const char *what, const char *name, int length)
{
	fprintf(parser->call->out, "%s%.*s\n", what, length, name);
	return false;
}

static void skip_spaces(struct parser *parser)
{
	while (isspace((unsigned char)*parser->at))
		parser->at++;
}

static bool number(struct parser *parser, uint64_t *value)
{
	char *end;

	errno = 0;
	*value = strtoull(parser->at, &end, 0);
	if (end == parser->at || errno)
		return fail(parser, "not a number: ", parser->at, 24);
	parser->at = end;
	return true;
}

static int name_length(const char *name)
{
	int length = 0;

	while (isalnum((unsigned char)name[length]) || name[length] == '_' || name[length] == '.')
		length++;
	return length;
}

static bool reg(struct parser *parser, uint64_t *value)
{
	char name[32];
	int length = name_length(++parser->at);

	snprintf(name, sizeof(name), "%.*s", length, parser->at);
	if (!strcmp(name, "pc"))
		strcpy(name, "eip");
	if (!length || !cpu_get_reg(monitor_cpu(parser->call), name, value))
		return fail(parser, "no such register: $", parser->at, length);
	parser->at += length;
	return true;
}

static bool symbol(struct parser *parser, uint64_t *value)
{
	const struct symbol *found;
	char name[128];
	int length = name_length(parser->at);

	snprintf(name, sizeof(name), "%.*s", length, parser->at);
	found = parser->call->syms && length ? symbols_find(parser->call->syms, name) : NULL;
	if (!found)
		return length ? fail(parser, "no such symbol: ", parser->at, length)
			      : fail(parser, "an expression is missing", "", 0);
	*value = found->la;
	parser->at += length;
	return true;
}

static bool operand(struct parser *parser, uint64_t *value)
{
	skip_spaces(parser);
	if (++parser->depth > MAX_DEPTH)
		return fail(parser, "expression too deep", "", 0);
	switch (*parser->at) {
	case '-':
	case '~':
	case '+': {
		char sign = *parser->at++;

		if (!operand(parser, value))
			return false;
		*value = sign == '-' ? -*value : sign == '~' ? ~*value : *value;
		break;
	}
	case '(':
		parser->at++;
		if (!sum(parser, value))
			return false;
		if (*parser->at++ != ')')
			return fail(parser, "a ) is missing", "", 0);
		break;
	case '\'':
		if (!parser->at[1] || parser->at[2] != '\'')
			return fail(parser, "a character between '' is meant", "", 0);
		*value = (uint8_t)parser->at[1];
		parser->at += 3;
		break;
	case '$':
		if (!reg(parser, value))
			return false;
		break;
	default:
		if (!(isdigit((unsigned char)*parser->at) ? number(parser, value)
							  : symbol(parser, value)))
			return false;
	}
	parser->depth--;
	skip_spaces(parser);
	return true;
}

static bool product(struct parser *parser, uint64_t *value)
{
	uint64_t right;

	if (!operand(parser, value))
		return false;
	while (*parser->at && strchr("*/%", *parser->at)) {
		char op = *parser->at++;

		if (!operand(parser, &right))
			return false;
		if (op != '*' && !right)
			return fail(parser, "division by zero", "", 0);
		*value = op == '*' ? *value * right : op == '/' ? *value / right : *value % right;
	}
	return true;
}

/* As in QEMU's monitor, & | ^ bind as + and - do. */
static bool sum(struct parser *parser, uint64_t *value)
{
	uint64_t right;

	if (!product(parser, value))
		return false;
	while (*parser->at && strchr("+-&|^", *parser->at)) {
		char op = *parser->at++;

		if (!product(parser, &right))
			return false;
		switch (op) {
		case '+':
			*value += right;
			break;
		case '-':
			*value -= right;
			break;
		case '&':
			*value &= right;
			break;
		case '|':
			*value |= right;
			break;
		default:
			*value ^= right;
		}
	}
	return true;
}

bool monitor_expr(const struct monitor_call *call, const char **text, uint64_t *value)
{
	struct parser parser = {call, *text, 0};
	bool ok = sum(&parser, value);

	*text = parser.at;
	return ok;
}

bool monitor_one_expr(const struct monitor_call *call, uint64_t *value)
{
	const char *rest = call->args;

	if (!monitor_expr(call, &rest, value))
		return false;
	if (!*rest)
		return true;
	fprintf(call->out, "what is \"%s\"?\n", rest);
	return false;
}
