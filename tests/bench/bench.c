/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bench: ratios between zonemu and qemu-system-i386 on the same guest images,
 * and between zonemu and itself. Prints figures; asserts none.
 *
 * Each ratio is the median over several pairs run one after the other, so that
 * it holds when the machine's speed drifts. Compute figures are CPU time (user
 * and system) of the whole process, less that of the same image doing nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAIRS	       5
#define MAX_ARGS       40
#define PROMPT_LIMIT_S 120

static const char *zonemu_path = "build/zonemu";
static const char *image_path = "build/bench/bench.elf";
static const char *kernel_path = "build/guest/kernel.elf";

struct usage {
	double cpu_s, wall_s;
	long rss_kb; /* when the prompt came */
	bool ok;
};

static double now_s(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

static pid_t start(const char *const *argv, int in, int out)
{
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(in < 0 ? null : in, 0);
		dup2(out < 0 ? null : out, 1);
		dup2(null, 2);
		execvp(argv[0], (char *const *)argv);
		_exit(127);
	}
	return pid;
}

static struct usage reap(pid_t pid, double started_s, int wanted_status)
{
	struct usage usage = {0};
	struct rusage rusage;
	int status;

	if (wait4(pid, &status, 0, &rusage) < 0)
		return usage;
	usage.wall_s = now_s() - started_s;
	usage.cpu_s = (double)(rusage.ru_utime.tv_sec + rusage.ru_stime.tv_sec) +
		      (double)(rusage.ru_utime.tv_usec + rusage.ru_stime.tv_usec) / 1e6;
	usage.ok = WIFEXITED(status) && WEXITSTATUS(status) == wanted_status;
	return usage;
}

static struct usage run(const char *const *argv, int wanted_status)
{
	double started_s = now_s();

	return reap(start(argv, -1, -1), started_s, wanted_status);
}

/* The same with the file of that descriptor as input, from its beginning. */
static struct usage run_typing(const char *const *argv, int in)
{
	double started_s = now_s();

	lseek(in, 0, SEEK_SET);
	return reap(start(argv, in, -1), started_s, 0);
}

/* The same, with the number that the program printed. */
static struct usage run_counting(const char *const *argv, int wanted_status, double *number)
{
	FILE *out = tmpfile();
	double started_s = now_s();
	struct usage usage = reap(start(argv, -1, fileno(out)), started_s, wanted_status);

	rewind(out);
	usage.ok = usage.ok && fscanf(out, "%lf", number) == 1;
	fclose(out);
	return usage;
}

static long rss_kb(pid_t pid)
{
	char path[64], line[256];
	long kb = 0;

	snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
	FILE *file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file))
		if (sscanf(line, "VmRSS: %ld kB", &kb) == 1)
			break;
	if (file)
		fclose(file);
	return kb;
}

/* Start argv and wait until its output shows the prompt; then end it. */
static struct usage run_to_prompt(const char *const *argv)
{
	struct usage usage = {0};
	char seen[65536];
	size_t count = 0;
	int pipe_fd[2];
	double started_s = now_s();

	if (pipe2(pipe_fd, O_CLOEXEC) < 0)
		return usage;
	pid_t pid = start(argv, -1, pipe_fd[1]);
	close(pipe_fd[1]);
	while (!usage.ok && now_s() - started_s < PROMPT_LIMIT_S) {
		struct pollfd fd = {pipe_fd[0], POLLIN, 0};

		if (poll(&fd, 1, 1000) <= 0)
			continue;
		if (count == sizeof(seen) - 1)
			count = 0;
		ssize_t n = read(pipe_fd[0], seen + count, sizeof(seen) - 1 - count);
		if (n <= 0)
			break;
		count += (size_t)n;
		seen[count] = 0;
		usage.ok = memmem(seen, count, "\nzonemu> ", 9) != NULL;
	}
	usage.wall_s = now_s() - started_s;
	usage.rss_kb = rss_kb(pid);
	kill(pid, SIGKILL);
	usage.cpu_s = reap(pid, started_s, 0).cpu_s;
	close(pipe_fd[0]);
	return usage;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), by_value);
	return values[count / 2];
}

static const char *zonemu_compute[] = {NULL,	   "-kernel",
				       NULL,	   "-append",
				       NULL,	   "-m",
				       "64",	   "-nographic",
				       "-serial",  "stdio",
				       "-monitor", "none",
				       "-icount",  "shift=0,sleep=off",
				       "-device",  "isa-debug-exit,iobase=0x501,iosize=2",
				       NULL};
static const char *qemu_compute[] = {"qemu-system-i386",
				     "-kernel",
				     NULL,
				     "-append",
				     NULL,
				     "-m",
				     "64",
				     "-display",
				     "none",
				     "-serial",
				     "stdio",
				     "-monitor",
				     "none",
				     "-accel",
				     "tcg",
				     "-device",
				     "isa-debug-exit,iobase=0x501,iosize=2",
				     NULL};

/* CPU time of the work alone; *millions: what its guest's time-stamp counter said. */
static double compute_s(const char **argv, const char *program, const char *work, double *millions)
{
	struct usage nothing, all;
	char idle[64];

	argv[0] = program;
	argv[2] = image_path;
	snprintf(idle, sizeof(idle), "%.*s 0", (int)strcspn(work, " "), work);
	argv[4] = idle;
	nothing = run_counting(argv, 1, millions);
	argv[4] = work;
	all = run_counting(argv, 1, millions);
	if (!nothing.ok || !all.ok) {
		fprintf(stderr, "bench: %s did not run \"%s\"\n", program, work);
		return -1;
	}
	return all.cpu_s - nothing.cpu_s;
}

static void bench_compute(const char *work, bool have_qemu)
{
	double ratio[PAIRS], own[PAIRS], millions, ticks;

	for (int i = 0; i < PAIRS; i++) {
		own[i] = compute_s(zonemu_compute, zonemu_path, work, &millions);
		double peer =
		    have_qemu ? compute_s(qemu_compute, "qemu-system-i386", work, &ticks) : -1;

		if (own[i] < 0)
			return;
		ratio[i] = peer > 0 ? own[i] / peer : 0;
	}
	printf("compute  %-14s zonemu %.2f s, %.0f million instructions a second", work,
	       median(own, PAIRS), millions / median(own, PAIRS));
	if (have_qemu)
		printf(", %.2f x the time of QEMU TCG", median(ratio, PAIRS));
	printf("\n");
}

static struct usage boot(const char *program, const char *mem)
{
	const char *argv[] = {program,	 "-kernel", kernel_path, "-m",	 mem,  "-display", "none",
			      "-serial", "stdio",   "-monitor",	 "none", NULL, NULL,	   NULL};

	if (strstr(program, "zonemu")) {
		argv[11] = "-panel";
		argv[12] = "none";
	}
	return run_to_prompt(argv);
}

static void bench_boot(const char *mem, bool have_qemu)
{
	double ratio[PAIRS], own[PAIRS];

	for (int i = 0; i < PAIRS; i++) {
		struct usage a = boot(zonemu_path, mem);
		struct usage b = have_qemu ? boot("qemu-system-i386", mem) : (struct usage){0};

		if (!a.ok || (have_qemu && !b.ok)) {
			fprintf(stderr, "bench: no prompt at -m %s in %s\n", mem,
				a.ok ? "QEMU" : "zonemu");
			return;
		}
		own[i] = a.wall_s;
		ratio[i] = have_qemu ? a.wall_s / b.wall_s : 0;
	}
	printf("boot     -m %-11s zonemu %.3f s to the prompt", mem, median(own, PAIRS));
	if (have_qemu)
		printf(", %.2f x the time of QEMU", median(ratio, PAIRS));
	printf("\n");
}

static void bench_memory(void)
{
	struct usage small = boot(zonemu_path, "16"), large = boot(zonemu_path, "3583");

	if (small.ok && large.ok)
		printf("memory   resident at the prompt: %ld MiB at -m 16, %ld MiB at -m 3583 "
		       "(+%ld)\n",
		       small.rss_kb >> 10, large.rss_kb >> 10, (large.rss_kb - small.rss_kb) >> 10);
	else
		fprintf(stderr, "bench: no prompt to measure memory at\n");
}

/* Wall time of the same work with and without the panel drawing at 60 Hz on another thread. */
static void bench_panel(const char *what, const char *kernel, const char *work, int typed)
{
	const char *with[] = {zonemu_path,
			      "-kernel",
			      kernel,
			      "-append",
			      work,
			      "-m",
			      "128",
			      "-serial",
			      "stdio",
			      "-monitor",
			      "none",
			      "-device",
			      "isa-debug-exit,iobase=0x501,iosize=2",
			      "-icount",
			      "shift=0,sleep=off",
			      "-panel",
			      "sdl",
			      NULL};
	const char *without[sizeof(with) / sizeof(with[0])];
	int status = typed < 0 ? 1 : 0;
	double ratio[PAIRS];

	memcpy(without, with, sizeof(with));
	without[16] = "none";
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	for (int i = 0; i < PAIRS; i++) {
		struct usage a = typed < 0 ? run(with, status) : run_typing(with, typed);
		struct usage b = typed < 0 ? run(without, status) : run_typing(without, typed);

		if (!a.ok || !b.ok) {
			fprintf(stderr, "bench: the panel's run failed\n");
			return;
		}
		ratio[i] = a.wall_s / b.wall_s;
	}
	printf("panel    %-14s wall time with the panel %.3f x that without\n", what,
	       median(ratio, PAIRS));
}

/* Computing, with a panel that knows nothing of the kernel; and allocations, each of them seen. */
static void bench_panels(void)
{
	FILE *typed = tmpfile();

	for (int i = 0; i < 10; i++)
		fprintf(typed, "stress(1000000)\n");
	fprintf(typed, "poweroff\n");
	fflush(typed);
	bench_panel("mix 60000", image_path, "mix 60000", -1);
	bench_panel("stress", kernel_path, "", fileno(typed));
	fclose(typed);
}

int main(int argc, char **argv)
{
	static const char *const works[] = {"mix 20000", "bytes 20000", "calls 100000"};
	static const char *const mems[] = {"16", "128", "1024", "3583"};
	bool have_qemu = system("qemu-system-i386 --version >/dev/null 2>&1") == 0;
	const char *only = argc > 1 ? argv[1] : "";

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!have_qemu)
		printf("qemu-system-i386 is not here: zonemu's own figures only\n");
	for (size_t i = 0; i < sizeof(works) / sizeof(works[0]) && strstr("compute", only); i++)
		bench_compute(works[i], have_qemu);
	for (size_t i = 0; i < sizeof(mems) / sizeof(mems[0]) && strstr("boot", only); i++)
		bench_boot(mems[i], have_qemu);
	if (strstr("memory", only))
		bench_memory();
	if (strstr("panel", only))
		bench_panels();
	return 0;
}
