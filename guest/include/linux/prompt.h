/* SPDX-License-Identifier: GPL-2.0-only */
/* prompt: the built-in prompt (kernel/prompt/). */
#ifndef _LINUX_PROMPT_H
#define _LINUX_PROMPT_H

/* Start one on every console tty. Once, at the end of boot; process context. */
void prompt_start(void);
struct console_tty;
/* On this one, at any time after. Process context. */
void prompt_start_on(struct console_tty *tty);

#endif
