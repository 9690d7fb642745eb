/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_held: memory that a module's code asked for and has not given back.
 *
 * 1. Purpose. What a module leaks is lost until reboot, and nobody can tell whose it was
 *    once the module is gone. So it is named at that moment.
 *
 * 2. Structures. The caller's address is kept by the page allocator in page->index, and
 *    by vmalloc in the area. For objects of slabs there is a table of notes, filled only by
 *    callers at or above held_lowest, where modules are; an open hash by the address:
 *
 *	notes[hash(object)] -> { object, caller, bytes, what }, the next free one if it is taken
 *
 *    It doubles when three quarters are taken.
 *
 * 3. Invariants. From an object's hash to its note there is no free place. held_noted
 *    counts the notes; when it is 0, freeing costs one comparison.
 *
 * 4. Locking and context. held_lock, interrupts off; notes in any context. Reports in
 *    process context.
 *
 * 5. Failure. No memory for a larger table: further objects are not noted, and the report
 *    says so.
 */
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/misuse.h>
#include <linux/mm.h>
#include <linux/module_held.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "internal.h"

#define FIRST_ORDER  8 /* 256 notes */
#define MOST_ORDER   17
#define MOST_SHOWN   8
#define MOST_WATCHED 128

struct note {
	const void *object;
	unsigned long caller;
	size_t bytes;
	const char *what;
};

struct range {
	unsigned long start, end;
};

unsigned long held_lowest = ~0ul;
unsigned int held_noted;

static DEFINE_SPINLOCK(held_lock);
static struct note *notes;
static unsigned int notes_order;
static bool notes_lost; /* there was no room for one */
static struct range watched[MOST_WATCHED];

static bool in_range(unsigned long addr, const struct range *r)
{
	return addr >= r->start && addr < r->end;
}

/* ---- the table; all with held_lock held ---- */

static unsigned int next_place(unsigned int place)
{
	return (place + 1) & ((1u << notes_order) - 1);
}

static struct note *find(const void *object)
{
	unsigned int place;

	if (!notes)
		return NULL;
	for (place = hash_ptr(object, notes_order); notes[place].object; place = next_place(place))
		if (notes[place].object == object)
			return &notes[place];
	return NULL;
}

static void put(struct note note)
{
	unsigned int place = hash_ptr(note.object, notes_order);

	while (notes[place].object)
		place = next_place(place);
	notes[place] = note;
	held_noted++;
}

/* Those behind it that were displaced must be found still, so they are put anew. */
static void take_out(struct note *note)
{
	unsigned int place = note - notes;

	note->object = NULL;
	held_noted--;
	for (place = next_place(place); notes[place].object; place = next_place(place)) {
		struct note moved = notes[place];

		notes[place].object = NULL;
		held_noted--;
		put(moved);
	}
}

static void move_to(struct note *table, unsigned int order)
{
	struct note *old = notes;
	unsigned int i, size = old ? 1u << notes_order : 0;

	notes = table;
	notes_order = order;
	held_noted = 0;
	for (i = 0; i < size; i++)
		if (old[i].object)
			put(old[i]);
}

/* With the lock held, and again on return; in between not. */
static void grow(unsigned long *flags)
{
	unsigned int order = notes ? notes_order + 1 : FIRST_ORDER;
	struct note *table = NULL, *old;

	spin_unlock_irqrestore(&held_lock, *flags);
	if (order <= MOST_ORDER)
		table = kzalloc(sizeof(*table) << order, GFP_NOWAIT | __GFP_NOWARN);
	spin_lock_irqsave(&held_lock, *flags);
	if (table && (!notes || order > notes_order)) {
		old = notes;
		move_to(table, order);
		table = old;
	}
	spin_unlock_irqrestore(&held_lock, *flags);
	kfree(table);
	spin_lock_irqsave(&held_lock, *flags);
}

static bool is_watched(unsigned long caller)
{
	unsigned int i;

	for (i = 0; i < MOST_WATCHED; i++)
		if (in_range(caller, &watched[i]))
			return true;
	return false;
}

void held_note(const void *object, size_t bytes, unsigned long caller, const char *what)
{
	unsigned long flags;

	if (!object)
		return;
	spin_lock_irqsave(&held_lock, flags);
	if (is_watched(caller) && !find(object)) { /* a page may be mapped twice by kmap() */
		if (!notes || held_noted >= (3u << notes_order) / 4)
			grow(&flags);
		if (notes && held_noted < (1u << notes_order) - 1)
			put((struct note){object, caller, bytes, what ?: "an object got"});
		else
			notes_lost = true;
	}
	spin_unlock_irqrestore(&held_lock, flags);
}

void held_forget(const void *object)
{
	unsigned long flags;
	struct note *note;

	spin_lock_irqsave(&held_lock, flags);
	note = find(object);
	if (note)
		take_out(note);
	spin_unlock_irqrestore(&held_lock, flags);
}

unsigned long held_caller(const void *object)
{
	const struct note *note;
	unsigned long flags, caller;

	spin_lock_irqsave(&held_lock, flags);
	note = find(object);
	caller = note ? note->caller : 0;
	spin_unlock_irqrestore(&held_lock, flags);
	return caller;
}

/* ---- which code is watched ---- */

static void find_lowest(void)
{
	unsigned int i;

	held_lowest = ~0ul;
	for (i = 0; i < MOST_WATCHED; i++)
		if (watched[i].end && watched[i].start < held_lowest)
			held_lowest = watched[i].start;
}

void held_watch(const void *start, size_t bytes)
{
	unsigned long flags;
	unsigned int i;

	if (!bytes)
		return;
	spin_lock_irqsave(&held_lock, flags);
	for (i = 0; i < MOST_WATCHED && watched[i].end; i++)
		;
	if (i < MOST_WATCHED)
		watched[i] = (struct range){(unsigned long)start, (unsigned long)start + bytes};
	else
		notes_lost = true;
	find_lowest();
	spin_unlock_irqrestore(&held_lock, flags);
}

static void forget_all(const struct range *r)
{
	unsigned int i = 0;

	while (notes && i < 1u << notes_order) {
		if (notes[i].object && in_range(notes[i].caller, r))
			take_out(&notes[i]); /* another one may have moved here */
		else
			i++;
	}
}

void held_unwatch(const void *start, size_t bytes)
{
	struct range r = {(unsigned long)start, (unsigned long)start + bytes};
	struct note *unused = NULL;
	unsigned long flags;
	unsigned int i;

	spin_lock_irqsave(&held_lock, flags);
	for (i = 0; i < MOST_WATCHED; i++)
		if (watched[i].start == r.start && watched[i].end)
			watched[i] = (struct range){0};
	forget_all(&r);
	find_lowest();
	if (held_lowest == ~0ul) {
		swap(unused, notes);
		notes_lost = false;
	}
	spin_unlock_irqrestore(&held_lock, flags);
	kfree(unused);
}

/* ---- what it holds ---- */

/* False: free, or page->index is something else's. *order: how far it is to the next block. */
static bool block_caller(const struct page *page, unsigned int *order, unsigned long *caller)
{
	*order = 0;
	if (PageBuddy(page))
		*order = page->private;
	if (!page_ref_count(page) || PageBuddy(page) || PageReserved(page) || PagePcp(page) ||
	    PageSlab(page) || PageLRU(page) || PageTable(page) || page->mapping)
		return false;
	*order = (page->flags & PAGE_ORDER_MASK) >> PAGE_ORDER_SHIFT;
	*caller = page->index;
	return true;
}

static bool objects_from(const struct range *r)
{
	unsigned long flags;
	bool is = false;
	unsigned int i;

	spin_lock_irqsave(&held_lock, flags);
	for (i = 0; notes && !is && i < 1u << notes_order; i++)
		is = notes[i].object && in_range(notes[i].caller, r);
	spin_unlock_irqrestore(&held_lock, flags);
	return is;
}

static bool areas_from(const struct range *r)
{
	const struct vm_struct *area;

	vmlist_read_lock();
	for (area = vmlist; area; area = area->next)
		if (!(area->flags & VM_LAZY) && in_range((unsigned long)area->caller, r))
			break;
	vmlist_read_unlock();
	return area;
}

static bool pages_from(const struct range *r)
{
	unsigned long pfn, caller;
	unsigned int order;

	for (pfn = 0; pfn < max_pfn; pfn += 1ul << order)
		if (block_caller(pfn_to_page(pfn), &order, &caller) && in_range(caller, r))
			return true;
	return false;
}

void held_disown(const void *start, size_t bytes)
{
	struct range r = {(unsigned long)start, (unsigned long)start + bytes};
	struct vm_struct *area;
	unsigned long pfn, caller;
	unsigned int order;

	vmlist_read_lock();
	for (area = vmlist; area; area = area->next)
		if (in_range((unsigned long)area->caller, &r))
			area->caller = NULL;
	vmlist_read_unlock();
	for (pfn = 0; pfn < max_pfn; pfn += 1ul << order)
		if (block_caller(pfn_to_page(pfn), &order, &caller) && in_range(caller, &r))
			pfn_to_page(pfn)->index = 0;
	held_unwatch(start, bytes);
}

bool held_by(const void *start, size_t bytes)
{
	struct range r = {(unsigned long)start, (unsigned long)start + bytes};

	return objects_from(&r) || areas_from(&r) || pages_from(&r);
}

/* ---- the report ---- */

struct report {
	const char *owner;
	struct range ranges[2];
	unsigned int found;
	size_t bytes;
};

static bool is_owners(const struct report *report, unsigned long caller)
{
	return in_range(caller, &report->ranges[0]) || in_range(caller, &report->ranges[1]);
}

static void found(struct report *report, const char *what, const void *where, size_t bytes,
		  unsigned long caller)
{
	report->bytes += bytes;
	if (report->found++ >= MOST_SHOWN)
		return;
	misuse_told(report->owner, caller, "leaks %zu bytes at %px, %s", bytes, where, what);
}

/* A copy at a time: printing takes long. */
static void find_objects(struct report *report)
{
	struct note note;
	unsigned long flags;
	unsigned int i;

	for (i = 0;; i++) {
		spin_lock_irqsave(&held_lock, flags);
		if (!notes || i >= 1u << notes_order) {
			spin_unlock_irqrestore(&held_lock, flags);
			return;
		}
		note = notes[i];
		spin_unlock_irqrestore(&held_lock, flags);
		if (note.object && is_owners(report, note.caller))
			found(report, note.what, note.object, note.bytes, note.caller);
	}
}

static void find_areas(struct report *report)
{
	const struct vm_struct *area;
	unsigned long after = 0;

	do {
		struct vm_struct copy;

		vmlist_read_lock();
		for (area = vmlist; area; area = area->next)
			if ((unsigned long)area->addr > after && !(area->flags & VM_LAZY) &&
			    is_owners(report, (unsigned long)area->caller))
				break;
		if (area)
			copy = *area;
		vmlist_read_unlock();
		if (area) {
			after = (unsigned long)copy.addr;
			found(report,
			      copy.flags & VM_IOREMAP ? "an ioremap() not undone"
			      : copy.flags & VM_MAP   ? "a vmap() not undone"
						      : "a vmalloc area got",
			      copy.addr, copy.size - PAGE_SIZE, (unsigned long)copy.caller);
		}
	} while (area);
}

/* Pages of areas have been told of as such: they lead to the area. */
static void find_pages(struct report *report)
{
	unsigned long pfn, caller;
	unsigned int order;
	struct page *page;

	for (pfn = 0; pfn < max_pfn; pfn += 1ul << order) {
		page = pfn_to_page(pfn);
		if (!block_caller(page, &order, &caller) || !is_owners(report, caller))
			continue;
		found(report, "pages got", PageHighMem(page) ? (void *)page : page_address(page),
		      PAGE_SIZE << order, caller);
	}
}

size_t held_report(const char *owner, const void *core, size_t core_bytes, const void *init,
		   size_t init_bytes)
{
	struct report report = {
	    .owner = owner,
	    .ranges = {{(unsigned long)core, (unsigned long)core + core_bytes},
		       {(unsigned long)init, (unsigned long)init + init_bytes}},
	};

	find_objects(&report);
	find_areas(&report);
	find_pages(&report);
	if (report.found)
		pr_warn("%s: %u allocations, %zu bytes in all, were not given back%s\n", owner,
			report.found, report.bytes, notes_lost ? "; there may be more" : "");
	return report.bytes;
}
