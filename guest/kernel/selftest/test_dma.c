/* SPDX-License-Identifier: GPL-2.0-only */
/* ISA DMA channels: who has them, and what the chips remember. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/selftest.h>
#include <linux/string.h>
#include <asm/dma.h>

SELFTEST(dma, channels_have_one_owner)
{
	static char text[512];

	EXPECT_EQ(t, request_dma(8, "test"), -EINVAL);
	EXPECT_EQ(t, request_dma(1, NULL), -EINVAL);
	EXPECT_EQ(t, request_dma(4, "test"), -EBUSY);
	if (!EXPECT_EQ(t, request_dma(1, "test device"), 0))
		return;
	EXPECT_EQ(t, request_dma(1, "another"), -EBUSY);
	EXPECT(t, proc_read_text("dma", text, sizeof(text)) > 0);
	EXPECT(t, strstr(text, " 1: test device\n") && strstr(text, " 4: cascade\n"));
	free_dma(1);
	EXPECT(t, proc_read_text("dma", text, sizeof(text)) > 0);
	EXPECT(t, !strstr(text, " 1:"));
}

static bool has_chip(void)
{
	unsigned long flags = claim_dma_lock();
	int left;

	set_dma_count(1, 16);
	clear_dma_ff(1);
	left = get_dma_residue(1);
	release_dma_lock(flags);
	return left == 16;
}

/* Masked channels count nothing: what was set is what is left. */
static void program(struct selftest *t, unsigned int channel)
{
	unsigned long flags;

	if (!EXPECT_EQ(t, request_dma(channel, "test"), 0))
		return;
	flags = claim_dma_lock();
	disable_dma(channel);
	clear_dma_ff(channel);
	set_dma_mode(channel, DMA_MODE_READ);
	set_dma_addr(channel, 0x123450);
	set_dma_count(channel, 0x1234);
	EXPECT_EQ(t, get_dma_residue(channel), 0x1234);
	set_dma_count(channel, 2);
	EXPECT_EQ(t, get_dma_residue(channel), 2);
	release_dma_lock(flags);
	free_dma(channel);
}

SELFTEST(dma, counts_are_in_bytes)
{
	if (!has_chip()) {
		selftest_skip(t, "no 8237A answers");
		return;
	}
	program(t, 1);
	program(t, 3);
	program(t, 5);
}

/* Whether the log's last lines say this. */
static bool was_said(const char *what)
{
	static char line[256];
	u64 seq = 0;
	bool said = false;

	while (log_read(&seq, line, sizeof(line), false))
		said |= strstr(line, what) != NULL;
	return said;
}

SELFTEST(dma, buffers_out_of_reach_are_told)
{
	unsigned long flags;

	if (!EXPECT_EQ(t, request_dma(1, "far away"), 0))
		return;
	flags = claim_dma_lock();
	set_dma_addr(1, 0x1200000);
	set_dma_addr(1, 0x12f000);
	set_dma_count(1, 0x1000);
	EXPECT(t, !was_said("channel 1 (far away): 0x1000 bytes"));
	set_dma_count(1, 0x1001);
	set_dma_addr(1, 0);
	set_dma_count(1, 1);
	release_dma_lock(flags);
	EXPECT(t, was_said("channel 1 (far away): buffer at 0x1200000 is above 16 MiB"));
	EXPECT(t, was_said("channel 1 (far away): 0x1001 bytes at 0x12f000 cross 0x130000"));
	free_dma(1);
}
