/* SPDX-License-Identifier: GPL-2.0-only */
/* uuid: 16 bytes that name something (RFC 4122); a guid_t has its first numbers low byte first. */
#ifndef _LINUX_UUID_H
#define _LINUX_UUID_H

#include <linux/string.h>
#include <linux/types.h>

#define UUID_SIZE	16
#define UUID_STRING_LEN 36

typedef struct {
	__u8 b[UUID_SIZE];
} guid_t;

typedef struct {
	__u8 b[UUID_SIZE];
} uuid_t;
typedef guid_t uuid_le;

#define GUID_INIT(a, b, c, d0, d1, d2, d3, d4, d5, d6, d7)                                         \
	((guid_t){{(a)&0xff, ((a) >> 8) & 0xff, ((a) >> 16) & 0xff, ((a) >> 24) & 0xff, (b)&0xff,  \
		   ((b) >> 8) & 0xff, (c)&0xff, ((c) >> 8) & 0xff, (d0), (d1), (d2), (d3), (d4),   \
		   (d5), (d6), (d7)}})
#define UUID_INIT(a, b, c, d0, d1, d2, d3, d4, d5, d6, d7)                                         \
	((uuid_t){{((a) >> 24) & 0xff, ((a) >> 16) & 0xff, ((a) >> 8) & 0xff, (a)&0xff,            \
		   ((b) >> 8) & 0xff, (b)&0xff, ((c) >> 8) & 0xff, (c)&0xff, (d0), (d1), (d2),     \
		   (d3), (d4), (d5), (d6), (d7)}})
#define UUID_LE GUID_INIT

extern const guid_t guid_null;
extern const uuid_t uuid_null;

static inline bool guid_equal(const guid_t *a, const guid_t *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static inline bool uuid_equal(const uuid_t *a, const uuid_t *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static inline bool guid_is_null(const guid_t *guid)
{
	return guid_equal(guid, &guid_null);
}

static inline bool uuid_is_null(const uuid_t *uuid)
{
	return uuid_equal(uuid, &uuid_null);
}

#define guid_copy(dst, src) ((void)(*(dst) = *(src)))
#define uuid_copy(dst, src) ((void)(*(dst) = *(src)))
#define import_guid(dst, s) memcpy(dst, s, sizeof(guid_t))
#define export_guid(d, src) memcpy(d, src, sizeof(guid_t))
#define import_uuid(dst, s) memcpy(dst, s, sizeof(uuid_t))
#define export_uuid(d, src) memcpy(d, src, sizeof(uuid_t))

void generate_random_guid(unsigned char guid[16]);
void generate_random_uuid(unsigned char uuid[16]);
#define guid_gen(g) generate_random_guid((g)->b)
#define uuid_gen(u) generate_random_uuid((u)->b)
bool uuid_is_valid(const char *uuid);
int guid_parse(const char *text, guid_t *guid); /* 0 or -EINVAL */
int uuid_parse(const char *text, uuid_t *uuid);

#endif
