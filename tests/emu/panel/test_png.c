/* SPDX-License-Identifier: GPL-2.0-only */
/* png: what is written can be read back by the format's own rules, and is always the same. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "emu/panel/png.h"

#define W 37
#define H 11

static uint32_t px[W * H];
static char path[] = "/tmp/test_png_XXXXXX";

static size_t read_all(uint8_t *to, size_t room)
{
	FILE *file = fopen(path, "rb");

	ck_assert_ptr_nonnull(file);
	size_t bytes = fread(to, 1, room, file);
	fclose(file);
	return bytes;
}

static uint32_t get32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The next chunk; its CRC must be right. */
static const uint8_t *chunk(const uint8_t *at, const char *type, uint32_t *bytes)
{
	*bytes = get32(at);
	ck_assert_mem_eq(at + 4, type, 4);
	ck_assert_uint_eq(get32(at + 8 + *bytes), crc32(0, at + 4, *bytes + 4));
	return at + 8;
}

static void write_picture(void)
{
	char err[200] = "";

	for (int i = 0; i < W * H; i++)
		px[i] = (uint32_t)i * 2654435761u & 0xffffff;
	ck_assert_msg(png_write(path, px, W, H, err, sizeof(err)), "%s", err);
}

START_TEST(it_can_be_read_back)
{
	static uint8_t file[65536], rows[H * (W * 3 + 1)];
	uLongf raw = sizeof(rows);
	uint32_t bytes;

	close(mkstemp(path));
	write_picture();
	size_t size = read_all(file, sizeof(file));
	ck_assert_mem_eq(file, "\x89PNG\r\n\x1a\n", 8);
	const uint8_t *data = chunk(file + 8, "IHDR", &bytes);
	ck_assert_uint_eq(get32(data), W);
	ck_assert_uint_eq(get32(data + 4), H);
	ck_assert_mem_eq(data + 8, "\x08\x02\0\0\0", 5);
	data = chunk(data + bytes + 4, "IDAT", &bytes);
	ck_assert_int_eq(uncompress(rows, &raw, data, bytes), Z_OK);
	ck_assert_uint_eq(raw, sizeof(rows));
	data = chunk(data + bytes + 4, "IEND", &bytes);
	ck_assert_ptr_eq(data + 4, file + size);
	for (int y = 0; y < H; y++) {
		uint8_t *row = rows + y * (W * 3 + 1);

		ck_assert_uint_eq(row[0], 2);
		for (int i = 1; i <= W * 3; i++)
			row[i] = (uint8_t)(row[i] + (y ? row[i - (W * 3 + 1)] : 0));
		for (int x = 0; x < W; x++)
			ck_assert_uint_eq((uint32_t)row[1 + x * 3] << 16 |
					      (uint32_t)row[2 + x * 3] << 8 | row[3 + x * 3],
					  px[y * W + x]);
	}
	unlink(path);
}
END_TEST

START_TEST(the_same_picture_is_the_same_file)
{
	static uint8_t one[65536], two[65536];

	close(mkstemp(path));
	write_picture();
	size_t bytes = read_all(one, sizeof(one));
	write_picture();
	ck_assert_uint_eq(read_all(two, sizeof(two)), bytes);
	ck_assert_mem_eq(one, two, bytes);
	unlink(path);
}
END_TEST

START_TEST(failure_names_the_file)
{
	char err[200] = "";

	ck_assert(!png_write("/no/such/directory/x.png", px, W, H, err, sizeof(err)));
	ck_assert(strstr(err, "/no/such/directory/x.png") != NULL);
	ck_assert(strstr(err, "No such file") != NULL);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("png");
	TCase *tc = tcase_create("all");

	tcase_add_test(tc, it_can_be_read_back);
	tcase_add_test(tc, the_same_picture_is_the_same_file);
	tcase_add_test(tc, failure_names_the_file);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);

	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
