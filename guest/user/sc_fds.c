/* SPDX-License-Identifier: GPL-2.0-only */
/* sc_fds: files that stand for something else: timers, signals, numbers, memory; and locks. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>

#include "say.h"

static int readable(int fd)
{
	struct pollfd p = {fd, POLLIN, 0};

	return poll(&p, 1, 0);
}

static void timers(void)
{
	struct itimerspec its = {{0, 20000000}, {0, 30000000}}, old;
	uint64_t n = 0;
	int fd;

	PART("timerfd");
	SAY(timerfd_create(CLOCK_MONOTONIC, 0x10));
	SAY(timerfd_create(CLOCK_PROCESS_CPUTIME_ID, 0));
	SAY(timerfd_create(77, 0));
	fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
	SAY(read(fd, &n, 8));
	SAY(read(fd, &n, 4));
	SAY(write(fd, &n, 8));
	SAY(lseek(fd, 0, SEEK_SET));
	SAY(timerfd_settime(fd, 8, &its, NULL));
	SAY(timerfd_settime(0, 0, &its, NULL));
	SAY(timerfd_settime(99, 0, &its, NULL));
	SAY(timerfd_settime(fd, 0, &its, &old));
	printf("old %ld.%09ld %ld.%09ld\n", (long)old.it_value.tv_sec, old.it_value.tv_nsec,
	       (long)old.it_interval.tv_sec, old.it_interval.tv_nsec);
	SAY(readable(fd));
	usleep(80000);
	SAY(readable(fd));
	SAY(read(fd, &n, 8));
	printf("expired %d\n", (int)n);
	SAY(timerfd_gettime(fd, &old));
	printf("left %d\n", old.it_value.tv_nsec > 0 && old.it_value.tv_nsec <= 20000000);
	its.it_value.tv_nsec = 0;
	SAY(timerfd_settime(fd, 0, &its, NULL));
	SAY(timerfd_gettime(fd, &old));
	printf("left %ld\n", old.it_value.tv_nsec);
	its.it_value.tv_nsec = 1000000000;
	SAY(timerfd_settime(fd, 0, &its, NULL));
	its.it_value = (struct timespec){0, 1};
	its.it_interval = (struct timespec){0, 0};
	SAY(timerfd_settime(fd, TFD_TIMER_ABSTIME, &its, NULL));
	usleep(20000);
	SAY(read(fd, &n, 8));
	printf("expired %d\n", (int)n);
	SAY(read(fd, &n, 8));
	close(fd);
}

static void set_date(void)
{
	struct itimerspec its = {{0, 0}, {4000000000u, 0}};
	struct timespec now;
	uint64_t n;
	int fd = timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK);

	PART("timerfd and the date");
	SAY(timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &its, NULL));
	SAY(readable(fd));
	clock_gettime(CLOCK_REALTIME, &now);
	SAY(clock_settime(CLOCK_REALTIME, &now));
	SAY(readable(fd));
	SAY(read(fd, &n, 8));
	SAY(read(fd, &n, 8));
	close(fd);
}

static void signals(void)
{
	struct signalfd_siginfo si[2];
	union sigval value = {.sival_int = 4711};
	sigset_t set;
	int fd, ep;
	struct epoll_event ev = {EPOLLIN, {.fd = 5}};

	PART("signalfd");
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	sigaddset(&set, SIGRTMIN);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGKILL);
	sigprocmask(SIG_BLOCK, &set, NULL);
	SAY(signalfd(-1, &set, 1));
	SAY(signalfd(0, &set, 0));
	SAY(signalfd(99, &set, 0));
	fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	SAY(read(fd, si, sizeof(si[0])));
	SAY(read(fd, si, 64));
	SAY(readable(fd));
	ep = epoll_create1(0);
	SAY(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev));
	SAY(epoll_wait(ep, &ev, 1, 0));
	raise(SIGUSR1);
	SAY(epoll_wait(ep, &ev, 1, 0));
	SAY(readable(fd));
	kill(getpid(), SIGUSR2);
	SAY(read(fd, si, sizeof(si)));
	printf("%d code %d own %d; %d code %d own %d\n", si[0].ssi_signo, si[0].ssi_code,
	       (int)si[0].ssi_pid == getpid(), si[1].ssi_signo, si[1].ssi_code,
	       (int)si[1].ssi_pid == getpid());
	sigqueue(getpid(), SIGRTMIN, value);
	SAY(read(fd, si, sizeof(si)));
	printf("%d code %d int %d\n", si[0].ssi_signo, si[0].ssi_code, si[0].ssi_int);
	if (!fork())
		_exit(7);
	fcntl(fd, F_SETFL, 0);
	SAY(read(fd, si, sizeof(si)));
	printf("%d code %d status %d\n", si[0].ssi_signo, si[0].ssi_code, si[0].ssi_status);
	wait(NULL);
	close(ep);
	close(fd);
}

static void numbers(void)
{
	uint64_t n = 3;
	int fd = eventfd(2, EFD_NONBLOCK | EFD_SEMAPHORE);

	PART("eventfd");
	SAY(write(fd, &n, 8));
	SAY(read(fd, &n, 8));
	printf("%d\n", (int)n);
	n = UINT64_MAX;
	SAY(write(fd, &n, 8));
	n = UINT64_MAX - 1;
	SAY(write(fd, &n, 8));
	SAY(write(fd, &n, 4));
	SAY(eventfd(0, 0x100));
	close(fd);
}

static void memory(void)
{
	char name[300], link[64] = "", *p;
	int fd, plain;

	PART("memfd");
	memset(name, 'a', sizeof(name));
	name[249] = 0;
	SAY_OK(memfd_create(name, 0));
	name[249] = 'a';
	name[250] = 0;
	SAY(memfd_create(name, 0));
	SAY(memfd_create("x", 0x100));
	SAY(memfd_create((char *)1, 0));
	plain = memfd_create("plain", 0);
	SAY(fcntl(plain, F_GET_SEALS));
	SAY(fcntl(plain, F_ADD_SEALS, F_SEAL_GROW));
	fd = memfd_create("some", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	readlink(name, link, sizeof(link) - 1);
	printf("%s\n", link);
	SAY(fcntl(fd, F_GETFD));
	SAY(fcntl(fd, F_GET_SEALS));
	SAY(ftruncate(fd, 8192));
	p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	strcpy(p, "content");
	SAY(pread(fd, name, 8, 0));
	printf("%s\n", name);
	SAY(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
	SAY(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK));
	SAY(ftruncate(fd, 4096));
	SAY(ftruncate(fd, 16384));
	SAY(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
	SAY(ftruncate(fd, 20000));
	SAY(pwrite(fd, "x", 1, 16384));
	SAY(fallocate(fd, 0, 0, 20000));
	munmap(p, 8192);
	SAY(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
	SAY(pwrite(fd, "x", 1, 0));
	SAY((long)mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	p = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
	SAY(p == MAP_FAILED);
	SAY(mprotect(p, 4096, PROT_READ | PROT_WRITE));
	SAY(fcntl(fd, F_ADD_SEALS, F_SEAL_SEAL));
	SAY(fcntl(fd, F_GET_SEALS));
	SAY(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK));
	SAY(fcntl(0, F_GET_SEALS));
	close(fd);
}

static struct flock range(short type, off_t start, off_t len)
{
	return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = len};
}

static void locks(void)
{
	struct flock l = range(F_WRLCK, 0, 10);
	int fd = open("/tmp/locks", O_RDWR | O_CREAT, 0600), other, pipes[2], status;
	char c;

	PART("locks");
	pipe(pipes);
	other = open("/tmp/locks", O_RDWR);
	SAY(fcntl(fd, F_SETLK, &l));
	l = range(F_WRLCK, 5, 10);
	SAY(fcntl(other, F_OFD_SETLK, &l));
	l = range(F_WRLCK, 20, 10);
	SAY(fcntl(other, F_OFD_SETLK, &l));
	SAY(fcntl(fd, F_GETLK, &l));
	printf("type %d start %d len %d pid %d\n", l.l_type, (int)l.l_start, (int)l.l_len, l.l_pid);
	l = range(F_WRLCK, 20, 10);
	l.l_pid = 1;
	SAY(fcntl(other, F_OFD_SETLK, &l));
	if (!fork()) {
		l = range(F_WRLCK, 100, 1);
		fcntl(fd, F_SETLK, &l);
		write(pipes[1], "x", 1);
		l = range(F_WRLCK, 0, 1);
		_exit(fcntl(fd, F_SETLKW, &l) ? errno : 0);
	}
	read(pipes[0], &c, 1);
	usleep(20000);
	l = range(F_WRLCK, 100, 1);
	SAY(fcntl(fd, F_SETLK, &l));
	SAY(fcntl(fd, F_SETLKW, &l));
	l = range(F_UNLCK, 0, 0);
	SAY(fcntl(fd, F_SETLK, &l));
	wait(&status);
	SAY(WEXITSTATUS(status));
	l = range(F_WRLCK, 20, 1);
	SAY(fcntl(fd, F_SETLK, &l));
	close(other);
	SAY(fcntl(fd, F_SETLK, &l));
	SAY(fcntl(fd, F_SETOWN_EX, &(struct f_owner_ex){F_OWNER_PID, getpid()}));
	SAY(fcntl(fd, F_GETOWN) == getpid());
	SAY(fcntl(fd, F_SETOWN_EX, &(struct f_owner_ex){9, getpid()}));
	unlink("/tmp/locks");
}

int main(void)
{
	timers();
	set_date();
	signals();
	numbers();
	memory();
	locks();
	return 0;
}
