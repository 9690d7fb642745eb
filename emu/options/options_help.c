/* SPDX-License-Identifier: GPL-2.0-only */
#include <string.h>

#include "emu/options/options_inner.h"

#define COLUMN 30
#define WIDTH  100

static const char *const sections[SECTIONS] = {
    [SECTION_MACHINE] = "The machine",
    [SECTION_KERNEL] = "The kernel",
    [SECTION_DRIVES] = "Drives",
    [SECTION_CONSOLE] = "Console and window",
    [SECTION_PANEL] = "The panel",
    [SECTION_RUN] = "Running",
    [SECTION_DEBUG] = "Looking inside",
    [SECTION_HELP] = "Help",
    [SECTION_ACCEPTED] = "Accepted with a warning; they change nothing",
    [SECTION_NOT_YET] = "Not yet",
    [SECTION_REFUSED] = "QEMU's options that are not here",
};

/* Words of text from column COLUMN on, broken before WIDTH. */
static void print_wrapped(FILE *out, const char *text)
{
	int column = COLUMN;

	while (*text) {
		int length = (int)strcspn(text, " ");

		if (column > COLUMN && column + 1 + length > WIDTH) {
			fprintf(out, "\n%*s", COLUMN, "");
			column = COLUMN;
		}
		column += fprintf(out, "%s%.*s", column > COLUMN ? " " : "", length, text);
		text += length + (text[length] == ' ');
	}
	fputc('\n', out);
}

static void print_option(FILE *out, const struct option *option)
{
	int used = fprintf(out, "-%s%s%s", option->name, option->args ? " " : "",
			   option->args ? option->args : "");

	if (used + 2 > COLUMN)
		used = fprintf(out, "\n") - 1;
	fprintf(out, "%*s", COLUMN - used, "");
	print_wrapped(out, option->help);
}

bool print_help(struct taking *taking, const char *value)
{
	FILE *out = taking->out;

	(void)value;
	fprintf(out, "usage: zonemu [OPTION...] [PARAMETER...] [-- PARAMETER...]\n"
		     "An IA-32 PC that boots a kernel and shows its memory; its options are\n"
		     "QEMU-compatible (qemu-system-i386). PARAMETERs, as in zonemu mem=126M,\n"
		     "are the kernel's. --OPTION is the same as -OPTION.\n");
	for (int section = 0; section < SECTIONS; section++) {
		fprintf(out, "\n%s:\n", sections[section]);
		for (const struct option *option = options_table; option->name; option++)
			if ((int)option->section == section)
				print_option(out, option);
	}
	fprintf(out, "\nParameters of the mini-kernel:\n");
	param_help(out);
	taking->said = true;
	return true;
}

bool print_version(struct taking *taking, const char *value)
{
	(void)value;
	fprintf(taking->out, "zonemu %s\n", ZONEMU_VERSION);
	taking->said = true;
	return true;
}
