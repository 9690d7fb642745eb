/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernels: loops that compilers turn into SSE2, and a checksum of what each has
 * made. Built for the host, and as a multiboot image (BARE) that prints on COM1.
 */
#include <stdint.h>

#define COUNT 4096
#define SIDE  48

void print(char c);
void run_all(void);

static float a[SIDE][SIDE], b[SIDE][SIDE], c[SIDE][SIDE];
static double d[COUNT], e[COUNT];
static uint8_t p[4 * COUNT], q[4 * COUNT];
static int16_t s[COUNT], t[COUNT];
static int32_t w[COUNT];
static uint32_t seed = 12345;

static int32_t chance(void)
{
	seed = seed * 1664525 + 1013904223;
	return (int32_t)(seed >> 8);
}

static uint64_t checksum(const void *from, unsigned bytes)
{
	const uint8_t *at = from;
	uint64_t sum = 1469598103934665603u;

	for (unsigned i = 0; i < bytes; i++)
		sum = (sum ^ at[i]) * 1099511628211u;
	return sum;
}

static void tell(const char *name, uint64_t value)
{
	while (*name)
		print(*name++);
	print(' ');
	for (int shift = 60; shift >= 0; shift -= 4)
		print("0123456789abcdef"[value >> shift & 15]);
	print('\n');
}

static void multiply(void)
{
	for (int i = 0; i < SIDE; i++)
		for (int k = 0; k < SIDE; k++)
			for (int j = 0; j < SIDE; j++)
				c[i][j] += a[i][k] * b[k][j];
}

/* Divisions, and numbers down to the denormals. */
static void divide(void)
{
	for (int i = 0; i < COUNT; i++)
		e[i] = (d[i] * d[i] + 3.0) / (1.0 + d[i] * 0.5);
	for (int i = 1; i < COUNT; i++)
		d[i] = e[i] < e[i - 1] ? e[i] - e[i - 1] : e[i] * 1e-300 * 1e-10;
}

static unsigned distance(void)
{
	unsigned sum = 0;

	for (int i = 0; i < 4 * COUNT; i++)
		sum += p[i] < q[i] ? q[i] - p[i] : p[i] - q[i];
	return sum;
}

static void average(void)
{
	for (int i = 0; i < 4 * COUNT; i++)
		p[i] = (uint8_t)((p[i] + q[i] + 1) >> 1);
}

static void multiply_words(void)
{
	for (int i = 0; i < COUNT; i++) {
		w[i] = s[i] * t[i];
		s[i] = (int16_t)(w[i] >> 16);
	}
}

static void convert(void)
{
	for (int i = 0; i < COUNT; i++) {
		d[i] = w[i] * 0.37;
		w[i] = (int32_t)(d[i] * 1.7);
		t[i] = (int16_t)(int32_t)(float)d[i];
	}
}

static unsigned compare(void)
{
	unsigned sum = 0;

	for (int i = 0; i < COUNT; i++)
		sum = d[i] > e[i] ? sum + 1 : d[i] == e[i] ? sum + 3 : sum ^ (unsigned)i;
	return sum;
}

static void fill(void)
{
	for (int i = 0; i < SIDE; i++)
		for (int j = 0; j < SIDE; j++) {
			a[i][j] = (float)chance() / 1024.0f;
			b[i][j] = 1.0f / (1.0f + (float)(chance() & 1023));
		}
	for (int i = 0; i < COUNT; i++) {
		d[i] = chance() / 77.0;
		s[i] = (int16_t)chance();
		t[i] = (int16_t)chance();
	}
	for (int i = 0; i < 4 * COUNT; i++) {
		p[i] = (uint8_t)chance();
		q[i] = (uint8_t)chance();
	}
}

void run_all(void)
{
	fill();
	for (int round = 0; round < 3; round++) {
		multiply();
		tell("multiply", checksum(c, sizeof(c)));
		divide();
		tell("divide", checksum(d, sizeof(d)) ^ checksum(e, sizeof(e)));
		tell("distance", distance());
		average();
		tell("average", checksum(p, sizeof(p)));
		multiply_words();
		tell("multiply words", checksum(w, sizeof(w)) ^ checksum(s, sizeof(s)));
		convert();
		tell("convert", checksum(w, sizeof(w)) ^ checksum(t, sizeof(t)));
		tell("compare", compare());
	}
}

#ifdef BARE

static void out8(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static uint8_t in8(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

void print(char ch)
{
	while (!(in8(0x3fd) & 0x20))
		continue;
	out8(0x3f8, (uint8_t)ch);
}

void bare(void);

void bare(void)
{
	run_all();
	out8(0xf4, 0);
	for (;;)
		__asm__ volatile("hlt");
}

/* Multiboot's header, and the units on: CR0.EM and TS off, CR4.OSFXSR and OSXMMEXCPT on. */
__asm__(".section .text.start, \"ax\"\n"
	".align 4\n"
	".long 0x1badb002, 0, -0x1badb002\n"
	".globl start\n"
	"start: mov $stack_end, %esp\n"
	"mov %cr0, %eax; and $~0xc, %eax; mov %eax, %cr0\n"
	"mov %cr4, %eax; or $0x600, %eax; mov %eax, %cr4\n"
	"call bare\n"
	".section .bss\n"
	".align 16\n"
	".skip 16384\n"
	"stack_end:\n"
	".text\n");

#else

#include <stdio.h>

void print(char ch)
{
	putchar(ch);
}

int main(void)
{
	run_all();
	return 0;
}

#endif
