/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/chardev/chardev_tty.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static struct {
	atomic_int fd; /* -1: none */
	struct termios cooked, raw;
} tty = {.fd = -1};

void chardev_tty_restore(void)
{
	int fd = tty.fd;

	if (fd >= 0)
		tcsetattr(fd, TCSANOW, &tty.cooked);
}

void chardev_tty_resume(void)
{
	int fd = tty.fd;

	if (fd >= 0 && tcgetpgrp(fd) == getpgrp())
		tcsetattr(fd, TCSANOW, &tty.raw);
}

void chardev_tty_end(void)
{
	chardev_tty_restore();
	tty.fd = -1;
}

static void restore_and_die(int number)
{
	chardev_tty_restore();
	signal(number, SIG_DFL);
	raise(number);
}

/* Only where nobody else has taken the signal. */
static void watch_signals(void)
{
	static const int deadly[] = {SIGINT,  SIGTERM, SIGHUP, SIGQUIT, SIGABRT,
				     SIGSEGV, SIGBUS,  SIGILL, SIGFPE};

	for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++) {
		struct sigaction now;

		if (!sigaction(deadly[i], NULL, &now) && now.sa_handler == SIG_DFL)
			signal(deadly[i], restore_and_die);
	}
}

bool chardev_tty_raw(int fd, bool keep_signals)
{
	static bool at_exit;

	if (tty.fd >= 0 || tcgetattr(fd, &tty.cooked) < 0)
		return false;
	tty.raw = tty.cooked;
	tty.raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | ISTRIP | IXON);
	tty.raw.c_lflag &= ~(tcflag_t)(ECHO | ICANON | IEXTEN);
	if (!keep_signals)
		tty.raw.c_lflag &= ~(tcflag_t)ISIG;
	tty.raw.c_cc[VMIN] = 1;
	tty.raw.c_cc[VTIME] = 0;
	tty.fd = fd;
	if (!at_exit)
		atexit(chardev_tty_restore);
	at_exit = true;
	watch_signals();
	if (tcsetattr(fd, TCSANOW, &tty.raw) == 0)
		return true;
	tty.fd = -1;
	return false;
}
