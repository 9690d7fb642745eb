/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/scenario/expression.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_TERMS      16
#define NAME_MAX_BYTES 64

struct term {
	char operator; /* + - * / % */
	bool is_name;
	char name[NAME_MAX_BYTES];
	int64_t number;
};

struct sum {
	struct term term[MAX_TERMS];
	unsigned terms;
};

struct expression {
	struct sum left, right;
	char comparison[3]; /* "": none */
};

static bool is_comparison(const char *word)
{
	static const char *const words[] = {"==", "!=", "<=", ">=", "<", ">"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i], word))
			return true;
	return false;
}

static bool parse_number(const char *word, int64_t *number)
{
	static const char suffixes[] = "KMG";
	char *end;
	const char *suffix;

	*number = (int64_t)strtoull(word, &end, 0);
	if (end == word)
		return false;
	suffix = *end ? strchr(suffixes, *end) : NULL;
	if (suffix) {
		*number *= (int64_t)1 << 10 * (suffix - suffixes + 1);
		end++;
	}
	return !*end;
}

static bool parse_term(struct term *term, const char *word, char *err, size_t err_bytes)
{
	if (isdigit((unsigned char)*word)) {
		snprintf(err, err_bytes, "\"%s\" is no number", word);
		return parse_number(word, &term->number);
	}
	term->is_name = isalpha((unsigned char)*word) || *word == '_';
	if (!term->is_name || strlen(word) >= sizeof(term->name)) {
		snprintf(err, err_bytes, "\"%s\" is neither a number nor a name", word);
		return false;
	}
	strcpy(term->name, word);
	return true;
}

/* Words in turn: an operator where one is due, then a term. */
static bool parse_word(struct expression *e, struct sum **sum, bool *wants_term, const char *word,
		       char *err, size_t err_bytes)
{
	struct term *term = &(*sum)->term[(*sum)->terms];

	if (*wants_term) {
		*wants_term = false;
		if (!parse_term(term, word, err, err_bytes))
			return false;
		(*sum)->terms++;
		return true;
	}
	*wants_term = true;
	if (is_comparison(word) && *sum == &e->left) {
		strcpy(e->comparison, word);
		*sum = &e->right;
		(*sum)->term[0].operator= '+';
		return true;
	}
	if (strlen(word) != 1 || !strchr("+-*/%", *word) || (*sum)->terms == MAX_TERMS) {
		snprintf(err, err_bytes,
			 "\"%s\" where an operator is due (words are parted by spaces)", word);
		return false;
	}
	term->operator= * word;
	return true;
}

struct expression *expression_parse(const char *text, bool compare, char *err, size_t err_bytes)
{
	struct expression *e = calloc(1, sizeof(*e));
	char *words = strdup(text), *rest = words, *word;
	struct sum *sum = e ? &e->left : NULL;
	bool wants_term = true, ok = e && words;

	if (!ok)
		snprintf(err, err_bytes, "out of host memory");
	else
		e->left.term[0].operator= '+';
	while (ok && (word = strsep(&rest, " \t")) != NULL)
		if (*word)
			ok = parse_word(e, &sum, &wants_term, word, err, err_bytes);
	if (ok && wants_term) {
		snprintf(err, err_bytes, "a value is missing at the end");
		ok = false;
	}
	if (ok && compare != !!e->comparison[0]) {
		snprintf(err, err_bytes,
			 compare ? "a comparison is missing (== != < <= > >=)"
				 : "a comparison has no place here");
		ok = false;
	}
	free(words);
	if (ok)
		return e;
	free(e);
	return NULL;
}

void expression_free(struct expression *e)
{
	free(e);
}

static bool apply(int64_t *value, char operator, int64_t with, char *err, size_t err_bytes)
{
	uint64_t a = (uint64_t)*value, b = (uint64_t)with;

	if (strchr("/%", operator) && (!with || (with == -1 && *value == INT64_MIN))) {
		snprintf(err, err_bytes, "a division by %lld", (long long)with);
		return false;
	}
	switch (operator) {
	case '+':
		*value = (int64_t)(a + b);
		break;
	case '-':
		*value = (int64_t)(a - b);
		break;
	case '*':
		*value = (int64_t)(a * b);
		break;
	case '/':
		*value /= with;
		break;
	default:
		*value %= with;
	}
	return true;
}

static bool term_value(const struct term *term, expression_lookup lookup, void *ctx, int64_t *value,
		       char *err, size_t err_bytes)
{
	*value = term->number;
	return !term->is_name || lookup(ctx, term->name, value, err, err_bytes);
}

/* Products first. */
static bool sum_value(const struct sum *sum, expression_lookup lookup, void *ctx, int64_t *value,
		      char *err, size_t err_bytes)
{
	*value = 0;
	for (unsigned i = 0; i < sum->terms;) {
		char operator= sum->term[i].operator;
		int64_t product, with;

		if (!term_value(&sum->term[i++], lookup, ctx, &product, err, err_bytes))
			return false;
		for (; i < sum->terms && strchr("*/%", sum->term[i].operator); i++)
			if (!term_value(&sum->term[i], lookup, ctx, &with, err, err_bytes) ||
			    !apply(&product, sum->term[i].operator, with, err, err_bytes))
				return false;
		apply(value, operator, product, err, err_bytes);
	}
	return true;
}

static bool compare(const char *how, int64_t a, int64_t b)
{
	bool equal = strlen(how) == 2 && how[1] == '=';

	switch (*how) {
	case '=':
		return a == b;
	case '!':
		return a != b;
	case '<':
		return a < b || (equal && a == b);
	default:
		return a > b || (equal && a == b);
	}
}

bool expression_value(const struct expression *e, expression_lookup lookup, void *ctx,
		      int64_t *value, int64_t *left, int64_t *right, char *err, size_t err_bytes)
{
	*right = 0;
	if (!sum_value(&e->left, lookup, ctx, left, err, err_bytes))
		return false;
	*value = *left;
	if (!e->comparison[0])
		return true;
	if (!sum_value(&e->right, lookup, ctx, right, err, err_bytes))
		return false;
	*value = compare(e->comparison, *left, *right);
	return true;
}
