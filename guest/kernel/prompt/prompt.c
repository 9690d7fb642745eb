/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The built-in prompt: a thread a tty, that reads a line, cuts it into statements and runs
 * them one by one: a command by its first word, anything else as C.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/semaphore.h>
#include <linux/prompt.h>
#include <linux/slab.h>
#include <linux/slab_def.h>
#include <linux/string.h>
#include <linux/tty_simple.h>

#include "access.h"
#include "calls.h"
#include "cmds.h"
#include "consts.h"
#include "context.h"
#include "describe.h"
#include "expr_type.h"
#include "prompt_private.h"
#include "vars.h"

/* No mutex: an oops may end a thread that holds it, and the one that follows gives it back. */
static DEFINE_SEMAPHORE(prompt_turn);

void prompt_write(struct prompt *pr, const char *text, size_t len)
{
	tty_write(pr->tty, text, len);
}

void prompt_printf(struct prompt *pr, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vscnprintf(pr->out_text, sizeof(pr->out_text), fmt, args);
	va_end(args);
	prompt_write(pr, pr->out_text, len);
}

bool prompt_interrupted(struct prompt *pr)
{
	return tty_interrupted(pr->tty);
}

static const struct value *get_variable(void *owner, const char *name, size_t len)
{
	struct var *var = vars_find(name, len);

	return var ? &var->value : NULL;
}

static bool set_variable(struct expr *e, const char *name, size_t len, const struct value *v)
{
	struct value old;

	if (len > VAR_NAME_MAX)
		return expr_fail(e, "a name is at most %d characters long", VAR_NAME_MAX);
	if (calls_find(name, len) || cmds_find(name, len) || consts_get(name, len, &old))
		return expr_fail(e, "%.*s is the kernel's own name; choose another", (int)len,
				 name);
	if (v->kind == VAL_STRING)
		return expr_fail(e, "a text lives only as long as its statement; strcpy() it");
	if (!vars_set(name, len, v))
		return expr_fail(e, "%d variables are the most; unset NAME makes room", VARS_MAX);
	return true;
}

static u32 handle_bytes(enum value_kind kind)
{
	return kind == VAL_PAGE ? sizeof(struct page) : 0;
}

static const struct expr_ops expr_ops = {
    .constant = consts_get,
    .get = get_variable,
    .set = set_variable,
    .call = calls_invoke,
    .load = access_load,
    .store = access_store,
    .unknown = names_unknown,
    .handle_bytes = handle_bytes,
};

/* Notes are ", a, b": the first comma gives way to ": ". */
static const char *note_text(struct prompt *pr)
{
	return pr->note.count > 2 ? pr->note_text + 2 : "";
}

static void print_value(struct prompt *pr, const struct value *v)
{
	if (v->kind == VAL_INT)
		prompt_printf(pr, (s32)v->bits > 9 || (s32)v->bits < 0 ? "%d (0x%x)" : "%d",
			      (s32)v->bits, v->bits);
	else if (v->kind == VAL_UINT)
		prompt_printf(pr, v->bits > 9 ? "%u (0x%x)" : "%u", v->bits, v->bits);
	else if (v->kind == VAL_STRING)
		prompt_printf(pr, "\"%s\"", v->text);
	else if (!v->bits)
		prompt_printf(pr, "NULL");
	else
		prompt_printf(pr, "%s0x%08x", v->kind == VAL_PAGE ? "page " : "", v->bits);
}

static void describe_value(struct prompt *pr, const struct value *v)
{
	pr->note.count = 0;
	pr->note_text[0] = '\0';
	if (v->kind == VAL_PAGE && is_struct_page(v->bits))
		describe_page(&pr->note, (struct page *)v->bits);
	else if (v->kind == VAL_CACHE && is_kmem_cache((void *)v->bits))
		describe_cache(&pr->note, (struct kmem_cache *)v->bits);
	else if (v->kind == VAL_PTR && v->bits)
		describe_address(&pr->note, v->bits);
	if (v->kind != VAL_INT && v->kind != VAL_UINT && vars_freed(v->bits))
		seq_puts(&pr->note, ", freed");
}

/* What a variable or a call gave, as one line, with what is known of the address. */
static void answer(struct prompt *pr, const char *name, size_t len, const struct value *v)
{
	prompt_printf(pr, name ? "%.*s = " : "= ", (int)len, name);
	print_value(pr, v);
	if (pr->note.count)
		prompt_printf(pr, ": %s", note_text(pr));
	prompt_printf(pr, "\n");
}

/* "kfree(p)" has no value: the answer begins with the call itself. */
static void answer_void(struct prompt *pr, const char *text)
{
	size_t len = strcspn(text, "(");

	prompt_printf(pr, "%.*s: %s\n", (int)len, text, pr->note.count ? note_text(pr) : "done");
}

static void remember_origin(struct prompt *pr, const char *text)
{
	struct var *var = vars_find(pr->expr.assigned, pr->expr.assigned_len);
	const char *from = strchr(text, '=');

	if (var && from)
		snprintf(var->origin, sizeof(var->origin), "%s", skip_spaces(from + 1));
}

static void run_expression(struct prompt *pr, const char *text)
{
	struct expr *e = &pr->expr;
	struct value v;

	pr->note.count = 0;
	pr->note_text[0] = '\0';
	if (!expr_run(e, text, &v)) {
		prompt_printf(pr, "error: %s\n", e->error);
		return;
	}
	if (e->assigned)
		remember_origin(pr, text);
	if (!e->called)
		describe_value(pr, &v);
	if (v.kind == VAL_VOID) {
		answer_void(pr, text);
	} else if (e->assigned || vars_find(text, strlen(text))) {
		const char *name = e->assigned ? e->assigned : text;

		answer(pr, name, e->assigned ? e->assigned_len : strlen(text), &v);
	} else {
		answer(pr, NULL, 0, &v);
	}
}

/* A command stands first, and what follows is neither an operator nor part of a name. */
static const struct cmd *command_of(const char *text, size_t *len)
{
	*len = strcspn(text, " (=+-*/%&|^<>!?:;,.[");
	return cmds_find(text, *len);
}

static void run_statement(struct prompt *pr, char *text)
{
	const struct cmd *cmd;
	size_t len;

	text = strim(text);
	if (!*text || *text == '#' || strstarts(text, "//"))
		return;
	text = context_parse(pr, text);
	if (!text)
		return;
	cmd = command_of(text, &len);
	if (cmd)
		cmd->run(pr, strim(text + len));
	else
		run_expression(pr, text);
}

/* The end of the statement at text: a ';' outside quotes, or the end of the line. */
static char *statement_end(char *text)
{
	char quote = '\0';

	for (; *text; text++) {
		if (quote && *text == '\\' && text[1])
			text++;
		else if (quote)
			quote = *text == quote ? '\0' : quote;
		else if (*text == '"' || *text == '\'')
			quote = *text;
		else if (*text == ';')
			break;
	}
	return text;
}

void prompt_run_line(struct prompt *pr, char *line)
{
	char *end;
	bool more;

	tty_clear_interrupt(pr->tty);
	down(&prompt_turn);
	pr->running = true;
	pr->loglevel = console_loglevel;
	do {
		end = statement_end(line);
		more = *end == ';';
		*end = '\0';
		run_statement(pr, line);
		line = end + 1;
	} while (more && !prompt_interrupted(pr));
	pr->running = false;
	up(&prompt_turn);
	pr->swallow = prompt_interrupted(pr);
}

static void editor_write(void *owner, const char *text, size_t len)
{
	prompt_write(owner, text, len);
}

static const struct edit_ops edit_ops = {
    .write = editor_write,
    .complete = prompt_complete,
};

/* The Ctrl-C that stopped a command is not one for the next line. */
static char next_key(struct prompt *pr)
{
	int byte = tty_read_byte(pr->tty);

	if (pr->swallow && byte == 3)
		byte = tty_read_byte(pr->tty);
	pr->swallow = false;
	return (char)byte;
}

bool prompt_recover(struct prompt *pr)
{
	if (!pr->running)
		return false;
	pr->running = false;
	console_loglevel = pr->loglevel;
	up(&prompt_turn);
	return true;
}

static int prompt_thread(void *data)
{
	struct prompt *pr = data;

	prompt_recover(pr);
	edit_start(&pr->edit);
	for (;;) {
		switch (edit_feed(&pr->edit, next_key(pr))) {
		case EDIT_MORE:
			continue;
		case EDIT_LINE:
			prompt_run_line(pr, pr->edit.line);
			break;
		case EDIT_CLEAR:
			tty_puts(pr->tty, "\033[H\033[2J");
			edit_redraw(&pr->edit);
			continue;
		case EDIT_END:
			tty_puts(pr->tty, "poweroff switches the machine off\n");
			break;
		case EDIT_ABANDONED:
			break;
		}
		edit_start(&pr->edit);
	}
	return 0;
}

struct prompt *prompt_alloc(struct console_tty *tty)
{
	struct prompt *pr = kzalloc(sizeof(*pr), GFP_KERNEL);

	if (!pr)
		return NULL;
	pr->tty = tty;
	pr->note.buf = pr->note_text;
	pr->note.size = sizeof(pr->note_text);
	edit_init(&pr->edit, &edit_ops, pr, PROMPT_TEXT);
	expr_init(&pr->expr, &expr_ops, pr);
	return pr;
}

void prompt_start_on(struct console_tty *tty)
{
	struct prompt *pr = prompt_alloc(tty);
	char name[16];

	if (!pr) {
		pr_err("prompt: no memory for the one on %s\n", tty->name);
		return;
	}
	snprintf(name, sizeof(name), "prompt/%s", tty->name);
	if (IS_ERR(kthread_run_restarting(prompt_thread, pr, name)))
		pr_err("prompt: no thread for %s\n", tty->name);
}

void prompt_start(void)
{
	struct console_tty *tty;

	for_each_console_tty(tty) prompt_start_on(tty);
}
