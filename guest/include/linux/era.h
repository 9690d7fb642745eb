/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * era: names that were there up to some version between 3.0 and 6.0, each for what it is called
 * now, or what it did. The build includes this before a source that asks for an era (ERA=4.9).
 * What changed its form under the same name is in the header that has it, by LINUX_VERSION_CODE.
 */
#ifndef _LINUX_ERA_H
#define _LINUX_ERA_H

#include <linux/version.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 18, 0)
#define dma_zalloc_coherent(dev, size, handle, gfp)                                                \
	dma_alloc_coherent(dev, size, handle, (gfp) | __GFP_ZERO)
#define pci_zalloc_consistent(pdev, size, handle)                                                  \
	dma_alloc_coherent(&(pdev)->dev, size, handle, GFP_ATOMIC | __GFP_ZERO)
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 11, 0)
/* It goes with its parent's driver, or with its parent: right after who says _unregister. */
#define rtc_device_register(name, dev, ops, owner) devm_rtc_device_register(dev, name, ops, owner)
#define rtc_device_unregister(rtc)		   ((void)(rtc))
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 8, 0)
#define i2c_new_dummy(adapter, address)                                                            \
	({                                                                                         \
		struct i2c_client *__dummy = i2c_new_dummy_device(adapter, address);               \
                                                                                                   \
		IS_ERR(__dummy) ? NULL : __dummy;                                                  \
	})
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)
#define rtc_time_to_tm(time, tm) rtc_time64_to_tm(time, tm)
#define rtc_tm_to_time(tm, time) ({ *(time) = rtc_tm_to_time64(tm); 0; })
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 16, 0)
#define print_symbol(fmt, address)                                                                 \
	do {                                                                                       \
		char __symbol[KSYM_SYMBOL_LEN];                                                    \
                                                                                                   \
		sprint_symbol(__symbol, address);                                                  \
		printk(fmt, __symbol);                                                             \
	} while (0)
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 15, 0)
#define setup_timer_on_stack(timer, fn, data) setup_timer(timer, fn, data)
#define init_timer_on_stack(timer)	      init_timer(timer)
#define mod_timer_pinned(timer, when)	      mod_timer(timer, when)
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 12, 0)
/* What an inode's times are set to. */
#define CURRENT_TIME                                                                               \
	({                                                                                         \
		struct timespec64 __now;                                                           \
                                                                                                   \
		ktime_get_real_ts64(&__now);                                                       \
		__now;                                                                             \
	})
#define CURRENT_TIME_SEC ((struct timespec64){ktime_get_real_seconds(), 0})
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 10, 0)
/* CPUs come at boot and stay: nobody is told of more, as without CONFIG_HOTPLUG_CPU. */
#define register_cpu_notifier(nb)                                                                  \
	({                                                                                         \
		(void)(nb);                                                                        \
		0;                                                                                 \
	})
#define unregister_cpu_notifier(nb)    ((void)(nb))
#define register_hotcpu_notifier(nb)   register_cpu_notifier(nb)
#define unregister_hotcpu_notifier(nb) unregister_cpu_notifier(nb)
#define hotcpu_notifier(fn, priority)  ((void)(fn))
#define CPU_ONLINE		       0x0002
#define CPU_UP_PREPARE		       0x0003
#define CPU_UP_CANCELED		       0x0004
#define CPU_DOWN_PREPARE	       0x0005
#define CPU_DOWN_FAILED		       0x0006
#define CPU_DEAD		       0x0007
#define CPU_DYING		       0x0008
#define CPU_STARTING		       0x000A
#define CPU_TASKS_FROZEN	       0x0010
#define CPU_ONLINE_FROZEN	       (CPU_ONLINE | CPU_TASKS_FROZEN)
#define CPU_DEAD_FROZEN		       (CPU_DEAD | CPU_TASKS_FROZEN)
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 9, 0)
#define init_kthread_worker(worker)   kthread_init_worker(worker)
#define init_kthread_work(work, fn)   kthread_init_work(work, fn)
#define queue_kthread_work(worker, w) kthread_queue_work(worker, w)
#define flush_kthread_work(work)      kthread_flush_work(work)
#define flush_kthread_worker(worker)  kthread_flush_worker(worker)
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 19, 0)
#define get_unused_fd() get_unused_fd_flags(0)
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 17, 0)
#define hlist_add_after(prev, n) hlist_add_behind(n, prev)
#define PTR_RET(ptr)		 PTR_ERR_OR_ZERO(ptr)
#define devm_request_and_ioremap(dev, res)                                                         \
	({                                                                                         \
		void __iomem *__mapped = devm_ioremap_resource(dev, res);                          \
                                                                                                   \
		IS_ERR(__mapped) ? NULL : __mapped;                                                \
	})
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 16, 0)
#define smp_mb__before_atomic_inc() smp_mb__before_atomic()
#define smp_mb__after_atomic_inc()  smp_mb__after_atomic()
#define smp_mb__before_atomic_dec() smp_mb__before_atomic()
#define smp_mb__after_atomic_dec()  smp_mb__after_atomic()
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(3, 7, 0)
#define flush_work_sync(work)	      flush_work(work)
#define flush_delayed_work_sync(work) flush_delayed_work(work)
#endif

#endif
