/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/scenario/script.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define MAX_STEPS 1000
#define MAX_VIEW  7
#define MAX_WORDS 64
#define MAX_TEXT  4096

static const char *const step_names[STEP_KINDS] = {
    [STEP_CAPTION] = "caption", [STEP_SEND] = "send",	  [STEP_TYPE] = "type",
    [STEP_EXPECT] = "expect",	[STEP_REFUSE] = "refuse", [STEP_WITHIN] = "within",
    [STEP_PROMPT] = "prompt",	[STEP_WHEN] = "when",	  [STEP_SET] = "set",
    [STEP_LET] = "let",		[STEP_STATE] = "state",	  [STEP_ASK] = "ask",
    [STEP_REVEAL] = "reveal",	[STEP_PNG] = "png",	  [STEP_NOTICE] = "notice",
};

struct reader {
	struct script *script;
	unsigned line; /* where the statement began */
	char *err;
	size_t err_bytes;
};

const char *step_name(enum step_kind kind)
{
	return step_names[kind];
}

static bool fail(const struct reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static bool fail(const struct reader *reader, const char *format, ...)
{
	int used =
	    snprintf(reader->err, reader->err_bytes, "%s:%u: ", reader->script->path, reader->line);
	va_list args;

	va_start(args, format);
	if (used >= 0 && (size_t)used < reader->err_bytes)
		vsnprintf(reader->err + used, reader->err_bytes - (size_t)used, format, args);
	va_end(args);
	return false;
}

/* ---- statements ---- */

static bool compile(const struct reader *reader, struct step *step, const char *pattern)
{
	int error = regcomp(&step->regex, pattern, REG_EXTENDED | REG_NEWLINE);
	char why[100];

	step->has_regex = !error;
	if (!error)
		return true;
	regerror(error, &step->regex, why, sizeof(why));
	return fail(reader, "%s %s: %s", step_name(step->kind), pattern, why);
}

/* "500ms", "2s" */
static bool parse_time(const struct reader *reader, struct step *step)
{
	char *end;
	double number = strtod(step->text, &end);
	uint64_t unit = !strcmp(end, "ms") ? 1000000 : !strcmp(end, "s") ? 1000000000 : 0;

	if (end == step->text || !unit || !(number > 0 && number <= 100000))
		return fail(reader, "within %s: a time is wanted: 500ms, 2s", step->text);
	step->ns = (uint64_t)(number * (double)unit);
	return true;
}

/* "provider:name" and, after a space, what its line matches. */
static bool parse_when(const struct reader *reader, struct step *step)
{
	size_t length = strcspn(step->text, " \t");
	const char *pattern = step->text + length + strspn(step->text + length, " \t");

	step->name = strndup(step->text, length);
	if (!step->name)
		return fail(reader, "out of host memory");
	if (!strchr(step->name, ':') || strpbrk(step->name, ",="))
		return fail(reader, "when %s: an event is wanted, as -trace help lists them",
			    step->name);
	return !*pattern || compile(reader, step, pattern);
}

static bool parse_expression(const struct reader *reader, struct step *step, const char *text)
{
	char why[160];

	step->expression = expression_parse(text, step->kind == STEP_STATE, why, sizeof(why));
	return step->expression || fail(reader, "%s: %s", step_name(step->kind), why);
}

/* "name = value" */
static bool parse_let(const struct reader *reader, struct step *step)
{
	size_t length = strcspn(step->text, " \t=");
	const char *rest = step->text + length + strspn(step->text + length, " \t");

	if (!length || *rest != '=')
		return fail(reader, "let %s: let NAME = VALUE is wanted", step->text);
	for (size_t i = 0; i < length; i++)
		if (!isalnum((unsigned char)step->text[i]) && step->text[i] != '_')
			return fail(reader, "let %s: a name has letters, digits and _", step->text);
	step->name = strndup(step->text, length);
	return step->name ? parse_expression(reader, step, rest + 1)
			  : fail(reader, "out of host memory");
}

/* \n, \t, \\ and \xNN in place. */
static bool unescape(const struct reader *reader, char *text)
{
	char *to = text;

	for (; *text; text++) {
		char digits[3] = "";

		if (*text != '\\') {
			*to++ = *text;
			continue;
		}
		switch (*++text) {
		case 'n':
			*to++ = '\n';
			break;
		case 't':
			*to++ = '\t';
			break;
		case '\\':
			*to++ = '\\';
			break;
		case 'x':
			if (!isxdigit((unsigned char)text[1]) || !isxdigit((unsigned char)text[2]))
				return fail(reader, "type: two digits follow \\x");
			memcpy(digits, text + 1, 2);
			*to++ = (char)strtoul(digits, NULL, 16);
			text += 2;
			break;
		default:
			return fail(reader, "type: \\n, \\t, \\\\ and \\xNN are known");
		}
	}
	*to = '\0';
	return true;
}

static bool finish_step(const struct reader *reader, struct step *step)
{
	switch (step->kind) {
	case STEP_EXPECT:
	case STEP_REFUSE:
	case STEP_NOTICE:
	case STEP_PROMPT:
		return compile(reader, step, step->text);
	case STEP_TYPE:
		return unescape(reader, step->text);
	case STEP_WITHIN:
		return parse_time(reader, step);
	case STEP_WHEN:
		return parse_when(reader, step);
	case STEP_LET:
		return parse_let(reader, step);
	case STEP_STATE:
		return parse_expression(reader, step, step->text);
	case STEP_SET:
		return strchr(step->text, '=') ||
		       fail(reader, "set %s: DEVICE.PROPERTY=VALUE is wanted", step->text);
	case STEP_PNG:
		return !strchr(step->text, '/') ||
		       fail(reader, "png %s: a name without a folder is wanted", step->text);
	default:
		return true;
	}
}

static bool add_step(const struct reader *reader, enum step_kind kind, const char *text)
{
	struct script *script = reader->script;
	struct step *step;

	if (kind != STEP_SEND && !*text)
		return fail(reader, "%s: a text is missing", step_name(kind));
	if (!script->captions && kind != STEP_CAPTION && kind != STEP_WITHIN && kind != STEP_PROMPT)
		return fail(reader, "%s: a caption comes first", step_name(kind));
	if (script->steps == MAX_STEPS)
		return fail(reader, "more than %d steps", MAX_STEPS);
	if (!script->step)
		script->step = calloc(MAX_STEPS, sizeof(*script->step));
	if (!script->step)
		return fail(reader, "out of host memory");
	step = &script->step[script->steps++];
	*step = (struct step){.kind = kind, .line = reader->line, .text = strdup(text)};
	script->captions += kind == STEP_CAPTION;
	return step->text ? finish_step(reader, step) : fail(reader, "out of host memory");
}

/* Where the scenario's own file is. */
static void own_folder(const struct script *script, char *folder, size_t bytes)
{
	const char *slash = strrchr(script->path, '/');

	snprintf(folder, bytes, "%.*s", slash ? (int)(slash - script->path) : 1,
		 slash ? script->path : ".");
}

/* "$HERE" is the file's own folder, "$NAME" one of script_place()'s. What is not there, but can be
 * had, is noted: the scenario waits for it. */
static bool expand_name(struct script *script, const char *word, size_t length, FILE *out)
{
	char path[PATH_MAX], name[16];
	const char *how = NULL;

	if (!length || length >= sizeof(name))
		return false;
	snprintf(name, sizeof(name), "%.*s", (int)length, word);
	if (!strcmp(name, "HERE"))
		own_folder(script, path, sizeof(path));
	else if (!script_place(name, path, sizeof(path), &how))
		script->missing = how;
	if (!strcmp(name, "HERE") || (how && !script->missing))
		fputs(path, out);
	return !strcmp(name, "HERE") || how;
}

/* malloc'ed; NULL: no memory. */
static char *expand(struct script *script, const char *word)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		return NULL;
	while (*word) {
		size_t length = *word == '$' ? strspn(word + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") : 0;

		if (expand_name(script, word + 1, length, out))
			word += 1 + length;
		else
			fputc(*word++, out);
	}
	fclose(out);
	return text;
}

static bool add_machine(const struct reader *reader, const char *text)
{
	struct script *script = reader->script;
	char *words = strdup(text), *rest = words, *word;
	bool ok = words != NULL;

	while (ok && (word = strsep(&rest, " \t")) != NULL) {
		if (!*word)
			continue;
		if (!script->machine)
			script->machine = calloc(MAX_WORDS, sizeof(*script->machine));
		ok = script->machine && script->machine_words < MAX_WORDS &&
		     (script->machine[script->machine_words] = expand(script, word)) != NULL;
		script->machine_words += ok;
	}
	free(words);
	return ok || fail(reader, "machine: more than %d words", MAX_WORDS);
}

static bool add_head(const struct reader *reader, char **head, const char *what, const char *text)
{
	if (*head)
		return fail(reader, "%s: given twice", what);
	*head = strdup(text);
	return *head || fail(reader, "out of host memory");
}

static bool add_picture(const struct reader *reader, const char *text)
{
	char *end;
	unsigned long part = strtoul(text, &end, 10), view = 0;

	if (end == text || !part || part > MAX_STEPS)
		return fail(reader, "picture %s: the number of a part is wanted", text);
	if (*end) {
		const char *key = end;

		view = strtoul(key, &end, 10);
		if (*key != ' ' || *end || view < 1 || view > MAX_VIEW)
			return fail(reader,
				    "picture %s: behind the part comes a view's key, 1 to %d", text,
				    MAX_VIEW);
	}
	reader->script->picture = (unsigned)part;
	reader->script->view = (unsigned)view;
	return true;
}

static bool add_statement(const struct reader *reader, char *text)
{
	struct script *script = reader->script;
	size_t length = strcspn(text, " \t");
	char *rest = text + length;
	const struct {
		const char *name;
		char **head;
	} heads[] = {{"title", &script->title},
		     {"minutes", &script->minutes},
		     {"book", &script->book},
		     {"watch", &script->watch}};

	if (*rest)
		*rest++ = '\0';
	rest += strspn(rest, " \t");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		if (!strcmp(heads[i].name, text))
			return add_head(reader, heads[i].head, text, rest);
	if (!strcmp(text, "machine"))
		return add_machine(reader, rest);
	if (!strcmp(text, "picture"))
		return add_picture(reader, rest);
	for (int kind = 0; kind < STEP_KINDS; kind++)
		if (!strcmp(step_names[kind], text))
			return add_step(reader, (enum step_kind)kind, rest);
	return fail(reader, "\"%s\" is no statement", text);
}

/* ---- lines ---- */

static void cut_end(char *text)
{
	size_t length = strlen(text);

	while (length && isspace((unsigned char)text[length - 1]))
		text[--length] = '\0';
}

/* Statements, each with the indented lines below it. */
static bool read_lines(struct reader *reader, FILE *file)
{
	char statement[MAX_TEXT] = "", text[MAX_TEXT];
	unsigned line = 0;
	bool ok = true;

	while (ok && fgets(text, sizeof(text), file)) {
		size_t used = strlen(statement), skip = strspn(text, " \t");

		line++;
		cut_end(text);
		if (text[0] == '#' || !text[skip])
			continue;
		if (skip && used) {
			if (used + 1 + strlen(text + skip) >= sizeof(statement) ||
			    strlen(text) > MAX_TEXT / 2)
				return fail(reader, "a statement of more than %d bytes", MAX_TEXT);
			snprintf(statement + used, sizeof(statement) - used, " %.*s", MAX_TEXT / 2,
				 text + skip);
			continue;
		}
		if (used)
			ok = add_statement(reader, statement);
		reader->line = ok ? line : reader->line;
		strcpy(statement, text + skip);
	}
	return ok && (!*statement || add_statement(reader, statement));
}

static bool check_whole(struct reader *reader)
{
	const struct script *script = reader->script;

	reader->line = 1;
	if (!script->title || !script->minutes)
		return fail(reader, "%s is missing", script->title ? "minutes" : "title");
	if (script->picture > script->captions)
		return fail(reader, "picture %u: there are %u parts", script->picture,
			    script->captions);
	return script->captions || fail(reader, "there is no caption: nothing is done");
}

static char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');

	return strndup(name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
}

struct script *script_open(const char *path, char *err, size_t err_bytes)
{
	struct script *script = calloc(1, sizeof(*script));
	struct reader reader = {script, 1, err, err_bytes};
	FILE *file = fopen(path, "r");
	bool ok = false;

	if (!file) {
		snprintf(err, err_bytes, "%s: %s", path, strerror(errno));
	} else if (!script || !(script->path = strdup(path)) || !(script->name = name_of(path))) {
		snprintf(err, err_bytes, "out of host memory for %s", path);
	} else {
		ok = read_lines(&reader, file) && check_whole(&reader);
	}
	if (file)
		fclose(file);
	if (ok)
		return script;
	script_close(script);
	return NULL;
}

void script_close(struct script *script)
{
	if (!script)
		return;
	for (unsigned i = 0; i < script->steps; i++) {
		struct step *step = &script->step[i];

		if (step->has_regex)
			regfree(&step->regex);
		expression_free(step->expression);
		free(step->name);
		free(step->text);
	}
	for (unsigned i = 0; i < script->machine_words; i++)
		free(script->machine[i]);
	free(script->machine);
	free(script->step);
	free(script->path);
	free(script->name);
	free(script->title);
	free(script->minutes);
	free(script->book);
	free(script->watch);
	free(script);
}

char *script_events(const struct script *script)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		return NULL;
	for (unsigned i = 0; i < script->steps; i++)
		if (script->step[i].kind == STEP_WHEN)
			fprintf(out, "%s%s", ftell(out) ? "," : "", script->step[i].name);
	fclose(out);
	return text;
}
