/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fuzz: random system calls, with arguments at random and such as half make sense, from
 * several processes at once, while threads of theirs take the memory away below the calls.
 *
 *	fuzz CALLS PROCESSES SEED [ADDRESS...]
 *
 * A worker has its calls made by a child, which counts them in memory that both share. What a
 * call does to the child goes with it: when it dies, the next one makes the calls that are
 * left. Who blocks gets a signal, and if that does not help is killed. So all CALLS are made.
 *
 * Every other worker's children are no superuser's: they may ask for anything. The others must
 * leave out what would end the test itself: that is what a superuser may do.
 *
 * What must not change: a file that is shown to all, to be read only; and what lies at the
 * ADDRESSes, of the kernel's, which whoever gave them must look at. Both are used as pointers.
 */
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz_calls.h"

#define PAGE	      4096
#define HIGHEST	      455  /* a few numbers beyond the table */
#define RUN	      2000 /* calls of one child, if it lives so long */
#define SANDBOX	      (64 * PAGE)
#define GUARD	      (4 * PAGE)
#define LARGEST_FILE  (256 << 10) /* there are to be no more than memory holds */
#define LARGEST_SPACE (64 << 20)
#define POLL_US	      4000
#define POLLS_LATE    4 /* without a call that came back: a signal */
#define POLLS_STUCK   8 /* the end */
#define MAX_WORKERS   16
#define MAX_TARGETS   8
#define FOLDER	      "/tmp/fuzz"

struct worker {
	volatile uint32_t done; /* calls that came back */
	volatile uint32_t nr;	/* the last one made */
	volatile uint32_t died, late, stuck;
};

union semun { /* the C library leaves it to us */
	struct seminfo *info;
	struct semid_ds *set;
};

static struct worker *workers, *mine;
static uint32_t targets[MAX_TARGETS];
static unsigned int nr_targets;
static char *sandbox;
static const char *guard;
static uint32_t state;
static int is_root;

static uint32_t rnd_of(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static uint32_t rnd(void)
{
	return rnd_of(&state);
}

/* What a superuser's process would end or spoil the test with. */
static const uint16_t root_leaves_out[] = {SYS_reboot,
					   SYS_kill,
					   SYS_tkill,
					   SYS_tgkill,
					   SYS_rt_sigqueueinfo,
					   SYS_settimeofday,
					   SYS_stime,
					   SYS_clock_settime,
					   404,
					   SYS_rt_tgsigqueueinfo,
					   SYS_init_module,
					   SYS_finit_module,
					   SYS_delete_module,
					   SYS_setpriority,
					   SYS_nice,
					   SYS_sched_setscheduler,
					   SYS_sched_setparam,
					   SYS_sched_setattr,
					   SYS_sethostname,
					   SYS_setdomainname,
					   SYS_ptrace,
					   SYS_vhangup,
					   SYS_umount2,
					   SYS_umount,
					   SYS_swapoff,
					   SYS_swapon,
					   SYS_mount,
					   SYS_pivot_root,
					   SYS_chroot,
					   SYS_unlink,
					   SYS_unlinkat,
					   SYS_rename,
					   SYS_renameat,
					   SYS_renameat2,
					   SYS_rmdir,
					   SYS_syslog,
					   SYS_prlimit64,
					   SYS_adjtimex,
					   SYS_clock_adjtime,
					   405,
					   SYS_mlock,
					   SYS_mlockall,
					   SYS_mlock2,
					   SYS_iopl,
					   SYS_ioperm,
					   SYS_process_madvise,
					   448 /* process_mrelease */,
					   SYS_pidfd_send_signal,
					   SYS_process_vm_writev,
					   SYS_setrlimit,
					   SYS_fchmodat,
					   SYS_chmod,
					   SYS_lchown,
					   SYS_chown,
					   SYS_fchownat,
					   SYS_chown32,
					   SYS_lchown32,
					   SYS_mknod,
					   SYS_mknodat,
					   SYS_acct,
					   SYS_quotactl,
					   SYS_kexec_load,
					   SYS_open_by_handle_at,
					   SYS_truncate,
					   SYS_truncate64,
					   SYS_setfsuid,
					   SYS_ioprio_set,
					   SYS_bpf,
					   SYS_unshare,
					   SYS_setns,
					   SYS_move_mount,
					   SYS_fsmount,
					   SYS_perf_event_open};

static int is_left_out(unsigned int nr)
{
	unsigned int i;

	/* _exit() takes the child's place away and nothing else */
	if (nr == SYS_exit || nr == SYS_exit_group)
		return 1;
	for (i = 0; is_root && i < sizeof(root_leaves_out) / sizeof(*root_leaves_out); i++)
		if (root_leaves_out[i] == nr)
			return 1;
	return 0;
}

/* ---- arguments ---- */

static const char *const paths[] = {"a",
				    "b",
				    "dir",
				    "dir/c",
				    "a/b",
				    "",
				    ".",
				    "..",
				    "/",
				    "/dev/zero",
				    "/dev/null",
				    "/dev/tty",
				    "/proc",
				    "/proc/self/maps",
				    "/proc/self/status",
				    "/proc/self/fd",
				    "/proc/self/smaps",
				    "/proc/self/mem",
				    "/proc/self/pagemap",
				    "/proc/meminfo",
				    "/proc/self/exe",
				    "/proc/self/fd/4",
				    "/sys",
				    "/dev",
				    "loop",
				    "fifo",
				    "/proc/self/cmdline",
				    "nothing",
				    "/proc/self/task",
				    "/dev/full",
				    "/dev/random",
				    "/proc/slabinfo",
				    "/proc/self/cwd/a"};

static uint32_t odd_number(void)
{
	static const uint32_t odd[] = {
	    0,		1,	    2,		3,	    4,		7,	    8,
	    12,		16,	    63,		64,	    127,	128,	    255,
	    256,	511,	    512,	1023,	    1024,	4095,	    4096,
	    4097,	8192,	    65535,	65536,	    0x00100000, 0x7ffff000, 0x7fffffff,
	    0x80000000, 0xfffffffe, 0xffffffff, 0xffffff9c, 0xfffff000, 0xffffffea};

	return odd[rnd() % (sizeof(odd) / sizeof(*odd))];
}

static uint32_t bad_pointer(void)
{
	static const uint32_t bad[] = {0,	   1,	       4095,	   0xbfffffff, 0xbffffff8,
				       0xc0000000, 0xc0000004, 0xc0100000, 0xc0200000, 0xc7fff000,
				       0xc8800000, 0xfffff000, 0xfffffffc, 0xffffffff, 0xbffff000};

	if (nr_targets && rnd() % 2)
		return targets[rnd() % nr_targets] + rnd() % 2 * (rnd() % 64);
	return bad[rnd() % (sizeof(bad) / sizeof(*bad))];
}

static uint32_t pointer(void)
{
	switch (rnd() % 16) {
	case 0:
	case 1:
		return bad_pointer();
	case 2:
		return (uint32_t)guard + rnd() % GUARD;
	case 3:
	case 4:
		/* across the end of a page, or of what is mapped */
		return (uint32_t)sandbox + (rnd() % (SANDBOX / PAGE + 1) * PAGE) - rnd() % 64;
	}
	return (uint32_t)sandbox + rnd() % SANDBOX / 4 * 4;
}

static uint32_t anything(void)
{
	switch (rnd() % 6) {
	case 0:
		return odd_number();
	case 1:
		return pointer();
	case 2:
		return rnd() % 16;
	case 3:
		return 1u << rnd() % 32;
	case 4:
		return bad_pointer();
	}
	return rnd();
}

static uint32_t length(void)
{
	switch (rnd() % 4) {
	case 0:
		return odd_number();
	case 1:
		return rnd() % SANDBOX;
	}
	return rnd() % 256;
}

static uint32_t process_id(void)
{
	switch (rnd() % 4) {
	case 0:
		return 0;
	case 1:
		return getpid();
	case 2:
		return getppid();
	}
	return anything();
}

static uint32_t argument(char kind)
{
	if (rnd() % 16 == 0)
		return anything();
	switch (kind) {
	case 'f':
		return rnd() % 8 ? rnd() % 24 : odd_number();
	case 'd':
		return rnd() % 2 ? (uint32_t)AT_FDCWD : rnd() % 24;
	case 'p':
		return rnd() % 8 ? (uint32_t)paths[rnd() % (sizeof(paths) / sizeof(*paths))]
				 : pointer();
	case 'b':
		return pointer();
	case 'l':
		return length();
	case 'a':
		return rnd() % 8 ? (uint32_t)sandbox + rnd() % SANDBOX / PAGE * PAGE : anything();
	case 'i':
		return rnd() % 8 ? rnd() % 12 : odd_number();
	case 'm':
		return rnd() % 4 ? 1u << rnd() % 24 | 1u << rnd() % 12 : rnd() % 64;
	case 's':
		return rnd() % 66;
	case 't':
		return process_id();
	case 'x': /* of sockets: interfaces, routes, ARP */
		return rnd() % 4 ? anything() : 0x8900 + rnd() % 256;
	}
	return anything();
}

/* ---- a call ---- */

/*
 * What is made by fork(), and returns here, too, ends at once, without a look at its stack:
 * it may have none.
 */
static long enter(uint32_t nr, const uint32_t *a)
{
	static const uint8_t forks[] = {SYS_fork, SYS_vfork, SYS_clone};
	uint32_t args[7] = {nr, a[0], a[1], a[2], a[3], a[4], a[5]};
	int is_fork = memchr(forks, nr, sizeof(forks)) || nr == SYS_clone3;
	long ret;

	__asm__ volatile("push %%ebp; push %%ebx; push %%esi; push %%edi\n"
			 "push %[fork]\n"
			 "mov 0(%[args]), %%eax; mov 4(%[args]), %%ebx; mov 8(%[args]), %%ecx\n"
			 "mov 16(%[args]), %%esi; mov 20(%[args]), %%edi; mov 24(%[args]), %%ebp\n"
			 "mov 12(%[args]), %%edx\n"
			 "cmpl $0, (%%esp); jne 1f\n"
			 "int $0x80; jmp 2f\n"
			 "1: int $0x80; test %%eax, %%eax; jne 2f\n"
			 "mov $1, %%eax; xor %%ebx, %%ebx; int $0x80\n"
			 "2: add $4, %%esp\n"
			 "pop %%edi; pop %%esi; pop %%ebx; pop %%ebp"
			 : "=a"(ret)
			 : [args] "d"(args), [fork] "c"(is_fork), "m"(args)
			 : "memory", "cc");
	return ret;
}

static void one(void)
{
	uint32_t nr = rnd() % (HIGHEST + 1), a[6];
	const char *kinds = "";
	unsigned int i;

	/* those that have something to do are asked for more often */
	if (rnd() % 2)
		nr = fuzz_calls[rnd() % NR_FUZZ_CALLS].nr;
	for (i = 0; i < NR_FUZZ_CALLS; i++)
		if (fuzz_calls[i].nr == nr)
			kinds = fuzz_calls[i].kinds;
	if (rnd() % 8 == 0)
		kinds = "";
	for (i = 0; i < 6; i++) {
		a[i] = argument(*kinds);
		kinds += !!*kinds;
	}
	if (is_left_out(nr))
		return;
	mine->nr = nr;
	enter(nr, a);
	mine->done++;
}

/* ---- the child ---- */

static void ignore(int sig)
{
}

/* Takes pages away, forbids them, changes what is in them, while calls are under way. */
static void *race(void *arg)
{
	uint32_t state = (uint32_t)arg | 1;
	char *page;

	for (;;) {
		page = sandbox + rnd_of(&state) % SANDBOX / PAGE * PAGE;
		switch (rnd_of(&state) % 8) {
		case 0:
			munmap(page, PAGE);
			sched_yield();
			mmap(page, PAGE, PROT_READ | PROT_WRITE,
			     MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
			break;
		case 1:
			mprotect(page, PAGE, rnd_of(&state) % 8);
			sched_yield();
			mprotect(page, PAGE, PROT_READ | PROT_WRITE);
			break;
		case 2:
			madvise(page, PAGE, MADV_DONTNEED);
			break;
		case 3:
			usleep(rnd_of(&state) % 256);
			break;
		default:
			/* by the kernel, so that nothing happens where nothing is */
			pread(9, page + rnd_of(&state) % 64 * 64, 64, rnd_of(&state) % 4032);
		}
	}
	return arg;
}

/* Where calls look for an address or an interface, some find one. */
static void name_the_net(void)
{
	static const struct {
		char name[16];
		uint16_t family, port;
		uint8_t addr[4];
	} lo = {"lo", AF_INET, 0x0700, {127, 0, 0, 1}};
	unsigned int i;

	for (i = 0; i < SANDBOX / PAGE; i += 2)
		memcpy(sandbox + i * PAGE, &lo, sizeof(lo));
	for (i = 1; i < SANDBOX / PAGE; i += 4)
		memcpy(sandbox + i * PAGE, &lo.family, sizeof(lo) - sizeof(lo.name));
}

/* Descriptors 3 to 21; a call may close them, or make more. */
static void open_some(void)
{
	static const char *const names[] = {
	    "a", "b", ".", "/dev/zero", "/dev/null", "fifo", "/proc/self/maps"};
	int ends[2], i;

	for (i = 0; i < 3; i++)
		close(i);
	for (i = 0; i < 3; i++)
		open("/dev/null", O_RDWR);
	mkdir("dir", 0700);
	mkfifo("fifo", 0600);
	if (symlink("loop", "loop") && errno != EEXIST)
		_exit(1);
	for (i = 0; i < 7; i++)
		open(names[i], (i < 2 ? O_RDWR | O_CREAT : O_RDONLY) | O_NONBLOCK, 0600);
	for (i = 0; i < 4096 / 64; i++)
		pwrite(3, sandbox + i * 64, 64, i * 64);
	if (pipe(ends) || pipe2(ends, O_NONBLOCK))
		_exit(1);
	epoll_create(1);
	syscall(SYS_eventfd, 1);
	open("a", O_RDWR);
	name_the_net();
	socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK, 1);
	socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, 0x0300);
	socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK, 2);
	socket(AF_NETLINK, SOCK_RAW | SOCK_NONBLOCK, 15);
}

static void run(uint32_t seed, unsigned int calls, int worker)
{
	pthread_t thread;
	int sig;

	state = seed ? seed : 1;
	for (sig = 1; sig <= 64; sig++) {
		struct sigaction sa = {.sa_handler = ignore};

		if (sig != SIGSEGV && sig != SIGBUS && sig != SIGILL && sig != SIGFPE)
			sigaction(sig, &sa, NULL);
	}
	sandbox = mmap((void *)0x50000000, SANDBOX, PROT_READ | PROT_WRITE,
		       MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	for (sig = 0; sig < SANDBOX / 4; sig++)
		((uint32_t *)sandbox)[sig] = sig % 4 ? argument("blifap"[rnd() % 6]) : rnd() % 64;
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){LARGEST_FILE, LARGEST_FILE});
	setrlimit(RLIMIT_AS, &(struct rlimit){LARGEST_SPACE, LARGEST_SPACE});
	open_some();
	if (!is_root && setresuid(1000 + worker, 1000 + worker, 1000 + worker))
		_exit(1);
	if (rnd() % 2)
		pthread_create(&thread, NULL, race, (void *)rnd());
	while (mine->done < calls)
		one();
	_exit(0);
}

/* ---- workers ---- */

/* Until the child has ended. Others may come here, too: made by a clone() with CLONE_PARENT. */
static void watch(pid_t child)
{
	uint32_t seen = mine->done;
	unsigned int idle = 0;
	pid_t ended;

	for (;;) {
		do {
			ended = waitpid(-1, NULL, WNOHANG | __WALL);
			if (ended == child)
				return;
		} while (ended > 0);
		usleep(POLL_US);
		idle = seen == mine->done ? idle + 1 : 0;
		seen = mine->done;
		if (idle == POLLS_LATE) {
			mine->late++;
			kill(child, SIGUSR1);
		} else if (idle == POLLS_STUCK) {
			mine->stuck++;
			mine->done++;
			kill(child, SIGKILL);
		}
	}
}

static void set_oom(const char *adj)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY);

	if (fd >= 0 && write(fd, adj, strlen(adj)) < 0)
		perror("fuzz: oom_score_adj");
	close(fd);
}

static void work(unsigned int calls, uint32_t seed, int worker)
{
	char folder[32];
	uint32_t end;
	pid_t child;

	mine = &workers[worker];
	is_root = worker % 2;
	snprintf(folder, sizeof(folder), FOLDER "/%d", worker);
	if (mkdir(folder, 0777) || chmod(folder, 0777) || chdir(folder))
		_exit(1);
	umask(0);
	set_oom("-1000");
	for (; mine->done < calls; seed = seed * 1664525 + 1013904223) {
		end = mine->done + RUN < calls ? mine->done + RUN : calls;
		child = fork();
		if (!child) {
			set_oom("500");
			setpgid(0, 0);
			run(seed, end, worker);
		}
		if (child < 0) {
			usleep(POLL_US);
			continue;
		}
		watch(child);
		if (mine->done < end) {
			mine->died++;
			mine->done++;
		}
	}
	while (waitpid(-1, NULL, WNOHANG | __WALL) > 0)
		;
	_exit(0);
}

/* ---- */

static char guard_byte(unsigned int i)
{
	return i * 37 + i / 256;
}

static void make_guard(void)
{
	char name[] = FOLDER "/guard", byte;
	unsigned int i;
	int fd;

	fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0400);
	for (i = 0; i < GUARD; i++) {
		byte = guard_byte(i);
		if (write(fd, &byte, 1) != 1)
			exit(1);
	}
	close(fd);
	fd = open(name, O_RDONLY);
	guard = mmap((void *)0x60000000, GUARD, PROT_READ, MAP_SHARED, fd, 0);
	close(fd);
	if (guard == MAP_FAILED)
		exit(1);
}

static int guard_is_whole(void)
{
	unsigned int i;

	for (i = 0; i < GUARD && guard[i] == guard_byte(i); i++)
		;
	return i == GUARD;
}

static int drop(const char *path, const struct stat *st, int type, struct FTW *at)
{
	return remove(path) && 0;
}

/* System V's objects outlive who made them. */
static void drop_ipc(void)
{
	struct semid_ds set;
	struct seminfo sem;
	struct shmid_ds shm;
	struct msqid_ds msg;
	int i, id, last;

	for (i = 0, last = shmctl(0, SHM_INFO, &shm); i <= last; i++)
		if ((id = shmctl(i, SHM_STAT, &shm)) >= 0)
			shmctl(id, IPC_RMID, NULL);
	for (i = 0, last = msgctl(0, MSG_INFO, &msg); i <= last; i++)
		if ((id = msgctl(i, MSG_STAT, &msg)) >= 0)
			msgctl(id, IPC_RMID, NULL);
	for (i = 0, last = semctl(0, 0, SEM_INFO, (union semun){.info = &sem}); i <= last; i++)
		if ((id = semctl(i, 0, SEM_STAT, (union semun){.set = &set})) >= 0)
			semctl(id, 0, IPC_RMID);
}

static void report(unsigned int processes)
{
	struct worker sum = {0};
	unsigned int i;

	for (i = 0; i < processes; i++) {
		sum.done += workers[i].done;
		sum.died += workers[i].died;
		sum.late += workers[i].late;
		sum.stuck += workers[i].stuck;
	}
	printf("# fuzz: %u calls made; %u ended their process, %u were interrupted, %u killed\n",
	       sum.done, sum.died, sum.late, sum.stuck);
}

int main(int argc, char **argv)
{
	unsigned int calls = argc > 1 ? strtoul(argv[1], NULL, 0) : 100000, i;
	unsigned int processes = argc > 2 ? strtoul(argv[2], NULL, 0) : 4;
	uint32_t seed = argc > 3 ? strtoul(argv[3], NULL, 0) : 1;
	int bad = 0, status;

	if (processes > MAX_WORKERS)
		processes = MAX_WORKERS;
	for (i = 4; i < (unsigned int)argc && nr_targets < MAX_TARGETS; i++)
		targets[nr_targets++] = strtoul(argv[i], NULL, 0);
	printf("# fuzz: %u calls, %u processes, seed %u\n", calls, processes, seed);
	fflush(stdout);
	workers = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (workers == MAP_FAILED || mkdir(FOLDER, 0755))
		return 1;
	make_guard();
	for (i = 0; i < processes; i++)
		if (!fork())
			work((calls + processes - 1) / processes, seed * 7919 + i, i);
	for (i = 0; i < processes; i++)
		if (wait(&status) < 0 || status) {
			printf("# fuzz: a worker ended: %#x\n", status);
			bad = 1;
		}
	bad |= !guard_is_whole();
	printf("# fuzz: what is only to be read is %s\n", guard_is_whole() ? "whole" : "DAMAGED");
	report(processes);
	nftw(FOLDER, drop, 8, FTW_DEPTH | FTW_PHYS);
	drop_ipc();
	printf("# fuzz: %s\n", bad ? "FAILED" : "done");
	return bad;
}
