/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * params: the kernel's command line: words of "name" or "name=value", a value in double
 * quotes if there are spaces in it. __setup() and early_param() (linux/init.h) say which
 * function takes which name; a name nobody takes is reported.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/params.h>
#include <linux/string.h>
#include <asm/setup.h>

extern const struct obs_kernel_param __setup_start[], __setup_end[];

char *next_arg(char *args, char **param, char **value)
{
	bool quoted = false;
	char *p, *equals = NULL;

	if (*args == '"') {
		args++;
		quoted = true;
	}
	*param = args;
	for (p = args; *p && (quoted || !isspace((unsigned char)*p)); p++) {
		if (*p == '"')
			quoted = !quoted;
		if (*p == '=' && !equals)
			equals = p;
	}
	if (*p)
		*p++ = '\0';
	*value = NULL;
	if (equals) {
		*equals = '\0';
		*value = equals + 1;
		if (**value == '"')
			(*value)++;
	}
	for (equals = *value ? *value : *param; *equals; equals++)
		if (*equals == '"' && !equals[1])
			*equals = '\0';
	return skip_spaces(p);
}
EXPORT_SYMBOL(next_arg);

/* Dashes and underscores are the same in names. */
static bool same_name(const char *a, const char *b, size_t len)
{
	for (; len; len--, a++, b++)
		if (*a != *b && !((*a == '-' || *a == '_') && (*b == '-' || *b == '_')))
			return false;
	return true;
}

/* "name=" takes a value, "name" none; of an early parameter the '=' is not written. */
static bool takes(const struct obs_kernel_param *p, const char *name, const char *value)
{
	size_t len = strlen(p->str);

	if (!p->early && (len && p->str[len - 1] == '=')) {
		if (!value)
			return false;
		len--;
	} else if (!p->early && value) {
		return false;
	}
	return strlen(name) == len && same_name(p->str, name, len);
}

static void __init call_early(const char *name, char *value)
{
	const struct obs_kernel_param *p;

	for (p = __setup_start; p < __setup_end; p++)
		if (p->early && takes(p, name, value) && p->setup_func(value))
			pr_warn("Malformed early option '%s'\n", name);
}

void __init parse_early_only(const char *const *names, size_t count)
{
	static char line[COMMAND_LINE_SIZE] __initdata;
	char *args, *param, *value;

	strscpy(line, boot_command_line, sizeof(line));
	for (args = skip_spaces(line); *args;) {
		args = next_arg(args, &param, &value);
		if (!strcmp(param, "--"))
			return;
		if (!names || match_string(names, count, param) >= 0)
			call_early(param, value);
	}
}

void __init parse_early_param(void)
{
	parse_early_only(NULL, 0);
}

/* The known name that is the fewest edits away; of equals the one that takes a value as this does.
 */
static const struct obs_kernel_param *__init nearest_param(const char *name, bool has_value)
{
	const struct obs_kernel_param *p, *best = NULL;
	unsigned int least = 2 * max_t(unsigned int, strlen(name) / 2, 1) + 2;

	for (p = __setup_start; p < __setup_end; p++) {
		char known[32];
		unsigned int distance;
		char *equals;

		strscpy(known, p->str, sizeof(known));
		equals = strchr(known, '=');
		if (equals)
			*equals = '\0';
		distance = 2 * edit_distance(name, known);
		distance += !p->early && has_value != (equals != NULL);
		if (distance < least) {
			least = distance;
			best = p;
		}
	}
	return best;
}

static void __init report_unknown(const char *name, const char *value)
{
	const struct obs_kernel_param *near = nearest_param(name, value);

	pr_notice("Unknown kernel command line parameters \"%s%s%s\"", name, value ? "=" : "",
		  value ? value : "");
	if (near)
		pr_cont("; did you mean \"%s%s\"?", near->str, near->early && value ? "=" : "");
	pr_cont("\n");
}

static bool __init take_param(const char *name, char *value)
{
	const struct obs_kernel_param *p;
	bool taken = false;

	for (p = __setup_start; p < __setup_end; p++) {
		if (!takes(p, name, value))
			continue;
		taken = true;
		if (!p->early && !p->setup_func(value))
			pr_warn("Malformed option '%s=%s'\n", name, value ? value : "");
	}
	return taken;
}

/* Loaders and users write these for other kernels; they change nothing here. */
static bool __init is_foreign(const char *name)
{
	static const char *const foreign[] = {
	    "BOOT_IMAGE",	"root",	  "ro",	     "rw",   "init", "nokaslr",
	    "no_hash_pointers", "noapic", "nolapic", "acpi", "nosmp"};
	int i;

	for (i = 0; i < ARRAY_SIZE(foreign); i++)
		if (!strcmp(name, foreign[i]))
			return true;
	return strchr(name, '.') != NULL; /* a module's parameter */
}

void __init parse_args(char *args)
{
	char *param, *value;

	for (args = skip_spaces(args); *args;) {
		args = next_arg(args, &param, &value);
		if (!strcmp(param, "--"))
			return;
		if (!take_param(param, value) && builtin_param(param, value) == -ENOENT &&
		    !is_foreign(param))
			report_unknown(param, value);
	}
}
