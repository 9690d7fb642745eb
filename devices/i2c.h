/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c: a two-wire bus (I2C, SMBus), byte by byte. A controller starts, moves
 * bytes and stops; the device at the address answers. How long a bit takes is
 * the controller's affair; a device may stretch the clock.
 */
#ifndef ZONEMU_DEVICES_I2C_H
#define ZONEMU_DEVICES_I2C_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/snapshot.h"

struct i2c_device {
	struct i2c_device *next; /* the bus's */
	uint8_t address;	 /* 7 bits */
	void *dev;
	bool (*start)(void *dev, bool read); /* its header came; false: not acknowledged */
	bool (*write)(void *dev, uint8_t byte);
	uint8_t (*read)(void *dev);
	void (*stop)(void *dev);	   /* may be NULL */
	uint64_t (*stretch_ns)(void *dev); /* SCL is held low so long from now; may be NULL */
};

enum i2c_event_kind { I2C_START, I2C_WRITE, I2C_READ, I2C_STRETCH, I2C_STOP };

/* What has happened on the bus, for who looks on. */
struct i2c_event {
	enum i2c_event_kind kind;
	bool repeated;	     /* START: without a STOP before it */
	bool read;	     /* START: the header's direction */
	bool ack;	     /* START, WRITE: the device's; READ: the controller's */
	uint8_t byte;	     /* WRITE, READ; START: the header, with the direction */
	uint64_t stretch_ns; /* STRETCH: SCL will be held so long from now */
};

struct i2c_watch {
	void (*event)(void *ctx, const struct i2c_event *event); /* NULL: nobody looks */
	void *ctx;
};

struct i2c_bus {
	struct i2c_device *first;
	struct i2c_watch watch;
	uint8_t address; /* of the device being talked to */
	bool busy;	 /* between its start and the stop */
	bool started;	 /* between any start and the stop */
};

void i2c_init(struct i2c_bus *bus);
/* Asserts that the address is free. The device is the caller's and outlives the bus. */
void i2c_add(struct i2c_bus *bus, struct i2c_device *device);

/* A (repeated) start and the header. False: nobody acknowledged; stop all the same. */
bool i2c_start(struct i2c_bus *bus, uint8_t address, bool read);
/* False: not acknowledged. */
bool i2c_write(struct i2c_bus *bus, uint8_t byte);
/* All ones when nobody drives the bus. */
uint8_t i2c_read(struct i2c_bus *bus);
/* How the controller answered that byte. */
void i2c_answer(struct i2c_bus *bus, uint8_t byte, bool ack);
void i2c_stop(struct i2c_bus *bus);
/* How long the device holds the clock before the next byte. */
uint64_t i2c_stretch_ns(const struct i2c_bus *bus);
/* The controller waits for that. */
void i2c_stretched(struct i2c_bus *bus, uint64_t ns);

extern const struct snap_desc i2c_snap;

#endif
