/* SPDX-License-Identifier: GPL-2.0-only */
/* dsdt: what the board looks like in ACPI's name space, after the DSDT's header. */
#ifndef ZONEMU_EMU_LOADER_DSDT_H
#define ZONEMU_EMU_LOADER_DSDT_H

#include "emu/loader/acpi.h"
#include "emu/loader/aml.h"

void dsdt_write(struct aml *aml, const struct acpi_config *config);

#endif
