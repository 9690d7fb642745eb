/* SPDX-License-Identifier: GPL-2.0-only */
/* sc_misc: splice and its kin, processes as files, programs run by a file, and single calls. */
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <sys/xattr.h>

#include "say.h"

static void splicing(void)
{
	int a[2], b[2], file = open("/tmp/splice", O_RDWR | O_CREAT | O_TRUNC, 0600);
	struct iovec iov[2] = {{"vm", 2}, {"splice", 6}};
	char buf[100] = "";
	loff_t off = 2;

	PART("splice, tee, vmsplice");
	pipe(a);
	pipe(b);
	write(file, "0123456789", 10);
	SAY(splice(file, &off, a[1], NULL, 4, 0));
	SAY(off);
	SAY(splice(file, NULL, a[1], NULL, 4, 0));
	SAY(lseek(file, 3, SEEK_SET));
	SAY(splice(file, NULL, a[1], NULL, 100, 0));
	SAY(lseek(file, 0, SEEK_CUR));
	SAY(tee(a[0], b[1], 6, 0));
	SAY(read(b[0], buf, sizeof(buf)));
	printf("%s\n", buf);
	SAY(splice(a[0], NULL, b[1], NULL, 5, 0));
	memset(buf, 0, sizeof(buf));
	SAY(read(b[0], buf, sizeof(buf)));
	printf("%s\n", buf);
	off = 8;
	int other = open("/tmp/other", O_RDWR | O_CREAT | O_TRUNC, 0600);

	SAY(splice(a[0], NULL, other, &off, 100, 0));
	memset(buf, 0, sizeof(buf));
	SAY(pread(other, buf, sizeof(buf), 8));
	printf("%s\n", buf);
	unlink("/tmp/other");
	SAY(vmsplice(a[1], iov, 2, 0));
	memset(buf, 0, sizeof(buf));
	SAY(read(a[0], buf, sizeof(buf)));
	printf("%s\n", buf);
	SAY(splice(a[0], NULL, b[1], NULL, 5, SPLICE_F_NONBLOCK));
	SAY(splice(a[0], NULL, a[1], NULL, 5, 0));
	SAY(splice(file, NULL, file, NULL, 5, 0));
	SAY(splice(a[0], &off, b[1], NULL, 5, 0));
	SAY(splice(a[1], NULL, b[1], NULL, 5, 0));
	SAY(splice(a[0], NULL, b[1], NULL, 5, 0x100));
	SAY(splice(a[0], NULL, b[1], NULL, 0, 0));
	SAY(splice(99, NULL, b[1], NULL, 1, 0));
	SAY(tee(a[0], file, 6, 0));
	SAY(tee(a[0], b[1], 6, SPLICE_F_NONBLOCK));
	SAY(vmsplice(file, iov, 2, 0));
	close(a[1]);
	SAY(splice(a[0], NULL, b[1], NULL, 5, 0));
	close(b[0]);
	signal(SIGPIPE, SIG_IGN);
	SAY(splice(file, NULL, b[1], NULL, 5, 0));
	unlink("/tmp/splice");
}

static void processes(void)
{
	struct pollfd p = {.events = POLLIN};
	int fd, pipes[2], copy;
	siginfo_t info;
	pid_t pid = fork();
	char c;

	PART("pidfd");
	if (!pid)
		for (;;)
			pause();
	SAY(syscall(SYS_pidfd_open, pid, 1));
	SAY(syscall(SYS_pidfd_open, 0, 0));
	SAY(syscall(SYS_pidfd_open, 99999, 0));
	fd = syscall(SYS_pidfd_open, pid, 0);
	p.fd = fd;
	SAY(fcntl(fd, F_GETFD));
	SAY(poll(&p, 1, 0));
	SAY(read(fd, &c, 1));
	pipe(pipes);
	SAY(syscall(SYS_pidfd_getfd, fd, 999, 0));
	SAY_OK(copy = syscall(SYS_pidfd_getfd, fd, 1, 0));
	close(copy);
	SAY(syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0));
	SAY(syscall(SYS_pidfd_send_signal, fd, SIGTERM, NULL, 1));
	SAY(syscall(SYS_pidfd_send_signal, 0, SIGTERM, NULL, 0));
	SAY(syscall(SYS_pidfd_send_signal, fd, SIGTERM, NULL, 0));
	SAY(poll(&p, 1, 1000));
	SAY(waitid(P_PIDFD, fd, &info, WEXITED));
	printf("code %d status %d own %d\n", info.si_code, info.si_status, info.si_pid == pid);
	SAY(syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0));
	SAY(poll(&p, 1, 0));
	SAY(waitid(P_PIDFD, 0, &info, WEXITED));
}

static int run_at(int dfd, const char *name, int flags)
{
	char *argv[] = {"echo", "ran", NULL};
	int status;

	fflush(stdout);
	if (!fork()) {
		syscall(SYS_execveat, dfd, name, argv, NULL, flags);
		_exit(errno);
	}
	wait(&status);
	return WEXITSTATUS(status);
}

static void running(void)
{
	int dir = open("/bin", O_PATH), fd = open("/bin/busybox", O_RDONLY), script;

	PART("execveat");
	SAY(run_at(dir, "busybox", 0));
	SAY(run_at(fd, "", AT_EMPTY_PATH));
	SAY(run_at(fd, "", 0));
	SAY(run_at(dir, "", AT_EMPTY_PATH));
	SAY(run_at(dir, "nothing", 0));
	SAY(run_at(99, "busybox", 0));
	SAY(run_at(AT_FDCWD, "/bin/busybox", 0));
	SAY(run_at(dir, "busybox", 0x10));
	symlink("busybox", "/bin/link-to-it");
	SAY(run_at(dir, "link-to-it", AT_SYMLINK_NOFOLLOW));
	script = open("/tmp/script", O_RDWR | O_CREAT | O_TRUNC, 0755);
	write(script, "#!/bin/busybox echo\n", 20);
	close(script);
	script = open("/tmp", O_PATH);
	SAY(run_at(AT_FDCWD, "/tmp/script", 0));
	unlink("/tmp/script");
	unlink("/bin/link-to-it");
}

static void attributes(void)
{
	char buf[10];

	PART("extended attributes");
	SAY(setxattr("/tmp", "user.some", "x", 1, 0));
	SAY(setxattr("/none", "user.some", "x", 1, 0));
	SAY(setxattr("/tmp", "", "x", 1, 0));
	SAY(setxattr("/tmp", "user.some", "x", 1, 8));
	SAY(getxattr("/tmp", "user.some", buf, 10));
	SAY(fgetxattr(99, "user.some", buf, 10));
	SAY(listxattr("/tmp", buf, 10));
	SAY(removexattr("/tmp", "user.some"));
}

static void single(void)
{
	int status;

	PART("single calls");
	SAY(syscall(SYS_membarrier, 0, 1, 0));
	SAY((syscall(SYS_membarrier, 0, 0, 0) & 0x7f) == 0x7f);
	SAY(syscall(SYS_membarrier, 1, 0, 0));
	SAY(syscall(SYS_membarrier, 8, 0, 0));
	SAY(syscall(SYS_membarrier, 16, 0, 0));
	SAY(syscall(SYS_membarrier, 8, 0, 0));
	SAY(syscall(SYS_membarrier, 3, 0, 0));
	SAY(unshare(CLONE_FILES | CLONE_FS));
	SAY(unshare(0x10));
	SAY(syscall(SYS_ioprio_get, 1, 0));
	SAY(syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 3));
	SAY(syscall(SYS_ioprio_get, 1, 0));
	SAY(syscall(SYS_ioprio_set, 1, 0, 2 << 13 | 9));
	SAY(syscall(SYS_ioprio_get, 7, 0));
	SAY(prctl(PR_GET_DUMPABLE));
	SAY(prctl(PR_SET_DUMPABLE, 0));
	SAY(prctl(PR_GET_DUMPABLE));
	SAY(prctl(PR_SET_DUMPABLE, 2));
	SAY(prctl(PR_SET_DUMPABLE, 1));
	fflush(stdout);
	if (!fork()) {
		setresuid(7, 7, 7);
		_exit(setresuid(0, 0, 0) == -1 && errno == EPERM &&
		      open("/etc/shadow-none", O_RDWR | O_CREAT, 0600) == -1 && errno == EACCES);
	}
	wait(&status);
	SAY(WEXITSTATUS(status));
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	splicing();
	processes();
	running();
	attributes();
	single();
	return 0;
}
