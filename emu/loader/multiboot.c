/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/multiboot.h"

#include <stdio.h>
#include <string.h>

#include "emu/loader/e820.h"
#include "emu/loader/elf_image.h"

#define HEADER_MAGIC  0x1badb002u
#define BOOT_MAGIC    0x2badb002u
#define HEADER_WITHIN 8192u
#define HEADER_ALIGN  4u
#define INFO_FIRST    0x9000u /* where QEMU puts it, too */
#define PAGE	      4096u
#define KIB	      1024u

/* 3.1.1, 3.1.2: the header's flags; a loader must know those of bits 0 to 15. */
#define NEED_PAGE_ALIGNED 0x00000001u
#define NEED_MEMORY	  0x00000002u
#define NEED_VIDEO	  0x00000004u
#define NEED_MASK	  0x0000ffffu
#define HAS_ADDRESSES	  0x00010000u

struct header {
	uint32_t magic, flags, checksum;
	uint32_t header_addr, load_addr, load_end_addr, bss_end_addr, entry_addr;
};

#define HEADER_SHORT_BYTES offsetof(struct header, header_addr)

/* 3.3: the boot information. */
enum {
	INFO_MEMORY = 1 << 0,
	INFO_CMDLINE = 1 << 2,
	INFO_MODULES = 1 << 3,
	INFO_ELF = 1 << 5,
	INFO_MMAP = 1 << 6,
	INFO_LOADER = 1 << 9,
	INFO_FRAMEBUFFER = 1 << 12
};

struct info {
	uint32_t flags, mem_lower, mem_upper, boot_device, cmdline, mods_count, mods_addr;
	uint32_t elf_num, elf_size, elf_addr, elf_shndx;
	uint32_t mmap_length, mmap_addr, drives_length, drives_addr, config_table;
	uint32_t boot_loader_name, apm_table;
	uint32_t vbe_control, vbe_mode_info, vbe_mode, vbe_interface;
	uint32_t framebuffer_addr[2], framebuffer_pitch, framebuffer_width, framebuffer_height;
	uint8_t framebuffer_bpp, framebuffer_type, colour[6];
};

struct info_module {
	uint32_t mod_start, mod_end, string, reserved;
};

struct info_mmap {
	uint32_t size;
	uint64_t base_addr, length;
	uint32_t type;
} __attribute__((packed));

/* ---- the header ---- */

static bool find_header(const uint8_t *data, size_t bytes, bool sound, size_t *off,
			struct header *header)
{
	size_t end = bytes < HEADER_WITHIN ? bytes : HEADER_WITHIN;

	for (size_t at = 0; at + HEADER_SHORT_BYTES <= end; at += HEADER_ALIGN) {
		size_t there = bytes - at < sizeof(*header) ? bytes - at : sizeof(*header);

		*header = (struct header){0};
		memcpy(header, data + at, there);
		if (header->magic == HEADER_MAGIC &&
		    (!sound || !(header->magic + header->flags + header->checksum))) {
			*off = at;
			return true;
		}
	}
	return false;
}

bool multiboot_is_kernel(const uint8_t *data, size_t bytes)
{
	struct header header;
	size_t off;

	return find_header(data, bytes, true, &off, &header);
}

static bool refuse_headerless(const struct multiboot_request *request,
			      const struct plan_error *error)
{
	struct header header;
	size_t off;

	if (find_header(request->data, request->bytes, false, &off, &header))
		return plan_refuse(
		    error, "multiboot header at 0x%zx: checksum 0x%x does not fit flags 0x%x", off,
		    header.checksum, header.flags);
	return plan_refuse(error, "has no multiboot header in its first %u bytes", HEADER_WITHIN);
}

static bool check_flags(const struct header *header, const struct plan_error *error)
{
	uint32_t unknown =
	    header->flags & NEED_MASK & ~(NEED_PAGE_ALIGNED | NEED_MEMORY | NEED_VIDEO);

	if (unknown)
		return plan_refuse(
		    error, "multiboot header: flags 0x%x require bit %d, which nobody defined",
		    header->flags, __builtin_ctz(unknown));
	return true;
}

/* ---- 3.1.3: an image laid out by the header ---- */

static bool check_addresses(const struct header *header, size_t off, size_t all,
			    const struct plan_error *error)
{
	if (off + sizeof(*header) > all)
		return plan_refuse(
		    error, "multiboot header: its address fields are past the end of the file");
	if (header->header_addr < header->load_addr)
		return plan_refuse(error,
				   "multiboot header: header_addr 0x%x is below load_addr 0x%x",
				   header->header_addr, header->load_addr);
	if (header->header_addr - header->load_addr > off)
		return plan_refuse(
		    error, "multiboot header: load_addr 0x%x lies before the start of the file",
		    header->load_addr);
	if (header->load_end_addr && header->load_end_addr <= header->load_addr)
		return plan_refuse(
		    error, "multiboot header: load_end_addr 0x%x is not above load_addr 0x%x",
		    header->load_end_addr, header->load_addr);
	return true;
}

static bool load_by_addresses(struct plan *plan, const struct multiboot_request *request,
			      const struct header *header, size_t off,
			      const struct plan_error *error)
{
	if (!check_addresses(header, off, request->bytes, error))
		return false;

	size_t first = off - (header->header_addr - header->load_addr);
	uint64_t bytes = header->load_end_addr ? header->load_end_addr - header->load_addr
					       : request->bytes - first;
	uint64_t mem_bytes = bytes;

	if (bytes > request->bytes - first)
		return plan_refuse(error,
				   "multiboot header: load_end_addr 0x%x is past the end of the "
				   "file (0x%zx bytes)",
				   header->load_end_addr, request->bytes);
	if (header->bss_end_addr) {
		if (header->bss_end_addr < header->load_addr + bytes)
			return plan_refuse(error,
					   "multiboot header: bss_end_addr 0x%x is below the end "
					   "of the data 0x%llx",
					   header->bss_end_addr,
					   (unsigned long long)(header->load_addr + bytes));
		mem_bytes = header->bss_end_addr - header->load_addr;
	}
	if (header->entry_addr < header->load_addr ||
	    header->entry_addr - header->load_addr >= mem_bytes)
		return plan_refuse(error,
				   "multiboot header: entry_addr 0x%x lies outside what is loaded",
				   header->entry_addr);
	return plan_load(plan, header->load_addr, request->data + first, bytes, mem_bytes,
			 "multiboot header", error);
}

/* ---- 3.3: modules and the boot information ---- */

/* The information is one block; its parts are added from the front. */
struct block {
	uint8_t *data;
	uint32_t pa;
	size_t used, bytes;
};

static uint32_t block_add(struct block *block, const void *from, size_t bytes)
{
	uint32_t pa = block->pa + (uint32_t)block->used;

	if (bytes)
		memcpy(block->data + block->used, from, bytes);
	block->used += (bytes + 7) & ~(size_t)7;
	return pa;
}

static uint32_t block_add_string(struct block *block, const char *text)
{
	return block_add(block, text, strlen(text) + 1);
}

static size_t padded(size_t bytes)
{
	return (bytes + 7) & ~(size_t)7;
}

static bool load_modules(struct plan *plan, const struct multiboot_request *request,
			 struct info_module *out, const struct plan_error *error)
{
	for (unsigned i = 0; i < request->module_count; i++) {
		const struct multiboot_module *module = &request->modules[i];
		const struct plan_error own = {module->file, error->text, error->text_bytes};
		uint64_t above =
		    plan_end(plan) < E820_HIGH_FIRST ? E820_HIGH_FIRST : plan_end(plan);
		uint64_t pa;

		if (!plan_find(plan, above, module->bytes, PAGE, &pa))
			return plan_refuse(&own, "no room in RAM for its %zu bytes (-m is %lluM)",
					   module->bytes,
					   (unsigned long long)plan_ram_bytes(plan) >> 20);
		if (module->bytes && !plan_load(plan, pa, module->data, module->bytes,
						module->bytes, "module", &own))
			return false;
		out[i].mod_start = (uint32_t)pa;
		out[i].mod_end = (uint32_t)(pa + module->bytes);
	}
	return true;
}

static bool make_block(struct plan *plan, const struct multiboot_request *request, size_t sections,
		       struct block *block, const struct plan_error *error)
{
	uint64_t pa;

	block->bytes = padded(sizeof(struct info)) + padded(E820_MAX * sizeof(struct info_mmap)) +
		       padded(strlen(request->cmdline) + 1) + padded(sizeof("zonemu")) +
		       padded(request->module_count * sizeof(struct info_module)) +
		       padded(sections * sizeof(Elf32_Shdr));
	for (unsigned i = 0; i < request->module_count; i++)
		block->bytes += padded(strlen(request->modules[i].string) + 1);
	block->data = plan_alloc(plan, block->bytes);
	if (!block->data)
		return plan_refuse(error, "out of host memory");
	if (!plan_find(plan, INFO_FIRST, block->bytes, 16, &pa))
		return plan_refuse(error, "no room in RAM for the boot information (%zu bytes)",
				   block->bytes);
	block->pa = (uint32_t)pa;
	return plan_load(plan, pa, block->data, block->bytes, block->bytes, "boot information",
			 error);
}

static void add_mmap(struct block *block, uint64_t ram_bytes, struct info *info)
{
	struct e820_entry entries[E820_MAX];
	struct info_mmap mmap[E820_MAX];
	unsigned count = e820_map(ram_bytes, entries);

	for (unsigned i = 0; i < count; i++)
		mmap[i] = (struct info_mmap){sizeof(mmap[i]) - sizeof(mmap[i].size),
					     entries[i].first, entries[i].bytes, entries[i].type};
	info->flags |= INFO_MMAP;
	info->mmap_length = count * (uint32_t)sizeof(mmap[0]);
	info->mmap_addr = block_add(block, mmap, info->mmap_length);
}

/* 3.3, "framebuffer_type" 2: EGA text, as the machine starts with. */
static void add_text_mode(struct info *info)
{
	info->flags |= INFO_FRAMEBUFFER;
	info->framebuffer_addr[0] = 0xb8000;
	info->framebuffer_pitch = 160;
	info->framebuffer_width = 80;
	info->framebuffer_height = 25;
	info->framebuffer_bpp = 16;
	info->framebuffer_type = 2;
}

static void fill_block(struct block *block, const struct multiboot_request *request,
		       struct info_module *modules, const Elf32_Shdr *sections,
		       const struct elf_image *image, uint64_t ram_bytes, uint32_t need)
{
	struct info info = {.flags = INFO_MEMORY | INFO_CMDLINE | INFO_LOADER,
			    .mem_lower = (uint32_t)(E820_LOW_BYTES / KIB),
			    .mem_upper =
				(uint32_t)((ram_bytes - E820_TOP_BYTES - E820_HIGH_FIRST) / KIB)};

	block->used = padded(sizeof(info));
	add_mmap(block, ram_bytes, &info);
	info.cmdline = block_add_string(block, request->cmdline);
	info.boot_loader_name = block_add_string(block, "zonemu");
	if (request->module_count) {
		for (unsigned i = 0; i < request->module_count; i++)
			modules[i].string = block_add_string(block, request->modules[i].string);
		info.flags |= INFO_MODULES;
		info.mods_count = request->module_count;
		info.mods_addr =
		    block_add(block, modules, request->module_count * sizeof(modules[0]));
	}
	if (sections) {
		info.flags |= INFO_ELF;
		info.elf_num = (uint32_t)image->sections;
		info.elf_size = sizeof(*sections);
		info.elf_shndx = (uint32_t)image->names;
		info.elf_addr = block_add(block, sections, image->sections * sizeof(*sections));
	}
	if (need & NEED_VIDEO)
		add_text_mode(&info);
	memcpy(block->data, &info, sizeof(info));
}

/* The kernel is in the plan; image is what it came from, or has no sections. */
static bool plan_rest(struct plan *plan, const struct multiboot_request *request,
		      struct elf_image *image, uint32_t need, struct cpu_multiboot_entry *entry,
		      const struct plan_error *error)
{
	struct info_module *modules =
	    plan_alloc(plan, request->module_count * sizeof(struct info_module));
	Elf32_Shdr *sections = NULL;
	struct block block = {0};

	if (!modules)
		return plan_refuse(error, "out of host memory");
	if (!load_modules(plan, request, modules, error))
		return false;
	if (image->sections) {
		sections = elf_image_load_sections(image, plan, error);
		if (!sections)
			return false;
	}
	if (!make_block(plan, request, image->sections, &block, error))
		return false;
	fill_block(&block, request, modules, sections, image, plan_ram_bytes(plan), need);
	*entry = (struct cpu_multiboot_entry){image->entry, BOOT_MAGIC, block.pa};
	return true;
}

static bool plan_elf(struct plan *plan, const struct multiboot_request *request, uint32_t need,
		     struct cpu_multiboot_entry *entry, const struct plan_error *error)
{
	struct elf_image image;
	bool ok = elf_image_open(&image, request->data, request->bytes, error) &&
		  elf_image_load(&image, plan, error) &&
		  plan_rest(plan, request, &image, need, entry, error);

	elf_image_close(&image);
	return ok;
}

/* An ELF file's own faults come before the lack of a multiboot header. */
static bool plan_headerless(const struct multiboot_request *request, const struct plan_error *error)
{
	struct elf_image image;
	bool ok = elf_image_open(&image, request->data, request->bytes, error);

	elf_image_close(&image);
	return ok && refuse_headerless(request, error);
}

bool multiboot_plan(struct plan *plan, const struct multiboot_request *request,
		    struct cpu_multiboot_entry *entry, const struct plan_error *error)
{
	struct header header;
	size_t off;

	if (!find_header(request->data, request->bytes, true, &off, &header))
		return plan_headerless(request, error);
	if (!check_flags(&header, error))
		return false;
	if (!(header.flags & HAS_ADDRESSES))
		return plan_elf(plan, request, header.flags, entry, error);

	struct elf_image image = {.entry = header.entry_addr};

	return load_by_addresses(plan, request, &header, off, error) &&
	       plan_rest(plan, request, &image, header.flags, entry, error);
}
