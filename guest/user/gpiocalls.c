/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpiocalls: the second version of the ioctls of /dev/gpiochip0, which libgpiod's programs of
 * Debian 12 do not use, on the lines of gpio-loop: 0 and 1 are one wire, 2 and 3 are another.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/types.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "../include/uapi/linux/gpio.h"

static int chip;

static const char *answer(int ret)
{
	return ret < 0 ? strerrorname_np(errno) : "0";
}

/* The file of a request for a line or two in a row; -1. */
static int request(unsigned int first, unsigned int n, __u64 flags, __u64 values)
{
	struct gpio_v2_line_request req = {.num_lines = n, .consumer = "calls"};
	unsigned int i;
	int ret;

	for (i = 0; i < n; i++)
		req.offsets[i] = first + i;
	req.config.flags = flags;
	if (values) {
		req.config.num_attrs = 1;
		req.config.attrs[0].attr.id = GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES;
		req.config.attrs[0].attr.values = values;
		req.config.attrs[0].mask = values;
	}
	ret = ioctl(chip, GPIO_V2_GET_LINE_IOCTL, &req);
	printf("request %u+%u %llx: %s\n", first, n, (unsigned long long)flags, answer(ret));
	return ret < 0 ? -1 : req.fd;
}

static void set(int fd, __u64 mask, __u64 bits)
{
	struct gpio_v2_line_values values = {.mask = mask, .bits = bits};

	printf("set %llx of %llx: %s\n", (unsigned long long)bits, (unsigned long long)mask,
	       answer(ioctl(fd, GPIO_V2_LINE_SET_VALUES_IOCTL, &values)));
}

static void get(int fd, __u64 mask)
{
	struct gpio_v2_line_values values = {.mask = mask};
	int ret = ioctl(fd, GPIO_V2_LINE_GET_VALUES_IOCTL, &values);

	printf("get %llx: %s %llx\n", (unsigned long long)mask, answer(ret),
	       (unsigned long long)values.bits);
}

static void info(unsigned int line)
{
	struct gpio_v2_line_info told = {.offset = line};
	int ret = ioctl(chip, GPIO_V2_GET_LINEINFO_IOCTL, &told);

	printf("info %u: %s '%s' '%s' %llx\n", line, answer(ret), told.name, told.consumer,
	       (unsigned long long)told.flags);
}

static void events(int fd)
{
	struct gpio_v2_line_event event;
	struct pollfd wait = {.fd = fd, .events = POLLIN};

	while (poll(&wait, 1, 100) > 0 && read(fd, &event, sizeof(event)) == sizeof(event))
		printf("event: line %u %s %u %u time %d\n", event.offset,
		       event.id == GPIO_V2_LINE_EVENT_RISING_EDGE ? "rising" : "falling",
		       event.seqno, event.line_seqno, event.timestamp_ns > 0);
}

static void changes(void)
{
	struct gpio_v2_line_info_changed change;
	struct pollfd wait = {.fd = chip, .events = POLLIN};

	while (poll(&wait, 1, 0) > 0 && read(chip, &change, sizeof(change)) == sizeof(change))
		printf("change %u: line %u '%s' %llx\n", change.event_type, change.info.offset,
		       change.info.consumer, (unsigned long long)change.info.flags);
}

static void configure(int fd, __u64 flags)
{
	struct gpio_v2_line_config config = {.flags = flags};

	printf("config %llx: %s\n", (unsigned long long)flags,
	       answer(ioctl(fd, GPIO_V2_LINE_SET_CONFIG_IOCTL, &config)));
}

static void rules(void)
{
	struct gpio_v2_line_info told = {.offset = 99};
	char byte;

	request(0, 1, GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_OUTPUT, 0);
	request(0, 1, GPIO_V2_LINE_FLAG_OUTPUT | GPIO_V2_LINE_FLAG_EDGE_RISING, 0);
	request(0, 1, GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_OPEN_DRAIN, 0);
	request(0, 1, GPIO_V2_LINE_FLAG_BIAS_PULL_UP, 0);
	request(0, 1, 1ull << 40, 0);
	request(0, 0, 0, 0);
	request(99, 1, 0, 0);
	printf("info 99: %s\n", answer(ioctl(chip, GPIO_V2_GET_LINEINFO_IOCTL, &told)));
	printf("read: %s\n", answer(read(chip, &byte, 1)));
}

int main(void)
{
	struct gpio_v2_line_info watched = {.offset = 1};
	struct gpioline_info old = {.line_offset = 0};
	struct gpiochip_info chip_info;
	int out, in, drain;

	setvbuf(stdout, NULL, _IONBF, 0);
	chip = open("/dev/gpiochip0", O_RDWR | O_CLOEXEC | O_NONBLOCK);
	if (chip < 0 || ioctl(chip, GPIO_GET_CHIPINFO_IOCTL, &chip_info)) {
		perror("/dev/gpiochip0");
		return 1;
	}
	printf("chip %s [%s] %u\n", chip_info.name, chip_info.label, chip_info.lines);
	rules();
	printf("watch: %s\n", answer(ioctl(chip, GPIO_V2_GET_LINEINFO_WATCH_IOCTL, &watched)));
	printf("twice: %s\n", answer(ioctl(chip, GPIO_V2_GET_LINEINFO_WATCH_IOCTL, &watched)));
	printf("old: %s\n", answer(ioctl(chip, GPIO_GET_LINEINFO_WATCH_IOCTL, &old)));
	out = request(0, 1, GPIO_V2_LINE_FLAG_OUTPUT, 1);
	request(0, 1, GPIO_V2_LINE_FLAG_INPUT, 0);
	in = request(1, 1,
		     GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING |
			 GPIO_V2_LINE_FLAG_EDGE_FALLING,
		     0);
	changes();
	info(0);
	info(1);
	get(in, 1);
	get(in, 0);
	set(in, 1, 1);
	set(out, 1, 0);
	set(out, 1, 1);
	set(out, 1, 1);
	events(in);
	configure(in, GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_ACTIVE_LOW |
			  GPIO_V2_LINE_FLAG_EDGE_RISING);
	changes();
	get(in, 1);
	set(out, 1, 0);
	set(out, 1, 1);
	events(in);
	close(in);
	changes();
	drain = request(2, 2,
			GPIO_V2_LINE_FLAG_OUTPUT | GPIO_V2_LINE_FLAG_OPEN_DRAIN |
			    GPIO_V2_LINE_FLAG_BIAS_PULL_UP,
			3);
	get(drain, 3);
	set(drain, 1, 0);
	get(drain, 3);
	set(drain, 3, 3);
	get(drain, 3);
	info(2);
	return 0;
}
