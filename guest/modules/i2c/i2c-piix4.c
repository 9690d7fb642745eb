// SPDX-License-Identifier: GPL-2.0-only
/*
 * i2c-piix4: the SMBus host controller in function 3 of Intel's PIIX4 (82371AB datasheet,
 * 290562, chapter 11.4.4), by polling.
 *
 *	0 status	1 slave status	2 control	3 command
 *	4 address	5, 6 data	7 block data, one byte after the other
 */
#include <linux/delay.h>
#include <linux/i2c.h>
#include <linux/io.h>
#include <linux/module.h>
#include <linux/pci.h>

#define STATUS(p)   ((p)->base + 0)
#define CONTROL(p)  ((p)->base + 2)
#define COMMAND(p)  ((p)->base + 3)
#define ADDRESS(p)  ((p)->base + 4)
#define DATA0(p)    ((p)->base + 5)
#define DATA1(p)    ((p)->base + 6)
#define BLOCK(p)    ((p)->base + 7)
#define SMBUS_PORTS 9

#define ST_BUSY	     0x01
#define ST_DONE	     0x02
#define ST_NO_ANSWER 0x04
#define ST_COLLISION 0x08
#define ST_FAILED    0x10

#define CT_KILL	     0x02
#define CT_START     0x40
#define CT_QUICK     0x00
#define CT_BYTE	     0x04
#define CT_BYTE_DATA 0x08
#define CT_WORD	     0x0c
#define CT_BLOCK     0x14

/* Configuration space, 7.3. */
#define SMBBA	      0x90
#define SMBHSTCFG     0xd2
#define HSTCFG_ENABLE 0x01

/* A measurement may hold the clock 85 ms; the controller itself gives up after 25 ms or so. */
#define STEP_US 250
#define STEPS	1000

struct piix4 {
	unsigned int base;
	struct i2c_adapter adapter;
};

static int clear_status(struct piix4 *p, struct device *dev)
{
	u8 status = inb(STATUS(p));

	if (!status)
		return 0;
	outb(status, STATUS(p));
	status = inb(STATUS(p));
	if (!status)
		return 0;
	dev_err(dev, "SMBus does not become free (status %02x)\n", status);
	return -EBUSY;
}

static int run(struct piix4 *p, u8 protocol)
{
	struct device *dev = &p->adapter.dev;
	int step, err = 0;
	u8 status;

	if (clear_status(p, dev))
		return -EBUSY;
	outb(protocol | CT_START, CONTROL(p));
	for (step = 0; step < STEPS; step++) {
		usleep_range(STEP_US, 2 * STEP_US);
		status = inb(STATUS(p));
		if (!(status & ST_BUSY))
			break;
	}
	if (step == STEPS) {
		outb(CT_KILL, CONTROL(p));
		dev_err(dev, "SMBus timeout\n");
		err = -ETIMEDOUT;
	} else if (status & ST_NO_ANSWER) {
		err = -ENXIO;
	} else if (status & (ST_FAILED | ST_COLLISION)) {
		err = -EIO;
	}
	return clear_status(p, dev) ? -EBUSY : err;
}

static int put_block(struct piix4 *p, const u8 *block)
{
	int i;

	if (!block[0] || block[0] > I2C_SMBUS_BLOCK_MAX)
		return -EINVAL;
	outb(block[0], DATA0(p));
	inb(CONTROL(p)); /* back to the block's first byte */
	for (i = 1; i <= block[0]; i++)
		outb(block[i], BLOCK(p));
	return 0;
}

static int get_block(struct piix4 *p, u8 *block)
{
	int i;

	block[0] = inb(DATA0(p));
	if (!block[0] || block[0] > I2C_SMBUS_BLOCK_MAX)
		return -EPROTO;
	inb(CONTROL(p));
	for (i = 1; i <= block[0]; i++)
		block[i] = inb(BLOCK(p));
	return 0;
}

/* The registers of a transaction. Its protocol, or an error. */
static int prepare(struct piix4 *p, bool reads, u8 command, int size, union i2c_smbus_data *data)
{
	int err;

	switch (size) {
	case I2C_SMBUS_QUICK:
		return CT_QUICK;
	case I2C_SMBUS_BYTE:
		if (!reads)
			outb(command, COMMAND(p));
		return CT_BYTE;
	case I2C_SMBUS_BYTE_DATA:
		outb(command, COMMAND(p));
		if (!reads)
			outb(data->byte, DATA0(p));
		return CT_BYTE_DATA;
	case I2C_SMBUS_WORD_DATA:
		outb(command, COMMAND(p));
		if (!reads) {
			outb(data->word & 0xff, DATA0(p));
			outb(data->word >> 8, DATA1(p));
		}
		return CT_WORD;
	case I2C_SMBUS_BLOCK_DATA:
		outb(command, COMMAND(p));
		err = reads ? 0 : put_block(p, data->block);
		return err ? err : CT_BLOCK;
	}
	return -EOPNOTSUPP;
}

static s32 piix4_xfer(struct i2c_adapter *adap, u16 addr, unsigned short flags, char read_write,
		      u8 command, int size, union i2c_smbus_data *data)
{
	struct piix4 *p = i2c_get_adapdata(adap);
	bool reads = read_write == I2C_SMBUS_READ;
	int protocol, err;

	outb(addr << 1 | reads, ADDRESS(p));
	protocol = prepare(p, reads, command, size, data);
	if (protocol < 0)
		return protocol;
	err = run(p, protocol);
	if (err || !reads)
		return err;
	switch (size) {
	case I2C_SMBUS_BYTE:
	case I2C_SMBUS_BYTE_DATA:
		data->byte = inb(DATA0(p));
		break;
	case I2C_SMBUS_WORD_DATA:
		data->word = inb(DATA0(p)) | inb(DATA1(p)) << 8;
		break;
	case I2C_SMBUS_BLOCK_DATA:
		return get_block(p, data->block);
	}
	return 0;
}

static u32 piix4_func(struct i2c_adapter *adap)
{
	return I2C_FUNC_SMBUS_QUICK | I2C_FUNC_SMBUS_BYTE | I2C_FUNC_SMBUS_BYTE_DATA |
	       I2C_FUNC_SMBUS_WORD_DATA | I2C_FUNC_SMBUS_BLOCK_DATA;
}

static const struct i2c_algorithm piix4_algorithm = {
    .smbus_xfer = piix4_xfer,
    .functionality = piix4_func,
};

static int find_ports(struct pci_dev *dev, struct piix4 *p)
{
	u16 base;
	u8 config;

	pci_read_config_word(dev, SMBBA, &base);
	pci_read_config_byte(dev, SMBHSTCFG, &config);
	p->base = base & 0xfff0;
	if (p->base && config & HSTCFG_ENABLE)
		return 0;
	dev_err(&dev->dev, "SMBus is off, or has no ports\n");
	return -ENODEV;
}

static int piix4_probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	struct piix4 *p = devm_kzalloc(&dev->dev, sizeof(*p), GFP_KERNEL);
	int err;

	if (!p)
		return -ENOMEM;
	err = find_ports(dev, p);
	if (err)
		return err;
	if (!devm_request_region(&dev->dev, p->base, SMBUS_PORTS, "piix4_smbus")) {
		dev_err(&dev->dev, "ports %#x are somebody's\n", p->base);
		return -EBUSY;
	}
	p->adapter.owner = THIS_MODULE;
	p->adapter.class = I2C_CLASS_HWMON | I2C_CLASS_SPD;
	p->adapter.algo = &piix4_algorithm;
	p->adapter.dev.parent = &dev->dev;
	snprintf(p->adapter.name, sizeof(p->adapter.name), "SMBus PIIX4 adapter at %04x", p->base);
	i2c_set_adapdata(&p->adapter, p);
	pci_set_drvdata(dev, p);
	return i2c_add_adapter(&p->adapter);
}

static void piix4_remove(struct pci_dev *dev)
{
	struct piix4 *p = pci_get_drvdata(dev);

	i2c_del_adapter(&p->adapter);
}

static const struct pci_device_id piix4_ids[] = {
    {PCI_DEVICE(PCI_VENDOR_ID_INTEL, PCI_DEVICE_ID_INTEL_82371AB_3)},
    {},
};
MODULE_DEVICE_TABLE(pci, piix4_ids);

static struct pci_driver piix4_driver = {
    .name = "piix4_smbus",
    .id_table = piix4_ids,
    .probe = piix4_probe,
    .remove = piix4_remove,
};
module_pci_driver(piix4_driver);

MODULE_DESCRIPTION("SMBus host controller of the PIIX4");
MODULE_LICENSE("GPL");
