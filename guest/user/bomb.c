/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bomb: processes that make processes, without end, until this one ends them all.
 *
 *	bomb SECONDS [COMMAND ARGUMENT...]
 *
 * COMMAND is the bomb; without one it is a program that forks and takes memory. Afterwards all
 * of its process group is killed, and nothing of it must be left: neither a process nor memory.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>

#define TAKEN	 (512 << 10) /* bytes that each one touches */
#define SLACK_KB 512
#define TRIES	 2000

static void tell(const char *file, const char *what)
{
	int fd = open(file, O_WRONLY);

	if (fd < 0 || write(fd, what, strlen(what)) < 0)
		perror(file);
	close(fd);
}

static void explode(void)
{
	char *memory;

	for (;;) {
		if (fork())
			continue;
		memory = malloc(TAKEN);
		if (memory)
			memset(memory, 1, TAKEN);
	}
}

static unsigned long free_kb(void)
{
	struct sysinfo info;

	tell("/proc/sys/vm/drop_caches", "3");
	sysinfo(&info);
	return info.freeram / 1024 * info.mem_unit;
}

static int processes(void)
{
	struct sysinfo info;

	sysinfo(&info);
	return info.procs;
}

static int end_all(pid_t group)
{
	int tries, status;

	for (tries = 0; tries < TRIES; tries++) {
		if (kill(-group, SIGKILL) && errno == ESRCH)
			return 0;
		while (waitpid(-1, &status, WNOHANG) > 0)
			;
		usleep(1000);
	}
	return -1;
}

int main(int argc, char **argv)
{
	int seconds = argc > 1 ? atoi(argv[1]) : 2, before, most = 0, bad, i;
	unsigned long kb;
	pid_t child;

	if (prctl(PR_SET_CHILD_SUBREAPER, 1))
		perror("bomb: subreaper");
	tell("/proc/self/oom_score_adj", "-1000");
	before = processes();
	kb = free_kb();
	child = fork();
	if (!child) {
		setpgid(0, 0);
		tell("/proc/self/oom_score_adj", "0");
		if (argc > 2)
			execvp(argv[2], argv + 2);
		else
			explode();
		_exit(1);
	}
	setpgid(child, child); /* here, too: it may not have run yet */
	for (i = 0; i < seconds * 10; i++) {
		usleep(100000);
		if (processes() > most)
			most = processes();
	}
	bad = end_all(child);
	printf("# bomb: %d processes before, %d at most, %d after; %ld KiB are gone\n", before,
	       most, processes(), (long)kb - (long)free_kb());
	bad |= processes() > before || free_kb() + SLACK_KB < kb;
	printf("%s 1 bomb\n", bad ? "not ok" : "ok");
	return bad != 0;
}
