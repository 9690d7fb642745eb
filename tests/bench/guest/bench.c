/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bench: integer work of the kinds that interpreters and translators find
 * easy and hard. The last words of the command line name the work and the
 * number of rounds: "mix 100". Exits with 0 when the work's checksum is the one
 * that a native build computes, with 1 otherwise.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;

unsigned bench_main(const char *command_line);

#define NOINLINE __attribute__((noinline))

/* ---- mix: what CoreMark mixes: a linked list, a small matrix, a state machine, a CRC ---- */

struct node {
	struct node *next;
	short key, value;
};

static struct node nodes[64];
static short matrix_a[16][16], matrix_b[16][16];
static int matrix_c[16][16];
static const char states_text[] =
    "5012,-874,+0x1f,1.5e3,T0.3,.7e,+-12,0,99999,3e-2,abc,-0.5,12e+4,";

static u16 crc16(u16 crc, u32 word)
{
	for (int i = 0; i < 16; i++) {
		u32 bit = (word ^ crc) & 1;

		crc >>= 1;
		word >>= 1;
		if (bit)
			crc ^= 0xa001;
	}
	return crc;
}

static NOINLINE struct node *list_reverse(struct node *head)
{
	struct node *done = 0;

	while (head) {
		struct node *next = head->next;

		head->next = done;
		done = head;
		head = next;
	}
	return done;
}

static NOINLINE struct node *list_find(struct node *head, short key)
{
	while (head && head->key != key)
		head = head->next;
	return head;
}

static NOINLINE struct node *list_merge(struct node *a, struct node *b)
{
	struct node anchor, *tail = &anchor;

	while (a && b) {
		struct node **from = a->value <= b->value ? &a : &b;

		tail->next = *from;
		tail = *from;
		*from = (*from)->next;
	}
	tail->next = a ? a : b;
	return anchor.next;
}

static NOINLINE struct node *list_sort(struct node *head, int length)
{
	struct node *half = head;

	if (length < 2) {
		head->next = 0;
		return head;
	}
	for (int i = 0; i < length / 2; i++)
		half = half->next;
	half = list_sort(half, length - length / 2);
	return list_merge(list_sort(head, length / 2), half);
}

static NOINLINE u16 list_work(u16 crc, u32 round)
{
	struct node *head = &nodes[0];

	for (int i = 0; i < 64; i++) {
		nodes[i].next = i < 63 ? &nodes[i + 1] : 0;
		nodes[i].key = (short)i;
		nodes[i].value = (short)((i * 37 + round * 11) & 0x3ff);
	}
	for (short key = 0; key < 64; key += 7) {
		head = list_reverse(head);
		crc = crc16(crc, (u32)list_find(head, key)->value);
	}
	for (head = list_sort(head, 64); head; head = head->next)
		crc = crc16(crc, (u32)head->value);
	return crc;
}

static NOINLINE u16 matrix_work(u16 crc, int round)
{
	int sum = 0;

	for (int i = 0; i < 16; i++)
		for (int j = 0; j < 16; j++) {
			matrix_a[i][j] = (short)(i * round + j);
			matrix_b[i][j] = (short)(j - i + round);
		}
	for (int i = 0; i < 16; i++)
		for (int j = 0; j < 16; j++) {
			int cell = 0;

			for (int k = 0; k < 16; k++)
				cell += matrix_a[i][k] * matrix_b[k][j];
			matrix_c[i][j] = cell;
			sum += cell >> 3;
		}
	return crc16(crc, (u32)sum);
}

enum state { START, SIGN, INT, FRACTION, EXPONENT, HEX, BAD };

static enum state step(enum state state, char c)
{
	int digit = c >= '0' && c <= '9';

	switch (state) {
	case START:
		return c == '+' || c == '-' ? SIGN : c == '.' ? FRACTION : digit ? INT : BAD;
	case SIGN:
		return c == '.' ? FRACTION : digit ? INT : BAD;
	case INT:
		return digit	  ? INT
		       : c == '.' ? FRACTION
		       : c == 'e' ? EXPONENT
		       : c == 'x' ? HEX
				  : BAD;
	case FRACTION:
		return digit ? FRACTION : c == 'e' ? EXPONENT : BAD;
	case EXPONENT:
		return digit || c == '+' || c == '-' ? EXPONENT : BAD;
	case HEX:
		return digit || (c >= 'a' && c <= 'f') ? HEX : BAD;
	default:
		return BAD;
	}
}

static NOINLINE u16 state_work(u16 crc)
{
	u32 count[7] = {0};
	enum state state = START;

	for (const char *c = states_text; *c; c++) {
		if (*c == ',') {
			count[state]++;
			state = START;
		} else {
			state = step(state, *c);
		}
	}
	for (int i = 0; i < 7; i++)
		crc = crc16(crc, count[i]);
	return crc;
}

static u32 mix(u32 rounds)
{
	u16 crc = 0;

	for (u32 i = 0; i < rounds; i++) {
		crc = list_work(crc, i);
		crc = matrix_work(crc, (int)(i & 31));
		crc = state_work(crc);
	}
	return crc;
}

/* ---- bytes: loops over bytes ---- */

static u8 from[16384], to[16384];

static u32 bytes(u32 rounds)
{
	u32 sum = 0;

	for (u32 i = 0; i < rounds; i++) {
		u8 *volatile target = to;
		u8 *t = target;

		for (u32 j = 0; j < sizeof(from); j++)
			from[j] = (u8)(j * 7 + i);
		for (u32 j = 0; j < sizeof(from); j++)
			t[j] = (u8)(from[j] ^ (from[j] >> 3));
		for (u32 j = 0; j < sizeof(to); j++)
			if (to[j] > 0x80)
				sum += to[j];
	}
	return sum;
}

/* ---- calls: recursion and calls through pointers ---- */

static NOINLINE u32 fib(u32 n)
{
	return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

struct shape {
	u32 (*area)(const struct shape *shape);
	u32 a, b;
};

static NOINLINE u32 square(const struct shape *shape)
{
	return shape->a * shape->a;
}

static NOINLINE u32 rectangle(const struct shape *shape)
{
	return shape->a * shape->b;
}

static NOINLINE u32 triangle(const struct shape *shape)
{
	return shape->a * shape->b / 2;
}

static u32 calls(u32 rounds)
{
	static u32 (*const kinds[3])(const struct shape *) = {square, rectangle, triangle};
	struct shape shapes[32];
	u32 sum = 0;

	for (u32 i = 0; i < 32; i++)
		shapes[i] = (struct shape){kinds[i * 7 % 3], i, i + 3};
	for (u32 i = 0; i < rounds; i++) {
		sum += fib(16);
		for (u32 j = 0; j < 32; j++)
			sum += shapes[j].area(&shapes[j]);
	}
	return sum;
}

/* ---- what it took: on zonemu at -icount shift=0 the time-stamp counter counts instructions ----
 */

static unsigned long long time_stamp(void)
{
	u32 low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (unsigned long long)high << 32 | low;
}

static void print_char(char c)
{
	u8 status;

	do
		__asm__ volatile("inb %1, %0" : "=a"(status) : "Nd"((u16)0x3fd));
	while (!(status & 0x20));
	__asm__ volatile("outb %0, %1" : : "a"(c), "Nd"((u16)0x3f8));
}

static void print_number(u32 n)
{
	if (n > 9)
		print_number(n / 10);
	print_char((char)('0' + n % 10));
}

/* ---- the command line ---- */

static const struct work {
	const char *name;
	u32 (*run)(u32 rounds);
	u32 rounds, checksum; /* a native build gives this checksum for this many rounds */
} works[] = {
    {"mix", mix, 10, 46098},
    {"bytes", bytes, 10, 15605760},
    {"calls", calls, 10, 105910},
};

static int word_at(const char *at, const char *word)
{
	while (*word && *at == *word)
		at++, word++;
	return !*word && (*at == ' ' || !*at);
}

unsigned bench_main(const char *command_line)
{
	const char *last[2] = {"", ""};

	for (const char *c = command_line; *c; c++)
		if (*c != ' ' && (c == command_line || c[-1] == ' ')) {
			last[0] = last[1];
			last[1] = c;
		}
	u32 rounds = 0;
	for (const char *c = last[1]; *c >= '0' && *c <= '9'; c++)
		rounds = rounds * 10 + (u32)(*c - '0');
	for (u32 i = 0; i < sizeof(works) / sizeof(works[0]); i++)
		if (word_at(last[0], works[i].name)) {
			u32 sum = works[i].run(works[i].rounds);

			unsigned long long begun = time_stamp();
			works[i].run(rounds);
			print_number((u32)((time_stamp() - begun) / 1000000));
			print_char('\n');
			return sum != works[i].checksum;
		}
	return 1;
}
