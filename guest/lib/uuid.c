/* SPDX-License-Identifier: GPL-2.0-only */
/* uuid: made (RFC 4122, 4.4) and read: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx. */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/random.h>
#include <linux/uuid.h>

const guid_t guid_null;
EXPORT_SYMBOL(guid_null);
const uuid_t uuid_null;
EXPORT_SYMBOL(uuid_null);

/* Version 4 stands in the byte at version, the variant in byte 8. */
static void generate(unsigned char *b, unsigned int version)
{
	get_random_bytes(b, UUID_SIZE);
	b[version] = (b[version] & 0x0f) | 0x40;
	b[8] = (b[8] & 0x3f) | 0x80;
}

void generate_random_guid(unsigned char guid[16])
{
	generate(guid, 7);
}
EXPORT_SYMBOL(generate_random_guid);

void generate_random_uuid(unsigned char uuid[16])
{
	generate(uuid, 6);
}
EXPORT_SYMBOL(generate_random_uuid);

bool uuid_is_valid(const char *uuid)
{
	unsigned int i;

	for (i = 0; i < UUID_STRING_LEN; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? uuid[i] != '-' : !isxdigit((unsigned char)uuid[i]))
			return false;
	}
	return true;
}
EXPORT_SYMBOL(uuid_is_valid);

/* at[n]: where in the text byte n stands. */
static int parse(const char *text, u8 *b, const u8 *at)
{
	unsigned int i;

	if (!uuid_is_valid(text))
		return -EINVAL;
	for (i = 0; i < UUID_SIZE; i++)
		b[i] = hex_to_bin(text[at[i]]) << 4 | hex_to_bin(text[at[i] + 1]);
	return 0;
}

int guid_parse(const char *text, guid_t *guid)
{
	static const u8 at[] = {6, 4, 2, 0, 11, 9, 16, 14, 19, 21, 24, 26, 28, 30, 32, 34};

	return parse(text, guid->b, at);
}
EXPORT_SYMBOL(guid_parse);

int uuid_parse(const char *text, uuid_t *uuid)
{
	static const u8 at[] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};

	return parse(text, uuid->b, at);
}
EXPORT_SYMBOL(uuid_parse);
