/* SPDX-License-Identifier: GPL-2.0-only */
/* tcp: for who looks into its packets; the kernel has none of its sockets. */
#ifndef _TCP_H
#define _TCP_H

#include <linux/tcp.h>
#include <net/checksum.h>
#include <net/ip.h>

static inline __sum16 tcp_v4_check(int len, __be32 saddr, __be32 daddr, __wsum base)
{
	return csum_tcpudp_magic(saddr, daddr, len, 6, base);
}

#endif
