/* SPDX-License-Identifier: GPL-2.0-only */
/* sc_inotify: what a program is told of files and directories. */
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/time.h>

#include "say.h"

static int in;

static void show(const char *what)
{
	char buf[4096] __attribute__((aligned(8))), *at;
	ssize_t len = read(in, buf, sizeof(buf));

	printf("%s:%s\n", what, len < 0 ? strerrorname_np(errno) : "");
	for (at = buf; len > 0 && at < buf + len;) {
		struct inotify_event *e = (struct inotify_event *)at;

		printf("  wd %d mask %x cookie %d len %d %s\n", e->wd, e->mask, e->cookie != 0,
		       (int)e->len, e->len ? e->name : "");
		at += sizeof(*e) + e->len;
	}
}

int main(void)
{
	struct pollfd p;
	int fd, wd, n;

	setvbuf(stdout, NULL, _IOLBF, 0);
	mkdir("/tmp/watched", 0755);
	SAY(inotify_init1(1));
	in = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	p = (struct pollfd){in, POLLIN, 0};
	SAY(poll(&p, 1, 0));
	show("nothing");
	SAY(inotify_add_watch(in, "/tmp/watched", 0));
	SAY(inotify_add_watch(in, "/tmp/none", IN_ALL_EVENTS));
	SAY(inotify_add_watch(0, "/tmp/watched", IN_ALL_EVENTS));
	SAY(inotify_add_watch(99, "/tmp/watched", IN_ALL_EVENTS));
	SAY(wd = inotify_add_watch(in, "/tmp/watched", IN_ALL_EVENTS));
	SAY(inotify_add_watch(in, "/tmp/watched", IN_ALL_EVENTS));
	SAY(inotify_add_watch(in, "/tmp/watched", IN_ALL_EVENTS | IN_MASK_CREATE));
	fd = open("/tmp/watched/file", O_RDWR | O_CREAT, 0600);
	SAY(poll(&p, 1, 0));
	SAY(ioctl(in, FIONREAD, &n));
	SAY(n);
	SAY(read(in, &n, 4));
	show("created");
	SAY(inotify_add_watch(in, "/tmp/watched/file", IN_ALL_EVENTS));
	SAY(inotify_add_watch(in, "/tmp/watched/file", IN_ALL_EVENTS | IN_ONLYDIR));
	write(fd, "x", 1);
	write(fd, "y", 1);
	show("written");
	pread(fd, &n, 1, 0);
	lseek(fd, 0, SEEK_SET);
	read(fd, &n, 1);
	show("read");
	ftruncate(fd, 0);
	fchmod(fd, 0640);
	utimes("/tmp/watched/file", NULL);
	show("changed");
	close(fd);
	show("closed");
	close(open("/tmp/watched/file", O_RDONLY));
	show("opened and closed");
	link("/tmp/watched/file", "/tmp/watched/other");
	symlink("file", "/tmp/watched/link");
	mkdir("/tmp/watched/dir", 0755);
	mknod("/tmp/watched/fifo", S_IFIFO | 0600, 0);
	show("names");
	rename("/tmp/watched/other", "/tmp/watched/dir/moved");
	rename("/tmp/watched/link", "/tmp/watched/renamed");
	show("renamed");
	unlink("/tmp/watched/renamed");
	unlink("/tmp/watched/fifo");
	unlink("/tmp/watched/dir/moved");
	show("removed");
	unlink("/tmp/watched/file");
	show("the last name");
	rmdir("/tmp/watched/dir");
	show("a directory");
	SAY(inotify_add_watch(in, "/tmp/watched", IN_CREATE | IN_ONESHOT));
	close(creat("/tmp/watched/a", 0600));
	close(creat("/tmp/watched/b", 0600));
	show("once");
	SAY(inotify_rm_watch(in, wd));
	SAY(wd = inotify_add_watch(in, "/tmp/watched", IN_DELETE_SELF | IN_OPEN));
	unlink("/tmp/watched/a");
	unlink("/tmp/watched/b");
	SAY(inotify_rm_watch(in, wd));
	show("removed by hand");
	SAY(inotify_add_watch(in, "/tmp/watched", IN_DELETE_SELF));
	rmdir("/tmp/watched");
	show("itself");
	close(in);
	return 0;
}
