/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sht21time: how long an SHT21 takes, by /dev/i2c-N: each resolution, holding the clock and not.
 * A line for each: bus, mode, quantity, bits, microseconds, and how many bits went over the bus in
 * that time, START and STOP not counted. As the first program of all it mounts /dev and powers off.
 */
#include <fcntl.h>
#include <linux/i2c-dev.h>
#include <linux/i2c.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define ADDRESS	     0x40
#define READ_USER    0xe7
#define WRITE_USER   0xe6
#define NO_HOLD	     0x10 /* in the commands 0xe3, 0xe5 */
#define RES_BITS     0x81 /* in the user register */
#define LONGEST_MS   200
#define BITS_OF_BYTE 9

static const struct resolution {
	uint8_t user; /* SHT21 datasheet, table 8 */
	unsigned temperature, humidity;
} resolutions[] = {{0x00, 14, 12}, {0x01, 12, 8}, {0x80, 13, 10}, {0x81, 11, 11}};

static long now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (long)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

static bool transfer(int fd, struct i2c_msg *msgs, unsigned count)
{
	struct i2c_rdwr_ioctl_data data = {msgs, count};

	return ioctl(fd, I2C_RDWR, &data) == (int)count;
}

static bool smbus(int fd, uint8_t direction, uint8_t command, int size, union i2c_smbus_data *data)
{
	struct i2c_smbus_ioctl_data args = {direction, command, (uint32_t)size, data};

	return ioctl(fd, I2C_SMBUS, &args) == 0;
}

static bool set_resolution(int fd, uint8_t bits)
{
	union i2c_smbus_data data;

	if (!smbus(fd, I2C_SMBUS_READ, READ_USER, I2C_SMBUS_BYTE_DATA, &data))
		return false;
	data.byte = (uint8_t)((data.byte & ~RES_BITS) | bits);
	return smbus(fd, I2C_SMBUS_WRITE, WRITE_USER, I2C_SMBUS_BYTE_DATA, &data);
}

/* The adapter does words and no more: S addr cmd Sr addr low high P. */
static unsigned hold_by_smbus(int fd, uint8_t command)
{
	union i2c_smbus_data data;

	return smbus(fd, I2C_SMBUS_READ, command, I2C_SMBUS_WORD_DATA, &data) ? 5 * BITS_OF_BYTE
									      : 0;
}

/* S addr cmd Sr addr, the measurement, three bytes P. */
static unsigned hold(int fd, uint8_t command)
{
	uint8_t answer[3];
	struct i2c_msg msgs[] = {{ADDRESS, 0, 1, &command}, {ADDRESS, I2C_M_RD, 3, answer}};

	return transfer(fd, msgs, 2) ? 6 * BITS_OF_BYTE : 0;
}

/* S addr cmd P; then S addr P as long as it says no; at last S addr, three bytes P. What counts
 * as bus time is the first and the last: the questions between are asked while it measures. */
static unsigned poll_for(int fd, uint8_t command)
{
	uint8_t answer[3];
	struct i2c_msg ask = {ADDRESS, 0, 1, &command}, get = {ADDRESS, I2C_M_RD, 3, answer};
	long end = now_us() + LONGEST_MS * 1000;

	if (!transfer(fd, &ask, 1))
		return 0;
	while (!transfer(fd, &get, 1))
		if (now_us() > end)
			return 0;
	return 6 * BITS_OF_BYTE;
}

static void measure(int fd, const char *bus, const char *mode, bool humid,
		    const struct resolution *r, unsigned (*how)(int fd, uint8_t command))
{
	uint8_t command = (uint8_t)((humid ? 0xe5 : 0xe3) | (how == poll_for ? NO_HOLD : 0));
	unsigned bits = 0;
	long us;

	if (set_resolution(fd, r->user)) {
		us = now_us();
		bits = how(fd, command);
		us = now_us() - us;
	}
	if (bits)
		printf("%s %s %s %u %ld %u\n", bus, mode, humid ? "RH" : "T",
		       humid ? r->humidity : r->temperature, us, bits);
	else
		printf("%s %s: no answer\n", bus, mode);
}

static void measure_bus(const char *path)
{
	int fd = open(path, O_RDWR);
	unsigned long can = 0;

	if (fd < 0 || ioctl(fd, I2C_SLAVE, ADDRESS) || ioctl(fd, I2C_FUNCS, &can)) {
		perror(path);
		return;
	}
	for (size_t i = 0; i < 2 * sizeof(resolutions) / sizeof(resolutions[0]); i++) {
		const struct resolution *r = &resolutions[i / 2];

		if (can & I2C_FUNC_I2C) {
			measure(fd, "wires", "hold", i & 1, r, hold);
			measure(fd, "wires", "poll", i & 1, r, poll_for);
		} else {
			measure(fd, "smbus", "hold", i & 1, r, hold_by_smbus);
		}
	}
	close(fd);
}

int main(int argc, char **argv)
{
	if (getpid() == 1) {
		mkdir("/dev", 0755);
		mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	}
	for (int i = 1; i < argc; i++)
		measure_bus(argv[i]);
	if (argc == 1) {
		measure_bus("/dev/i2c-0");
		measure_bus("/dev/i2c-1");
	}
	printf("end\n");
	if (getpid() == 1)
		reboot(RB_POWER_OFF);
	return 0;
}
