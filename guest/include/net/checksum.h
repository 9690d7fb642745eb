/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * checksum: the Internet's sum of 16-bit words (RFC 1071): a __wsum is one underway, in 32 bits,
 * a __sum16 is what a header has (guest/net/checksum.c).
 */
#ifndef _NET_CHECKSUM_H
#define _NET_CHECKSUM_H

#include <linux/string.h>
#include <linux/types.h>
#include <asm/byteorder.h>

/* Of len bytes at an even place in the message, on top of sum. */
__wsum csum_partial(const void *buf, int len, __wsum sum);
__sum16 ip_fast_csum(const void *iph, unsigned int ihl); /* ihl: words */
__sum16 ip_compute_csum(const void *buf, int len);

static inline __sum16 csum_fold(__wsum sum)
{
	u32 s = (__force u32)sum;

	s = (s & 0xffff) + (s >> 16);
	s = (s & 0xffff) + (s >> 16);
	return (__force __sum16)(u16)~s;
}

static inline __wsum csum_add(__wsum a, __wsum b)
{
	u32 sum = (__force u32)a + (__force u32)b;

	return (__force __wsum)(sum + (sum < (__force u32)b));
}

static inline __wsum csum_sub(__wsum a, __wsum b)
{
	return csum_add(a, (__force __wsum) ~(__force u32)b);
}

/* b begins at off of the message: at an odd place its bytes are the other way round. */
static inline __wsum csum_block_add(__wsum a, __wsum b, int off)
{
	u32 sum = (__force u32)b;

	return csum_add(a, (__force __wsum)(off & 1 ? sum >> 8 | sum << 24 : sum));
}

static inline __wsum csum_unfold(__sum16 sum)
{
	return (__force __wsum)sum;
}

static inline __wsum csum_tcpudp_nofold(__be32 saddr, __be32 daddr, __u32 len, __u8 proto,
					__wsum sum)
{
	sum = csum_add(sum, (__force __wsum)saddr);
	sum = csum_add(sum, (__force __wsum)daddr);
	return csum_add(sum, (__force __wsum)htonl(len + proto));
}

static inline __sum16 csum_tcpudp_magic(__be32 saddr, __be32 daddr, __u32 len, __u8 proto,
					__wsum sum)
{
	return csum_fold(csum_tcpudp_nofold(saddr, daddr, len, proto, sum));
}

static inline __wsum csum_partial_copy_nocheck(const void *from, void *to, int len)
{
	return csum_partial(memcpy(to, from, len), len, 0);
}

#define CSUM_MANGLED_0 ((__force __sum16)0xffff)

static inline void csum_replace4(__sum16 *sum, __be32 from, __be32 to)
{
	*sum = csum_fold(
	    csum_add(csum_sub((__force __wsum)(u32)(u16) ~(__force u16)*sum, (__force __wsum)from),
		     (__force __wsum)to));
}

static inline void csum_replace2(__sum16 *sum, __be16 from, __be16 to)
{
	csum_replace4(sum, (__force __be32)(u32)(__force u16)from,
		      (__force __be32)(u32)(__force u16)to);
}

#endif
