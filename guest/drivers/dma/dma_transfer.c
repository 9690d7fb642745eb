/* SPDX-License-Identifier: GPL-2.0-only */
/* dma_transfer: what belongs to a single transfer: its descriptor, its mappings, waiting for it. */
#include <linux/dma-mapping.h>
#include <linux/dmaengine.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/slab.h>

#define PATIENCE_MS 5000

void dma_async_tx_descriptor_init(struct dma_async_tx_descriptor *tx, struct dma_chan *chan)
{
	tx->chan = chan;
}
EXPORT_SYMBOL(dma_async_tx_descriptor_init);

void dma_run_dependencies(struct dma_async_tx_descriptor *tx)
{
}
EXPORT_SYMBOL_GPL(dma_run_dependencies);

/* ---- mappings ---- */

struct dmaengine_unmap_data *dmaengine_get_unmap_data(struct device *dev, int nr, gfp_t flags)
{
	struct dmaengine_unmap_data *unmap = kzalloc(struct_size(unmap, addr, nr), flags);

	if (!unmap)
		return NULL;
	kref_init(&unmap->kref);
	unmap->dev = dev;
	unmap->map_cnt = nr;
	return unmap;
}
EXPORT_SYMBOL(dmaengine_get_unmap_data);

static void unmap_all(struct kref *kref)
{
	struct dmaengine_unmap_data *unmap = container_of(kref, struct dmaengine_unmap_data, kref);
	int i, n = unmap->to_cnt;

	for (i = 0; i < n; i++)
		dma_unmap_page(unmap->dev, unmap->addr[i], unmap->len, DMA_TO_DEVICE);
	for (n += unmap->from_cnt; i < n; i++)
		dma_unmap_page(unmap->dev, unmap->addr[i], unmap->len, DMA_FROM_DEVICE);
	for (n += unmap->bidi_cnt; i < n; i++)
		if (unmap->addr[i])
			dma_unmap_page(unmap->dev, unmap->addr[i], unmap->len, DMA_BIDIRECTIONAL);
	kfree(unmap);
}

void dmaengine_unmap_put(struct dmaengine_unmap_data *unmap)
{
	if (unmap)
		kref_put(&unmap->kref, unmap_all);
}
EXPORT_SYMBOL_GPL(dmaengine_unmap_put);

/* ---- waiting ---- */

enum dma_status dma_sync_wait(struct dma_chan *chan, dma_cookie_t cookie)
{
	unsigned long end = jiffies + msecs_to_jiffies(PATIENCE_MS);
	enum dma_status status;

	dma_async_issue_pending(chan);
	for (;;) {
		status = dma_async_is_tx_complete(chan, cookie, NULL, NULL);
		if (status != DMA_IN_PROGRESS)
			return status;
		if (time_after_eq(jiffies, end)) {
			dev_err(chan->device->dev, "dma_sync_wait() waits in vain\n");
			return DMA_ERROR;
		}
		cpu_relax();
	}
}
EXPORT_SYMBOL(dma_sync_wait);

enum dma_status dma_wait_for_async_tx(struct dma_async_tx_descriptor *tx)
{
	unsigned long end = jiffies + msecs_to_jiffies(PATIENCE_MS);

	if (!tx)
		return DMA_COMPLETE;
	while (tx->cookie == -EBUSY) { /* it is not submitted yet */
		if (time_after_eq(jiffies, end))
			return DMA_ERROR;
		cpu_relax();
	}
	return dma_sync_wait(tx->chan, tx->cookie);
}
EXPORT_SYMBOL_GPL(dma_wait_for_async_tx);

/* ---- what goes along with a transfer ---- */

static int check_mode(struct dma_async_tx_descriptor *desc, enum dma_desc_metadata_mode mode)
{
	if (!dmaengine_is_metadata_mode_supported(desc->chan, mode))
		return -ENOTSUPP;
	if (!desc->desc_metadata_mode)
		desc->desc_metadata_mode = mode;
	return desc->desc_metadata_mode == mode ? 0 : -EINVAL;
}

int dmaengine_desc_attach_metadata(struct dma_async_tx_descriptor *desc, void *data, size_t len)
{
	int err = desc ? check_mode(desc, DESC_METADATA_CLIENT) : -EINVAL;

	if (err)
		return err;
	if (!desc->metadata_ops || !desc->metadata_ops->attach)
		return -ENOTSUPP;
	return desc->metadata_ops->attach(desc, data, len);
}
EXPORT_SYMBOL_GPL(dmaengine_desc_attach_metadata);

void *dmaengine_desc_get_metadata_ptr(struct dma_async_tx_descriptor *desc, size_t *payload_len,
				      size_t *max_len)
{
	int err = desc ? check_mode(desc, DESC_METADATA_ENGINE) : -EINVAL;

	if (err)
		return ERR_PTR(err);
	if (!desc->metadata_ops || !desc->metadata_ops->get_ptr)
		return ERR_PTR(-ENOTSUPP);
	return desc->metadata_ops->get_ptr(desc, payload_len, max_len);
}
EXPORT_SYMBOL_GPL(dmaengine_desc_get_metadata_ptr);

int dmaengine_desc_set_metadata_len(struct dma_async_tx_descriptor *desc, size_t payload_len)
{
	int err = desc ? check_mode(desc, DESC_METADATA_ENGINE) : -EINVAL;

	if (err)
		return err;
	if (!desc->metadata_ops || !desc->metadata_ops->set_len)
		return -ENOTSUPP;
	return desc->metadata_ops->set_len(desc, payload_len);
}
EXPORT_SYMBOL_GPL(dmaengine_desc_set_metadata_len);
