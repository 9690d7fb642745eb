/* SPDX-License-Identifier: GPL-2.0-only */
/* Serio ports: who gets one, and commands to a PS/2 device that is played here. */
#include <linux/delay.h>
#include <linux/libps2.h>
#include <linux/selftest.h>
#include <linux/serio.h>
#include <linux/slab.h>
#include <linux/string.h>

#define TYPE 0x7e /* nobody else's */

static struct {
	struct ps2dev ps2dev;
	struct serio *port;
	u8 heard[16];
	unsigned int count;
	u8 deny; /* so many bytes are asked for again */
	u8 strays[4];
	unsigned int stray_count;
	bool reconnected;
} played;

/* The device: E5 is answered by no acknowledgement, F2 by AB 83, ED has a byte. */
static int device_hears(struct serio *port, unsigned char byte)
{
	if (played.count < sizeof(played.heard))
		played.heard[played.count++] = byte;
	if (played.deny) {
		played.deny--;
		serio_interrupt(port, PS2_RET_NAK, 0);
		return 0;
	}
	if (byte == 0xe5) {
		serio_interrupt(port, 0x55, 0);
		return 0;
	}
	serio_interrupt(port, PS2_RET_ACK, 0);
	if (byte == 0xf2) {
		serio_interrupt(port, 0xab, 0);
		serio_interrupt(port, 0x83, 0);
	}
	return 0;
}

static irqreturn_t driver_hears(struct serio *port, unsigned char byte, unsigned int flags)
{
	if (played.ps2dev.flags & PS2_FLAG_ACK && ps2_handle_ack(&played.ps2dev, byte))
		return IRQ_HANDLED;
	if (played.ps2dev.flags & PS2_FLAG_CMD && ps2_handle_response(&played.ps2dev, byte))
		return IRQ_HANDLED;
	if (played.stray_count < sizeof(played.strays))
		played.strays[played.stray_count++] = byte;
	return IRQ_HANDLED;
}

static int connect(struct serio *port, struct serio_driver *drv)
{
	ps2_init(&played.ps2dev, port);
	if (serio_open(port, drv))
		return -EIO;
	played.port = port;
	return 0;
}

static void disconnect(struct serio *port)
{
	serio_close(port);
	played.port = NULL;
}

static int reconnect(struct serio *port)
{
	played.reconnected = true;
	return 0;
}

static const struct serio_device_id ids[] = {
    {.type = TYPE, .proto = SERIO_ANY, .id = 3, .extra = SERIO_ANY}, {}};

static struct serio_driver driver = {
    .driver = {.name = "selftest_serio"},
    .description = "played",
    .id_table = ids,
    .interrupt = driver_hears,
    .connect = connect,
    .disconnect = disconnect,
    .reconnect = reconnect,
};

static struct serio *new_port(u8 id)
{
	struct serio *port = kzalloc(sizeof(*port), GFP_KERNEL);

	if (!port)
		return NULL;
	port->id = (struct serio_device_id){.type = TYPE, .id = id};
	port->write = device_hears;
	strscpy(port->name, "played port", sizeof(port->name));
	serio_register_port(port);
	return port;
}

static void check_commands(struct selftest *t)
{
	struct ps2dev *ps2dev = &played.ps2dev;
	u8 param[2] = {5, 0};

	EXPECT(t, !ps2_command(ps2dev, param, 0x10ed));
	EXPECT(t, played.count == 2 && played.heard[0] == 0xed && played.heard[1] == 5);
	EXPECT(t, !ps2_command(ps2dev, param, PS2_CMD_GETID));
	EXPECT(t, param[0] == 0xab && param[1] == 0x83);
	/* once more, but not twice */
	played.deny = 1;
	EXPECT(t, !ps2_command(ps2dev, NULL, 0xf5));
	played.deny = 2;
	EXPECT(t, ps2_command(ps2dev, NULL, 0xf5) == -EPROTO);
	EXPECT(t, ps2_command(ps2dev, NULL, 0xe5) == -EIO);
	EXPECT(t, ps2_sendbyte(ps2dev, 0xf4, 50) == 0);
	/* no command is under way */
	serio_interrupt(played.port, 0x1e, 0);
	EXPECT(t, played.stray_count == 1 && played.strays[0] == 0x1e);
	played.count = 0;
	EXPECT(t, !ps2_sliced_command(ps2dev, 0xb1));
	EXPECT(t, played.count == 9 && !memcmp(played.heard, "\xe6\xe8\2\xe8\3\xe8\0\xe8\1", 9));
}

SELFTEST(serio, a_driver_gets_its_port_and_speaks_over_it)
{
	struct serio *other, *port;

	memset(&played, 0, sizeof(played));
	if (!EXPECT(t, !serio_register_driver(&driver)))
		return;
	other = new_port(2);
	port = new_port(3);
	msleep(20);
	if (EXPECT(t, port && played.port == port)) {
		check_commands(t);
		serio_reconnect(port);
		msleep(20);
		EXPECT(t, played.reconnected && played.port == port);
	}
	serio_unregister_driver(&driver);
	EXPECT(t, !played.port);
	serio_unregister_port(port);
	serio_unregister_port(other);
}
