/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sensirion SHT21, datasheet of 2011-12 ("Datasheet SHT21"), and "Electronic
 * Identification Code", application note of 2010.
 *
 *	E3h, E5h  temperature, humidity; SCL is held until it is measured
 *	F3h, F5h  the same; the read header is not acknowledged until then
 *	E6h, E7h  write, read the user register
 *	FEh       soft reset
 *	FA0Fh, FCC9h  the electronic identification code's two parts
 *
 * NOT IMPLEMENTED: the tolerance and the noise of measurements; how fast the
 * heater warms and the sensor follows its surroundings (both are at once).
 */
#include "devices/sht21.h"

#define MS	 1000000ull
#define STUCK_NS (1000 * CLOCK_NS_PER_S) /* no master waits so long */

enum {
	CMD_T_HOLD = 0xe3,
	CMD_RH_HOLD = 0xe5,
	CMD_WRITE_USER = 0xe6,
	CMD_READ_USER = 0xe7,
	CMD_T = 0xf3,
	CMD_RH = 0xf5,
	CMD_ID_HIGH = 0xfa,
	CMD_ID_LOW = 0xfc,
	CMD_SOFT_RESET = 0xfe,
	ID_HIGH_SECOND = 0x0f,
	ID_LOW_SECOND = 0xc9,

	USER_RESOLUTION = 0x81,
	USER_BATTERY = 0x40,
	USER_RESERVED = 0x38,
	USER_HEATER = 0x04,
	USER_NO_RELOAD = 0x02,
	USER_DEFAULT = 0x3a,

	LOW_BATTERY_MV = 2250,
	START_UP_MS = 15,
	STATUS_HUMIDITY = 2, /* LSB bit 1: what the value is */
};

/* "Resolution" and "Measurement time" (table 7, typical), by user register bits 7 and 0. */
static const struct resolution {
	uint8_t rh_bits, t_bits, rh_ms, t_ms;
} resolutions[4] = {{12, 14, 22, 66}, {8, 12, 3, 17}, {10, 13, 7, 33}, {11, 11, 12, 9}};

static const struct resolution *resolution(const struct sht21 *s)
{
	return &resolutions[(s->user >> 6 & 2) | (s->user & 1)];
}

/* Polynomial x^8 + x^5 + x^4 + 1, from 0, high bit first ("CRC Checksum"). */
static uint8_t crc8(const uint8_t *bytes, unsigned count)
{
	uint8_t crc = 0;

	for (unsigned i = 0; i < count; i++) {
		crc ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			crc = (uint8_t)(crc << 1 ^ (crc & 0x80 ? 0x31 : 0));
	}
	return crc;
}

static void reply(struct sht21 *s, uint8_t byte)
{
	s->reply[s->reply_bytes++] = byte;
}

/* The checksum of the last count bytes. */
static void reply_crc(struct sht21 *s, unsigned count)
{
	uint8_t crc = crc8(s->reply + s->reply_bytes - count, count);

	reply(s, s->faults & SHT21_FAULT_CRC ? crc ^ 0xff : crc);
}

static void clear_reply(struct sht21 *s)
{
	s->reply_bytes = s->reply_next = 0;
}

/* ---- measuring ---- */

/* The heater adds about a degree; the same vapour is then a smaller share of what air can hold. */
static int64_t surroundings(const struct sht21 *s, bool humidity)
{
	bool heated = s->user & USER_HEATER;

	if (humidity)
		return heated ? (int64_t)s->humidity_mpct * 942 / 1000 : s->humidity_mpct;
	return s->temperature_mc + (heated ? 1000 : 0);
}

/* "Conversion of Signal Output", solved for the signal; then cut to the resolution. */
static uint16_t signal_of(const struct sht21 *s)
{
	int64_t value = surroundings(s, s->humidity), signal;
	unsigned bits = s->humidity ? resolution(s)->rh_bits : resolution(s)->t_bits;

	if (s->humidity)
		signal = ((value + 6000) * 65536 + 62500) / 125000;
	else
		signal = ((value + 46850) * 65536 + 87860) / 175720;
	if (signal < 0)
		signal = 0;
	if (signal > 0xffff)
		signal = 0xffff;
	return (uint16_t)(signal & 0xffff << (16 - bits) & 0xfffc);
}

static void begin_measuring(struct sht21 *s, bool humidity, bool hold)
{
	if (!(s->user & USER_NO_RELOAD))
		s->user =
		    (s->user & (USER_HEATER | USER_BATTERY)) | (USER_DEFAULT & ~USER_NO_RELOAD);
	s->humidity = humidity;
	s->hold = hold;
	s->state = SHT21_MEASURING;
	s->ready_ns =
	    clock_now(s->clock) + (humidity ? resolution(s)->rh_ms : resolution(s)->t_ms) * MS;
}

static void give_measured(struct sht21 *s)
{
	uint16_t signal;

	if (s->look)
		s->look(s->look_ctx, s);
	signal = signal_of(s) | (s->humidity ? STATUS_HUMIDITY : 0);

	s->user &= (uint8_t)~USER_BATTERY;
	if (s->supply_mv < LOW_BATTERY_MV)
		s->user |= USER_BATTERY;
	clear_reply(s);
	reply(s, (uint8_t)(signal >> 8));
	reply(s, (uint8_t)signal);
	reply_crc(s, 2);
	s->state = SHT21_IDLE;
}

/* ---- what else is asked ---- */

static void soft_reset(struct sht21 *s)
{
	s->user = (s->user & USER_HEATER) | USER_DEFAULT;
	s->state = SHT21_IDLE;
	clear_reply(s);
	s->ready_ns = clock_now(s->clock) + START_UP_MS * MS;
}

static void give_id_high(struct sht21 *s)
{
	clear_reply(s);
	for (int shift = 40; shift >= 16; shift -= 8) {
		reply(s, (uint8_t)(s->serial >> shift));
		reply_crc(s, 1);
	}
	s->state = SHT21_READ_ID;
}

static void give_id_low(struct sht21 *s)
{
	clear_reply(s);
	reply(s, (uint8_t)(s->serial >> 8));
	reply(s, (uint8_t)s->serial);
	reply_crc(s, 2);
	reply(s, (uint8_t)(s->serial >> 56));
	reply(s, (uint8_t)(s->serial >> 48));
	reply_crc(s, 2);
	s->state = SHT21_READ_ID;
}

static bool take_command(struct sht21 *s, uint8_t byte)
{
	switch (byte) {
	case CMD_T_HOLD:
	case CMD_RH_HOLD:
		s->humidity = byte == CMD_RH_HOLD;
		s->state = SHT21_HOLD;
		return true;
	case CMD_T:
	case CMD_RH:
		begin_measuring(s, byte == CMD_RH, false);
		return true;
	case CMD_WRITE_USER:
		s->state = SHT21_WRITE_USER;
		return true;
	case CMD_READ_USER:
		s->state = SHT21_READ_USER;
		return true;
	case CMD_ID_HIGH:
		s->state = SHT21_ID_HIGH;
		return true;
	case CMD_ID_LOW:
		s->state = SHT21_ID_LOW;
		return true;
	case CMD_SOFT_RESET:
		soft_reset(s);
		return true;
	default:
		return false;
	}
}

/* ---- the bus ---- */

static bool busy(const struct sht21 *s)
{
	return clock_now(s->clock) < s->ready_ns;
}

static bool start_reading(struct sht21 *s)
{
	switch (s->state) {
	case SHT21_HOLD:
		begin_measuring(s, s->humidity, true);
		return true;
	case SHT21_MEASURING:
		if (busy(s))
			return false;
		give_measured(s);
		return true;
	case SHT21_READ_USER:
		clear_reply(s);
		reply(s, s->user);
		reply_crc(s, 1);
		s->state = SHT21_IDLE;
		return true;
	case SHT21_READ_ID:
		s->state = SHT21_IDLE;
		return true;
	default:
		return false;
	}
}

static bool on_start(void *dev, bool read)
{
	struct sht21 *s = dev;

	if (s->faults & SHT21_FAULT_NAK || (busy(s) && s->state != SHT21_MEASURING))
		return false;
	if (read)
		return start_reading(s);
	/* A measurement in no-hold mode goes on only if nothing else is asked. */
	if (busy(s))
		return false;
	s->state = SHT21_IDLE;
	return true;
}

static bool on_write(void *dev, uint8_t byte)
{
	struct sht21 *s = dev;

	switch (s->state) {
	case SHT21_IDLE:
		return take_command(s, byte);
	case SHT21_WRITE_USER:
		s->user = (s->user & (USER_RESERVED | USER_BATTERY)) |
			  (byte & (USER_RESOLUTION | USER_HEATER | USER_NO_RELOAD));
		s->state = SHT21_IDLE;
		return true;
	case SHT21_ID_HIGH:
		if (byte == ID_HIGH_SECOND)
			give_id_high(s);
		return byte == ID_HIGH_SECOND;
	case SHT21_ID_LOW:
		if (byte == ID_LOW_SECOND)
			give_id_low(s);
		return byte == ID_LOW_SECOND;
	default:
		return false;
	}
}

/* In hold mode the clock was held until the measurement's end, so there it is. */
static uint8_t on_read(void *dev)
{
	struct sht21 *s = dev;

	if (s->state == SHT21_MEASURING)
		give_measured(s);
	return s->reply_next < s->reply_bytes ? s->reply[s->reply_next++] : 0xff;
}

static uint64_t on_stretch_ns(void *dev)
{
	const struct sht21 *s = dev;

	if (s->state != SHT21_MEASURING || !s->hold)
		return 0;
	if (s->faults & SHT21_FAULT_STRETCH)
		return STUCK_NS;
	return busy(s) ? s->ready_ns - clock_now(s->clock) : 0;
}

void sht21_init(struct sht21 *s, struct clock *clock)
{
	*s = (struct sht21){.clock = clock,
			    .temperature_mc = 21000,
			    .humidity_mpct = 45000,
			    .supply_mv = 3300,
			    .serial = 0x4120c3e51f0a5a21,
			    .user = USER_DEFAULT};
	s->i2c = (struct i2c_device){.address = SHT21_ADDRESS,
				     .dev = s,
				     .start = on_start,
				     .write = on_write,
				     .read = on_read,
				     .stretch_ns = on_stretch_ns};
	s->ready_ns = clock_now(clock) + START_UP_MS * MS;
}

void sht21_preset(struct sht21 *s)
{
	s->ready_ns = clock_now(s->clock);
}

static const struct snap_field fields[] = {
    SNAP(struct sht21, temperature_mc), SNAP(struct sht21, humidity_mpct),
    SNAP(struct sht21, supply_mv),	SNAP(struct sht21, faults),
    SNAP(struct sht21, serial),		SNAP(struct sht21, user),
    SNAP(struct sht21, state),		SNAP(struct sht21, humidity),
    SNAP(struct sht21, hold),		SNAP(struct sht21, ready_ns),
    SNAP(struct sht21, reply),		SNAP(struct sht21, reply_bytes),
    SNAP(struct sht21, reply_next),	SNAP_END,
};

static void loaded(void *dev)
{
	struct sht21 *s = dev;

	if (s->reply_bytes > sizeof(s->reply))
		s->reply_bytes = 0;
	if (s->state > SHT21_MEASURING)
		s->state = SHT21_IDLE;
}

const struct snap_desc sht21_snap = {"sht21", 2, fields, loaded};
