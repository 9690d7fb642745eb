/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * introspect_tasks: whose a frame is, among the guest's programs.
 *
 * A page says of itself only what it belongs to: a list of areas (anonymous memory), or a
 * file's address space. The areas of each program say the same; so a table of both ways
 * round leads from a page to the first program that has it. What is shared counts once.
 */
#include <stdlib.h>

#include "emu/debug/introspect_inner.h"

#include "emu/machine.h"

#define TASKS_SEEN 4096 /* of the guest's list */
#define AREAS_SEEN 512	/* of one program */
#define ANON	   1u	/* page->mapping leads to an anon_vma */
#define PID_MAX	   0x40000000

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
	    offset(in, "mm_struct", "mmap", &at->mmap) &&
	    offset(in, "vm_area_struct", "vm_next", &at->vm_next) &&
	    offset(in, "vm_area_struct", "anon_vma", &at->anon_vma) &&
	    offset(in, "vm_area_struct", "vm_file", &at->vm_file) &&
	    offset(in, "file", "f_mapping", &at->f_mapping))
		at->init_task = init->la;
}

/* ---- on the machine's thread ---- */

static void note_owner(struct introspect *in, uint32_t key, unsigned task)
{
	if (key && in->owners < INTROSPECT_OWNERS)
		in->owner[in->owners++] = (struct owner){key, task};
}

static void read_vmas(struct introspect *in, struct physmap *map, uint32_t mm, unsigned task)
{
	const struct task_layout *at = &in->at.task;
	uint32_t vma = introspect_peek32(in, map, mm + at->mmap), file;

	for (int seen = 0; vma && seen < AREAS_SEEN; seen++) {
		note_owner(in, introspect_peek32(in, map, vma + at->anon_vma), task);
		file = introspect_peek32(in, map, vma + at->vm_file);
		if (file)
			note_owner(in, introspect_peek32(in, map, file + at->f_mapping), task);
		vma = introspect_peek32(in, map, vma + at->vm_next);
	}
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

	in->tasks = in->owners = 0;
	for (int seen = 0; la && seen < TASKS_SEEN && in->tasks < INTROSPECT_TASKS; seen++) {
		mm = introspect_peek32(in, map, la + at->mm);
		pid = introspect_peek32(in, map, la + at->pid);
		if (mm && pid < PID_MAX && !known_mm(in, mm)) {
			struct introspect_task *task = &in->task[in->tasks];

			memset(task, 0, sizeof(*task));
			task->mm = mm;
			task->pid = pid;
			introspect_peek_name(in, map, la + at->comm, task->comm,
					     sizeof(task->comm));
			read_vmas(in, map, mm, in->tasks++);
		}
		la = introspect_peek32(in, map, la + at->tasks);
		if (!la || la - at->tasks == at->init_task)
			break;
		la -= at->tasks;
	}
}

/* ---- the onlooker's side ---- */

/* By key, and of equal ones the task that was seen first. */
static int compare(const void *a, const void *b)
{
	const struct owner *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->task < y->task ? -1 : x->task > y->task;
}

static int task_of(const struct introspect *in, uint32_t pfn)
{
	uint32_t key = get32(raw_page(in, pfn), in->at.page.owner) & ~ANON;
	unsigned low = 0, high = in->owners, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (in->owner[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return key && low < in->owners && in->owner[low].key == key ? (int)in->owner[low].task : -1;
}

static bool has_owner(uint8_t class)
{
	return class == FRAME_ANON || class == FRAME_SWAP || class == FRAME_CACHE;
}

void introspect_count_tasks(struct introspect *in)
{
	int task;

	if (!in->tasks)
		return;
	qsort(in->owner, in->owners, sizeof(in->owner[0]), compare);
	for (uint32_t pfn = 0; pfn < in->raw_frames; pfn++) {
		uint8_t class = in->state.class[pfn];

		if (!has_owner(class) || (task = task_of(in, pfn)) < 0)
			continue;
		if (class == FRAME_CACHE)
			in->task[task].file++;
		else
			in->task[task].anon++;
		in->task[task].swap += class == FRAME_SWAP;
	}
}

const struct introspect_task *introspect_task_of(const struct introspect *in, uint32_t pfn)
{
	int task;

	if (!in->state.guest || pfn >= in->raw_frames || !has_owner(in->state.class[pfn]))
		return NULL;
	task = task_of(in, pfn);
	return task >= 0 && (unsigned)task < in->state.tasks ? &in->state.task[task] : NULL;
}
