/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * multiboot: images by the Multiboot specification 0.6.96: ELF32 through
 * libelf, or laid out by the header's own address fields; and the boot
 * information that such a kernel is given (3.3).
 */
#ifndef ZONEMU_EMU_LOADER_MULTIBOOT_H
#define ZONEMU_EMU_LOADER_MULTIBOOT_H

#include "emu/cpu/cpu.h"
#include "emu/loader/plan.h"

struct multiboot_module {
	uint8_t *data; /* of the plan */
	size_t bytes;
	const char *file, *string; /* string: the name and its arguments, as given */
};

struct multiboot_request {
	uint8_t *data; /* the kernel's file, of the plan */
	size_t bytes;
	const char *cmdline;
	const struct multiboot_module *modules;
	unsigned module_count;
};

/* Is there a multiboot header in the first 8192 bytes, whatever else the file is? */
bool multiboot_is_kernel(const uint8_t *data, size_t bytes);

/* Plan all of it; how to enter it. False: refused, naming the field. */
bool multiboot_plan(struct plan *plan, const struct multiboot_request *request,
		    struct cpu_multiboot_entry *entry, const struct plan_error *error);

#endif
