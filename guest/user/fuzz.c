/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fuzz: random system calls with random arguments, from several processes at once. A call
 * that blocks or kills ends its process; another goes on with the next part of the sequence.
 *
 *	fuzz CALLS PROCESSES SEED
 *
 * Left out: calls that would end the test itself (reboot, kill of others), and those that
 * make processes without end.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define BATCH	     500 /* calls a process makes before the next one takes over */
#define HIGHEST	     455 /* a few numbers beyond the table */
#define BATCH_MS     400
#define SANDBOX	     (256 * 4096)
#define EXIT_DONE    99

static uint32_t state;

static uint32_t rnd(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

static const int left_out[] = {
    SYS_reboot,	 SYS_kill,	SYS_tkill,	   SYS_tgkill, SYS_rt_sigqueueinfo,
    SYS_fork,	 SYS_vfork,	SYS_clone,	   SYS_clone3, SYS_rt_tgsigqueueinfo,
    SYS_exit,	 SYS_exit_group, SYS_setrlimit,	   SYS_prlimit64, SYS_settimeofday,
    SYS_stime,	 SYS_clock_settime, SYS_setitimer, SYS_alarm,	  SYS_init_module,
    SYS_delete_module, SYS_finit_module, SYS_setpriority, SYS_nice, SYS_sched_setscheduler,
    SYS_sched_setparam, SYS_sethostname, SYS_setdomainname, SYS_ptrace, SYS_vhangup,
    SYS_umount2, SYS_umount, SYS_swapoff, SYS_swapon, SYS_mount, SYS_pivot_root, SYS_chroot,
    SYS_unlink, SYS_unlinkat, SYS_rename, SYS_renameat, SYS_renameat2, SYS_rmdir,
    404 /* clock_settime64 */};

static int is_left_out(int nr)
{
	unsigned int i;

	for (i = 0; i < sizeof(left_out) / sizeof(*left_out); i++)
		if (left_out[i] == nr)
			return 1;
	return 0;
}

static char *sandbox;

static uint32_t argument(void)
{
	static const uint32_t odd[] = {0, 1, 2, 3, 4, 7, 8, 16, 63, 64, 127, 128, 255, 256, 511, 512,
				       1023, 1024, 4095, 4096, 4097, 65535, 65536, 0x7fffffff,
				       0x80000000, 0xfffffffe, 0xffffffff, 0xc0000000, 0xbffffff0,
				       0xbfffffff, 0xc0100000, 0xfffff000, 0x08048000, 0xffffff9c};

	switch (rnd() % 8) {
	case 0:
	case 1:
		return odd[rnd() % (sizeof(odd) / sizeof(*odd))];
	case 2:
	case 3:
		return (uint32_t)sandbox + rnd() % SANDBOX;
	case 4:
		/* across the end of a page, or of what is mapped */
		return (uint32_t)sandbox + (rnd() % 257 << 12) - rnd() % 64;
	case 5:
		return rnd() % 16;
	case 6:
		return 1u << rnd() % 32;
	}
	return rnd();
}

static long call(long nr, uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e, uint32_t f)
{
	return syscall(nr, a, b, c, d, e, f);
}

static void one(void)
{
	int nr = rnd() % (HIGHEST + 1);
	uint32_t a[6];
	int i;

	for (i = 0; i < 6; i++)
		a[i] = argument();
	if (!is_left_out(nr))
		call(nr, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* A process of its own for these calls: what they do to it goes with it. */
static void batch(uint32_t seed)
{
	struct itimerval limit = {{0, 0}, {0, BATCH_MS * 1000}};
	unsigned int i;

	state = seed ? seed : 1;
	sandbox = mmap(NULL, SANDBOX, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	for (i = 0; i < SANDBOX / 4; i++)
		((uint32_t *)sandbox)[i] = argument();
	close(0);
	setitimer(ITIMER_REAL, &limit, NULL);
	for (i = 0; i < BATCH; i++)
		one();
	_exit(EXIT_DONE);
}

/* SIGALRM may have been blocked or ignored by a call: then the parent's patience ends it. */
static void wait_for(pid_t child)
{
	int tries;

	for (tries = 0; tries < 200; tries++) {
		pid_t got = waitpid(child, NULL, WNOHANG | WUNTRACED);

		if (got == child) {
			/* stopped counts as blocked */
			kill(child, SIGKILL);
			waitpid(child, NULL, 0);
			return;
		}
		if (got < 0 && errno != EINTR)
			return;
		usleep(5000);
	}
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void worker(unsigned int calls, uint32_t seed)
{
	for (; calls >= BATCH; calls -= BATCH, seed = seed * 1664525 + 1013904223) {
		pid_t child = fork();

		if (!child) {
			setpgid(0, 0);
			batch(seed);
		}
		if (child < 0) {
			perror("fuzz: fork");
			_exit(1);
		}
		wait_for(child);
	}
	_exit(0);
}

int main(int argc, char **argv)
{
	unsigned int calls = argc > 1 ? strtoul(argv[1], NULL, 0) : 100000, i;
	unsigned int processes = argc > 2 ? strtoul(argv[2], NULL, 0) : 4;
	uint32_t seed = argc > 3 ? strtoul(argv[3], NULL, 0) : 1;
	int bad = 0, status;

	printf("# fuzz: %u calls, %u processes, seed %u\n", calls, processes, seed);
	fflush(stdout);
	for (i = 0; i < processes; i++)
		if (!fork())
			worker(calls / processes, seed * 7919 + i);
	for (i = 0; i < processes; i++)
		if (wait(&status) < 0 || status)
			bad = 1;
	printf("# fuzz: done\n");
	return bad;
}
