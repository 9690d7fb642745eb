/* SPDX-License-Identifier: GPL-2.0-only */
/* share: the host's side of -share DIR (guest/abi/share.h). Everything that comes from the host's
 * files comes through share_answer(). */
#ifndef ZONEMU_EMU_SHARE_H
#define ZONEMU_EMU_SHARE_H

#include <stddef.h>
#include <stdint.h>

#include "devices/memory.h"

struct share;

/* NULL: err holds one line. */
struct share *share_open(const char *path, char *err, size_t err_bytes);
/* NULL is fine. */
void share_close(struct share *share);
/* Carry out the request at pa. What is wrong with it, the guest is told in its result. */
void share_answer(struct share *share, const struct memory_bus *memory, uint64_t ram_bytes,
		  uint32_t pa);

#endif
