/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * introspect_tasks: whose a frame is, among the guest's programs: whose page tables show it.
 * What several show is the first one's, so that all programs together have no more frames
 * than there are. What a program has in swap is no frame, but the kernel counts it.
 */
#include "emu/debug/introspect_inner.h"

#include "emu/machine.h"

#define TASKS_SEEN  4096 /* of the guest's list */
#define TABLES_MOST 1024 /* page tables, at one look */
#define PID_MAX	    0x40000000
#define ENTRIES	    1024u
#define PRESENT	    1u
#define LARGE	    0x80u
#define WRITABLE    0x02u
#define ACCESSED    0x20u
#define DIRTY	    0x40u

/* ---- where things are ---- */

static bool offset(struct introspect *in, const char *type, const char *member, uint32_t *off)
{
	struct dwarftypes_field field;

	if (!dwarftypes_member(in->types, type, member, &field) || field.bytes < 4)
		return false;
	*off = field.off;
	return true;
}

/* A kernel without programs is worth looking at, too. */
void introspect_find_tasks(struct introspect *in)
{
	const struct symbol *init = symbols_find(in->syms, "init_task");
	struct task_layout *at = &in->at.task;

	if (init && offset(in, "task_struct", "tasks", &at->tasks) &&
	    offset(in, "task_struct", "mm", &at->mm) &&
	    offset(in, "task_struct", "pid", &at->pid) &&
	    offset(in, "task_struct", "comm", &at->comm) &&
	    offset(in, "mm_struct", "pgd", &at->pgd) &&
	    offset(in, "mm_struct", "rss_stat[2]", &at->swapents)) /* MM_SWAPENTS */
		at->init_task = init->la;
	/* what a frame is part of is a help, no need */
	if (!offset(in, "mm_struct", "start_code", &at->code) ||
	    !offset(in, "mm_struct", "end_data", &at->code_end) ||
	    !offset(in, "mm_struct", "start_brk", &at->heap) ||
	    !offset(in, "mm_struct", "brk", &at->heap_end) ||
	    !offset(in, "mm_struct", "start_stack", &at->stack))
		at->code = 0;
}

/* ---- on the machine's thread ---- */

static void read_table(struct introspect *in, const uint8_t *ram, uint32_t table, uint32_t la,
		       uint8_t task)
{
	for (uint32_t i = 0; i < ENTRIES; i++) {
		uint32_t entry = get32(ram + table, 4 * i), pfn = entry >> PHYS_PAGE_SHIFT;

		if (!(entry & PRESENT) || pfn >= in->frames || in->whose[pfn])
			continue;
		in->whose[pfn] = task;
		in->seen_at[pfn] = (la + (i << PHYS_PAGE_SHIFT)) | (entry & (PHYS_PAGE_BYTES - 1));
	}
}

/* The part of the address space that is not the kernel's. */
static void read_tables(struct introspect *in, struct physmap *map, uint32_t mm, uint8_t task,
			unsigned *tables)
{
	uint32_t pgd = introspect_peek32(in, map, mm + in->at.task.pgd), entry, table;
	uint64_t ram = physmap_ram_bytes(map);

	for (uint32_t i = 0; pgd && i < in->at.direct_off >> 22 && *tables; i++) {
		entry = introspect_peek32(in, map, pgd + 4 * i);
		table = entry & ~(uint32_t)(PHYS_PAGE_BYTES - 1);
		if ((entry & (PRESENT | LARGE)) != PRESENT || table + PHYS_PAGE_BYTES > ram)
			continue;
		read_table(in, physmap_ram(map), table, i << 22, task);
		--*tables;
	}
}

static void read_bounds(struct introspect *in, struct physmap *map, struct introspect_task *task)
{
	const struct task_layout *at = &in->at.task;

	if (!at->code)
		return;
	task->code = introspect_peek32(in, map, task->mm + at->code);
	task->code_end = introspect_peek32(in, map, task->mm + at->code_end);
	task->heap = introspect_peek32(in, map, task->mm + at->heap);
	task->heap_end = introspect_peek32(in, map, task->mm + at->heap_end);
	task->stack = introspect_peek32(in, map, task->mm + at->stack);
}

static bool known_mm(const struct introspect *in, uint32_t mm)
{
	for (unsigned i = 0; i < in->tasks; i++)
		if (in->task[i].mm == mm)
			return true;
	return false;
}

void introspect_copy_tasks(struct introspect *in, struct physmap *map)
{
	const struct task_layout *at = &in->at.task;
	uint32_t la = at->init_task, mm, pid;
	unsigned tables = TABLES_MOST;

	in->tasks = 0;
	memset(in->whose, 0, in->frames);
	for (int seen = 0; la && seen < TASKS_SEEN && in->tasks < INTROSPECT_TASKS; seen++) {
		mm = introspect_peek32(in, map, la + at->mm);
		pid = introspect_peek32(in, map, la + at->pid);
		if (mm && pid < PID_MAX && !known_mm(in, mm)) {
			struct introspect_task *task = &in->task[in->tasks++];

			memset(task, 0, sizeof(*task));
			task->mm = mm;
			task->pid = pid;
			task->swap = introspect_peek32(in, map, mm + at->swapents);
			read_bounds(in, map, task);
			introspect_peek_name(in, map, la + at->comm, task->comm,
					     sizeof(task->comm));
			read_tables(in, map, mm, (uint8_t)in->tasks, &tables);
		}
		la = introspect_peek32(in, map, la + at->tasks);
		if (!la || la - at->tasks == at->init_task)
			break;
		la -= at->tasks;
	}
}

/* ---- the onlooker's side ---- */

void introspect_count_tasks(struct introspect *in)
{
	if (!in->tasks)
		return;
	for (uint32_t pfn = 0; pfn < in->raw_frames; pfn++) {
		uint8_t class = in->state.class[pfn];
		struct introspect_task *task;

		if (!in->whose[pfn])
			continue;
		task = &in->task[in->whose[pfn] - 1];
		task->anon += class == FRAME_ANON || class == FRAME_SWAP;
		task->file += class == FRAME_CACHE;
	}
}

const struct introspect_task *introspect_task_of(const struct introspect *in, uint32_t pfn)
{
	if (!in->state.guest || pfn >= in->raw_frames || !in->whose[pfn] ||
	    in->whose[pfn] > in->state.tasks)
		return NULL;
	return &in->state.task[in->whose[pfn] - 1];
}

/* Above the stack's start are arguments and environment; below it grows, by megabytes at most. */
#define STACK_BYTES (8u << 20)

static const char *part_of(const struct introspect_task *task, uint32_t la)
{
	uint32_t page = ~(uint32_t)(PHYS_PAGE_BYTES - 1);

	if (!task->code)
		return "mapping";
	if (la >= (task->code & page) && la < task->code_end)
		return "program";
	if (la >= (task->heap & page) && la < task->heap_end)
		return "heap";
	return la > task->stack - STACK_BYTES ? "stack" : "mapping";
}

bool introspect_mapping_of(const struct introspect *in, uint32_t pfn,
			   struct introspect_mapping *mapping)
{
	const struct introspect_task *task = introspect_task_of(in, pfn);
	uint32_t seen = task ? in->seen_at[pfn] : 0;

	if (!task)
		return false;
	mapping->la = seen & ~(uint32_t)(PHYS_PAGE_BYTES - 1);
	mapping->writable = seen & WRITABLE;
	mapping->dirty = seen & DIRTY;
	mapping->accessed = seen & ACCESSED;
	mapping->part = part_of(task, mapping->la);
	return true;
}
