/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * drivercalls: what no applet of busybox says to the drivers. drivercalls rtc | input | dsp |
 * format | serial: prints what came of it, a line each.
 */
#include <fcntl.h>
#include <linux/fd.h>
#include <linux/input.h>
#include <linux/rtc.h>
#include <linux/serial.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/soundcard.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int open_or_die(const char *path, int flags)
{
	int fd = open(path, flags);

	if (fd >= 0)
		return fd;
	perror(path);
	exit(1);
}

/* ---- rtc ---- */

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

/* How many interrupts of that kind come until `wanted` have, and in how many seconds. */
static void count(int fd, const char *what, unsigned long kind, unsigned int wanted)
{
	unsigned int got = 0;
	unsigned long data;
	double begin = now();

	while (got < wanted && read(fd, &data, sizeof(data)) == sizeof(data) && data & kind)
		got += data >> 8;
	printf("rtc %s %u %.1f\n", what, got, now() - begin);
}

static int rtc(void)
{
	int fd = open_or_die("/dev/rtc0", O_RDONLY);
	struct rtc_wkalrm alarm = {.enabled = 1};
	unsigned long rate = 0;
	time_t then;
	struct tm tm;

	ioctl(fd, RTC_UIE_ON);
	count(fd, "update", RTC_UF, 2);
	ioctl(fd, RTC_UIE_OFF);
	ioctl(fd, RTC_IRQP_SET, 64);
	ioctl(fd, RTC_IRQP_READ, &rate);
	ioctl(fd, RTC_PIE_ON);
	count(fd, "periodic", RTC_PF, rate);
	ioctl(fd, RTC_PIE_OFF);
	ioctl(fd, RTC_RD_TIME, &alarm.time);
	memcpy(&tm, &alarm.time, sizeof(alarm.time));
	then = timegm(&tm) + 2;
	gmtime_r(&then, &tm);
	memcpy(&alarm.time, &tm, sizeof(alarm.time));
	printf("rtc set %d\n", ioctl(fd, RTC_WKALM_SET, &alarm));
	count(fd, "alarm", RTC_AF, 1);
	alarm.time.tm_mon = 12;
	printf("rtc wrong %d\n", ioctl(fd, RTC_WKALM_SET, &alarm));
	printf("rtc second %d\n", open("/dev/rtc0", O_RDONLY));
	return 0;
}

/* ---- input ---- */

static int input(void)
{
	int fd = open_or_die("/dev/input/event0", O_RDWR),
	    other = open_or_die("/dev/input/event0", O_RDWR | O_NONBLOCK);
	struct input_event events[8], led = {.type = EV_LED, .code = LED_CAPSL, .value = 1};
	struct input_event end = {.type = EV_SYN, .code = SYN_REPORT};
	unsigned char keys[KEY_MAX / 8 + 1], leds;
	char name[64] = "";
	struct pollfd wait = {.fd = fd, .events = POLLIN};
	int version = 0, n;

	ioctl(fd, EVIOCGVERSION, &version);
	ioctl(fd, EVIOCGNAME(sizeof(name)), name);
	ioctl(fd, EVIOCGBIT(EV_KEY, sizeof(keys)), keys);
	printf("input %#x %s: A %d, BTN_LEFT %d\n", version, name, keys[KEY_A / 8] >> KEY_A % 8 & 1,
	       keys[BTN_LEFT / 8] >> BTN_LEFT % 8 & 1);
	printf("input nothing %d\n", poll(&wait, 1, 0));
	n = write(fd, &led, sizeof(led));
	n += write(fd, &end, sizeof(end));
	printf("input poll %d\n", poll(&wait, 1, 1000));
	n = read(fd, events, sizeof(events)) / sizeof(events[0]);
	printf("input %d: %d %d %d\n", n, events[0].type, events[0].code, events[0].value);
	ioctl(fd, EVIOCGLED(1), &leds);
	n = read(other, events, sizeof(events)) / sizeof(events[0]);
	printf("input leds %d, others see %d\n", leds, n);
	n = ioctl(fd, EVIOCGRAB, 1);
	printf("input grab %d, again %d\n", n, ioctl(other, EVIOCGRAB, 1));
	led.value = 0;
	n = write(fd, &led, sizeof(led));
	n = write(fd, &end, sizeof(end));
	n = read(fd, events, sizeof(events)) / sizeof(events[0]);
	printf("input grabbed %d, others %d\n", n, (int)read(other, events, sizeof(events)));
	return 0;
}

/* ---- dsp ---- */

#define RATE 22050

static int dsp(void)
{
	static short samples[2 * RATE];
	int fd = open_or_die("/dev/dsp", O_WRONLY), value, i;
	audio_buf_info space;
	count_info at;

	value = AFMT_S16_LE;
	ioctl(fd, SNDCTL_DSP_SETFMT, &value);
	printf("dsp format %d", value == AFMT_S16_LE);
	value = 2;
	ioctl(fd, SNDCTL_DSP_CHANNELS, &value);
	printf(" channels %d", value);
	value = RATE;
	ioctl(fd, SNDCTL_DSP_SPEED, &value);
	ioctl(fd, SNDCTL_DSP_GETOSPACE, &space);
	printf(" rate %d pieces %d of %d\n", value, space.fragstotal, space.fragsize);
	for (i = 0; i < RATE; i++) {
		samples[2 * i] = (i % 64 - 32) * 300;
		samples[2 * i + 1] = -samples[2 * i];
	}
	value = write(fd, samples, sizeof(samples));
	ioctl(fd, SNDCTL_DSP_GETOPTR, &at);
	printf("dsp written %d, heard %d\n", value, at.bytes > 0 && at.blocks > 0);
	value = ioctl(fd, SNDCTL_DSP_SYNC, 0);
	ioctl(fd, SNDCTL_DSP_GETODELAY, &i);
	printf("dsp synced %d, left %d\n", value, i);
	close(fd);
	fd = open_or_die("/dev/mixer", O_RDWR);
	value = 0x3264;
	ioctl(fd, SOUND_MIXER_WRITE_PCM, &value);
	ioctl(fd, SOUND_MIXER_READ_PCM, &value);
	printf("dsp mixer %#x\n", value);
	return 0;
}

/* ---- format ---- */

static int format(void)
{
	int fd = open_or_die("/dev/fd0", O_RDWR | O_NDELAY);
	struct floppy_struct disk;
	struct format_descr where = {};
	floppy_drive_name name = "";
	unsigned int track, head;

	ioctl(fd, FDGETDRVTYP, name);
	ioctl(fd, FDGETPRM, &disk);
	printf("format %s: %u sectors, %u x %u x %u\n", name, disk.size, disk.track, disk.head,
	       disk.sect);
	ioctl(fd, FDFMTBEG);
	for (track = 0; track < 3; track++) {
		for (head = 0; head < 2; head++) {
			where.track = track;
			where.head = head;
			if (ioctl(fd, FDFMTTRK, &where))
				perror("FDFMTTRK");
		}
	}
	ioctl(fd, FDFMTEND);
	where.track = 99;
	printf("format beyond %d\n", ioctl(fd, FDFMTTRK, &where));
	return 0;
}

/* ---- serial: the second port's chip, as its registers have it ---- */

#define COM2 0x2f8
#define LOOP 0x8000 /* TIOCM_LOOP, which libc does not name */

static int reg(int port, unsigned int at, int value)
{
	unsigned char byte = value;

	if (value >= 0)
		return pwrite(port, &byte, 1, COM2 + at) == 1 ? 0 : -1;
	return pread(port, &byte, 1, COM2 + at) == 1 ? byte : -1;
}

static void show_frame(int fd, int port, const char *what, speed_t speed, unsigned int frame)
{
	int lcr, divisor;
	struct termios t;

	tcgetattr(fd, &t);
	cfmakeraw(&t);
	cfsetspeed(&t, speed);
	t.c_cflag = (t.c_cflag & ~(CSIZE | PARENB | PARODD | CSTOPB | CRTSCTS)) | frame | CLOCAL;
	printf("serial %s %d", what, tcsetattr(fd, TCSADRAIN, &t));
	lcr = reg(port, 3, -1);
	reg(port, 3, lcr | 0x80);
	divisor = reg(port, 0, -1) | reg(port, 1, -1) << 8;
	reg(port, 3, lcr);
	tcgetattr(fd, &t);
	printf(" divisor %d lcr %#x rts %s\n", divisor, lcr,
	       t.c_cflag & CRTSCTS ? "stops" : "does not stop");
}

static void show_lines(int fd, int port, const char *what, unsigned int cmd, int lines)
{
	int err = ioctl(fd, cmd, &lines);

	ioctl(fd, TIOCMGET, &lines);
	printf("serial %s %d lines %#x mcr %#x\n", what, err, lines, reg(port, 4, -1));
}

static void set_up(int fd, int port)
{
	struct serial_struct ss = {};

	ioctl(fd, TIOCGSERIAL, &ss);
	printf("serial type %d line %d port %#x irq %d fifo %d base %d\n", ss.type, ss.line,
	       ss.port, ss.irq, ss.xmit_fifo_size, ss.baud_base);
	ss.flags = (ss.flags & ~ASYNC_SPD_MASK) | ASYNC_SPD_CUST;
	ss.custom_divisor = 7;
	printf("serial custom %d\n", ioctl(fd, TIOCSSERIAL, &ss));
	show_frame(fd, port, "custom", B38400, CS8);
	ss.flags &= ~ASYNC_SPD_MASK;
	ioctl(fd, TIOCSSERIAL, &ss);
	ss.irq = 5;
	printf("serial other irq %d\n", ioctl(fd, TIOCSSERIAL, &ss));
}

/* What is sent comes back, through the chip alone; a seventh bit is the last. */
static void send_to_itself(int fd, int port)
{
	const int loop = LOOP;
	struct serial_icounter_struct counts = {};
	char got[8] = "";
	int lsr;

	ioctl(fd, TIOCMBIS, &loop);
	if (write(fd, "loop\xe1", 5) != 5)
		perror("write");
	tcdrain(fd);
	lsr = reg(port, 5, -1);
	ioctl(fd, TIOCMBIC, &loop);
	usleep(50000);
	if (read(fd, got, sizeof(got) - 1) < 0)
		perror("read");
	ioctl(fd, TIOCGICOUNT, &counts);
	printf("serial came back %s, sent %d received %d\n", got, counts.tx, counts.rx);
	printf("serial drained %#x\n", lsr & 0x60);
}

static int serial(void)
{
	int fd = open_or_die("/dev/ttyS1", O_RDWR | O_NOCTTY | O_NONBLOCK);
	int port = open_or_die("/dev/port", O_RDWR);

	set_up(fd, port);
	show_frame(fd, port, "slow", B1200, CS8 | CSTOPB | CRTSCTS);
	show_frame(fd, port, "odd", B9600, CS7 | PARENB | PARODD);
	show_lines(fd, port, "idle", TIOCMBIS, 0);
	show_lines(fd, port, "down", TIOCMBIC, TIOCM_RTS | TIOCM_DTR);
	show_lines(fd, port, "around", TIOCMSET, TIOCM_RTS | LOOP);
	show_lines(fd, port, "back", TIOCMSET, TIOCM_RTS | TIOCM_DTR);
	show_frame(fd, port, "even", B1200, CS7 | PARENB);
	send_to_itself(fd, port);
	ioctl(fd, TIOCSBRK);
	printf("serial break %#x", reg(port, 3, -1));
	ioctl(fd, TIOCCBRK);
	printf(" %#x\n", reg(port, 3, -1));
	show_frame(fd, port, "hung up", B0, CS8);
	show_lines(fd, port, "hung up", TIOCMBIS, 0);
	show_frame(fd, port, "fast", B115200, CS8);
	return 0;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!strcmp(what, "rtc"))
		return rtc();
	if (!strcmp(what, "input"))
		return input();
	if (!strcmp(what, "dsp"))
		return dsp();
	if (!strcmp(what, "format"))
		return format();
	if (!strcmp(what, "serial"))
		return serial();
	fprintf(stderr, "drivercalls rtc | input | dsp | format | serial\n");
	return 2;
}
