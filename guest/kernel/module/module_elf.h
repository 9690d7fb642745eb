/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_elf: a .ko file as bytes: is it sound, how large will it be, where does each
 * section go, what are its symbols worth. Nothing here knows of the running kernel, so
 * that broken files can be thrown at it anywhere.
 */
#ifndef KERNEL_MODULE_ELF_H
#define KERNEL_MODULE_ELF_H

#include <linux/elf.h>
#include <linux/types.h>

/* Where a section that is kept goes, at first as an offset into one of the layouts. */
struct module_section {
	u32 offset;
	u32 addr; /* as the processor will see it; 0: not kept */
	u8 *data; /* as it can be written now */
	bool kept, init;
};

struct module_size {
	u32 text, ro, all; /* bytes, each from the layout's beginning, page-aligned */
};

struct module_elf {
	const u8 *image;
	size_t len;
	const Elf32_Ehdr *hdr;
	const Elf32_Shdr *sechdrs;
	const Elf32_Sym *syms;
	const char *strtab;
	u32 num_syms;
	u32 this_module, modinfo, percpu; /* indices of sections; 0: none */
	struct module_size core, init;

	struct module_section *sec; /* hdr->e_shnum of them */
	u32 *sym_value;		    /* num_syms */
	char why[160];		    /* of a negative return: what is wrong */
};

/*
 * All negative returns leave a reason in why. Open looks at everything that later steps
 * rely on; image must live until close and be aligned to 4. Whatever open returned, close.
 */
int module_elf_open(struct module_elf *elf, const void *image, size_t len);
void module_elf_close(struct module_elf *elf);

/* The section's name; the index of the section, 0: none. */
const char *module_elf_name(const struct module_elf *elf, u32 section);
u32 module_elf_find(const struct module_elf *elf, const char *name);

/*
 * The value of the n-th string "tag=value" in .modinfo, or NULL. Valid while the file is.
 */
const char *module_elf_info(const struct module_elf *elf, const char *tag, unsigned int n);

/*
 * Copy the kept sections to core and init, both of the size that open found and cleared;
 * their addresses in the machine beside. The per-CPU section is copied to init, but its
 * address is percpu_addr.
 */
void module_elf_place(struct module_elf *elf, u8 *core, u32 core_addr, u8 *init, u32 init_addr,
		      u32 percpu_addr);

/* Values of all symbols; resolve is asked about undefined ones: 0, or a negative errno. */
int module_elf_resolve(struct module_elf *elf,
		       int (*resolve)(void *arg, const char *name, u32 *value), void *arg);
int module_elf_relocate(struct module_elf *elf);

#endif
