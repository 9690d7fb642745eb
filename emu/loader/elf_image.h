/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * elf_image: an ELF32 i386 executable as a boot loader sees it (System V ABI,
 * chapters 4 and 5, and its Intel386 supplement). Every field that is used is
 * checked and refused by name.
 */
#ifndef ZONEMU_EMU_LOADER_ELF_IMAGE_H
#define ZONEMU_EMU_LOADER_ELF_IMAGE_H

#include <gelf.h>

#include "emu/loader/plan.h"

struct elf_image {
	Elf *elf;
	uint8_t *data; /* of the plan */
	size_t bytes;
	uint32_t entry;		/* physical */
	size_t sections, names; /* e_shnum (0: no section table), e_shstrndx */
};

bool elf_image_is_elf(const uint8_t *data, size_t bytes);
/*
 * Check the file's headers; nothing is loaded yet. elf_image_close() in any case. libelf may
 * write into data.
 */
bool elf_image_open(struct elf_image *image, uint8_t *data, size_t bytes,
		    const struct plan_error *error);
/* The loadable segments go into the plan, at their physical addresses; entry is found. */
bool elf_image_load(struct elf_image *image, struct plan *plan, const struct plan_error *error);
/*
 * A copy of the section headers, as the Multiboot information wants them: the
 * symbol table and its strings loaded above the image, sh_addr telling where.
 * NULL: refused.
 */
Elf32_Shdr *elf_image_load_sections(struct elf_image *image, struct plan *plan,
				    const struct plan_error *error);
void elf_image_close(struct elf_image *image);

#endif
