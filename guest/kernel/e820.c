/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * e820: the map of physical memory.
 *
 * Entries may come in any order and overlap; e820__update_table() makes of them a sorted
 * list without overlaps. Until then lookups and changes work on whatever there is.
 */
#include <linux/e820.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <asm/page.h>
#include <asm/sections.h>

static struct e820_table the_table __initdata;
struct e820_table *e820_table = &the_table;

/* What can be reached without PAE. */
#define MAX_ARCH_PFN (1ul << (32 - PAGE_SHIFT))

static void __init range_add(struct e820_table *table, u64 start, u64 size, u32 type)
{
	if (table->nr_entries >= E820_MAX_ENTRIES) {
		pr_err("too many entries; ignoring [mem %#010llx-%#010llx]\n", start,
		       start + size - 1);
		return;
	}
	table->entries[table->nr_entries++] = (struct e820_entry){start, size, type};
}

void __init e820__range_add(u64 start, u64 size, u32 type)
{
	range_add(e820_table, start, size, type);
}

static int __init compare_edges(const void *a, const void *b)
{
	u64 x = *(const u64 *)a, y = *(const u64 *)b;

	return x < y ? -1 : x > y;
}

/* The type of [start, end), no entry beginning or ending inside it; 0: none. */
static u32 __init strongest_type(const struct e820_table *table, u64 start)
{
	u32 type = 0, i;

	for (i = 0; i < table->nr_entries; i++) {
		const struct e820_entry *e = &table->entries[i];

		if (start >= e->addr && start - e->addr < e->size)
			type = max(type, e->type);
	}
	return type;
}

int __init e820__update_table(struct e820_table *table)
{
	static u64 edges[2 * E820_MAX_ENTRIES] __initdata;
	static struct e820_table clean __initdata;
	u32 i, n = 0;

	clean.nr_entries = 0;
	for (i = 0; i < table->nr_entries; i++) {
		const struct e820_entry *e = &table->entries[i];

		if (!e->size || e->addr + e->size < e->addr)
			continue;
		edges[n++] = e->addr;
		edges[n++] = e->addr + e->size;
	}
	sort(edges, n, sizeof(*edges), compare_edges, NULL);
	for (i = 0; i + 1 < n; i++) {
		struct e820_entry *last = &clean.entries[clean.nr_entries - 1];
		u32 type = edges[i] == edges[i + 1] ? 0 : strongest_type(table, edges[i]);

		if (!type)
			continue;
		if (clean.nr_entries && last->type == type && last->addr + last->size == edges[i])
			last->size = edges[i + 1] - last->addr;
		else
			range_add(&clean, edges[i], edges[i + 1] - edges[i], type);
	}
	*table = clean;
	return clean.nr_entries ? 0 : -1;
}

/* Split entry i around [start, end), which it meets: the middle part becomes type (0: goes). */
static u64 __init carve(u32 i, u64 start, u64 end, u32 type)
{
	struct e820_entry old = e820_table->entries[i];
	u64 old_end = old.addr + old.size;

	start = max(start, old.addr);
	end = min(end, old_end);
	e820_table->entries[i].size = start - old.addr;
	if (end < old_end)
		e820__range_add(end, old_end - end, old.type);
	if (type)
		e820__range_add(start, end - start, type);
	return end - start;
}

static u64 __init range_change(u64 start, u64 size, u32 old_type, bool check_type, u32 new_type)
{
	u64 end = size > ~0ull - start ? ~0ull : start + size;
	u64 changed = 0;
	u32 i, n = e820_table->nr_entries;

	for (i = 0; i < n; i++) {
		const struct e820_entry *e = &e820_table->entries[i];

		if (check_type && e->type != old_type)
			continue;
		if (e->size && e->addr < end && start < e->addr + e->size)
			changed += carve(i, start, end, new_type);
	}
	return changed;
}

u64 __init e820__range_update(u64 start, u64 size, u32 old_type, u32 new_type)
{
	return range_change(start, size, old_type, true, new_type);
}

u64 __init e820__range_remove(u64 start, u64 size, u32 old_type, bool check_type)
{
	return range_change(start, size, old_type, check_type, 0);
}

static const char *__init type_text(u32 type)
{
	switch (type) {
	case E820_TYPE_RAM:
		return "usable";
	case E820_TYPE_RESERVED:
		return "reserved";
	case E820_TYPE_ACPI:
		return "ACPI data";
	case E820_TYPE_NVS:
		return "ACPI NVS";
	case E820_TYPE_UNUSABLE:
		return "unusable";
	case E820_TYPE_PRAM:
		return "persistent (type 12)";
	}
	return NULL;
}

void __init e820__print_table(const char *who)
{
	u32 i;

	for (i = 0; i < e820_table->nr_entries; i++) {
		const struct e820_entry *e = &e820_table->entries[i];
		const char *text = type_text(e->type);

		pr_info("%s: [mem %#018llx-%#018llx] ", who, e->addr, e->addr + e->size - 1);
		if (text)
			pr_cont("%s\n", text);
		else
			pr_cont("type %u\n", e->type);
	}
}

unsigned long __init e820__end_of_ram_pfn(void)
{
	unsigned long last = 0;
	u32 i;

	for (i = 0; i < e820_table->nr_entries; i++) {
		const struct e820_entry *e = &e820_table->entries[i];
		u64 end = (e->addr + e->size) >> PAGE_SHIFT;

		if (e->type != E820_TYPE_RAM || e->addr >> PAGE_SHIFT >= MAX_ARCH_PFN)
			continue;
		last = max_t(u64, last, min_t(u64, end, MAX_ARCH_PFN));
	}
	pr_info("last_pfn = %#lx max_arch_pfn = %#lx\n", last, MAX_ARCH_PFN);
	return last;
}

bool __init e820__mapped_any(u64 start, u64 end, u32 type)
{
	u32 i;

	for (i = 0; i < e820_table->nr_entries; i++) {
		const struct e820_entry *e = &e820_table->entries[i];

		if ((!type || e->type == type) && e->addr < end && start < e->addr + e->size)
			return true;
	}
	return false;
}

void __init e820__memory_setup(void)
{
	e820__update_table(e820_table);
	pr_info("BIOS-provided physical RAM map:\n");
	e820__print_table("BIOS-e820");
}

/* ---- mem= and memmap= ---- */

static bool userdef __initdata;

/* RAM that must remain: the image, and what start-up takes before it can tell. */
#define ROOM_BYTES (6ull << 20)

static u64 __init least_bytes(void)
{
	return ALIGN(__pa(_end) + ROOM_BYTES, 1ull << 20);
}

/*
 * Can the kernel live with RAM cut at limit? Says why not; text is what was written, end
 * where the number in it ended.
 */
static bool __init limit_usable(const char *name, const char *text, const char *end, u64 limit)
{
	if (limit >= least_bytes())
		return true;
	if (end > text && end[-1] >= '0' && end[-1] <= '9' && limit << 20 >= least_bytes() &&
	    limit < 1 << 20)
		pr_err("%s=%s: %llu bytes; did you mean %sM? Ignored\n", name, text, limit, text);
	else
		pr_err("%s=%s: %llu bytes are too few, %lluM is the least that works. Ignored\n",
		       name, text, limit, least_bytes() >> 20);
	return false;
}

static void __init cut_ram_at(u64 limit)
{
	e820__range_remove(limit, ~0ull - limit, E820_TYPE_RAM, true);
	userdef = true;
}

static int __init parse_memopt(char *p)
{
	char *end;
	u64 limit;

	if (!p || !*p)
		return -EINVAL;
	if (!strcmp(p, "nopentium"))
		return 0;
	limit = memparse(p, &end);
	if (end == p || *end) {
		pr_err("mem=%s: not a size (a number, with K, M or G after it). Ignored\n", p);
		return 0;
	}
	if (limit_usable("mem", p, end, limit))
		cut_ram_at(limit);
	return 0;
}
early_param("mem", parse_memopt);

/* One of memmap=: exactmap, n (as mem=n), n@a RAM, n#a ACPI, n$a reserved, n!a persistent. */
static int __init parse_memmap_one(char *p)
{
	static const struct {
		char mark;
		u32 type;
	} kinds[] = {{'@', E820_TYPE_RAM},
		     {'#', E820_TYPE_ACPI},
		     {'$', E820_TYPE_RESERVED},
		     {'!', E820_TYPE_PRAM}};
	char *end;
	u64 size, start;
	int i;

	if (!strcmp(p, "exactmap")) {
		e820_table->nr_entries = 0;
		userdef = true;
		return 0;
	}
	size = memparse(p, &end);
	if (end == p) {
		pr_err("memmap=%s: not a size. Ignored\n", p);
		return 0;
	}
	for (i = 0; i < ARRAY_SIZE(kinds); i++) {
		if (*end != kinds[i].mark)
			continue;
		start = memparse(end + 1, NULL);
		e820__range_add(start, size, kinds[i].type);
		userdef = true;
		return 0;
	}
	if (*end)
		pr_err("memmap=%s: size@start, size#start, size$start or size!start. Ignored\n", p);
	else if (limit_usable("memmap", p, end, size))
		cut_ram_at(size);
	return 0;
}

static int __init parse_memmap_opt(char *p)
{
	while (p && *p) {
		char *comma = strchr(p, ',');

		if (comma)
			*comma++ = '\0';
		parse_memmap_one(p);
		p = comma;
	}
	return 0;
}
early_param("memmap", parse_memmap_opt);

/* The bytes of RAM from the kernel's start on, without a hole. */
static u64 __init ram_around_kernel(void)
{
	u32 i;

	for (i = 0; i < e820_table->nr_entries; i++) {
		const struct e820_entry *e = &e820_table->entries[i];

		if (e->type == E820_TYPE_RAM && e->addr <= __pa(_text) &&
		    e->addr + e->size > __pa(_text))
			return e->addr + e->size;
	}
	return 0;
}

void __init e820__finish_early_params(void)
{
	if (!userdef)
		return;
	e820__update_table(e820_table);
	pr_info("user-defined physical RAM map:\n");
	e820__print_table("user");
	if (ram_around_kernel() < least_bytes()) {
		pr_warn("the map leaves the kernel no room; [mem %#lx-%#llx] is taken as usable\n",
			__pa(_text), least_bytes() - 1);
		e820__range_remove(__pa(_text), least_bytes() - __pa(_text), 0, false);
		e820__range_add(__pa(_text), least_bytes() - __pa(_text), E820_TYPE_RAM);
		e820__update_table(e820_table);
	}
}

/* ---- to the allocators and to /proc/iomem ---- */

void __init e820__memblock_setup(void)
{
	u32 i;

	for (i = 0; i < e820_table->nr_entries; i++) {
		const struct e820_entry *e = &e820_table->entries[i];
		u64 start = ALIGN(e->addr, PAGE_SIZE);
		u64 end = min_t(u64, e->addr + e->size, 1ull << 32) & ~(u64)(PAGE_SIZE - 1);

		if (e->type == E820_TYPE_RAM && start < end)
			memblock_add(start, end - start);
	}
}

static const char *__init resource_name(u32 type)
{
	switch (type) {
	case E820_TYPE_RAM:
		return "System RAM";
	case E820_TYPE_RESERVED:
		return "Reserved";
	case E820_TYPE_ACPI:
		return "ACPI Tables";
	case E820_TYPE_NVS:
		return "ACPI Non-volatile Storage";
	case E820_TYPE_UNUSABLE:
		return "Unusable memory";
	}
	return "Unknown E820 type";
}

void __init e820__reserve_resources(void)
{
	struct resource *res = memblock_alloc(e820_table->nr_entries * sizeof(*res), 4);
	u32 i;

	for (i = 0; res && i < e820_table->nr_entries; i++, res++) {
		const struct e820_entry *e = &e820_table->entries[i];
		u64 end = e->addr + e->size - 1;

		if (end > ~(resource_size_t)0)
			continue;
		*res = (struct resource){.start = e->addr,
					 .end = end,
					 .name = resource_name(e->type),
					 .flags = IORESOURCE_MEM | IORESOURCE_BUSY};
		if (e->type == E820_TYPE_RAM)
			res->flags |= IORESOURCE_SYSTEM_RAM;
		insert_resource(&iomem_resource, res);
	}
}
