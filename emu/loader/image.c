/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * image: the kernel, its modules, and the boot information of the Multiboot
 * specification, section 3.3. Modules lie behind the kernel; the boot
 * information lies in conventional memory.
 */
#include "emu/loader/image.h"

#include <elf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/cpu/cpu.h"
#include "emu/loader/e820.h"
#include "emu/loader/file.h"
#include "emu/loader/multiboot.h"
#include "emu/machine.h"

#define MAX_MODULES    32
#define MAX_FILE_BYTES (3584ull << 20)
#define INFO_PA	       0x9000u
#define INFO_END       0x9f000u
#define PAGE	       4096u

/* The boot information's flags (3.3) and structures. */
#define INFO_MEMORY	  0x001u
#define INFO_CMDLINE	  0x004u
#define INFO_MODULES	  0x008u
#define INFO_ELF_SECTIONS 0x020u
#define INFO_MMAP	  0x040u
#define INFO_LOADER_NAME  0x200u

struct info {
	uint32_t flags, mem_lower, mem_upper, boot_device, cmdline, mods_count, mods_addr;
	uint32_t section_count, section_bytes, section_addr, section_names;
	uint32_t mmap_bytes, mmap_addr, drives_bytes, drives_addr, config_table, loader_name;
	uint32_t apm_table;
};

struct info_module {
	uint32_t first, end, string, reserved;
};

struct info_mmap {
	uint32_t size;
	uint32_t first_low, first_high, bytes_low, bytes_high;
	uint32_t type;
};

struct module {
	struct file file;
	char *string; /* its name and arguments, as given */
	uint32_t pa;
};

struct image {
	struct file kernel;
	struct multiboot multiboot;
	struct module module[MAX_MODULES];
	unsigned modules;
	char *cmdline;
	uint64_t ram_bytes;
	uint32_t end;
};

/* ---- opening ---- */

static char *join(const char *first, const char *second)
{
	char *both;

	if (asprintf(&both, "%s%s%s", first, second && *second ? " " : "", second ? second : "") <
	    0)
		return NULL;
	return both;
}

/* One of -initrd's words: "FILE" or "FILE ARGS". */
static bool open_module(struct image *image, const char *spec, char *err, size_t err_bytes)
{
	struct module *module = &image->module[image->modules];
	char *path = strndup(spec, strcspn(spec, " "));
	bool ok;

	if (!path || image->modules == MAX_MODULES) {
		snprintf(err, err_bytes, "-initrd: more than %d modules", MAX_MODULES);
		free(path);
		return false;
	}
	ok = file_read(&module->file, path, MAX_FILE_BYTES, err, err_bytes);
	free(path);
	if (!ok)
		return false;
	module->string = strdup(spec);
	image->modules++;
	return module->string != NULL;
}

static bool open_modules(struct image *image, const char *list, char *err, size_t err_bytes)
{
	char *words = strdup(list), *rest = words;
	bool ok = words != NULL;

	for (char *word; ok && (word = strsep(&rest, ",")) != NULL;)
		ok = open_module(image, word, err, err_bytes);
	free(words);
	return ok;
}

static uint32_t page_up(uint32_t pa)
{
	return (pa + PAGE - 1) & ~(PAGE - 1);
}

/* Find places behind the kernel for the modules. */
static bool place_modules(struct image *image, char *err, size_t err_bytes)
{
	uint64_t top = image->ram_bytes - (128u << 10);

	image->end = image->multiboot.end < 0x100000 ? 0x100000 : image->multiboot.end;
	for (unsigned i = 0; i < image->modules; i++) {
		struct module *module = &image->module[i];

		module->pa = page_up(image->end);
		if (module->pa + (uint64_t)module->file.bytes > top) {
			snprintf(err, err_bytes, "%s: no room for its %zu bytes in memory",
				 module->file.path, module->file.bytes);
			return false;
		}
		image->end = module->pa + (uint32_t)module->file.bytes;
	}
	return true;
}

static bool open_all(struct image *image, const struct image_config *config, char *err,
		     size_t err_bytes)
{
	if (!file_read(&image->kernel, config->kernel, MAX_FILE_BYTES, err, err_bytes) ||
	    !multiboot_parse(&image->multiboot, &image->kernel, config->ram_bytes, err, err_bytes))
		return false;
	image->cmdline = join(config->kernel, config->append);
	if (!image->cmdline || strlen(image->cmdline) >= PAGE * 4) {
		snprintf(err, err_bytes, "the kernel's command line is too long");
		return false;
	}
	if (config->modules && !open_modules(image, config->modules, err, err_bytes))
		return false;
	return place_modules(image, err, err_bytes);
}

struct image *image_open(const struct image_config *config, char *err, size_t err_bytes)
{
	struct image *image = calloc(1, sizeof(*image));

	if (!image) {
		snprintf(err, err_bytes, "out of host memory for the kernel");
		return NULL;
	}
	image->ram_bytes = config->ram_bytes;
	if (!open_all(image, config, err, err_bytes)) {
		image_close(image);
		return NULL;
	}
	return image;
}

void image_close(struct image *image)
{
	if (!image)
		return;
	for (unsigned i = 0; i < image->modules; i++) {
		file_free(&image->module[i].file);
		free(image->module[i].string);
	}
	file_free(&image->kernel);
	free(image->cmdline);
	free(image);
}

/* ---- loading ---- */

/* Writes boot information upwards from INFO_PA. */
struct writer {
	struct physmap *map;
	uint32_t at;
};

static uint32_t put(struct writer *writer, const void *data, size_t bytes)
{
	uint32_t at = (writer->at + 7) & ~7u;

	physmap_poke(writer->map, at, data, bytes);
	writer->at = at + (uint32_t)bytes;
	return at;
}

static uint32_t put_string(struct writer *writer, const char *string)
{
	return put(writer, string, strlen(string) + 1);
}

static void clear(struct physmap *map, uint32_t pa, size_t bytes)
{
	static const uint8_t zeros[PAGE];

	for (size_t done = 0; done < bytes; done += PAGE)
		physmap_poke(map, pa + done, zeros, bytes - done < PAGE ? bytes - done : PAGE);
}

static void load_parts(const struct image *image, struct physmap *map)
{
	for (unsigned i = 0; i < image->multiboot.parts; i++) {
		const struct multiboot_part *part = &image->multiboot.part[i];

		physmap_poke(map, part->pa, image->kernel.data + part->file_off, part->file_bytes);
		clear(map, part->pa + (uint32_t)part->file_bytes, part->bytes - part->file_bytes);
	}
}

static void put_mmap(const struct image *image, struct writer *writer, struct info *info)
{
	struct e820_entry entry[E820_MAX];
	struct info_mmap mmap[E820_MAX];
	unsigned count = e820_map(image->ram_bytes, entry);

	for (unsigned i = 0; i < count; i++)
		mmap[i] = (struct info_mmap){.size = sizeof(mmap[i]) - sizeof(mmap[i].size),
					     .first_low = (uint32_t)entry[i].first,
					     .first_high = (uint32_t)(entry[i].first >> 32),
					     .bytes_low = (uint32_t)entry[i].bytes,
					     .bytes_high = (uint32_t)(entry[i].bytes >> 32),
					     .type = entry[i].type};
	info->mmap_bytes = count * (uint32_t)sizeof(mmap[0]);
	info->mmap_addr = put(writer, mmap, info->mmap_bytes);
	info->flags |= INFO_MMAP;
}

static void put_modules(const struct image *image, struct writer *writer, struct info *info)
{
	struct info_module list[MAX_MODULES];

	for (unsigned i = 0; i < image->modules; i++) {
		const struct module *module = &image->module[i];

		physmap_poke(writer->map, module->pa, module->file.data, module->file.bytes);
		list[i] = (struct info_module){.first = module->pa,
					       .end = module->pa + (uint32_t)module->file.bytes,
					       .string = put_string(writer, module->string)};
	}
	info->mods_count = image->modules;
	info->mods_addr = put(writer, list, image->modules * sizeof(list[0]));
	info->flags |= INFO_MODULES;
}

static bool has_bytes_in_file(const struct image *image, const Elf32_Shdr *section)
{
	return section->sh_type != SHT_NOBITS && section->sh_offset <= image->kernel.bytes &&
	       section->sh_size <= image->kernel.bytes - section->sh_offset;
}

/* Symbols and strings that no segment has loaded go behind the modules (3.3, "syms"). */
static void put_sections(struct image *image, struct writer *writer, struct info *info)
{
	const struct multiboot *multiboot = &image->multiboot;
	uint64_t top = image->ram_bytes - (128u << 10);
	uint32_t at = page_up(image->end);
	Elf32_Shdr *table;
	size_t bytes = multiboot->sections * sizeof(*table);

	if (!multiboot->sections || writer->at + bytes > INFO_END)
		return;
	table = malloc(bytes);
	if (!table)
		return;
	memcpy(table, image->kernel.data + multiboot->section_off, bytes);
	for (uint32_t i = 0; i < multiboot->sections; i++) {
		bool wanted = table[i].sh_type == SHT_SYMTAB || table[i].sh_type == SHT_STRTAB;

		if (!wanted || table[i].sh_flags & SHF_ALLOC ||
		    !has_bytes_in_file(image, &table[i]) || at + (uint64_t)table[i].sh_size > top)
			continue;
		physmap_poke(writer->map, at, image->kernel.data + table[i].sh_offset,
			     table[i].sh_size);
		table[i].sh_addr = at;
		at = (at + table[i].sh_size + 15) & ~15u;
	}
	info->section_count = multiboot->sections;
	info->section_bytes = multiboot->section_bytes;
	info->section_names = multiboot->section_names;
	info->section_addr = put(writer, table, bytes);
	info->flags |= INFO_ELF_SECTIONS;
	free(table);
}

bool image_load(void *ctx, struct machine *machine, char *err, size_t err_bytes)
{
	struct image *image = ctx;
	struct writer writer = {machine_physmap(machine), INFO_PA};
	struct info info = {.flags = INFO_MEMORY | INFO_CMDLINE | INFO_LOADER_NAME,
			    .mem_lower = 639,
			    .mem_upper =
				(uint32_t)((image->ram_bytes - (128u << 10)) >> 10) - 1024};

	(void)err;
	(void)err_bytes;
	load_parts(image, writer.map);
	info.cmdline = put_string(&writer, image->cmdline);
	info.loader_name = put_string(&writer, "zonemu");
	put_mmap(image, &writer, &info);
	if (image->modules)
		put_modules(image, &writer, &info);
	put_sections(image, &writer, &info);
	cpu_enter_multiboot(machine_cpu(machine, 0), &(struct cpu_multiboot_entry){
							 .eip = image->multiboot.entry,
							 .eax = MULTIBOOT_BOOT_MAGIC,
							 .ebx = put(&writer, &info, sizeof(info))});
	return true;
}
