/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>
#include <linux/string.h>

#include "calls.h"
#include "cmds.h"
#include "consts.h"
#include "eras.h"
#include "nearest.h"
#include "vars.h"

static const struct cmd *const groups[] = {cmds_shell, cmds_proc, cmds_fill, cmds_module, cmds_fs};

const struct cmd *cmds_at(unsigned int index)
{
	const struct cmd *cmd;
	unsigned int g;

	for (g = 0; g < ARRAY_SIZE(groups); g++)
		for (cmd = groups[g]; cmd->name; cmd++)
			if (!index--)
				return cmd;
	return NULL;
}

const struct cmd *cmds_find(const char *name, size_t len)
{
	const struct cmd *cmd;
	unsigned int i;

	for (i = 0; (cmd = cmds_at(i)); i++)
		if (strlen(cmd->name) == len && !memcmp(cmd->name, name, len))
			return cmd;
	return NULL;
}

char *cmds_unwrap(char *args)
{
	size_t len = strlen(args);

	if (*args == '(' && args[len - 1] == ')') {
		args[len - 1] = '\0';
		return strim(args + 1);
	}
	return args;
}

static void help_call(struct prompt *pr, const struct call *call)
{
	const struct era *era;
	unsigned int i;

	prompt_printf(pr, "%s\n  #include <%s>\n  %s\n  context: %s\n", call->prototype,
		      call->header, call->help, call->context);
	if (call->section)
		prompt_printf(pr, "  Linux Device Drivers 3, chapter 8: %s\n", call->section);
	for (i = 0; (era = eras_of(call->name, i)); i++)
		prompt_printf(pr, "  %s: %s\n", era->when, era->prototype);
}

static void help_cmds(struct prompt *pr)
{
	const struct cmd *cmd;
	unsigned int i;

	prompt_printf(pr, "\nCommands:\n");
	for (i = 0; (cmd = cmds_at(i)); i++)
		prompt_printf(pr, "  %-26s %s\n", cmd->usage, cmd->help);
}

static void help_calls(struct prompt *pr)
{
	const struct call *call;
	unsigned int i;
	size_t column = 0, len;

	prompt_printf(pr, "Calls, as in C (help NAME tells more):\n ");
	for (i = 0; (call = calls_at(i)); i++) {
		len = strlen(call->name) + 1;
		if (column + len > 76) {
			prompt_printf(pr, "\n ");
			column = 0;
		}
		prompt_printf(pr, " %s", call->name);
		column += len;
	}
	prompt_printf(pr, "\n");
}

static void help_overview(struct prompt *pr)
{
	prompt_printf(pr,
		      "This prompt speaks C: p = kmalloc(65, GFP_KERNEL), then p, then kfree(p).\n"
		      "*(u32 *)p = 7 writes memory, ((u8 *)p)[3] reads it; 300K is 300*1024;\n"
		      "several statements are parted by ;\n\n");
	help_calls(pr);
	help_cmds(pr);
	prompt_printf(pr, "\nKeys: arrows, Home, End, Tab completes, Ctrl-R searches the history,\n"
			  "Ctrl-A/E/K/U/W/Y edit, Ctrl-C stops what runs.\n");
}

void prompt_help(struct prompt *pr, const char *topic)
{
	size_t len = strcspn(topic, "( ");
	const struct call *call = calls_find(topic, len);
	const struct cmd *cmd = cmds_find(topic, len);
	struct value v;

	if (!*topic) {
		help_overview(pr);
	} else if (call) {
		help_call(pr, call);
	} else if (cmd) {
		prompt_printf(pr, "%s\n  %s\n", cmd->usage, cmd->help);
	} else if (consts_get(topic, len, &v)) {
		prompt_printf(pr, "%.*s = 0x%x\n", (int)len, topic, v.bits);
	} else {
		pr->expr.error[0] = '\0';
		names_unknown(&pr->expr, topic, len);
		prompt_printf(pr, "help: %s\n", pr->expr.error);
	}
}
