/* SPDX-License-Identifier: GPL-2.0-only */
/* of_dma: channels that a device tree names: there is none, as in a kernel without CONFIG_DMA_OF.
 */
#ifndef _LINUX_OF_DMA_H
#define _LINUX_OF_DMA_H

#include <linux/dmaengine.h>
#include <linux/of.h>

struct of_phandle_args;

struct of_dma {
	struct list_head of_dma_controllers;
	struct device_node *of_node;
	struct dma_chan *(*of_dma_xlate)(struct of_phandle_args *args, struct of_dma *ofdma);
	void *(*of_dma_route_allocate)(struct of_phandle_args *args, struct of_dma *ofdma);
	struct dma_router *dma_router;
	void *of_dma_data;
};

struct of_dma_filter_info {
	dma_cap_mask_t dma_cap;
	dma_filter_fn filter_fn;
};

static inline int of_dma_controller_register(
    struct device_node *np,
    struct dma_chan *(*of_dma_xlate)(struct of_phandle_args *args, struct of_dma *ofdma),
    void *data)
{
	return -ENODEV;
}

static inline void of_dma_controller_free(struct device_node *np)
{
}

static inline int of_dma_router_register(
    struct device_node *np,
    void *(*of_dma_route_allocate)(struct of_phandle_args *args, struct of_dma *ofdma),
    struct dma_router *dma_router)
{
	return -ENODEV;
}
#define of_dma_router_free of_dma_controller_free

static inline struct dma_chan *of_dma_request_slave_channel(struct device_node *np,
							    const char *name)
{
	return ERR_PTR(-ENODEV);
}

#define of_dma_simple_xlate	NULL
#define of_dma_xlate_by_chan_id NULL

#endif
