/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cpio: a header of 110 characters, the name, the content; name and content each end at a
 * multiple of 4. The name TRAILER!!! is the end.
 */
#include <linux/cpio.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>

#define HEADER_BYTES   110
#define FIELDS	       13
#define NAME_MAX_BYTES 4096

static int fail(struct cpio *c, const char *why)
{
	c->why = why;
	return -EINVAL;
}

static bool hex8(const u8 *p, u32 *value)
{
	int i, digit;

	*value = 0;
	for (i = 0; i < 8; i++) {
		digit = hex_to_bin(p[i]);
		if (digit < 0)
			return false;
		*value = *value << 4 | digit;
	}
	return true;
}

int cpio_next(struct cpio *c, struct cpio_entry *entry)
{
	u32 field[FIELDS];
	size_t data_at, end;
	unsigned int i;

	if (c->in_bytes < HEADER_BYTES)
		return fail(c, "truncated");
	if (memcmp(c->in, "070701", 6) && memcmp(c->in, "070702", 6))
		return fail(c, memcmp(c->in, "07070", 5) ? "no cpio archive"
							 : "cpio of another kind than newc");
	for (i = 0; i < FIELDS; i++)
		if (!hex8(c->in + 6 + i * 8, &field[i]))
			return fail(c, "damaged: a number that is none");
	*entry = (struct cpio_entry){.ino = field[0],
				     .mode = field[1],
				     .uid = field[2],
				     .gid = field[3],
				     .nlink = field[4],
				     .mtime = field[5],
				     .size = field[6],
				     .major = field[7],
				     .minor = field[8],
				     .rmajor = field[9],
				     .rminor = field[10],
				     .name = (const char *)c->in + HEADER_BYTES,
				     .name_len = field[11]};
	if (!entry->name_len || entry->name_len > NAME_MAX_BYTES)
		return fail(c, "damaged: a name without length, or endless");
	if (entry->name_len > c->in_bytes - HEADER_BYTES)
		return fail(c, "truncated");
	entry->name_len--;
	if (entry->name[entry->name_len] || strlen(entry->name) != entry->name_len)
		return fail(c, "damaged: a name that does not end where it says");
	data_at = round_up(HEADER_BYTES + entry->name_len + 1, (size_t)4);
	if (data_at > c->in_bytes || entry->size > c->in_bytes - data_at)
		return fail(c, "truncated");
	entry->data = c->in + data_at;
	end = min(round_up(data_at + entry->size, (size_t)4), c->in_bytes);
	c->in += end;
	c->in_bytes -= end;
	return strcmp(entry->name, "TRAILER!!!") != 0;
}
