/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * userbench: what system calls, faults and processes cost, in ticks of the time-stamp counter;
 * in this machine those are instructions, the program's own and the kernel's. The same
 * binary runs on Linux. One row each: the median of ROUNDS rounds of as many as the row
 * says, so that now and then an interrupt does not count, and what is put off does.
 *
 *	userbench [ROW [ROUNDS]]   rows whose name contains ROW
 *	userbench -c COMMAND...    what the shell's commands cost
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE	   4096
#define MIB	   (1024 * 1024)
#define FILE_BYTES (2 * MIB)
#define APART	   17 /* pages: further than any kernel maps around a fault */
#define ROUNDS	   15
#define MAX_ROUNDS 101
#define TRUE_PATH  "/bin/true"

struct row {
	const char *name;
	unsigned int times;		/* in a round */
	void (*fn)(unsigned int times); /* does it so often */
	void (*before)(void);		/* before and after each round, not counted */
	void (*after)(void);
};

static uint64_t ticks(void)
{
	uint32_t low, high;

	__asm__ __volatile__("rdtsc" : "=a"(low), "=d"(high)::"memory");
	return (uint64_t)high << 32 | low;
}

static void must(bool ok, const char *what)
{
	if (ok)
		return;
	perror(what);
	_exit(1);
}

/* ---- system calls ---- */

static char buffer[PAGE] __attribute__((aligned(PAGE)));
static int file_fd, null_fd, pipe_fd[2];
static char file_path[] = "/tmp/userbench.XXXXXX";
static unsigned long vsyscall;

static void int_80(unsigned int times)
{
	long ret;

	while (times--)
		__asm__ __volatile__("int $0x80" : "=a"(ret) : "0"(SYS_getppid) : "memory");
}

static void sysenter(unsigned int times)
{
	long ret;

	while (times--)
		__asm__ __volatile__("call *%1"
				     : "=a"(ret)
				     : "m"(vsyscall), "0"(SYS_getppid)
				     : "memory");
}

static void read_1(unsigned int times)
{
	while (times--)
		must(pread(file_fd, buffer, 1, 5) == 1, "pread");
}

static void write_1(unsigned int times)
{
	while (times--)
		must(pwrite(file_fd, buffer, 1, 5) == 1, "pwrite");
}

static void read_4k(unsigned int times)
{
	while (times--)
		must(pread(file_fd, buffer, PAGE, PAGE) == PAGE, "pread");
}

static void write_4k(unsigned int times)
{
	while (times--)
		must(pwrite(file_fd, buffer, PAGE, PAGE) == PAGE, "pwrite");
}

static void write_null(unsigned int times)
{
	while (times--)
		must(write(null_fd, buffer, 1) == 1, "write");
}

static void open_close(unsigned int times)
{
	while (times--)
		must(!close(open(file_path, O_RDONLY)), "open");
}

static void create_unlink(unsigned int times)
{
	while (times--) {
		must(!close(open("/tmp/userbench.new", O_RDWR | O_CREAT | O_EXCL, 0600)), "creat");
		must(!unlink("/tmp/userbench.new"), "unlink");
	}
}

static void stat_file(unsigned int times)
{
	struct stat st;

	while (times--)
		must(!stat(file_path, &st), "stat");
}

static void dup_close(unsigned int times)
{
	while (times--)
		must(!close(dup(file_fd)), "dup");
}

static void clock_get(unsigned int times)
{
	struct timespec ts;

	while (times--)
		must(!syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &ts), "clock_gettime");
}

static void poll_pipe(unsigned int times)
{
	struct pollfd fd = {pipe_fd[1], POLLOUT, 0};

	while (times--)
		must(poll(&fd, 1, -1) == 1, "poll");
}

static void on_signal(int sig)
{
}

static void signal_self(unsigned int times)
{
	signal(SIGUSR1, on_signal);
	while (times--)
		must(!kill(getpid(), SIGUSR1), "kill");
}

static void futex_wake(unsigned int times)
{
	static int word;

	while (times--)
		must(!syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), "futex");
}

/* ---- two processes ---- */

static void pipe_self(unsigned int times)
{
	while (times--) {
		must(write(pipe_fd[1], buffer, 1) == 1, "write");
		must(read(pipe_fd[0], buffer, 1) == 1, "read");
	}
}

static int to_child[2], to_parent[2];
static pid_t child;

static void echo(void)
{
	char c;

	close(to_child[1]);
	while (read(to_child[0], &c, 1) == 1)
		must(write(to_parent[1], &c, 1) == 1, "write");
	_exit(0);
}

static void start_echo(void)
{
	must(!pipe(to_child) && !pipe(to_parent), "pipe");
	child = fork();
	if (!child)
		echo();
}

static void stop_echo(void)
{
	close(to_child[0]);
	close(to_child[1]);
	close(to_parent[0]);
	close(to_parent[1]);
	waitpid(child, NULL, 0);
}

static void ping_pong(unsigned int times)
{
	while (times--) {
		must(write(to_child[1], buffer, 1) == 1, "write");
		must(read(to_parent[0], buffer, 1) == 1, "read");
	}
}

static void start_yielder(void)
{
	child = fork();
	while (!child)
		sched_yield();
}

static void stop_yielder(void)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

/* Two of them each: there, and back. */
static void yield(unsigned int times)
{
	for (times /= 2; times--;)
		sched_yield();
}

static int turn;

static void wait_turn(int mine)
{
	while (__atomic_load_n(&turn, __ATOMIC_SEQ_CST) != mine)
		syscall(SYS_futex, &turn, FUTEX_WAIT_PRIVATE, !mine, NULL, NULL, 0);
}

static void give_turn(int to)
{
	__atomic_store_n(&turn, to, __ATOMIC_SEQ_CST);
	syscall(SYS_futex, &turn, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void *other_thread(void *arg)
{
	unsigned int times = *(unsigned int *)arg;

	while (times--) {
		wait_turn(1);
		give_turn(0);
	}
	return NULL;
}

static void futex_ping_pong(unsigned int times)
{
	unsigned int theirs = times;
	pthread_t thread;

	must(!pthread_create(&thread, NULL, other_thread, &theirs), "pthread_create");
	while (times--) {
		give_turn(1);
		wait_turn(0);
	}
	must(!pthread_join(thread, NULL), "pthread_join");
}

/* ---- processes ---- */

static void fork_exit(unsigned int times)
{
	pid_t pid;

	while (times--) {
		pid = fork();
		if (!pid)
			_exit(0);
		must(waitpid(pid, NULL, 0) == pid, "waitpid");
	}
}

static void vfork_exit(unsigned int times)
{
	pid_t pid;

	while (times--) {
		pid = vfork();
		if (!pid)
			_exit(0);
		must(waitpid(pid, NULL, 0) == pid, "waitpid");
	}
}

static char *short_args[] = {"true", NULL};
static char *long_args[66];

static void fork_exec_with(unsigned int times, char **args)
{
	int status;
	pid_t pid;

	while (times--) {
		pid = fork();
		if (!pid) {
			execv(TRUE_PATH, args);
			_exit(1);
		}
		must(waitpid(pid, &status, 0) == pid && !status, TRUE_PATH);
	}
}

static void fork_exec(unsigned int times)
{
	fork_exec_with(times, short_args);
}

static void exec_long(unsigned int times)
{
	fork_exec_with(times, long_args);
}

static void vfork_exec(unsigned int times)
{
	int status;
	pid_t pid;

	while (times--) {
		pid = vfork();
		if (!pid) {
			execv(TRUE_PATH, short_args);
			_exit(1);
		}
		must(waitpid(pid, &status, 0) == pid && !status, TRUE_PATH);
	}
}

static void shell(unsigned int times)
{
	while (times--)
		must(!system("/bin/true | /bin/true"), "system");
}

static void *ends(void *arg)
{
	return arg;
}

static void thread_join(unsigned int times)
{
	pthread_t thread;

	while (times--) {
		must(!pthread_create(&thread, NULL, ends, NULL), "pthread_create");
		must(!pthread_join(thread, NULL), "pthread_join");
	}
}

/* ---- memory ---- */

static volatile char *area;
static size_t area_bytes;

static void map(size_t bytes, int prot, int flags, int fd)
{
	area = mmap(NULL, bytes, prot, flags, fd, 0);
	must(area != MAP_FAILED, "mmap");
	area_bytes = bytes;
}

static void unmap(void)
{
	must(!munmap((void *)area, area_bytes), "munmap");
}

static void map_anonymous(void)
{
	map(2 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

static void map_shared_anonymous(void)
{
	map(2 * MIB, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1);
}

static void map_shared(void)
{
	map(FILE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, file_fd);
}

static void map_private(void)
{
	map(FILE_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE, file_fd);
}

static void touch_read(unsigned int times)
{
	volatile char *at = area;

	for (; times--; at += PAGE)
		(void)*at;
}

static void touch_write(unsigned int times)
{
	volatile char *at = area;

	for (; times--; at += PAGE)
		*at = 1;
}

static void touch_apart(unsigned int times)
{
	volatile char *at = area;

	for (; times--; at += APART * PAGE)
		(void)*at;
}

/* A child that sleeps has what the parent writes to. */
static void share_pages(void)
{
	map_anonymous();
	touch_write(2 * MIB / PAGE);
	child = fork();
	while (!child)
		pause();
	sched_yield();
}

static void unshare_pages(void)
{
	stop_yielder();
	unmap();
}

static void mmap_touch_munmap(unsigned int times)
{
	while (times--) {
		map(MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
		touch_write(MIB / PAGE);
		unmap();
	}
}

static void mmap_munmap(unsigned int times)
{
	while (times--) {
		map(MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
		unmap();
	}
}

static void mmap_file(unsigned int times)
{
	while (times--) {
		map(FILE_BYTES, PROT_READ, MAP_PRIVATE, file_fd);
		unmap();
	}
}

static void protect(unsigned int times)
{
	while (times--) {
		must(!mprotect((void *)(area + 16 * PAGE), PAGE, PROT_READ), "mprotect");
		must(!mprotect((void *)(area + 16 * PAGE), PAGE, PROT_READ | PROT_WRITE),
		     "mprotect");
	}
}

static void change_break(unsigned int times)
{
	while (times--) {
		must(sbrk(64 * PAGE) != (void *)-1, "sbrk");
		must(sbrk(-64 * PAGE) != (void *)-1, "sbrk");
	}
}

/* ---- many at once: what grows faster than their number shows here ---- */

#define MANY 1000

static void name_of(char *name, unsigned int i)
{
	sprintf(name, "/tmp/userbench.d/%u", i);
}

static void make_folder(void)
{
	must(!mkdir("/tmp/userbench.d", 0700), "mkdir");
}

static void remove_folder(void)
{
	must(!rmdir("/tmp/userbench.d"), "rmdir");
}

static void many_files(unsigned int times)
{
	char name[64];
	unsigned int i, seen = 0;
	DIR *dir;

	for (i = 0; i < times; i++) {
		name_of(name, i);
		must(!close(open(name, O_CREAT | O_EXCL | O_WRONLY, 0600)), name);
	}
	dir = opendir("/tmp/userbench.d");
	must(dir, "opendir");
	while (readdir(dir))
		seen++;
	closedir(dir);
	must(seen == times + 2, "readdir");
	for (i = 0; i < times; i++) {
		name_of(name, i);
		must(!unlink(name), name);
	}
}

static void many_areas(unsigned int times)
{
	static void *at[MANY];
	unsigned int i;

	for (i = 0; i < times; i++)
		at[i] = mmap(NULL, PAGE, i % 2 ? PROT_READ : PROT_READ | PROT_WRITE,
			     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	for (i = 0; i < times; i++)
		must(!munmap(at[i * 7 % times], PAGE), "munmap");
}

static void many_sleepers(unsigned int times)
{
	unsigned int i;
	int gate[2];
	char c;

	must(!pipe(gate), "pipe");
	for (i = 0; i < times; i++) {
		if (fork())
			continue;
		close(gate[1]);
		_exit(read(gate[0], &c, 1));
	}
	sched_yield();
	close(gate[1]);
	for (i = 0; i < times; i++)
		must(wait(NULL) > 0, "wait");
	close(gate[0]);
}

static void many_descriptors(unsigned int times)
{
	struct pollfd fds[100];
	unsigned int i;

	for (i = 0; i < 100; i++)
		fds[i] = (struct pollfd){dup(pipe_fd[0]), POLLIN, 0};
	while (times--)
		must(!poll(fds, 100, 0), "poll");
	for (i = 0; i < 100; i++)
		close(fds[i].fd);
}

static void large_file(unsigned int times)
{
	int fd = open("/tmp/userbench.large", O_CREAT | O_RDWR | O_TRUNC, 0600);
	unsigned int i;

	must(fd >= 0, "open");
	for (i = 0; i < times; i++)
		must(write(fd, buffer, PAGE) == PAGE, "write");
	lseek(fd, 0, SEEK_SET);
	for (i = 0; i < times; i++)
		must(read(fd, buffer, PAGE) == PAGE, "read");
	must(!close(fd) && !unlink("/tmp/userbench.large"), "unlink");
}

static void map_large(void)
{
	map(16 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	touch_write(16 * MIB / PAGE);
}

/* ---- rows ---- */

static const struct row rows[] = {
    {"null system call, int 80h", 100, int_80, NULL, NULL},
    {"null system call, SYSENTER", 100, sysenter, NULL, NULL},
    {"clock_gettime system call", 100, clock_get, NULL, NULL},
    {"write 1 byte to /dev/null", 100, write_null, NULL, NULL},
    {"read 1 byte of a file", 100, read_1, NULL, NULL},
    {"write 1 byte of a file", 100, write_1, NULL, NULL},
    {"read 4 KiB of a file", 100, read_4k, NULL, NULL},
    {"write 4 KiB of a file", 100, write_4k, NULL, NULL},
    {"open, close", 100, open_close, NULL, NULL},
    {"create, unlink", 50, create_unlink, NULL, NULL},
    {"stat", 100, stat_file, NULL, NULL},
    {"dup, close", 100, dup_close, NULL, NULL},
    {"poll, one pipe", 100, poll_pipe, NULL, NULL},
    {"signal to itself, handler", 100, signal_self, NULL, NULL},
    {"futex wake of nobody", 100, futex_wake, NULL, NULL},
    {"pipe, write and read", 100, pipe_self, NULL, NULL},
    {"pipe ping-pong, 2 processes", 100, ping_pong, start_echo, stop_echo},
    {"futex ping-pong, 2 threads", 200, futex_ping_pong, NULL, NULL},
    {"context switch (yield)", 200, yield, start_yielder, stop_yielder},
    {"fork, exit, wait", 20, fork_exit, NULL, NULL},
    {"vfork, exit, wait", 20, vfork_exit, NULL, NULL},
    {"fork, exec /bin/true, wait", 10, fork_exec, NULL, NULL},
    {"vfork, exec /bin/true, wait", 10, vfork_exec, NULL, NULL},
    {"fork, exec, 64 KiB arguments", 10, exec_long, NULL, NULL},
    {"sh -c 'true | true'", 5, shell, NULL, NULL},
    {"thread create, join", 20, thread_join, NULL, NULL},
    {"anonymous page, write fault", 512, touch_write, map_anonymous, unmap},
    {"anonymous page, read fault", 512, touch_read, map_anonymous, unmap},
    {"shared anonymous, write fault", 512, touch_write, map_shared_anonymous, unmap},
    {"copy on write after fork", 512, touch_write, share_pages, unshare_pages},
    {"file page, shared, read", 512, touch_read, map_shared, unmap},
    {"file page, shared, write", 512, touch_write, map_shared, unmap},
    {"file page, private, read", 512, touch_read, map_private, unmap},
    {"file page, private, write", 512, touch_write, map_private, unmap},
    {"file pages far apart, read", 30, touch_apart, map_private, unmap},
    {"mmap, munmap 1 MiB", 50, mmap_munmap, NULL, NULL},
    {"mmap, munmap of a file", 50, mmap_file, NULL, NULL},
    {"mmap, touch, munmap 1 MiB", 4, mmap_touch_munmap, NULL, NULL},
    {"mprotect a page, and back", 50, protect, map_anonymous, unmap},
    {"brk up and down 256 KiB", 50, change_break, NULL, NULL},
    {"1000 files made, listed, removed", MANY, many_files, make_folder, remove_folder},
    {"1000 areas, unmapped out of order", MANY, many_areas, NULL, NULL},
    {"100 processes on one pipe", 100, many_sleepers, NULL, NULL},
    {"poll, 100 pipes", 20, many_descriptors, NULL, NULL},
    {"8 MiB file by pages, per page", 2048, large_file, NULL, NULL},
    {"fork, exit, wait with 16 MiB", 2, fork_exit, map_large, unmap},
};

static int by_size(const void *a, const void *b)
{
	const uint64_t *left = a, *right = b;

	return *left < *right ? -1 : *left > *right;
}

/* What two readings of the counter cost themselves. */
static uint64_t empty_ticks(void)
{
	uint64_t start = ticks();

	return ticks() - start;
}

static void run(const struct row *row, unsigned int rounds)
{
	static uint64_t took[MAX_ROUNDS];
	uint64_t start;
	unsigned int i;

	for (i = 0; i < rounds; i++) {
		if (row->before)
			row->before();
		start = ticks();
		row->fn(row->times);
		took[i] = ticks() - start - empty_ticks();
		if (row->after)
			row->after();
	}
	qsort(took, rounds, sizeof(took[0]), by_size);
	printf("userbench: %-34s %8llu\n", row->name,
	       (unsigned long long)(took[rounds / 2] / row->times));
	fflush(stdout);
}

static const char *command;

static void run_command(unsigned int times)
{
	while (times--)
		must(system(command) != -1, command);
}

static void run_commands(char **commands)
{
	struct row row = {"", 1, run_command, NULL, NULL};

	for (; *commands; commands++) {
		row.name = command = *commands;
		run(&row, 3);
	}
}

static void prepare(void)
{
	static char word[1024];
	unsigned int i;

	vsyscall = getauxval(AT_SYSINFO);
	must(vsyscall, "AT_SYSINFO");
	null_fd = open("/dev/null", O_WRONLY);
	must(null_fd >= 0, "/dev/null");
	file_fd = mkstemp(file_path);
	must(file_fd >= 0, file_path);
	memset(buffer, 'x', PAGE);
	for (i = 0; i < FILE_BYTES / PAGE; i++)
		must(write(file_fd, buffer, PAGE) == PAGE, file_path);
	must(!pipe(pipe_fd), "pipe");
	memset(word, 'a', sizeof(word) - 1);
	for (i = 0; i < sizeof(long_args) / sizeof(long_args[0]) - 1; i++)
		long_args[i] = i ? word : "true";
}

int main(int argc, char **argv)
{
	bool commands = argc > 2 && !strcmp(argv[1], "-c");
	unsigned int rounds = argc > 2 && !commands ? (unsigned int)atoi(argv[2]) : ROUNDS;
	size_t i;

	must(rounds >= 1 && rounds <= MAX_ROUNDS, "rounds");
	prepare();
	if (commands)
		run_commands(argv + 2);
	for (i = 0; !commands && i < sizeof(rows) / sizeof(rows[0]); i++)
		if (argc < 2 || strstr(rows[i].name, argv[1]))
			run(&rows[i], rounds);
	unlink(file_path);
	return 0;
}
