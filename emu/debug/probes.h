/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * probes: the static probe points of an ELF file (.note.stapsdt, SystemTap SDT
 * version 3; guest/abi/probe.h) and the values of their arguments.
 */
#ifndef ZONEMU_EMU_DEBUG_PROBES_H
#define ZONEMU_EMU_DEBUG_PROBES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "emu/cpu/cpu.h"
#include "emu/debug/symbols.h"

#define PROBE_MAX_ARGS 8

struct probe_arg {
	enum { PROBE_ARG_UNKNOWN, PROBE_ARG_REG, PROBE_ARG_IMM, PROBE_ARG_MEM } kind;
	bool is_signed;
	uint8_t bytes;		/* 1, 2, 4 or 8 */
	uint8_t scale;		/* of index */
	char base[8], index[8]; /* register names without %; "" for none */
	int64_t disp;		/* displacement, or the immediate */
};

struct probe {
	uint32_t la;
	const char *provider, *name, *args; /* as in the note */
	unsigned arg_count;
	struct probe_arg arg[PROBE_MAX_ARGS];
};

struct probes;

/* syms resolves symbols in operands and may be NULL. A file without notes has no probes. */
struct probes *probes_open(const char *path, const struct symbols *syms, char *err,
			   size_t err_bytes);
void probes_close(struct probes *probes);

size_t probes_count(const struct probes *probes);
/* In order of address. */
const struct probe *probes_get(const struct probes *probes, size_t n);
/* The probe at la, or NULL. */
const struct probe *probes_at(const struct probes *probes, uint32_t la);
/* glob on "provider:name": "kmem:*", "*:kfree"; a pattern without a colon is a provider. */
bool probe_matches(const struct probe *probe, const char *glob);

/*
 * The value of an argument when execution stands at the probe, sign- or
 * zero-extended. False: unknown operand, or memory that is not mapped.
 */
bool probe_value(const struct probe *probe, unsigned arg, const struct cpu *cpu, int64_t *value);
/* Parse one operand ("-4@8(%ebp)"); for tests and tools. */
bool probe_parse_arg(const char *text, size_t length, const struct symbols *syms,
		     struct probe_arg *arg);

#endif
