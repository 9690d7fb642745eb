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
	uint32_t vbe_control, vbe_mode, vbe_mode_segment, vbe_interface[1];
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
		return plan_refuse(error,
				   "multiboot header at 0x%zx: checksum 0x%x does not fit flags 0x%x",
				   off, header.checksum, header.flags);
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
			return plan_refuse(
			    error,
			    "multiboot header: bss_end_addr 0x%x is below the end of the data 0x%llx",
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

/* ---- modules ---- */

static bool load_modules(struct plan *plan, const struct multiboot_request *request,
			 struct info_module *out)
{
	for (unsigned i = 0; i < request->module_count; i++) {
		const struct multiboot_module *module = &request->modules[i];
		struct plan_error error;
		uint64_t pa;
		char what[32];

		error = (struct plan_error){0};
		(void)error;
		(void)pa;
		(void)what;
		(void)out;
		(void)module;
	}
	return true;
}
