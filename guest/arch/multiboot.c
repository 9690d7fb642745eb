/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * multiboot: what the boot loader says (Multiboot 0.6.96, 3.3 "Boot information
 * format"). It lies anywhere in memory, so all of it is copied or reserved before
 * anything else is given out. Addresses above the linear map are not believed.
 */
#include <linux/e820.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/string.h>
#include <asm/page.h>
#include <asm/setup.h>

#define LOADER_MAGIC 0x2BADB002
#define INFO_MEMORY  0x001
#define INFO_CMDLINE 0x004
#define INFO_MODS    0x008
#define INFO_MMAP    0x040

#define EARLY_LINEAR (896u << 20) /* as far as head.S maps */

struct multiboot_info {
	u32 flags;
	u32 mem_lower, mem_upper; /* KiB from 0, and from 1 MiB */
	u32 boot_device;
	u32 cmdline;
	u32 mods_count, mods_addr;
	u32 syms[4];
	u32 mmap_length, mmap_addr;
};

struct multiboot_mod {
	u32 start, end;
	u32 cmdline, pad;
};

/* size does not count itself, and may be more than there is here */
struct multiboot_mmap {
	u32 size;
	u64 addr, len;
	u32 type;
} __packed;

static const void *__init early_va(u32 pa, u32 bytes)
{
	return pa && pa < EARLY_LINEAR && bytes <= EARLY_LINEAR - pa ? __va(pa) : NULL;
}

/* Loaders put the image's name first; what follows it is the command line. */
static void __init copy_command_line(const char *text)
{
	const char *rest = strchr(text, ' ');
	size_t word = rest ? rest - text : strlen(text);

	if (!strnchr(text, word, '=') && (strnchr(text, word, '/') || strnstr(text, ".elf", word)))
		text = rest ? skip_spaces(rest) : "";
	strscpy(boot_command_line, text, COMMAND_LINE_SIZE);
}

static void __init copy_mmap(const struct multiboot_info *info)
{
	u32 off = 0;

	while (off + sizeof(struct multiboot_mmap) <= info->mmap_length) {
		const struct multiboot_mmap *e = early_va(info->mmap_addr + off, sizeof(*e));

		if (!e)
			return;
		e820__range_add(e->addr, e->len, e->type);
		off += e->size + sizeof(e->size);
	}
}

void __init multiboot_init(void)
{
	const struct multiboot_info *info = early_va(multiboot_info, sizeof(*info));
	const char *text;

	if (multiboot_magic != LOADER_MAGIC || !info)
		return;
	text = info->flags & INFO_CMDLINE ? early_va(info->cmdline, COMMAND_LINE_SIZE) : NULL;
	if (text)
		copy_command_line(text);
	if (info->flags & INFO_MMAP)
		copy_mmap(info);
	if (!e820_table->nr_entries && info->flags & INFO_MEMORY) {
		e820__range_add(0, (u64)info->mem_lower << 10, E820_TYPE_RAM);
		e820__range_add(1 << 20, (u64)info->mem_upper << 10, E820_TYPE_RAM);
	}
}

/* Files the loader has put in memory for us. */
void __init multiboot_reserve_modules(void)
{
	const struct multiboot_info *info = early_va(multiboot_info, sizeof(*info));
	const struct multiboot_mod *mod;
	u32 i;

	if (multiboot_magic != LOADER_MAGIC || !info || !(info->flags & INFO_MODS) ||
	    !info->mods_count)
		return;
	memblock_reserve(multiboot_info, sizeof(*info));
	memblock_reserve(info->mods_addr, info->mods_count * sizeof(*mod));
	for (i = 0; i < info->mods_count; i++) {
		mod = early_va(info->mods_addr + i * sizeof(*mod), sizeof(*mod));
		if (mod && mod->end > mod->start)
			memblock_reserve(mod->start, mod->end - mod->start);
	}
}
