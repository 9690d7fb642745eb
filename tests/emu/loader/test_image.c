/* SPDX-License-Identifier: GPL-2.0-only */
/* What a sound kernel finds in memory and in its registers (Multiboot 0.6.96, 3.2 and 3.3). */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "emu/loader/e820.h"
#include "emu/loader/image.h"
#include "emu/machine.h"
#include "tests/emu/loader/elf_file.h"

#define RAM_BYTES (16ull << 20)

/* The boot information, by the offsets of the specification's table. */
enum {
	FLAGS = 0,
	MEM_LOWER = 4,
	MEM_UPPER = 8,
	CMDLINE = 16,
	MODS_COUNT = 20,
	MODS_ADDR = 24,
	ELF_NUM = 28,
	ELF_SIZE = 32,
	ELF_ADDR = 36,
	ELF_SHNDX = 40,
	MMAP_LENGTH = 44,
	MMAP_ADDR = 48,
	LOADER_NAME = 64,
	FB_ADDR = 88,
	FB_WIDTH = 100,
	FB_TYPE = 109
};

static char kernel_path[] = "/tmp/zonemu-image-XXXXXX", module_path[] = "/tmp/zonemu-mod,XXXXXX";
static struct machine *machine;
static struct image *image;
static uint32_t info;

static void write_file(const char *path, const void *bytes, size_t count)
{
	FILE *file = fopen(path, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, count, file), count);
	fclose(file);
}

static uint32_t peek32(uint32_t pa)
{
	uint32_t value;

	physmap_peek(machine_physmap(machine), pa, &value, sizeof(value));
	return value;
}

static uint32_t field(uint32_t off)
{
	return peek32(info + off);
}

static const char *peek_string(uint32_t pa)
{
	static char text[4200];

	physmap_peek(machine_physmap(machine), pa, text, sizeof(text));
	return text;
}

static uint64_t reg(const char *name)
{
	uint64_t value = ~0ull;

	ck_assert(cpu_get_reg(machine_cpu(machine, 0), name, &value));
	return value;
}

static void boot(const struct elf_file *file, const struct image_config *wanted)
{
	const struct machine_config machine_config = {.ram_bytes = RAM_BYTES};
	struct image_config config = *wanted;
	char err[512] = "";

	write_file(kernel_path, file, sizeof(*file));
	config.kernel = kernel_path;
	config.ram_bytes = RAM_BYTES;
	image = image_open(&config, err, sizeof(err));
	ck_assert_msg(image != NULL, "%s", err);
	machine = machine_create(&machine_config, err, sizeof(err));
	ck_assert_msg(machine != NULL, "%s", err);
	/* As after a warm start: memory holds whatever was there. */
	for (uint32_t pa = 0; pa < 0xa0000; pa += 4)
		physmap_poke(machine_physmap(machine), pa, "junk", 4);
	for (uint32_t pa = TEXT_PA; pa < TEXT_PA + 0x20000; pa += 4)
		physmap_poke(machine_physmap(machine), pa, "junk", 4);
	ck_assert(image_load(image, machine, err, sizeof(err)));
	info = (uint32_t)reg("ebx");
}

static void shut_down(void)
{
	machine_destroy(machine);
	image_close(image);
	machine = NULL;
	image = NULL;
}

START_TEST(entry_state)
{
	struct elf_file file;

	elf_file_make(&file);
	boot(&file, &(struct image_config){0});
	ck_assert_uint_eq(reg("eax"), 0x2badb002);
	ck_assert_uint_eq(reg("eip"), TEXT_PA + 0x20);
	ck_assert_uint_eq(reg("cr0") & 0x80000001, 1); /* PE, not PG */
	ck_assert_uint_eq(reg("eflags") & 0x20200, 0); /* neither VM nor IF */
	ck_assert_uint_eq(reg("cs.base"), 0);
	ck_assert(physmap_a20(machine_physmap(machine)));
	shut_down();
}
END_TEST

START_TEST(segments_and_bss)
{
	struct elf_file file;
	uint8_t bytes[BSS_BYTES];

	elf_file_make(&file);
	boot(&file, &(struct image_config){0});
	physmap_peek(machine_physmap(machine), TEXT_PA, bytes, TEXT_BYTES);
	ck_assert_int_eq(memcmp(bytes, &file.text, TEXT_BYTES), 0);
	physmap_peek(machine_physmap(machine), DATA_PA, bytes, BSS_BYTES);
	ck_assert_int_eq(memcmp(bytes, file.data, DATA_BYTES), 0);
	for (unsigned i = DATA_BYTES; i < BSS_BYTES; i++)
		ck_assert_uint_eq(bytes[i], 0);
	shut_down();
}
END_TEST

START_TEST(linear_entry)
{
	struct elf_file file;

	elf_file_make(&file);
	file.ehdr.e_entry = LOAD_BASE + TEXT_PA + 0x40;
	boot(&file, &(struct image_config){0});
	ck_assert_uint_eq(reg("eip"), TEXT_PA + 0x40);
	shut_down();
}
END_TEST

START_TEST(information)
{
	struct elf_file file;
	char wanted[256];

	elf_file_make(&file);
	boot(&file, &(struct image_config){.append = "mem=14M quiet"});
	ck_assert_uint_lt(info, 0x9fc00);
	ck_assert_uint_eq(field(FLAGS), 1 << 0 | 1 << 2 | 1 << 5 | 1 << 6 | 1 << 9);
	ck_assert_uint_eq(field(MEM_LOWER), 639);
	ck_assert_uint_eq(field(MEM_UPPER), 16 * 1024 - 1024 - 128);
	snprintf(wanted, sizeof(wanted), "%s mem=14M quiet", kernel_path);
	ck_assert_str_eq(peek_string(field(CMDLINE)), wanted);
	ck_assert_str_eq(peek_string(field(LOADER_NAME)), "zonemu");
	shut_down();
	boot(&file, &(struct image_config){.name = "kernel.elf"});
	ck_assert_str_eq(peek_string(field(CMDLINE)), "kernel.elf");
	shut_down();
}
END_TEST

START_TEST(memory_map)
{
	static const struct {
		uint64_t first, end;
		uint32_t type;
	} wanted[] = {{0, 0x9fc00, 1},
		      {0x9fc00, 0xa0000, 2},
		      {0xf0000, 0x100000, 2},
		      {0x100000, RAM_BYTES - 0x20000, 1},
		      {RAM_BYTES - 0x20000, RAM_BYTES, 2},
		      {0xfffc0000, 0x100000000, 2}};
	struct elf_file file;
	uint32_t at;

	elf_file_make(&file);
	boot(&file, &(struct image_config){0});
	ck_assert_uint_eq(field(MMAP_LENGTH), 6 * 24);
	at = field(MMAP_ADDR);
	for (unsigned i = 0; i < 6; i++, at += 24) {
		ck_assert_uint_eq(peek32(at), 20);
		ck_assert_uint_eq(peek32(at + 4) | (uint64_t)peek32(at + 8) << 32, wanted[i].first);
		ck_assert_uint_eq(peek32(at + 12) | (uint64_t)peek32(at + 16) << 32,
				  wanted[i].end - wanted[i].first);
		ck_assert_uint_eq(peek32(at + 20), wanted[i].type);
	}
	shut_down();
}
END_TEST

START_TEST(modules)
{
	struct elf_file file;
	char list[256], content[5000], back[5000];
	uint32_t mods, first;

	for (unsigned i = 0; i < sizeof(content); i++)
		content[i] = (char)(i * 13);
	write_file(module_path, content, sizeof(content));
	/* the module's name has a comma in it, so it is doubled */
	snprintf(list, sizeof(list), "%.15s,%s x=1,%s", module_path, module_path + 15, kernel_path);
	elf_file_make(&file);
	boot(&file, &(struct image_config){.modules = list});
	ck_assert_uint_eq(field(MODS_COUNT), 2);
	ck_assert(field(FLAGS) & 1 << 3);
	mods = field(MODS_ADDR);
	first = peek32(mods);
	ck_assert_uint_eq(first % 4096, 0);
	ck_assert_uint_ge(first, DATA_PA + BSS_BYTES);
	ck_assert_uint_eq(peek32(mods + 4), first + sizeof(content));
	physmap_peek(machine_physmap(machine), first, back, sizeof(back));
	ck_assert_int_eq(memcmp(content, back, sizeof(back)), 0);
	snprintf(list, sizeof(list), "%s x=1", module_path);
	ck_assert_str_eq(peek_string(peek32(mods + 8)), list);
	ck_assert_uint_eq(peek32(mods + 16), first + 8192);
	ck_assert_uint_eq(peek32(mods + 20), first + 8192 + sizeof(file));
	ck_assert_str_eq(peek_string(peek32(mods + 24)), kernel_path);
	shut_down();
}
END_TEST

START_TEST(symbols)
{
	struct elf_file file;
	uint32_t table, strings;

	elf_file_make(&file);
	boot(&file, &(struct image_config){0});
	ck_assert_uint_eq(field(ELF_NUM), FILE_SECTIONS);
	ck_assert_uint_eq(field(ELF_SIZE), sizeof(Elf32_Shdr));
	ck_assert_uint_eq(field(ELF_SHNDX), SECTION_SHSTRTAB);
	table = field(ELF_ADDR);
	ck_assert_uint_eq(peek32(table + SECTION_TEXT * 40 + 12), LOAD_BASE + TEXT_PA);
	strings = peek32(table + SECTION_STRTAB * 40 + 12);
	ck_assert_uint_ge(strings, DATA_PA + BSS_BYTES);
	ck_assert_str_eq(peek_string(strings + 1), "start");
	ck_assert_uint_eq(peek32(peek32(table + SECTION_SYMTAB * 40 + 12) + 16 + 4),
			  LOAD_BASE + TEXT_PA + 0x20);
	ck_assert_str_eq(peek_string(peek32(table + SECTION_SHSTRTAB * 40 + 12) + 7), ".symtab");
	shut_down();
}
END_TEST

/* A kernel in conventional memory, where the boot information would have gone. */
START_TEST(low_kernel)
{
	struct elf_file file;
	uint8_t bytes[TEXT_BYTES];

	elf_file_make(&file);
	file.phdr[0].p_paddr = 0x9000;
	file.phdr[1].p_paddr = 0xa000;
	file.ehdr.e_entry = 0x9020;
	boot(&file, &(struct image_config){.append = "quiet"});
	physmap_peek(machine_physmap(machine), 0x9000, bytes, TEXT_BYTES);
	ck_assert_int_eq(memcmp(bytes, &file.text, TEXT_BYTES), 0);
	physmap_peek(machine_physmap(machine), 0xa000, bytes, DATA_BYTES);
	ck_assert_int_eq(memcmp(bytes, file.data, DATA_BYTES), 0);
	ck_assert_uint_eq(peek32(0xa000 + DATA_BYTES), 0);
	ck_assert_uint_ge(info, 0x9000 + TEXT_BYTES); /* in the gap */
	ck_assert_uint_eq(field(MEM_LOWER), 639);
	shut_down();
}
END_TEST

START_TEST(own_addresses)
{
	struct elf_file file;
	uint8_t bytes[256];

	elf_file_make(&file);
	elf_file_flags(&file, 0x10007);
	file.text.header[3] = 0x201000; /* the header is at 1000h of the file */
	file.text.header[4] = 0x200000;
	file.text.header[5] = 0x202100;
	file.text.header[6] = 0x204000;
	file.text.header[7] = 0x201020;
	boot(&file, &(struct image_config){0});
	ck_assert_uint_eq(reg("eip"), 0x201020);
	physmap_peek(machine_physmap(machine), 0x202000, bytes, sizeof(bytes));
	ck_assert_int_eq(memcmp(bytes, file.data, sizeof(bytes)), 0);
	ck_assert_uint_eq(peek32(0x202100), 0);
	ck_assert_uint_eq(peek32(0x203ffc), 0);
	/* no ELF sections, but the text screen that was asked for */
	ck_assert_uint_eq(field(FLAGS), 1 << 0 | 1 << 2 | 1 << 6 | 1 << 9 | 1 << 12);
	ck_assert_uint_eq(field(FB_ADDR), 0xb8000);
	ck_assert_uint_eq(field(FB_WIDTH), 80);
	ck_assert_uint_eq(field(FB_TYPE) & 0xff, 2);
	shut_down();
}
END_TEST

START_TEST(a_reset_puts_all_back)
{
	struct elf_file file;
	char err[128];

	elf_file_make(&file);
	boot(&file, &(struct image_config){.append = "a=b"});
	physmap_poke(machine_physmap(machine), TEXT_PA, "spoilt", 6);
	physmap_poke(machine_physmap(machine), info, "spoilt", 6);
	unlink(kernel_path); /* the file may go away */
	ck_assert(image_load(image, machine, err, sizeof(err)));
	ck_assert_uint_eq(peek32(TEXT_PA), 0x1badb002);
	ck_assert_uint_eq(field(MEM_LOWER), 639);
	shut_down();
}
END_TEST

START_TEST(no_room)
{
	struct image_config config = {.kernel = kernel_path, .ram_bytes = 2 << 20};
	char err[512], line[5000], list[128];
	struct elf_file file;
	static uint8_t big[1 << 20];

	elf_file_make(&file);
	write_file(kernel_path, &file, sizeof(file));
	write_file(module_path, big, sizeof(big));
	snprintf(list, sizeof(list), "%.15s,%s", module_path, module_path + 15);
	config.modules = list;
	ck_assert_ptr_null(image_open(&config, err, sizeof(err)));
	ck_assert_ptr_nonnull(strstr(err, "no room in RAM for its 1048576 bytes (-m is 2M)"));
	memset(line, 'x', sizeof(line) - 1);
	line[sizeof(line) - 1] = 0;
	config.modules = NULL;
	config.append = line;
	ck_assert_ptr_null(image_open(&config, err, sizeof(err)));
	ck_assert_ptr_nonnull(strstr(err, "command line is longer than 4096 bytes"));
}
END_TEST

START_TEST(e820_at_the_edges)
{
	ck_assert(e820_usable(RAM_BYTES, 0, 0x9fc00));
	ck_assert(!e820_usable(RAM_BYTES, 0, 0x9fc01));
	ck_assert(!e820_usable(RAM_BYTES, 0x9fbff, 2));
	ck_assert(!e820_usable(RAM_BYTES, 0xfffff, 1));
	ck_assert(e820_usable(RAM_BYTES, 0x100000, RAM_BYTES - 0x120000));
	ck_assert(!e820_usable(RAM_BYTES, 0x100000, RAM_BYTES - 0x120000 + 1));
	ck_assert(!e820_usable(RAM_BYTES, 0xfffffffffffff000, 0x2000));
	ck_assert(!e820_usable(RAM_BYTES, 0x100000, UINT64_MAX));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("loader: images");
	TCase *tcase = tcase_create("image");
	SRunner *runner = srunner_create(suite);
	int failed, kernel = mkstemp(kernel_path), module = mkstemp(module_path);

	if (kernel < 0 || module < 0)
		return 1;
	close(kernel);
	close(module);
	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, entry_state);
	tcase_add_test(tcase, segments_and_bss);
	tcase_add_test(tcase, linear_entry);
	tcase_add_test(tcase, information);
	tcase_add_test(tcase, memory_map);
	tcase_add_test(tcase, modules);
	tcase_add_test(tcase, symbols);
	tcase_add_test(tcase, low_kernel);
	tcase_add_test(tcase, own_addresses);
	tcase_add_test(tcase, a_reset_puts_all_back);
	tcase_add_test(tcase, no_room);
	tcase_add_test(tcase, e820_at_the_edges);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	unlink(kernel_path);
	unlink(module_path);
	return failed != 0;
}
