/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/scenario/runner.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define FAILED	  1
#define BAD_USAGE 2
#define ERR_BYTES 1024

static bool is_option(const char *word)
{
	return !strcmp(word, "-scenario") || !strcmp(word, "--scenario");
}

static int check_files(int argc, char **argv)
{
	int status = argc ? EXIT_SUCCESS : BAD_USAGE;
	char path[PATH_MAX], err[ERR_BYTES] = "";

	if (!argc)
		fprintf(stderr, "zonemu: -scenario check: a file is missing\n");
	for (int i = 0; i < argc; i++) {
		struct script *script = script_find(argv[i], path, sizeof(path), err, sizeof(err))
					    ? script_open(path, err, sizeof(err))
					    : NULL;

		if (script)
			printf("%s: good: %u steps in %u parts\n", path, script->steps,
			       script->captions);
		else
			fprintf(stderr, "zonemu: %s\n", err);
		status = script ? status : FAILED;
		script_close(script);
	}
	return status;
}

bool scenarios_looked_at(int argc, char **argv, int *status)
{
	for (int i = 1; i + 1 < argc; i++) {
		if (!is_option(argv[i]))
			continue;
		if (!strcmp(argv[i + 1], "list")) {
			*status = script_list(stdout) ? EXIT_SUCCESS : FAILED;
			return true;
		}
		if (!strcmp(argv[i + 1], "check")) {
			*status = check_files(argc - i - 2, argv + i + 2);
			return true;
		}
	}
	return false;
}

/* With a display it is a lesson; without, a test. */
static bool has_display(const struct options *options)
{
	return !options->nographic && options->display != DISPLAY_NONE &&
	       options->panel != OPTIONS_PANEL_TEXT &&
	       (getenv("DISPLAY") || getenv("WAYLAND_DISPLAY") || getenv("SDL_VIDEODRIVER"));
}

/* The command line of one scenario: its own machine, what makes runs equal, the user's words. */
static bool parse_options(struct options *options, const struct script *script, bool lesson,
			  int argc, char **argv)
{
	static const char *const always[] = {"-rtc", "base=2026-01-02", "-initrd", "none"};
	static const char *const headless[] = {"-display", "none", "-serial", "null",
					       "-monitor", "none", "-icount", "shift=0,sleep=off"};
	const size_t always_count = sizeof(always) / sizeof(always[0]);
	const size_t headless_count = sizeof(headless) / sizeof(headless[0]);
	char **words = calloc((size_t)argc + script->machine_words + always_count + headless_count,
			      sizeof(*words));
	int count = 0, status;

	if (!words)
		return false;
	words[count++] = argv[0];
	for (size_t i = 0; i < always_count; i++)
		words[count++] = (char *)always[i];
	for (size_t i = 0; i < headless_count && !lesson; i++)
		words[count++] = (char *)headless[i];
	for (unsigned i = 0; i < script->machine_words; i++)
		words[count++] = script->machine[i];
	for (int i = 1; i < argc; i++)
		if (is_option(argv[i]))
			i++;
		else
			words[count++] = argv[i];
	status = options_parse(options, count, words, stdout, stderr);
	free(words);
	return status == OPTIONS_RUN;
}

static bool run_one(const struct script *script, bool lesson, int argc, char **argv,
		    scenario_run run)
{
	struct options options = {0};

	if (parse_options(&options, script, lesson, argc, argv))
		return run(&options, script, lesson);
	options_free(&options);
	return false;
}

int scenarios_run(const struct options *options, int argc, char **argv, scenario_run run)
{
	bool lesson = has_display(options);
	int status = EXIT_SUCCESS;

	printf("KTAP version 1\n1..%u\n", options->scenarios);
	for (unsigned i = 0; i < options->scenarios; i++) {
		char path[PATH_MAX], err[ERR_BYTES];
		struct script *script =
		    script_find(options->scenario[i], path, sizeof(path), err, sizeof(err))
			? script_open(path, err, sizeof(err))
			: NULL;
		bool passed;

		if (!script) {
			fflush(stdout);
			fprintf(stderr, "zonemu: %s\n", err);
			return BAD_USAGE;
		}
		if (script->missing) {
			printf("ok %u %s # SKIP it needs %s\n", i + 1, script->name,
			       script->missing);
			script_close(script);
			continue;
		}
		printf("    # %s\n", script->title);
		passed = run_one(script, lesson, argc, argv, run);
		printf("%s %u %s\n", passed ? "ok" : "not ok", i + 1, script->name);
		fflush(stdout);
		status = passed ? status : FAILED;
		script_close(script);
	}
	return status;
}
