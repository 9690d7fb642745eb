/* SPDX-License-Identifier: GPL-2.0-only */
/* symbols: read once through libelf into arrays sorted by address and by name. */
#include "emu/debug/symbols.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An address further than this behind a symbol without a size does not belong to it. */
#define NEAR_BYTES (1u << 20)

struct section {
	char *name;
	uint32_t la, bytes;
};

struct entry {
	struct symbol sym;
	bool global;
};

struct symbols {
	struct symbol *by_address;
	const struct symbol **by_name;
	size_t count;
	char *names;
	struct section *section;
	size_t sections;
	struct symbols_segment *segment;
	size_t segments;
};

static bool fail(char *err, size_t err_bytes, const char *path, const char *why)
{
	snprintf(err, err_bytes, "%s: %s", path, why);
	return false;
}

static bool read_segments(struct symbols *syms, Elf *elf)
{
	size_t count = 0;

	if (elf_getphdrnum(elf, &count) != 0 || count == 0)
		return true;
	syms->segment = calloc(count, sizeof(*syms->segment));
	if (!syms->segment)
		return false;
	for (size_t i = 0; i < count; i++) {
		GElf_Phdr ph;

		if (!gelf_getphdr(elf, (int)i, &ph) || ph.p_type != PT_LOAD)
			continue;
		syms->segment[syms->segments++] = (struct symbols_segment){
		    (uint32_t)ph.p_vaddr, (uint32_t)ph.p_paddr, (uint32_t)ph.p_memsz};
	}
	return true;
}

static bool read_sections(struct symbols *syms, Elf *elf)
{
	size_t count = 0, strings = 0;
	Elf_Scn *scn = NULL;

	if (elf_getshdrnum(elf, &count) != 0 || elf_getshdrstrndx(elf, &strings) != 0 || !count)
		return true;
	syms->section = calloc(count, sizeof(*syms->section));
	if (!syms->section)
		return false;
	while (syms->sections < count && (scn = elf_nextscn(elf, scn))) {
		GElf_Shdr sh;
		const char *name;

		if (!gelf_getshdr(scn, &sh))
			continue;
		name = elf_strptr(elf, strings, sh.sh_name);
		struct section *section = &syms->section[syms->sections];
		section->name = strdup(name ? name : "");
		if (!section->name)
			return false;
		section->la = (uint32_t)sh.sh_addr;
		section->bytes = (uint32_t)sh.sh_size;
		syms->sections++;
	}
	return true;
}

static bool executable(Elf *elf, uint16_t index)
{
	GElf_Shdr sh;
	Elf_Scn *scn = index < SHN_LORESERVE ? elf_getscn(elf, index) : NULL;

	return scn && gelf_getshdr(scn, &sh) && sh.sh_flags & SHF_EXECINSTR;
}

static bool wanted(const GElf_Sym *sym, const char *name)
{
	int type = GELF_ST_TYPE(sym->st_info);

	return name && *name && sym->st_shndx != SHN_UNDEF && type != STT_SECTION &&
	       type != STT_FILE && type != STT_TLS && strncmp(name, ".L", 2) != 0;
}

static int order_by_address(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->sym.la != y->sym.la)
		return x->sym.la < y->sym.la ? -1 : 1;
	/* Of several names for one place the last is reported: prefer sized, then global. */
	if (!x->sym.bytes != !y->sym.bytes)
		return x->sym.bytes ? 1 : -1;
	if (x->global != y->global)
		return x->global ? 1 : -1;
	return strcmp(x->sym.name, y->sym.name);
}

struct name_key {
	const struct symbol *sym;
	bool global;
};

static int order_by_name(const void *a, const void *b)
{
	const struct name_key *x = a, *y = b;
	int diff = strcmp(x->sym->name, y->sym->name);

	if (diff)
		return diff;
	if (x->global != y->global)
		return x->global ? -1 : 1;
	return x->sym->la < y->sym->la ? -1 : x->sym->la > y->sym->la;
}

static bool keep(struct symbols *syms, struct entry *entries, size_t count)
{
	struct name_key *keys = malloc((count + 1) * sizeof(*keys));

	syms->by_address = malloc((count + 1) * sizeof(*syms->by_address));
	syms->by_name = malloc((count + 1) * sizeof(*syms->by_name));
	if (!keys || !syms->by_address || !syms->by_name) {
		free(keys);
		return false;
	}
	qsort(entries, count, sizeof(*entries), order_by_address);
	for (size_t i = 0; i < count; i++) {
		syms->by_address[i] = entries[i].sym;
		keys[i] = (struct name_key){&syms->by_address[i], entries[i].global};
	}
	qsort(keys, count, sizeof(*keys), order_by_name);
	for (size_t i = 0; i < count; i++)
		syms->by_name[i] = keys[i].sym;
	syms->count = count;
	free(keys);
	return true;
}

/* The names are copied into one block, because the file is closed afterwards. */
static bool read_table(struct symbols *syms, Elf *elf, Elf_Scn *scn, const GElf_Shdr *sh)
{
	Elf_Data *data = elf_getdata(scn, NULL);
	size_t total = sh->sh_entsize ? sh->sh_size / sh->sh_entsize : 0;
	size_t name_bytes = 0, count = 0, used = 0;
	GElf_Sym sym;
	bool ok;

	if (!data || !total)
		return true;
	for (size_t i = 0; i < total && gelf_getsym(data, (int)i, &sym); i++) {
		const char *name = elf_strptr(elf, sh->sh_link, sym.st_name);

		if (wanted(&sym, name)) {
			name_bytes += strlen(name) + 1;
			count++;
		}
	}
	struct entry *entries = calloc(count + 1, sizeof(*entries));

	syms->names = malloc(name_bytes + 1);
	if (!entries || !syms->names) {
		free(entries);
		return false;
	}
	count = 0;
	for (size_t i = 0; i < total && gelf_getsym(data, (int)i, &sym); i++) {
		const char *name = elf_strptr(elf, sh->sh_link, sym.st_name);

		if (!wanted(&sym, name))
			continue;
		strcpy(syms->names + used, name);
		entries[count++] = (struct entry){
		    .sym = {syms->names + used, (uint32_t)sym.st_value, (uint32_t)sym.st_size,
			    executable(elf, sym.st_shndx)},
		    .global = GELF_ST_BIND(sym.st_info) != STB_LOCAL,
		};
		used += strlen(name) + 1;
	}
	ok = keep(syms, entries, count);
	free(entries);
	return ok;
}

static bool read_symbols(struct symbols *syms, Elf *elf)
{
	Elf_Scn *scn = NULL;

	while ((scn = elf_nextscn(elf, scn))) {
		GElf_Shdr sh;

		if (gelf_getshdr(scn, &sh) && sh.sh_type == SHT_SYMTAB)
			return read_table(syms, elf, scn, &sh);
	}
	return true;
}

static bool read_file(struct symbols *syms, const char *path, int fd, char *err, size_t err_bytes)
{
	Elf *elf;
	GElf_Ehdr eh;
	bool ok;

	elf_version(EV_CURRENT);
	elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
	if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &eh)) {
		elf_end(elf);
		return fail(err, err_bytes, path, "not an ELF file");
	}
	if (gelf_getclass(elf) != ELFCLASS32 || eh.e_machine != EM_386) {
		elf_end(elf);
		return fail(err, err_bytes, path, "not an ELF file for 32-bit x86");
	}
	ok = read_segments(syms, elf) && read_sections(syms, elf) && read_symbols(syms, elf);
	elf_end(elf);
	return ok || fail(err, err_bytes, path, "out of memory");
}

struct symbols *symbols_open(const char *path, char *err, size_t err_bytes)
{
	struct symbols *syms = calloc(1, sizeof(*syms));
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = false;

	if (fd < 0)
		fail(err, err_bytes, path, strerror(errno));
	else if (!syms)
		fail(err, err_bytes, path, "out of memory");
	else
		ok = read_file(syms, path, fd, err, err_bytes);
	if (fd >= 0)
		close(fd);
	if (ok)
		return syms;
	symbols_close(syms);
	return NULL;
}

void symbols_close(struct symbols *syms)
{
	if (!syms)
		return;
	for (size_t i = 0; i < syms->sections; i++)
		free(syms->section[i].name);
	free(syms->section);
	free(syms->segment);
	free(syms->by_address);
	free(syms->by_name);
	free(syms->names);
	free(syms);
}

size_t symbols_count(const struct symbols *syms)
{
	return syms->count;
}

const struct symbol *symbols_get(const struct symbols *syms, size_t n)
{
	return n < syms->count ? &syms->by_address[n] : NULL;
}

const struct symbol *symbols_find(const struct symbols *syms, const char *name)
{
	size_t low = 0, high = syms->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (strcmp(syms->by_name[mid]->name, name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < syms->count && !strcmp(syms->by_name[low]->name, name) ? syms->by_name[low]
									    : NULL;
}

const struct symbol *symbols_at(const struct symbols *syms, uint32_t la, uint32_t *off)
{
	size_t low = 0, high = syms->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (syms->by_address[mid].la <= la)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return NULL;

	const struct symbol *sym = &syms->by_address[low - 1];

	*off = la - sym->la;
	return *off < (sym->bytes ? sym->bytes : NEAR_BYTES) ? sym : NULL;
}

char *symbols_format(const struct symbols *syms, uint32_t la, char *buf, size_t bytes)
{
	uint32_t off;
	const struct symbol *sym = syms ? symbols_at(syms, la, &off) : NULL;

	if (!sym)
		snprintf(buf, bytes, "0x%08x", la);
	else if (off)
		snprintf(buf, bytes, "%s+0x%x", sym->name, off);
	else
		snprintf(buf, bytes, "%s", sym->name);
	return buf;
}

bool symbols_section(const struct symbols *syms, const char *name, uint32_t *la, uint32_t *bytes)
{
	for (size_t i = 0; i < syms->sections; i++) {
		if (strcmp(syms->section[i].name, name) != 0)
			continue;
		*la = syms->section[i].la;
		*bytes = syms->section[i].bytes;
		return true;
	}
	return false;
}

size_t symbols_segments(const struct symbols *syms, const struct symbols_segment **segments)
{
	*segments = syms->segment;
	return syms->segments;
}
