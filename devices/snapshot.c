/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * snapshot: sections of saved fields (see snapshot.h).
 *
 * A section, all numbers little-endian:
 *
 *	name		u8 length, then so many characters
 *	version		u32
 *	fields		u32
 *	each field:	name as above, u32 bytes, then its bytes
 *
 * A timer is its deadline, a u64. Plain data is stored as the host has it: the
 * image is for the same build on the same kind of host.
 */
#include "devices/snapshot.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put(struct snap_buf *buf, const void *from, size_t bytes)
{
	if (bytes > buf->room - buf->bytes) {
		size_t room = (buf->bytes + bytes) * 2;
		uint8_t *data = realloc(buf->data, room);

		if (!data)
			abort();
		buf->data = data;
		buf->room = room;
	}
	memcpy(buf->data + buf->bytes, from, bytes);
	buf->bytes += bytes;
}

static void put_u32(struct snap_buf *buf, size_t value)
{
	uint8_t le[4] = {value & 0xff, value >> 8 & 0xff, value >> 16 & 0xff, value >> 24 & 0xff};

	assert(value <= UINT32_MAX);
	put(buf, le, sizeof(le));
}

static void put_name(struct snap_buf *buf, const char *name)
{
	uint8_t length = (uint8_t)strlen(name);

	assert(strlen(name) <= UINT8_MAX);
	put(buf, &length, 1);
	put(buf, name, length);
}

static size_t field_count(const struct snap_desc *desc)
{
	size_t count = 0;

	while (desc->fields[count].kind != SNAP_KIND_END)
		count++;
	return count;
}

static const void *field_data(const struct snap_field *field, const void *dev)
{
	const uint8_t *at = (const uint8_t *)dev + field->off;

	if (field->kind == SNAP_KIND_TIMER)
		return &((const struct clock_timer *)(const void *)at)->deadline_ns;
	return at;
}

void snap_save(struct snap_buf *buf, const struct snap_desc *desc, const void *dev)
{
	put_name(buf, desc->name);
	put_u32(buf, desc->version);
	put_u32(buf, field_count(desc));
	for (const struct snap_field *f = desc->fields; f->kind != SNAP_KIND_END; f++) {
		put_name(buf, f->name);
		put_u32(buf, f->bytes);
		put(buf, field_data(f, dev), f->bytes);
	}
}

/* A reader that goes dry instead of past the end. */
struct reader {
	const struct snap_buf *buf;
	size_t off;
	bool dry;
};

static const uint8_t *take(struct reader *r, size_t bytes)
{
	const uint8_t *at = r->buf->data + r->off;

	if (r->dry || bytes > r->buf->bytes - r->off) {
		r->dry = true;
		return NULL;
	}
	r->off += bytes;
	return at;
}

static uint32_t take_u32(struct reader *r)
{
	const uint8_t *le = take(r, 4);

	return le ? le[0] | le[1] << 8 | le[2] << 16 | (uint32_t)le[3] << 24 : 0;
}

static void take_name(struct reader *r, char name[256])
{
	const uint8_t *length = take(r, 1);
	const uint8_t *text = length ? take(r, *length) : NULL;

	name[0] = 0;
	if (text) {
		memcpy(name, text, *length);
		name[*length] = 0;
	}
}

static bool check_header(struct reader *r, const struct snap_desc *desc, char *err,
			 size_t err_bytes)
{
	char name[256];
	uint32_t version, count;

	take_name(r, name);
	version = take_u32(r);
	count = take_u32(r);
	if (r->dry)
		snprintf(err, err_bytes, "snapshot: %s: the image ends early", desc->name);
	else if (strcmp(name, desc->name))
		snprintf(err, err_bytes, "snapshot: found section '%.40s', expected '%s'", name,
			 desc->name);
	else if (version != desc->version)
		snprintf(err, err_bytes, "snapshot: %s: version %u, expected %u", desc->name,
			 version, desc->version);
	else if (count != field_count(desc))
		snprintf(err, err_bytes, "snapshot: %s: %u fields, expected %zu", desc->name, count,
			 field_count(desc));
	else
		return true;
	return false;
}

/* The field's bytes in the image, or NULL with err filled. */
static const uint8_t *check_field(struct reader *r, const struct snap_desc *desc,
				  const struct snap_field *field, char *err, size_t err_bytes)
{
	char name[256];
	uint32_t bytes;
	const uint8_t *data;

	take_name(r, name);
	bytes = take_u32(r);
	if (!r->dry && strcmp(name, field->name)) {
		snprintf(err, err_bytes, "snapshot: %s: field '%.40s', expected '%s'", desc->name,
			 name, field->name);
		return NULL;
	}
	if (!r->dry && bytes != field->bytes) {
		snprintf(err, err_bytes, "snapshot: %s: field '%s' has %u bytes, expected %zu",
			 desc->name, field->name, bytes, field->bytes);
		return NULL;
	}
	data = take(r, field->bytes);
	if (!data)
		snprintf(err, err_bytes, "snapshot: %s: the image ends in field '%s'", desc->name,
			 field->name);
	return data;
}

static void load_field(const struct snap_field *field, const uint8_t *data, void *dev,
		       struct clock *clock)
{
	uint8_t *at = (uint8_t *)dev + field->off;
	uint64_t deadline_ns;

	if (field->kind == SNAP_KIND_BYTES) {
		memcpy(at, data, field->bytes);
		return;
	}
	memcpy(&deadline_ns, data, sizeof(deadline_ns));
	clock_arm(clock, (struct clock_timer *)(void *)at, deadline_ns);
}

bool snap_load(struct snap_buf *buf, const struct snap_desc *desc, void *dev, struct clock *clock,
	       char *err, size_t err_bytes)
{
	struct reader r = {.buf = buf, .off = buf->read_off};
	size_t fields_off;

	if (!check_header(&r, desc, err, err_bytes))
		return false;
	fields_off = r.off;
	for (const struct snap_field *f = desc->fields; f->kind != SNAP_KIND_END; f++)
		if (!check_field(&r, desc, f, err, err_bytes))
			return false;
	buf->read_off = r.off;
	r.off = fields_off;
	for (const struct snap_field *f = desc->fields; f->kind != SNAP_KIND_END; f++)
		load_field(f, check_field(&r, desc, f, err, err_bytes), dev, clock);
	if (desc->loaded)
		desc->loaded(dev);
	return true;
}

void snap_free(struct snap_buf *buf)
{
	free(buf->data);
	*buf = (struct snap_buf){0};
}
