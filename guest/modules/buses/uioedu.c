// SPDX-License-Identifier: GPL-2.0-only
/* uioedu - the device of -device edu for a program: its registers at page 0 of /dev/uio0 */
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/slab.h>
#include <linux/uio_driver.h>

#define IRQ_STATUS 0x24
#define IRQ_RAISE  0x60
#define IRQ_ACK	   0x64

static irqreturn_t uioedu_interrupt(int irq, struct uio_info *info)
{
	void __iomem *regs = info->mem[0].internal_addr;
	u32 raised = ioread32(regs + IRQ_STATUS);

	if (!raised)
		return IRQ_NONE;
	iowrite32(raised, regs + IRQ_ACK);
	return IRQ_HANDLED;
}

/* What a program writes there raises an interrupt. */
static int uioedu_irqcontrol(struct uio_info *info, s32 irq_on)
{
	iowrite32(irq_on, info->mem[0].internal_addr + IRQ_RAISE);
	return 0;
}

static int uioedu_probe(struct pci_dev *pdev, const struct pci_device_id *id)
{
	struct uio_info *info = devm_kzalloc(&pdev->dev, sizeof(*info), GFP_KERNEL);
	int err;

	if (!info)
		return -ENOMEM;
	err = pcim_enable_device(pdev);
	if (!err)
		err = pcim_iomap_regions(pdev, BIT(0), KBUILD_MODNAME);
	if (err)
		return err;
	info->name = "edu";
	info->version = "1";
	info->mem[0].name = "registers";
	info->mem[0].addr = pci_resource_start(pdev, 0);
	info->mem[0].size = pci_resource_len(pdev, 0);
	info->mem[0].memtype = UIO_MEM_PHYS;
	info->mem[0].internal_addr = pcim_iomap_table(pdev)[0];
	info->mem[1].name = "words";
	info->mem[1].addr = devm_get_free_pages(&pdev->dev, GFP_KERNEL | __GFP_ZERO, 0);
	info->mem[1].size = PAGE_SIZE;
	info->mem[1].memtype = UIO_MEM_LOGICAL;
	info->port[0].name = "none such";
	info->port[0].start = 0x1234;
	info->port[0].size = 8;
	info->port[0].porttype = UIO_PORT_X86;
	info->irq = pdev->irq;
	info->irq_flags = IRQF_SHARED;
	info->handler = uioedu_interrupt;
	info->irqcontrol = uioedu_irqcontrol;
	if (!info->mem[1].addr)
		return -ENOMEM;
	strcpy((char *)(unsigned long)info->mem[1].addr, "from the kernel");
	return devm_uio_register_device(&pdev->dev, info);
}

static const struct pci_device_id uioedu_ids[] = {{PCI_DEVICE(0x1234, 0x11e8)}, {}};
MODULE_DEVICE_TABLE(pci, uioedu_ids);

static struct pci_driver uioedu_driver = {
    .name = KBUILD_MODNAME,
    .id_table = uioedu_ids,
    .probe = uioedu_probe,
};
module_pci_driver(uioedu_driver);

MODULE_DESCRIPTION("The teaching device, for a program");
MODULE_LICENSE("GPL");
