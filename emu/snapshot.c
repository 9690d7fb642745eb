/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * snapshot: the whole machine as bytes: time, processor, chips, and every page
 * of RAM, display memory and ROM that is not all zeros. Only between runs, or at a boundary.
 */
#include <stdlib.h>
#include <string.h>

#include "emu/machine_state.h"

#define SNAPSHOT_END_PFN UINT32_MAX

struct saved_time {
	uint64_t ram_bytes, other_ns, turn_end;
	uint32_t ns_shift, cpus, current;
};

static const struct snap_field time_fields[] = {
    SNAP(struct saved_time, ram_bytes),
    SNAP(struct saved_time, other_ns),
    SNAP(struct saved_time, turn_end),
    SNAP(struct saved_time, ns_shift),
    SNAP(struct saved_time, cpus),
    SNAP(struct saved_time, current),
    SNAP_END,
};
static const struct snap_desc time_snap = {"time", 1, time_fields, NULL};

struct saved_page {
	uint32_t pfn;
	uint8_t bytes[PHYS_PAGE_BYTES];
};

static const struct snap_field page_fields[] = {
    SNAP(struct saved_page, pfn),
    SNAP(struct saved_page, bytes),
    SNAP_END,
};
static const struct snap_desc page_snap = {"page", 1, page_fields, NULL};

static bool page_is_zero(struct machine *machine, uint32_t pfn)
{
	static const uint8_t zeros[PHYS_PAGE_BYTES];
	const uint8_t *page = physmap_ram(machine->map) + (size_t)pfn * PHYS_PAGE_BYTES;

	return !memcmp(page, zeros, sizeof(zeros));
}

static void save_ram(struct machine *machine, struct snap_buf *buf)
{
	const uint8_t *ram = physmap_ram(machine->map);
	uint32_t pages = (uint32_t)(physmap_places(machine->map) >> PHYS_PAGE_SHIFT);
	struct saved_page page;

	for (uint32_t pfn = 0; pfn < pages; pfn++) {
		if (page_is_zero(machine, pfn))
			continue;
		page.pfn = pfn;
		memcpy(page.bytes, ram + (size_t)pfn * PHYS_PAGE_BYTES, sizeof(page.bytes));
		snap_save(buf, &page_snap, &page);
	}
	memset(&page, 0, sizeof(page));
	page.pfn = SNAPSHOT_END_PFN;
	snap_save(buf, &page_snap, &page);
}

void machine_save(struct machine *machine, struct snap_buf *buf)
{
	const struct saved_time time = {.ram_bytes = machine->config.ram_bytes,
					.other_ns = machine->time.other_ns,
					.turn_end = machine->turn_end,
					.ns_shift = machine->config.ns_shift,
					.cpus = machine->cpus,
					.current = machine->current};

	snap_save(buf, &time_snap, &time);
	for (unsigned n = 0; n < machine->cpus; n++)
		snap_save(buf, &cpu_snap, cpu_snap_state(machine->cpu[n]));
	board_save(machine, buf);
	save_ram(machine, buf);
}

static void clear_ram(struct machine *machine)
{
	static const uint8_t zeros[PHYS_PAGE_BYTES];
	uint32_t pages = (uint32_t)(physmap_places(machine->map) >> PHYS_PAGE_SHIFT);

	for (uint32_t pfn = 0; pfn < pages; pfn++)
		if (!page_is_zero(machine, pfn))
			physmap_restore(machine->map, (uint64_t)pfn << PHYS_PAGE_SHIFT, zeros);
}

static bool load_ram(struct machine *machine, struct snap_buf *buf, char *err, size_t err_bytes)
{
	uint32_t pages = (uint32_t)(physmap_places(machine->map) >> PHYS_PAGE_SHIFT);
	struct saved_page page;

	for (;;) {
		if (!snap_load(buf, &page_snap, &page, &machine->clock, err, err_bytes))
			return false;
		if (page.pfn == SNAPSHOT_END_PFN)
			return true;
		if (page.pfn >= pages) {
			snprintf(err, err_bytes, "snapshot: page %u is beyond memory", page.pfn);
			return false;
		}
		physmap_restore(machine->map, (uint64_t)page.pfn << PHYS_PAGE_SHIFT, page.bytes);
	}
}

static bool load_cpus(struct machine *machine, struct snap_buf *buf, char *err, size_t err_bytes)
{
	machine->others_insns = 0;
	for (unsigned n = 0; n < machine->cpus; n++) {
		if (!snap_load(buf, &cpu_snap, cpu_snap_state(machine->cpu[n]), &machine->clock,
			       err, err_bytes))
			return false;
		machine->others_insns += cpu_insns(machine->cpu[n]);
	}
	return true;
}

bool machine_load(struct machine *machine, struct snap_buf *buf, char *err, size_t err_bytes)
{
	struct saved_time time;

	if (!snap_load(buf, &time_snap, &time, &machine->clock, err, err_bytes))
		return false;
	if (time.ram_bytes != machine->config.ram_bytes ||
	    time.ns_shift != machine->config.ns_shift || time.cpus != machine->cpus ||
	    time.current >= time.cpus) {
		snprintf(err, err_bytes,
			 "snapshot: it is of a machine with other memory, clock or processors");
		return false;
	}
	if (!load_cpus(machine, buf, err, err_bytes))
		return false;
	machine->loads++;
	machine->current = time.current;
	machine->others_insns -= cpu_insns(machine->cpu[time.current]);
	machine->time.other_ns = time.other_ns;
	if (!board_load(machine, buf, err, err_bytes))
		return false;
	/* Afterwards: a line that goes up in a chip just loaded wakes a processor, and ends a turn.
	 */
	machine->turn_end = time.turn_end;
	clear_ram(machine);
	if (!load_ram(machine, buf, err, err_bytes))
		return false;
	runloop_jumped(machine);
	return true;
}
