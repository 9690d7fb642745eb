/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _UDP_H
#define _UDP_H

#include <linux/udp.h>
#include <net/ip.h>

#endif
