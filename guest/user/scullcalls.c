/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * scullcalls: the calls of the scull devices that no shell makes: ioctl, mmap, poll, SIGIO.
 * With -o those of the module old_map. With -u UID first becomes that user, and runs the rest as a command.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define IOCRESET    _IO('k', 0)
#define IOCSQUANTUM _IOW('k', 1, int)
#define IOCTQSET    _IO('k', 4)
#define IOCGQUANTUM _IOR('k', 5, int)
#define IOCQQSET    _IO('k', 8)
#define IOCXQUANTUM _IOWR('k', 9, int)
#define IOCHQSET    _IO('k', 12)
#define PAGE	    4096

static int failures, checks;
static volatile sig_atomic_t signals;

static void check(int good, const char *what)
{
	checks++;
	if (!good) {
		failures++;
		printf("calls: %s: no (errno %d)\n", what, errno);
	}
}

static int open_or_die(const char *path, int flags)
{
	int fd = open(path, flags);

	if (fd < 0) {
		perror(path);
		exit(1);
	}
	return fd;
}

static void try_ioctl(void)
{
	int fd = open_or_die("/dev/scull0", O_RDWR), value = 100;

	check(ioctl(fd, IOCSQUANTUM, &value) == 0, "set");
	value = 0;
	check(ioctl(fd, IOCGQUANTUM, &value) == 0 && value == 100, "get");
	value = 200;
	check(ioctl(fd, IOCXQUANTUM, &value) == 0 && value == 100, "exchange");
	check(ioctl(fd, IOCTQSET, 7) == 0 && ioctl(fd, IOCQQSET) == 7, "tell and query");
	check(ioctl(fd, IOCHQSET, 9) == 7 && ioctl(fd, IOCQQSET) == 9, "shift");
	check(ioctl(fd, IOCTQSET, 0) == -1 && errno == EINVAL, "nothing to a set");
	check(ioctl(fd, IOCGQUANTUM, (void *)1) == -1 && errno == EFAULT, "a bad pointer");
	check(ioctl(fd, _IO('k', 99)) == -1 && errno == ENOTTY, "an unknown one");
	check(ioctl(fd, IOCRESET) == 0 && ioctl(fd, IOCQQSET) == 1000, "reset");
	close(fd);
}

static void on_sigbus(int sig)
{
	_exit(77);
}

/* What is written is in the mapping, and the other way round; beyond the end is SIGBUS. */
static void try_mmap(const char *path)
{
	static char text[3 * PAGE], back[3 * PAGE];
	int fd = open_or_die(path, O_RDWR), i, wronly;
	char *map;

	for (i = 0; i < (int)sizeof(text); i++)
		text[i] = i * 7 + i / PAGE;
	check(write(fd, text, PAGE) > 0, "write");
	for (i = lseek(fd, 0, SEEK_CUR); i < (int)sizeof(text); i = lseek(fd, 0, SEEK_CUR))
		if (write(fd, text + i, sizeof(text) - i) <= 0)
			break;
	map = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	check(map != MAP_FAILED, "mmap");
	if (map == MAP_FAILED)
		return;
	check(!memcmp(map, text, sizeof(text)), "mapped is written");
	memset(map + PAGE - 10, 'x', 20);
	memset(text + PAGE - 10, 'x', 20);
	for (i = 0; i < (int)sizeof(back); i += PAGE)
		check(pread(fd, back + i, PAGE, i) == PAGE, "pread");
	check(!memcmp(back, text, sizeof(text)), "what the mapping wrote is read");
	wronly = open(path, O_WRONLY);
	check(wronly == -1 && errno == EBUSY, "no trim of what is mapped");
	if (fork() == 0) {
		signal(SIGBUS, on_sigbus);
		check(!memcmp(map, text, sizeof(text)), "a child's mapping");
		_exit(map[3 * PAGE]);
	}
	wait(&i);
	check(WIFEXITED(i) && WEXITSTATUS(i) == 77, "SIGBUS beyond the end");
	munmap(map, 4 * PAGE);
	map = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, PAGE);
	check(map != MAP_FAILED && !memcmp(map, text + PAGE, PAGE), "private, with an offset");
	map[0]++;
	check(pread(fd, back, 1, PAGE) == 1 && back[0] == text[PAGE],
	      "a private write stays private");
	munmap(map, PAGE);
	close(fd);
	close(open_or_die(path, O_WRONLY));
}

static void on_sigio(int sig)
{
	signals++;
}

static void try_pipe(void)
{
	int in = open_or_die("/dev/scullpipe1", O_RDWR | O_NONBLOCK), n;
	struct pollfd poll_in = {.fd = in, .events = POLLIN | POLLOUT};
	static char much[8192];

	check(read(in, much, 1) == -1 && errno == EAGAIN, "nothing yet");
	check(poll(&poll_in, 1, 0) == 1 && poll_in.revents == POLLOUT, "only room");
	signal(SIGIO, on_sigio);
	fcntl(in, F_SETOWN, getpid());
	fcntl(in, F_SETFL, fcntl(in, F_GETFL) | O_ASYNC);
	n = write(in, much, sizeof(much));
	check(n == 4000, "as much as there is room for");
	check(signals == 1, "SIGIO");
	check(write(in, much, 1) == -1 && errno == EAGAIN, "no more room");
	check(poll(&poll_in, 1, 0) == 1 && poll_in.revents == POLLIN, "only data");
	check(lseek(in, 0, SEEK_SET) == -1 && errno == ESPIPE, "no seek");
	check(read(in, much, sizeof(much)) == n, "all of it");
	close(in);
}

/* The module old_map: two pages, "a" and "b". */
static void try_old(void)
{
	int fd = open_or_die("/dev/old_map", O_RDWR), status;
	char *map = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

	check(map != MAP_FAILED, "mmap");
	if (map == MAP_FAILED)
		return;
	check(map[0] == 'a' && map[PAGE] == 'b', "nopage");
	map[PAGE] = 'c';
	check(ioctl(fd, 0, 1) == 'c' && ioctl(fd, 0, 0) == 'a', "ioctl");
	check(ioctl(fd, 0, 2) == -1 && errno == EINVAL, "no such page");
	if (fork() == 0) {
		signal(SIGBUS, on_sigbus);
		_exit(map[2 * PAGE]);
	}
	wait(&status);
	check(WIFEXITED(status) && WEXITSTATUS(status) == 77, "SIGBUS beyond the end");
	munmap(map, 3 * PAGE);
	close(fd);
}

int main(int argc, char **argv)
{
	if (argc > 3 && !strcmp(argv[1], "-u")) {
		if (setgid(atoi(argv[2])) || setuid(atoi(argv[2])))
			return 1;
		execvp(argv[3], argv + 3);
		return 127;
	}
	if (argc > 1 && !strcmp(argv[1], "-o")) {
		try_old();
		printf("old: %d of %d good\n", checks - failures, checks);
		return !!failures;
	}
	try_ioctl();
	try_pipe();
	try_mmap("/dev/scullp0");
	try_mmap("/dev/scullv0");
	printf("calls: %d of %d good\n", checks - failures, checks);
	return !!failures;
}
