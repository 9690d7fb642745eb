/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Linux kernels by the boot protocol: what they find in memory and in their
 * registers; malformed ones by name, by truncation, at random.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "emu/loader/e820.h"
#include "emu/loader/image.h"
#include "emu/machine.h"

#define RAM_BYTES   (32ull << 20)
#define SETUP_SECTS 3
#define CODE_OFF    ((SETUP_SECTS + 1) * 512)
#define CODE_BYTES  0x800
#define FILE_BYTES  (CODE_OFF + CODE_BYTES)

/* Offsets in the file, by boot.rst's table; from 1F1h on they are the zero page's, too. */
enum {
	H_SETUP_SECTS = 0x1f1,
	H_SYSSIZE = 0x1f4,
	H_BOOT_FLAG = 0x1fe,
	H_JUMP = 0x200,
	H_MAGIC = 0x202,
	H_VERSION = 0x206,
	H_LOADER = 0x210,
	H_LOADFLAGS = 0x211,
	H_CODE32_START = 0x214,
	H_RAMDISK_IMAGE = 0x218,
	H_RAMDISK_SIZE = 0x21c,
	H_CMD_LINE_PTR = 0x228,
	H_INITRD_MAX = 0x22c,
	H_XLOADFLAGS = 0x236,
	H_CMDLINE_SIZE = 0x238,
	H_PREF_ADDRESS = 0x258,
	H_INIT_SIZE = 0x260
};

static char kernel_path[] = "/tmp/zonemu-bz-XXXXXX", initrd_path[] = "/tmp/zonemu-rd,XXXXXX";
static uint8_t file[FILE_BYTES];
static struct machine *machine;
static struct image *image;
static uint32_t zero_page;

static void put(unsigned off, uint64_t value, unsigned bytes)
{
	memcpy(file + off, &value, bytes);
}

static void make_file(void)
{
	memset(file, 0, sizeof(file));
	put(H_SETUP_SECTS, SETUP_SECTS, 1);
	put(H_SYSSIZE, CODE_BYTES / 16, 4);
	put(H_BOOT_FLAG, 0xaa55, 2);
	put(H_JUMP, 0x6aeb, 2); /* the header ends at 26Ch */
	memcpy(file + H_MAGIC, "HdrS", 4);
	put(H_VERSION, 0x20f, 2);
	put(H_LOADFLAGS, 1, 1);
	put(H_INITRD_MAX, 0x37ffffff, 4);
	put(H_CMDLINE_SIZE, 2047, 4);
	put(H_PREF_ADDRESS, 0x1000000, 8);
	put(H_INIT_SIZE, 0x400000, 4);
	for (unsigned i = 0; i < CODE_BYTES; i++)
		file[CODE_OFF + i] = (uint8_t)(i * 7 + 1);
}

static void write_file(const char *path, const void *bytes, size_t count)
{
	FILE *to = fopen(path, "wb");

	ck_assert_ptr_nonnull(to);
	ck_assert_uint_eq(fwrite(bytes, 1, count, to), count);
	fclose(to);
}

static struct image *open_image(const char *append, const char *initrd, uint64_t ram_bytes,
				char *err, size_t err_bytes)
{
	const struct image_config config = {
	    .kernel = kernel_path, .append = append, .modules = initrd, .ram_bytes = ram_bytes};

	write_file(kernel_path, file, sizeof(file));
	return image_open(&config, err, err_bytes);
}

static uint64_t reg(const char *name)
{
	uint64_t value = ~0ull;

	ck_assert(cpu_get_reg(machine_cpu(machine, 0), name, &value));
	return value;
}

static uint64_t peek(uint32_t pa, unsigned bytes)
{
	uint64_t value = 0;

	physmap_peek(machine_physmap(machine), pa, &value, bytes);
	return value;
}

static uint64_t field(uint32_t off, unsigned bytes)
{
	return peek(zero_page + off, bytes);
}

static void boot(const char *append, const char *initrd)
{
	const struct machine_config config = {.ram_bytes = RAM_BYTES};
	char err[512] = "";

	image = open_image(append, initrd, RAM_BYTES, err, sizeof(err));
	ck_assert_msg(image != NULL, "%s", err);
	machine = machine_create(&config, err, sizeof(err));
	ck_assert_msg(machine != NULL, "%s", err);
	/* As after a warm start: memory holds whatever was there. */
	for (uint32_t pa = 0; pa < 0xa0000; pa += 4)
		physmap_poke(machine_physmap(machine), pa, "junk", 4);
	ck_assert(image_load(image, machine, err, sizeof(err)));
	zero_page = (uint32_t)reg("esi");
}

static void shut_down(void)
{
	machine_destroy(machine);
	image_close(image);
	machine = NULL;
	image = NULL;
}

/* ---- sound ones ---- */

START_TEST(entry_state)
{
	uint64_t code, data;

	make_file();
	boot(NULL, NULL);
	ck_assert_uint_eq(reg("eip"), 0x100000);
	ck_assert_uint_eq(reg("cr0") & 0x80000001, 1);
	ck_assert_uint_eq(reg("eflags") & 0x200, 0);
	ck_assert_uint_eq(reg("ebp") | reg("edi") | reg("ebx"), 0);
	ck_assert_uint_eq(reg("cs"), 0x10);
	ck_assert_uint_eq(reg("ds"), 0x18);
	ck_assert_uint_eq(reg("es"), 0x18);
	ck_assert_uint_eq(reg("ss"), 0x18);
	ck_assert_uint_eq(reg("cs.base") | reg("ds.base"), 0);
	/* They may be loaded again from the table. */
	code = peek((uint32_t)reg("gdt.base") + 0x10, 8);
	data = peek((uint32_t)reg("gdt.base") + 0x18, 8);
	ck_assert_uint_eq(code, 0x00cf9b000000ffff);
	ck_assert_uint_eq(data, 0x00cf93000000ffff);
	shut_down();
}
END_TEST

START_TEST(code_and_zero_page)
{
	struct e820_entry entries[E820_MAX];
	unsigned count = e820_map(RAM_BYTES, entries);

	make_file();
	boot("console=ttyS0 quiet", NULL);
	for (unsigned i = 0; i < CODE_BYTES; i += 4)
		ck_assert_uint_eq(peek(0x100000 + i, 4), *(uint32_t *)(file + CODE_OFF + i));
	ck_assert_uint_eq(field(H_BOOT_FLAG, 2), 0xaa55);
	ck_assert_uint_eq(field(H_MAGIC, 4), 0x53726448);
	ck_assert_uint_eq(field(H_LOADER, 1), 0xff);
	ck_assert_uint_eq(field(H_CODE32_START, 4), 0x100000);
	ck_assert_uint_eq(field(H_RAMDISK_IMAGE, 4) | field(H_RAMDISK_SIZE, 4), 0);
	ck_assert_uint_eq(field(0x1e8, 1), count);
	for (unsigned i = 0; i < count; i++) {
		ck_assert_uint_eq(field(0x2d0 + i * 20, 8), entries[i].first);
		ck_assert_uint_eq(field(0x2d0 + i * 20 + 8, 8), entries[i].bytes);
		ck_assert_uint_eq(field(0x2d0 + i * 20 + 16, 4), entries[i].type);
	}
	ck_assert_uint_eq(field(0x1e0, 4), 31 * 1024 - 128);
	ck_assert_uint_eq(field(0x002, 2), 31 * 1024 - 128);
	/* A VGA's text mode 3. */
	ck_assert_uint_eq(field(0x006, 2), 80 << 8 | 3);
	ck_assert_uint_eq(field(0x00e, 4), 16 << 16 | 1 << 8 | 25);
	ck_assert_uint_eq(field(0, 2), 0);
	char line[32];
	physmap_peek(machine_physmap(machine), field(H_CMD_LINE_PTR, 4), line, sizeof(line));
	ck_assert_str_eq(line, "console=ttyS0 quiet");
	/* Nothing of what is not the loader's to fill in was left over. */
	ck_assert_uint_eq(field(0x040, 8) | field(0x070, 8) | field(0x26c, 8), 0);
	shut_down();
}
END_TEST

/* As high as it goes: below the top 128 KiB, or below what the kernel allows; commas are plain. */
START_TEST(initrd)
{
	const char text[] = "this is a file system, almost";

	make_file();
	write_file(initrd_path, text, sizeof(text));
	boot(NULL, initrd_path);
	ck_assert_uint_eq(field(H_RAMDISK_IMAGE, 4), RAM_BYTES - 0x20000 - 0x1000);
	ck_assert_uint_eq(field(H_RAMDISK_SIZE, 4), sizeof(text));
	ck_assert_uint_eq(peek((uint32_t)field(H_RAMDISK_IMAGE, 4), 4), *(const uint32_t *)text);
	shut_down();
	put(H_INITRD_MAX, 0x17fffff, 4);
	boot(NULL, initrd_path);
	ck_assert_uint_eq(field(H_RAMDISK_IMAGE, 4), 0x1800000 - 0x1000);
	shut_down();
	put(H_VERSION, 0x202, 2);
	boot(NULL, initrd_path);
	ck_assert_uint_eq(field(H_RAMDISK_IMAGE, 4), RAM_BYTES - 0x20000 - 0x1000);
	shut_down();
}
END_TEST

/* Before 2.02: the zero page at 90000h, the command line by a mark and an offset from there. */
START_TEST(old_protocol)
{
	char line[8];

	make_file();
	put(H_VERSION, 0x200, 2);
	put(H_SETUP_SECTS, 0, 1); /* stands for 4 */
	memmove(file + 5 * 512, file + CODE_OFF, CODE_BYTES - 512);
	put(H_LOADFLAGS, 0, 1);
	boot("ro", NULL);
	ck_assert_uint_eq(zero_page, 0x90000);
	ck_assert_uint_eq(field(0x20, 2), 0xa33f);
	physmap_peek(machine_physmap(machine), 0x90000 + field(0x22, 2), line, sizeof(line));
	ck_assert_str_eq(line, "ro");
	ck_assert_uint_eq(reg("eip"), 0x1000);
	ck_assert_uint_eq(peek(0x1000, 1), 1);
	ck_assert_uint_eq(peek(0x1001, 1), 8);
	shut_down();
}
END_TEST

/* ---- malformed ones ---- */

static const struct {
	const char *what;
	unsigned off, bytes;
	uint64_t value;
	const char *says;
} faults[] = {
    {"jump", H_JUMP + 1, 1, 2, "setup header: it ends at 0x204, inside of itself"},
    {"version", H_VERSION, 2, 0x1ff, "setup header: boot protocol version 1.255 is none"},
    {"setup_sects", H_SETUP_SECTS, 1, 64, "setup_sects 64: no kernel follows"},
    {"syssize", H_SYSSIZE, 4, CODE_BYTES / 16 + 1, "is cut off: syssize asks for 0x810 bytes"},
    {"syssize, huge", H_SYSSIZE, 4, 0xffffffff, "is cut off: syssize asks for 0xffffffff0 bytes"},
    {"64-bit", H_XLOADFLAGS, 2, 1, "is a 64-bit Linux kernel"},
    {"init_size", H_INIT_SIZE, 4, 0x8000000, "needs 0x8000000 bytes (init_size) at physical"},
    {"pref_address", H_PREF_ADDRESS, 8, 1ull << 40, "(pref_address); -m is 32M"},
    {"pref_address, wrapping", H_PREF_ADDRESS, 8, UINT64_MAX - 15, "(pref_address); -m is 32M"},
    {"cmdline_size", H_CMDLINE_SIZE, 4, 3, "has 5 characters; this kernel takes 3"},
};

static bool taken(const void *bytes, size_t count, char *err, size_t err_bytes)
{
	const struct image_config config = {.kernel = kernel_path,
					    .append = "quiet",
					    .modules = initrd_path,
					    .ram_bytes = RAM_BYTES};
	struct image *opened;

	write_file(kernel_path, bytes, count);
	opened = image_open(&config, err, err_bytes);
	if (opened) {
		image_close(opened);
		return true;
	}
	ck_assert_msg(strstr(err, ": ") != NULL && strlen(err) > 25 && !strchr(err, '\n'), "%s",
		      err);
	ck_assert_msg(!strncmp(err, "/tmp/zonemu-", 12), "%s", err);
	return false;
}

START_TEST(fault)
{
	char err[512];

	make_file();
	ck_assert(taken(file, sizeof(file), err, sizeof(err)));
	put(faults[_i].off, faults[_i].value, faults[_i].bytes);
	ck_assert_msg(!taken(file, sizeof(file), err, sizeof(err)), "%s was taken",
		      faults[_i].what);
	ck_assert_msg(!strncmp(err, kernel_path, strlen(kernel_path)), "%s", err);
	ck_assert_msg(strstr(err, faults[_i].says) != NULL, "%s: said %s", faults[_i].what, err);
}
END_TEST

START_TEST(no_room)
{
	static uint8_t big[12 << 20];
	char err[512];

	make_file();
	write_file(initrd_path, big, sizeof(big));
	ck_assert_ptr_null(open_image(NULL, initrd_path, RAM_BYTES, err, sizeof(err)));
	ck_assert_msg(strstr(err, "no room for its 12582912 bytes between the kernel (0x1400000) "
				  "and 0x1fe0000 (-m is 32M)") != NULL,
		      "%s", err);
	ck_assert(!strncmp(err, initrd_path, strlen(initrd_path)));
	write_file(initrd_path, "", 0);
	ck_assert_ptr_null(open_image(NULL, "/no/such", RAM_BYTES, err, sizeof(err)));
	ck_assert_str_eq(err, "/no/such: cannot be opened: No such file or directory");
	ck_assert_ptr_null(open_image(NULL, NULL, 4 << 20, err, sizeof(err)));
	ck_assert_msg(strstr(err, "-m is 4M") != NULL, "%s", err);
	/* Of the kind that runs at 1000h, there is room for 572 KiB. */
	static uint8_t zimage[0xa0000];
	put(H_LOADFLAGS, 0, 1);
	memcpy(zimage, file, sizeof(file));
	ck_assert(!taken(zimage, sizeof(zimage), err, sizeof(err)));
	ck_assert_msg(strstr(err, "is not LOADED_HIGH") != NULL, "%s", err);
}
END_TEST

START_TEST(every_truncation)
{
	char err[512];

	make_file();
	write_file(initrd_path, "", 0);
	/* syssize counts paragraphs of 16 bytes: of the last one bytes may lack (memtest86+). */
	for (size_t count = 0; count <= sizeof(file) - 16; count++)
		ck_assert_msg(!taken(file, count, err, sizeof(err)), "%zu bytes were taken", count);
	ck_assert_msg(taken(file, sizeof(file) - 15, err, sizeof(err)), "%s", err);
}
END_TEST

START_TEST(random_mutations)
{
	unsigned seed = 19910825, refused = 0, good = 0;
	char err[512];

	printf("seed %u\n", seed);
	write_file(initrd_path, "disk", 4);
	for (unsigned n = 0; n < 4000; n++) {
		make_file();
		for (unsigned hits = 1 + rand_r(&seed) % 3; hits; hits--)
			file[0x1f1 + rand_r(&seed) % 0x7b] = (uint8_t)rand_r(&seed);
		*(taken(file, sizeof(file), err, sizeof(err)) ? &good : &refused) += 1;
	}
	printf("%u refused, %u taken\n", refused, good);
	ck_assert_uint_gt(refused, 1000);
	ck_assert_uint_gt(good, 1000);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
	Suite *suite = suite_create("loader: bzImage");
	TCase *tcase = tcase_create("bzImage");
	SRunner *runner = srunner_create(suite);
	int failed, fd = mkstemp(kernel_path), fd2 = mkstemp(initrd_path);

	if (fd < 0 || fd2 < 0)
		return 1;
	close(fd);
	close(fd2);
	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, entry_state);
	tcase_add_test(tcase, code_and_zero_page);
	tcase_add_test(tcase, initrd);
	tcase_add_test(tcase, old_protocol);
	tcase_add_loop_test(tcase, fault, 0, COUNT(faults));
	tcase_add_test(tcase, no_room);
	tcase_add_test(tcase, every_truncation);
	tcase_add_test(tcase, random_mutations);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	unlink(kernel_path);
	unlink(initrd_path);
	return failed != 0;
}
