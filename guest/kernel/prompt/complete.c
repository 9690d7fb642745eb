/* SPDX-License-Identifier: GPL-2.0-only */
/* What Tab offers: calls and commands, variables, constants, paths below /proc. */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/string.h>

#include "calls.h"
#include "cmds.h"
#include "consts.h"
#include "prompt_private.h"
#include "vars.h"

static bool path_char(char c)
{
	return isalnum((unsigned char)c) || strchr("_/.-", c);
}

/* The index-th entry of the path's directory that continues it. */
static const char *path_at(struct prompt *pr, const char *path, size_t len, unsigned int index)
{
	struct proc_dir_entry *dir, *de;
	const char *base;
	size_t dir_len;

	if (len >= sizeof(pr->word) - 40)
		return NULL;
	snprintf(pr->word, sizeof(pr->word), "%.*s", (int)len, path);
	if (len < 6)
		return !index && strstarts("/proc/", pr->word) ? "/proc/" : NULL;
	if (!strstarts(pr->word, "/proc/"))
		return NULL;
	base = strrchr(pr->word, '/') + 1;
	dir_len = base - pr->word;
	pr->word[dir_len - 1] = '\0';
	dir = proc_lookup(pr->word + (dir_len > 6 ? 6 : 5));
	base = path + dir_len;
	if (!dir || !S_ISDIR(dir->mode))
		return NULL;
	list_for_each_entry (de, &dir->children, sibling) {
		if (strncmp(de->name, base, len - dir_len) || index--)
			continue;
		snprintf(pr->word, sizeof(pr->word), "%.*s%s%s", (int)dir_len, path, de->name,
			 S_ISDIR(de->mode) ? "/" : "");
		return pr->word;
	}
	return NULL;
}

static bool matches(const char *name, const char *word, size_t len, unsigned int *index)
{
	return !strncmp(name, word, len) && !(*index)--;
}

static const char *name_at(struct prompt *pr, const char *word, size_t len, unsigned int index,
			   bool first)
{
	const char *name;
	unsigned int i;

	for (i = 0; calls_at(i); i++) {
		name = calls_at(i)->name;
		if (!matches(name, word, len, &index))
			continue;
		snprintf(pr->word, sizeof(pr->word), "%s(", name);
		return pr->word;
	}
	for (i = 0; vars_at(i); i++)
		if (matches(vars_at(i)->name, word, len, &index))
			return vars_at(i)->name;
	for (i = 0; (name = consts_at(i)); i++)
		if (matches(name, word, len, &index))
			return name;
	for (i = 0; first && cmds_at(i); i++)
		if (matches(cmds_at(i)->name, word, len, &index))
			return cmds_at(i)->name;
	return NULL;
}

const char *prompt_complete(void *owner, const char *line, size_t len, unsigned int index,
			    size_t *start)
{
	struct prompt *pr = owner;
	size_t at = len;
	bool first;

	while (at && path_char(line[at - 1]))
		at--;
	if (at < len && line[at] == '/') {
		*start = at;
		return path_at(pr, line + at, len - at, index);
	}
	for (at = len; at && (isalnum((unsigned char)line[at - 1]) || line[at - 1] == '_'); at--)
		;
	*start = at;
	if (at == len && at)
		return NULL;
	/* commands begin a line; "help NAME" takes any name */
	first = strspn(line, " ") >= at || strstarts(line, "help ");
	return name_at(pr, line + at, len - at, index, first);
}
