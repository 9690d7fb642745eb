/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 82441FX PCI and memory controller (440FX PCIset, datasheet 290549-001,
 * "Register Description"). It lives in PCI configuration space, 00:00.0:
 *
 *	50-58  memory controller settings (kept)
 *	59-5F  PAM: shadow attributes of C0000h-FFFFFh
 *	60-67  DRB: row boundaries in 8 MiB
 *	72     SMRAM control
 *
 * NOT IMPLEMENTED: memory timing and refresh have no effect; the fixed DRAM
 * hole (68h); the turbo reset control (93h: use CF9h); error reporting; more
 * than 1 GiB is beyond the part, and reads as a last row that ends later.
 */
#include "devices/i440fx.h"

#include <stddef.h>

enum {
	PAM0 = 0x59,
	PAM6 = 0x5f,
	DRB0 = 0x60,
	SMRAM = 0x72,
};

#define PAM_READ	 1
#define PAM_WRITE	 2
#define SMRAM_OPEN	 0x40
#define SMRAM_LOCK	 0x10
#define SMRAM_ENABLE	 0x08
#define SMRAM_LOCK_WMASK 0x20 /* once locked only D_CLS may change */
#define SMRAM_WMASK	 0x78
#define SMRAM_BASE	 0x02

void i440fx_segment(unsigned n, uint32_t *first, uint32_t *bytes)
{
	*first = n ? 0xc0000 + (n - 1) * 0x4000 : 0xf0000;
	*bytes = n ? 0x4000 : 0x10000;
}

/* Segment 0 is the high half of PAM0; 1 and 2 are the halves of PAM1, and so on. */
void i440fx_get_pam(const struct i440fx *host, unsigned n, bool *read_dram, bool *write_dram)
{
	uint8_t pam = host->fn.config[PAM0 + (n + 1) / 2];
	uint8_t bits = n % 2 ? pam : pam >> 4;

	*read_dram = bits & PAM_READ;
	*write_dram = bits & PAM_WRITE;
}

static void tell_pam(const struct i440fx *host)
{
	bool read_dram, write_dram;

	for (unsigned n = 0; host->pam && n < I440FX_SEGMENTS; n++) {
		i440fx_get_pam(host, n, &read_dram, &write_dram);
		host->pam(host->ctx, n, read_dram, write_dram);
	}
}

static void tell_smram(struct i440fx *host)
{
	uint8_t *smram = &host->fn.config[SMRAM];

	/* SMRAM, D_LCK: it closes the space and makes itself and D_OPEN read-only */
	if (*smram & SMRAM_LOCK) {
		*smram &= ~SMRAM_OPEN;
		host->fn.write_mask[SMRAM] = SMRAM_LOCK_WMASK;
	}
	if (host->smram)
		host->smram(host->ctx, *smram & SMRAM_ENABLE && *smram & SMRAM_OPEN);
}

static bool touches(unsigned off, unsigned bytes, unsigned first, unsigned last)
{
	return off <= last && off + bytes > first;
}

static void written(void *owner, unsigned off, unsigned bytes)
{
	struct i440fx *host = owner;

	if (touches(off, bytes, PAM0, PAM6))
		tell_pam(host);
	if (touches(off, bytes, SMRAM, SMRAM))
		tell_smram(host);
}

void i440fx_reset(struct i440fx *host)
{
	struct pci_function *fn = &host->fn;

	pci_function_reset(fn);
	pci_set16(fn, PCI_COMMAND, 0x0006);
	pci_set16(fn, PCI_STATUS, 0x0280);
	for (unsigned i = 0x50; i < PCI_CONFIG_BYTES; i++)
		fn->config[i] = 0;
	fn->config[0x57] = 0x01;
	for (unsigned i = 0; i < 8; i++)
		fn->config[DRB0 + i] = 0x01;
	fn->config[SMRAM] = SMRAM_BASE;
	fn->write_mask[SMRAM] = SMRAM_WMASK;
	tell_pam(host);
	tell_smram(host);
}

void i440fx_preset(struct i440fx *host)
{
	uint64_t units = host->ram_bytes >> 23;

	for (unsigned i = 0; i < 8; i++) {
		uint64_t end = i < 7 && units > (i + 1) * 16 ? (i + 1) * 16 : units;

		host->fn.config[DRB0 + i] = (uint8_t)(end > 255 ? 255 : end);
	}
	host->fn.config[PAM0] = PAM_READ << 4;
	for (unsigned i = PAM0 + 1; i <= PAM6; i++)
		host->fn.config[i] = (PAM_READ | PAM_WRITE) * 0x11;
	tell_pam(host);
}

void i440fx_set_map(struct i440fx *host,
		    void (*pam)(void *ctx, unsigned segment, bool read_dram, bool write_dram),
		    void (*smram)(void *ctx, bool open), void *ctx)
{
	host->pam = pam;
	host->smram = smram;
	host->ctx = ctx;
	tell_pam(host);
	tell_smram(host);
}

void i440fx_init(struct i440fx *host, struct pci_bus *bus, uint64_t ram_bytes)
{
	struct pci_function *fn = &host->fn;

	*host = (struct i440fx){.ram_bytes = ram_bytes};
	fn->owner = host;
	fn->written = written;
	pci_identify(fn, 0x8086, 0x1237, 0x02, 0x060000);
	fn->write_mask[PCI_COMMAND] = 0x40; /* memory and master are always on */
	fn->write_mask[0x0d] = 0xf8;	    /* latency timer */
	fn->write_mask[PCI_INTERRUPT_LINE] = 0;
	for (unsigned i = 0x50; i < 0x59; i++)
		fn->write_mask[i] = 0xff;
	fn->write_mask[PAM0] = 0x30;
	for (unsigned i = PAM0 + 1; i <= PAM6; i++)
		fn->write_mask[i] = 0x33;
	for (unsigned i = DRB0; i < DRB0 + 8; i++)
		fn->write_mask[i] = 0xff;
	fn->write_mask[0x68] = 0xc0;
	fn->write_mask[0x70] = 0xf8; /* multi-transaction timer */
	pci_add(bus, fn, 0, 0);
	i440fx_reset(host);
}
