/* SPDX-License-Identifier: GPL-2.0-only */
/* What a device has of the machine, given back with its driver: ranges, ports, interrupt lines. */
#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/ioport.h>

struct range {
	struct resource *root;
	resource_size_t start, n;
};

static void release_range(struct device *dev, void *res)
{
	const struct range *range = res;

	__release_region(range->root, range->start, range->n);
}

static int is_range(struct device *dev, void *res, void *data)
{
	const struct range *a = res, *b = data;

	return a->root == b->root && a->start == b->start && a->n == b->n;
}

struct resource *__devm_request_region(struct device *dev, struct resource *root,
				       resource_size_t start, resource_size_t n, const char *name)
{
	struct range *range = devres_alloc(release_range, sizeof(*range), GFP_KERNEL);
	struct resource *res;

	if (!range)
		return NULL;
	*range = (struct range){root, start, n};
	res = __request_region(root, start, n, name, 0);
	if (res)
		devres_add(dev, range);
	else
		devres_free(range);
	return res;
}
EXPORT_SYMBOL(__devm_request_region);

void __devm_release_region(struct device *dev, struct resource *root, resource_size_t start,
			   resource_size_t n)
{
	struct range range = {root, start, n};

	WARN_ON(devres_release(dev, release_range, is_range, &range));
}
EXPORT_SYMBOL(__devm_release_region);

void __iomem *devm_ioremap_resource(struct device *dev, const struct resource *res)
{
	void __iomem *base;

	if (!res || (res->flags & IORESOURCE_MEM) == 0) {
		dev_err(dev, "invalid resource %pR\n", res);
		return ERR_PTR(-EINVAL);
	}
	if (!devm_request_mem_region(dev, res->start, resource_size(res), dev_name(dev))) {
		dev_err(dev, "can't request region for resource %pR\n", res);
		return ERR_PTR(-EBUSY);
	}
	base = devm_ioremap(dev, res->start, resource_size(res));
	if (base)
		return base;
	dev_err(dev, "ioremap failed for resource %pR\n", res);
	devm_release_mem_region(dev, res->start, resource_size(res));
	return ERR_PTR(-ENOMEM);
}
EXPORT_SYMBOL(devm_ioremap_resource);

static void release_ioport_map(struct device *dev, void *res)
{
	ioport_unmap(*(void __iomem **)res);
}

static int points_to(struct device *dev, void *res, void *p)
{
	return *(void **)res == p;
}

void __iomem *devm_ioport_map(struct device *dev, unsigned long port, unsigned int nr)
{
	void __iomem **res = devres_alloc(release_ioport_map, sizeof(*res), GFP_KERNEL);

	if (!res)
		return NULL;
	*res = ioport_map(port, nr);
	if (*res) {
		devres_add(dev, res);
		return *res;
	}
	devres_free(res);
	return NULL;
}
EXPORT_SYMBOL(devm_ioport_map);

void devm_ioport_unmap(struct device *dev, void __iomem *addr)
{
	WARN_ON(devres_release(dev, release_ioport_map, points_to, addr));
}
EXPORT_SYMBOL(devm_ioport_unmap);

/* ---- interrupts ---- */

struct line {
	unsigned int irq;
	void *dev_id;
};

static void release_irq(struct device *dev, void *res)
{
	const struct line *line = res;

	free_irq(line->irq, line->dev_id);
}

static int is_line(struct device *dev, void *res, void *data)
{
	const struct line *a = res, *b = data;

	return a->irq == b->irq && a->dev_id == b->dev_id;
}

int devm_request_threaded_irq(struct device *dev, unsigned int irq, irq_handler_t handler,
			      irq_handler_t thread_fn, unsigned long flags, const char *name,
			      void *dev_id)
{
	struct line *line = devres_alloc(release_irq, sizeof(*line), GFP_KERNEL);
	int err;

	if (!line)
		return -ENOMEM;
	*line = (struct line){irq, dev_id};
	err = request_threaded_irq(irq, handler, thread_fn, flags, name ? name : dev_name(dev),
				   dev_id);
	if (err)
		devres_free(line);
	else
		devres_add(dev, line);
	return err;
}
EXPORT_SYMBOL(devm_request_threaded_irq);

int devm_request_any_context_irq(struct device *dev, unsigned int irq, irq_handler_t handler,
				 unsigned long flags, const char *name, void *dev_id)
{
	struct line *line = devres_alloc(release_irq, sizeof(*line), GFP_KERNEL);
	int ret;

	if (!line)
		return -ENOMEM;
	*line = (struct line){irq, dev_id};
	ret = request_any_context_irq(irq, handler, flags, name ? name : dev_name(dev), dev_id);
	if (ret < 0)
		devres_free(line);
	else
		devres_add(dev, line);
	return ret;
}
EXPORT_SYMBOL(devm_request_any_context_irq);

void devm_free_irq(struct device *dev, unsigned int irq, void *dev_id)
{
	struct line line = {irq, dev_id};

	WARN_ON(devres_destroy(dev, release_irq, is_line, &line));
	free_irq(irq, dev_id);
}
EXPORT_SYMBOL(devm_free_irq);

/* ---- memory of DMA ---- */

struct coherent {
	size_t size;
	void *addr;
	dma_addr_t handle;
};

static void release_coherent(struct device *dev, void *res)
{
	const struct coherent *mem = res;

	dma_free_coherent(dev, mem->size, mem->addr, mem->handle);
}

static int is_coherent(struct device *dev, void *res, void *addr)
{
	return ((const struct coherent *)res)->addr == addr;
}

void *dmam_alloc_coherent(struct device *dev, size_t size, dma_addr_t *handle, gfp_t gfp)
{
	struct coherent *mem = devres_alloc(release_coherent, sizeof(*mem), GFP_KERNEL);

	if (!mem)
		return NULL;
	mem->size = size;
	mem->addr = dma_alloc_coherent(dev, size, handle, gfp);
	if (!mem->addr) {
		devres_free(mem);
		return NULL;
	}
	mem->handle = *handle;
	devres_add(dev, mem);
	return mem->addr;
}
EXPORT_SYMBOL(dmam_alloc_coherent);

void dmam_free_coherent(struct device *dev, size_t size, void *addr, dma_addr_t handle)
{
	WARN_ON(devres_release(dev, release_coherent, is_coherent, addr));
}
EXPORT_SYMBOL(dmam_free_coherent);
