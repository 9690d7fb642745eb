/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * aml: writes ACPI machine language (ACPI 1.0b, chapters 6.4 and 16; the byte
 * codes did not change since). What is opened must be closed: the length goes
 * in front then.
 */
#ifndef ZONEMU_EMU_LOADER_AML_H
#define ZONEMU_EMU_LOADER_AML_H

#include <stddef.h>
#include <stdint.h>

#define AML_MAX_BYTES 16384u

struct aml {
	uint8_t data[AML_MAX_BYTES];
	size_t bytes;
};

/* One-byte operators that are not written by functions of their own. */
enum {
	AML_STORE = 0x70,
	AML_AND = 0x7b,
	AML_OR = 0x7d,
	AML_DWORD_FIELD = 0x8a, /* CreateDWordField(buffer, index, name) */
	AML_RETURN = 0xa4,
	AML_ARG0 = 0x68
};

void aml_byte(struct aml *aml, unsigned value);
void aml_word(struct aml *aml, unsigned value);
void aml_dword(struct aml *aml, uint32_t value);
/* "ABCD", "^ABCD.EFGH", "\\ABCD": segments of four characters each. */
void aml_name(struct aml *aml, const char *name);
void aml_integer(struct aml *aml, uint32_t value);
void aml_string(struct aml *aml, const char *text);
/* Name(name, ...): the value follows. */
void aml_define(struct aml *aml, const char *name);
/* Name(name, integer), Name(name, EISAID(id)) */
void aml_define_integer(struct aml *aml, const char *name, uint32_t value);
void aml_define_eisaid(struct aml *aml, const char *name, const char *id);

/* Each returns what aml_close() wants. */
size_t aml_open_scope(struct aml *aml, const char *name);
size_t aml_open_device(struct aml *aml, const char *name);
size_t aml_open_method(struct aml *aml, const char *name, unsigned args);
size_t aml_open_processor(struct aml *aml, const char *name, unsigned id);
size_t aml_open_package(struct aml *aml, unsigned elements);
size_t aml_open_if(struct aml *aml);
size_t aml_open_field(struct aml *aml, const char *region); /* bytes, no lock, preserve */
size_t aml_open_template(struct aml *aml);		    /* a resource template */
void aml_close(struct aml *aml, size_t at);
void aml_close_template(struct aml *aml, size_t at); /* with its end tag */

/* PCI configuration space of the device around it. */
void aml_config_region(struct aml *aml, const char *name, unsigned off, unsigned bytes);
/* One field, of at most 63 bits; name "" leaves a hole. */
void aml_field(struct aml *aml, const char *name, unsigned bits);

/* ---- resources ---- */
enum aml_space { AML_MEMORY, AML_IO, AML_BUS };
void aml_res_io(struct aml *aml, unsigned first, unsigned count);
void aml_res_irq(struct aml *aml, unsigned irq);
void aml_res_dma(struct aml *aml, unsigned channel);
void aml_res_memory(struct aml *aml, uint32_t first, uint32_t bytes);
/* Interrupts, level-triggered, active high, shared. */
void aml_res_interrupts(struct aml *aml, const uint8_t *irqs, unsigned count);
/* A range that a bridge hands on; memory is as a display's when cacheable. */
void aml_res_window(struct aml *aml, enum aml_space space, uint32_t first, uint32_t last);

#endif
