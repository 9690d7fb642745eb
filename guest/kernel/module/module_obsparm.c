/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_obsparm: MODULE_PARM of 2.4, which 2.6.10 still took. A parameter's type is a
 * text: "i", or with the least and the most values there may be, "1-4i". The letters: b a
 * byte, h a short, i an int, l a long, s a pointer to a string, c an array of characters
 * whose length follows.
 */
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/params.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "module_internal.h"

struct old_type {
	unsigned int least, most;
	char letter;
	size_t bytes; /* of one */
};

static bool parse_type(const char *text, struct old_type *type)
{
	char *end = (char *)text;

	type->least = type->most = 1;
	if (isdigit((unsigned char)*text)) {
		type->least = type->most = simple_strtoul(text, &end, 10);
		if (*end == '-')
			type->most = simple_strtoul(end + 1, &end, 10);
	}
	type->letter = *end;
	switch (*end) {
	case 'b':
		type->bytes = 1;
		return true;
	case 'h':
		type->bytes = sizeof(short);
		return true;
	case 'i':
	case 'l':
	case 's':
		type->bytes = sizeof(long);
		return true;
	case 'c':
		type->bytes = simple_strtoul(end + 1, &end, 10);
		return type->bytes > 0;
	}
	return false;
}

static int set_number(const struct old_type *type, void *at, const char *word)
{
	long value;
	int err = kstrtol(word, 0, &value);

	if (!err)
		memcpy(at, &value, type->bytes);
	return err;
}

/* A string stays where the module's args are, which live as long as the module. */
static int set_one(const struct module *mod, const struct old_type *type, void *at, char *word,
		   size_t off)
{
	if (type->letter == 's') {
		*(char **)at = mod->args + off;
		return 0;
	}
	if (type->letter != 'c')
		return set_number(type, at, word);
	return strscpy(at, word, type->bytes) < 0 ? -ENOSPC : 0;
}

static int set(const struct module *mod, const struct obsolete_modparm *param, char *args,
	       char *value)
{
	struct old_type type;
	unsigned int n = 0;
	char *word;
	int err = 0;

	if (!value || !parse_type(param->type, &type))
		return -EINVAL;
	while (!err &&
	       (word = type.letter == 's' && type.most == 1 ? value : strsep(&value, ","))) {
		if (n == type.most)
			return -EINVAL;
		err = set_one(mod, &type, param->addr + n++ * type.bytes, word, word - args);
		if (type.letter == 's') {
			mod->args[word - args + strlen(word)] = '\0';
			if (type.most == 1)
				break;
		}
	}
	return err ?: n < type.least ? -EINVAL : 0;
}

int obsolete_params(const struct module *mod, char *args, const struct obsolete_modparm *params,
		    unsigned int count)
{
	char *at = args, *name, *value;
	unsigned int i;
	int err;

	for (at = skip_spaces(at); *at;) {
		at = next_arg(at, &name, &value);
		for (i = 0; i < count && strcmp(params[i].name, name); i++)
			;
		if (i == count) {
			pr_warn("%s: unknown parameter '%s' ignored\n", mod->name, name);
			continue;
		}
		err = set(mod, &params[i], args, value);
		if (err) {
			pr_err("%s: `%s' invalid for parameter `%s'\n", mod->name, value ?: "",
			       name);
			return err;
		}
	}
	return 0;
}
