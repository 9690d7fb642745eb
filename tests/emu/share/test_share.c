/* SPDX-License-Identifier: GPL-2.0-only */
/* A directory with everything that a guest must not get out of, and requests of every kind. */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "emu/share.h"
#include "guest/abi/share.h"

#define RAM_BYTES  0x40000
#define REQUEST	   0x1000
#define PATH	   0x2000
#define BUFFER	   0x8000
#define FILE_BYTES 200000

static uint8_t ram[RAM_BYTES];
static char folder[64];
static struct share *share;

static void ram_read(void *ctx, uint64_t pa, void *to, size_t bytes)
{
	(void)ctx;
	ck_assert_uint_le(pa + bytes, RAM_BYTES);
	memcpy(to, ram + pa, bytes);
}

static void ram_write(void *ctx, uint64_t pa, const void *from, size_t bytes)
{
	(void)ctx;
	ck_assert_uint_le(pa + bytes, RAM_BYTES);
	memcpy(ram + pa, from, bytes);
}

static const struct memory_bus memory = {ram_read, ram_write, NULL};

static int ask_raw(struct share_request request)
{
	memcpy(ram + REQUEST, &request, sizeof(request));
	share_answer(share, &memory, RAM_BYTES, REQUEST);
	memcpy(&request, ram + REQUEST, sizeof(request));
	return request.result;
}

static int ask(enum share_op op, const char *path, uint64_t offset, unsigned bytes)
{
	memcpy(ram + PATH, path, strlen(path));
	return ask_raw((struct share_request){.op = op,
					      .result = 12345,
					      .path = PATH,
					      .path_bytes = (unsigned)strlen(path),
					      .offset_low = (uint32_t)offset,
					      .offset_high = (uint32_t)(offset >> 32),
					      .buffer = BUFFER,
					      .buffer_bytes = bytes});
}

static void path_to(char *path, const char *name)
{
	snprintf(path, 200, "%s/%s", folder, name);
}

static void make_file(const char *name, unsigned bytes)
{
	char path[200];
	FILE *file;

	path_to(path, name);
	file = fopen(path, "wb");
	ck_assert_ptr_nonnull(file);
	for (unsigned i = 0; i < bytes; i++)
		fputc((int)(i * 7 + i / 256) & 0xff, file);
	fclose(file);
}

static void make_link(const char *to, const char *name)
{
	char path[200];

	path_to(path, name);
	ck_assert_int_eq(symlink(to, path), 0);
}

static void setup(void)
{
	char path[200], err[200];

	strcpy(folder, "/tmp/zonemu-share-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	path_to(path, "sub");
	ck_assert_int_eq(mkdir(path, 0755), 0);
	path_to(path, "sub/deep");
	ck_assert_int_eq(mkdir(path, 0700), 0);
	make_file("large", FILE_BYTES);
	make_file("sub/small", 5);
	make_link("sub/small", "inside");
	make_link("sub", "subdir");
	make_link("../../../../etc/passwd", "out");
	make_link("/etc", "etc");
	make_link("loop", "loop");
	make_link("nowhere", "dangling");
	path_to(path, "pipe");
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	share = share_open(folder, err, sizeof(err));
	ck_assert_msg(share != NULL, "%s", err);
}

static void teardown(void)
{
	char command[200];

	share_close(share);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

START_TEST(files_are_read)
{
	struct share_stat st;

	ck_assert_int_eq(ask(SHARE_STAT, "large", 0, 4096), 0);
	memcpy(&st, ram + BUFFER, sizeof(st));
	ck_assert_uint_eq(st.size_low, FILE_BYTES);
	ck_assert(S_ISREG(st.mode) && !(st.mode & 0222));
	ck_assert_int_eq(ask(SHARE_READ, "large", 0, 0x10000), 0x10000);
	ck_assert_uint_eq(ram[BUFFER + 300], (300 * 7 + 1) & 0xff);
	ck_assert_int_eq(ask(SHARE_READ, "large", FILE_BYTES - 10, 4096), 10);
	ck_assert_int_eq(ask(SHARE_READ, "large", FILE_BYTES, 4096), 0);
	ck_assert_int_eq(ask(SHARE_READ, "large", UINT64_MAX, 4096), -EINVAL);
	ck_assert_int_eq(ask(SHARE_READ, "sub/small", 1, 4096), 4);
	ck_assert_int_eq(ask(SHARE_READ, "inside", 0, 4096), 5);
	ck_assert_int_eq(ask(SHARE_READ, "subdir/small", 0, 4096), 5);
	ck_assert_int_eq(ask(SHARE_READ, "sub", 0, 4096), -EISDIR);
	ck_assert_int_eq(ask(SHARE_STAT, "", 0, 4096), 0);
	memcpy(&st, ram + BUFFER, sizeof(st));
	ck_assert(S_ISDIR(st.mode));
}
END_TEST

START_TEST(it_is_live)
{
	ck_assert_int_eq(ask(SHARE_READ, "new", 0, 100), -ENOENT);
	make_file("new", 3);
	ck_assert_int_eq(ask(SHARE_READ, "new", 0, 100), 3);
	make_file("new", 4);
	ck_assert_int_eq(ask(SHARE_READ, "new", 0, 100), 4);
}
END_TEST

static const struct {
	const char *path;
	int result;
} refused[] = {
    {"..", -EINVAL},	     {"sub/../large", -EINVAL}, {"/etc/passwd", -EINVAL},
    {"sub//small", -EINVAL}, {"./large", -EINVAL},	{"sub/", -EINVAL},
    {"out", -EXDEV},	     {"etc", -EXDEV},		{"etc/passwd", -EXDEV},
    {"loop", -EXDEV},	     {"dangling", -ENOENT},	{"nothing", -ENOENT},
    {"large/x", -ENOTDIR},   {"pipe", -EACCES},
};

START_TEST(nothing_leads_out)
{
	for (enum share_op op = SHARE_STAT; op <= SHARE_LIST; op++)
		ck_assert_msg(ask(op, refused[_i].path, 0, 4096) == refused[_i].result, "%s",
			      refused[_i].path);
}
END_TEST

START_TEST(names_come_sorted_a_few_at_a_time)
{
	static const char *const names[] = {"inside", "large", "sub", "subdir"};
	unsigned seen = 0;
	int bytes;

	while ((bytes = ask(SHARE_LIST, "", seen, 40)) > 0)
		for (int at = 0; at < bytes;) {
			struct share_entry entry;

			memcpy(&entry, ram + BUFFER + at, sizeof(entry));
			ck_assert_uint_lt(seen, 4);
			ck_assert_uint_eq(entry.name_bytes, strlen(names[seen]));
			ck_assert_int_eq(memcmp(ram + BUFFER + at + (int)sizeof(entry), names[seen],
						entry.name_bytes),
					 0);
			ck_assert_uint_eq(entry.mode, seen < 2 ? S_IFREG : S_IFDIR);
			at += (int)((sizeof(entry) + entry.name_bytes + 3) & ~3u);
			seen++;
		}
	ck_assert_int_eq(bytes, 0);
	ck_assert_uint_eq(seen, 4);
	ck_assert_int_eq(ask(SHARE_LIST, "sub/deep", 0, 40), 0);
	ck_assert_int_eq(ask(SHARE_LIST, "", 0, 8), -EFAULT);
	ck_assert_int_eq(ask(SHARE_LIST, "large", 0, 40), -ENOTDIR);
}
END_TEST

START_TEST(bad_requests)
{
	struct share_request request = {.op = SHARE_READ, .path = PATH, .buffer = BUFFER};

	ck_assert_int_eq(ask(99, "large", 0, 100), -EINVAL);
	ck_assert_int_eq(ask(SHARE_STAT, "large", 0, 3), -EFAULT);
	request.path_bytes = SHARE_PATH_MAX + 1;
	ck_assert_int_eq(ask_raw(request), -EINVAL);
	request.path_bytes = 5;
	request.path = RAM_BYTES - 4;
	ck_assert_int_eq(ask_raw(request), -EFAULT);
	request.path = UINT32_MAX;
	ck_assert_int_eq(ask_raw(request), -EFAULT);
	request.path = PATH;
	request.buffer_bytes = SHARE_BUFFER_MAX;
	ck_assert_int_eq(ask_raw(request), -EFAULT);
	request.buffer_bytes = UINT32_MAX;
	ck_assert_int_eq(ask_raw(request), -EINVAL);
	memcpy(ram + PATH, "la\0ge", 5);
	request.buffer_bytes = 10;
	ck_assert_int_eq(ask_raw(request), -EINVAL);
	share_answer(share, &memory, RAM_BYTES, RAM_BYTES - 8);
	share_answer(share, &memory, RAM_BYTES, UINT32_MAX);
}
END_TEST

START_TEST(no_such_folder)
{
	char err[200] = "";

	ck_assert_ptr_null(share_open("/nowhere", err, sizeof(err)));
	ck_assert_ptr_nonnull(strstr(err, "/nowhere: No such file"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("share");
	TCase *tcase = tcase_create("share");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, files_are_read);
	tcase_add_test(tcase, it_is_live);
	tcase_add_loop_test(tcase, nothing_leads_out, 0, sizeof(refused) / sizeof(refused[0]));
	tcase_add_test(tcase, names_come_sorted_a_few_at_a_time);
	tcase_add_test(tcase, bad_requests);
	tcase_add_test(tcase, no_such_folder);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
