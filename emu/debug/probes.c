/* SPDX-License-Identifier: GPL-2.0-only */
/* probes: the .note.stapsdt notes (systemtap's "UserSpaceProbeImplementation", version 3). */
#include "emu/debug/probes.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOTE_TYPE_SDT 3
#define ADDRESS_BYTES 4 /* three of them open the note: pc, base, semaphore */

struct probes {
	struct probe *probe;
	size_t count, room;
	char *text; /* a copy of the section, into which the names point */
};

/* ---- operands, as gcc writes them in AT&T syntax ---- */

struct cursor {
	const char *at, *end;
};

static bool take(struct cursor *c, char wanted)
{
	if (c->at == c->end || *c->at != wanted)
		return false;
	c->at++;
	return true;
}

static bool take_register(struct cursor *c, char name[8])
{
	size_t length = 0;

	if (!take(c, '%'))
		return false;
	while (c->at < c->end && isalnum((unsigned char)*c->at) && length < 7)
		name[length++] = *c->at++;
	name[length] = 0;
	return length > 0;
}

static bool is_name_char(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '$';
}

/* One number or symbol. */
static bool take_term(struct cursor *c, const struct symbols *syms, int64_t *value)
{
	char word[256];
	size_t length = 0;
	const struct symbol *sym;

	while (c->at < c->end && is_name_char(*c->at) && length < sizeof(word) - 1)
		word[length++] = *c->at++;
	word[length] = 0;
	if (isdigit((unsigned char)word[0])) {
		char *end;

		*value = (int64_t)strtoull(word, &end, 0);
		return !*end;
	}
	sym = length && syms ? symbols_find(syms, word) : NULL;
	if (sym)
		*value = sym->la;
	return sym != NULL;
}

/* A sum of numbers and symbols: "12", "-4", "jiffies+4", "8+table". Empty is 0. */
static bool take_sum(struct cursor *c, const struct symbols *syms, int64_t *sum)
{
	bool first = true;

	*sum = 0;
	while (c->at < c->end && *c->at != '(') {
		bool minus = take(c, '-');
		int64_t value;

		if (!minus && !take(c, '+') && !first)
			return false;
		if (!take_term(c, syms, &value))
			return false;
		*sum += minus ? -value : value;
		first = false;
	}
	return true;
}

static bool take_memory(struct cursor *c, struct probe_arg *arg)
{
	arg->scale = 1;
	if (!take(c, '('))
		return c->at == c->end;
	take_register(c, arg->base);
	if (take(c, ',')) {
		if (!take_register(c, arg->index))
			return false;
		if (take(c, ',')) {
			if (c->at == c->end || !strchr("1248", *c->at))
				return false;
			arg->scale = (uint8_t)(*c->at++ - '0');
		}
	}
	return take(c, ')') && c->at == c->end;
}

static bool take_size(struct cursor *c, struct probe_arg *arg)
{
	arg->is_signed = take(c, '-');
	if (c->at == c->end || !strchr("1248", *c->at))
		return false;
	arg->bytes = (uint8_t)(*c->at++ - '0');
	return take(c, '@');
}

bool probe_parse_arg(const char *text, size_t length, const struct symbols *syms,
		     struct probe_arg *arg)
{
	struct cursor c = {text, text + length};
	bool ok;

	memset(arg, 0, sizeof(*arg));
	if (!take_size(&c, arg))
		return false;
	if (c.at < c.end && *c.at == '%') {
		ok = take_register(&c, arg->base) && c.at == c.end;
		arg->kind = PROBE_ARG_REG;
	} else if (take(&c, '$')) {
		ok = c.at < c.end && take_sum(&c, syms, &arg->disp) && c.at == c.end;
		arg->kind = PROBE_ARG_IMM;
	} else {
		ok = c.at < c.end && take_sum(&c, syms, &arg->disp) && take_memory(&c, arg);
		arg->kind = PROBE_ARG_MEM;
	}
	if (!ok)
		arg->kind = PROBE_ARG_UNKNOWN;
	return ok;
}

static void parse_args(struct probe *probe, const struct symbols *syms)
{
	const char *at = probe->args;

	while (probe->arg_count < PROBE_MAX_ARGS) {
		at += strspn(at, " ");
		size_t length = strcspn(at, " ");

		if (!length)
			return;
		probe_parse_arg(at, length, syms, &probe->arg[probe->arg_count++]);
		at += length;
	}
}

/* ---- notes ---- */

static bool add(struct probes *probes, const struct probe *probe)
{
	if (probes->count == probes->room) {
		size_t room = probes->room ? probes->room * 2 : 64;
		struct probe *bigger = realloc(probes->probe, room * sizeof(*bigger));

		if (!bigger)
			return false;
		probes->probe = bigger;
		probes->room = room;
	}
	probes->probe[probes->count++] = *probe;
	return true;
}

/* The next NUL-terminated string of a descriptor; NULL when there is none. */
static const char *next_string(const char **at, const char *end)
{
	const char *start = *at;
	const char *nul = start < end ? memchr(start, 0, (size_t)(end - start)) : NULL;

	if (!nul)
		return NULL;
	*at = nul + 1;
	return start;
}

static bool read_note(struct probes *probes, const struct symbols *syms, const char *desc,
		      size_t bytes)
{
	struct probe probe = {0};
	const char *at = desc + 3 * ADDRESS_BYTES, *end = desc + bytes;

	if (bytes < 3 * ADDRESS_BYTES)
		return true;
	memcpy(&probe.la, desc, ADDRESS_BYTES);
	probe.provider = next_string(&at, end);
	probe.name = probe.provider ? next_string(&at, end) : NULL;
	probe.args = probe.name ? next_string(&at, end) : NULL;
	if (!probe.args)
		return true;
	parse_args(&probe, syms);
	return add(probes, &probe);
}

static bool read_notes(struct probes *probes, const struct symbols *syms, Elf_Data *data)
{
	size_t off = 0, next, name_off, desc_off;
	GElf_Nhdr note;

	probes->text = malloc(data->d_size + 1);
	if (!probes->text)
		return false;
	memcpy(probes->text, data->d_buf, data->d_size);
	while ((next = gelf_getnote(data, off, &note, &name_off, &desc_off)) > 0) {
		off = next;
		if (note.n_type != NOTE_TYPE_SDT || note.n_namesz != sizeof("stapsdt") ||
		    memcmp(probes->text + name_off, "stapsdt", sizeof("stapsdt")) != 0)
			continue;
		if (!read_note(probes, syms, probes->text + desc_off, note.n_descsz))
			return false;
	}
	return true;
}

static bool read_elf(struct probes *probes, const struct symbols *syms, Elf *elf)
{
	Elf_Scn *scn = NULL;
	size_t strings = 0;

	if (elf_getshdrstrndx(elf, &strings) != 0)
		return true;
	while ((scn = elf_nextscn(elf, scn))) {
		GElf_Shdr sh;
		const char *name;
		Elf_Data *data;

		if (!gelf_getshdr(scn, &sh) || sh.sh_type != SHT_NOTE)
			continue;
		name = elf_strptr(elf, strings, sh.sh_name);
		data = name && !strcmp(name, ".note.stapsdt") ? elf_getdata(scn, NULL) : NULL;
		if (data && data->d_buf)
			return read_notes(probes, syms, data);
	}
	return true;
}

static int by_address(const void *a, const void *b)
{
	const struct probe *x = a, *y = b;

	return x->la < y->la ? -1 : x->la > y->la;
}

struct probes *probes_open(const char *path, const struct symbols *syms, char *err,
			   size_t err_bytes)
{
	struct probes *probes = calloc(1, sizeof(*probes));
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Elf *elf = NULL;
	bool ok = false;

	elf_version(EV_CURRENT);
	if (fd < 0)
		snprintf(err, err_bytes, "%s: %s", path, strerror(errno));
	else if (!(elf = elf_begin(fd, ELF_C_READ_MMAP, NULL)) || elf_kind(elf) != ELF_K_ELF)
		snprintf(err, err_bytes, "%s: not an ELF file", path);
	else if (!probes || !read_elf(probes, syms, elf))
		snprintf(err, err_bytes, "%s: out of memory", path);
	else
		ok = true;
	elf_end(elf);
	if (fd >= 0)
		close(fd);
	if (!ok) {
		probes_close(probes);
		return NULL;
	}
	if (probes->count)
		qsort(probes->probe, probes->count, sizeof(*probes->probe), by_address);
	return probes;
}

void probes_close(struct probes *probes)
{
	if (!probes)
		return;
	free(probes->probe);
	free(probes->text);
	free(probes);
}

size_t probes_count(const struct probes *probes)
{
	return probes->count;
}

const struct probe *probes_get(const struct probes *probes, size_t n)
{
	return n < probes->count ? &probes->probe[n] : NULL;
}

const struct probe *probes_at(const struct probes *probes, uint32_t la)
{
	size_t low = 0, high = probes->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (probes->probe[mid].la < la)
			low = mid + 1;
		else
			high = mid;
	}
	return low < probes->count && probes->probe[low].la == la ? &probes->probe[low] : NULL;
}

bool probe_matches(const struct probe *probe, const char *glob)
{
	char full[256];

	if (!strchr(glob, ':'))
		return fnmatch(glob, probe->provider, 0) == 0;
	snprintf(full, sizeof(full), "%s:%s", probe->provider, probe->name);
	return fnmatch(glob, full, 0) == 0;
}

/* ---- values ---- */

static int64_t extend(uint64_t value, const struct probe_arg *arg)
{
	unsigned shift = 64 - arg->bytes * 8u;

	return arg->is_signed ? (int64_t)(value << shift) >> shift
			      : (int64_t)(value << shift >> shift);
}

static bool register_value(const struct cpu *cpu, const char *name, uint64_t *value)
{
	*value = 0;
	return !*name || cpu_get_reg(cpu, name, value);
}

static bool memory_value(const struct probe_arg *arg, const struct cpu *cpu, uint64_t *value)
{
	uint64_t base, index;

	if (!register_value(cpu, arg->base, &base) || !register_value(cpu, arg->index, &index))
		return false;
	*value = 0;
	return cpu_peek(cpu, (uint32_t)(base + index * arg->scale + (uint64_t)arg->disp), value,
			arg->bytes) == arg->bytes;
}

/*
 * The 32-bit register that an 8- or 16-bit name is part of; *shift is 8 for the
 * high byte. The CPU knows the full names only.
 */
static const char *full_register(const char *name, unsigned *shift)
{
	static const struct {
		char part[4], full[4];
	} parts[] = {{"al", "eax"}, {"bl", "ebx"}, {"cl", "ecx"}, {"dl", "edx"},
		     {"ah", "eax"}, {"bh", "ebx"}, {"ch", "ecx"}, {"dh", "edx"},
		     {"ax", "eax"}, {"bx", "ebx"}, {"cx", "ecx"}, {"dx", "edx"},
		     {"si", "esi"}, {"di", "edi"}, {"bp", "ebp"}, {"sp", "esp"}};

	*shift = 0;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (strcmp(parts[i].part, name) != 0)
			continue;
		*shift = name[1] == 'h' ? 8 : 0;
		return parts[i].full;
	}
	return name;
}

bool probe_value(const struct probe *probe, unsigned n, const struct cpu *cpu, int64_t *value)
{
	const struct probe_arg *arg = &probe->arg[n];
	uint64_t raw = 0;
	unsigned shift;

	if (n >= probe->arg_count)
		return false;
	switch (arg->kind) {
	case PROBE_ARG_REG:
		if (!cpu_get_reg(cpu, full_register(arg->base, &shift), &raw))
			return false;
		raw >>= shift;
		break;
	case PROBE_ARG_IMM:
		raw = (uint64_t)arg->disp;
		break;
	case PROBE_ARG_MEM:
		if (!memory_value(arg, cpu, &raw))
			return false;
		break;
	default:
		return false;
	}
	*value = extend(raw, arg);
	return true;
}
