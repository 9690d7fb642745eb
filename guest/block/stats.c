/* SPDX-License-Identifier: GPL-2.0-only */
/* stats: how much goes to and from each device, for /proc/diskstats and /proc/partitions. */
#include <linux/blkdev.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/time.h>

#include "blk.h"

enum stat_group blk_stat_group(blk_opf_t opf)
{
	switch (opf & REQ_OP_MASK) {
	case REQ_OP_FLUSH:
		return STAT_FLUSH;
	case REQ_OP_DISCARD:
		return STAT_DISCARD;
	default:
		return op_is_write(opf) ? STAT_WRITE : STAT_READ;
	}
}

/* Under bd_stats_lock: the time since it was last done so. */
static void advance(struct disk_stats *stats, u64 now)
{
	u64 passed = now - stats->last_ns;

	if (stats->in_flight) {
		stats->io_ns += passed;
		stats->queue_ns += passed * stats->in_flight;
	}
	stats->last_ns = now;
}

static void change_in_flight(struct block_device *bdev, int by)
{
	unsigned long flags;

	spin_lock_irqsave(&bdev->bd_stats_lock, flags);
	advance(&bdev->bd_stats, ktime_get_ns());
	bdev->bd_stats.in_flight += by;
	spin_unlock_irqrestore(&bdev->bd_stats_lock, flags);
}

/* A partition's transfers are the disk's as well. */
void blk_account_start(struct block_device *bdev)
{
	change_in_flight(bdev, 1);
	if (bdev_is_partition(bdev))
		change_in_flight(bdev_whole(bdev), 1);
}

void blk_account_merge(struct block_device *bdev, enum stat_group group)
{
	unsigned long flags;

	spin_lock_irqsave(&bdev->bd_stats_lock, flags);
	bdev->bd_stats.merges[group]++;
	spin_unlock_irqrestore(&bdev->bd_stats_lock, flags);
	if (bdev_is_partition(bdev))
		blk_account_merge(bdev_whole(bdev), group);
}

void blk_account_done(struct block_device *bdev, enum stat_group group, unsigned int sectors,
		      u64 start_ns)
{
	unsigned long flags;
	u64 now = ktime_get_ns();

	spin_lock_irqsave(&bdev->bd_stats_lock, flags);
	advance(&bdev->bd_stats, now);
	bdev->bd_stats.in_flight--;
	bdev->bd_stats.ios[group]++;
	bdev->bd_stats.sectors[group] += sectors;
	bdev->bd_stats.nsecs[group] += now - start_ns;
	spin_unlock_irqrestore(&bdev->bd_stats_lock, flags);
	if (bdev_is_partition(bdev))
		blk_account_done(bdev_whole(bdev), group, sectors, start_ns);
}

/* ---- /proc ---- */

static unsigned long ms(u64 ns)
{
	return div_u64(ns, 1000000);
}

static void show_group(struct seq_file *m, const struct disk_stats *s, enum stat_group group)
{
	seq_printf(m, " %lu %lu %lu %lu", s->ios[group], s->merges[group], s->sectors[group],
		   ms(s->nsecs[group]));
}

static int show_stats(struct block_device *bdev, void *data)
{
	struct seq_file *m = data;
	struct disk_stats s;
	unsigned long flags;

	spin_lock_irqsave(&bdev->bd_stats_lock, flags);
	advance(&bdev->bd_stats, ktime_get_ns());
	s = bdev->bd_stats;
	spin_unlock_irqrestore(&bdev->bd_stats_lock, flags);
	seq_printf(m, "%4u %7u %s", MAJOR(bdev->bd_dev), MINOR(bdev->bd_dev), bdev->bd_name);
	show_group(m, &s, STAT_READ);
	show_group(m, &s, STAT_WRITE);
	seq_printf(m, " %d %lu %lu", s.in_flight, ms(s.io_ns), ms(s.queue_ns));
	show_group(m, &s, STAT_DISCARD);
	seq_printf(m, " %lu %lu\n", s.ios[STAT_FLUSH], ms(s.nsecs[STAT_FLUSH]));
	return 0;
}

static int diskstats_show(struct seq_file *m, void *v)
{
	return blkdev_for_each(show_stats, m);
}

static int show_size(struct block_device *bdev, void *data)
{
	if (bdev->bd_nr_sectors && !(bdev->bd_disk->flags & GENHD_FL_HIDDEN))
		seq_printf(data, "%4u  %7u %10llu %s\n", MAJOR(bdev->bd_dev), MINOR(bdev->bd_dev),
			   bdev->bd_nr_sectors >> 1, bdev->bd_name);
	return 0;
}

static int partitions_show(struct seq_file *m, void *v)
{
	seq_puts(m, "major minor  #blocks  name\n\n");
	return blkdev_for_each(show_size, m);
}

static int __init stats_init(void)
{
	proc_create_single("diskstats", 0444, NULL, diskstats_show);
	proc_create_single("partitions", 0444, NULL, partitions_show);
	return 0;
}
fs_initcall(stats_init);
