/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ps2_queue: the bytes a PS/2 device has ready to send. The device is asked to
 * wait by not taking them.
 */
#ifndef ZONEMU_DEVICES_PS2_QUEUE_H
#define ZONEMU_DEVICES_PS2_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#define PS2_QUEUE_BYTES 32

struct ps2_queue {
	uint8_t byte[PS2_QUEUE_BYTES];
	uint8_t first, count;
};

static inline unsigned ps2_queue_room(const struct ps2_queue *queue)
{
	return PS2_QUEUE_BYTES - queue->count;
}

/* False: full, and the byte is lost. */
static inline bool ps2_queue_put(struct ps2_queue *queue, uint8_t byte)
{
	if (!ps2_queue_room(queue))
		return false;
	queue->byte[(queue->first + queue->count++) % PS2_QUEUE_BYTES] = byte;
	return true;
}

/* The oldest byte, or -1. */
static inline int ps2_queue_take(struct ps2_queue *queue)
{
	int byte;

	if (!queue->count)
		return -1;
	byte = queue->byte[queue->first];
	queue->first = (queue->first + 1) % PS2_QUEUE_BYTES;
	queue->count--;
	return byte;
}

static inline void ps2_queue_clear(struct ps2_queue *queue)
{
	queue->first = queue->count = 0;
}

/* After loading a snapshot: indices that came from outside stay inside. */
static inline void ps2_queue_mend(struct ps2_queue *queue)
{
	queue->first %= PS2_QUEUE_BYTES;
	if (queue->count > PS2_QUEUE_BYTES)
		queue->count = PS2_QUEUE_BYTES;
}

#endif
