/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/options/options.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emu/options/options_inner.h"

#define BAD_USAGE	  2
#define DEFAULT_RAM_BYTES (128ull << 20)

struct parser {
	struct taking taking;
	FILE *err;
	int argc;
	char **argv;
	int at;				 /* the next word */
	const struct option *warned[64]; /* said once */
	unsigned warnings;
	const char **params; /* bare words before --, to be checked at the end */
	unsigned param_count;
};

static int complain(const struct parser *parser, const char *what, const char *reason)
{
	fprintf(parser->err, "zonemu: %s: %s\n", what, reason);
	return BAD_USAGE;
}

/* ---- options ---- */

static int unknown_option(const struct parser *parser, const char *word, const char *name)
{
	struct nearest nearest;
	char reason[256], before[64];

	/* -m=128 is a slip, too. */
	snprintf(before, sizeof(before), "%.*s", (int)strcspn(name, "="), name);
	if (strchr(name, '=') && option_find(before)) {
		snprintf(reason, sizeof(reason), "no such option; did you mean -%s %.40s?", before,
			 strchr(name, '=') + 1);
		return complain(parser, word, reason);
	}
	nearest_start(&nearest, name);
	for (const struct option *option = options_table; option->name; option++)
		if (option->class != OPTION_REFUSED)
			nearest_offer(&nearest, option->name);
	if (nearest.best)
		snprintf(reason, sizeof(reason), "no such option; did you mean -%s?", nearest.best);
	else
		snprintf(reason, sizeof(reason), "no such option (-help lists them)");
	return complain(parser, word, reason);
}

static void warn_once(struct parser *parser, const struct option *option)
{
	for (unsigned i = 0; i < parser->warnings; i++)
		if (parser->warned[i] == option)
			return;
	if (parser->warnings < sizeof(parser->warned) / sizeof(parser->warned[0]))
		parser->warned[parser->warnings++] = option;
	fprintf(parser->err, "zonemu: -%s: changes nothing here: %s\n", option->name, option->help);
}

static int take_option(struct parser *parser, const char *word)
{
	const char *name = word + (word[1] == '-' ? 2 : 1);
	const struct option *option = option_find(name);
	const char *value = NULL;
	char what[160];

	if (!option)
		return unknown_option(parser, word, name);
	if (option->args) {
		if (parser->at == parser->argc)
			return complain(parser, word, "a value is missing");
		value = parser->argv[parser->at++];
	}
	snprintf(what, sizeof(what), "-%s%s%.120s", option->name, value ? " " : "",
		 value ? value : "");
	if (option->class == OPTION_NOT_YET)
		return complain(parser, what, "not yet");
	if (option->class == OPTION_REFUSED) {
		snprintf(parser->taking.reason, sizeof(parser->taking.reason), "not here: %s",
			 option->help);
		return complain(parser, what, parser->taking.reason);
	}
	if (!option->take(&parser->taking, value))
		return complain(parser, what, parser->taking.reason);
	if (option->class == OPTION_WARNED)
		warn_once(parser, option);
	if (*parser->taking.warning) {
		fprintf(parser->err, "zonemu: %s: changes nothing here: %s\n", what,
			parser->taking.warning);
		*parser->taking.warning = '\0';
	}
	return parser->taking.said ? EXIT_SUCCESS : OPTIONS_RUN;
}

/* ---- bare words ---- */

static int add_param(struct parser *parser, const char *word)
{
	struct options *options = parser->taking.options;
	char *old = options->params;

	if (asprintf(&options->params, "%s%s%s", old ? old : "", old ? " " : "", word) < 0) {
		options->params = old;
		return complain(parser, word, "out of host memory");
	}
	free(old);
	return OPTIONS_RUN;
}

static int neither(const struct parser *parser, const char *word)
{
	struct nearest nearest;
	char reason[128];

	nearest_start(&nearest, word);
	param_offer_names(&nearest);
	for (const struct option *option = options_table; option->name; option++)
		if (option->class == OPTION_HONOURED && strlen(option->name) > 1)
			nearest_offer(&nearest, option->name);
	if (nearest.best)
		snprintf(reason, sizeof(reason),
			 "neither a kernel parameter nor a file; did you mean %s%s?",
			 option_find(nearest.best) ? "-" : "", nearest.best);
	else
		snprintf(reason, sizeof(reason), "neither a kernel parameter nor a file");
	return complain(parser, word, reason);
}

static int take_word(struct parser *parser, const char *word)
{
	bool file = access(word, F_OK) == 0;

	/* A dot may be a module's, or begin a file's suffix. */
	if (strchr(word, '=') || (param_is_known(word) && !(file && strchr(word, '.')))) {
		parser->params[parser->param_count++] = word;
		return add_param(parser, word);
	}
	if (!file)
		return neither(parser, word);
	return take_hda(&parser->taking, word) ? OPTIONS_RUN
					       : complain(parser, word, parser->taking.reason);
}

static int take_words(struct parser *parser)
{
	int status = OPTIONS_RUN;

	while (parser->at < parser->argc && status == OPTIONS_RUN) {
		const char *word = parser->argv[parser->at++];

		if (!strcmp(word, "--")) {
			while (parser->at < parser->argc && status == OPTIONS_RUN)
				status = add_param(parser, parser->argv[parser->at++]);
			return status;
		}
		status =
		    word[0] == '-' && word[1] ? take_option(parser, word) : take_word(parser, word);
	}
	return status;
}

/* The mini-kernel's parameters are known; another kernel's are its own affair. */
static int check_params(struct parser *parser)
{
	if (parser->taking.options->kernel)
		return OPTIONS_RUN;
	for (unsigned i = 0; i < parser->param_count; i++) {
		char reason[256];

		if (param_check(parser->params[i], reason, sizeof(reason)))
			continue;
		fprintf(parser->err, "zonemu: %s\n", reason);
		return BAD_USAGE;
	}
	return OPTIONS_RUN;
}

/* ---- options that do not go together ---- */

static bool is_stdio(const char *spec)
{
	return spec && (!strcmp(spec, "stdio") || !strcmp(spec, "mon:stdio"));
}

static int check_lines(const struct parser *parser)
{
	struct options *options = parser->taking.options;
	unsigned stdio = 0, screens = 0;
	char reason[256];

	if (!options_resolve_chardevs(options, reason, sizeof(reason))) {
		fprintf(parser->err, "zonemu: %s\n", reason);
		return BAD_USAGE;
	}
	stdio = is_stdio(options->monitor);
	for (unsigned i = 0; i < options->debugcons; i++)
		stdio += is_stdio(options->debugcon[i].line);

	for (unsigned i = 0; i < options->serials; i++) {
		stdio += is_stdio(options->serial[i]);
		screens += !strncmp(options->serial[i], "vc", 2);
	}
	if (stdio > 1)
		return complain(parser, "stdio",
				"only one of -serial, -monitor and -debugcon can have it "
				"(mon:stdio is the first two)");
	return screens > 1 ? complain(parser, "-serial vc", "the window shows one serial port")
			   : OPTIONS_RUN;
}

/* Said here, because it depends on another option. */
static void warn_of_firmware(const struct parser *parser)
{
	const struct options *options = parser->taking.options;

	if (options->kernel && options->bios)
		fprintf(parser->err, "zonemu: -bios: changes nothing here: a kernel given by "
				     "-kernel is booted directly\n");
}

static int check_sound(const struct parser *parser)
{
	const struct options *options = parser->taking.options;
	struct options_audiodev dev;
	char reason[256];

	if (!options->sb16.present || options_find_audiodev(options, &dev, reason, sizeof(reason)))
		return OPTIONS_RUN;
	fprintf(parser->err, "zonemu: %s\n", reason);
	return BAD_USAGE;
}

static int check_display(const struct parser *parser)
{
	const struct options *options = parser->taking.options;
	bool windowless = options->nographic || options->display == DISPLAY_NONE;

	if (options->nographic && options->display == DISPLAY_SDL)
		return complain(parser, "-nographic", "contradicts -display sdl");
	if (windowless && options->panel == OPTIONS_PANEL_SDL)
		return complain(parser, "-panel sdl",
				options->nographic ? "contradicts -nographic"
						   : "contradicts -display none");
	if (options->log_path && !options->log_items)
		return complain(parser, "-D", "says where -d writes, but there is no -d");
	return OPTIONS_RUN;
}

int options_parse(struct options *options, int argc, char **argv, FILE *out, FILE *err)
{
	struct parser parser = {.taking = {.options = options, .out = out},
				.err = err,
				.argc = argc,
				.argv = argv,
				.at = 1};
	const char *where = NULL;
	int status = BAD_USAGE;

	*options = (struct options){.ram_bytes = DEFAULT_RAM_BYTES,
				    .cpus = 1,
				    .boot = {.menu_wait_ms = -1, .reboot_ms = -1},
				    .rtc_base_s = -1};
	parser.params = calloc((size_t)argc, sizeof(*parser.params));
	if (!parser.params)
		return complain(&parser, "command line", "out of host memory");
	status = take_words(&parser);
	if (status == OPTIONS_RUN && !place_drive_devices(&parser.taking, &where))
		status = complain(&parser, where, parser.taking.reason);
	if (status == OPTIONS_RUN)
		status = check_params(&parser);
	if (status == OPTIONS_RUN)
		status = check_lines(&parser);
	if (status == OPTIONS_RUN)
		status = check_display(&parser);
	if (status == OPTIONS_RUN)
		status = check_sound(&parser);
	if (status == OPTIONS_RUN)
		warn_of_firmware(&parser);
	free(parser.params);
	return status;
}

void options_settle_lines(struct options *options, bool window)
{
	bool stdio_free = !is_stdio(options->monitor), printed = false;

	for (unsigned i = 0; i < options->serials; i++)
		stdio_free = stdio_free && !is_stdio(options->serial[i]);
	for (unsigned i = 0; i < options->debugcons; i++)
		printed |= is_stdio(options->debugcon[i].line);
	stdio_free = stdio_free && !printed;
	if (!options->serials) {
		options->serials = 1;
		if (window)
			options->serial[0] = "vc";
		else if (printed)
			options->serial[0] = "null";
		else if (options->monitor && stdio_free)
			options->serial[0] = "stdio";
		else
			options->serial[0] = "mon:stdio";
		if (!window && is_stdio(options->monitor)) {
			options->monitor = NULL;
			options->monitor_first = true;
		}
	} else if (options->nographic && !options->monitor && stdio_free) {
		options->monitor = "stdio";
	}
	if (!options->monitor)
		options->monitor = "none";
}

const char *options_own(struct options *options, const char *format, ...)
{
	char **more = realloc(options->owned, (options->owned_count + 1) * sizeof(*more));
	char *text;
	va_list args;
	int length;

	if (!more)
		return NULL;
	options->owned = more;
	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0)
		return NULL;
	options->owned[options->owned_count++] = text;
	return text;
}

const char *options_initrd(const struct options *options)
{
	return options->initrd && strcmp(options->initrd, "none") ? options->initrd : NULL;
}

void options_free(struct options *options)
{
	for (unsigned i = 0; i < options->owned_count; i++)
		free(options->owned[i]);
	free(options->owned);
	free(options->params);
	options->owned = NULL;
	options->owned_count = 0;
	options->params = NULL;
}
