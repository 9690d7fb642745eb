/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * board: the chips of a PC of the i440FX and PIIX3/PIIX4 kind. Only the files of this folder name
 * them; nobody else includes this.
 */
#ifndef ZONEMU_EMU_BOARD_BOARD_H
#define ZONEMU_EMU_BOARD_BOARD_H

#include "devices/apic_bus.h"
#include "devices/debug_exit.h"
#include "devices/debugcon.h"
#include "devices/doorbell.h"
#include "devices/edu.h"
#include "devices/fw_cfg.h"
#include "devices/hpet.h"
#include "devices/i16550.h"
#include "devices/i440fx.h"
#include "devices/i8042.h"
#include "devices/i82077.h"
#include "devices/i8237.h"
#include "devices/i8254.h"
#include "devices/i8259.h"
#include "devices/ioapic.h"
#include "devices/isa_irq.h"
#include "devices/lapic.h"
#include "devices/lapic_window.h"
#include "devices/mc146818.h"
#include "devices/pc_testdev.h"
#include "devices/i2c_parport.h"
#include "devices/parport.h"
#include "devices/pci.h"
#include "devices/piix3.h"
#include "devices/piix3_ide.h"
#include "devices/piix4_pm.h"
#include "devices/sb16.h"
#include "devices/sht21.h"
#include "devices/piix4_smbus.h"
#include "devices/port61.h"
#include "devices/port92.h"
#include "devices/portf0.h"
#include "devices/bochs_vbe.h"
#include "devices/vga_pci.h"
#include "devices/vga_render.h"
#include "emu/loader/acpi.h"
#include "emu/loader/smbios.h"
#include "emu/machine_state.h"

enum {
	IRQ_TIMER = 0,
	IRQ_KEYBOARD = 1,
	IRQ_CASCADE = 2,
	IRQ_COM2 = 3,
	IRQ_COM1 = 4,
	IRQ_FLOPPY = 6,
	IRQ_PARALLEL = 7,
	IRQ_RTC = 8,
	IRQ_SCI = 9,
	IRQ_MOUSE = 12,
	IRQ_FPU = 13,
	IRQ_IDE = 14 /* and 15 for the second channel */
};

/*
 * The lines are 64 times as fast as their divisors say: a kernel that prints by polling would
 * otherwise spend nine tenths of its boot waiting for 115200 baud.
 */
#define SERIAL_HZ (64 * I16550_HZ)

/* So are the floppy drives where firmware runs, for it waits for them by polling. A kernel that is
 * booted directly has drives that turn as they do (-set floppy.speed=). */
#define FLOPPY_HASTE 64

#define ISA_BIOS_BYTES 0x20000
#define MSR_APIC_BASE  0x1b

struct serial_port {
	struct machine *machine;
	unsigned n;
	struct i16550 uart;
};

/* What is a processor's own. */
struct processor {
	struct machine *machine;
	unsigned n;
	struct lapic apic;
	struct lapic_window window;
	int window_number; /* of the memory map */
};

struct board {
	struct apic_bus apic_bus;
	struct processor processor[MACHINE_MAX_CPUS];
	struct ioapic ioapic;
	struct isa_irq isa_irq;
	struct irq_line irq0, irq8; /* the timer's and the RTC's, which the HPET may replace */
	struct hpet hpet;
	struct i8259 pic;
	struct i8254 pit;
	struct i8237 dma;
	struct port61 port61;
	struct mc146818 rtc;
	struct i8042 kbc;
	struct port92 port92;
	struct portf0 portf0;
	struct pci_bus pci;
	struct i440fx host;
	struct piix3 isa;
	struct piix3_ide ide;
	struct i82077 floppy;
	struct parport parallel;
	struct i2c_parport lpt; /* what is plugged in there, with a sensor of its own */
	struct sht21 lpt_sht21;
	struct weather *weather; /* around both; NULL: as it is set */
	struct piix4_pm pm;
	struct sht21 sht21;
	struct sb16 sb16;
	struct edu edu;
	int edu_window; /* of the memory map */
	struct vga_pci vga;
	int vga_direct; /* windows of the memory map */
	int vga_window[3];
	struct serial_port serial[MACHINE_SERIAL_PORTS];
	struct debug_exit debug_exit;
	struct debugcon debugcon[MACHINE_DEBUGCONS];
	struct pc_testdev testdev;
	struct fw_cfg fw_cfg;
	struct doorbell share;
	struct machine_boot boot;
};

/* interrupts.c */
void wire_apics(struct machine *machine);
struct irq_line isa_irq(struct machine *machine, int n);
void wire_pic(struct machine *machine);
void wire_hpet(struct machine *machine);
void reset_apics(struct board *board);
void preset_apics(struct board *board);
void reset_hpet(struct board *board);
void reset_pic(struct board *board);
void preset_pic(struct board *board);

/* processor.c */
void wire_fpu(struct machine *machine);
void reset_fpu(struct board *board);
struct cpu_board cpu_wires(struct processor *processor);

/* timers.c */
void wire_pit(struct machine *machine);
void wire_dma(struct machine *machine);
void wire_rtc(struct machine *machine);
void reset_pit(struct board *board);
void preset_pit(struct board *board);
void reset_dma(struct board *board);
void preset_dma(struct board *board);
void reset_rtc(struct board *board);

/* keyboard.c */
void wire_keyboard(struct machine *machine);
void reset_keyboard(struct board *board);
void preset_keyboard(struct board *board);

/* firmware.c */
void wire_firmware(struct machine *machine);
struct acpi_config acpi_config(const struct machine *machine);
struct smbios_config smbios_config(const struct machine *machine);
void wire_fw_cfg(struct machine *machine);
void reset_fw_cfg(struct board *board);

/* chipset.c */
void reset_pin(void *owner, int n, bool level);
void wire_pci(struct machine *machine);
void reset_pci(struct board *board);
void preset_pci(struct board *board);

/* drives.c */
void wire_ide(struct machine *machine);
void wire_floppy(struct machine *machine);
bool check_floppies(const struct machine_config *config, char *err, size_t err_bytes);
void reset_ide(struct board *board);
void preset_ide(struct board *board);
void reset_floppy(struct board *board);
void set_drive_cells(struct machine *machine);

/* display.c */
void wire_vga(struct machine *machine);
void reset_vga(struct board *board);
void preset_vga(struct board *board);

/* sound.c */
void wire_sound(struct machine *machine);
void reset_sound(struct board *board);

/* teaching.c */
void wire_edu(struct machine *machine);
void reset_edu(struct board *board);
void preset_edu(struct board *board);

/* surroundings.c */
void forget_weather(struct board *board);

/* ports.c */
void wire_serial(struct machine *machine);
void wire_parallel(struct machine *machine);
void wire_debug_exit(struct machine *machine);
void wire_debugcons(struct machine *machine);
void wire_share(struct machine *machine);
void wire_testdev(struct machine *machine);
void reset_testdev(struct board *board);
void reset_parallel(struct board *board);
void reset_serial(struct board *board);

#endif
