/* SPDX-License-Identifier: GPL-2.0-only */
/* counters: sums that several files of /proc show, counted when asked for. In pages. */
#ifndef PROC_COUNTERS_H
#define PROC_COUNTERS_H

/* Each CPU's copy of the per-CPU section, and the room behind it. */
unsigned long counters_percpu_pages(void);
unsigned long counters_stack_pages(void);
unsigned long counters_table_pages(void);
unsigned long counters_active_pages(void);
unsigned long counters_inactive_pages(void);
/* The linear map: how much of it is mapped by 4 KiB and by 4 MiB pages. */
void counters_direct_map(unsigned long *small, unsigned long *large);

#endif
