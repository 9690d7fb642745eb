/* SPDX-License-Identifier: GPL-2.0-only */
/* vsprintf_pointer: what the letters after %p make of it. */
#include <linux/bitops.h>
#include <linux/ctype.h>
#include <linux/err.h>
#include <linux/ioport.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/rtc_user.h>
#include <linux/string.h>
#include <linux/time.h>

#include "vsprintf.h"

static void out_hex(struct out *o, unsigned long long value, int digits, bool prefix)
{
	struct spec spec = {.base = 16, .precision = digits};

	if (prefix) {
		out_char(o, '0');
		out_char(o, 'x');
	}
	out_number(o, &spec, value, false);
}

/* Nothing is hidden: whoever looks at this kernel wants to see its addresses. */
static void out_address(struct out *o, struct spec *spec, void *ptr)
{
	spec->base = 16;
	if (!spec->width && !(spec->flags & SPEC_ALT))
		spec->precision = 2 * sizeof(void *);
	out_number(o, spec, (unsigned long)ptr, false);
}

static void out_symbol(struct out *o, const struct spec *spec, char how, unsigned long addr)
{
	char name[KSYM_SYMBOL_LEN];

	if (how == 's')
		sprint_symbol_no_offset(name, addr);
	else if (how == 'B')
		sprint_backtrace(name, addr);
	else
		sprint_symbol(name, addr);
	out_text(o, spec, name);
}

/* %*ph: up to 64 bytes; C, D, N: between them a colon, a hyphen, nothing. */
static const char *out_bytes(struct out *o, const char *fmt, const struct spec *spec,
			     const u8 *bytes)
{
	char sep = *fmt == 'C' ? ':' : *fmt == 'D' ? '-' : *fmt == 'N' ? 0 : ' ';
	int i, n = clamp(spec->width, 1, 64);

	for (i = 0; i < n; i++) {
		if (i && sep)
			out_char(o, sep);
		out_hex(o, bytes[i], 2, false);
	}
	return fmt + (*fmt == 'C' || *fmt == 'D' || *fmt == 'N');
}

/* %*pb: a bitmap of that many bits, in words of 32; %*pbl: as a list, 0-3,7. */
static const char *out_bitmap(struct out *o, const char *fmt, const struct spec *spec,
			      const unsigned long *map)
{
	unsigned int bits = max(spec->width, 0), at, end;
	const char *separator = "";

	if (*fmt != 'l') {
		for (at = BITS_TO_U32(bits); at-- > 0; separator = ",") {
			struct spec none = {.precision = -1};

			out_text(o, &none, separator);
			out_hex(o, (u32)(map[at * 32 / BITS_PER_LONG] >> at * 32 % BITS_PER_LONG),
				at == BITS_TO_U32(bits) - 1 ? (bits - at * 32 + 3) / 4 : 8, false);
		}
		return fmt;
	}
	for (at = find_next_bit(map, bits, 0); at < bits; at = find_next_bit(map, bits, end)) {
		struct spec none = {.precision = -1}, number = {.base = 10, .precision = -1};

		end = find_next_zero_bit(map, bits, at);
		out_text(o, &none, separator);
		out_number(o, &number, at, false);
		if (end - at > 1) {
			out_char(o, '-');
			out_number(o, &number, end - 1, false);
		}
		separator = ",";
	}
	return fmt + 1;
}

static void out_ip4(struct out *o, const u8 *bytes)
{
	struct spec spec = {.base = 10, .precision = -1};
	int i;

	for (i = 0; i < 4; i++) {
		if (i)
			out_char(o, '.');
		out_number(o, &spec, bytes[i], false);
	}
}

/* %pR: "[mem 0x000a0000-0x000bffff]", "[io  0x0020-0x0021]" */
static void out_resource(struct out *o, const struct resource *res)
{
	bool io = res->flags & IORESOURCE_IO;
	const char *kind = io ? "[io  " : res->flags & IORESOURCE_MEM ? "[mem " : "[??? ";

	for (; *kind; kind++)
		out_char(o, *kind);
	out_hex(o, res->start, io ? 4 : 8, true);
	out_char(o, '-');
	out_hex(o, res->end, io ? 4 : 8, true);
	out_char(o, ']');
}

static void out_va_format(struct out *o, const struct va_format *vaf)
{
	size_t room = o->len < o->size ? o->size - o->len : 0;
	va_list args;

	va_copy(args, *vaf->va);
	o->len += vsnprintf(room ? o->buf + o->len : NULL, room, vaf->fmt, args);
	va_end(args);
}

static void out_error(struct out *o, struct spec *spec, void *ptr)
{
	if (IS_ERR(ptr))
		out_number(o, spec, -PTR_ERR(ptr), true);
	else
		out_address(o, spec, ptr);
}

static void out_decimal(struct out *o, int value, int digits)
{
	struct spec spec = {.base = 10, .precision = digits};

	out_number(o, &spec, value < 0 ? -value : value, value < 0);
}

/*
 * %pt: 'R' for a struct rtc_time, 'T' for a time64_t; then 'd' or 't' for the date or the time
 * alone, 'r' for years and months as they are stored, 's' for a space between the two.
 */
static const char *out_time(struct out *o, const char *fmt, const void *ptr)
{
	bool date = true, time = true, raw = false, space = false;
	struct tm tm;

	if (*fmt == 'T') {
		time64_to_tm(*(const time64_t *)ptr, 0, &tm);
	} else {
		const struct rtc_time *rtc = ptr;

		tm = (struct tm){.tm_year = rtc->tm_year,
				 .tm_mon = rtc->tm_mon,
				 .tm_mday = rtc->tm_mday,
				 .tm_hour = rtc->tm_hour,
				 .tm_min = rtc->tm_min,
				 .tm_sec = rtc->tm_sec};
	}
	for (fmt++; *fmt && strchr("dtrs", *fmt); fmt++) {
		date &= *fmt != 't';
		time &= *fmt != 'd';
		raw |= *fmt == 'r';
		space |= *fmt == 's';
	}
	if (date) {
		out_decimal(o, tm.tm_year + (raw ? 0 : 1900), 4);
		out_char(o, '-');
		out_decimal(o, tm.tm_mon + !raw, 2);
		out_char(o, '-');
		out_decimal(o, tm.tm_mday, 2);
	}
	if (date && time)
		out_char(o, space ? ' ' : 'T');
	if (time) {
		out_decimal(o, tm.tm_hour, 2);
		out_char(o, ':');
		out_decimal(o, tm.tm_min, 2);
		out_char(o, ':');
		out_decimal(o, tm.tm_sec, 2);
	}
	return fmt;
}

const char *out_pointer(struct out *o, const char *fmt, struct spec *spec, void *ptr)
{
	char letter = *fmt;
	bool by_reference = strchr("MmIhabRrtV", letter) && letter;

	if (by_reference && (unsigned long)ptr < PAGE_BYTES) {
		out_text(o, spec, ptr ? "(efault)" : "(null)");
		while (isalnum((unsigned char)*fmt))
			fmt++;
		return fmt;
	}
	switch (letter) {
	case 'S':
	case 's':
	case 'B':
		out_symbol(o, spec, letter, (unsigned long)ptr);
		return fmt + 1;
	case 'K':
	case 'x':
		out_address(o, spec, ptr);
		return fmt + 1;
	case 'e':
		out_error(o, spec, ptr);
		return fmt + 1;
	case 'M':
		spec->width = 6;
		out_bytes(o, "C", spec, ptr);
		return fmt + 1;
	case 'm':
		spec->width = 6;
		out_bytes(o, "N", spec, ptr);
		return fmt + 1;
	case 'I':
		out_ip4(o, ptr);
		return fmt + 1 + (fmt[1] == '4');
	case 'h':
		return out_bytes(o, fmt + 1, spec, ptr);
	case 'b':
		return out_bitmap(o, fmt + 1, spec, ptr);
	case 'a':
		if (fmt[1] == 'd')
			out_hex(o, *(dma_addr_t *)ptr, 2 * sizeof(dma_addr_t), true);
		else
			out_hex(o, *(phys_addr_t *)ptr, 2 * sizeof(phys_addr_t), true);
		return fmt + 1 + (fmt[1] == 'd' || fmt[1] == 'p');
	case 'R':
	case 'r':
		out_resource(o, ptr);
		return fmt + 1;
	case 't':
		if (fmt[1] == 'R' || fmt[1] == 'T')
			return out_time(o, fmt + 1, ptr);
		break;
	case 'V':
		out_va_format(o, ptr);
		return fmt + 1;
	}
	out_address(o, spec, ptr);
	return fmt;
}
