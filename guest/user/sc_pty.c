/* SPDX-License-Identifier: GPL-2.0-only */
/* sc_pty: both ends of a pseudo-terminal, sessions on it, and what is left when one end goes. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "say.h"

static char text[4096];

/* What comes from the master until it is silent, with what cannot be printed as \ooo. */
static void hear(int fd)
{
	struct pollfd p = {fd, POLLIN, 0};
	ssize_t n;

	while (poll(&p, 1, 300) > 0 && p.revents & POLLIN) {
		n = read(fd, text, sizeof(text));
		if (n <= 0) {
			printf("read %zd errno %d\n", n, n < 0 ? errno : 0);
			break;
		}
		for (ssize_t i = 0; i < n; i++)
			if (text[i] >= ' ' && text[i] < 127)
				putchar(text[i]);
			else
				printf("\\%03o", (unsigned char)text[i]);
	}
	printf(" revents %x\n", p.revents);
}

static int open_master(char *name)
{
	int fd = open("/dev/ptmx", O_RDWR | O_NOCTTY), n = -1, off = 0;

	SAY(ioctl(fd, TIOCGPTN, &n));
	SAY(n);
	sprintf(name, "/dev/pts/%d", n);
	SAY(open(name, O_RDWR | O_NOCTTY));
	SAY(ioctl(fd, TIOCSPTLCK, &off));
	return fd;
}

static void both_ends(void)
{
	int master, slave;
	char name[32];
	struct termios t;
	struct winsize w = {24, 80, 0, 0}, v = {0};
	struct stat st;

	PART("both ends");
	master = open_master(name);
	slave = open(name, O_RDWR | O_NOCTTY);
	stat(name, &st);
	printf("%o %x %d %d\n", st.st_mode, (int)st.st_rdev, isatty(slave), isatty(master));
	SAY(write(slave, "one\n\ttwo", 8));
	hear(master);
	SAY(write(master, "typed\n", 6));
	hear(master);
	SAY(read(slave, text, sizeof(text)));
	SAY(write(master, "erase\177\177X\025all\004", 13));
	hear(master);
	SAY(read(slave, text, sizeof(text)));
	SAY(write(master, "\004", 1));
	SAY(read(slave, text, sizeof(text)));
	SAY(tcgetattr(master, &t));
	cfmakeraw(&t);
	SAY(tcsetattr(master, TCSANOW, &t));
	SAY(tcgetattr(slave, &t));
	SAY(t.c_lflag & (ICANON | ECHO | ISIG));
	SAY(write(master, "raw\r\003", 5));
	SAY(read(slave, text, sizeof(text)));
	hear(master);
	SAY(ioctl(master, TIOCSWINSZ, &w));
	SAY(ioctl(slave, TIOCGWINSZ, &v));
	SAY(v.ws_col);
	SAY(ioctl(slave, TIOCSPTLCK, &v));
	SAY(close(slave));
	hear(master);
	SAY(read(master, text, 1));
	slave = open(name, O_RDWR | O_NOCTTY);
	SAY(write(slave, "again", 5));
	hear(master);
	SAY(close(master));
	SAY(read(slave, text, 1));
	SAY(write(slave, "x", 1));
	SAY(tcgetattr(slave, &t));
	SAY(access(name, F_OK));
	SAY(close(slave));
}

static volatile int hups;

static void on_hup(int sig)
{
	hups++;
}

/* A session of its own on the slave; what its leader tells comes through the pipe. */
static void session(void)
{
	int master, slave, tell[2], status, n;
	char name[32], line[128];
	pid_t pid, pgrp = -1;

	PART("a session");
	master = open_master(name);
	pipe(tell);
	pid = fork();
	if (!pid) {
		close(master);
		setsid();
		signal(SIGHUP, on_hup);
		signal(SIGINT, SIG_DFL);
		slave = open(name, O_RDWR);
		n = open("/dev/tty", O_RDWR);
		dprintf(tell[1], "tty %d pgrp %d sid %d\n", n >= 0, tcgetpgrp(slave) == getpid(),
			tcgetsid(slave) == getpid());
		pid = fork();
		if (!pid) {
			setpgid(0, 0);
			signal(SIGTTOU, SIG_IGN);
			tcsetpgrp(slave, getpid());
			signal(SIGTTOU, SIG_DFL);
			write(slave, "ready", 5);
			for (;;)
				pause();
		}
		waitpid(pid, &status, 0);
		dprintf(tell[1], "child signal %d\n", WTERMSIG(status));
		signal(SIGTTOU, SIG_IGN);
		tcsetpgrp(slave, getpid());
		write(slave, "waiting", 7);
		while (!hups)
			pause();
		n = read(slave, line, 1);
		dprintf(tell[1], "hup, read %d, tty %d\n", n,
			open("/dev/tty", O_RDWR) < 0 ? errno : 0);
		_exit(3);
	}
	close(tell[1]);
	hear(master);
	SAY(ioctl(master, TIOCGPGRP, &pgrp));
	printf("%d\n", pgrp > pid);
	SAY(write(master, "\003", 1));
	hear(master);
	SAY(close(master));
	waitpid(pid, &status, 0);
	printf("leader exit %d\n", WEXITSTATUS(status));
	while ((n = read(tell[0], line, sizeof(line))) > 0)
		fwrite(line, 1, n, stdout);
	close(tell[0]);
}

static void much(void)
{
	int master, slave, n, got = 0;
	char name[32];
	static char block[20000];
	pid_t pid;

	PART("much");
	master = open_master(name);
	pid = fork();
	if (!pid) {
		slave = open(name, O_RDWR | O_NOCTTY);
		memset(block, 'x', sizeof(block));
		n = write(slave, block, sizeof(block));
		_exit(n != sizeof(block));
	}
	usleep(100000);
	while ((n = read(master, text, sizeof(text))) > 0)
		got += n;
	SAY(got);
	SAY(n);
	waitpid(pid, &n, 0);
	SAY(n);
	SAY(close(master));
	for (int i = 0; i < 200; i++) {
		n = open("/dev/ptmx", O_RDWR);
		if (n < 0)
			printf("%d: errno %d\n", i, errno);
		close(n);
	}
}

int main(void)
{
	mkdir("/dev/pts", 0755);
	SAY(mount("devpts", "/dev/pts", "devpts", 0, "mode=620,gid=5,ptmxmode=666"));
	both_ends();
	session();
	much();
	SAY(umount("/dev/pts"));
	return 0;
}
