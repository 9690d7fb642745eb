/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iiocalls: what no applet of busybox says to /dev/iio:deviceN. iiocalls events N: how many
 * events come within a second, and what the last is; iiocalls buffer N SCANS: so many scans, as
 * unsigned 16-bit numbers and the time in between; iiocalls rules: what may not be. A line each.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/types.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../include/uapi/linux/iio/buffer.h"
#include "../include/uapi/linux/iio/events.h"

#define DEVICE "/dev/iio:device0"

static int events(void)
{
	int device = open(DEVICE, O_RDONLY), fd = -1, n = 0;
	struct iio_event_data event = {};
	struct pollfd wait;

	if (device < 0 || ioctl(device, IIO_GET_EVENT_FD_IOCTL, &fd)) {
		perror(DEVICE);
		return 1;
	}
	wait = (struct pollfd){.fd = fd, .events = POLLIN};
	while (poll(&wait, 1, n ? 300 : 2000) == 1 && read(fd, &event, sizeof(event)) > 0)
		n++;
	printf("events %d type %d direction %d of type %d channel %d time %d\n", n,
	       (int)IIO_EVENT_CODE_EXTRACT_TYPE(event.id),
	       (int)IIO_EVENT_CODE_EXTRACT_DIR(event.id),
	       (int)IIO_EVENT_CODE_EXTRACT_CHAN_TYPE(event.id),
	       (int)IIO_EVENT_CODE_EXTRACT_CHAN(event.id), event.timestamp > 0);
	return 0;
}

/* Scans of two numbers and the time: 16 bytes. */
static int buffer(int scans)
{
	struct {
		unsigned short volts, accel;
		long long time __attribute__((aligned(8)));
	} scan[64];
	int fd = open(DEVICE, O_RDONLY), n = 0, got, i;
	long long last = 0;

	while (n < scans && (got = read(fd, scan, sizeof(scan))) > 0) {
		for (i = 0; i < got / (int)sizeof(scan[0]) && n < scans; i++, n++) {
			printf("scan %d %04x %lld\n", scan[i].volts, scan[i].accel,
			       last ? (scan[i].time - last + 500000) / 1000000 : 0);
			last = scan[i].time;
		}
	}
	return n != scans;
}

static void say(const char *what, long ret)
{
	printf("%s: %s\n", what, ret < 0 ? strerrorname_np(errno) : "0");
}

static int rules(void)
{
	int fd = open(DEVICE, O_RDWR | O_NONBLOCK), nr = 0, second;
	char few[4], many[256];

	say("second open", open(DEVICE, O_RDONLY));
	say("its buffer again", ioctl(fd, IIO_BUFFER_GET_FD_IOCTL, &nr));
	nr = 7;
	say("no such buffer", ioctl(fd, IIO_BUFFER_GET_FD_IOCTL, &nr));
	say("unknown ioctl", ioctl(fd, 0x1234, &nr));
	say("events", ioctl(fd, IIO_GET_EVENT_FD_IOCTL, &second));
	say("events again", ioctl(fd, IIO_GET_EVENT_FD_IOCTL, &nr));
	say("less than an event", read(second, few, sizeof(few)));
	say("write", write(fd, many, sizeof(many)));
	while (read(fd, many, sizeof(many)) > 0)
		;
	say("nothing there", read(fd, many, sizeof(many)));
	say("less than a scan", read(fd, few, sizeof(few)));
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "events"))
		return events();
	if (argc > 2 && !strcmp(argv[1], "buffer"))
		return buffer(atoi(argv[2]));
	if (argc > 1 && !strcmp(argv[1], "rules"))
		return rules();
	return 2;
}
