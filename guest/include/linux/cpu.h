/* SPDX-License-Identifier: GPL-2.0-only */
/* cpu: the processors there are stay: none comes or goes. */
#ifndef _LINUX_CPU_H
#define _LINUX_CPU_H

#include <linux/cpumask.h>
#include <linux/preempt.h>
#include <linux/smp.h>

#define cpus_read_lock()     ((void)0)
#define cpus_read_unlock()   ((void)0)
#define get_online_cpus()    cpus_read_lock()
#define put_online_cpus()    cpus_read_unlock()
#define lock_cpu_hotplug()   cpus_read_lock()
#define unlock_cpu_hotplug() cpus_read_unlock()

#endif
