/* SPDX-License-Identifier: GPL-2.0-only */
/* sc_socket: AF_UNIX sockets. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "say.h"

static int events(int fd)
{
	struct pollfd p = {fd, POLLIN | POLLOUT | POLLRDHUP | POLLPRI, 0};

	poll(&p, 1, 0);
	return p.revents;
}

static int option(int fd, int name)
{
	int v = -7;
	socklen_t len = sizeof(v);

	return getsockopt(fd, SOL_SOCKET, name, &v, &len) ? -1 : v;
}

static struct sockaddr_un named(const char *path)
{
	struct sockaddr_un un = {.sun_family = AF_UNIX};

	strcpy(un.sun_path, path);
	return un;
}

#define ADDR(un) ((struct sockaddr *)&(un))

static void making(void)
{
	int fds[2], fd;
	struct stat st;

	PART("socket");
	SAY(socket(AF_UNIX, SOCK_STREAM, 5));
	SAY(socket(AF_UNIX, SOCK_RDM, 0));
	SAY(socket(AF_UNIX, 77, 0));
	SAY(socket(AF_UNIX, 9, 0));
	SAY(socket(99, SOCK_STREAM, 0));
	SAY(syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, 1));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	SAY(fcntl(fd, F_GETFD));
	SAY(fcntl(fd, F_GETFL));
	SAY(events(fd));
	SAY(lseek(fd, 0, SEEK_CUR));
	fstat(fd, &st);
	printf("mode %o size %d\n", st.st_mode, (int)st.st_size);
	SAY(option(fd, SO_TYPE));
	SAY(option(fd, SO_DOMAIN));
	SAY(option(fd, SO_PROTOCOL));
	SAY(option(fd, SO_ERROR));
	SAY(option(fd, SO_ACCEPTCONN));
	SAY(option(fd, SO_RCVLOWAT));
	SAY(option(fd, 999));
	SAY(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, 4));
	SAY(option(fd, SO_REUSEADDR));
	SAY(setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, 2));
	SAY(setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &(int){10000}, 4));
	SAY(option(fd, SO_SNDBUF));
	SAY(setsockopt(fd, 6, 1, &(int){1}, 4));
	SAY(accept(fd, NULL, NULL));
	SAY(listen(fd, 1));
	SAY(send(fd, "x", 1, 0));
	SAY(recv(fd, &fds, 1, 0));
	SAY(getpeername(fd, (struct sockaddr *)fds, &(socklen_t){8}));
	SAY(shutdown(fd, 7));
	SAY(accept(0, NULL, NULL));
	SAY(accept(99, NULL, NULL));
	SAY(accept4(fd, NULL, NULL, 1));
	close(fd);
}

static void pair(void)
{
	char buf[100] = "";
	struct iovec iov[2] = {{"one ", 4}, {"two", 4}};
	int s[2], n;

	PART("socketpair, stream");
	SAY(socketpair(AF_UNIX, SOCK_STREAM, 0, s));
	SAY(events(s[0]));
	SAY(writev(s[0], iov, 2));
	SAY(events(s[1]));
	SAY(ioctl(s[1], FIONREAD, &n));
	SAY(n);
	SAY(recv(s[1], buf, 3, MSG_PEEK));
	SAY(recv(s[1], buf, sizeof(buf), MSG_DONTWAIT));
	printf("%s\n", buf);
	SAY(recv(s[1], buf, sizeof(buf), MSG_DONTWAIT));
	send(s[0], "abc", 3, 0);
	send(s[0], "def", 4, 0);
	SAY(recv(s[1], buf, 5, MSG_PEEK));
	SAY(recv(s[1], buf, 7, MSG_WAITALL));
	printf("%s\n", buf);
	SAY(setsockopt(s[1], SOL_SOCKET, SO_RCVTIMEO, &(struct timeval){0, 20000},
		       sizeof(struct timeval)));
	SAY(recv(s[1], buf, 5, 0));
	SAY(send(s[0], "x", 1, MSG_OOB | MSG_DONTROUTE) >= -1);
	SAY(shutdown(s[0], SHUT_WR));
	SAY(events(s[0]));
	SAY(events(s[1]) & ~POLLPRI);
	SAY(send(s[0], "x", 1, MSG_NOSIGNAL));
	SAY(send(s[1], "back", 5, 0));
	SAY(recv(s[0], buf, sizeof(buf), 0));
	send(s[1], "unread", 6, 0);
	close(s[0]);
	SAY(events(s[1]) & ~POLLPRI);
	SAY(send(s[1], "x", 1, MSG_NOSIGNAL));
	close(s[1]);
	socketpair(AF_UNIX, SOCK_STREAM, 0, s);
	send(s[1], "unread", 6, 0);
	close(s[0]);
	SAY(events(s[1]));
	SAY(recv(s[1], buf, 1, 0));
	SAY(recv(s[1], buf, 1, 0));
	signal(SIGPIPE, SIG_DFL);
	if (!fork()) {
		write(s[1], "x", 1);
		_exit(1);
	}
	wait(&n);
	SAY(WTERMSIG(n));
	close(s[1]);
}

static void datagrams(void)
{
	char buf[100] = "";
	struct msghdr msg = {.msg_iov = &(struct iovec){buf, 2}, .msg_iovlen = 1};
	int s[2], i, n;

	PART("socketpair, datagrams");
	SAY(socketpair(AF_UNIX, SOCK_DGRAM, 0, s));
	SAY(send(s[0], "first", 5, 0));
	SAY(send(s[0], "", 0, 0));
	SAY(send(s[0], "third", 5, 0));
	SAY(ioctl(s[1], FIONREAD, &n));
	SAY(n);
	SAY(recvmsg(s[1], &msg, MSG_PEEK | MSG_TRUNC));
	SAY(recvmsg(s[1], &msg, 0));
	SAY(msg.msg_flags);
	SAY(recv(s[1], buf, sizeof(buf), 0));
	SAY(recv(s[1], buf, sizeof(buf), MSG_TRUNC));
	SAY(recv(s[1], buf, sizeof(buf), MSG_DONTWAIT));
	SAY(shutdown(s[1], SHUT_RD));
	SAY(send(s[0], "x", 1, MSG_NOSIGNAL));
	close(s[1]);
	SAY(send(s[0], "x", 1, MSG_NOSIGNAL));
	SAY(send(s[0], "x", 1, MSG_NOSIGNAL));
	SAY(events(s[0]));
	close(s[0]);
	PART("socketpair, seqpacket");
	SAY(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, s));
	SAY(send(s[0], "first", 5, MSG_EOR));
	SAY(send(s[0], "second", 6, 0));
	SAY(recv(s[1], buf, 3, 0));
	SAY(recv(s[1], buf, 30, 0));
	close(s[0]);
	SAY(recv(s[1], buf, 30, 0));
	SAY(events(s[1]));
	SAY(send(s[1], "x", 1, MSG_NOSIGNAL));
	close(s[1]);
	PART("a full queue");
	s[0] = socket(AF_UNIX, SOCK_DGRAM, 0);
	s[1] = socket(AF_UNIX, SOCK_DGRAM, 0);
	struct sockaddr_un un = named("/tmp/queue");
	SAY(bind(s[0], ADDR(un), sizeof(un)));
	SAY(connect(s[1], ADDR(un), sizeof(un)));
	for (i = 0; send(s[1], "x", 1, MSG_DONTWAIT) == 1; i++)
		;
	SAY(errno == EAGAIN ? i : -errno);
	SAY(events(s[1]));
	SAY(recv(s[0], buf, 1, 0));
	SAY(events(s[1]));
	close(s[0]);
	close(s[1]);
	unlink("/tmp/queue");
}

static void names(void)
{
	struct sockaddr_un un = named("/tmp/socket"), back;
	socklen_t len = sizeof(back);
	int l = socket(AF_UNIX, SOCK_STREAM, 0), c, a, other;
	char buf[10] = "";
	struct stat st;

	PART("names");
	memset(&back, 0, sizeof(back));
	SAY(bind(l, ADDR(un), 1));
	SAY(bind(l, ADDR(un), 200));
	SAY(bind(l, (struct sockaddr *)1, 10));
	umask(022);
	SAY(bind(l, ADDR(un), sizeof(un)));
	SAY(bind(l, ADDR(un), sizeof(un)));
	stat("/tmp/socket", &st);
	printf("mode %o\n", st.st_mode);
	SAY(open("/tmp/socket", O_RDWR));
	SAY(getsockname(l, ADDR(back), &len));
	printf("%d %s\n", (int)len, back.sun_path);
	c = socket(AF_UNIX, SOCK_STREAM, 0);
	SAY(bind(c, ADDR(un), sizeof(un)));
	SAY(connect(c, ADDR(un), sizeof(un)));
	SAY(listen(l, 0));
	SAY(events(l));
	SAY(option(l, SO_ACCEPTCONN));
	other = socket(AF_UNIX, SOCK_DGRAM, 0);
	SAY(connect(other, ADDR(un), sizeof(un)));
	SAY(connect(c, ADDR(un), sizeof(un)));
	fcntl(c, F_SETFL, O_NONBLOCK);
	SAY(connect(c, ADDR(un), sizeof(un)));
	fcntl(c, F_SETFL, 0);
	SAY(events(c));
	SAY(events(l));
	SAY(send(c, "early", 6, 0));
	int c2 = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	SAY(connect(c2, ADDR(un), sizeof(un)));
	len = sizeof(back);
	memset(&back, 0x55, sizeof(back));
	SAY_OK(a = accept(l, ADDR(back), &len));
	printf("%d family %d\n", (int)len, back.sun_family);
	SAY(recv(a, buf, sizeof(buf), 0));
	SAY(connect(c2, ADDR(un), sizeof(un)));
	len = 4;
	SAY(getpeername(c, ADDR(back), &len));
	printf("%d\n", (int)len);
	len = sizeof(back);
	SAY(getsockname(a, ADDR(back), &len));
	printf("%d %s\n", (int)len, back.sun_path);
	SAY(listen(a, 1));
	SAY(send(a, "x", 1, 0));
	SAY(sendto(c, "x", 1, 0, ADDR(un), sizeof(un)));
	close(l);
	SAY(events(c2));
	SAY(recv(c2, buf, 1, 0));
	close(c2);
	c2 = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	SAY(connect(c2, ADDR(un), sizeof(un)));
	unlink("/tmp/socket");
	SAY(connect(c2, ADDR(un), sizeof(un)));
	un = named("/tmp");
	SAY(connect(c2, ADDR(un), sizeof(un)));
	SAY(bind(c2, ADDR(un), sizeof(un)));
	un = named("/no/where");
	SAY(bind(c2, ADDR(un), sizeof(un)));
	close(a);
	close(c);
	close(c2);
	close(other);
}

static void abstract(void)
{
	struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "\0abstract"}, from;
	socklen_t len = offsetof(struct sockaddr_un, sun_path) + 9, back = sizeof(from);
	int a = socket(AF_UNIX, SOCK_DGRAM, 0), b = socket(AF_UNIX, SOCK_DGRAM, 0);
	char buf[10] = "";

	PART("abstract names");
	SAY(bind(a, ADDR(un), len));
	SAY(bind(b, ADDR(un), len));
	SAY(sendto(b, "hello", 6, 0, ADDR(un), len));
	SAY(recvfrom(a, buf, sizeof(buf), 0, ADDR(from), &back));
	printf("%s %d\n", buf, (int)back);
	SAY(sendto(b, "hello", 6, 0, ADDR(un), len - 1));
	SAY(bind(b, ADDR(un), sizeof(sa_family_t)));
	back = sizeof(from);
	SAY(getsockname(b, ADDR(from), &back));
	printf("%d\n", (int)back);
	SAY(connect(b, ADDR(un), len));
	SAY(send(b, "again", 6, 0));
	back = sizeof(from);
	SAY(recvfrom(a, buf, sizeof(buf), 0, ADDR(from), &back));
	printf("%d %d\n", (int)back, from.sun_path[0]);
	SAY(sendto(a, "reply", 6, 0, ADDR(from), back));
	SAY(recv(b, buf, sizeof(buf), 0));
	un.sun_family = AF_UNSPEC;
	SAY(connect(b, ADDR(un), sizeof(un)));
	SAY(send(b, "x", 1, 0));
	close(a);
	close(b);
}

/* fd < 0: credentials alone. */
static long send_fd(int s, int fd, int nr)
{
	char control[CMSG_SPACE(3 * sizeof(int))] = "";
	struct msghdr msg = {.msg_iov = &(struct iovec){"m", 1},
			     .msg_iovlen = 1,
			     .msg_control = control,
			     .msg_controllen = CMSG_SPACE(nr * sizeof(int))};
	struct cmsghdr *c = CMSG_FIRSTHDR(&msg);
	int i;

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(nr * sizeof(int));
	for (i = 0; i < nr; i++)
		((int *)CMSG_DATA(c))[i] = fd;
	return sendmsg(s, &msg, 0);
}

static long recv_fd(int s, int room, int flags)
{
	char control[200], data[10];
	struct msghdr msg = {.msg_iov = &(struct iovec){data, 10},
			     .msg_iovlen = 1,
			     .msg_control = control,
			     .msg_controllen = room};
	struct cmsghdr *c;
	long ret = recvmsg(s, &msg, flags);

	if (ret < 0)
		return ret;
	printf("flags %x left %d\n", msg.msg_flags, (int)msg.msg_controllen);
	for (c = CMSG_FIRSTHDR(&msg); c; c = CMSG_NXTHDR(&msg, c)) {
		printf("type %d len %d", c->cmsg_type, (int)c->cmsg_len);
		if (c->cmsg_type == SCM_CREDENTIALS) {
			struct ucred *u = (struct ucred *)CMSG_DATA(c);

			printf(" own %d uid %d gid %d", u->pid == getpid(), u->uid, u->gid);
		} else {
			int fd = *(int *)CMSG_DATA(c);

			printf(" flags %d", fcntl(fd, F_GETFD));
			lseek(fd, 0, SEEK_SET);
			memset(data, 0, sizeof(data));
			if (read(fd, data, 7) >= 0)
				printf(" %s", data);
			close(fd);
		}
		printf("\n");
	}
	return ret;
}

static void rights(void)
{
	int s[2], fd = open("/tmp/file", O_RDWR | O_CREAT, 0600), i;
	struct ucred cred = {};
	socklen_t len = sizeof(cred);
	char buf[10];

	PART("SCM_RIGHTS, SCM_CREDENTIALS");
	write(fd, "content", 7);
	socketpair(AF_UNIX, SOCK_STREAM, 0, s);
	SAY(send_fd(s[0], 99, 1));
	SAY(send_fd(s[0], fd, 1));
	SAY(recv_fd(s[1], 200, 0));
	SAY(send_fd(s[0], fd, 3));
	SAY(recv_fd(s[1], CMSG_SPACE(4), MSG_CMSG_CLOEXEC));
	SAY(send_fd(s[0], fd, 1));
	SAY(recv(s[1], buf, 1, 0));
	SAY(send_fd(s[0], fd, 1));
	SAY(recv_fd(s[1], 0, 0));
	/* what comes with files is not read together with what follows */
	send_fd(s[0], fd, 1);
	send(s[0], "more", 4, 0);
	SAY(recv_fd(s[1], 200, 0));
	SAY(recv(s[1], buf, 10, 0));
	SAY(getsockopt(s[0], SOL_SOCKET, SO_PEERCRED, &cred, &len));
	printf("own %d uid %d len %d\n", cred.pid == getpid(), cred.uid, (int)len);
	SAY(setsockopt(s[1], SOL_SOCKET, SO_PASSCRED, &(int){1}, 4));
	send(s[0], "x", 1, 0);
	SAY(recv_fd(s[1], 200, 0));
	send_fd(s[0], fd, 1);
	SAY(recv_fd(s[1], 200, 0));
	/* one that only itself leads to */
	for (i = 0; i < 100; i++) {
		int t[2];

		socketpair(AF_UNIX, SOCK_DGRAM, 0, t);
		send_fd(t[0], t[1], 1);
		send_fd(t[1], t[0], 1);
		close(t[0]);
		close(t[1]);
	}
	unlink("/tmp/file");
	close(fd);
	close(s[0]);
	close(s[1]);
}

static void blocking(void)
{
	static char big[1 << 20];
	int s[2], status;
	long sum = 0, n;

	PART("more than fits");
	socketpair(AF_UNIX, SOCK_STREAM, 0, s);
	memset(big, 'b', sizeof(big));
	if (!fork()) {
		close(s[0]);
		n = write(s[1], big, sizeof(big));
		_exit(n == sizeof(big) ? 0 : 1);
	}
	close(s[1]);
	memset(big, 0, sizeof(big));
	while ((n = read(s[0], big + sum, sizeof(big) - sum)) > 0)
		sum += n;
	wait(&status);
	SAY(sum);
	SAY(status);
	SAY(big[0] == 'b' && big[sizeof(big) - 1] == 'b');
	close(s[0]);
	socketpair(AF_UNIX, SOCK_STREAM, 0, s);
	fcntl(s[0], F_SETFL, O_NONBLOCK);
	n = write(s[0], big, sizeof(big));
	SAY(n > 100000 && n < 300000);
	SAY(write(s[0], big, 1));
	SAY(events(s[0]));
	while (recv(s[1], big, sizeof(big), MSG_DONTWAIT) > 0)
		;
	SAY(events(s[0]));
	SAY(send(s[0], big, sizeof(big), 0) > 100000);
	close(s[0]);
	close(s[1]);
	socketpair(AF_UNIX, SOCK_DGRAM, 0, s);
	SAY(send(s[0], big, sizeof(big), 0));
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	making();
	pair();
	datagrams();
	names();
	abstract();
	rights();
	blocking();
	return 0;
}
