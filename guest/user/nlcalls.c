/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * nlcalls: sockets of AF_NETLINK as netlink(7) says, against the module nlecho: ports, groups,
 * attributes, acknowledgements, long answers, a queue that is full; and the kernel's own messages
 * about devices.
 *
 *	nlcalls
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define USER 31
enum { ECHO_SUM = NLMSG_MIN_TYPE, ECHO_COUNT };
enum { ATTR_NUMBER = 1, ATTR_NAME, ATTR_LIST, ATTR_SUM };

static int made, good;
static char buf[16384] __attribute__((aligned(8)));

static void check(int line, int ok)
{
	made++;
	good += !!ok;
	if (!ok)
		printf("nlcalls: line %d: errno %d\n", line, errno);
}
#define CHECK(ok) check(__LINE__, ok)

static int fails(long ret, int err)
{
	return ret == -1 && errno == err;
}

static int open_at(unsigned int port, unsigned int groups)
{
	struct sockaddr_nl at = {.nl_family = AF_NETLINK, .nl_pid = port, .nl_groups = groups};
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, USER);

	CHECK(fd >= 0 && !bind(fd, (void *)&at, sizeof(at)));
	return fd;
}

static int put(struct nlmsghdr *nlh, int type, const void *data, int len)
{
	struct nlattr *nla = (void *)((char *)nlh + NLMSG_ALIGN(nlh->nlmsg_len));

	nla->nla_type = type;
	nla->nla_len = NLA_HDRLEN + len;
	memcpy((char *)nla + NLA_HDRLEN, data, len);
	nlh->nlmsg_len = NLMSG_ALIGN(nlh->nlmsg_len) + NLA_ALIGN(nla->nla_len);
	return len;
}

static struct nlmsghdr *begin(int type, int flags)
{
	struct nlmsghdr *nlh = (void *)buf;

	memset(buf, 0, sizeof(buf));
	nlh->nlmsg_len = NLMSG_HDRLEN;
	nlh->nlmsg_type = type;
	nlh->nlmsg_flags = flags;
	nlh->nlmsg_seq = 77;
	return nlh;
}

/* The error of the acknowledgement that comes; 1: it is none. */
static int ask(int fd, struct nlmsghdr *nlh)
{
	if (send(fd, nlh, nlh->nlmsg_len, 0) != (int)nlh->nlmsg_len)
		return 1;
	if (recv(fd, buf, sizeof(buf), MSG_DONTWAIT) < NLMSG_HDRLEN || nlh->nlmsg_seq != 77)
		return 1;
	return nlh->nlmsg_type == NLMSG_ERROR ? ((struct nlmsgerr *)NLMSG_DATA(nlh))->error : 1;
}

static void echo(void)
{
	struct sockaddr_nl kernel = {.nl_family = AF_NETLINK}, from;
	struct nlmsghdr *nlh = begin(NLMSG_DONE, 0);
	int fd = open_at(getpid(), 0), hears = open_at(0, 1), two;
	struct iovec iov = {buf, NLMSG_SPACE(1024)};
	struct msghdr msg = {&kernel, sizeof(kernel), &iov, 1, NULL, 0, 0};
	socklen_t len = sizeof(from);
	struct pollfd pfd = {fd, POLLIN, 0};

	CHECK(poll(&pfd, 1, 0) == 0);
	nlh->nlmsg_len = NLMSG_SPACE(1024);
	nlh->nlmsg_pid = getpid();
	strcpy(NLMSG_DATA(nlh), "Hello");
	CHECK(sendmsg(fd, &msg, 0) == NLMSG_SPACE(1024));
	CHECK(poll(&pfd, 1, 1000) == 1 && pfd.revents & POLLIN);
	memset(buf, 0, sizeof(buf));
	CHECK(recvmsg(fd, &msg, 0) == NLMSG_SPACE(1024) && !strcmp(NLMSG_DATA(nlh), "Hello"));
	CHECK(kernel.nl_pid == 0 && nlh->nlmsg_type == NLMSG_DONE);
	/* its port is another than this one's, which has the program's number */
	CHECK(!getsockname(hears, (void *)&from, &len) && (int)from.nl_pid < 0);
	CHECK(recvfrom(hears, buf, 8, MSG_TRUNC | MSG_PEEK, (void *)&from, &len) == 20);
	CHECK(from.nl_groups == 1 && recv(hears, buf, sizeof(buf), 0) == 20);
	CHECK(*(int *)NLMSG_DATA(nlh) == 1024);
	CHECK(fails(recv(hears, buf, sizeof(buf), MSG_DONTWAIT), EAGAIN));
	/* to another program */
	kernel.nl_pid = getpid();
	CHECK(sendto(hears, "bytes", 5, 0, (void *)&kernel, sizeof(kernel)) == 5);
	CHECK(recvfrom(fd, buf, 16, 0, (void *)&kernel, &len) == 5 && (int)kernel.nl_pid < 0);
	kernel.nl_pid = 999999;
	CHECK(fails(sendto(fd, "bytes", 5, 0, (void *)&kernel, sizeof(kernel)), ECONNREFUSED));
	CHECK(fails(send(fd, "", 0, 0), ENODATA));
	two = socket(AF_NETLINK, SOCK_DGRAM, USER);
	kernel.nl_pid = getpid();
	CHECK(fails(bind(two, (void *)&kernel, sizeof(kernel)), EADDRINUSE));
	close(fd);
	CHECK(!bind(two, (void *)&kernel, sizeof(kernel)));
	kernel.nl_pid = 5;
	CHECK(fails(bind(two, (void *)&kernel, sizeof(kernel)), EINVAL));
	close(two);
	close(hears);
}

static void attributes(void)
{
	unsigned int number = 40, list[4] = {NLA_HDRLEN + 4u + (ATTR_NUMBER << 16), 2,
					     NLA_HDRLEN + 4u + (ATTR_NUMBER << 16), 1000};
	int fd = open_at(0, 0), on = 1;
	unsigned long long all;
	struct nlmsghdr *nlh;

	CHECK(ask(fd, begin(NLMSG_MIN_TYPE + 9, NLM_F_REQUEST)) == -EOPNOTSUPP);
	CHECK(ask(fd, begin(ECHO_SUM, NLM_F_REQUEST)) == -EINVAL);
	CHECK(!setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof(on)));
	nlh = begin(ECHO_SUM, NLM_F_REQUEST);
	CHECK(ask(fd, nlh) == -EINVAL && nlh->nlmsg_flags & NLM_F_ACK_TLVS);
	CHECK(!strcmp(buf + NLMSG_HDRLEN + sizeof(struct nlmsgerr) + NLA_HDRLEN,
		      "nlecho: a name is missing"));
	nlh = begin(ECHO_SUM, NLM_F_REQUEST);
	put(nlh, ATTR_NAME, "far too long", 13);
	CHECK(ask(fd, nlh) == -EINVAL);
	nlh = begin(ECHO_SUM, NLM_F_REQUEST);
	put(nlh, ATTR_NUMBER, &number, 2);
	CHECK(ask(fd, nlh) == -ERANGE);
	nlh = begin(ECHO_SUM, NLM_F_REQUEST);
	put(nlh, 200, &number, 4);
	CHECK(ask(fd, nlh) == -EINVAL);
	nlh = begin(ECHO_SUM, NLM_F_REQUEST);
	put(nlh, ATTR_SUM, &number, 4);
	CHECK(ask(fd, nlh) == -EINVAL);
	nlh = begin(ECHO_SUM, NLM_F_REQUEST | NLM_F_ACK);
	put(nlh, ATTR_NUMBER, &number, 4);
	put(nlh, ATTR_LIST | NLA_F_NESTED, list, sizeof(list));
	put(nlh, ATTR_NAME, "sum", 4);
	CHECK(ask(fd, nlh) == 1 && nlh->nlmsg_type == ECHO_SUM);
	memcpy(&all, buf + NLMSG_HDRLEN + NLA_HDRLEN, 8);
	CHECK(all == 1042 && !strcmp(buf + NLMSG_HDRLEN + NLA_HDRLEN + 8 + NLA_HDRLEN, "sum"));
	CHECK(recv(fd, buf, sizeof(buf), MSG_DONTWAIT) == NLMSG_HDRLEN + sizeof(struct nlmsgerr));
	CHECK(nlh->nlmsg_type == NLMSG_ERROR && !((struct nlmsgerr *)NLMSG_DATA(nlh))->error);
	list[3] = 1001; /* out of the range of those in a list */
	nlh = begin(ECHO_SUM, NLM_F_REQUEST);
	put(nlh, ATTR_LIST | NLA_F_NESTED, list, sizeof(list));
	CHECK(ask(fd, nlh) == -ERANGE);
	close(fd);
}

static void long_answer(unsigned int numbers)
{
	struct nlmsghdr *nlh = begin(ECHO_COUNT, NLM_F_REQUEST | NLM_F_DUMP);
	int fd = open_at(0, 0), left, packets = 0, done = 0;
	unsigned int next = 0;

	put(nlh, ATTR_NUMBER, &numbers, 4);
	CHECK(send(fd, nlh, nlh->nlmsg_len, 0) == (int)nlh->nlmsg_len);
	while (!done && (left = recv(fd, buf, sizeof(buf), MSG_DONTWAIT)) > 0) {
		packets++;
		for (nlh = (void *)buf; NLMSG_OK(nlh, left); nlh = NLMSG_NEXT(nlh, left)) {
			done |= nlh->nlmsg_type == NLMSG_DONE;
			if (nlh->nlmsg_type == ECHO_COUNT &&
			    *(unsigned int *)((char *)NLMSG_DATA(nlh) + NLA_HDRLEN) == next)
				next++;
		}
	}
	CHECK(done && next == numbers && packets == (numbers > 1000 ? packets : 2 - !numbers));
	close(fd);
}

static void groups(void)
{
	struct nlmsghdr *nlh = begin(NLMSG_DONE, 0);
	int fd = open_at(0, 0), sender = open_at(0, 0), group = 40, i, n = 0;
	unsigned int mask[2] = {};
	socklen_t len = sizeof(mask);

	CHECK(!setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)));
	CHECK(!getsockopt(fd, SOL_NETLINK, NETLINK_LIST_MEMBERSHIPS, mask, &len));
	CHECK(mask[1] == 0x80 && len == 8);
	CHECK(!setsockopt(fd, SOL_NETLINK, NETLINK_DROP_MEMBERSHIP, &group, sizeof(group)));
	group = 100;
	CHECK(fails(setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, 4), EINVAL));
	group = 1;
	CHECK(!setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)));
	/* it is not read: what has no room is lost, and told of once */
	for (i = 0; i < 2000; i++)
		CHECK(send(sender, nlh, NLMSG_HDRLEN, 0) == NLMSG_HDRLEN &&
		      recv(sender, buf + 64, 64, 0) == NLMSG_HDRLEN);
	CHECK(fails(recv(fd, buf, sizeof(buf), MSG_DONTWAIT), ENOBUFS));
	while (recv(fd, buf, sizeof(buf), MSG_DONTWAIT) == NLMSG_HDRLEN + 4)
		n++;
	CHECK(errno == EAGAIN && n > 100 && n < 2000);
	close(fd);
	close(sender);
}

/* A device's uevent file has the kernel say it once more. */
static void uevents(void)
{
	struct sockaddr_nl at = {.nl_family = AF_NETLINK, .nl_groups = 1};
	int fd = socket(AF_NETLINK, SOCK_DGRAM, NETLINK_KOBJECT_UEVENT), on = 1;
	int file = open("/sys/class/mem/null/uevent", O_WRONLY), n, i, seen = 0;
	char control[CMSG_SPACE(sizeof(struct ucred))] = {};
	struct iovec iov = {buf, sizeof(buf)};
	struct msghdr msg = {NULL, 0, &iov, 1, control, sizeof(control), 0};
	struct ucred cred = {1, 1, 1};

	CHECK(!bind(fd, (void *)&at, sizeof(at)));
	CHECK(!setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)));
	CHECK(write(file, "change", 6) == 6);
	n = recvmsg(fd, &msg, MSG_DONTWAIT);
	CHECK(n > 0 && !strcmp(buf, "change@/devices/virtual/mem/null"));
	for (i = 0; i < n; i += strlen(buf + i) + 1)
		seen += !strcmp(buf + i, "ACTION=change") || !strcmp(buf + i, "DEVNAME=null") ||
			!strncmp(buf + i, "SEQNUM=", 7) || !strcmp(buf + i, "SUBSYSTEM=mem");
	CHECK(seen == 4);
	if (CMSG_FIRSTHDR(&msg))
		memcpy(&cred, CMSG_DATA(CMSG_FIRSTHDR(&msg)), sizeof(cred));
	CHECK(cred.pid == 0 && cred.uid == 0);
	close(file);
	close(fd);
}

/* Who is no superuser hears no group but the kernel's about devices, and sends to none. */
static void rights(void)
{
	struct sockaddr_nl at = {.nl_family = AF_NETLINK, .nl_groups = 1};
	int fd = socket(AF_NETLINK, SOCK_RAW, USER);
	int devices = socket(AF_NETLINK, SOCK_RAW, NETLINK_KOBJECT_UEVENT);

	CHECK(!seteuid(1000));
	CHECK(fails(bind(fd, (void *)&at, sizeof(at)), EPERM));
	CHECK(fails(sendto(fd, "bytes", 5, 0, (void *)&at, sizeof(at)), EPERM));
	CHECK(!bind(devices, (void *)&at, sizeof(at)));
	CHECK(!seteuid(0));
	close(fd);
	close(devices);
}

int main(void)
{
	CHECK(fails(socket(AF_NETLINK, SOCK_STREAM, USER), ESOCKTNOSUPPORT));
	CHECK(fails(socket(AF_NETLINK, SOCK_RAW, 30), EPROTONOSUPPORT));
	CHECK(fails(socket(AF_NETLINK, SOCK_RAW, 32), EPROTONOSUPPORT));
	echo();
	attributes();
	long_answer(0);
	long_answer(100);
	long_answer(50000);
	groups();
	uevents();
	rights();
	printf("nlcalls: %d of %d good\n", good, made);
	return good != made;
}
