/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_CHECKSUM_H
#define _ASM_CHECKSUM_H

#include <net/checksum.h>

#endif
