// SPDX-License-Identifier: GPL-2.0-only
/*
 * i2c-parport: an I2C bus on a parallel port, bit by bit. The adapter's type says which pins
 * are SDA and SCL; the numbers are those everybody's type= means.
 */
#include <linux/delay.h>
#include <linux/i2c-algo-bit.h>
#include <linux/i2c.h>
#include <linux/module.h>
#include <linux/parport.h>
#include <linux/slab.h>

/* A line: the register (0 data, 1 status, 2 control), its bit, and whether high is a zero. */
struct line {
	u8 reg, bit;
	bool inverted;
};

static const struct adapter_type {
	struct line set_sda, set_scl, get_sda, get_scl, power;
	const char *name;
} types[] = {
    {{0, 0x80, true}, {2, 0x08}, {1, 0x80}, {1, 0x08}, {}, "Philips adapter"},
    {{0, 0x02}, {0, 0x01}, {1, 0x80, true}, {}, {}, "home brew teletext adapter"},
    {{2, 0x02, true}, {2, 0x08, true}, {1, 0x10}, {}, {}, "Velleman K8000 adapter"},
    {{0, 0x02, true}, {0, 0x01, true}, {1, 0x40, true}, {1, 0x08, true}, {}, "ELV adapter"},
    {{0, 0x02, true}, {0, 0x01, true}, {1, 0x10, true}, {}, {0, 0xf0}, "ADM1032 board"},
    {{0, 0x02, true}, {0, 0x01, true}, {1, 0x10, true}, {}, {}, "ADM1025, ADM1030 board"},
    {{0, 0x02, true}, {0, 0x01, true}, {1, 0x20}, {1, 0x40}, {0, 0xfc}, "Barco LPT to DVI"},
    {{0, 0x01}, {0, 0x02}, {1, 0x80, true}, {}, {0, 0x04, true}, "One For All JP1 adapter"},
    {{0, 0x04, true}, {0, 0x01, true}, {1, 0x40}, {1, 0x80, true}, {}, "VCT jig"},
};

static int type = -1;
module_param(type, int, 0);
MODULE_PARM_DESC(type, "which pins: 0 to 8");

static int port_number;
module_param_named(parport, port_number, int, 0);
MODULE_PARM_DESC(parport, "the number of the parallel port");

static struct pardevice *pardev;
static struct i2c_adapter adapter;

static void set_line(const struct line *line, int high)
{
	struct parport *port = pardev->port;
	u8 old = line->reg ? parport_read_control(port) : parport_read_data(port);
	u8 new = !high == line->inverted ? old | line->bit : old & ~line->bit;

	if (line->reg)
		parport_write_control(port, new);
	else
		parport_write_data(port, new);
}

static int get_line(const struct line *line)
{
	return !(parport_read_status(pardev->port) & line->bit) == line->inverted;
}

static void set_sda(void *data, int high)
{
	set_line(&types[type].set_sda, high);
}

static void set_scl(void *data, int high)
{
	set_line(&types[type].set_scl, high);
}

static int get_sda(void *data)
{
	return get_line(&types[type].get_sda);
}

static int get_scl(void *data)
{
	return get_line(&types[type].get_scl);
}

static struct i2c_algo_bit_data wires = {
    .setsda = set_sda,
    .setscl = set_scl,
    .getsda = get_sda,
    .udelay = 10, /* 50 kHz */
    .timeout = HZ,
};

static int add_adapter(struct parport *port)
{
	if (types[type].get_scl.bit)
		wires.getscl = get_scl;
	else
		wires.udelay = 50; /* who cannot see the clock must be slow */
	adapter.owner = THIS_MODULE;
	adapter.class = I2C_CLASS_HWMON;
	adapter.algo_data = &wires;
	adapter.dev.parent = port->dev;
	strscpy(adapter.name, "Parallel port adapter", sizeof(adapter.name));
	set_sda(NULL, 1);
	set_scl(NULL, 1);
	if (types[type].power.bit) {
		set_line(&types[type].power, 1);
		msleep(100);
	}
	return i2c_bit_add_bus(&adapter);
}

static void attach(struct parport *port)
{
	struct pardev_cb cb = {.flags = PARPORT_FLAG_EXCL};

	if (port->number != port_number || pardev)
		return;
	pardev = parport_register_dev_model(port, "i2c-parport", &cb, 0);
	if (!pardev) {
		pr_err("i2c-parport: %s is somebody's\n", port->name);
		return;
	}
	if (parport_claim_or_block(pardev) >= 0 && !add_adapter(port)) {
		pr_info("i2c-parport: %s at %s\n", types[type].name, port->name);
		return;
	}
	parport_release(pardev);
	parport_unregister_device(pardev);
	pardev = NULL;
}

static void detach(struct parport *port)
{
	if (!pardev || pardev->port != port)
		return;
	i2c_del_adapter(&adapter);
	if (types[type].power.bit)
		set_line(&types[type].power, 0);
	parport_release(pardev);
	parport_unregister_device(pardev);
	pardev = NULL;
}

static struct parport_driver driver = {
    .name = "i2c-parport",
    .match_port = attach,
    .detach = detach,
    .devmodel = true,
};

static int __init i2c_parport_init(void)
{
	if (type < 0 || type >= (int)ARRAY_SIZE(types)) {
		pr_err("i2c-parport: type= is wanted, 0 to %d\n", (int)ARRAY_SIZE(types) - 1);
		return -ENODEV;
	}
	return parport_register_driver(&driver);
}
module_init(i2c_parport_init);

static void __exit i2c_parport_exit(void)
{
	parport_unregister_driver(&driver);
}
module_exit(i2c_parport_exit);

MODULE_DESCRIPTION("I2C bus on a parallel port");
MODULE_LICENSE("GPL");
