/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * netcalls: sockets of UDP and AF_PACKET as ip(7), udp(7) and packet(7) say, and frames over a
 * wire between two interfaces.
 *
 *	netcalls INTERFACE OTHER
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static int made, good;

static void check(int line, int ok)
{
	made++;
	good += !!ok;
	if (!ok)
		printf("netcalls: line %d: errno %d\n", line, errno);
}
#define CHECK(ok) check(__LINE__, ok)

static struct sockaddr_in at(const char *addr, int port)
{
	struct sockaddr_in sin = {.sin_family = AF_INET, .sin_port = htons(port)};

	inet_aton(addr, &sin.sin_addr);
	return sin;
}

static int fails(long ret, int err)
{
	return ret == -1 && errno == err;
}

static void datagrams(void)
{
	struct sockaddr_in server = at("127.0.0.1", 7007), from, none = at("127.0.0.1", 7008);
	struct pollfd pfd;
	socklen_t len = sizeof(from);
	char buf[100];
	int a = socket(AF_INET, SOCK_DGRAM, 0), b = socket(AF_INET, SOCK_DGRAM, 0), n;

	CHECK(!bind(a, (void *)&server, sizeof(server)));
	CHECK(fails(bind(b, (void *)&server, sizeof(server)), EADDRINUSE));
	CHECK(sendto(b, "hello", 5, 0, (void *)&server, sizeof(server)) == 5);
	pfd = (struct pollfd){a, POLLIN, 0};
	CHECK(poll(&pfd, 1, 1000) == 1 && pfd.revents == POLLIN);
	CHECK(!ioctl(a, FIONREAD, &n) && n == 5);
	CHECK(recvfrom(a, buf, sizeof(buf), MSG_PEEK, NULL, NULL) == 5);
	CHECK(recvfrom(a, buf, 3, MSG_TRUNC, (void *)&from, &len) == 5 && !memcmp(buf, "hel", 3));
	CHECK(len == sizeof(from) && from.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
	CHECK(ntohs(from.sin_port) >= 32768 && ntohs(from.sin_port) <= 60999);
	CHECK(sendto(a, "back", 4, 0, (void *)&from, len) == 4);
	CHECK(recv(b, buf, sizeof(buf), 0) == 4);
	CHECK(fails(recv(b, buf, sizeof(buf), MSG_DONTWAIT), EAGAIN));
	CHECK(fails(send(a, "x", 1, 0), EDESTADDRREQ));
	/* nobody is there: who is connected hears of it */
	CHECK(!connect(b, (void *)&none, sizeof(none)));
	CHECK(send(b, "x", 1, 0) == 1);
	CHECK(fails(recv(b, buf, sizeof(buf), 0), ECONNREFUSED));
	CHECK(!getpeername(b, (void *)&from, &len) && from.sin_port == none.sin_port);
	/* no longer one that anybody else can talk to */
	CHECK(!getsockname(b, (void *)&from, &len));
	CHECK(sendto(a, "stray", 5, 0, (void *)&from, len) == 5);
	CHECK(fails(recv(b, buf, sizeof(buf), MSG_DONTWAIT), EAGAIN));
	CHECK(send(b, NULL, 0, 0) == 0);
	CHECK(fails(sendto(a, buf, 65508, 0, (void *)&server, sizeof(server)), EMSGSIZE) ||
	      errno == EFAULT);
	close(a);
	close(b);
}

static void refusals(void)
{
	struct sockaddr_in far = at("99.1.2.3", 9), all = at("10.0.0.255", 9);
	struct sockaddr_in foreign = at("1.2.3.4", 0);
	int fd = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP), on = 1;

	CHECK(fd >= 0);
	CHECK(fails(socket(AF_INET, SOCK_STREAM, 0), ESOCKTNOSUPPORT));
	CHECK(fails(socket(AF_INET, SOCK_DGRAM, IPPROTO_TCP), EPROTONOSUPPORT));
	CHECK(fails(socket(AF_INET6, SOCK_DGRAM, 0), EAFNOSUPPORT));
	CHECK(fails(sendto(fd, "x", 1, 0, (void *)&far, sizeof(far)), ENETUNREACH));
	CHECK(fails(sendto(fd, "x", 1, 0, (void *)&all, sizeof(all)), EACCES));
	CHECK(!setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof(on)));
	CHECK(sendto(fd, "x", 1, 0, (void *)&all, sizeof(all)) == 1);
	CHECK(fails(listen(fd, 1), EOPNOTSUPP));
	close(fd);
	fd = socket(AF_INET, SOCK_DGRAM, 0);
	CHECK(fails(bind(fd, (void *)&foreign, sizeof(foreign)), EADDRNOTAVAIL));
	close(fd);
}

/* A frame of our own kind from one end of the wire to the other. */
static void frames(const char *one, const char *other)
{
	unsigned char frame[64] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2,
				   0,	 0,    0,    0,	   9,	 0x88, 0xb5};
	struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_protocol = htons(0x88b5)}, from;
	int a = socket(AF_PACKET, SOCK_RAW, htons(0x88b5));
	int b = socket(AF_PACKET, SOCK_DGRAM, htons(0x88b5)), seen = 0, i;
	unsigned char buf[100];
	socklen_t len = sizeof(from);
	struct pollfd pfd = {b, POLLIN, 0};

	strcpy((char *)frame + 14, "over the wire");
	to.sll_ifindex = if_nametoindex(one);
	CHECK(a >= 0 && b >= 0 && to.sll_ifindex > 0);
	CHECK(sendto(a, frame, sizeof(frame), 0, (void *)&to, sizeof(to)) == sizeof(frame));
	for (i = 0; i < 2 && poll(&pfd, 1, 500) == 1; i++) {
		if (recvfrom(b, buf, sizeof(buf), 0, (void *)&from, &len) != 50)
			continue;
		seen += from.sll_ifindex == (int)if_nametoindex(other) &&
			from.sll_pkttype == PACKET_BROADCAST && from.sll_halen == 6 &&
			from.sll_addr[5] == 9 && !strcmp((char *)buf, "over the wire");
	}
	CHECK(seen == 1);
	close(a);
	close(b);
}

/* More at once than the card holds, and than the receiver may keep: those that fit come, in order.
 */
static void many(const char *one, const char *other)
{
	unsigned char frame[1000] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2,
				     0,	   0,	 0,    0,    9,	   0x88, 0xb6};
	struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_protocol = htons(0x88b6)};
	struct sockaddr_ll here = to;
	int a = socket(AF_PACKET, SOCK_RAW, 0), b = socket(AF_PACKET, SOCK_RAW, 0), i, came = 0;
	unsigned char buf[1000], last = 0;

	to.sll_ifindex = if_nametoindex(one);
	here.sll_ifindex = if_nametoindex(other);
	CHECK(!bind(b, (void *)&here, sizeof(here)));
	for (i = 0; i < 60; i++) {
		frame[14] = i;
		CHECK(sendto(a, frame, sizeof(frame), 0, (void *)&to, sizeof(to)) == sizeof(frame));
	}
	usleep(50000);
	while (recv(b, buf, sizeof(buf), MSG_DONTWAIT) == sizeof(buf) && buf[14] == last) {
		last++;
		came++;
	}
	CHECK(came == 60);
	close(a);
	close(b);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	datagrams();
	refusals();
	frames(argv[1], argv[2]);
	many(argv[1], argv[2]);
	printf("netcalls: %d of %d good\n", good, made);
	return good != made;
}
