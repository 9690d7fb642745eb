/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * swapper: the first program of tests/guest/test_swap.py: two processes with more memory than
 * the machine has, half of it shared until it is written. The swap area is a file of the ext2
 * file system on hda, or else the disk hdb.
 */
#include <asm/unistd_32.h>

#define BYTES (24u << 20)
#define WORDS 1024u /* of a page */

static long call(long nr, long a, long b, long c, long d, long e)
{
	long ret;

	__asm__ volatile("int $0x80"
			 : "=a"(ret)
			 : "0"(nr), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e)
			 : "memory");
	return ret;
}

static void tell(const char *text, unsigned long number)
{
	char digits[12];
	int at = 11, length = 0;

	while (text[length])
		length++;
	call(__NR_write, 1, (long)text, length, 0, 0);
	digits[at] = '\n';
	do
		digits[--at] = '0' + number % 10;
	while (number /= 10);
	call(__NR_write, 1, (long)(digits + at), 12 - at, 0, 0);
}

static unsigned long wrong(volatile unsigned long *p, unsigned long add, unsigned long next)
{
	unsigned long i, bad = 0;

	for (i = 0; i < BYTES / 4 / WORDS; i++) {
		bad += p[i * WORDS] != i * 7 + add;
		p[i * WORDS] = i * 7 + next;
	}
	return bad;
}

void _start(void)
{
	const char *area = "/mnt/swap";
	volatile unsigned long *p;
	long pid, status;

	call(__NR_mkdir, (long)"/dev", 0755, 0, 0, 0);
	call(__NR_mkdir, (long)"/mnt", 0755, 0, 0, 0);
	call(__NR_mknod, (long)"/dev/hda", 060600, 3 << 8, 0, 0);
	call(__NR_mknod, (long)"/dev/hdb", 060600, 3 << 8 | 64, 0, 0);
	if (call(__NR_mount, (long)"/dev/hda", (long)"/mnt", (long)"ext2", 0, 0))
		area = "/dev/hdb";
	tell("swapon ", -call(__NR_swapon, (long)area, 0, 0, 0, 0));
	p = (unsigned long *)call(__NR_mmap2, 0, BYTES, 3, 0x22, -1);
	wrong(p, 0, 1);
	pid = call(__NR_fork, 0, 0, 0, 0, 0);
	tell(pid ? "wrong in the parent " : "wrong in the child ",
	     wrong(p, 1, pid ? 2 : 3) + wrong(p, pid ? 2 : 3, pid ? 2 : 3));
	if (!pid)
		call(__NR_exit, 0, 0, 0, 0, 0);
	call(__NR_waitpid, pid, (long)&status, 0, 0, 0);
	tell("wrong at last ", wrong(p, 2, 2));
	tell("munmap ", -call(__NR_munmap, (long)p, BYTES, 0, 0, 0));
	tell("swapoff ", -call(__NR_swapoff, (long)area, 0, 0, 0, 0));
	tell("umount ", -call(__NR_umount2, (long)"/mnt", 0, 0, 0, 0));
	call(__NR_reboot, 0xfee1dead, 672274793, 0x4321fedc, 0, 0);
	for (;;)
		;
}
