/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dwarftypes: lookups through libdw.
 *
 * Units are indexed one after another until the name asked for has been seen:
 * a large kernel has thousands of them, and the first few hold what is wanted.
 */
#include "emu/debug/dwarftypes.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_DEPTH 16 /* of typedef chains and unnamed members */

struct named {
	const char *name; /* libdw's, lives as long as the Dwarf */
	Dwarf_Off die;
	int tag; /* DW_TAG_structure_type, _union_type, _enumeration_type or _typedef */
};

struct dwarftypes {
	Dwarf *dw;
	int fd;
	struct named *named; /* open hash by name and tag */
	size_t slots, used;
	Dwarf_Off next_unit;
	bool all_seen;
	char error[200];
};

__attribute__((format(printf, 2, 3))) static bool fail(struct dwarftypes *types, const char *format,
						       ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(types->error, sizeof(types->error), format, args);
	va_end(args);
	return false;
}

static size_t hash(const char *name, int tag)
{
	size_t h = 1469598103934665603ull ^ (size_t)tag;

	while (*name)
		h = (h ^ (unsigned char)*name++) * 1099511628211ull;
	return h ^ h >> 29;
}

static struct named *slot_of(struct named *named, size_t slots, const char *name, int tag)
{
	size_t i = hash(name, tag) & (slots - 1);

	while (named[i].name && (named[i].tag != tag || strcmp(named[i].name, name) != 0))
		i = (i + 1) & (slots - 1);
	return &named[i];
}

static bool grow(struct dwarftypes *types)
{
	size_t slots = types->slots ? types->slots * 2 : 4096;
	struct named *named = calloc(slots, sizeof(*named));

	if (!named)
		return false;
	for (size_t i = 0; i < types->slots; i++)
		if (types->named[i].name)
			*slot_of(named, slots, types->named[i].name, types->named[i].tag) =
			    types->named[i];
	free(types->named);
	types->named = named;
	types->slots = slots;
	return true;
}

static void remember(struct dwarftypes *types, Dwarf_Die *die)
{
	int tag = dwarf_tag(die);
	const char *name;

	if (tag != DW_TAG_structure_type && tag != DW_TAG_union_type &&
	    tag != DW_TAG_enumeration_type && tag != DW_TAG_typedef)
		return;
	name = dwarf_diename(die);
	if (!name || dwarf_hasattr(die, DW_AT_declaration))
		return;
	if (types->used * 2 >= types->slots && !grow(types))
		return;

	struct named *slot = slot_of(types->named, types->slots, name, tag);
	if (!slot->name) {
		*slot = (struct named){name, dwarf_dieoffset(die), tag};
		types->used++;
	}
}

/* Index the next compilation unit. False: there is none. */
static bool index_unit(struct dwarftypes *types)
{
	Dwarf_Off unit = types->next_unit;
	size_t header_bytes;
	Dwarf_Die cu, die;

	if (types->all_seen || dwarf_nextcu(types->dw, unit, &types->next_unit, &header_bytes, NULL,
					    NULL, NULL) != 0) {
		types->all_seen = true;
		return false;
	}
	if (!dwarf_offdie(types->dw, unit + header_bytes, &cu) || dwarf_child(&cu, &die) != 0)
		return true;
	do
		remember(types, &die);
	while (dwarf_siblingof(&die, &die) == 0);
	return true;
}

static bool find(struct dwarftypes *types, const char *name, int tag, Dwarf_Die *die)
{
	do {
		if (!types->slots)
			continue;
		const struct named *slot = slot_of(types->named, types->slots, name, tag);

		if (slot->name)
			return dwarf_offdie(types->dw, slot->die, die) != NULL;
	} while (index_unit(types));
	return false;
}

/* Follow typedefs, const and volatile to what the type really is. */
static bool strip(Dwarf_Die *die)
{
	Dwarf_Attribute attr;

	for (int depth = 0; depth < MAX_DEPTH; depth++) {
		switch (dwarf_tag(die)) {
		case DW_TAG_typedef:
		case DW_TAG_const_type:
		case DW_TAG_volatile_type:
		case DW_TAG_restrict_type:
		case DW_TAG_atomic_type:
			if (!dwarf_formref_die(dwarf_attr_integrate(die, DW_AT_type, &attr), die))
				return false;
			break;
		default:
			return true;
		}
	}
	return false;
}

static bool type_of(Dwarf_Die *die, Dwarf_Die *type)
{
	Dwarf_Attribute attr;

	return dwarf_formref_die(dwarf_attr_integrate(die, DW_AT_type, &attr), type) && strip(type);
}

static bool is_record(Dwarf_Die *die)
{
	int tag = dwarf_tag(die);

	return tag == DW_TAG_structure_type || tag == DW_TAG_union_type;
}

/* A typedef of a declaration ("typedef struct foo foo_t;") leads to the definition elsewhere. */
static bool define(struct dwarftypes *types, Dwarf_Die *die)
{
	const char *name = dwarf_diename(die);

	return !dwarf_hasattr(die, DW_AT_declaration) ||
	       (name && find(types, name, dwarf_tag(die), die));
}

static bool find_record(struct dwarftypes *types, const char *name, Dwarf_Die *die)
{
	if (find(types, name, DW_TAG_structure_type, die) ||
	    find(types, name, DW_TAG_union_type, die))
		return true;
	if (find(types, name, DW_TAG_typedef, die) && strip(die) && is_record(die) &&
	    define(types, die))
		return true;
	return fail(types, "no type \"%s\" in the debug information", name);
}

static uint32_t byte_size(Dwarf_Die *type)
{
	Dwarf_Word bytes = 0;

	return dwarf_aggregate_size(type, &bytes) == 0 ? (uint32_t)bytes : 0;
}

/* All elements of an array type, over all its dimensions; 0 for a flexible one. */
static uint32_t element_count(Dwarf_Die *array)
{
	uint32_t count = 1;
	Dwarf_Die range;

	if (dwarf_child(array, &range) != 0)
		return 0;
	do {
		Dwarf_Attribute attr;
		Dwarf_Word value;

		if (dwarf_tag(&range) != DW_TAG_subrange_type)
			continue;
		if (dwarf_formudata(dwarf_attr(&range, DW_AT_count, &attr), &value) == 0)
			count *= (uint32_t)value;
		else if (dwarf_formudata(dwarf_attr(&range, DW_AT_upper_bound, &attr), &value) == 0)
			count *= (uint32_t)value + 1;
		else
			count = 0;
	} while (dwarf_siblingof(&range, &range) == 0);
	return count;
}

static bool udata(Dwarf_Die *die, unsigned name, Dwarf_Word *value)
{
	Dwarf_Attribute attr;

	return dwarf_formudata(dwarf_attr(die, name, &attr), value) == 0;
}

/* Offset within the enclosing record; a bit-field's bit is counted from that byte. */
static void place(Dwarf_Die *member, uint32_t storage_bytes, struct dwarftypes_field *field)
{
	Dwarf_Word off = 0, bits = 0, bit = 0;

	udata(member, DW_AT_data_member_location, &off);
	if (udata(member, DW_AT_bit_size, &bits)) {
		if (udata(member, DW_AT_data_bit_offset, &bit)) {
			off += bit / 8;
			bit %= 8;
		} else if (udata(member, DW_AT_bit_offset, &bit)) {
			/* DWARF 2 and 3 count from the most significant bit of the storage unit. */
			bit = storage_bytes * 8 - bit - bits;
			off += bit / 8;
			bit %= 8;
		}
	}
	field->off += (uint32_t)off;
	field->bits = (uint8_t)bits;
	field->bit_off = (uint8_t)bit;
}

/* Find a member by name in a record or in its unnamed members; adds its offset to field. */
static bool find_member(Dwarf_Die *record, const char *name, size_t length, Dwarf_Die *type,
			struct dwarftypes_field *field, int depth)
{
	Dwarf_Die member;

	if (depth > MAX_DEPTH || dwarf_child(record, &member) != 0)
		return false;
	do {
		const char *its = dwarf_diename(&member);
		struct dwarftypes_field inner = *field;

		if (dwarf_tag(&member) != DW_TAG_member || !type_of(&member, type))
			continue;
		place(&member, byte_size(type), &inner);
		if (its && strlen(its) == length && !memcmp(its, name, length)) {
			*field = inner;
			return true;
		}
		if (!its && is_record(type) &&
		    find_member(type, name, length, type, &inner, depth + 1)) {
			*field = inner;
			return true;
		}
	} while (dwarf_siblingof(&member, &member) == 0);
	return false;
}

/* Fill in the sizes, and step into the element when an index or a dot follows. */
static bool measure(Dwarf_Die *type, const char **rest, struct dwarftypes_field *field)
{
	bool indexed = **rest == '[';
	unsigned long index = 0;

	field->bytes = byte_size(type);
	field->count = 1;
	field->stride = field->bytes;
	if (indexed) {
		char *end;

		index = strtoul(*rest + 1, &end, 10);
		if (*end != ']')
			return false;
		*rest = end + 1;
	}
	if (dwarf_tag(type) == DW_TAG_array_type) {
		Dwarf_Die element;

		if (!type_of(type, &element))
			return false;
		field->count = element_count(type);
		field->stride = byte_size(&element);
		if (indexed || **rest == '.') {
			if (field->count && index >= field->count)
				return false;
			field->off += (uint32_t)index * field->stride;
			field->bytes = field->stride;
			field->count = 1;
			*type = element;
		}
		return true;
	}
	return !indexed;
}

struct dwarftypes *dwarftypes_open(const char *path, char *err, size_t err_bytes)
{
	struct dwarftypes *types = calloc(1, sizeof(*types));

	if (!types) {
		snprintf(err, err_bytes, "%s: out of memory", path);
		return NULL;
	}
	types->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (types->fd < 0) {
		snprintf(err, err_bytes, "%s: %s", path, strerror(errno));
		dwarftypes_close(types);
		return NULL;
	}
	types->dw = dwarf_begin(types->fd, DWARF_C_READ);
	if (!types->dw) {
		snprintf(err, err_bytes, "%s: no debug information (%s)", path, dwarf_errmsg(-1));
		dwarftypes_close(types);
		return NULL;
	}
	return types;
}

void dwarftypes_close(struct dwarftypes *types)
{
	if (!types)
		return;
	if (types->dw)
		dwarf_end(types->dw);
	if (types->fd >= 0)
		close(types->fd);
	free(types->named);
	free(types);
}

bool dwarftypes_size(struct dwarftypes *types, const char *type, uint32_t *bytes)
{
	Dwarf_Die die;

	if (!find_record(types, type, &die))
		return false;
	*bytes = byte_size(&die);
	return true;
}

bool dwarftypes_member(struct dwarftypes *types, const char *type, const char *path,
		       struct dwarftypes_field *field)
{
	Dwarf_Die record;
	const char *part = path;

	memset(field, 0, sizeof(*field));
	if (!find_record(types, type, &record))
		return false;
	for (;;) {
		size_t length = strcspn(part, ".[");
		Dwarf_Die member;

		if (!is_record(&record) || !define(types, &record) ||
		    !find_member(&record, part, length, &member, field, 0))
			return fail(types, "no member \"%.*s\" of %s.%s", (int)length, part, type,
				    path);
		part += length;
		if (!measure(&member, &part, field))
			return fail(types, "bad array index in %s.%s", type, path);
		if (!*part)
			return true;
		if (*part++ != '.')
			return fail(types, "bad path %s.%s", type, path);
		record = member;
	}
}

static bool each_enumerator(Dwarf_Die *type, bool (*fn)(void *ctx, const char *name, int64_t value),
			    void *ctx)
{
	Dwarf_Die die;

	if (dwarf_child(type, &die) != 0)
		return false;
	do {
		Dwarf_Attribute attr;
		Dwarf_Sword value;
		const char *name = dwarf_diename(&die);

		if (dwarf_tag(&die) == DW_TAG_enumerator && name &&
		    dwarf_formsdata(dwarf_attr(&die, DW_AT_const_value, &attr), &value) == 0 &&
		    fn(ctx, name, value))
			return true;
	} while (dwarf_siblingof(&die, &die) == 0);
	return false;
}

struct wanted_enumerator {
	const char *name;
	int64_t value;
};

static bool is_wanted(void *ctx, const char *name, int64_t value)
{
	struct wanted_enumerator *wanted = ctx;

	if (strcmp(name, wanted->name) != 0)
		return false;
	wanted->value = value;
	return true;
}

/* Unnamed enums are not in the index: go through all units. */
static bool find_anywhere(struct dwarftypes *types, struct wanted_enumerator *wanted)
{
	Dwarf_Off unit = 0, next;
	size_t header_bytes;

	while (dwarf_nextcu(types->dw, unit, &next, &header_bytes, NULL, NULL, NULL) == 0) {
		Dwarf_Die cu, die;

		if (dwarf_offdie(types->dw, unit + header_bytes, &cu) &&
		    dwarf_child(&cu, &die) == 0) {
			do {
				if (dwarf_tag(&die) == DW_TAG_enumeration_type &&
				    each_enumerator(&die, is_wanted, wanted))
					return true;
			} while (dwarf_siblingof(&die, &die) == 0);
		}
		unit = next;
	}
	return false;
}

bool dwarftypes_enum(struct dwarftypes *types, const char *type, const char *name, int64_t *value)
{
	struct wanted_enumerator wanted = {.name = name};
	Dwarf_Die die;

	if (type ? find(types, type, DW_TAG_enumeration_type, &die) &&
		       each_enumerator(&die, is_wanted, &wanted)
		 : find_anywhere(types, &wanted)) {
		*value = wanted.value;
		return true;
	}
	return fail(types, "no enumerator \"%s\" in %s%s", name, type ? "enum " : "any enum",
		    type ? type : "");
}

struct each {
	void (*fn)(void *ctx, const char *name, int64_t value);
	void *ctx;
};

static bool pass_on(void *ctx, const char *name, int64_t value)
{
	struct each *each = ctx;

	each->fn(each->ctx, name, value);
	return false;
}

bool dwarftypes_enum_each(struct dwarftypes *types, const char *type,
			  void (*fn)(void *ctx, const char *name, int64_t value), void *ctx)
{
	struct each each = {fn, ctx};
	Dwarf_Die die;

	if (!find(types, type, DW_TAG_enumeration_type, &die))
		return fail(types, "no enum \"%s\" in the debug information", type);
	each_enumerator(&die, pass_on, &each);
	return true;
}

/* The unit that covers la: by .debug_aranges, or, without it, by asking each. */
static bool unit_of(struct dwarftypes *types, uint32_t la, Dwarf_Die *cu)
{
	Dwarf_Off unit = 0, next;
	size_t header_bytes;

	if (dwarf_addrdie(types->dw, la, cu))
		return true;
	while (dwarf_nextcu(types->dw, unit, &next, &header_bytes, NULL, NULL, NULL) == 0) {
		if (dwarf_offdie(types->dw, unit + header_bytes, cu) && dwarf_haspc(cu, la) == 1)
			return true;
		unit = next;
	}
	return false;
}

bool dwarftypes_line(struct dwarftypes *types, uint32_t la, char *buf, size_t bytes)
{
	Dwarf_Die cu;
	Dwarf_Line *line = unit_of(types, la, &cu) ? dwarf_getsrc_die(&cu, la) : NULL;
	const char *file = line ? dwarf_linesrc(line, NULL, NULL) : NULL;
	int number = 0;

	if (!file || dwarf_lineno(line, &number) != 0)
		return fail(types, "no source line for 0x%08x", la);

	/* Sources are named relative to where they were compiled. */
	Dwarf_Attribute attr;
	const char *dir = dwarf_formstring(dwarf_attr(&cu, DW_AT_comp_dir, &attr));
	size_t dir_length = dir ? strlen(dir) : 0;

	if (dir_length && !strncmp(file, dir, dir_length) && file[dir_length] == '/')
		file += dir_length + 1;
	while (!strncmp(file, "./", 2))
		file += 2;
	snprintf(buf, bytes, "%s:%d", file, number);
	return true;
}

const char *dwarftypes_error(const struct dwarftypes *types)
{
	return types->error;
}
