// SPDX-License-Identifier: GPL-2.0-only
/*
 * edu - a driver for the teaching device of -device edu (PCI 1234:11e8)
 *
 * In /sys/bus/pci/drivers/edu/0000:...:
 *   factorial  write n, read n!; the device's interrupt says when it is there
 *   block      what is written goes into the device's memory by DMA, and is
 *              fetched from there by DMA when it is read
 *   transfers  how often that was
 */
#include <linux/bits.h>
#include <linux/completion.h>
#include <linux/dma-mapping.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pci.h>
#include <linux/sysfs.h>

#define EDU_ID		0x00
#define EDU_LIVENESS	0x04
#define EDU_FACTORIAL	0x08
#define EDU_STATUS	0x20
#define EDU_IRQ_STATUS	0x24
#define EDU_IRQ_ACK	0x64
#define EDU_DMA_SOURCE	0x80
#define EDU_DMA_DEST	0x88
#define EDU_DMA_COUNT	0x90
#define EDU_DMA_COMMAND 0x98

#define STATUS_IRQ    BIT(7)
#define DMA_GO	      BIT(0)
#define DMA_FROM_EDU  BIT(1)
#define DMA_IRQ	      BIT(2)
#define IRQ_FACTORIAL 0x001
#define IRQ_DMA	      0x100
#define EDU_BUFFER    0x40000
#define EDU_BYTES     4000 /* of 4096: QEMU ends when the last one is asked for */
#define EDU_DMA_BITS  28
#define EDU_TIMEOUT   (2 * HZ)

struct edu {
	void __iomem *regs;
	void *block;
	dma_addr_t block_dma;
	size_t bytes; /* of block that were written */
	unsigned int transfers;
	struct mutex lock; /* one at a time has the device */
	struct completion computed, moved;
};

static irqreturn_t edu_interrupt(int irq, void *data)
{
	struct edu *edu = data;
	u32 raised = ioread32(edu->regs + EDU_IRQ_STATUS);

	if (!raised)
		return IRQ_NONE;
	iowrite32(raised, edu->regs + EDU_IRQ_ACK);
	if (raised & IRQ_FACTORIAL)
		complete(&edu->computed);
	if (raised & IRQ_DMA)
		complete(&edu->moved);
	return IRQ_HANDLED;
}

static int edu_move(struct edu *edu, bool from_device)
{
	reinit_completion(&edu->moved);
	iowrite32(from_device ? EDU_BUFFER : edu->block_dma, edu->regs + EDU_DMA_SOURCE);
	iowrite32(from_device ? edu->block_dma : EDU_BUFFER, edu->regs + EDU_DMA_DEST);
	iowrite32(edu->bytes, edu->regs + EDU_DMA_COUNT);
	iowrite32(DMA_GO | DMA_IRQ | (from_device ? DMA_FROM_EDU : 0), edu->regs + EDU_DMA_COMMAND);
	if (!wait_for_completion_timeout(&edu->moved, EDU_TIMEOUT))
		return -ETIMEDOUT;
	edu->transfers++;
	return 0;
}

static ssize_t factorial_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct edu *edu = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", ioread32(edu->regs + EDU_FACTORIAL));
}

static ssize_t factorial_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t count)
{
	struct edu *edu = dev_get_drvdata(dev);
	unsigned int n;
	int err = kstrtouint(buf, 0, &n);

	if (err)
		return err;
	mutex_lock(&edu->lock);
	reinit_completion(&edu->computed);
	iowrite32(n, edu->regs + EDU_FACTORIAL);
	if (!wait_for_completion_timeout(&edu->computed, EDU_TIMEOUT))
		err = -ETIMEDOUT;
	mutex_unlock(&edu->lock);
	return err ? err : count;
}
static DEVICE_ATTR_RW(factorial);

static ssize_t block_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct edu *edu = dev_get_drvdata(dev);
	int err;

	mutex_lock(&edu->lock);
	memset(edu->block, 0, EDU_BYTES);
	err = edu_move(edu, true);
	if (!err)
		memcpy(buf, edu->block, edu->bytes);
	mutex_unlock(&edu->lock);
	return err ? err : edu->bytes;
}

static ssize_t block_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	struct edu *edu = dev_get_drvdata(dev);
	int err;

	mutex_lock(&edu->lock);
	edu->bytes = min_t(size_t, count, EDU_BYTES);
	memcpy(edu->block, buf, edu->bytes);
	err = edu_move(edu, false);
	mutex_unlock(&edu->lock);
	return err ? err : edu->bytes;
}
static DEVICE_ATTR_RW(block);

static ssize_t transfers_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct edu *edu = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", edu->transfers);
}
static DEVICE_ATTR_RO(transfers);

static struct attribute *edu_attrs[] = {
    &dev_attr_factorial.attr,
    &dev_attr_block.attr,
    &dev_attr_transfers.attr,
    NULL,
};
ATTRIBUTE_GROUPS(edu);

static void edu_free_vectors(void *pdev)
{
	pci_free_irq_vectors(pdev);
}

static int edu_set_up(struct pci_dev *pdev, struct edu *edu)
{
	int err = pcim_enable_device(pdev);

	if (!err)
		err = pcim_iomap_regions(pdev, BIT(0), KBUILD_MODNAME);
	if (!err)
		err = dma_set_mask_and_coherent(&pdev->dev, DMA_BIT_MASK(EDU_DMA_BITS));
	if (err)
		return err;
	pci_set_master(pdev);
	edu->regs = pcim_iomap_table(pdev)[0];
	edu->block = dmam_alloc_coherent(&pdev->dev, EDU_BYTES, &edu->block_dma, GFP_KERNEL);
	return edu->block ? 0 : -ENOMEM;
}

static int edu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct edu *edu = devm_kzalloc(&pdev->dev, sizeof(*edu), GFP_KERNEL);
	u32 version;
	int err;

	if (!edu)
		return -ENOMEM;
	mutex_init(&edu->lock);
	init_completion(&edu->computed);
	init_completion(&edu->moved);
	err = edu_set_up(pdev, edu);
	if (err)
		return err;
	iowrite32(0x0badcafe, edu->regs + EDU_LIVENESS);
	if (ioread32(edu->regs + EDU_LIVENESS) != ~0x0badcafeu)
		return dev_err_probe(&pdev->dev, -EIO, "it does not answer\n");
	err = pci_alloc_irq_vectors(pdev, 1, 1, PCI_IRQ_ALL_TYPES);
	if (err < 0)
		return err;
	err = devm_add_action_or_reset(&pdev->dev, edu_free_vectors, pdev);
	if (err)
		return err;
	err = devm_request_irq(&pdev->dev, pci_irq_vector(pdev, 0), edu_interrupt, IRQF_SHARED,
			       KBUILD_MODNAME, edu);
	if (err)
		return err;
	iowrite32(STATUS_IRQ, edu->regs + EDU_STATUS);
	pci_set_drvdata(pdev, edu);
	version = ioread32(edu->regs + EDU_ID);
	dev_info(&pdev->dev, "version %u.%u, irq %d, block at %pad\n", version >> 24,
		 version >> 16 & 0xff, pci_irq_vector(pdev, 0), &edu->block_dma);
	return 0;
}

static const struct pci_device_id edu_ids[] = {{PCI_DEVICE(0x1234, 0x11e8)}, {}};
MODULE_DEVICE_TABLE(pci, edu_ids);

static struct pci_driver edu_driver = {
    .name = KBUILD_MODNAME,
    .id_table = edu_ids,
    .probe = edu_probe,
    .dev_groups = edu_groups,
};
module_pci_driver(edu_driver);

MODULE_DESCRIPTION("The teaching device: registers, interrupts, DMA");
MODULE_LICENSE("GPL");
