/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_SOCKET_H
#define _ASM_SOCKET_H

#include <linux/socket.h>
#include <asm/sockios.h>

#endif
