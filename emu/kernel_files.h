/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernel_files: where the mini-kernel and its shell are: in the build tree, in an installed tree
 * wherever it was put, or under the PREFIX of the build. A path has room for PATH_MAX bytes.
 */
#ifndef ZONEMU_EMU_KERNEL_FILES_H
#define ZONEMU_EMU_KERNEL_FILES_H

#include <stdbool.h>

struct options;

/* False: it is nowhere. */
bool kernel_files_kernel(char *path);

/*
 * What to give to the kernel beside what -initrd names: the shell that lies beside it, if it is
 * the mini-kernel, if neither -initrd nor a word for the kernel says otherwise, and if RAM holds
 * it. False: nothing.
 */
bool kernel_files_shell(const char *kernel_path, const struct options *options, char *path);

#endif
