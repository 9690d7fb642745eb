/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>
#include <linux/string.h>

#include "expr_type.h"

static const struct type_name {
	const char *name;
	u16 bytes;
	u8 is_signed;
	u8 kind;
} type_names[] = {
    {"u8", 1, 0, VAL_PTR},	     {"s8", 1, 1, VAL_PTR},
    {"u16", 2, 0, VAL_PTR},	     {"s16", 2, 1, VAL_PTR},
    {"u32", 4, 0, VAL_PTR},	     {"s32", 4, 1, VAL_PTR},
    {"uint8_t", 1, 0, VAL_PTR},	     {"uint16_t", 2, 0, VAL_PTR},
    {"uint32_t", 4, 0, VAL_PTR},     {"char", 1, 1, VAL_PTR},
    {"short", 2, 1, VAL_PTR},	     {"int", 4, 1, VAL_PTR},
    {"long", 4, 1, VAL_PTR},	     {"signed", 4, 1, VAL_PTR},
    {"unsigned", 4, 0, VAL_PTR},     {"size_t", 4, 0, VAL_PTR},
    {"gfp_t", 4, 0, VAL_PTR},	     {"phys_addr_t", 4, 0, VAL_PTR},
    {"void", 0, 0, VAL_PTR},	     {"page", 32, 0, VAL_PAGE},
    {"kmem_cache", 0, 0, VAL_CACHE}, {"kmem_cache_t", 0, 0, VAL_CACHE},
    {"mempool_t", 0, 0, VAL_POOL},   {"mempool", 0, 0, VAL_POOL},
};

/* Words that change nothing of a type's size here. */
static bool is_qualifier(const struct token *t)
{
	static const char *const words[] = {"const", "volatile", "__iomem", "__percpu"};
	unsigned int i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (t->len == strlen(words[i]) && !memcmp(t->text, words[i], t->len))
			return true;
	return false;
}

static bool token_is(const struct token *t, const char *word)
{
	return t->kind == LEX_NAME && t->len == strlen(word) && !memcmp(t->text, word, t->len);
}

static const struct type_name *find_type(const char *name, size_t len)
{
	unsigned int i;

	for (i = 0; i < sizeof(type_names) / sizeof(type_names[0]); i++)
		if (strlen(type_names[i].name) == len && !memcmp(type_names[i].name, name, len))
			return &type_names[i];
	return NULL;
}

/* "page" and "mempool" are types only after "struct". */
static bool needs_struct(const struct type_name *n)
{
	return n->kind != VAL_PTR && !strstr(n->name, "_t");
}

bool expr_type_starts(const struct expr *e)
{
	const struct type_name *n;

	if (e->tok.kind != LEX_NAME)
		return false;
	if (token_is(&e->tok, "struct") || is_qualifier(&e->tok))
		return true;
	n = find_type(e->tok.text, e->tok.len);
	return n && !needs_struct(n);
}

static bool advance(struct expr *e)
{
	e->next = lex_next(e->next, &e->tok);
	return e->tok.kind == LEX_BAD ? expr_fail(e, "%s", e->tok.why) : true;
}

static bool parse_word(struct expr *e, struct type *type, bool after_struct, bool *have_size)
{
	const struct type_name *n = find_type(e->tok.text, e->tok.len);

	if (!n || needs_struct(n) != after_struct)
		return expr_fail(e, "no type of the name %.*s is known here", (int)e->tok.len,
				 e->tok.text);
	if (token_is(&e->tok, "unsigned") || token_is(&e->tok, "signed")) {
		type->is_signed = n->is_signed;
		if (!*have_size)
			type->bytes = 4;
		return true;
	}
	/* short int, long int, unsigned char: the first word with a size of its own stays */
	if (!*have_size || !token_is(&e->tok, "int")) {
		type->is_signed = type->bytes ? type->is_signed : n->is_signed;
		type->bytes = n->bytes;
	}
	type->kind = n->kind;
	*have_size = true;
	return true;
}

bool expr_type_parse(struct expr *e, struct type *type)
{
	bool have_size = false, after_struct = false;

	memset(type, 0, sizeof(*type));
	type->kind = VAL_PTR;
	while (e->tok.kind == LEX_NAME) {
		if (token_is(&e->tok, "struct")) {
			after_struct = true;
		} else if (!is_qualifier(&e->tok)) {
			if (!parse_word(e, type, after_struct, &have_size))
				return false;
			after_struct = false;
		}
		if (!advance(e))
			return false;
	}
	for (; e->tok.kind == LEX_OP && e->tok.op == '*'; type->pointer++) {
		if (!advance(e))
			return false;
	}
	if (type->pointer > 1)
		type->kind = VAL_PTR;
	return true;
}

const char *value_kind_name(const struct value *v)
{
	switch ((enum value_kind)v->kind) {
	case VAL_INT:
	case VAL_UINT:
		return "a number";
	case VAL_PTR:
		return "an address";
	case VAL_PAGE:
		return "a struct page *";
	case VAL_CACHE:
		return "a struct kmem_cache *";
	case VAL_POOL:
		return "a mempool_t *";
	case VAL_PERCPU:
		return "a per-CPU address";
	case VAL_STRING:
		return "a text";
	case VAL_TYPE:
		return "a type";
	case VAL_VOID:
		break;
	}
	return "nothing";
}
