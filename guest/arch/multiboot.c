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
#include <asm/sections.h>
#include <asm/setup.h>

#define LOADER_MAGIC 0x2BADB002
#define INFO_MEMORY  0x001
#define INFO_CMDLINE 0x004
#define INFO_MODS    0x008
#define INFO_MMAP    0x040

#define EARLY_LINEAR  (896u << 20) /* as far as head.S maps */
#define SPARE_REGIONS 32	   /* of memblock's, for what boot itself takes */

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
static unsigned long module_pages __initdata;
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

/* What boot cannot do without: the image and all below, mem_map, first slabs and tables. */
static unsigned long __init pages_needed(void)
{
	return PFN_UP(__pa(_end)) + PFN_UP(max_pfn * sizeof(struct page)) + max_low_pfn / 128 +
	       ((768ul << 10) >> PAGE_SHIFT);
}

/* Beyond the linear map (mem=) nobody could look into it. NULL: it can be kept. */
static const char *__init why_not(const struct multiboot_mod *mod)
{
	if (mod->end <= mod->start || PFN_UP(mod->end) > max_low_pfn)
		return "empty, or beyond the memory in use";
	if (module_pages + PFN_UP(mod->end) - PFN_DOWN(mod->start) + pages_needed() > max_low_pfn)
		return "the kernel would not have enough memory to boot";
	if (nr_boot_modules == BOOT_MODULES_MOST)
		return "too many modules";
	if (memblock.reserved.cnt + SPARE_REGIONS > MEMBLOCK_MAX_REGIONS)
		return "the modules lie too far apart";
	return NULL;
}

static void __init keep_module(const struct multiboot_mod *mod)
{
	const char *string = keep_string(mod->cmdline), *why = why_not(mod);
	phys_addr_t start = mod->start & PAGE_MASK;

	if (why) {
		pr_warn("multiboot: %s: not taken: %s\n", string, why);
		return;
	}
	/* by whole pages: neighbours are one region then */
	module_pages += PFN_UP(mod->end) - PFN_DOWN(mod->start);
	memblock_reserve(start, PAGE_ALIGN(mod->end) - start);
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
