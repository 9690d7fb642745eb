/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/scenario/console.h"

#include <string.h>

#define ESC 0x1b

enum { PLAIN, AFTER_ESC, IN_SEQUENCE };

void console_clear(struct console *console)
{
	console->length = console->sent = console->matched = 0;
	console->escape = PLAIN;
	console->text[0] = '\0';
}

/* ECMA-48: ESC [ parameters, then a letter; or ESC and one character. */
static bool in_escape(struct console *console, uint8_t byte)
{
	switch (console->escape) {
	case AFTER_ESC:
		console->escape = byte == '[' ? IN_SEQUENCE : PLAIN;
		return true;
	case IN_SEQUENCE:
		if (byte >= 0x40)
			console->escape = PLAIN;
		return true;
	default:
		if (byte == ESC)
			console->escape = AFTER_ESC;
		return byte == ESC;
	}
}

static void drop_half(struct console *console)
{
	size_t drop = CONSOLE_BYTES / 2;

	memmove(console->text, console->text + drop, console->length - drop);
	console->length -= drop;
	console->sent = console->sent > drop ? console->sent - drop : 0;
	console->matched = console->matched > drop ? console->matched - drop : 0;
}

void console_put(struct console *console, uint8_t byte)
{
	if (in_escape(console, byte) || byte == '\r' || !byte)
		return;
	if (byte == '\b') {
		console->length -= console->length > console->matched;
		console->text[console->length] = '\0';
		return;
	}
	if (console->length == CONSOLE_BYTES)
		drop_half(console);
	console->text[console->length++] = (char)byte;
	console->text[console->length] = '\0';
}

static size_t last_line(const struct console *console)
{
	size_t at = console->length;

	while (at && console->text[at - 1] != '\n')
		at--;
	return at;
}

bool console_at_prompt(const struct console *console, const regex_t *prompt)
{
	size_t line = last_line(console);

	return line >= console->sent && line < console->length &&
	       !regexec(prompt, console->text + line, 0, NULL, 0);
}

void console_note_sent(struct console *console)
{
	console->sent = console->matched = console->length;
}

bool console_expect(struct console *console, const regex_t *regex)
{
	regmatch_t match;

	if (regexec(regex, console->text + console->matched, 1, &match, 0))
		return false;
	console->matched += (size_t)match.rm_eo;
	return true;
}

bool console_has(const struct console *console, const regex_t *regex)
{
	return !regexec(regex, console->text + console->sent, 0, NULL, 0);
}

const char *console_tail(const struct console *console, unsigned lines)
{
	size_t at = console->length;

	while (at && (console->text[at - 1] != '\n' || at == console->length || lines--))
		at--;
	return console->text + at;
}
