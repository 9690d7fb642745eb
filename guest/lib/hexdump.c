/* SPDX-License-Identifier: GPL-2.0-only */
/* hexdump: bytes as hexadecimal digits, and back. */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>

const char hex_asc[] = "0123456789abcdef";
EXPORT_SYMBOL(hex_asc);
const char hex_asc_upper[] = "0123456789ABCDEF";
EXPORT_SYMBOL(hex_asc_upper);

char *bin2hex(char *dst, const void *src, size_t count)
{
	const u8 *from = src;

	while (count--)
		dst = hex_byte_pack(dst, *from++);
	return dst;
}
EXPORT_SYMBOL(bin2hex);

int hex_to_bin(unsigned char ch)
{
	if (isdigit(ch))
		return ch - '0';
	if (isxdigit(ch))
		return tolower(ch) - 'a' + 10;
	return -1;
}
EXPORT_SYMBOL(hex_to_bin);

int hex2bin(u8 *dst, const char *src, size_t count)
{
	for (; count; count--, src += 2) {
		int hi = hex_to_bin(src[0]);
		int lo = hi < 0 ? -1 : hex_to_bin(src[1]);

		if (lo < 0)
			return -EINVAL;
		*dst++ = hi << 4 | lo;
	}
	return 0;
}
EXPORT_SYMBOL(hex2bin);

/* One row: groups of 1, 2, 4 or 8 bytes (as little-endian numbers), then the characters. */
static void dump_row(char *line, size_t size, const u8 *row, size_t len, int rowsize, int groupsize,
		     bool ascii)
{
	size_t i;
	int at = 0;

	if (len % groupsize) /* no half numbers */
		groupsize = 1;
	for (i = 0; i < len; i += groupsize) {
		int k, n = min_t(int, groupsize, len - i);

		at += scnprintf(line + at, size - at, i ? " " : "");
		for (k = n - 1; k >= 0; k--)
			at += scnprintf(line + at, size - at, "%02x", row[i + k]);
	}
	if (!ascii)
		return;
	at +=
	    scnprintf(line + at, size - at, "%*s", rowsize * 2 + rowsize / groupsize + 1 - at, "");
	for (i = 0; i < len; i++)
		at += scnprintf(line + at, size - at, "%c", isprint(row[i]) ? row[i] : '.');
}

void print_hex_dump(const char *level, const char *prefix, int prefix_type, int rowsize,
		    int groupsize, const void *buf, size_t len, bool ascii)
{
	char line[32 * 3 + 32 + 2];
	size_t off;

	if (rowsize != 32)
		rowsize = 16;
	if (groupsize != 2 && groupsize != 4 && groupsize != 8)
		groupsize = 1;
	for (off = 0; off < len; off += rowsize) {
		dump_row(line, sizeof(line), buf + off, min_t(size_t, rowsize, len - off), rowsize,
			 groupsize, ascii);
		if (prefix_type == DUMP_PREFIX_ADDRESS)
			printk("%s%s%px: %s\n", level, prefix, buf + off, line);
		else if (prefix_type == DUMP_PREFIX_OFFSET)
			printk("%s%s%.8zx: %s\n", level, prefix, off, line);
		else
			printk("%s%s%s\n", level, prefix, line);
	}
}
EXPORT_SYMBOL(print_hex_dump);

/* One row as print_hex_dump() has it; what it takes, as snprintf() counts. */
int hex_dump_to_buffer(const void *buf, size_t len, int rowsize, int groupsize, char *linebuf,
		       size_t linebuflen, bool ascii)
{
	char line[32 * 3 + 32 + 2];

	if (rowsize != 32)
		rowsize = 16;
	if (groupsize != 2 && groupsize != 4 && groupsize != 8)
		groupsize = 1;
	line[0] = '\0';
	if (len)
		dump_row(line, sizeof(line), buf, min_t(size_t, len, rowsize), rowsize, groupsize,
			 ascii);
	return snprintf(linebuf, linebuflen, "%s", line);
}
EXPORT_SYMBOL(hex_dump_to_buffer);
