/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_elf: relocatable ELF files for the i386 (TIS ELF 1.2, book I; psABI 4.4).
 *
 * Every number in the file is looked at once, here, before anybody uses it: after
 * module_elf_open() all sections lie within the file, all names end, all indices lead
 * somewhere. Relocations are looked at when they are made.
 */
#include "module_elf.h"

#include <linux/align.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#define LAYOUT_PAGE	 4096u
#define MOST_BYTES	 (64u << 20) /* of one layout: more than there is address space for */
#define MOST_ALIGN	 LAYOUT_PAGE
#define INIT_PREFIX	 ".init"
#define PERCPU_NAME	 ".data..percpu"
#define THIS_MODULE_NAME ".gnu.linkonce.this_module"

static int __printf(2, 3) refuse(struct module_elf *elf, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(elf->why, sizeof(elf->why), fmt, args);
	va_end(args);
	return -ENOEXEC;
}

/* ---- looking at the file ---- */

static int check_header(struct module_elf *elf)
{
	const Elf32_Ehdr *hdr = elf->hdr;

	if (elf->len < sizeof(*hdr))
		return refuse(elf, "%zu bytes are no ELF file", elf->len);
	if (memcmp(hdr->e_ident, ELFMAG, SELFMAG))
		return refuse(elf, "not an ELF file");
	if (hdr->e_ident[EI_CLASS] != ELFCLASS32)
		return refuse(elf, "not a 32-bit file (ELF class %u)", hdr->e_ident[EI_CLASS]);
	if (hdr->e_ident[EI_DATA] != ELFDATA2LSB)
		return refuse(elf, "not little-endian (ELF data %u)", hdr->e_ident[EI_DATA]);
	if (hdr->e_machine != EM_386)
		return refuse(elf, "for another machine (ELF machine %u, not %u)", hdr->e_machine,
			      EM_386);
	if (hdr->e_type != ET_REL)
		return refuse(elf, "not relocatable (ELF type %u, not %u)", hdr->e_type, ET_REL);
	if (hdr->e_version != EV_CURRENT)
		return refuse(elf, "ELF version %u", hdr->e_version);
	if (hdr->e_shentsize != sizeof(Elf32_Shdr))
		return refuse(elf, "section headers of %u bytes", hdr->e_shentsize);
	if (hdr->e_shoff % 4 || hdr->e_shoff >= elf->len || !hdr->e_shnum ||
	    hdr->e_shnum > (elf->len - hdr->e_shoff) / sizeof(Elf32_Shdr))
		return refuse(elf, "truncated: %u section headers at 0x%x, %zu bytes in all",
			      hdr->e_shnum, hdr->e_shoff, elf->len);
	if (hdr->e_shstrndx == SHN_UNDEF || hdr->e_shstrndx >= hdr->e_shnum)
		return refuse(elf, "names of sections in section %u of %u", hdr->e_shstrndx,
			      hdr->e_shnum);
	return 0;
}

static bool in_file(const struct module_elf *elf, const Elf32_Shdr *s)
{
	return s->sh_offset <= elf->len && s->sh_size <= elf->len - s->sh_offset;
}

static bool is_string_table(const struct module_elf *elf, const Elf32_Shdr *s)
{
	return s->sh_type == SHT_STRTAB && in_file(elf, s) && s->sh_size &&
	       !elf->image[s->sh_offset] && !elf->image[s->sh_offset + s->sh_size - 1];
}

static int check_section(struct module_elf *elf, u32 i)
{
	const Elf32_Shdr *s = &elf->sechdrs[i];

	if (s->sh_name >= elf->sechdrs[elf->hdr->e_shstrndx].sh_size)
		return refuse(elf, "section %u: name outside of the table of names", i);
	if (s->sh_type == SHT_NULL)
		return 0;
	if (s->sh_type != SHT_NOBITS && !in_file(elf, s))
		return refuse(elf, "truncated: section %u (%s) ends at 0x%llx, the file at 0x%zx",
			      i, module_elf_name(elf, i), (u64)s->sh_offset + s->sh_size, elf->len);
	if (s->sh_addralign & (s->sh_addralign - 1) || s->sh_addralign > MOST_ALIGN)
		return refuse(elf, "section %u (%s): alignment %u", i, module_elf_name(elf, i),
			      s->sh_addralign);
	if ((s->sh_type == SHT_SYMTAB || s->sh_type == SHT_REL) && s->sh_offset % 4)
		return refuse(elf, "section %u (%s): misaligned", i, module_elf_name(elf, i));
	return 0;
}

static int find_symbols(struct module_elf *elf)
{
	const Elf32_Shdr *found = NULL, *strings;
	u32 i;

	for (i = 1; i < elf->hdr->e_shnum; i++) {
		if (elf->sechdrs[i].sh_type != SHT_SYMTAB)
			continue;
		if (found)
			return refuse(elf, "more than one table of symbols");
		found = &elf->sechdrs[i];
	}
	if (!found)
		return refuse(elf, "no symbols (stripped?)");
	if (found->sh_entsize != sizeof(Elf32_Sym) || found->sh_size % sizeof(Elf32_Sym))
		return refuse(elf, "symbols of %u bytes", found->sh_entsize);
	strings = found->sh_link < elf->hdr->e_shnum ? &elf->sechdrs[found->sh_link] : NULL;
	if (!strings || !is_string_table(elf, strings))
		return refuse(elf, "names of symbols in section %u, which is none of names",
			      found->sh_link);
	elf->syms = (const void *)(elf->image + found->sh_offset);
	elf->num_syms = found->sh_size / sizeof(Elf32_Sym);
	elf->strtab = (const char *)elf->image + strings->sh_offset;
	for (i = 0; i < elf->num_syms; i++)
		if (elf->syms[i].st_name >= strings->sh_size)
			return refuse(elf, "symbol %u: name outside of the table of names", i);
	return 0;
}

static int check_symbol(struct module_elf *elf, u32 i)
{
	const Elf32_Sym *sym = &elf->syms[i];
	const char *name = elf->strtab + sym->st_name;

	switch (sym->st_shndx) {
	case SHN_UNDEF:
	case SHN_ABS:
		return 0;
	case SHN_COMMON:
		return refuse(elf, "symbol %s is common: compile with -fno-common", name);
	}
	if (sym->st_shndx >= elf->hdr->e_shnum)
		return refuse(elf, "symbol %u (%s) in section %u of %u", i, name, sym->st_shndx,
			      elf->hdr->e_shnum);
	if (elf->sechdrs[sym->st_shndx].sh_flags & SHF_ALLOC &&
	    sym->st_value > elf->sechdrs[sym->st_shndx].sh_size)
		return refuse(elf, "symbol %u (%s) at 0x%x of section %s, which has 0x%x bytes", i,
			      name, sym->st_value, module_elf_name(elf, sym->st_shndx),
			      elf->sechdrs[sym->st_shndx].sh_size);
	return 0;
}

static int check_relocations(struct module_elf *elf, u32 i)
{
	const Elf32_Shdr *s = &elf->sechdrs[i];

	if (s->sh_type != SHT_REL && s->sh_type != SHT_RELA)
		return 0;
	if (!s->sh_info || s->sh_info >= elf->hdr->e_shnum)
		return refuse(elf, "section %u (%s): relocates section %u of %u", i,
			      module_elf_name(elf, i), s->sh_info, elf->hdr->e_shnum);
	if (!(elf->sechdrs[s->sh_info].sh_flags & SHF_ALLOC))
		return 0;
	if (s->sh_type == SHT_RELA)
		return refuse(elf, "section %u (%s): relocations with addends, which i386 has not",
			      i, module_elf_name(elf, i));
	if (s->sh_entsize != sizeof(Elf32_Rel) || s->sh_size % sizeof(Elf32_Rel))
		return refuse(elf, "section %u (%s): relocations of %u bytes", i,
			      module_elf_name(elf, i), s->sh_entsize);
	if (elf->sechdrs[s->sh_info].sh_type == SHT_NOBITS)
		return refuse(elf, "section %u (%s): relocates a section without content", i,
			      module_elf_name(elf, i));
	return 0;
}

/* The sections that the loader itself reads. */
static int find_special(struct module_elf *elf)
{
	elf->this_module = module_elf_find(elf, THIS_MODULE_NAME);
	elf->modinfo = module_elf_find(elf, ".modinfo");
	elf->percpu = module_elf_find(elf, PERCPU_NAME);
	if (!elf->this_module)
		return refuse(elf, "no %s: not built as a module", THIS_MODULE_NAME);
	if (!elf->modinfo)
		return refuse(elf, "no .modinfo: not built as a module");
	if (elf->sechdrs[elf->modinfo].sh_type != SHT_PROGBITS ||
	    elf->sechdrs[elf->this_module].sh_type != SHT_PROGBITS)
		return refuse(elf, ".modinfo or %s without content", THIS_MODULE_NAME);
	if (!elf->sechdrs[elf->modinfo].sh_size ||
	    elf->image[elf->sechdrs[elf->modinfo].sh_offset + elf->sechdrs[elf->modinfo].sh_size -
		       1])
		return refuse(elf, ".modinfo does not end");
	return 0;
}

/* ---- how large it will be ---- */

static bool is_kept(const struct module_elf *elf, u32 i)
{
	const Elf32_Shdr *s = &elf->sechdrs[i];

	return s->sh_flags & SHF_ALLOC && s->sh_type != SHT_NULL && i != elf->modinfo &&
	       s->sh_type != SHT_NOTE;
}

/* Code, then what is only read, then the rest. */
static int section_class(const Elf32_Shdr *s)
{
	return s->sh_flags & SHF_EXECINSTR ? 0 : s->sh_flags & SHF_WRITE ? 2 : 1;
}

static int add_class(struct module_elf *elf, struct module_size *size, int class, bool init)
{
	u32 i;

	for (i = 1; i < elf->hdr->e_shnum; i++) {
		const Elf32_Shdr *s = &elf->sechdrs[i];
		struct module_section *sec = &elf->sec[i];

		if (!sec->kept || sec->init != init || section_class(s) != class)
			continue;
		sec->offset = ALIGN(size->all, max(s->sh_addralign, 1u));
		if (s->sh_size > MOST_BYTES - sec->offset)
			return refuse(elf, "section %u (%s): %u bytes are too many", i,
				      module_elf_name(elf, i), s->sh_size);
		size->all = sec->offset + s->sh_size;
	}
	size->all = ALIGN(size->all, LAYOUT_PAGE);
	return 0;
}

static int layout(struct module_elf *elf, struct module_size *size, bool init)
{
	if (add_class(elf, size, 0, init))
		return -ENOEXEC;
	size->text = size->all;
	if (add_class(elf, size, 1, init))
		return -ENOEXEC;
	size->ro = size->all;
	return add_class(elf, size, 2, init);
}

static int choose_sections(struct module_elf *elf)
{
	u32 i;

	for (i = 1; i < elf->hdr->e_shnum; i++) {
		elf->sec[i].kept = is_kept(elf, i);
		elf->sec[i].init =
		    i == elf->percpu || strstarts(module_elf_name(elf, i), INIT_PREFIX);
	}
	return layout(elf, &elf->core, false) ?: layout(elf, &elf->init, true);
}

int module_elf_open(struct module_elf *elf, const void *image, size_t len)
{
	u32 i;

	*elf = (struct module_elf){.image = image, .len = len, .hdr = image};
	if (check_header(elf))
		return -ENOEXEC;
	elf->sechdrs = (const void *)(elf->image + elf->hdr->e_shoff);
	if (!is_string_table(elf, &elf->sechdrs[elf->hdr->e_shstrndx]))
		return refuse(elf, "the table of the sections' names is none, or truncated");
	for (i = 0; i < elf->hdr->e_shnum; i++)
		if (check_section(elf, i))
			return -ENOEXEC;
	if (find_symbols(elf))
		return -ENOEXEC;
	for (i = 1; i < elf->num_syms; i++)
		if (check_symbol(elf, i))
			return -ENOEXEC;
	for (i = 1; i < elf->hdr->e_shnum; i++)
		if (check_relocations(elf, i))
			return -ENOEXEC;
	if (find_special(elf))
		return -ENOEXEC;
	elf->sec = kvcalloc(elf->hdr->e_shnum, sizeof(*elf->sec), GFP_KERNEL);
	elf->sym_value = kvcalloc(max(elf->num_syms, 1u), sizeof(u32), GFP_KERNEL);
	if (!elf->sec || !elf->sym_value) {
		refuse(elf, "no memory for its symbols");
		return -ENOMEM;
	}
	return choose_sections(elf);
}

void module_elf_close(struct module_elf *elf)
{
	kvfree(elf->sec);
	kvfree(elf->sym_value);
	elf->sec = NULL;
	elf->sym_value = NULL;
}

const char *module_elf_name(const struct module_elf *elf, u32 section)
{
	return (const char *)elf->image + elf->sechdrs[elf->hdr->e_shstrndx].sh_offset +
	       elf->sechdrs[section].sh_name;
}

u32 module_elf_find(const struct module_elf *elf, const char *name)
{
	u32 i;

	for (i = 1; i < elf->hdr->e_shnum; i++)
		if (elf->sechdrs[i].sh_flags & SHF_ALLOC && !strcmp(module_elf_name(elf, i), name))
			return i;
	return 0;
}

const char *module_elf_info(const struct module_elf *elf, const char *tag, unsigned int n)
{
	const Elf32_Shdr *s = &elf->sechdrs[elf->modinfo];
	const char *at = (const char *)elf->image + s->sh_offset, *end = at + s->sh_size;
	size_t len = strlen(tag);

	for (; at < end; at += strlen(at) + 1)
		if (!strncmp(at, tag, len) && at[len] == '=' && !n--)
			return at + len + 1;
	return NULL;
}

/* ---- making it ready ---- */

void module_elf_place(struct module_elf *elf, u8 *core, u32 core_addr, u8 *init, u32 init_addr,
		      u32 percpu_addr)
{
	u32 i;

	for (i = 1; i < elf->hdr->e_shnum; i++) {
		struct module_section *sec = &elf->sec[i];
		const Elf32_Shdr *s = &elf->sechdrs[i];

		if (!sec->kept)
			continue;
		sec->data = (sec->init ? init : core) + sec->offset;
		sec->addr = (sec->init ? init_addr : core_addr) + sec->offset;
		if (i == elf->percpu)
			sec->addr = percpu_addr;
		if (s->sh_type != SHT_NOBITS)
			memcpy(sec->data, elf->image + s->sh_offset, s->sh_size);
	}
}

int module_elf_resolve(struct module_elf *elf,
		       int (*resolve)(void *arg, const char *name, u32 *value), void *arg)
{
	u32 i;

	for (i = 1; i < elf->num_syms; i++) {
		const Elf32_Sym *sym = &elf->syms[i];
		int err;

		if (sym->st_shndx == SHN_ABS) {
			elf->sym_value[i] = sym->st_value;
		} else if (sym->st_shndx != SHN_UNDEF) {
			elf->sym_value[i] = elf->sec[sym->st_shndx].addr + sym->st_value;
		} else if (sym->st_name) {
			err = resolve(arg, elf->strtab + sym->st_name, &elf->sym_value[i]);
			if (err == -ENOENT && ELF_ST_BIND(sym->st_info) == STB_WEAK)
				err = 0;
			if (err)
				return err;
		}
	}
	return 0;
}

static int relocate_one(struct module_elf *elf, u32 section, const Elf32_Rel *rel)
{
	const struct module_section *sec = &elf->sec[section];
	u32 symbol = ELF32_R_SYM(rel->r_info), type = ELF32_R_TYPE(rel->r_info);
	u32 size = elf->sechdrs[section].sh_size, value;

	if (type == R_386_NONE)
		return 0;
	if (size < 4 || rel->r_offset > size - 4)
		return refuse(elf, "relocation at 0x%x of section %s, which has 0x%x bytes",
			      rel->r_offset, module_elf_name(elf, section), size);
	if (symbol >= elf->num_syms)
		return refuse(elf, "relocation at 0x%x of section %s: symbol %u of %u",
			      rel->r_offset, module_elf_name(elf, section), symbol, elf->num_syms);
	memcpy(&value, sec->data + rel->r_offset, 4);
	value += elf->sym_value[symbol];
	switch (type) {
	case R_386_32:
		break;
	case R_386_PC32:
	case R_386_PLT32:
		value -= sec->addr + rel->r_offset;
		break;
	default:
		return refuse(elf, "relocation at 0x%x of section %s: unknown type %u",
			      rel->r_offset, module_elf_name(elf, section), type);
	}
	memcpy(sec->data + rel->r_offset, &value, 4);
	return 0;
}

int module_elf_relocate(struct module_elf *elf)
{
	u32 i, n;

	for (i = 1; i < elf->hdr->e_shnum; i++) {
		const Elf32_Shdr *s = &elf->sechdrs[i];
		const Elf32_Rel *rel = (const void *)(elf->image + s->sh_offset);

		if (s->sh_type != SHT_REL || !elf->sec[s->sh_info].kept)
			continue;
		for (n = s->sh_size / sizeof(*rel); n; n--, rel++)
			if (relocate_one(elf, s->sh_info, rel))
				return -ENOEXEC;
	}
	return 0;
}
