/* SPDX-License-Identifier: GPL-2.0-only */
/* -device: what can be added to the board, and the properties of each. */
#include <string.h>

#include "devices/edu.h"
#include "devices/i2c_parport.h"
#include "emu/options/options_inner.h"

struct device {
	const char *name, *bus, *help, *properties;
	bool (*take)(struct taking *taking, const char *properties);
};

static bool take_port(struct taking *taking, const struct value_pair *pair, uint64_t least,
		      uint64_t most, uint16_t *port)
{
	uint64_t number;

	if (!value_number(pair->value, &number) || number < least || number > most)
		return take_refuse(taking, "%s=%s: a number from 0x%llx to 0x%llx is wanted",
				   pair->key, pair->value, (unsigned long long)least,
				   (unsigned long long)most);
	*port = (uint16_t)number;
	return true;
}

static bool take_debug_exit(struct taking *taking, const char *properties)
{
	struct options *options = taking->options;
	struct value_pair pair;

	options->debug_exit = true;
	options->debug_exit_base = 0x501; /* QEMU's defaults */
	options->debug_exit_bytes = 2;
	while (value_next(&properties, &pair)) {
		if (!strcmp(pair.key, "id"))
			continue;
		if (strcmp(pair.key, "iobase") && strcmp(pair.key, "iosize"))
			return take_refuse(taking, "%s= is not known (iobase, iosize)", pair.key);
		if (!take_port(taking, &pair, pair.key[2] == 's', pair.key[2] == 's' ? 8 : 0xffff,
			       pair.key[2] == 's' ? &options->debug_exit_bytes
						  : &options->debug_exit_base))
			return false;
	}
	return options->debug_exit_base + options->debug_exit_bytes <= 0x10000 ||
	       take_refuse(taking, "iobase + iosize is past port 0xffff");
}

static bool add_debugcon(struct taking *taking, uint16_t port, uint16_t readback, const char *line)
{
	struct options *options = taking->options;

	if (options->debugcons == OPTIONS_MAX_DEBUGCONS)
		return take_refuse(taking, "%d debug consoles at most", OPTIONS_MAX_DEBUGCONS);
	if (!line)
		return take_refuse(taking, "out of host memory");
	options->debugcon[options->debugcons++] =
	    (struct options_debugcon){port, (uint8_t)readback, line};
	return true;
}

bool take_debugcon(struct taking *taking, const char *value)
{
	return *value ? add_debugcon(taking, 0xe9, 0xe9, value)
		      : take_refuse(taking, "a device is missing (stdio, file:PATH, ...)");
}

static bool take_isa_debugcon(struct taking *taking, const char *properties)
{
	uint16_t port = 0xe9, readback = 0xe9;
	const char *line = NULL;
	struct value_pair pair;

	while (value_next(&properties, &pair)) {
		bool ok = true;

		if (!strcmp(pair.key, "iobase"))
			ok = take_port(taking, &pair, 0, 0xffff, &port);
		else if (!strcmp(pair.key, "readback"))
			ok = take_port(taking, &pair, 0, 0xff, &readback);
		else if (!strcmp(pair.key, "chardev"))
			line = options_own(taking->options, "chardev:%s", pair.value);
		else if (strcmp(pair.key, "id"))
			ok = take_refuse(taking, "%s= is not known (iobase, readback, chardev)",
					 pair.key);
		if (!ok)
			return false;
	}
	return line ? add_debugcon(taking, port, readback, line)
		    : take_refuse(taking, "chardev= is missing");
}

static bool take_isa_serial(struct taking *taking, const char *properties)
{
	const char *line = NULL;
	struct value_pair pair;

	while (value_next(&properties, &pair)) {
		if (!strcmp(pair.key, "chardev"))
			line = options_own(taking->options, "chardev:%s", pair.value);
		else if (strcmp(pair.key, "id"))
			return take_refuse(taking, "%s= is not known (chardev)", pair.key);
	}
	return line ? take_serial(taking, line) : take_refuse(taking, "chardev= is missing");
}

static bool take_pc_testdev(struct taking *taking, const char *properties)
{
	struct value_pair pair;

	while (value_next(&properties, &pair))
		if (strcmp(pair.key, "id"))
			return take_refuse(taking, "%s= is not known: it has no properties",
					   pair.key);
	taking->options->pc_testdev = true;
	return true;
}

static bool take_i2c_parport(struct taking *taking, const char *properties)
{
	struct value_pair pair;
	uint64_t type;

	taking->options->no_parallel = false;
	while (value_next(&properties, &pair)) {
		if (!strcmp(pair.key, "id"))
			continue;
		if (strcmp(pair.key, "type"))
			return take_refuse(taking, "%s= is not known (type)", pair.key);
		if (!value_number(pair.value, &type) || type >= I2C_PARPORT_TYPES)
			return take_refuse(taking, "type=%s: a number from 0 to %d is wanted",
					   pair.value, I2C_PARPORT_TYPES - 1);
		taking->options->i2c_parport_type = (unsigned)type;
	}
	return true;
}

static bool take_edu(struct taking *taking, const char *properties)
{
	struct options *options = taking->options;
	struct value_pair pair;

	options->edu = true;
	options->edu_dma_mask = EDU_DEFAULT_DMA_MASK;
	while (value_next(&properties, &pair)) {
		if (!strcmp(pair.key, "id"))
			continue;
		if (strcmp(pair.key, "dma_mask"))
			return take_refuse(taking, "%s= is not known (dma_mask)", pair.key);
		if (!value_number(pair.value, &options->edu_dma_mask))
			return take_refuse(taking, "dma_mask=%s: a number is wanted", pair.value);
	}
	return true;
}

static bool take_ide_hd(struct taking *taking, const char *properties)
{
	return take_drive_device(taking, "ide-hd", properties);
}

static bool take_ide_cd(struct taking *taking, const char *properties)
{
	return take_drive_device(taking, "ide-cd", properties);
}

static bool take_floppy(struct taking *taking, const char *properties)
{
	return take_drive_device(taking, "floppy", properties);
}

/* clang-format off */
static const struct device devices[] = {
	{"isa-debug-exit", "ISA", "writing V ends zonemu with status V*2+1", "iobase=<uint32> (0x501), iosize=<uint32> (2)", take_debug_exit},
	{"isa-debugcon", "ISA", "a port that prints what is written to it", "chardev=<str>, iobase=<uint32> (0xe9), readback=<uint32> (0xe9)", take_isa_debugcon},
	{"isa-serial", "ISA", "the next serial port", "chardev=<str>", take_isa_serial},
	{"i2c-parport", "parallel", "an I2C adapter at the parallel port, with an SHT21 (there by default)", "type=<uint32> (0: Philips, as in Linux's i2c-parport)", take_i2c_parport},
	{"ide-hd", "IDE", "a disk", "drive=<str>, bus=<str> (ide.0, ide.1), unit=<int32> (0, 1), bootindex=<int32>", take_ide_hd},
	{"ide-cd", "IDE", "a CD-ROM drive", "drive=<str>, bus=<str> (ide.0, ide.1), unit=<int32> (0, 1), bootindex=<int32>", take_ide_cd},
	{"floppy", "floppy-bus", "a floppy drive", "drive=<str>, unit=<int32> (0, 1), bootindex=<int32>", take_floppy},
	{"sb16", "ISA", "Sound Blaster 16: DSP 4.05, mixer, MPU-401", "audiodev=<str>, iobase=<uint32> (0x220), irq=<uint32> (5), dma=<uint32> (1), dma16=<uint32> (5)", take_sb16},
	{"edu", "PCI", "a device to write a driver for: registers, interrupts, DMA", "dma_mask=<uint64> (0xfffffff)", take_edu},
	{"pc-testdev", "ISA", "what kvm-unit-tests expects of the board", "none", take_pc_testdev},
};
/* clang-format on */

#define DEVICES (sizeof(devices) / sizeof(devices[0]))

/* In the form that scripts which look for a device expect of QEMU. */
static bool list_devices(struct taking *taking)
{
	for (size_t i = 0; i < DEVICES; i++)
		fprintf(taking->out, "name \"%s\", bus %s, desc \"%s\"\n", devices[i].name,
			devices[i].bus, devices[i].help);
	taking->said = true;
	return true;
}

static bool list_properties(struct taking *taking, const struct device *device)
{
	fprintf(taking->out, "%s options: %s\n", device->name, device->properties);
	taking->said = true;
	return true;
}

static bool is_help(const char *word)
{
	return !strcmp(word, "help") || !strcmp(word, "?");
}

static bool unknown_device(struct taking *taking, const char *name)
{
	struct nearest nearest;

	nearest_start(&nearest, name);
	for (size_t i = 0; i < DEVICES; i++)
		nearest_offer(&nearest, devices[i].name);
	return nearest.best
		   ? take_refuse(taking, "there is no such device to add; did you mean %s?",
				 nearest.best)
		   : take_refuse(taking, "there is no such device to add (-device help "
					 "lists them)");
}

bool take_device(struct taking *taking, const char *value)
{
	struct value_pair pair;

	if (!value_next(&value, &pair))
		return take_refuse(taking, "a name is missing (-device help lists them)");
	if (is_help(pair.key))
		return list_devices(taking);
	if (!strcmp(pair.key, "driver"))
		strcpy(pair.key, pair.value[31] ? "" : pair.value);
	for (size_t i = 0; i < DEVICES; i++)
		if (!strcmp(devices[i].name, pair.key))
			return is_help(value) ? list_properties(taking, &devices[i])
					      : devices[i].take(taking, value);
	return unknown_device(taking, pair.key);
}
