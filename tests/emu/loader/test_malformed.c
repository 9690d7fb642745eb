/* SPDX-License-Identifier: GPL-2.0-only */
/* Every malformed kernel is refused by one line that names the file and the field. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "emu/loader/image.h"
#include "tests/emu/loader/elf_file.h"

#define RAM_BYTES (16u << 20)
#define AT(field) offsetof(struct elf_file, field), sizeof(((struct elf_file *)0)->field)

static char path[] = "/tmp/zonemu-loader-XXXXXX";

static void write_file(const void *bytes, size_t count)
{
	FILE *file = fopen(path, "wb");

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, count, file), count);
	fclose(file);
}

/* Open what lies in the file; true when it was taken. A refusal must be one line that names it. */
static bool taken(char *err, size_t err_bytes)
{
	const struct image_config config = {.kernel = path, .ram_bytes = RAM_BYTES};
	struct image *image = image_open(&config, err, err_bytes);

	if (image) {
		image_close(image);
		return true;
	}
	ck_assert_msg(!strncmp(err, path, strlen(path)) && err[strlen(path)] == ':', "%s", err);
	ck_assert_msg(strlen(err) > strlen(path) + 5 && !strchr(err, '\n'), "%s", err);
	return false;
}

static void check_refused(const void *bytes, size_t count, const char *what, const char *says)
{
	char err[512];

	write_file(bytes, count);
	ck_assert_msg(!taken(err, sizeof(err)), "%s was taken", what);
	ck_assert_msg(strstr(err, says) != NULL, "%s: said %s", what, err);
}

/* ---- one field at a time ---- */

static const struct {
	const char *what;
	size_t off, bytes;
	uint32_t value;
	const char *says;
} faults[] = {
    {"magic", AT(ehdr.e_ident[0]), 0, "is no ELF file"},
    {"class 64", AT(ehdr.e_ident[EI_CLASS]), 2, "EI_CLASS is 2: a 64-bit ELF file"},
    {"class 0", AT(ehdr.e_ident[EI_CLASS]), 0, "EI_CLASS is 0, not 1"},
    {"data", AT(ehdr.e_ident[EI_DATA]), 2, "EI_DATA is 2, not 1 (little-endian)"},
    {"ident version", AT(ehdr.e_ident[EI_VERSION]), 0, "EI_VERSION is 0"},
    {"type rel", AT(ehdr.e_type), ET_REL, "e_type is 1 (an object file), not 2"},
    {"type dyn", AT(ehdr.e_type), ET_DYN, "e_type is 3 (a shared object)"},
    {"type core", AT(ehdr.e_type), ET_CORE, "e_type is 4 (a core dump)"},
    {"type none", AT(ehdr.e_type), 0x1234, "e_type is 4660, not 2"},
    {"machine", AT(ehdr.e_machine), EM_X86_64, "e_machine is 62, not 3 (i386)"},
    {"version", AT(ehdr.e_version), 7, "e_version is 7"},
    {"ehsize", AT(ehdr.e_ehsize), 51, "e_ehsize is 51, not 52"},
    {"entry", AT(ehdr.e_entry), 0x5000000, "e_entry 0x5000000 lies in no loaded segment"},
    {"entry 0", AT(ehdr.e_entry), 0, "e_entry 0x0 lies in no loaded segment"},
    {"phoff", AT(ehdr.e_phoff), 0x7fffffff, "e_phoff 0x7fffffff + e_phnum 3 * 32 is past"},
    {"phoff wrap", AT(ehdr.e_phoff), 0xfffffff0, "e_phoff 0xfffffff0"},
    {"phnum 0", AT(ehdr.e_phnum), 0, "e_phnum is 0"},
    {"phnum many", AT(ehdr.e_phnum), 0x7fff, "e_phnum 32767 * 32 is past the end"},
    {"phnum extended", AT(ehdr.e_phnum), PN_XNUM, "e_phnum is 0xffff"},
    {"phentsize", AT(ehdr.e_phentsize), 56, "e_phentsize is 56, not 32"},
    {"shoff", AT(ehdr.e_shoff), 0xffffff00, "e_shoff 0xffffff00"},
    {"shoff 0", AT(ehdr.e_shoff), 0, "e_shoff is 0, but e_shnum is 5"},
    {"shnum 0", AT(ehdr.e_shnum), 0, "e_shnum is 0, but e_shoff"},
    {"shnum many", AT(ehdr.e_shnum), 0x800, "e_shnum 2048 * 40 is past the end"},
    {"shnum reserved", AT(ehdr.e_shnum), 0xff01, "e_shnum is 0xff01: a reserved index"},
    {"shentsize", AT(ehdr.e_shentsize), 64, "e_shentsize is 64, not 40"},
    {"shstrndx", AT(ehdr.e_shstrndx), 5, "e_shstrndx is 5, but there are 5 sections"},
    {"shstrndx kind", AT(ehdr.e_shstrndx), 1, "e_shstrndx is 1: that section is no string"},
    {"filesz", AT(phdr[0].p_filesz), TEXT_BYTES + 1,
     "program header 0: p_filesz 0x201 is more than p_memsz 0x200"},
    {"offset", AT(phdr[1].p_offset), 0x7ffff000,
     "program header 1: p_offset 0x7ffff000 + p_filesz 0x100 is past the end"},
    {"offset wrap", AT(phdr[0].p_offset), 0xfffff000, "program header 0: p_offset 0xfffff000"},
    {"align", AT(phdr[0].p_align), 0x1001, "program header 0: p_align 0x1001 is no power of 2"},
    {"congruence", AT(phdr[1].p_vaddr), 0xc0102010, "differ modulo p_align 0x1000"},
    {"vaddr end", AT(phdr[1].p_vaddr), 0xffffe000, "p_vaddr 0xffffe000 + p_memsz 0x3000 is past"},
    {"memsz", AT(phdr[1].p_memsz), 0x2000000, "program header 1: 0x2000000 bytes at physical"},
    {"paddr none", AT(phdr[1].p_paddr), 0x2000000, "are not in usable RAM (-m is 16M)"},
    {"paddr hole", AT(phdr[1].p_paddr), 0x9f000,
     "program header 1: 0x3000 bytes at physical 0x9f000"},
    {"paddr top", AT(phdr[1].p_paddr), 0xfe0000 - 0x1000, "are not in usable RAM"},
    {"paddr wrap", AT(phdr[1].p_paddr), 0xfffff000, "are not in usable RAM"},
    {"overlap", AT(phdr[1].p_paddr), TEXT_PA,
     "program header 1: 0x3000 bytes at physical 0x100000 overlap program header 0"},
    {"no load 0", AT(phdr[0].p_type), PT_NOTE, "e_entry"},
    {"section offset", AT(shdr[SECTION_TEXT].sh_offset), 0x10000,
     "section header 1: sh_offset 0x10000 + sh_size 0x200 is past the end"},
    {"section size", AT(shdr[SECTION_STRTAB].sh_size), 0xfffffff0, "section header 3: sh_offset"},
    {"section align", AT(shdr[SECTION_TEXT].sh_addralign), 3, "section header 1: sh_addralign 0x3"},
    {"symbol entsize", AT(shdr[SECTION_SYMTAB].sh_entsize), 24,
     "section header 2: sh_entsize is 24"},
    {"symbol size", AT(shdr[SECTION_SYMTAB].sh_size), 17,
     "section header 2: sh_size 0x11 is no multiple"},
    {"symbol link", AT(shdr[SECTION_SYMTAB].sh_link), 9,
     "section header 2: sh_link 9 is no string table"},
    {"symbol link kind", AT(shdr[SECTION_SYMTAB].sh_link), 1, "sh_link 1 is no string table"},
    {"header magic", AT(text.header[0]), 0, "has no multiboot header in its first 8192 bytes"},
    {"header checksum", AT(text.header[2]), 5, "multiboot header at 0x1000: checksum 0x5"},
};

START_TEST(fault)
{
	struct elf_file file;

	elf_file_make(&file);
	memcpy((char *)&file + faults[_i].off, &faults[_i].value, faults[_i].bytes);
	/* Without its magic number it is no ELF file, but still has a multiboot header. */
	check_refused(&file, sizeof(file), faults[_i].what, faults[_i].says);
}
END_TEST

START_TEST(sound)
{
	struct elf_file file;
	char err[512] = "";

	elf_file_make(&file);
	write_file(&file, sizeof(file));
	ck_assert_msg(taken(err, sizeof(err)), "%s", err);
}
END_TEST

START_TEST(unknown_flags)
{
	struct elf_file file;

	elf_file_make(&file);
	elf_file_flags(&file, 1 << 4);
	check_refused(&file, sizeof(file), "flags",
		      "flags 0x10 require bit 4, which nobody defined");
	elf_file_flags(&file, 0x8003);
	check_refused(&file, sizeof(file), "flags", "require bit 15");
}
END_TEST

/* ---- the header's own addresses ---- */

static const struct {
	uint32_t header_addr, load_addr, load_end_addr, bss_end_addr, entry_addr;
	const char *says; /* NULL: sound */
} layouts[] = {
    {0x101000, 0x100000, 0, 0, 0x101020, NULL},
    {0x100000, 0x100000, 0x100100, 0x200000, 0x100020, NULL},
    {0x100000, 0x100001, 0, 0, 0x100020, "header_addr 0x100000 is below load_addr 0x100001"},
    {0x101004, 0x100000, 0, 0, 0x101020, "load_addr 0x100000 lies before the start of the file"},
    {0x100000, 0x100000, 0x100000, 0, 0x100020, "load_end_addr 0x100000 is not above load_addr"},
    {0x100000, 0x100000, 0x900000, 0, 0x100020,
     "load_end_addr 0x900000 is past the end of the file"},
    {0x100000, 0x100000, 0x100100, 0x100080, 0x100020, "bss_end_addr 0x100080 is below"},
    {0x100000, 0x100000, 0x100100, 0, 0x100100, "entry_addr 0x100100 lies outside"},
    {0x100000, 0x100000, 0x100100, 0, 0xfffff, "entry_addr 0xfffff lies outside"},
    {0xa0000, 0xa0000, 0xa0100, 0, 0xa0020, "are not in usable RAM"},
    {0xfffffff0, 0xfffffff0, 0, 0, 0xfffffff4, "are not in usable RAM"},
};

START_TEST(layout)
{
	struct elf_file file;
	char err[512] = "";

	elf_file_make(&file);
	elf_file_flags(&file, 0x10003);
	memcpy(&file.text.header[3], &layouts[_i].header_addr, 5 * sizeof(uint32_t));
	if (layouts[_i].says) {
		check_refused(&file, sizeof(file), "layout", layouts[_i].says);
		return;
	}
	write_file(&file, sizeof(file));
	ck_assert_msg(taken(err, sizeof(err)), "%s", err);
}
END_TEST

START_TEST(layout_cut_short)
{
	struct elf_file file;

	elf_file_make(&file);
	elf_file_flags(&file, 0x10003);
	check_refused(&file, 0x1000 + 20, "layout",
		      "its address fields are past the end of the file");
}
END_TEST

/* ---- what is no kernel at all ---- */

START_TEST(other_files)
{
	char err[512];
	uint8_t bytes[0x300] = {0};
	struct image_config config = {.kernel = "/no/such/kernel", .ram_bytes = RAM_BYTES};

	ck_assert_ptr_null(image_open(&config, err, sizeof(err)));
	ck_assert_str_eq(err, "/no/such/kernel: cannot be opened: No such file or directory");
	config.kernel = "/tmp";
	ck_assert_ptr_null(image_open(&config, err, sizeof(err)));
	ck_assert_str_eq(err, "/tmp: is a directory");
	config.kernel = "/dev/null";
	ck_assert_ptr_null(image_open(&config, err, sizeof(err)));
	ck_assert_str_eq(err, "/dev/null: is not a regular file");
	check_refused("", 0, "empty", "is empty");
	check_refused("hello, world\n", 13, "text", "is no kernel");
	check_refused(bytes, sizeof(bytes), "zeros", "is no kernel");
}
END_TEST

START_TEST(missing_modules)
{
	struct elf_file file;
	char err[512];
	struct image_config config = {.kernel = path, .ram_bytes = RAM_BYTES};

	elf_file_make(&file);
	write_file(&file, sizeof(file));
	config.modules = "/no/module x=1";
	ck_assert_ptr_null(image_open(&config, err, sizeof(err)));
	ck_assert_str_eq(err, "/no/module: cannot be opened: No such file or directory");
	config.modules = ",";
	ck_assert_ptr_null(image_open(&config, err, sizeof(err)));
	ck_assert_str_eq(err, "-initrd: a file name is missing");
}
END_TEST

/* ---- cut off at every length, and hit at random ---- */

START_TEST(every_truncation)
{
	struct elf_file file;
	char err[512];
	unsigned refused = 0;

	elf_file_make(&file);
	for (size_t bytes = 0; bytes < sizeof(file); bytes += bytes < 256 ? 1 : 61) {
		write_file(&file, bytes);
		ck_assert_msg(!taken(err, sizeof(err)), "%zu bytes were taken", bytes);
		refused++;
	}
	ck_assert_uint_gt(refused, 300);
}
END_TEST

START_TEST(random_mutations)
{
	struct elf_file file;
	unsigned seed = 19940606, refused = 0, good = 0;
	char err[512];

	printf("seed %u\n", seed);
	for (unsigned n = 0; n < 3000; n++) {
		uint8_t *bytes = (uint8_t *)&file;

		elf_file_make(&file);
		for (unsigned hits = 1 + rand_r(&seed) % 4; hits; hits--) {
			size_t tables = sizeof(file.ehdr) + sizeof(file.phdr);
			size_t at = rand_r(&seed) % (tables + sizeof(file.shdr) + 12);

			if (at >= tables + sizeof(file.shdr))
				at += offsetof(struct elf_file, text) - tables - sizeof(file.shdr);
			else if (at >= tables)
				at += offsetof(struct elf_file, shdr) - tables;
			bytes[at] = (uint8_t)rand_r(&seed);
		}
		write_file(&file, sizeof(file));
		*(taken(err, sizeof(err)) ? &good : &refused) += 1;
	}
	printf("%u refused, %u taken\n", refused, good);
	ck_assert_uint_gt(refused, 1000);
	ck_assert_uint_gt(good, 100);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof((table)[0])))

int main(void)
{
	Suite *suite = suite_create("loader: malformed files");
	TCase *tcase = tcase_create("malformed");
	SRunner *runner = srunner_create(suite);
	int failed, fd = mkstemp(path);

	if (fd < 0)
		return 1;
	close(fd);
	tcase_set_timeout(tcase, 0);
	tcase_add_test(tcase, sound);
	tcase_add_loop_test(tcase, fault, 0, COUNT(faults));
	tcase_add_test(tcase, unknown_flags);
	tcase_add_loop_test(tcase, layout, 0, COUNT(layouts));
	tcase_add_test(tcase, layout_cut_short);
	tcase_add_test(tcase, other_files);
	tcase_add_test(tcase, missing_modules);
	tcase_add_test(tcase, every_truncation);
	tcase_add_test(tcase, random_mutations);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	unlink(path);
	return failed != 0;
}
