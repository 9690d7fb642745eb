/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * torture: processes and their memory, hard. KTAP on standard output; after each test as
 * much memory is free as after the time before.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE  4096
#define SLACK 24 /* pages that caches of the kernel's may keep */
#define MODEL 64 /* pages */

#define check(cond)                                                                                \
	do {                                                                                       \
		if (!(cond)) {                                                                     \
			printf("# %s:%d: %s\n", __func__, __LINE__, #cond);                        \
			fflush(stdout);                                                            \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

static uint32_t state = 12345;

static uint32_t rnd(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

/* ---- threads ---- */

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int counter;
static __thread int mine;

static void *count(void *arg)
{
	int i;

	mine = (int)(long)arg;
	for (i = 0; i < 2000; i++) {
		pthread_mutex_lock(&mutex);
		counter++;
		pthread_mutex_unlock(&mutex);
	}
	check(mine == (int)(long)arg);
	return arg;
}

static void threads(void)
{
	pthread_t thread[8];
	void *ret;
	long i;

	counter = 0;
	for (i = 0; i < 8; i++)
		check(!pthread_create(&thread[i], NULL, count, (void *)i));
	for (i = 0; i < 8; i++) {
		check(!pthread_join(thread[i], &ret));
		check(ret == (void *)i);
	}
	check(counter == 8 * 2000);
}

/* ---- signals ---- */

static volatile sig_atomic_t handled, last_code;
static sigjmp_buf back;
static void *volatile fault_addr;

static void on_signal(int sig, siginfo_t *info, void *context)
{
	handled++;
	last_code = info->si_code;
	fault_addr = info->si_addr;
	if (sig == SIGSEGV || sig == SIGFPE || sig == SIGILL || sig == SIGBUS)
		siglongjmp(back, 1);
}

static void catch (int sig, int flags)
{
	struct sigaction sa = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | flags};

	check(!sigaction(sig, &sa, NULL));
}

static void faults_are_signals(void)
{
	char *page = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	volatile int one = 1, zero = 0;

	catch (SIGSEGV, 0);
	catch (SIGFPE, 0);
	catch (SIGILL, 0);
	if (!sigsetjmp(back, 1))
		*(volatile char *)page = 1;
	check(last_code == SEGV_ACCERR && fault_addr == page);
	munmap(page, PAGE);
	if (!sigsetjmp(back, 1))
		*(volatile char *)page;
	check(last_code == SEGV_MAPERR && fault_addr == page);
	if (!sigsetjmp(back, 1))
		*(volatile char *)0xc0100000 = 1;
	check(handled == 3);
	if (!sigsetjmp(back, 1))
		zero = one / zero;
	check(handled == 4 && last_code == FPE_INTDIV);
	if (!sigsetjmp(back, 1))
		__asm__ volatile("ud2");
	check(handled == 5);
}

static void masks_and_queues(void)
{
	sigset_t set, pending;
	double before = 1.25;
	int i;

	catch (SIGUSR1, 0);
	catch (SIGRTMIN, 0);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGRTMIN);
	sigprocmask(SIG_BLOCK, &set, NULL);
	for (i = 0; i < 5; i++) {
		raise(SIGUSR1);
		sigqueue(getpid(), SIGRTMIN, (union sigval){.sival_int = i});
	}
	check(handled == 0);
	sigpending(&pending);
	check(sigismember(&pending, SIGUSR1) && sigismember(&pending, SIGRTMIN));
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	check(handled == 6);
	check(before * 4 == 5);
}

static uintptr_t alt_at;

static void on_alt(int sig)
{
	alt_at = (uintptr_t)__builtin_frame_address(0);
}

static void alternate_stack(void)
{
	char *stack = malloc(SIGSTKSZ);
	stack_t ss = {.ss_sp = stack, .ss_size = SIGSTKSZ};
	struct sigaction sa = {.sa_handler = on_alt, .sa_flags = SA_ONSTACK};

	check(!sigaltstack(&ss, NULL));
	sigaction(SIGUSR2, &sa, NULL);
	raise(SIGUSR2);
	check(alt_at - (uintptr_t)stack < (uintptr_t)SIGSTKSZ);
}

static void stop_and_go_on(void)
{
	int status;
	pid_t child = fork();

	if (!child)
		for (;;)
			pause();
	kill(child, SIGSTOP);
	check(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status));
	kill(child, SIGCONT);
	check(waitpid(child, &status, WCONTINUED) == child && WIFCONTINUED(status));
	kill(child, SIGKILL);
	check(waitpid(child, &status, 0) == child && WTERMSIG(status) == SIGKILL);
	check(waitpid(child, &status, 0) == -1 && errno == ECHILD);
}

/* ---- memory ---- */

/* Random mmap, munmap, mprotect, writes and forks, against a model of what each page holds. */
static void mmap_torture(void)
{
	uint8_t model[MODEL] = {}, mapped[MODEL] = {};
	char *base = mmap(NULL, MODEL * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int i, step, first, n, status;

	for (step = 0; step < 1500; step++) {
		first = rnd() % MODEL;
		n = 1 + rnd() % (MODEL - first);
		n = n > 8 ? 8 : n;
		switch (rnd() % 6) {
		case 0:
			check(mmap(base + first * PAGE, n * PAGE, PROT_READ | PROT_WRITE,
				   MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1,
				   0) == base + first * PAGE);
			memset(model + first, 0, n);
			memset(mapped + first, 1, n);
			break;
		case 1:
			check(!munmap(base + first * PAGE, n * PAGE));
			memset(mapped + first, 0, n);
			break;
		case 2:
			if (mapped[first]) {
				check(!mprotect(base + first * PAGE, PAGE, PROT_NONE));
				check(!mprotect(base + first * PAGE, PAGE, PROT_READ | PROT_WRITE));
			}
			break;
		case 3:
			if (mapped[first]) {
				check(!madvise(base + first * PAGE, PAGE, MADV_DONTNEED));
				model[first] = 0;
			}
			break;
		default:
			if (mapped[first]) {
				model[first] = rnd();
				base[first * PAGE + model[first] * 16] = model[first];
				base[first * PAGE] = model[first];
			}
		}
		for (i = 0; i < MODEL; i++)
			check(!mapped[i] || (uint8_t)base[i * PAGE] == model[i]);
	}
	if (!fork()) {
		for (i = 0; i < MODEL; i++) {
			check(!mapped[i] || (uint8_t)base[i * PAGE] == model[i]);
			if (mapped[i])
				base[i * PAGE] = ~model[i];
		}
		_exit(0);
	}
	check(wait(&status) > 0 && !status);
	for (i = 0; i < MODEL; i++)
		check(!mapped[i] || (uint8_t)base[i * PAGE] == model[i]);
}

static void remap_and_brk(void)
{
	char *p = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *old = sbrk(0);
	int i;

	for (i = 0; i < 4; i++)
		p[i * PAGE] = i + 1;
	p = mremap(p, 4 * PAGE, 64 * PAGE, MREMAP_MAYMOVE);
	check(p != MAP_FAILED);
	for (i = 0; i < 64; i++)
		check(p[i * PAGE] == (i < 4 ? i + 1 : 0));
	p = mremap(p, 64 * PAGE, 2 * PAGE, 0);
	check(p[0] == 1 && p[PAGE] == 2);
	check(sbrk(100 * PAGE) == old);
	memset(old, 1, 100 * PAGE);
	check(!brk(old));
	check(sbrk(10 * PAGE) == old && old[0] == 0);
}

static int deep(int n)
{
	volatile char frame[2048];

	frame[0] = n;
	return n ? deep(n - 1) + frame[0] - n % 128 : 0;
}

static void stack_grows(void)
{
	deep(1000);
}

static void shared_memory(void)
{
	volatile int *word =
	    mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int i, fd;
	char *map, text[8];

	for (i = 0; i < 4; i++)
		if (!fork()) {
			int n;

			for (n = 0; n < 1000; n++)
				__sync_fetch_and_add(word, 1);
			_exit(0);
		}
	while (wait(NULL) > 0)
		;
	check(*word == 4000);
	fd = open("/tmp/torture", O_RDWR | O_CREAT | O_TRUNC, 0600);
	check(fd >= 0 && !ftruncate(fd, PAGE));
	map = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	check(map != MAP_FAILED);
	memcpy(map + 100, "shared", 7);
	check(pread(fd, text, 7, 100) == 7 && !strcmp(text, "shared"));
	check(pwrite(fd, "twice", 6, 200) == 6 && !strcmp(map + 200, "twice"));
	check(!unlink("/tmp/torture"));
}

/* The kernel's own accesses: copied before they write, refused where nothing is. */
static void kernel_writes_copy(void)
{
	static char data[2 * PAGE];
	void *volatile nowhere = (void *)8;
	int pipes[2], status;
	char *p = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	check(!pipe(pipes));
	data[PAGE] = 1;
	if (!fork()) {
		check(write(pipes[1], "xy", 2) == 2);
		check(read(pipes[0], data + PAGE, 1) == 1 && data[PAGE] == 'x');
		_exit(0);
	}
	check(wait(&status) > 0 && !status && data[PAGE] == 1);
	check(read(pipes[0], p, 1) == -1 && errno == EFAULT);
	check(read(pipes[0], (void *)0xc0100000, 1) == -1 && errno == EFAULT);
	check(write(pipes[1], nowhere, 1) == -1 && errno == EFAULT);
}

/* ---- processes ---- */

static void fork_storm(void)
{
	int i, n, status;

	for (i = 0; i < 10; i++) {
		for (n = 0; n < 10; n++)
			if (!fork()) {
				volatile char *p = malloc(16 * PAGE);

				memset((char *)p, n, 16 * PAGE);
				_exit(p[5 * PAGE]);
			}
		for (n = 0; n < 10; n++)
			check(wait(&status) > 0 && WIFEXITED(status));
	}
}

static void exec_and_vfork(const char *self)
{
	volatile int i;
	int status;
	pid_t child;

	for (i = 0; i < 10; i++) {
		child = i & 1 ? vfork() : fork();
		if (!child) {
			execlp(self, self, "--exit", "7", NULL);
			_exit(1);
		}
		check(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7);
	}
}

/* What runs must not be written to. */
static void running_files_stay(void)
{
	check(open("/proc/self/exe", O_RDONLY | O_TRUNC) == -1 && errno == ETXTBSY);
	check(open("/proc/self/exe", O_WRONLY) == -1 && errno == ETXTBSY);
	check(truncate("/proc/self/exe", 0) == -1 && errno == ETXTBSY);
}

/* A child of a child, made by clone() with a signal of its own choice. */
static pid_t clone_with(int flags)
{
	return syscall(SYS_clone, flags, 0, 0, 0, 0);
}

/*
 * The parent of what others have made is told by SIGCHLD alone: a sibling made for him, and
 * an orphan that comes to him.
 */
static void others_children(void)
{
	volatile pid_t *orphan_parent =
	    mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status, n;
	pid_t child;

	*orphan_parent = getpid();
	check(!prctl(PR_SET_CHILD_SUBREAPER, 1));
	child = fork();
	if (!child) {
		if (!clone_with(CLONE_PARENT | SIGUSR1))
			_exit(1);
		if (!clone_with(SIGUSR2)) {
			while (getppid() != 1 && getppid() != *orphan_parent)
				usleep(1000);
			_exit(getppid() == *orphan_parent ? 2 : 3);
		}
		_exit(4);
	}
	for (n = 0; n < 3; n++) {
		check(wait(&status) > 0);
		check(WIFEXITED(status));
		check(WEXITSTATUS(status) == 1 || WEXITSTATUS(status) == 2 ||
		      WEXITSTATUS(status) == 4);
	}
}

/* RLIMIT_NPROC is about one user's, and not about root's. */
static void too_many_processes(void)
{
	struct rlimit limit = {3, 3};
	int n, status;

	check(!setrlimit(RLIMIT_NPROC, &limit));
	for (n = 0; n < 4; n++)
		if (!fork())
			_exit(0);
	while (wait(&status) > 0)
		;
	check(!setresuid(4321, 4321, 4321));
	for (n = 1; n < 3; n++) {
		pid_t child = fork();

		check(child >= 0);
		if (!child)
			for (;;)
				pause();
	}
	check(fork() == -1 && errno == EAGAIN);
	kill(-1, SIGKILL);
	while (wait(&status) > 0)
		;
	check(fork() >= 0);
}

/* A fifo would make it wait for ever. */
static void only_files_run(void)
{
	check(!mkfifo("/tmp/fifo", 0777));
	check(execl("/tmp/fifo", "fifo", NULL) == -1 && errno == EACCES);
	check(!unlink("/tmp/fifo"));
	check(execl("/tmp", "tmp", NULL) == -1 && errno == EACCES);
}

static const char *self_name;

static void programs(void)
{
	exec_and_vfork(self_name);
}

/* ---- */

static sigjmp_buf cut_jump;

static void on_cut(int sig)
{
	siglongjmp(cut_jump, sig);
}

/* A read fault shows the pages around it, too: they have to go when the file is cut. */
static void files_cut_under_maps(void)
{
	char name[] = "/tmp/torture.XXXXXX", page[PAGE];
	int fd = mkstemp(name), i, flags, round;
	volatile char *map;

	check(fd >= 0 && !unlink(name));
	signal(SIGBUS, on_cut);
	for (round = 0; round < 2; round++) {
		flags = round ? MAP_SHARED : MAP_PRIVATE;
		for (i = 0; i < 20; i++) {
			memset(page, 'a' + i, PAGE);
			check(pwrite(fd, page, PAGE, i * PAGE) == PAGE);
		}
		map = mmap(NULL, 20 * PAGE, PROT_READ | PROT_WRITE, flags, fd, 0);
		check(map != MAP_FAILED && map[2 * PAGE] == 'c');
		for (i = 0; i < 20; i++)
			check(map[i * PAGE + 9] == 'a' + i);
		map[PAGE] = 'x';
		check(pread(fd, page, 1, PAGE) == 1 && page[0] == (round ? 'x' : 'b'));
		check(!ftruncate(fd, 3 * PAGE));
		if (!sigsetjmp(cut_jump, 1)) {
			check(map[3 * PAGE] != map[3 * PAGE]);
			check(!"cut");
		}
		check(!ftruncate(fd, 20 * PAGE));
		check(map[0] == 'a' && map[PAGE] == 'x' && !map[3 * PAGE] && !map[19 * PAGE]);
		check(!munmap((void *)map, 20 * PAGE));
	}
	close(fd);
}

/* What the kernel reads of a program's strings: all of them, and nothing behind. */
static void strings_at_the_edge(void)
{
	char *map =
	    mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	char *end = map + PAGE, name[32], *args[] = {(char *)self_name, "--exit", NULL, NULL};
	int len, status;
	pid_t pid;

	check(map != MAP_FAILED && !munmap(end, PAGE) && !chdir("/tmp"));
	for (len = 1; len < 14; len++) {
		memset(map, 'a', PAGE);
		check(access(end - len, F_OK) == -1 && errno == EFAULT);
		args[2] = end - len;
		check(execv("/proc/self/exe", args) == -1 && errno == EFAULT);
		end[-1] = 0;
		memset(end - len, '0', len - 1);
		if (len > 1) {
			end[-2] = '7';
			check(!mkdir(end - len, 0700) && !access(end - len, F_OK));
			snprintf(name, sizeof(name), "%.*s7", len - 2, "0000000000000");
			check(!rmdir(name));
		}
		pid = fork();
		if (!pid) {
			execv("/proc/self/exe", args);
			_exit(99);
		}
		check(waitpid(pid, &status, 0) == pid && WIFEXITED(status));
		check(WEXITSTATUS(status) == (len > 1 ? 7 : 0));
	}
	check(!munmap(map, PAGE));
}

/* On a disk: what was written through the map after a sync is there after the next. */
static int write_twice(const char *name)
{
	int fd = open(name, O_RDWR | O_CREAT, 0600), i;
	char *map;

	check(fd >= 0 && !ftruncate(fd, PAGE));
	map = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	check(map != MAP_FAILED);
	for (i = 1; i <= 3; i++) {
		sprintf(map, "written for the %d. time", i);
		check(!fsync(fd));
	}
	puts("# written");
	return 0;
}

static const struct {
	const char *name;
	void (*fn)(void);
} tests[] = {
    {"threads", threads},
    {"faults_are_signals", faults_are_signals},
    {"masks_and_queues", masks_and_queues},
    {"alternate_stack", alternate_stack},
    {"stop_and_go_on", stop_and_go_on},
    {"mmap_torture", mmap_torture},
    {"remap_and_brk", remap_and_brk},
    {"stack_grows", stack_grows},
    {"shared_memory", shared_memory},
    {"kernel_writes_copy", kernel_writes_copy},
    {"fork_storm", fork_storm},
    {"programs", programs},
    {"running_files_stay", running_files_stay},
    {"others_children", others_children},
    {"too_many_processes", too_many_processes},
    {"only_files_run", only_files_run},
    {"strings_at_the_edge", strings_at_the_edge},
    {"files_cut_under_maps", files_cut_under_maps},
};

static long free_pages(void)
{
	struct sysinfo info;

	sysinfo(&info);
	return info.freeram * (info.mem_unit ? info.mem_unit : 1) / PAGE;
}

static int run(void (*fn)(void))
{
	int status;
	pid_t child = fork();

	if (!child) {
		alarm(60);
		fn();
		_exit(0);
	}
	return waitpid(child, &status, 0) == child ? status : -1;
}

int main(int argc, char **argv)
{
	unsigned int i, n = sizeof(tests) / sizeof(*tests), failed = 0;
	long before, lost;
	int status;

	if (argc == 3 && !strcmp(argv[1], "--exit"))
		return atoi(argv[2]);
	if (argc == 3 && !strcmp(argv[1], "--write"))
		return write_twice(argv[2]);
	self_name = argv[0];
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("KTAP version 1\n1..%u\n", n);
	for (i = 0; i < n; i++) {
		status = run(tests[i].fn);
		status |= run(tests[i].fn);
		before = free_pages();
		status |= run(tests[i].fn);
		lost = before - free_pages();
		if (lost > SLACK)
			printf("# %s: %ld pages lost\n", tests[i].name, lost);
		if (status)
			printf("# %s: status %#x\n", tests[i].name, status);
		failed += status || lost > SLACK;
		printf("%s %u %s\n", status || lost > SLACK ? "not ok" : "ok", i + 1,
		       tests[i].name);
	}
	printf("# totals: pass:%u fail:%u skip:0\n", n - failed, failed);
	return failed != 0;
}
