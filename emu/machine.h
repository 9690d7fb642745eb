/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * machine: the PC as a whole: processor, memory, chips, virtual time, and the
 * loop that runs them. Only emu/board names chips.
 *
 * Threads: machine_run() owns the machine. Everything marked "any thread" may
 * be called while it runs; the rest only from hooks on its own thread, or
 * while it does not run.
 */
#ifndef ZONEMU_EMU_MACHINE_H
#define ZONEMU_EMU_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "devices/snapshot.h"
#include "emu/cpu/cpu.h"
#include "mmu/physmap.h"

struct machine;
struct chardev;	 /* emu/chardev/chardev.h */
struct firmware; /* emu/loader/firmware.h */
struct share;	 /* emu/share.h */
struct fw_cfg;	 /* devices/fw_cfg.h */

#define MACHINE_MAX_CPUS     8
#define MACHINE_SERIAL_PORTS 2
#define MACHINE_DEBUGCONS    4
#define MACHINE_IDE_DRIVES   4 /* primary master and slave, secondary master and slave */
#define MACHINE_FLOPPIES     2
#define MACHINE_TEXT_COLUMNS 80
#define MACHINE_TEXT_ROWS    25

struct block; /* devices/block.h */

struct machine_drive {
	bool present, cdrom;
	const struct block *medium; /* NULL: an empty CD-ROM or floppy drive; not owned */
};

/* What firmware is told about booting (-boot). */
struct machine_boot {
	/* letters a (floppy), c (disk), d (CD), n (network); "": firmware's own. once: until the
	 * first reset. */
	char order[4], once[4];
	bool menu, no_floppy_check;
	int menu_wait_ms, reboot_ms; /* reboot_ms: after a failure; negative: not given */
};

/* What is plugged into the parallel port (-device i2c-parport, -parallel none). */
struct machine_i2c_parport {
	bool none;
	unsigned type; /* Linux's number of the adapter (devices/i2c_parport.h) */
};

/* A sound card (-device sb16). */
struct audio; /* emu/audio.h */
struct machine_sb16 {
	bool present;
	uint16_t base;
	unsigned irq, dma, dma16;
	struct audio *audio; /* where it plays; not owned */
};

/* The teaching device (-device edu). */
struct machine_edu {
	bool present;
	uint64_t dma_mask;
};

/* A port that prints (isa-debugcon). */
struct machine_debugcon {
	uint16_t port;
	uint8_t readback;
	struct chardev *line; /* not owned */
};

struct machine_config {
	uint64_t ram_bytes;
	struct machine_drive ide[MACHINE_IDE_DRIVES], floppy[MACHINE_FLOPPIES];
	unsigned cpus;			 /* 0 is 1 */
	const struct firmware *firmware; /* runs at reset; NULL: a kernel is booted; not owned */
	struct chardev *serial[MACHINE_SERIAL_PORTS]; /* NULL: nothing attached; not owned */
	int64_t rtc_base_s; /* seconds since 1970 at reset; negative: the host's clock, read once */
	unsigned ns_shift;  /* an instruction takes 1 << ns_shift ns of virtual time */
	bool paced;	    /* idle time passes by the wall clock (interactive runs) */
	bool debug_exit;    /* -device isa-debug-exit */
	uint16_t debug_exit_base, debug_exit_bytes;
	struct machine_debugcon debugcon[MACHINE_DEBUGCONS];
	unsigned debugcons;
	struct machine_i2c_parport i2c_parport;
	struct machine_sb16 sb16;
	struct machine_edu edu;
	struct share *share; /* -share; NULL: none; not owned */
	bool pc_testdev;     /* -device pc-testdev */
	bool no_window;	     /* firmware is told that its screen is the serial port */
	struct machine_boot boot;
	bool no_hpet, no_acpi;
	uint8_t uuid[16]; /* as written, the first byte first; zeros: none */
	bool no_reboot;	  /* a reset ends the run, with status 0 */
	bool no_shutdown; /* a power-off pauses instead */
	bool start_paused;
};

/* NULL: err holds one line. config is copied. */
struct machine *machine_create(const struct machine_config *config, char *err, size_t err_bytes);
void machine_destroy(struct machine *machine);

struct physmap *machine_physmap(struct machine *machine);
struct cpu *machine_cpu(struct machine *machine, unsigned n);
unsigned machine_cpus(const struct machine *machine);
struct iobus *machine_iobus(struct machine *machine);
struct clock *machine_clock(struct machine *machine);
/* What firmware reads; items are added before machine_run(). */
struct fw_cfg *machine_fw_cfg(struct machine *machine);

/* Set "device.property=value"; at an instruction boundary. False: err holds one line. */
bool machine_set(struct machine *machine, const char *spec, char *err, size_t err_bytes);
void machine_list_properties(FILE *out);
struct machine_property {
	const char *name, *help;
	double least, most, value;
};
/* The nth of them that are numbers, as it is now. False: there are no more. */
bool machine_property(struct machine *machine, unsigned n, struct machine_property *property);

/* Called at creation and after each reset, to put the kernel in place. */
void machine_set_loader(struct machine *machine,
			bool (*load)(void *ctx, struct machine *machine, char *err,
				     size_t err_bytes),
			void *ctx);

/*
 * Run until the guest powers off, the exit port is written, machine_quit() is
 * called or nothing can go on. Returns zonemu's exit status (design.md, section 3).
 */
int machine_run(struct machine *machine);

/* ---- any thread ---- */
void machine_quit(struct machine *machine, int status);
void machine_pause(struct machine *machine, bool paused);
bool machine_paused(const struct machine *machine);
void machine_reset(struct machine *machine);
/* When paused: execute n instructions and pause again. */
void machine_step(struct machine *machine, uint64_t n);
/* At a boundary: whether idle time passes by the wall clock. */
void machine_set_paced(struct machine *machine, bool paced);
/* Slow the guest: percent of full speed, 1 to 100. */
void machine_set_speed(struct machine *machine, unsigned percent);
/* Instructions executed and virtual ns, as of the last boundary. */
uint64_t machine_insns(const struct machine *machine);
uint64_t machine_now_ns(const struct machine *machine);
/* Run fn on the machine's thread at the next instruction boundary and wait for it; at most a few
 * ms away, also when paused or halted. Returns false when the machine has ended. */
bool machine_at_boundary(struct machine *machine, void (*fn)(void *ctx, struct machine *machine),
			 void *ctx);

/* Something was pushed into a serial port's chardev: look at it soon. */
void machine_wake(struct machine *machine);

/* Keys, as PS/2 set-1 make/break codes with E0 prefixes given as separate bytes. Recorded input. */
void machine_key(struct machine *machine, uint8_t set1_code);

/* The picture on the monitor, kept by who looks at it; zero-initialise. */
struct machine_picture {
	uint32_t *px; /* 0x00rrggbb, w * h; freed by machine_picture_free() */
	unsigned w, h;
	bool text; /* it is the text screen, 80x25 */
	size_t room;
	uint64_t changes; /* as of when it was drawn */
	unsigned phase;
};
/* Bring it up to date; true: it has changed. False without host memory, too. From a hook or at a
 * boundary. */
bool machine_look(struct machine *machine, struct machine_picture *picture);
void machine_picture_free(struct machine_picture *picture);

/* The mouse: counts (y upwards), and buttons (1 left, 2 right, 4 middle). At a boundary. */
void machine_mouse_move(struct machine *machine, int dx, int dy, int dz);
void machine_mouse_buttons(struct machine *machine, uint8_t buttons);

/* The text screen: 80x25 cells of (attribute << 8 | character), and the cursor (cell index, or -1
 * when hidden). From a hook or at a boundary. */
int machine_text_screen(const struct machine *machine, uint16_t *cells);

/* The processor whose turn it is, or was last. */
struct cpu *machine_current_cpu(struct machine *machine);

/* Something that a user should see, and the frame that it is about: kept until the next one. From a
 * hook or at a boundary, as is looking at it. */
struct machine_notice {
	char text[400];
	uint32_t pfn;
	unsigned number; /* 0: none yet */
};
void machine_set_notice(struct machine *machine, const char *text, uint32_t pfn);
const struct machine_notice *machine_notice(const struct machine *machine);
/* How often machine_load() has put another state in place: what was told of the old one may come
 * again. */
unsigned machine_loads(const struct machine *machine);

/* ---- onlookers (emu/hooks.c); call before machine_run(), at a boundary or in a deferred call ----
 */
#define MACHINE_MAX_ONLOOKERS 8
/* Several onlookers may listen; hooks is copied. Returns a number for machine_remove_hooks(). */
int machine_add_hooks(struct machine *machine, const struct cpu_hooks *hooks);
void machine_remove_hooks(struct machine *machine, int number);
/* Probes are counted: as many "on" as "off". Every onlooker's probe() hears of every probe. */
void machine_set_probe(struct machine *machine, uint32_t la, bool on);
/* From inside a hook: run fn on this thread at the next instruction boundary, without waiting. */
void machine_defer(struct machine *machine, void (*fn)(void *ctx, struct machine *machine),
		   void *ctx);

/*
 * Put a medium (or, with NULL, none) into drive n: the IDE drives, then the floppies. force: though
 * the guest has locked the tray; without, the guest is told that somebody wants it open. At a
 * boundary. False: err says why not ("is locked ...").
 */
bool machine_change_medium(struct machine *machine, unsigned n, const struct block *medium,
			   bool force, char *err, size_t err_bytes);
enum machine_tray { TRAY_OPEN, TRAY_LOCKED };
bool machine_tray_is(const struct machine *machine, unsigned n, enum machine_tray what);

/* The power button is pressed. At a boundary. */
void machine_power_button(struct machine *machine);

/* ---- snapshots (emu/snapshot.c); before machine_run() or at a boundary ---- */
void machine_save(struct machine *machine, struct snap_buf *buf);
/* Into a machine of the same configuration. False: err holds one line, and the machine is unfit. */
bool machine_load(struct machine *machine, struct snap_buf *buf, char *err, size_t err_bytes);

/* What a chip calls the register at a port that it claims; "" where there is no name. */
struct io_claim;
const char *machine_register_name(const struct io_claim *claim, uint16_t port, bool write);

/* The monitor's views of the board ("pic", "ioapic", "lapic" of processor n, "pci", "mtree").
 * False: no such view. */
bool machine_info(struct machine *machine, const char *what, unsigned n, FILE *out);

#endif
