/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * setup: from what the loader says to the limits of memory: which RAM there is, how far
 * the linear map goes, where high memory begins.
 *
 * The kernel's gigabyte holds the linear map from PAGE_OFFSET up, and above it whatever
 * must be mapped page by page (vmalloc, ioremap, kmap, fixed addresses): at least
 * __VMALLOC_RESERVE bytes, 128 MiB unless vmalloc= says otherwise. So RAM from 896 MiB
 * on is high memory.
 */
#include <linux/mm.h>
#include <linux/cache.h>
#include <linux/e820.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/params.h>
#include <linux/string.h>
#include <asm/page.h>
#include <asm/sections.h>
#include <asm/setup.h>
#include <asm/smp.h>

char boot_command_line[COMMAND_LINE_SIZE];
static char command_line[COMMAND_LINE_SIZE] __initdata;

unsigned long max_pfn, max_low_pfn, min_low_pfn, highstart_pfn, highend_pfn;
EXPORT_SYMBOL(max_pfn);
unsigned int __VMALLOC_RESERVE = 128 << 20;

#define VMALLOC_RESERVE_MIN (32u << 20)
#define VMALLOC_RESERVE_MAX (960u << 20)
#define LOWMEM_MIN_PAGES    (64ul << 20 >> PAGE_SHIFT)
#define MAXMEM_PFN	    ((-PAGE_OFFSET - __VMALLOC_RESERVE) >> PAGE_SHIFT)
#define pages_to_mb(n)	    ((n) >> (20 - PAGE_SHIFT))

static int __init parse_vmalloc(char *arg)
{
	unsigned long long bytes = arg ? memparse(arg, NULL) : 0;

	if (bytes < VMALLOC_RESERVE_MIN || bytes > VMALLOC_RESERVE_MAX)
		pr_err("vmalloc=%s: from %uM to %uM work. Ignored\n", arg ? arg : "",
		       VMALLOC_RESERVE_MIN >> 20, VMALLOC_RESERVE_MAX >> 20);
	else
		__VMALLOC_RESERVE = bytes & PAGE_MASK;
	return 0;
}
early_param("vmalloc", parse_vmalloc);

static unsigned long highmem_pages __initdata = -1;

static int __init parse_highmem(char *arg)
{
	if (!arg)
		return -EINVAL;
	highmem_pages = memparse(arg, NULL) >> PAGE_SHIFT;
	return 0;
}
early_param("highmem", parse_highmem);

/* All RAM fits the linear map; highmem= may still take some of it for practice. */
static void __init lowmem_pfn_init(void)
{
	max_low_pfn = max_pfn;
	if (highmem_pages == -1ul)
		highmem_pages = 0;
	if (highmem_pages >= max_pfn) {
		pr_err("highmem size (%luMB) is bigger than pages available (%luMB)!\n",
		       pages_to_mb(highmem_pages), pages_to_mb(max_pfn));
		highmem_pages = 0;
	}
	if (highmem_pages && max_low_pfn - highmem_pages < LOWMEM_MIN_PAGES) {
		pr_err("highmem size %luMB results in smaller than 64MB lowmem, ignoring it!\n",
		       pages_to_mb(highmem_pages));
		highmem_pages = 0;
	}
	max_low_pfn -= highmem_pages;
}

static void __init highmem_pfn_init(void)
{
	max_low_pfn = MAXMEM_PFN;
	if (highmem_pages == -1ul)
		highmem_pages = max_pfn - MAXMEM_PFN;
	if (highmem_pages > max_pfn - MAXMEM_PFN)
		pr_warn("only %luMB highmem pages available, ignoring highmem size of %luMB.\n",
			pages_to_mb(max_pfn - MAXMEM_PFN), pages_to_mb(highmem_pages));
	else
		max_pfn = MAXMEM_PFN + highmem_pages;
}

void __init find_low_pfn_range(void)
{
	if (max_pfn <= MAXMEM_PFN)
		lowmem_pfn_init();
	else
		highmem_pfn_init();
	highstart_pfn = min(max_low_pfn, max_pfn);
	highend_pfn = max_pfn;
	pr_notice("%luMB HIGHMEM available.\n", pages_to_mb(highend_pfn - highstart_pfn));
	pr_notice("%luMB LOWMEM available.\n", pages_to_mb(max_low_pfn));
	pr_info("  mapped low ram: 0 - %08lx\n", max_low_pfn << PAGE_SHIFT);
	pr_info("  low ram: 0 - %08lx\n", max_low_pfn << PAGE_SHIFT);
}

/* The BIOS's own first page, and the window of adapters and ROMs, whatever the map says. */
static void __init trim_bios_range(void)
{
	e820__range_update(0, PAGE_SIZE, E820_TYPE_RAM, E820_TYPE_RESERVED);
	e820__range_remove(0xa0000, 0x60000, E820_TYPE_RAM, true);
	e820__update_table(e820_table);
}

static struct resource code_resource = {.name = "Kernel code"};
static struct resource rodata_resource = {.name = "Kernel rodata"};
static struct resource data_resource = {.name = "Kernel data"};
static struct resource bss_resource = {.name = "Kernel bss"};

static struct resource video_ram = {
    .name = "Video RAM area", .start = 0xa0000, .end = 0xbffff, .flags = IORESOURCE_MEM};
static struct resource system_rom = {
    .name = "System ROM", .start = 0xf0000, .end = 0xfffff, .flags = IORESOURCE_MEM};

#define BUSY_PORTS(name, first, last)                                                              \
	{                                                                                          \
		(first), (last), (name), IORESOURCE_IO | IORESOURCE_BUSY, NULL, NULL, NULL         \
	}

static struct resource board_ports[] = {
    BUSY_PORTS("dma1", 0x00, 0x1f),	   BUSY_PORTS("pic1", 0x20, 0x21),
    BUSY_PORTS("timer0", 0x40, 0x43),	   BUSY_PORTS("timer1", 0x50, 0x53),
    BUSY_PORTS("keyboard", 0x60, 0x60),	   BUSY_PORTS("keyboard", 0x64, 0x64),
    BUSY_PORTS("rtc", 0x70, 0x77),	   BUSY_PORTS("dma page reg", 0x80, 0x8f),
    BUSY_PORTS("pic2", 0xa0, 0xa1),	   BUSY_PORTS("dma2", 0xc0, 0xdf),
    BUSY_PORTS("fpu", 0xf0, 0xff),	   BUSY_PORTS("vga+", 0x3c0, 0x3df),
    BUSY_PORTS("PCI conf1", 0xcf8, 0xcff),
};

static void __init place_resource(struct resource *res, const char *start, const char *end)
{
	res->start = __pa(start);
	res->end = __pa(end) - 1;
	res->flags = IORESOURCE_MEM | IORESOURCE_BUSY;
	insert_resource(&iomem_resource, res);
}

static void __init reserve_resources(void)
{
	int i;

	insert_resource(&iomem_resource, &video_ram);
	insert_resource(&iomem_resource, &system_rom);
	e820__reserve_resources(); /* around what is there already */
	place_resource(&code_resource, _text, _etext);
	place_resource(&rodata_resource, __start_rodata, __end_rodata);
	place_resource(&data_resource, _sdata, __init_end);
	place_resource(&bss_resource, __bss_start, __bss_stop);
	for (i = 0; i < ARRAY_SIZE(board_ports); i++)
		request_resource(&ioport_resource, &board_ports[i]);
}

void __init setup_arch(char **cmdline)
{
	pr_info("Command line: %s\n", boot_command_line);
	early_cpu_init();
	e820__memory_setup();
	strscpy(command_line, boot_command_line, COMMAND_LINE_SIZE);
	*cmdline = command_line;
	parse_early_param();
	e820__finish_early_params();
	tsc_init();
	trim_bios_range();

	max_pfn = e820__end_of_ram_pfn();
	min_low_pfn = PFN_UP(__pa(_end));
	find_low_pfn_range();

	memblock_reserve(__pa(_text), _end - _text);
	multiboot_reserve_modules();
	e820__memblock_setup();
	paging_init();
	smp_find_config();
	reserve_resources();
}
