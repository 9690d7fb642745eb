/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/elf_image.h"

#include <stdio.h>
#include <string.h>

typedef unsigned long long ull;

bool elf_image_is_elf(const uint8_t *data, size_t bytes)
{
	return bytes >= SELFMAG && !memcmp(data, ELFMAG, SELFMAG);
}

static bool fits(uint64_t off, uint64_t count, uint64_t all)
{
	return off <= all && count <= all - off;
}

static bool power_of_2(uint64_t n)
{
	return n && !(n & (n - 1));
}

static bool check_ident(const struct elf_image *image, const struct plan_error *error)
{
	const uint8_t *ident = image->data;

	if (!elf_image_is_elf(image->data, image->bytes))
		return plan_refuse(error, "is no ELF file (EI_MAG)");
	if (image->bytes < EI_NIDENT)
		return plan_refuse(error, "is cut short: %zu bytes, an ELF header has %zu",
				   image->bytes, sizeof(Elf32_Ehdr));
	if (ident[EI_CLASS] == ELFCLASS64)
		return plan_refuse(error, "EI_CLASS is 2: a 64-bit ELF file; this is a 32-bit PC");
	if (ident[EI_CLASS] != ELFCLASS32)
		return plan_refuse(error, "EI_CLASS is %u, not 1 (32-bit)", ident[EI_CLASS]);
	if (ident[EI_DATA] != ELFDATA2LSB)
		return plan_refuse(error, "EI_DATA is %u, not 1 (little-endian)", ident[EI_DATA]);
	if (ident[EI_VERSION] != EV_CURRENT)
		return plan_refuse(error, "EI_VERSION is %u, not 1", ident[EI_VERSION]);
	if (image->bytes < sizeof(Elf32_Ehdr))
		return plan_refuse(error, "is cut short: %zu bytes, an ELF header has %zu",
				   image->bytes, sizeof(Elf32_Ehdr));
	return true;
}

static bool check_header(const Elf32_Ehdr *ehdr, const struct plan_error *error)
{
	if (ehdr->e_type != ET_EXEC)
		return plan_refuse(error, "e_type is %u%s, not 2 (an executable)", ehdr->e_type,
				   ehdr->e_type == ET_REL    ? " (an object file)"
				   : ehdr->e_type == ET_DYN  ? " (a shared object)"
				   : ehdr->e_type == ET_CORE ? " (a core dump)"
							     : "");
	if (ehdr->e_machine != EM_386)
		return plan_refuse(error, "e_machine is %u, not 3 (i386)", ehdr->e_machine);
	if (ehdr->e_version != EV_CURRENT)
		return plan_refuse(error, "e_version is %u, not 1", ehdr->e_version);
	if (ehdr->e_ehsize != sizeof(Elf32_Ehdr))
		return plan_refuse(error, "e_ehsize is %u, not %zu", ehdr->e_ehsize,
				   sizeof(Elf32_Ehdr));
	return true;
}

static bool check_program_headers(const struct elf_image *image, const Elf32_Ehdr *ehdr,
				  const struct plan_error *error)
{
	if (!ehdr->e_phnum)
		return plan_refuse(error, "e_phnum is 0: there is nothing to load");
	if (ehdr->e_phnum == PN_XNUM)
		return plan_refuse(error, "e_phnum is 0xffff: too many program headers");
	if (ehdr->e_phentsize != sizeof(Elf32_Phdr))
		return plan_refuse(error, "e_phentsize is %u, not %zu", ehdr->e_phentsize,
				   sizeof(Elf32_Phdr));
	if (!fits(ehdr->e_phoff, (uint64_t)ehdr->e_phnum * sizeof(Elf32_Phdr), image->bytes))
		return plan_refuse(
		    error,
		    "e_phoff 0x%x + e_phnum %u * %zu is past the end of the file (0x%zx bytes)",
		    ehdr->e_phoff, ehdr->e_phnum, sizeof(Elf32_Phdr), image->bytes);
	return true;
}

static bool check_section_headers(struct elf_image *image, const Elf32_Ehdr *ehdr,
				  const struct plan_error *error)
{
	image->sections = ehdr->e_shnum;
	image->names = ehdr->e_shstrndx;
	if (!ehdr->e_shoff && !ehdr->e_shnum)
		return true;
	if (!ehdr->e_shoff)
		return plan_refuse(error, "e_shoff is 0, but e_shnum is %u", ehdr->e_shnum);
	if (!ehdr->e_shnum)
		return plan_refuse(error, "e_shnum is 0, but e_shoff is 0x%x", ehdr->e_shoff);
	if (ehdr->e_shnum >= SHN_LORESERVE)
		return plan_refuse(error, "e_shnum is 0x%x: a reserved index", ehdr->e_shnum);
	if (ehdr->e_shentsize != sizeof(Elf32_Shdr))
		return plan_refuse(error, "e_shentsize is %u, not %zu", ehdr->e_shentsize,
				   sizeof(Elf32_Shdr));
	if (!fits(ehdr->e_shoff, (uint64_t)ehdr->e_shnum * sizeof(Elf32_Shdr), image->bytes))
		return plan_refuse(
		    error,
		    "e_shoff 0x%x + e_shnum %u * %zu is past the end of the file (0x%zx bytes)",
		    ehdr->e_shoff, ehdr->e_shnum, sizeof(Elf32_Shdr), image->bytes);
	if (ehdr->e_shstrndx >= ehdr->e_shnum)
		return plan_refuse(error, "e_shstrndx is %u, but there are %u sections",
				   ehdr->e_shstrndx, ehdr->e_shnum);
	return true;
}

static bool check_symbols(const struct elf_image *image, size_t n, const GElf_Shdr *shdr,
			  const struct plan_error *error)
{
	GElf_Shdr strings;
	Elf_Scn *scn;

	if (shdr->sh_entsize != sizeof(Elf32_Sym))
		return plan_refuse(error, "section header %zu: sh_entsize is %llu, not %zu", n,
				   (ull)shdr->sh_entsize, sizeof(Elf32_Sym));
	if (shdr->sh_size % sizeof(Elf32_Sym))
		return plan_refuse(error,
				   "section header %zu: sh_size 0x%llx is no multiple of %zu", n,
				   (ull)shdr->sh_size, sizeof(Elf32_Sym));
	scn = shdr->sh_link < image->sections ? elf_getscn(image->elf, shdr->sh_link) : NULL;
	if (!scn || !gelf_getshdr(scn, &strings) || strings.sh_type != SHT_STRTAB)
		return plan_refuse(error, "section header %zu: sh_link %u is no string table", n,
				   shdr->sh_link);
	return true;
}

static bool check_section(const struct elf_image *image, size_t n, const struct plan_error *error)
{
	GElf_Shdr shdr;
	Elf_Scn *scn = elf_getscn(image->elf, n);

	if (!scn || !gelf_getshdr(scn, &shdr))
		return plan_refuse(error, "section header %zu: %s", n, elf_errmsg(-1));
	if (shdr.sh_type == SHT_NULL)
		return true;
	if (shdr.sh_type != SHT_NOBITS && !fits(shdr.sh_offset, shdr.sh_size, image->bytes))
		return plan_refuse(error,
				   "section header %zu: sh_offset 0x%llx + sh_size 0x%llx is past "
				   "the end of the file (0x%zx bytes)",
				   n, (ull)shdr.sh_offset, (ull)shdr.sh_size, image->bytes);
	if (shdr.sh_addralign && !power_of_2(shdr.sh_addralign))
		return plan_refuse(error,
				   "section header %zu: sh_addralign 0x%llx is no power of 2", n,
				   (ull)shdr.sh_addralign);
	return shdr.sh_type != SHT_SYMTAB || check_symbols(image, n, &shdr, error);
}

static bool check_sections(const struct elf_image *image, const struct plan_error *error)
{
	GElf_Shdr names;
	Elf_Scn *scn;

	for (size_t n = 1; n < image->sections; n++)
		if (!check_section(image, n, error))
			return false;
	if (!image->names)
		return true;
	scn = elf_getscn(image->elf, image->names);
	if (!scn || !gelf_getshdr(scn, &names) || names.sh_type != SHT_STRTAB)
		return plan_refuse(error, "e_shstrndx is %zu: that section is no string table",
				   image->names);
	return true;
}

bool elf_image_open(struct elf_image *image, uint8_t *data, size_t bytes,
		    const struct plan_error *error)
{
	Elf32_Ehdr ehdr;

	*image = (struct elf_image){.data = data, .bytes = bytes};
	if (!check_ident(image, error))
		return false;
	memcpy(&ehdr, data, sizeof(ehdr));
	if (!check_header(&ehdr, error) || !check_program_headers(image, &ehdr, error) ||
	    !check_section_headers(image, &ehdr, error))
		return false;
	elf_version(EV_CURRENT);
	image->elf = elf_memory((char *)data, bytes);
	if (!image->elf)
		return plan_refuse(error, "%s", elf_errmsg(-1));
	image->entry = ehdr.e_entry;
	return check_sections(image, error);
}

/* p_vaddr matters only modulo the alignment, and to find an entry point given as linear. */
static bool check_segment(const struct elf_image *image, int n, const GElf_Phdr *phdr,
			  const struct plan_error *error)
{
	if (phdr->p_filesz > phdr->p_memsz)
		return plan_refuse(error,
				   "program header %d: p_filesz 0x%llx is more than p_memsz 0x%llx",
				   n, (ull)phdr->p_filesz, (ull)phdr->p_memsz);
	if (!fits(phdr->p_offset, phdr->p_filesz, image->bytes))
		return plan_refuse(error,
				   "program header %d: p_offset 0x%llx + p_filesz 0x%llx is past "
				   "the end of the file (0x%zx bytes)",
				   n, (ull)phdr->p_offset, (ull)phdr->p_filesz, image->bytes);
	if (phdr->p_align > 1 && !power_of_2(phdr->p_align))
		return plan_refuse(error, "program header %d: p_align 0x%llx is no power of 2", n,
				   (ull)phdr->p_align);
	if (phdr->p_align > 1 && ((phdr->p_vaddr ^ phdr->p_offset) & (phdr->p_align - 1)))
		return plan_refuse(error,
				   "program header %d: p_vaddr 0x%llx and p_offset 0x%llx differ "
				   "modulo p_align 0x%llx",
				   n, (ull)phdr->p_vaddr, (ull)phdr->p_offset, (ull)phdr->p_align);
	if (!fits(phdr->p_vaddr, phdr->p_memsz, 1ull << 32))
		return plan_refuse(
		    error, "program header %d: p_vaddr 0x%llx + p_memsz 0x%llx is past 4 GiB", n,
		    (ull)phdr->p_vaddr, (ull)phdr->p_memsz);
	return true;
}

static bool load_segment(const struct elf_image *image, int n, const GElf_Phdr *phdr,
			 struct plan *plan, const struct plan_error *error)
{
	char what[32];

	if (phdr->p_type != PT_LOAD)
		return true;
	if (!check_segment(image, n, phdr, error))
		return false;
	snprintf(what, sizeof(what), "program header %d", n);
	return !phdr->p_memsz || plan_load(plan, phdr->p_paddr, image->data + phdr->p_offset,
					   phdr->p_filesz, phdr->p_memsz, what, error);
}

/* The entry point is physical (Multiboot 3.1.2), but some kernels give the linear one. */
static bool find_entry(struct elf_image *image, const struct plan *plan, int headers,
		       const struct plan_error *error)
{
	const uint32_t entry = image->entry;

	if (plan_piece_at(plan, entry))
		return true;
	for (int n = 0; n < headers; n++) {
		GElf_Phdr phdr;

		if (!gelf_getphdr(image->elf, n, &phdr) || phdr.p_type != PT_LOAD ||
		    entry < phdr.p_vaddr || entry - phdr.p_vaddr >= phdr.p_memsz)
			continue;
		image->entry = (uint32_t)(entry - phdr.p_vaddr + phdr.p_paddr);
		return true;
	}
	return plan_refuse(error, "e_entry 0x%x lies in no loaded segment", entry);
}

bool elf_image_load(struct elf_image *image, struct plan *plan, const struct plan_error *error)
{
	size_t headers = 0;

	if (elf_getphdrnum(image->elf, &headers))
		return plan_refuse(error, "program headers: %s", elf_errmsg(-1));
	for (int n = 0; n < (int)headers; n++) {
		GElf_Phdr phdr;

		if (!gelf_getphdr(image->elf, n, &phdr))
			return plan_refuse(error, "program header %d: %s", n, elf_errmsg(-1));
		if (!load_segment(image, n, &phdr, plan, error))
			return false;
	}
	if (!plan_end(plan))
		return plan_refuse(error, "no program header is PT_LOAD: there is nothing to load");
	return find_entry(image, plan, (int)headers, error);
}

static bool load_section(const struct elf_image *image, const GElf_Shdr *from, Elf32_Shdr *to,
			 struct plan *plan, const struct plan_error *error)
{
	uint64_t pa;

	if ((from->sh_type != SHT_SYMTAB && from->sh_type != SHT_STRTAB) ||
	    from->sh_flags & SHF_ALLOC || !from->sh_size)
		return true;
	if (!plan_find(plan, plan_end(plan), from->sh_size, 16, &pa))
		return plan_refuse(error, "no room in RAM for its symbols (0x%llx bytes)",
				   (ull)from->sh_size);
	to->sh_addr = (uint32_t)pa;
	return plan_load(plan, pa, image->data + from->sh_offset, from->sh_size, from->sh_size,
			 "symbols", error);
}

Elf32_Shdr *elf_image_load_sections(struct elf_image *image, struct plan *plan,
				    const struct plan_error *error)
{
	Elf32_Shdr *copy = plan_alloc(plan, image->sections * sizeof(*copy));

	if (!copy)
		return plan_refuse(error, "out of host memory"), NULL;
	for (size_t n = 1; n < image->sections; n++) {
		GElf_Shdr shdr;

		if (!gelf_getshdr(elf_getscn(image->elf, n), &shdr))
			return plan_refuse(error, "section header %zu: %s", n, elf_errmsg(-1)),
			       NULL;
		copy[n] = (Elf32_Shdr){
		    .sh_name = shdr.sh_name,
		    .sh_type = shdr.sh_type,
		    .sh_flags = (Elf32_Word)shdr.sh_flags,
		    .sh_addr = (Elf32_Addr)shdr.sh_addr,
		    .sh_offset = (Elf32_Off)shdr.sh_offset,
		    .sh_size = (Elf32_Word)shdr.sh_size,
		    .sh_link = shdr.sh_link,
		    .sh_info = shdr.sh_info,
		    .sh_addralign = (Elf32_Word)shdr.sh_addralign,
		    .sh_entsize = (Elf32_Word)shdr.sh_entsize,
		};
		if (!load_section(image, &shdr, &copy[n], plan, error))
			return NULL;
	}
	return copy;
}

void elf_image_close(struct elf_image *image)
{
	if (image->elf)
		elf_end(image->elf);
	image->elf = NULL;
}
