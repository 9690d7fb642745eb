/* SPDX-License-Identifier: GPL-2.0-only */
/* checksum: the Internet's sum, a word of 32 bits at a time (RFC 1071, 2). */
#include <linux/export.h>
#include <net/checksum.h>
#include <asm/unaligned.h>

__wsum csum_partial(const void *buf, int len, __wsum sum)
{
	const u8 *p = buf;
	u64 total = (__force u32)sum;

	for (; len >= 4; p += 4, len -= 4)
		total += get_unaligned((const u32 *)p);
	if (len >= 2) {
		total += get_unaligned((const u16 *)p);
		p += 2;
		len -= 2;
	}
	if (len)
		total += *p; /* as if a zero followed */
	total = (total & 0xffffffff) + (total >> 32);
	return (__force __wsum)(u32)((total & 0xffffffff) + (total >> 32));
}
EXPORT_SYMBOL(csum_partial);

__sum16 ip_fast_csum(const void *iph, unsigned int ihl)
{
	return csum_fold(csum_partial(iph, ihl * 4, 0));
}
EXPORT_SYMBOL(ip_fast_csum);

__sum16 ip_compute_csum(const void *buf, int len)
{
	return csum_fold(csum_partial(buf, len, 0));
}
EXPORT_SYMBOL(ip_compute_csum);
