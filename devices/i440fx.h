/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i440fx: the host bridge (82441FX, PCI 00:00.0): DRAM row boundaries, the
 * shadow attributes of C0000h-FFFFFh (PAM) and SMRAM.
 */
#ifndef ZONEMU_DEVICES_I440FX_H
#define ZONEMU_DEVICES_I440FX_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/pci.h"

#define I440FX_SEGMENTS 13

struct i440fx {
	struct pci_function fn;
	uint64_t ram_bytes;
	/* Segment n now reads from, or is written to, DRAM (else the PCI bus). May be NULL. */
	void (*pam)(void *ctx, unsigned segment, bool read_dram, bool write_dram);
	/* A0000h-BFFFFh is DRAM (SMRAM open), else the display. May be NULL. */
	void (*smram)(void *ctx, bool open);
	void *ctx;
};

void i440fx_init(struct i440fx *host, struct pci_bus *bus, uint64_t ram_bytes);
void i440fx_set_map(struct i440fx *host,
		    void (*pam)(void *ctx, unsigned segment, bool read_dram, bool write_dram),
		    void (*smram)(void *ctx, bool open), void *ctx);
void i440fx_reset(struct i440fx *host);
/* What firmware leaves: C0000h-FFFFFh shadowed, the BIOS (F0000h) read-only. */
void i440fx_preset(struct i440fx *host);

/* Where segment n (0-12) lies: 0 is F0000h, 64 KiB; 1-12 are C0000h up, 16 KiB each. */
void i440fx_segment(unsigned n, uint32_t *first, uint32_t *bytes);
void i440fx_get_pam(const struct i440fx *host, unsigned n, bool *read_dram, bool *write_dram);

#endif
