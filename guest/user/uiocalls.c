/* SPDX-License-Identifier: GPL-2.0-only */
/* uiocalls: the device behind /dev/uio0 (guest/modules/buses/uioedu.c), driven by a program. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FACTORIAL 0x08
#define STATUS	  0x20

static int file;

static const char *answer(long ret)
{
	return ret < 0 ? strerrorname_np(errno) : "0";
}

static void *map(unsigned int region, size_t bytes)
{
	return mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, region * getpagesize());
}

static void say_mapped(const char *what, void *at)
{
	printf("uio map %s %s\n", what, at == MAP_FAILED ? answer(-1) : "0");
}

static void registers(void)
{
	volatile uint32_t *regs = map(0, 4096);

	if (regs == MAP_FAILED) {
		say_mapped("registers", MAP_FAILED);
		return;
	}
	printf("uio version %08x\n", regs[0]);
	regs[FACTORIAL / 4] = 10;
	while (regs[STATUS / 4] & 1)
		;
	printf("uio factorial %u\n", regs[FACTORIAL / 4]);
}

static void events(void)
{
	struct pollfd poller = {.fd = file, .events = POLLIN};
	int32_t count = 0, raise = 1;

	printf("uio poll %d\n", poll(&poller, 1, 0));
	printf("uio at once %s\n", answer(read(file, &count, 4)));
	printf("uio raise %zd\n", write(file, &raise, 4));
	printf("uio poll then %d\n", poll(&poller, 1, 1000));
	printf("uio read %zd", read(file, &count, 4));
	printf(" count %d\n", count);
	printf("uio short %s\n", answer(read(file, &count, 2)));
	printf("uio again %s\n", answer(read(file, &count, 4)));
}

int main(void)
{
	char *words;

	file = open("/dev/uio0", O_RDWR | O_NONBLOCK);
	printf("uio open %s\n", answer(file));
	registers();
	events();
	words = map(1, 4096);
	if (words != MAP_FAILED)
		printf("uio words %s\n", words);
	say_mapped("too much", map(1, 8192));
	say_mapped("no such", map(2, 4096));
	return 0;
}
