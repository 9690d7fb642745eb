/* SPDX-License-Identifier: GPL-2.0-only */
/* u64_stats_sync: counters of 64 bits that one CPU writes and others read, whole. */
#ifndef _LINUX_U64_STATS_SYNC_H
#define _LINUX_U64_STATS_SYNC_H

#include <linux/seqlock.h>
#include <linux/types.h>

struct u64_stats_sync {
	seqcount_t seq;
};

typedef struct {
	u64 v;
} u64_stats_t;

static inline u64 u64_stats_read(const u64_stats_t *p)
{
	return p->v;
}

static inline void u64_stats_set(u64_stats_t *p, u64 val)
{
	p->v = val;
}

static inline void u64_stats_add(u64_stats_t *p, unsigned long val)
{
	p->v += val;
}

static inline void u64_stats_inc(u64_stats_t *p)
{
	p->v++;
}

#define u64_stats_init(syncp) seqcount_init(&(syncp)->seq)

static inline void u64_stats_update_begin(struct u64_stats_sync *syncp)
{
	preempt_disable();
	write_seqcount_begin(&syncp->seq);
}

static inline void u64_stats_update_end(struct u64_stats_sync *syncp)
{
	write_seqcount_end(&syncp->seq);
	preempt_enable();
}

static inline unsigned int u64_stats_fetch_begin(const struct u64_stats_sync *syncp)
{
	return read_seqcount_begin(&syncp->seq);
}

static inline bool u64_stats_fetch_retry(const struct u64_stats_sync *syncp, unsigned int start)
{
	return read_seqcount_retry(&syncp->seq, start);
}
#define u64_stats_fetch_begin_irq(syncp)	u64_stats_fetch_begin(syncp)
#define u64_stats_fetch_retry_irq(syncp, start) u64_stats_fetch_retry(syncp, start)

#endif
