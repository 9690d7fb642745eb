/* SPDX-License-Identifier: GPL-2.0-only */
/* registers: what the chips' datasheets call the registers at their ports, for traces. */
#include <string.h>

#include "devices/iobus.h"
#include "emu/machine.h"

#define MOST 32

/* A chip by the name of its claim; "read/write" where the two differ. */
/* clang-format off */
static const struct chip {
	const char *claim;
	unsigned shift; /* ports a register, as a power of 2 */
	const char *name[MOST];
} chips[] = {
	{"dma1", 0, {"ch0 address", "ch0 count", "ch1 address", "ch1 count", "ch2 address", "ch2 count", "ch3 address", "ch3 count", "status/command", "request", "mask", "mode", "clear byte pointer", "temporary/master clear", "clear mask", "all mask"}},
	{"dma2", 1, {"ch4 address", "ch4 count", "ch5 address", "ch5 count", "ch6 address", "ch6 count", "ch7 address", "ch7 count", "status/command", "request", "mask", "mode", "clear byte pointer", "temporary/master clear", "clear mask", "all mask"}},
	{"dma pages", 0, {"POST", "ch2 page", "ch3 page", "ch1 page", "scratch", "scratch", "scratch", "ch0 page", "scratch", "ch6 page", "ch7 page", "ch5 page", "scratch", "scratch", "scratch", "refresh page"}},
	{"pic1", 0, {"IRR or ISR/ICW1, OCW2, OCW3", "IMR/ICW2-4, OCW1"}},
	{"pic2", 0, {"IRR or ISR/ICW1, OCW2, OCW3", "IMR/ICW2-4, OCW1"}},
	{"elcr", 0, {"IRQ 0-7", "IRQ 8-15"}},
	{"timer", 0, {"counter 0", "counter 1", "counter 2", "/control"}},
	{"port61", 0, {"", "speaker and NMI"}},
	{"rtc", 0, {"/index", "data"}},
	{"serial0", 0, {"RBR/THR", "IER", "IIR/FCR", "LCR", "MCR", "LSR", "MSR", "SCR"}},
	{"serial1", 0, {"RBR/THR", "IER", "IIR/FCR", "LCR", "MCR", "LSR", "MSR", "SCR"}},
	{"parallel0", 0, {"data", "status", "control"}},
	{"pci", 0, {"CONFIG_ADDRESS", "CONFIG_ADDRESS", "CONFIG_ADDRESS", "CONFIG_ADDRESS", "CONFIG_DATA", "CONFIG_DATA", "CONFIG_DATA", "CONFIG_DATA"}},
	{"keyboard", 0, {"data", "", "", "", "status/command"}},
	{"fpu", 0, {"/IGNNE#"}},
	{"port92", 0, {"", "", "A20 and reset"}},
	{"smbus", 0, {"SMBHSTSTS", "SMBSLVSTS", "SMBHSTCNT", "SMBHSTCMD", "SMBHSTADD", "SMBHSTDAT0", "SMBHSTDAT1", "SMBBLKDAT", "SMBSLVCNT", "SMBSHDWCMD", "SMBSLVEVT", "SMBSLVEVT", "SMBSLVDAT", "SMBSLVDAT"}},
	{"sb16", 0, {"FM", "FM", "FM", "FM", "mixer index", "mixer data", "/reset", "", "FM", "FM", "DSP data", "", "DSP status/DSP command", "", "DSP data ready", "16-bit acknowledge"}},
	{"mpu401", 0, {"data", "status/command"}},
	{"floppy", 0, {"", "", "DOR", "TDR", "MSR/DSR", "FIFO", "", "DIR/CCR"}},
};
/* clang-format on */

const char *machine_register_name(const struct io_claim *claim, uint16_t port, bool write)
{
	static const char empty[] = "";
	/* Where a chip has several claims, the table goes on from a multiple of 8. */
	unsigned off = port - (claim->count < 8 ? claim->first & ~7u : claim->first);

	for (size_t i = 0; i < sizeof(chips) / sizeof(chips[0]); i++) {
		const char *name, *slash;

		if (strcmp(chips[i].claim, claim->name) || off >> chips[i].shift >= MOST)
			continue;
		name = chips[i].name[off >> chips[i].shift];
		slash = name ? strchr(name, '/') : NULL;
		return !name ? empty : slash && write ? slash + 1 : name;
	}
	return empty;
}
