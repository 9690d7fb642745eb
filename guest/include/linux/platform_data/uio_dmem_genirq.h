/* SPDX-License-Identifier: GPL-2.0-only */
/* uio_dmem_genirq: what a board says of such a device: beside its own, memory for DMA. */
#ifndef _UIO_DMEM_GENIRQ_H
#define _UIO_DMEM_GENIRQ_H

#include <linux/uio_driver.h>

struct uio_dmem_genirq_pdata {
	struct uio_info uioinfo;
	unsigned int *dynamic_region_sizes; /* bytes */
	unsigned int num_dynamic_regions;
};

#endif
