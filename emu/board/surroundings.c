/* SPDX-License-Identifier: GPL-2.0-only */
/* surroundings: what a user may set around the chips. */
#include <string.h>

#include "emu/board/board.h"
#include "emu/board/properties.h"
#include "emu/board/weather.h"

#define VALUES "sht21.values="

static void look_outside(void *ctx, struct sht21 *sensor)
{
	const struct board *board = ctx;

	weather_at(board->weather, clock_now(sensor->clock), &sensor->temperature_mc,
		   &sensor->humidity_mpct);
}

static void set_look(struct board *board)
{
	struct sht21 *const sensors[] = {&board->sht21, &board->lpt_sht21};

	for (size_t i = 0; i < sizeof(sensors) / sizeof(sensors[0]); i++) {
		sensors[i]->look = board->weather ? look_outside : NULL;
		sensors[i]->look_ctx = board;
	}
}

void forget_weather(struct board *board)
{
	weather_close(board->weather);
	board->weather = NULL;
	set_look(board);
}

static bool set_weather(struct board *board, const char *path, char *err, size_t err_bytes)
{
	struct weather *weather = weather_open(path, err, err_bytes);

	if (!weather)
		return false;
	forget_weather(board);
	board->weather = weather;
	set_look(board);
	return true;
}

/* There is a sensor on either bus, side by side. */
static void set_temperature(struct board *board, int64_t thousandths)
{
	forget_weather(board);
	board->sht21.temperature_mc = board->lpt_sht21.temperature_mc = (int32_t)thousandths;
}

static void set_humidity(struct board *board, int64_t thousandths)
{
	forget_weather(board);
	board->sht21.humidity_mpct = board->lpt_sht21.humidity_mpct = (int32_t)thousandths;
}

static void set_supply(struct board *board, int64_t thousandths)
{
	board->sht21.supply_mv = board->lpt_sht21.supply_mv = (uint32_t)thousandths;
}

static void set_floppy_speed(struct board *board, int64_t thousandths)
{
	board->floppy.speed = (unsigned)(thousandths / 1000);
}

static void set_fault(struct board *board, uint32_t fault, bool on)
{
	uint32_t faults = on ? board->sht21.faults | fault : board->sht21.faults & ~fault;

	board->sht21.faults = board->lpt_sht21.faults = faults;
	i2c_bits_look_again(&board->lpt.wires);
}

static void set_nak(struct board *board, int64_t on)
{
	set_fault(board, SHT21_FAULT_NAK, on);
}

static void set_bad_crc(struct board *board, int64_t on)
{
	set_fault(board, SHT21_FAULT_CRC, on);
}

static void set_stuck(struct board *board, int64_t on)
{
	set_fault(board, SHT21_FAULT_STRETCH, on);
}

static int64_t get_temperature(const struct board *board)
{
	return board->sht21.temperature_mc;
}

static int64_t get_humidity(const struct board *board)
{
	return board->sht21.humidity_mpct;
}

static int64_t get_supply(const struct board *board)
{
	return board->sht21.supply_mv;
}

static int64_t get_nak(const struct board *board)
{
	return board->sht21.faults & SHT21_FAULT_NAK ? 1000 : 0;
}

static int64_t get_bad_crc(const struct board *board)
{
	return board->sht21.faults & SHT21_FAULT_CRC ? 1000 : 0;
}

static int64_t get_stuck(const struct board *board)
{
	return board->sht21.faults & SHT21_FAULT_STRETCH ? 1000 : 0;
}

static int64_t get_floppy_speed(const struct board *board)
{
	return board->floppy.speed * 1000;
}

static const struct property properties[] = {
    {"sht21.temperature", "degrees Celsius around the sensor", -46850, 128860, set_temperature,
     get_temperature},
    {"sht21.humidity", "percent relative humidity around it", -6000, 118990, set_humidity,
     get_humidity},
    {"sht21.vdd", "its supply in volts; below 2.25 it reports end of battery", 2100, 3600,
     set_supply, get_supply},
    {"sht21.nak", "1: it acknowledges nothing", 0, 1000, set_nak, get_nak},
    {"sht21.badcrc", "1: its checksums are wrong", 0, 1000, set_bad_crc, get_bad_crc},
    {"sht21.stuck", "1: it never lets go of the clock when it measures", 0, 1000, set_stuck,
     get_stuck},
    {"floppy.speed", "times as fast as a real drive (64 where firmware runs)", 1000,
     1000 * FLOPPY_HASTE, set_floppy_speed, get_floppy_speed},
    {0},
};

bool machine_property(struct machine *machine, unsigned n, struct machine_property *property)
{
	const struct property *p = &properties[n];

	if (n >= sizeof(properties) / sizeof(properties[0]) - 1)
		return false;
	*property = (struct machine_property){p->name, p->help, (double)p->least / 1000,
					      (double)p->most / 1000,
					      (double)p->get(machine->board) / 1000};
	return true;
}

bool machine_set(struct machine *machine, const char *spec, char *err, size_t err_bytes)
{
	if (!strncmp(spec, VALUES, strlen(VALUES)))
		return set_weather(machine->board, spec + strlen(VALUES), err, err_bytes);
	return property_set(properties, machine->board, spec, err, err_bytes);
}

void machine_list_properties(FILE *out)
{
	property_list(properties, out);
	fprintf(out, "%-22s %s\n", "sht21.values",
		"a CSV file: seconds,degrees,percent; between its lines as on a ramp");
}
