/* SPDX-License-Identifier: GPL-2.0-only */
/* host_files: the host's files and memory, for tests that see the kernel's headers only. */
#ifndef TESTS_HOST_FILES_H
#define TESTS_HOST_FILES_H

#include <linux/types.h>

/* Exactly that much, so that the sanitizers notice one byte more. */
void *host_calloc(size_t size);
void host_free(void *p);
/* build/guest/modules/NAME.ko in memory of host_calloc(); NULL: not there. */
void *host_read_module(const char *name, size_t *len);

#endif
