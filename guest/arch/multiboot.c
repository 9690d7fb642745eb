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
#include <linux/mm.h>
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

struct boot_module boot_modules[BOOT_MODULES_MOST];
unsigned int nr_boot_modules;
static char module_strings[8192];

/* Past the end of what is left there is no name, so nobody will ask for it. */
static const char *__init keep_string(u32 pa)
{
	static size_t used __initdata;
	const char *text = early_va(pa, 1);
	char *kept = module_strings + used;

	if (!text)
		return "";
	if (strscpy(kept, text, sizeof(module_strings) - used) < 0) {
		pr_warn("multiboot: the modules' names are too long\n");
		return "";
	}
	used += strlen(kept) + 1;
	return kept;
}

/* Beyond the linear map (mem=) nobody could look into it. */
static bool __init can_reach(const struct multiboot_mod *mod)
{
	return mod->end > mod->start && PFN_UP(mod->end) <= max_low_pfn;
}

static void __init keep_module(const struct multiboot_mod *mod)
{
	const char *string = keep_string(mod->cmdline);

	if (!can_reach(mod) || nr_boot_modules == BOOT_MODULES_MOST) {
		pr_warn("multiboot: %s: %s\n", string,
			can_reach(mod) ? "too many modules" : "empty, or beyond the memory in use");
		return;
	}
	memblock_reserve(mod->start, mod->end - mod->start);
	boot_modules[nr_boot_modules++] =
	    (struct boot_module){string, __va(mod->start), mod->end - mod->start};
}

void __init multiboot_reserve_modules(void)
{
	const struct multiboot_info *info = early_va(multiboot_info, sizeof(*info));
	const struct multiboot_mod *mod;
	u32 i;

	if (multiboot_magic != LOADER_MAGIC || !info || !(info->flags & INFO_MODS) ||
	    !info->mods_count)
		return;
	for (i = 0; i < info->mods_count; i++) {
		mod = early_va(info->mods_addr + i * sizeof(*mod), sizeof(*mod));
		if (mod)
			keep_module(mod);
	}
}
