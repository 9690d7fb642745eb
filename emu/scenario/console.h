/* SPDX-License-Identifier: GPL-2.0-only */
/* console: what the guest has printed, without what moves a terminal's cursor. */
#ifndef ZONEMU_EMU_SCENARIO_CONSOLE_H
#define ZONEMU_EMU_SCENARIO_CONSOLE_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CONSOLE_BYTES (256 * 1024)

struct console {
	char text[CONSOLE_BYTES + 1];
	size_t length;
	size_t sent;	/* where the last command's output begins */
	size_t matched; /* and where no expectation has looked yet */
	uint8_t escape; /* state in an escape sequence */
};

void console_clear(struct console *console);
void console_put(struct console *console, uint8_t byte);
/* The last line is a prompt, and came after what was sent last. */
bool console_at_prompt(const struct console *console, const regex_t *prompt);
void console_note_sent(struct console *console);
/* True: found, and what comes later is looked for after it. */
bool console_expect(struct console *console, const regex_t *regex);
/* Somewhere since the last send. */
bool console_has(const struct console *console, const regex_t *regex);
/* Where the last `lines` lines begin. */
const char *console_tail(const struct console *console, unsigned lines);

#endif
