/* SPDX-License-Identifier: GPL-2.0-only */
/* model_details: what is known of the frame under the cursor, in words. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "emu/panel/model.h"

__attribute__((format(printf, 3, 4))) static void tell(struct model *model, const char *label,
						       const char *format, ...)
{
	struct detail *detail = &model->detail[model->details];
	va_list args;

	if (model->details == MODEL_DETAILS)
		return;
	snprintf(detail->label, sizeof(detail->label), "%s", label);
	va_start(args, format);
	vsnprintf(detail->value, sizeof(detail->value), format, args);
	va_end(args);
	model->details++;
}

static bool module_site(const struct model *model, struct modules_spot *spot, char *name,
			size_t name_bytes, char *line, size_t line_bytes)
{
	snprintf(name, name_bytes, "%s%s+0x%x [%s]", spot->function, spot->function[0] ? "" : "?",
		 spot->off, spot->module);
	spot->off -= spot->off > 0;
	if (!model->files || !modulefile_line(model->files, spot, line, line_bytes))
		line[0] = '\0';
	return true;
}

bool model_site(const struct model *model, uint32_t la, char *name, size_t name_bytes, char *line,
		size_t line_bytes)
{
	const struct symbols *syms = introspect_symbols(model->in);
	struct modules_spot spot;
	uint32_t off;

	if (modules_at(model->modules, la, &spot))
		return module_site(model, &spot, name, name_bytes, line, line_bytes);
	if (!la || !syms || !symbols_at(syms, la, &off))
		return false;
	symbols_format(syms, la, name, name_bytes);
	/* a return address belongs to the call before it */
	if (!dwarftypes_line(introspect_types(model->in), la - 1, line, line_bytes))
		line[0] = '\0';
	return true;
}

static void tell_site(struct model *model, const char *label, uint32_t la)
{
	char name[120], line[80];

	if (!model_site(model, la, name, sizeof(name), line, sizeof(line)))
		return;
	tell(model, label, "%s", name);
	if (line[0])
		tell(model, "", "%s", line);
}

static void tell_flags(struct model *model, const struct introspect_page *page)
{
	char names[112] = "";
	size_t used = 0;

	/* bits without a name hold numbers: the zone's and the like */
	for (unsigned bit = 0; bit < 32; bit++) {
		const char *name = introspect_flag_name(model->in, bit);

		if (!name || !(page->flags >> bit & 1))
			continue;
		used += (size_t)snprintf(names + used, sizeof(names) - used, "%s%s",
					 used ? " " : "", name ? name : "?");
		if (used >= sizeof(names))
			break;
	}
	tell(model, "flags", "%s", names[0] ? names : "none");
}

static void tell_machine(struct model *model, uint8_t bits)
{
	char names[80];

	snprintf(names, sizeof(names), "%s%s%s%s%s", bits & PAGE_READ ? "read " : "",
		 bits & PAGE_WRITTEN ? "written " : "", bits & PAGE_EXECUTED ? "executed " : "",
		 bits & PAGE_TABLE ? "walked " : "", bits & PAGE_DMA ? "DMA" : "");
	tell(model, "CPU has", "%s", names[0] ? names : "never touched it");
}

static void tell_mapping(struct model *model, uint32_t pfn)
{
	static const char *const kinds[FRAME_CLASSES] = {[FRAME_ANON] = "anonymous",
							 [FRAME_SWAP] = "anonymous, in swap too",
							 [FRAME_CACHE] = "of a file"};
	const char *kind = kinds[model->state->class[pfn]];
	struct introspect_mapping mapping;

	if (!introspect_mapping_of(model->in, pfn, &mapping))
		return;
	tell(model, "seen at", "0x%08x: %s", mapping.la, mapping.part);
	tell(model, "mapping", "%s%s%s%s%s", kind ? kind : "", kind ? ", " : "",
	     mapping.writable ? "writable" : "read-only", mapping.dirty ? ", dirty" : "",
	     mapping.accessed ? ", accessed" : "");
}

static void tell_owner(struct model *model, uint32_t pfn, const struct introspect_page *page)
{
	const struct introspect_cache *cache = introspect_cache_of(model->in, pfn);
	const struct introspect_area *area = introspect_area_of(model->in, pfn);
	const struct introspect_task *task = introspect_task_of(model->in, pfn);
	struct introspect_page head;
	struct modules_spot spot;
	char size[24];

	if (cache) {
		tell(model, "cache", "%s", cache->name);
		if (introspect_page(model->in, page->head, &head))
			tell(model, "this slab", "%u of %u objects of %u bytes", head.inuse,
			     cache->per_slab, cache->object_bytes);
	} else if (area) {
		if (modules_at(model->modules, area->addr, &spot))
			tell(model, "module", "%s", spot.module);
		tell(model, "area", "0x%08x, %s", area->addr,
		     model_bytes(area->bytes, size, sizeof(size)));
		tell_site(model, "caller", area->caller);
	} else if (task) {
		tell(model, "program", "%s, process %u", task->comm, task->pid);
		tell_mapping(model, pfn);
	} else if (page->refcount && (int32_t)page->refcount > 0) {
		tell_site(model, "caller", page->index);
	}
}

static void tell_block(struct model *model, uint32_t pfn, const struct introspect_page *page)
{
	uint32_t buddy;

	if (page->order < 0)
		return;
	tell(model, "order", "%d: frames %u to %u", page->order, page->head,
	     page->head + (1u << page->order) - 1);
	if (model->state->class[pfn] >= FRAME_FREE + INTROSPECT_ORDERS)
		return;
	buddy = page->head ^ 1u << page->order;
	if (buddy < model->state->frames && page->order < INTROSPECT_ORDERS - 1)
		tell(model, "buddy", "frame %u: %s", buddy,
		     frame_class_name(model->state->class[buddy]));
}

static void tell_neighbours(struct model *model, uint32_t pfn)
{
	const uint8_t *class = model->state->class;

	tell(model, "before", "%s", pfn ? frame_class_name(class[pfn - 1]) : "-");
	tell(model, "after", "%s",
	     pfn + 1 < model->state->frames ? frame_class_name(class[pfn + 1]) : "-");
}

void model_describe(struct model *model)
{
	struct introspect_page page;
	uint32_t pfn = model->cursor, la;
	bool known;

	model->details = 0;
	if (!model->in || pfn == NO_FRAME || pfn >= model->state->frames)
		return;
	known = introspect_page(model->in, pfn, &page);
	tell(model, "frame", "%u (0x%x)", pfn, pfn);
	tell(model, "use", "%s", frame_class_name(model->state->class[pfn]));
	tell(model, "physical", "0x%08x", pfn << PHYS_PAGE_SHIFT);
	if (model->state->guest && introspect_page_address(model->in, pfn, &la))
		tell(model, "kernel sees", "0x%08x", la);
	else if (model->state->guest)
		tell(model, "kernel sees", "no address");
	if (known) {
		tell(model, "zone", "%s", model->state->zone[page.zone].name);
		tell_owner(model, pfn, &page);
		tell_block(model, pfn, &page);
		tell_flags(model, &page);
		tell(model, "refcount", "%d", (int)page.refcount);
	}
	tell_neighbours(model, pfn);
	tell_machine(model, page.machine_bits);
	if (model->why[0])
		tell(model, "selected", "%s", model->why);
	if (model->selected > 1)
		tell(model, "", "%u frames selected", model->selected);
}
