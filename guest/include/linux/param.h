/* SPDX-License-Identifier: GPL-2.0-only */
/* param: HZ, and what programs take a tick for. */
#ifndef _LINUX_PARAM_H
#define _LINUX_PARAM_H

#include <asm/param.h>

#endif
