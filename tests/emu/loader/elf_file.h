/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * elf_file: a small sound multiboot kernel, made in memory, for tests to spoil:
 * two segments, a symbol table, and places of every field by name.
 */
#ifndef ZONEMU_TESTS_EMU_LOADER_ELF_FILE_H
#define ZONEMU_TESTS_EMU_LOADER_ELF_FILE_H

#include <elf.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define LOAD_BASE  0xc0000000u
#define TEXT_PA	   0x00100000u
#define DATA_PA	   0x00102000u
#define TEXT_BYTES 0x200u
#define DATA_BYTES 0x100u
#define BSS_BYTES  0x3000u

enum {
	SECTION_NULL,
	SECTION_TEXT,
	SECTION_SYMTAB,
	SECTION_STRTAB,
	SECTION_SHSTRTAB,
	FILE_SECTIONS
};

struct elf_file {
	Elf32_Ehdr ehdr;
	Elf32_Phdr phdr[3];
	uint8_t pad[0x1000 - sizeof(Elf32_Ehdr) - 3 * sizeof(Elf32_Phdr)];
	struct {
		uint32_t header[8]; /* magic, flags, checksum, five addresses */
		uint8_t code[TEXT_BYTES - 32];
	} text; /* at 0x1000 */
	uint8_t pad2[0x1000 - TEXT_BYTES];
	uint8_t data[DATA_BYTES]; /* at 0x2000 */
	Elf32_Sym symbols[2];
	char strings[16], names[48];
	Elf32_Shdr shdr[FILE_SECTIONS];
};

static inline void elf_file_flags(struct elf_file *file, uint32_t flags)
{
	file->text.header[0] = 0x1badb002;
	file->text.header[1] = flags;
	file->text.header[2] = -(0x1badb002 + flags);
}

static inline void elf_file_headers(struct elf_file *file)
{
	static const unsigned char ident[EI_NIDENT] = {0x7f,	   'E',		'L',	   'F',
						       ELFCLASS32, ELFDATA2LSB, EV_CURRENT};

	file->ehdr = (Elf32_Ehdr){
	    .e_type = ET_EXEC,
	    .e_machine = EM_386,
	    .e_version = EV_CURRENT,
	    .e_entry = TEXT_PA + 0x20,
	    .e_phoff = offsetof(struct elf_file, phdr),
	    .e_shoff = offsetof(struct elf_file, shdr),
	    .e_ehsize = sizeof(Elf32_Ehdr),
	    .e_phentsize = sizeof(Elf32_Phdr),
	    .e_phnum = 3,
	    .e_shentsize = sizeof(Elf32_Shdr),
	    .e_shnum = FILE_SECTIONS,
	    .e_shstrndx = SECTION_SHSTRTAB,
	};
	memcpy(file->ehdr.e_ident, ident, sizeof(ident));
	file->phdr[0] = (Elf32_Phdr){PT_LOAD,	 0x1000,     LOAD_BASE + TEXT_PA, TEXT_PA,
				     TEXT_BYTES, TEXT_BYTES, PF_R | PF_X,	  0x1000};
	file->phdr[1] = (Elf32_Phdr){PT_LOAD,	 0x2000,    LOAD_BASE + DATA_PA, DATA_PA,
				     DATA_BYTES, BSS_BYTES, PF_R | PF_W,	 0x1000};
	file->phdr[2] = (Elf32_Phdr){.p_type = PT_GNU_STACK};
}

static inline void elf_file_sections(struct elf_file *file)
{
	static const char names[] = "\0.text\0.symtab\0.strtab\0.shstrtab";

	memcpy(file->names, names, sizeof(names));
	memcpy(file->strings, "\0start", 7);
	file->symbols[1] = (Elf32_Sym){
	    .st_name = 1, .st_value = LOAD_BASE + TEXT_PA + 0x20, .st_shndx = SECTION_TEXT};
	file->shdr[SECTION_TEXT] = (Elf32_Shdr){.sh_name = 1,
						.sh_type = SHT_PROGBITS,
						.sh_flags = SHF_ALLOC | SHF_EXECINSTR,
						.sh_addr = LOAD_BASE + TEXT_PA,
						.sh_offset = 0x1000,
						.sh_size = TEXT_BYTES,
						.sh_addralign = 16};
	file->shdr[SECTION_SYMTAB] = (Elf32_Shdr){.sh_name = 7,
						  .sh_type = SHT_SYMTAB,
						  .sh_offset = offsetof(struct elf_file, symbols),
						  .sh_size = sizeof(file->symbols),
						  .sh_link = SECTION_STRTAB,
						  .sh_info = 1,
						  .sh_addralign = 4,
						  .sh_entsize = sizeof(Elf32_Sym)};
	file->shdr[SECTION_STRTAB] = (Elf32_Shdr){.sh_name = 15,
						  .sh_type = SHT_STRTAB,
						  .sh_offset = offsetof(struct elf_file, strings),
						  .sh_size = sizeof(file->strings),
						  .sh_addralign = 1};
	file->shdr[SECTION_SHSTRTAB] = (Elf32_Shdr){.sh_name = 23,
						    .sh_type = SHT_STRTAB,
						    .sh_offset = offsetof(struct elf_file, names),
						    .sh_size = sizeof(file->names),
						    .sh_addralign = 1};
}

static inline void elf_file_make(struct elf_file *file)
{
	memset(file, 0, sizeof(*file));
	elf_file_headers(file);
	elf_file_sections(file);
	elf_file_flags(file, 3);
	memset(file->text.code, 0x90, sizeof(file->text.code));
	for (unsigned i = 0; i < DATA_BYTES; i++)
		file->data[i] = (uint8_t)(i * 7 + 1);
}

#endif
