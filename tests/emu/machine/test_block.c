/* SPDX-License-Identifier: GPL-2.0-only */
/* Disk images: what is read and written, what is left alone, and what is refused. */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emu/block.h"

#define SECTOR BLOCK_SECTOR_BYTES

static char path[64], err[256];
static uint8_t buffer[64 * SECTOR];

/* A file of so many bytes, each telling of its place. */
static void make_file(size_t bytes)
{
	FILE *file;
	int fd;

	strcpy(path, "/tmp/zonemu-block-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	file = fdopen(fd, "wb");
	for (size_t i = 0; i < bytes; i++)
		fputc((int)(i / SECTOR * 3 + i) & 0xff, file);
	fclose(file);
}

static uint8_t file_byte(size_t at)
{
	uint8_t byte = 0;
	int fd = open(path, O_RDONLY);

	ck_assert_int_eq(pread(fd, &byte, 1, (off_t)at), 1);
	close(fd);
	return byte;
}

static struct block_image *open_it(bool readonly, bool snapshot)
{
	const struct block_config config = {
	    .path = path, .readonly = readonly, .snapshot = snapshot};

	return block_open(&config, err, sizeof(err));
}

static bool rd(struct block_image *image, uint64_t sector, uint32_t sectors)
{
	const struct block *medium = block_medium(image);

	return medium->read(medium->ctx, sector, buffer, sectors);
}

static bool wr(struct block_image *image, uint64_t sector, uint32_t sectors, uint8_t with)
{
	const struct block *medium = block_medium(image);

	memset(buffer, with, sectors * SECTOR);
	return medium->write(medium->ctx, sector, buffer, sectors);
}

static void done(struct block_image *image)
{
	block_close(image);
	unlink(path);
}

START_TEST(reads_and_writes)
{
	struct block_image *image;

	make_file(20 * SECTOR);
	image = open_it(false, false);
	ck_assert_msg(image != NULL, "%s", err);
	ck_assert_uint_eq(block_medium(image)->sectors, 20);
	ck_assert(!block_medium(image)->readonly);
	ck_assert(rd(image, 3, 2));
	ck_assert_uint_eq(buffer[0], (3 * SECTOR + 9) & 0xff);
	ck_assert_uint_eq(buffer[SECTOR + 7], (4 * SECTOR + 7 + 12) & 0xff);
	ck_assert(wr(image, 19, 1, 0x5a));
	ck_assert(block_medium(image)->flush(block_medium(image)->ctx));
	ck_assert_uint_eq(file_byte(20 * SECTOR - 1), 0x5a);
	/* beyond the end */
	ck_assert(!rd(image, 20, 1));
	ck_assert(!rd(image, 19, 2));
	ck_assert(!rd(image, UINT64_MAX, 2));
	ck_assert(!wr(image, 19, 2, 0));
	ck_assert_uint_eq(file_byte(20 * SECTOR - 1), 0x5a);
	done(image);
}
END_TEST

/* A last sector that is not full ends in zeros, and is full once it was written. */
START_TEST(odd_size)
{
	struct block_image *image;
	struct stat st;

	make_file(2 * SECTOR + 100);
	image = open_it(false, false);
	ck_assert_uint_eq(block_medium(image)->sectors, 3);
	ck_assert(rd(image, 1, 2));
	ck_assert_uint_eq(buffer[SECTOR + 99], (2 * SECTOR + 99 + 6) & 0xff);
	ck_assert_uint_eq(buffer[SECTOR + 100], 0);
	ck_assert(wr(image, 2, 1, 0x11));
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_size, 3 * SECTOR);
	ck_assert(rd(image, 2, 1));
	ck_assert_uint_eq(buffer[511], 0x11);
	done(image);
}
END_TEST

START_TEST(snapshot)
{
	struct block_image *image;

	make_file(1000 * SECTOR);
	chmod(path, 0400);
	image = open_it(false, true);
	ck_assert_msg(image != NULL, "%s", err);
	ck_assert(wr(image, 10, 3, 0x77));
	ck_assert(wr(image, 999, 1, 0x78));
	ck_assert(rd(image, 8, 8));
	ck_assert_uint_eq(buffer[2 * SECTOR - 1], ((10 * SECTOR - 1) + 27) & 0xff);
	ck_assert_uint_eq(buffer[2 * SECTOR], 0x77);
	ck_assert_uint_eq(buffer[5 * SECTOR - 1], 0x77);
	ck_assert_uint_eq(buffer[5 * SECTOR], (13 * SECTOR + 39) & 0xff);
	ck_assert(block_medium(image)->flush(block_medium(image)->ctx));
	ck_assert_uint_eq(file_byte(10 * SECTOR), (10 * SECTOR + 30) & 0xff);
	done(image);
}
END_TEST

/* A random overlay against a plain copy in memory. */
START_TEST(snapshot_at_random)
{
	enum { SECTORS = 200 };
	static uint8_t copy[SECTORS * SECTOR];
	struct block_image *image;
	unsigned seed = 20261121;

	make_file(sizeof(copy));
	image = open_it(false, true);
	for (size_t i = 0; i < sizeof(copy); i++)
		copy[i] = (uint8_t)(i / SECTOR * 3 + i);
	for (unsigned round = 0; round < 3000; round++) {
		unsigned sector = (unsigned)rand_r(&seed) % SECTORS;
		unsigned sectors = 1 + (unsigned)rand_r(&seed) % 60;

		if (sectors > SECTORS - sector)
			sectors = SECTORS - sector;
		if (rand_r(&seed) % 8 == 0) {
			ck_assert(wr(image, sector, sectors, (uint8_t)round));
			memset(copy + sector * SECTOR, (uint8_t)round, sectors * SECTOR);
		}
		ck_assert(rd(image, sector, sectors));
		ck_assert_int_eq(memcmp(buffer, copy + sector * SECTOR, sectors * SECTOR), 0);
	}
	done(image);
}
END_TEST

START_TEST(shrinks)
{
	struct block_image *image;
	char line[256] = "";
	FILE *said = tmpfile();
	int saved = dup(STDERR_FILENO);

	make_file(20 * SECTOR);
	image = open_it(false, false);
	ck_assert_int_eq(truncate(path, 5 * SECTOR + 10), 0);
	fflush(stderr);
	dup2(fileno(said), STDERR_FILENO);
	ck_assert(rd(image, 4, 1));
	ck_assert(!rd(image, 4, 2));
	ck_assert(!rd(image, 19, 1));
	ck_assert(!wr(image, 18, 1, 0));
	ck_assert(wr(image, 3, 1, 0));
	fflush(stderr);
	dup2(saved, STDERR_FILENO);
	rewind(said);
	ck_assert_ptr_nonnull(fgets(line, sizeof(line), said));
	ck_assert_ptr_nonnull(strstr(line, path));
	ck_assert_ptr_nonnull(
	    strstr(line, ": reading sector 5: the file has shrunk; the guest gets an I/O error"));
	ck_assert_ptr_null(fgets(line, sizeof(line), said)); /* once */
	fclose(said);
	close(saved);
	done(image);
}
END_TEST

START_TEST(readonly)
{
	struct block_image *image;

	make_file(5 * SECTOR);
	image = open_it(true, false);
	ck_assert(block_medium(image)->readonly);
	ck_assert(!wr(image, 0, 1, 9));
	ck_assert_uint_eq(file_byte(0), 0);
	ck_assert(block_medium(image)->flush(block_medium(image)->ctx));
	done(image);
}
END_TEST

/* One writer, or any number of readers. */
START_TEST(locks)
{
	struct block_image *first, *second, *third;

	make_file(5 * SECTOR);
	first = open_it(false, false);
	ck_assert_ptr_null(open_it(false, false));
	ck_assert_str_eq(err, "is in use, or given twice");
	ck_assert_ptr_null(open_it(true, false));
	block_close(first);
	second = open_it(true, false);
	third = open_it(false, true);
	ck_assert_ptr_nonnull(second);
	ck_assert_ptr_nonnull(third);
	ck_assert_ptr_null(open_it(false, false));
	block_close(second);
	done(third);
}
END_TEST

static const struct {
	const char *bytes;
	size_t count;
	const char *says;
} foreign[] = {
    {"", 0, "is empty"},
    {"QFI\xfb\0\0\0\3", 8, "is in qcow format"},
    {"KDMV", 4, "is in VMDK format"},
    {"# Disk DescriptorFile\n", 22, "is in VMDK format"},
    {"conectix", 8, "is in VHD format"},
    {"vhdxfile", 8, "is in VHDX format"},
    {"\x1f\x8b\x08", 3, "is in gzip format"},
};

START_TEST(refusals)
{
	const struct block_config raw = {.path = path, .raw = true};
	FILE *file;

	make_file(0);
	file = fopen(path, "wb");
	fwrite(foreign[_i].bytes, 1, foreign[_i].count, file);
	fclose(file);
	ck_assert_ptr_null(open_it(false, false));
	ck_assert_msg(strstr(err, foreign[_i].says) != NULL, "%s", err);
	if (foreign[_i].count) {
		struct block_image *image = block_open(&raw, err, sizeof(err));

		ck_assert_ptr_nonnull(image);
		block_close(image);
	}
	unlink(path);
}
END_TEST

START_TEST(no_files)
{
	strcpy(path, "/no/such/image");
	ck_assert_ptr_null(open_it(false, false));
	ck_assert_str_eq(err, "No such file or directory");
	strcpy(path, "/tmp");
	ck_assert_ptr_null(open_it(true, false));
	ck_assert_str_eq(err, "is a directory");
	strcpy(path, "/dev/null");
	ck_assert_ptr_null(open_it(false, false));
	ck_assert_str_eq(err, "is no file or block device");
}
END_TEST

/* Any file is an image, or is refused with a reason. */
START_TEST(random_files)
{
	unsigned seed = 7;

	for (unsigned round = 0; round < 200; round++) {
		size_t bytes = (size_t)rand_r(&seed) % 3000;
		struct block_image *image;

		make_file(bytes);
		err[0] = '\0';
		image = open_it(rand_r(&seed) & 1, rand_r(&seed) & 1);
		ck_assert(image ? bytes > 0 : err[0] != '\0');
		if (image)
			ck_assert(rd(image, 0, (uint32_t)block_medium(image)->sectors));
		done(image);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("block");
	TCase *tcase = tcase_create("block");
	SRunner *runner;
	int failed;

	tcase_add_test(tcase, reads_and_writes);
	tcase_add_test(tcase, odd_size);
	tcase_add_test(tcase, snapshot);
	tcase_add_test(tcase, snapshot_at_random);
	tcase_add_test(tcase, shrinks);
	tcase_add_test(tcase, readonly);
	tcase_add_test(tcase, locks);
	tcase_add_loop_test(tcase, refusals, 0, sizeof(foreign) / sizeof(foreign[0]));
	tcase_add_test(tcase, no_files);
	tcase_add_test(tcase, random_files);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
