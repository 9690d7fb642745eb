/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * era_2_6: names that 2.6 had and 6.1 has not, each for what it is called now. In no header of
 * their own, as in 2.6 nearly every header led to them: the build includes this before a source.
 * Those that need more than a name are in the header that had them.
 */
#ifndef _LINUX_ERA_2_6_H
#define _LINUX_ERA_2_6_H

#ifndef __ASSEMBLY__
/* How modpost.sh knows what an object was compiled for. */
asm("__era_2_6 = 1");
#endif

/* time */
#define xtime			  current_kernel_time()
#define mktime(y, m, d, h, mi, s) ((unsigned long)mktime64(y, m, d, h, mi, s))

/* works */
#define cancel_rearming_delayed_work(work)                                                         \
	while (!cancel_delayed_work(work))                                                         \
	flush_scheduled_work()
#define cancel_rearming_delayed_workqueue(wq, w)                                                   \
	while (!cancel_delayed_work(w))                                                            \
	flush_workqueue(wq)
#define keventd_up() 1

/* tasks */
#define next_thread(p)		     list_entry((p)->thread_node.next, struct task_struct, thread_node)
#define TASK_ZOMBIE		     EXIT_ZOMBIE
#define suser()			     capable(CAP_SYS_ADMIN)
#define set_cpus_allowed(task, mask) set_cpus_allowed_ptr(task, &(mask))

/* CPUs and locks */
#define cpu_set(cpu, mask)   cpumask_set_cpu(cpu, &(mask))
#define cpu_clear(cpu, mask) cpumask_clear_cpu(cpu, &(mask))
#define cpu_isset(cpu, mask) cpumask_test_cpu(cpu, &(mask))
#define cpus_clear(mask)     ((mask).bits[0] = 0)
#define cpus_setall(mask)    ((mask).bits[0] = ~0UL)
#define cpus_empty(mask)     cpumask_empty(&(mask))
#define cpus_weight(mask)    cpumask_weight(&(mask))
#define first_cpu(mask)	     cpumask_first(&(mask))
#define next_cpu(cpu, mask)  cpumask_next(cpu, &(mask))
#define cpu_online_map	     __cpu_online_mask
#define cpu_possible_map     __cpu_possible_mask
#define CPU_MASK_NONE	     ((cpumask_t){{0}})
#define cpumask_of_cpu(cpu)  ((cpumask_t){{1UL << (cpu)}})
#define spin_unlock_wait(lock)                                                                     \
	do                                                                                         \
		cpu_relax();                                                                       \
	while (spin_is_locked(lock))
#define read_barrier_depends()	   ((void)0)
#define smp_read_barrier_depends() ((void)0)
#define set_mb(var, value)                                                                         \
	do {                                                                                       \
		(var) = (value);                                                                   \
		mb();                                                                              \
	} while (0)
#define set_wmb(var, value) set_mb(var, value)

/* Interrupts off on all CPUs, they said; on the one that runs, as 2.6 without SMP had it. */
#define save_flags(flags)     local_save_flags(flags)
#define restore_flags(flags)  local_irq_restore(flags)
#define save_and_cli(flags)   local_irq_save(flags)
#define save_flags_cli(flags) local_irq_save(flags)
#define cli()		      local_irq_disable()
#define sti()		      local_irq_enable()

/* memory */
#define remap_page_range(vma, from, phys, size, prot)                                              \
	remap_pfn_range(vma, from, (phys) >> PAGE_SHIFT, size, prot)
#define io_remap_page_range(vma, from, phys, size, prot)                                           \
	remap_pfn_range(vma, from, (phys) >> PAGE_SHIFT, size, prot)
#define VM_SHM		       0
#define foreach_bit(bit, word) for_each_set_bit(bit, word, BITS_PER_LONG)

/* PCI and DMA */
#define PCI_DMA_NONE			    DMA_NONE
#define pci_present()			    1
#define pci_dac_set_dma_mask(pdev, mask)    (-EIO)
#define pci_dac_dma_supported(pdev, mask)   0
#define pci_pretty_name(pdev)		    ""
#define pci_find_class(class, from)	    pci_get_class(class, from)
#define pci_find_subsys(v, d, sv, sd, from) pci_get_subsys(v, d, sv, sd, from)
#define pci_match_device(ids, pdev)	    pci_match_id(ids, pdev)
#define pci_map_page(pdev, page, off, n, dir)                                                      \
	dma_map_page(pci_dma_device(pdev), page, off, n, (enum dma_data_direction)(dir))
#define pci_unmap_page(pdev, handle, n, dir)                                                       \
	dma_unmap_page(pci_dma_device(pdev), handle, n, (enum dma_data_direction)(dir))
#define pci_map_sg(pdev, sg, n, dir)                                                               \
	dma_map_sg(pci_dma_device(pdev), sg, n, (enum dma_data_direction)(dir))
#define pci_unmap_sg(pdev, sg, n, dir)                                                             \
	dma_unmap_sg(pci_dma_device(pdev), sg, n, (enum dma_data_direction)(dir))
#define pci_dma_sync_single_for_cpu(pdev, handle, n, dir)                                          \
	dma_sync_single_for_cpu(pci_dma_device(pdev), handle, n, (enum dma_data_direction)(dir))
#define pci_dma_sync_single_for_device(pdev, handle, n, dir)                                       \
	dma_sync_single_for_device(pci_dma_device(pdev), handle, n, (enum dma_data_direction)(dir))
#define pci_dma_sync_sg_for_cpu(pdev, sg, n, dir)                                                  \
	dma_sync_sg_for_cpu(pci_dma_device(pdev), sg, n, (enum dma_data_direction)(dir))
#define pci_dma_sync_sg_for_device(pdev, sg, n, dir)                                               \
	dma_sync_sg_for_device(pci_dma_device(pdev), sg, n, (enum dma_data_direction)(dir))
#define dma_sync_single(dev, handle, n, dir) dma_sync_single_for_cpu(dev, handle, n, dir)
#define dma_cache_sync(dev, addr, n, dir)    ((void)0)
#define dma_cache_wback_inv(addr, n)	     ((void)0)

/* the rest */
#define NIPQUAD(addr)                                                                              \
	((unsigned char *)&(addr))[0], ((unsigned char *)&(addr))[1],                              \
	    ((unsigned char *)&(addr))[2], ((unsigned char *)&(addr))[3]
#define HIPQUAD(addr)                                                                              \
	((unsigned char *)&(addr))[3], ((unsigned char *)&(addr))[2],                              \
	    ((unsigned char *)&(addr))[1], ((unsigned char *)&(addr))[0]
#define net_ratelimit()			 printk_ratelimit()
#define MODULE_GENERIC_TABLE(type, name) MODULE_DEVICE_TABLE(type, name)

#endif
