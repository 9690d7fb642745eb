/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chardev_tty: the terminal in raw mode, and back on every way out of the
 * process. A process has one terminal, so this is process-wide.
 */
#ifndef ZONEMU_EMU_CHARDEV_TTY_H
#define ZONEMU_EMU_CHARDEV_TTY_H

#include <stdbool.h>

/*
 * Raw mode; keep_signals: Ctrl-C, Ctrl-Z and Ctrl-\ stay signals. False: fd is no
 * terminal, or one is raw already. Restored at exit and by deadly signals too.
 */
bool chardev_tty_raw(int fd, bool keep_signals);
/* Async-signal-safe; nothing when not raw. */
void chardev_tty_restore(void);
/* Raw again, after the process was stopped and continued. */
void chardev_tty_resume(void);
/* Back to normal for good. */
void chardev_tty_end(void);

#endif
