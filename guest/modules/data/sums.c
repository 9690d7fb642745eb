/* SPDX-License-Identifier: GPL-2.0-only */
/* sums: CRCs of a text, bitmaps, numbers of 64 bits divided: what libraries are for. */
#include <linux/bitmap.h>
#include <linux/crc-ccitt.h>
#include <linux/crc16.h>
#include <linux/crc32.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/module.h>
#include <linux/string.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("CRCs, bitmaps, 64-bit arithmetic");

static char *text = "123456789";
module_param(text, charp, 0444);
static unsigned long long dividend = 1000000000000ull;
module_param(dividend, ullong, 0444);

static int __init sums_init(void)
{
	const u8 *bytes = (const u8 *)text;
	size_t len = strlen(text);
	DECLARE_BITMAP(map, 100);
	unsigned long long n = dividend;
	u32 rest;
	int err;

	pr_info("sums: crc16 %04x ccitt %04x crc32 %08x\n", crc16(0, bytes, len),
		crc_ccitt(0, bytes, len), ~crc32_le(~0u, bytes, len));
	err = bitmap_parselist("1-5,40,63-65", map, 100);
	pr_info("sums: %d %*pbl weight %u next zero %lu\n", err, 100, map, bitmap_weight(map, 100),
		find_next_zero_bit(map, 100, 63));
	rest = do_div(n, 7);
	pr_info("sums: %llu / 7 = %llu rest %u; / %llu = %llu\n", dividend, n, rest,
		123456789012ull, div64_u64(dividend, 123456789012ull));
	return 0;
}

static void __exit sums_exit(void)
{
}

module_init(sums_init);
module_exit(sums_exit);
