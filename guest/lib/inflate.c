/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * inflate: DEFLATE (RFC 1951) and gzip around it (RFC 1952).
 *
 * Huffman codes are decoded by a table of FAST_BITS bits: the code of a frequent symbol is
 * found in one look. A longer one is found length by length, by its canonical order. As long
 * as neither end of the input nor that of the output is near, nobody looks for them.
 */
#include <linux/crc32.h>
#include <linux/errno.h>
#include <linux/inflate.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <asm/unaligned.h>

#define MAX_BITS     15
#define FAST_BITS    10
#define MAX_LITLEN   288
#define MAX_DIST     32
#define END_OF_BLOCK 256
#define MAX_LENGTH   258 /* of a stretch again */
#define OUT_MARGIN   (MAX_LENGTH + 4)
#define IN_MARGIN    16 /* more than one symbol and one stretch need, and what is read ahead */

struct huffman {
	u16 fast[1 << FAST_BITS]; /* symbol << 4 | length; 0: longer, or no code */
	u16 symbol[MAX_LITLEN];	  /* in the order of their codes */
	/* of each length: where its codes end, as MAX_BITS bits; from a code to its symbol */
	u16 limit[MAX_BITS + 1];
	s16 offset[MAX_BITS + 1];
};

struct state {
	struct inflate *z;
	u32 bits; /* the lowest comes first */
	unsigned int nr_bits;
	unsigned int overrun; /* bytes made up beyond the input's end */
	struct huffman lit, dist;
};

static int fail(struct state *s, const char *why)
{
	s->z->why = why;
	return -EINVAL;
}

/* ---- bits ---- */

static inline void need(struct state *s, unsigned int n)
{
	while (s->nr_bits < n) {
		u32 byte = 0;

		if (s->z->in_bytes) {
			byte = *s->z->in++;
			s->z->in_bytes--;
		} else {
			s->overrun++;
		}
		s->bits |= byte << s->nr_bits;
		s->nr_bits += 8;
	}
}

static inline void drop(struct state *s, unsigned int n)
{
	s->bits >>= n;
	s->nr_bits -= n;
}

static inline unsigned int take(struct state *s, unsigned int n)
{
	unsigned int value;

	need(s, n);
	value = s->bits & ((1u << n) - 1);
	drop(s, n);
	return value;
}

/* Was anything used that is not in the input? */
static bool beyond_end(const struct state *s)
{
	return s->overrun * 8 > s->nr_bits;
}

/* ---- codes ---- */

static unsigned int reverse(unsigned int code, unsigned int len)
{
	unsigned int r = 0;

	while (len--) {
		r = r << 1 | (code & 1);
		code >>= 1;
	}
	return r;
}

/* False: the lengths are no code. One that is not complete passes, if it has one symbol. */
static bool build(struct huffman *h, const u8 *lengths, unsigned int n)
{
	unsigned int offs[MAX_BITS + 2], count[MAX_BITS + 1] = {0}, next[MAX_BITS + 1];
	unsigned int code = 0, sym, len, i;
	int left = 1;

	memset(h->fast, 0, sizeof(h->fast));
	for (sym = 0; sym < n; sym++)
		count[lengths[sym]]++;
	count[0] = 0;
	offs[1] = 0;
	for (len = 1; len <= MAX_BITS; len++) {
		left = left * 2 - count[len];
		if (left < 0)
			return false;
		offs[len + 1] = offs[len] + count[len];
		code = (code + count[len - 1]) << 1;
		next[len] = code;
		h->limit[len] = (code + count[len]) << (MAX_BITS - len);
		h->offset[len] = offs[len] - code;
	}
	if (left > 0 && offs[MAX_BITS + 1] > 1)
		return false;
	for (sym = 0; sym < n; sym++) {
		len = lengths[sym];
		if (!len)
			continue;
		h->symbol[offs[len]++] = sym;
		code = next[len]++;
		if (len > FAST_BITS)
			continue;
		for (i = reverse(code, len); i < 1 << FAST_BITS; i += 1 << len)
			h->fast[i] = sym << 4 | len;
	}
	return true;
}

/* The lowest MAX_BITS bits, in the other order. */
static unsigned int reverse_all(u32 v)
{
	v = (v >> 1 & 0x5555) | (v & 0x5555) << 1;
	v = (v >> 2 & 0x3333) | (v & 0x3333) << 2;
	v = (v >> 4 & 0x0f0f) | (v & 0x0f0f) << 4;
	return ((v >> 8 & 0x00ff) | (v & 0x00ff) << 8) >> 1;
}

/* A code that is not in the table: as an entry of it would be; 0: no code is like that. */
static unsigned int decode_long(const struct huffman *h, u32 bits)
{
	unsigned int code = reverse_all(bits), len;

	for (len = FAST_BITS + 1; len <= MAX_BITS; len++)
		if (code < h->limit[len])
			return h->symbol[(code >> (MAX_BITS - len)) + h->offset[len]] << 4 | len;
	return 0;
}

/* A symbol, or -1. */
static inline int decode(struct state *s, const struct huffman *h)
{
	unsigned int entry;

	need(s, MAX_BITS);
	entry = h->fast[s->bits & ((1 << FAST_BITS) - 1)];
	if (unlikely(!entry))
		entry = decode_long(h, s->bits);
	if (!entry)
		return -1;
	drop(s, entry & 15);
	return entry >> 4;
}

/* ---- blocks ---- */

static const u16 length_base[] = {3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,	 17,  19,  23, 27,
				  31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
static const u8 length_extra[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
				  2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
static const u16 dist_base[] = {1,    2,    3,	  4,	5,    7,    9,	  13,	 17,	25,
				33,   49,   65,	  97,	129,  193,  257,  385,	 513,	769,
				1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
static const u8 dist_extra[] = {0, 0, 0, 0, 1, 1, 2, 2,	 3,  3,	 4,  4,	 5,  5,	 6,
				6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13};

static int no_room(struct state *s)
{
	s->z->why = "larger than it says";
	return -ENOSPC;
}

/* A stretch again that was there dist bytes before; it may overlap itself. */
static int copy_back(struct state *s, unsigned int len, unsigned int dist)
{
	struct inflate *z = s->z;
	u8 *to;

	if (dist > z->produced)
		return fail(s, "damaged: refers to before its begin");
	if (!z->out) {
		z->produced += len;
		return 0;
	}
	if (len > z->out_bytes - z->produced)
		return no_room(s);
	to = z->out + z->produced;
	z->produced += len;
	while (len--) {
		*to = *(to - dist);
		to++;
	}
	return 0;
}

static int put_literal(struct state *s, u8 byte)
{
	struct inflate *z = s->z;

	if (z->out) {
		if (z->produced == z->out_bytes)
			return no_room(s);
		z->out[z->produced] = byte;
	}
	z->produced++;
	return 0;
}

/* The bits while no end is near, where the compiler can keep them in registers. */
struct reader {
	const u8 *in;
	u32 bits;
	unsigned int nr_bits;
};

/* 16 bits at least are there afterwards. */
static __always_inline void refill(struct reader *r)
{
	if (r->nr_bits >= 16)
		return;
	r->bits |= (u32)(r->in[0] | r->in[1] << 8) << r->nr_bits;
	r->in += 2;
	r->nr_bits += 16;
}

static __always_inline unsigned int read_bits(struct reader *r, unsigned int n)
{
	unsigned int value = r->bits & ((1u << n) - 1);

	r->bits >>= n;
	r->nr_bits -= n;
	return value;
}

/* A symbol, its length in bits dropped; -1. */
static __always_inline int read_symbol(struct reader *r, const struct huffman *h)
{
	unsigned int entry;

	refill(r);
	entry = h->fast[r->bits & ((1 << FAST_BITS) - 1)];
	if (unlikely(!entry))
		entry = decode_long(h, r->bits);
	if (unlikely(!entry))
		return -1;
	read_bits(r, entry & 15);
	return entry >> 4;
}

/* May write up to three bytes more. */
static __always_inline u8 *repeat_stretch(u8 *to, unsigned int len, unsigned int dist)
{
	u8 *end = to + len;

	if (likely(dist >= 4))
		for (; to < end; to += 4)
			put_unaligned_le32(get_unaligned_le32(to - dist), to);
	else
		for (; to < end; to++)
			*to = *(to - dist);
	return end;
}

enum { BLOCK_ENDED, END_IS_NEAR, BAD_CODE, BAD_DISTANCE };

/* Symbols from r to *out, until something is special. */
static int many_symbols(const struct state *s, struct reader *r, u8 **out)
{
	const u8 *first = s->z->out, *last_in = s->z->in + s->z->in_bytes - IN_MARGIN;
	const u8 *last_out = first + s->z->out_bytes - OUT_MARGIN;
	unsigned int len, dist;
	u8 *to = *out;
	int sym = 0;

	while (r->in <= last_in && to <= last_out) {
		*out = to;
		sym = read_symbol(r, &s->lit);
		if (sym < END_OF_BLOCK) {
			if (sym < 0)
				return BAD_CODE;
			*to++ = sym;
			continue;
		}
		if (sym == END_OF_BLOCK)
			return BLOCK_ENDED;
		if (sym > 285)
			return BAD_CODE;
		refill(r);
		len = length_base[sym - 257] + read_bits(r, length_extra[sym - 257]);
		sym = read_symbol(r, &s->dist);
		if (sym < 0 || sym > 29)
			return BAD_DISTANCE;
		refill(r);
		dist = dist_base[sym] + read_bits(r, dist_extra[sym]);
		if (dist > to - first)
			return BAD_DISTANCE;
		to = repeat_stretch(to, len, dist);
	}
	*out = to;
	return END_IS_NEAR;
}

static int far_from_ends(struct state *s)
{
	struct inflate *z = s->z;
	struct reader r = {z->in, s->bits, s->nr_bits};
	u8 *out = z->out + z->produced;
	int end;

	if (!z->out || z->in_bytes < IN_MARGIN || z->out_bytes - z->produced < OUT_MARGIN ||
	    s->overrun)
		return END_IS_NEAR;
	end = many_symbols(s, &r, &out);
	z->in_bytes -= r.in - z->in;
	z->in = r.in;
	z->produced = out - z->out;
	s->bits = r.bits;
	s->nr_bits = r.nr_bits;
	return end;
}

static int compressed_block(struct state *s)
{
	int sym, err;

	switch (far_from_ends(s)) {
	case BLOCK_ENDED:
		return 0;
	case BAD_CODE:
		return fail(s, "damaged: no such code");
	case BAD_DISTANCE:
		return fail(s, "damaged: no such distance");
	}
	while ((sym = decode(s, &s->lit)) != END_OF_BLOCK) {
		unsigned int len, dist;

		if (beyond_end(s))
			return fail(s, "truncated");
		if (sym < 0 || sym > 285)
			return fail(s, "damaged: no such code");
		if (sym < END_OF_BLOCK) {
			err = put_literal(s, sym);
			if (err)
				return err;
			continue;
		}
		len = length_base[sym - 257] + take(s, length_extra[sym - 257]);
		sym = decode(s, &s->dist);
		if (sym < 0 || sym > 29)
			return fail(s, "damaged: no such distance");
		dist = dist_base[sym] + take(s, dist_extra[sym]);
		err = copy_back(s, len, dist);
		if (err)
			return err;
	}
	return 0;
}

static int stored_block(struct state *s)
{
	struct inflate *z = s->z;
	unsigned int len, complement;

	drop(s, s->nr_bits & 7);
	len = take(s, 16);
	complement = take(s, 16);
	if (beyond_end(s))
		return fail(s, "truncated");
	if (len != (~complement & 0xffff))
		return fail(s, "damaged: a length and its complement differ");
	/* whole bytes that were looked at already go back */
	z->in -= s->nr_bits / 8 - s->overrun;
	z->in_bytes += s->nr_bits / 8 - s->overrun;
	s->bits = s->nr_bits = s->overrun = 0;
	if (len > z->in_bytes)
		return fail(s, "truncated");
	if (z->out) {
		if (len > z->out_bytes - z->produced)
			return no_room(s);
		memcpy(z->out + z->produced, z->in, len);
	}
	z->produced += len;
	z->in += len;
	z->in_bytes -= len;
	return 0;
}

static void fixed_codes(struct state *s)
{
	u8 lengths[MAX_LITLEN];

	memset(lengths, 8, 144);
	memset(lengths + 144, 9, 112);
	memset(lengths + 256, 7, 24);
	memset(lengths + 280, 8, 8);
	build(&s->lit, lengths, MAX_LITLEN);
	memset(lengths, 5, MAX_DIST);
	build(&s->dist, lengths, MAX_DIST);
}

static int dynamic_codes(struct state *s)
{
	static const u8 order[] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
				   11, 4,  12, 3, 13, 2, 14, 1, 15};
	u8 lengths[MAX_LITLEN + MAX_DIST] = {0};
	unsigned int nlit = take(s, 5) + 257, ndist = take(s, 5) + 1, ncode = take(s, 4) + 4, i;

	if (nlit > 286 || ndist > 30)
		return fail(s, "damaged: too many codes");
	for (i = 0; i < ncode; i++)
		lengths[order[i]] = take(s, 3);
	if (!build(&s->lit, lengths, 19))
		return fail(s, "damaged: lengths that are no code");
	memset(lengths, 0, sizeof(lengths));
	for (i = 0; i < nlit + ndist;) {
		int sym = decode(s, &s->lit);
		unsigned int repeat;
		u8 value = 0;

		if (sym < 0 || beyond_end(s))
			return fail(s, beyond_end(s) ? "truncated" : "damaged: no such length");
		if (sym < 16) {
			lengths[i++] = sym;
			continue;
		}
		if (sym == 16) {
			if (!i)
				return fail(s, "damaged: repeats nothing");
			value = lengths[i - 1];
		}
		repeat = sym == 16 ? 3 + take(s, 2) : sym == 17 ? 3 + take(s, 3) : 11 + take(s, 7);
		if (i + repeat > nlit + ndist)
			return fail(s, "damaged: too many lengths");
		while (repeat--)
			lengths[i++] = value;
	}
	if (!lengths[END_OF_BLOCK])
		return fail(s, "damaged: a block without an end");
	if (!build(&s->lit, lengths, nlit) || !build(&s->dist, lengths + nlit, ndist))
		return fail(s, "damaged: lengths that are no code");
	return 0;
}

static int inflate_blocks(struct state *s)
{
	bool last;
	int err;

	do {
		last = take(s, 1);
		switch (take(s, 2)) {
		case 0:
			err = stored_block(s);
			break;
		case 1:
			fixed_codes(s);
			err = compressed_block(s);
			break;
		case 2:
			err = dynamic_codes(s) ?: compressed_block(s);
			break;
		default:
			err = fail(s, "damaged: no such kind of block");
		}
		if (!err && beyond_end(s))
			err = fail(s, "truncated");
	} while (!err && !last);
	return err;
}

/* ---- gzip ---- */

#define FHCRC	 0x02
#define FEXTRA	 0x04
#define FNAME	 0x08
#define FCOMMENT 0x10

static bool skip(struct inflate *z, size_t n)
{
	if (n > z->in_bytes)
		return false;
	z->in += n;
	z->in_bytes -= n;
	return true;
}

static bool skip_string(struct inflate *z)
{
	while (z->in_bytes) {
		z->in_bytes--;
		if (!*z->in++)
			return true;
	}
	return false;
}

static bool skip_header(struct inflate *z, u8 flags)
{
	if (!skip(z, 10))
		return false;
	if (flags & FEXTRA && !(z->in_bytes >= 2 && skip(z, 2 + (z->in[0] | z->in[1] << 8))))
		return false;
	if (flags & FNAME && !skip_string(z))
		return false;
	if (flags & FCOMMENT && !skip_string(z))
		return false;
	return !(flags & FHCRC) || skip(z, 2);
}

static u32 le32(const u8 *p)
{
	return p[0] | p[1] << 8 | p[2] << 16 | (u32)p[3] << 24;
}

int gunzip(struct inflate *z)
{
	/* too large for a kernel's stack, and only one at a time is needed */
	static struct state s;
	int err;

	s.z = z;
	s.bits = s.nr_bits = s.overrun = 0;
	z->produced = 0;
	z->why = NULL;
	if (z->in_bytes < 18 || z->in[0] != 0x1f || z->in[1] != 0x8b)
		return fail(&s, "no gzip");
	if (z->in[2] != 8 || z->in[3] & 0xe0)
		return fail(&s, "gzip of a kind that nobody knows");
	if (!skip_header(z, z->in[3]))
		return fail(&s, "truncated");
	err = inflate_blocks(&s);
	if (err)
		return err;
	drop(&s, s.nr_bits & 7);
	z->in -= s.nr_bits / 8 - s.overrun;
	z->in_bytes += s.nr_bits / 8 - s.overrun;
	if (z->in_bytes < 8)
		return fail(&s, "truncated");
	if (le32(z->in + 4) != (u32)z->produced)
		return fail(&s, "damaged: its length is not what it says");
	if (z->out && le32(z->in) != ~crc32_le(~0u, z->out, z->produced))
		return fail(&s, "damaged: its checksum is not what it says");
	skip(z, 8);
	return 0;
}
