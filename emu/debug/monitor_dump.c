/* SPDX-License-Identifier: GPL-2.0-only */
/* monitor_dump: commands that show memory and values. */
#include <Zydis/Zydis.h>
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "emu/debug/monitor_inner.h"

#define MAX_COUNT      65536
#define INSN_MAX_BYTES 15
#define LINE_BYTES     16
#define SUM_MAX_BYTES  (64u << 20)

struct format {
	unsigned count, bytes;
	char letter; /* x d u o c i */
};

/* "4xw": how many, in which form, of which size (b 1, h 2, w 4, g 8). */
static bool parse_format(const struct monitor_call *call, char letter, struct format *format)
{
	const char *at = call->format;
	uint64_t count = 0;

	*format = (struct format){1, 4, letter};
	for (; isdigit((unsigned char)*at); at++)
		count = count < MAX_COUNT ? count * 10 + (uint64_t)(*at - '0') : count;
	if (at > call->format)
		format->count = (unsigned)(count < MAX_COUNT ? count : MAX_COUNT);
	for (; *at; at++) {
		const char *size = strchr("b1h2w4g8", *at);

		if (strchr("xduoci", *at))
			format->letter = *at;
		else if (size && isalpha((unsigned char)*at))
			format->bytes = (unsigned)(size[1] - '0');
		else {
			fprintf(call->out, "format /%s: a count, x d u o c or i, b h w or g\n",
				call->format);
			return false;
		}
	}
	if (format->letter == 'c' && !strpbrk(call->format, "bhwg"))
		format->bytes = 1;
	return true;
}

static void print_char(FILE *out, unsigned c)
{
	const char *escapes = "\nn\rr\tt''\\\\", *escape = c ? strchr(escapes, (int)c) : NULL;

	if (escape && !((escape - escapes) & 1))
		fprintf(out, "'\\%c'", escape[1]);
	else if (c >= ' ' && c < 127)
		fprintf(out, "'%c'", c);
	else
		fprintf(out, "'\\x%02x'", c);
}

/* Columns, so that values stand below each other. */
static void print_value(FILE *out, const struct format *format, uint64_t value)
{
	unsigned bits = format->bytes * 8;
	int decimal = (int)((bits * 10 + 32) / 33);

	switch (format->letter) {
	case 'd':
		fprintf(out, " %*" PRId64, decimal + 1,
			(int64_t)(value << (64 - bits)) >> (64 - bits));
		break;
	case 'u':
		fprintf(out, " %*" PRIu64, decimal, value);
		break;
	case 'o':
		fprintf(out, " %#*" PRIo64, (int)(bits + 2) / 3 + 1, value);
		break;
	case 'c':
		fputc(' ', out);
		print_char(out, (unsigned)value & 0xff);
		break;
	default:
		fprintf(out, " 0x%0*" PRIx64, (int)bits / 4, value);
	}
}

/* How much of the memory at address can be looked at; physical addresses all can. */
static size_t look(const struct monitor_call *call, bool physical, uint64_t address, uint8_t *bytes,
		   size_t count)
{
	if (!physical)
		return cpu_peek(monitor_cpu(call), (uint32_t)address, bytes, count);
	physmap_peek(machine_physmap(call->machine), address, bytes, count);
	return count;
}

static void print_address(const struct monitor_call *call, bool physical, uint64_t address)
{
	if (physical)
		fprintf(call->out, "%016" PRIx64 ":", address);
	else
		fprintf(call->out, "%08" PRIx32 ":", (uint32_t)address);
}

static void dump(const struct monitor_call *call, const struct format *format, bool physical,
		 uint64_t address)
{
	unsigned line = format->bytes == 1 ? LINE_BYTES / 2 : LINE_BYTES;
	size_t left = (size_t)format->count * format->bytes;

	while (left) {
		size_t n = left < line ? left : line;
		uint8_t bytes[LINE_BYTES];

		print_address(call, physical, address);
		if (look(call, physical, address, bytes, n) < n) {
			fprintf(call->out, " Cannot access memory\n");
			return;
		}
		for (size_t i = 0; i < n; i += format->bytes) {
			uint64_t value = 0;

			memcpy(&value, bytes + i, format->bytes);
			print_value(call->out, format, value);
		}
		fputc('\n', call->out);
		address += n;
		left -= n;
	}
}

static bool print_insn(const struct monitor_call *call, uint64_t address, const uint8_t *bytes,
		       size_t count, unsigned *length)
{
	ZydisDecoder decoder;
	ZydisFormatter formatter;
	ZydisDecodedInstruction insn;
	ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
	char text[128], hex[2 * INSN_MAX_BYTES + 1] = "";

	ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LEGACY_32, ZYDIS_STACK_WIDTH_32);
	ZydisFormatterInit(&formatter, ZYDIS_FORMATTER_STYLE_ATT);
	*length = 1;
	snprintf(text, sizeof(text), "(bad)");
	if (ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, bytes, count, &insn, operands))) {
		*length = insn.length;
		ZydisFormatterFormatInstruction(&formatter, &insn, operands,
						insn.operand_count_visible, text, sizeof(text),
						address, NULL);
	}
	for (unsigned i = 0; i < *length; i++)
		sprintf(hex + 2 * i, "%02x", bytes[i]);
	return fprintf(call->out, "0x%08" PRIx32 ":  %-24s %s\n", (uint32_t)address, hex, text) > 0;
}

static void disassemble(const struct monitor_call *call, unsigned count, bool physical,
			uint64_t address)
{
	for (unsigned i = 0; i < count; i++) {
		uint8_t bytes[INSN_MAX_BYTES];
		size_t there = look(call, physical, address, bytes, sizeof(bytes));
		unsigned length;

		if (!there) {
			print_address(call, physical, address);
			fprintf(call->out, " Cannot access memory\n");
			return;
		}
		print_insn(call, address, bytes, there, &length);
		address += length;
	}
}

static bool show(const struct monitor_call *call, bool physical)
{
	struct format format;
	uint64_t address;

	if (!parse_format(call, 'x', &format) || !monitor_one_expr(call, &address))
		return false;
	if (format.letter == 'i')
		disassemble(call, format.count, physical, address);
	else
		dump(call, &format, physical, address);
	return true;
}

bool monitor_x(const struct monitor_call *call)
{
	return show(call, false);
}

bool monitor_xp(const struct monitor_call *call)
{
	return show(call, true);
}

bool monitor_print(const struct monitor_call *call)
{
	struct format format;
	uint64_t value;

	if (!parse_format(call, 'd', &format) || !monitor_one_expr(call, &value))
		return false;
	switch (format.letter) {
	case 'x':
		fprintf(call->out, "%#" PRIx64 "\n", value);
		break;
	case 'u':
		fprintf(call->out, "%" PRIu64 "\n", value);
		break;
	case 'o':
		fprintf(call->out, "%#" PRIo64 "\n", value);
		break;
	case 'c':
		print_char(call->out, (unsigned)value & 0xff);
		fputc('\n', call->out);
		break;
	default:
		fprintf(call->out, "%" PRId64 "\n", (int64_t)value);
	}
	return true;
}

/* The checksum of BSD's sum: rotate right, add. */
bool monitor_sum(const struct monitor_call *call)
{
	const char *rest = call->args;
	uint64_t first, bytes;
	uint16_t sum = 0;

	if (!monitor_expr(call, &rest, &first) || !monitor_expr(call, &rest, &bytes))
		return false;
	if (*rest || bytes > SUM_MAX_BYTES) {
		fprintf(call->out, "sum ADDRESS SIZE, at most 64 MiB\n");
		return false;
	}
	for (uint64_t i = 0; i < bytes; i++) {
		uint8_t byte;

		physmap_peek(machine_physmap(call->machine), first + i, &byte, 1);
		sum = (uint16_t)((sum >> 1 | sum << 15) + byte);
	}
	fprintf(call->out, "%05d\n", sum);
	return true;
}

bool monitor_gva2gpa(const struct monitor_call *call)
{
	uint64_t la, pa;

	if (!monitor_one_expr(call, &la))
		return false;
	if (cpu_translate(monitor_cpu(call), (uint32_t)la, &pa))
		fprintf(call->out, "gpa: %#" PRIx64 "\n", pa);
	else
		fprintf(call->out, "Unmapped\n");
	return true;
}
