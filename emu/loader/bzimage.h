/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bzimage: Linux kernels by the x86 boot protocol (Documentation/x86/boot.rst),
 * 2.00 to 2.15, entered in 32-bit mode: the protected-mode code, the zero page
 * (zero-page.rst), the command line, and the initial RAM disk as high as the
 * kernel allows.
 */
#ifndef ZONEMU_EMU_LOADER_BZIMAGE_H
#define ZONEMU_EMU_LOADER_BZIMAGE_H

#include "emu/cpu/cpu.h"
#include "emu/loader/plan.h"

struct bzimage_request {
	const uint8_t *data; /* the kernel's file, of the plan */
	size_t bytes;
	const char *cmdline;
	const char *initrd_file; /* NULL: none */
	const uint8_t *initrd;	 /* of the plan */
	size_t initrd_bytes;
};

/* Is it a boot sector with the kernel's setup header, sound or not? */
bool bzimage_is_kernel(const uint8_t *data, size_t bytes);

/* Plan all of it; how to enter it. False: refused, naming the field. */
bool bzimage_plan(struct plan *plan, const struct bzimage_request *request,
		  struct cpu_linux_entry *entry, const struct plan_error *error);

#endif
