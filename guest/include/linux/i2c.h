/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c: two-wire buses, and SMBus on them (drivers/i2c/). An adapter is a bus's master; a
 * client is a chip on it; a driver is for clients by name, or for what it detects at one of
 * its addresses. All transfers sleep. Errors: -ENXIO nobody acknowledged; -EIO, -ETIMEDOUT,
 * -EAGAIN (arbitration lost), -EOPNOTSUPP the adapter cannot, -EBADMSG a wrong PEC.
 */
#ifndef _LINUX_I2C_H
#define _LINUX_I2C_H

#include <linux/acpi.h>
#include <linux/completion.h>
#include <linux/device.h>
#include <linux/irqdomain.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/of.h>
#include <linux/property.h>
#include <linux/regulator/consumer.h>

/* ---- what programs know as well ---- */

struct i2c_msg {
	__u16 addr;
	__u16 flags;
#define I2C_M_RD	   0x0001
#define I2C_M_TEN	   0x0010 /* the address has ten bits */
#define I2C_M_DMA_SAFE	   0x0200
#define I2C_M_RECV_LEN	   0x0400 /* the first byte says how many follow */
#define I2C_M_NO_RD_ACK	   0x0800
#define I2C_M_IGNORE_NAK   0x1000
#define I2C_M_REV_DIR_ADDR 0x2000
#define I2C_M_NOSTART	   0x4000
#define I2C_M_STOP	   0x8000
	__u16 len;
	__u8 *buf;
};

#define I2C_FUNC_I2C			0x00000001
#define I2C_FUNC_10BIT_ADDR		0x00000002
#define I2C_FUNC_PROTOCOL_MANGLING	0x00000004
#define I2C_FUNC_SMBUS_PEC		0x00000008
#define I2C_FUNC_NOSTART		0x00000010
#define I2C_FUNC_SLAVE			0x00000020
#define I2C_FUNC_SMBUS_BLOCK_PROC_CALL	0x00008000
#define I2C_FUNC_SMBUS_QUICK		0x00010000
#define I2C_FUNC_SMBUS_READ_BYTE	0x00020000
#define I2C_FUNC_SMBUS_WRITE_BYTE	0x00040000
#define I2C_FUNC_SMBUS_READ_BYTE_DATA	0x00080000
#define I2C_FUNC_SMBUS_WRITE_BYTE_DATA	0x00100000
#define I2C_FUNC_SMBUS_READ_WORD_DATA	0x00200000
#define I2C_FUNC_SMBUS_WRITE_WORD_DATA	0x00400000
#define I2C_FUNC_SMBUS_PROC_CALL	0x00800000
#define I2C_FUNC_SMBUS_READ_BLOCK_DATA	0x01000000
#define I2C_FUNC_SMBUS_WRITE_BLOCK_DATA 0x02000000
#define I2C_FUNC_SMBUS_READ_I2C_BLOCK	0x04000000
#define I2C_FUNC_SMBUS_WRITE_I2C_BLOCK	0x08000000
#define I2C_FUNC_SMBUS_HOST_NOTIFY	0x10000000

#define I2C_FUNC_SMBUS_BYTE	  (I2C_FUNC_SMBUS_READ_BYTE | I2C_FUNC_SMBUS_WRITE_BYTE)
#define I2C_FUNC_SMBUS_BYTE_DATA  (I2C_FUNC_SMBUS_READ_BYTE_DATA | I2C_FUNC_SMBUS_WRITE_BYTE_DATA)
#define I2C_FUNC_SMBUS_WORD_DATA  (I2C_FUNC_SMBUS_READ_WORD_DATA | I2C_FUNC_SMBUS_WRITE_WORD_DATA)
#define I2C_FUNC_SMBUS_BLOCK_DATA (I2C_FUNC_SMBUS_READ_BLOCK_DATA | I2C_FUNC_SMBUS_WRITE_BLOCK_DATA)
#define I2C_FUNC_SMBUS_I2C_BLOCK  (I2C_FUNC_SMBUS_READ_I2C_BLOCK | I2C_FUNC_SMBUS_WRITE_I2C_BLOCK)
#define I2C_FUNC_SMBUS_EMUL                                                                        \
	(I2C_FUNC_SMBUS_QUICK | I2C_FUNC_SMBUS_BYTE | I2C_FUNC_SMBUS_BYTE_DATA |                   \
	 I2C_FUNC_SMBUS_WORD_DATA | I2C_FUNC_SMBUS_PROC_CALL | I2C_FUNC_SMBUS_WRITE_BLOCK_DATA |   \
	 I2C_FUNC_SMBUS_I2C_BLOCK | I2C_FUNC_SMBUS_PEC)
#define I2C_FUNC_SMBUS_EMUL_ALL                                                                    \
	(I2C_FUNC_SMBUS_EMUL | I2C_FUNC_SMBUS_READ_BLOCK_DATA | I2C_FUNC_SMBUS_BLOCK_PROC_CALL)

#define I2C_SMBUS_BLOCK_MAX 32

union i2c_smbus_data {
	__u8 byte;
	__u16 word;
	__u8 block[I2C_SMBUS_BLOCK_MAX + 2]; /* block[0]: how many */
};

#define I2C_SMBUS_READ	1
#define I2C_SMBUS_WRITE 0

#define I2C_SMBUS_QUICK		   0
#define I2C_SMBUS_BYTE		   1
#define I2C_SMBUS_BYTE_DATA	   2
#define I2C_SMBUS_WORD_DATA	   3
#define I2C_SMBUS_PROC_CALL	   4
#define I2C_SMBUS_BLOCK_DATA	   5
#define I2C_SMBUS_I2C_BLOCK_BROKEN 6
#define I2C_SMBUS_BLOCK_PROC_CALL  7
#define I2C_SMBUS_I2C_BLOCK_DATA   8

/* What a chip says of itself at the reserved address (UM10204 3.1.17). */
struct i2c_device_identity {
	u16 manufacturer_id;
#define I2C_DEVICE_ID_NXP_SEMICONDUCTORS    0
#define I2C_DEVICE_ID_NXP_SEMICONDUCTORS_1  1
#define I2C_DEVICE_ID_NXP_SEMICONDUCTORS_2  2
#define I2C_DEVICE_ID_NXP_SEMICONDUCTORS_3  3
#define I2C_DEVICE_ID_RAMTRON_INTERNATIONAL 4
#define I2C_DEVICE_ID_ANALOG_DEVICES	    5
#define I2C_DEVICE_ID_STMICROELECTRONICS    6
#define I2C_DEVICE_ID_ON_SEMICONDUCTOR	    7
#define I2C_DEVICE_ID_SPRINTEK_CORPORATION  8
#define I2C_DEVICE_ID_ESPROS_PHOTONICS_AG   9
#define I2C_DEVICE_ID_FUJITSU_SEMICONDUCTOR 10
#define I2C_DEVICE_ID_FLIR		    11
#define I2C_DEVICE_ID_O2MICRO		    12
#define I2C_DEVICE_ID_ATMEL		    13
#define I2C_DEVICE_ID_NONE		    0xffff
	u16 part_id;
	u8 die_revision;
};

/* ---- adapters ---- */

struct i2c_adapter;
struct i2c_client;
struct i2c_driver;
struct i2c_bus_recovery_info;
enum i2c_slave_event {
	I2C_SLAVE_READ_REQUESTED,
	I2C_SLAVE_WRITE_REQUESTED,
	I2C_SLAVE_READ_PROCESSED,
	I2C_SLAVE_WRITE_RECEIVED,
	I2C_SLAVE_STOP,
};
typedef int (*i2c_slave_cb_t)(struct i2c_client *client, enum i2c_slave_event event, u8 *val);

struct i2c_algorithm {
	/* How many messages went well, or an error. NULL: the adapter does SMBus only. */
	int (*master_xfer)(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
	int (*master_xfer_atomic)(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
	/* NULL: made of messages. */
	int (*smbus_xfer)(struct i2c_adapter *adap, u16 addr, unsigned short flags, char read_write,
			  u8 command, int size, union i2c_smbus_data *data);
	int (*smbus_xfer_atomic)(struct i2c_adapter *adap, u16 addr, unsigned short flags,
				 char read_write, u8 command, int size, union i2c_smbus_data *data);
	u32 (*functionality)(struct i2c_adapter *adap); /* I2C_FUNC_ */
	int (*reg_slave)(struct i2c_client *client);
	int (*unreg_slave)(struct i2c_client *client);
	/* 2.6's alone */
	const char *name;
	unsigned int id;
	int (*slave_send)(struct i2c_adapter *adap, char *buf, int count);
	int (*slave_recv)(struct i2c_adapter *adap, char *buf, int count);
	int (*algo_control)(struct i2c_adapter *adap, unsigned int cmd, unsigned long arg);
};

struct i2c_lock_operations {
	void (*lock_bus)(struct i2c_adapter *adap, unsigned int flags);
	int (*trylock_bus)(struct i2c_adapter *adap, unsigned int flags);
	void (*unlock_bus)(struct i2c_adapter *adap, unsigned int flags);
};

#define I2C_LOCK_ROOT_ADAPTER BIT(0)
#define I2C_LOCK_SEGMENT      BIT(1)

/* What an adapter cannot do of an otherwise complete I2C. */
struct i2c_adapter_quirks {
	u64 flags;
	int max_num_msgs;
	u16 max_write_len, max_read_len;
	u16 max_comb_1st_msg_len, max_comb_2nd_msg_len;
};

#define I2C_AQ_COMB		BIT(0)
#define I2C_AQ_COMB_WRITE_FIRST BIT(1)
#define I2C_AQ_COMB_READ_SECOND BIT(2)
#define I2C_AQ_COMB_SAME_ADDR	BIT(3)
#define I2C_AQ_COMB_WRITE_THEN_READ                                                                \
	(I2C_AQ_COMB | I2C_AQ_COMB_WRITE_FIRST | I2C_AQ_COMB_READ_SECOND | I2C_AQ_COMB_SAME_ADDR)
#define I2C_AQ_NO_CLK_STRETCH	 BIT(4)
#define I2C_AQ_NO_ZERO_LEN_READ	 BIT(5)
#define I2C_AQ_NO_ZERO_LEN_WRITE BIT(6)
#define I2C_AQ_NO_ZERO_LEN	 (I2C_AQ_NO_ZERO_LEN_READ | I2C_AQ_NO_ZERO_LEN_WRITE)
#define I2C_AQ_NO_REP_START	 BIT(7)

/* How to get a bus free that a chip holds down. */
struct i2c_bus_recovery_info {
	int (*recover_bus)(struct i2c_adapter *adap);
	int (*get_scl)(struct i2c_adapter *adap);
	void (*set_scl)(struct i2c_adapter *adap, int val);
	int (*get_sda)(struct i2c_adapter *adap);
	void (*set_sda)(struct i2c_adapter *adap, int val);
	int (*get_bus_free)(struct i2c_adapter *adap);
	void (*prepare_recovery)(struct i2c_adapter *adap);
	void (*unprepare_recovery)(struct i2c_adapter *adap);
};

int i2c_recover_bus(struct i2c_adapter *adap);
int i2c_generic_scl_recovery(struct i2c_adapter *adap);

struct i2c_adapter {
	struct module *owner;
	unsigned int class; /* I2C_CLASS_: who may look for chips here */
	const struct i2c_algorithm *algo;
	void *algo_data;
	const struct i2c_lock_operations *lock_ops;
	struct mutex bus_lock, mux_lock;
	int timeout; /* in ticks */
	int retries; /* after -EAGAIN */
	struct device dev;
	unsigned long locked_flags;
	int nr; /* i2c-NR */
	char name[48];
	struct completion dev_released;
	struct mutex userspace_clients_lock;
	struct list_head userspace_clients;
	struct list_head registered; /* with all adapters */
	struct i2c_bus_recovery_info *bus_recovery_info;
	const struct i2c_adapter_quirks *quirks;
	/* 2.6's alone: told when a client comes and goes */
	unsigned int id;
	int (*client_register)(struct i2c_client *client);
	int (*client_unregister)(struct i2c_client *client);
};
#define to_i2c_adapter(d) container_of(d, struct i2c_adapter, dev)

#define I2C_CLASS_HWMON	     (1 << 0)
#define I2C_CLASS_DDC	     (1 << 3)
#define I2C_CLASS_SPD	     (1 << 7)
#define I2C_CLASS_DEPRECATED (1 << 8)

static inline void *i2c_get_adapdata(const struct i2c_adapter *adap)
{
	return dev_get_drvdata(&adap->dev);
}

static inline void i2c_set_adapdata(struct i2c_adapter *adap, void *data)
{
	dev_set_drvdata(&adap->dev, data);
}

int i2c_add_adapter(struct i2c_adapter *adap);
int devm_i2c_add_adapter(struct device *dev, struct i2c_adapter *adap);
int i2c_add_numbered_adapter(struct i2c_adapter *adap); /* as adap->nr, or -EBUSY; -1: any */
/* Its clients go first; returns when nobody uses it any more. */
void i2c_del_adapter(struct i2c_adapter *adap);
struct i2c_adapter *i2c_get_adapter(int nr); /* with a reference; NULL: none */
void i2c_put_adapter(struct i2c_adapter *adap);
unsigned int i2c_adapter_depth(struct i2c_adapter *adap);
struct i2c_adapter *i2c_verify_adapter(struct device *dev);
int i2c_for_each_dev(void *data, int (*fn)(struct device *dev, void *data));

/* The bus above a multiplexer's; NULL: it is no such. */
struct i2c_adapter *i2c_parent_is_i2c_adapter(const struct i2c_adapter *adap);

static inline int i2c_adapter_id(struct i2c_adapter *adap)
{
	return adap->nr;
}

static inline u32 i2c_get_functionality(struct i2c_adapter *adap)
{
	return adap->algo->functionality(adap);
}

/* All of func. */
static inline int i2c_check_functionality(struct i2c_adapter *adap, u32 func)
{
	return (func & i2c_get_functionality(adap)) == func;
}

static inline bool i2c_check_quirks(struct i2c_adapter *adap, u64 quirks)
{
	return adap->quirks && (adap->quirks->flags & quirks) == quirks;
}

static inline void i2c_lock_bus(struct i2c_adapter *adap, unsigned int flags)
{
	adap->lock_ops->lock_bus(adap, flags);
}

static inline int i2c_trylock_bus(struct i2c_adapter *adap, unsigned int flags)
{
	return adap->lock_ops->trylock_bus(adap, flags);
}

static inline void i2c_unlock_bus(struct i2c_adapter *adap, unsigned int flags)
{
	adap->lock_ops->unlock_bus(adap, flags);
}

/* Bits of locked_flags. */
#define I2C_ALF_IS_SUSPENDED	 0
#define I2C_ALF_SUSPEND_REPORTED 1

static inline void i2c_mark_adapter_suspended(struct i2c_adapter *adap)
{
	set_bit(I2C_ALF_IS_SUSPENDED, &adap->locked_flags);
}

static inline void i2c_mark_adapter_resumed(struct i2c_adapter *adap)
{
	clear_bit(I2C_ALF_IS_SUSPENDED, &adap->locked_flags);
}

/* ---- clients ---- */

struct i2c_client {
	unsigned short flags;
#define I2C_CLIENT_PEC	       0x04
#define I2C_CLIENT_TEN	       0x10
#define I2C_CLIENT_SLAVE       0x20
#define I2C_CLIENT_HOST_NOTIFY 0x40
#define I2C_CLIENT_WAKE	       0x80
#define I2C_CLIENT_SCCB	       0x9000
	unsigned short addr; /* 7 bits, without the direction */
	char name[I2C_NAME_SIZE];
	struct i2c_adapter *adapter;
	struct device dev;
	int init_irq, irq;
	struct list_head detected; /* by its driver, or by hand */
	i2c_slave_cb_t slave_cb;
	void *devres_group_id;
	struct i2c_driver *driver;  /* who has it; set by who attaches one of 2.6 */
	struct completion released; /* one of 2.6 */
	int usage_count;
	struct list_head list;
};
#define to_i2c_client(d)      container_of(d, struct i2c_client, dev)
#define kobj_to_i2c_client(k) to_i2c_client(kobj_to_dev(k))

#define I2C_CLIENT_END		  0xfffeU
#define I2C_ADDRS(addr, addrs...) ((const unsigned short[]){addr, ##addrs, I2C_CLIENT_END})

extern struct bus_type i2c_bus_type;
extern struct device_type i2c_adapter_type;
extern struct device_type i2c_client_type;

struct i2c_client *i2c_verify_client(struct device *dev);

static inline void *i2c_get_clientdata(const struct i2c_client *client)
{
	return dev_get_drvdata(&client->dev);
}

static inline void i2c_set_clientdata(struct i2c_client *client, void *data)
{
	dev_set_drvdata(&client->dev, data);
}

struct i2c_board_info {
	char type[I2C_NAME_SIZE];
	unsigned short flags;
	unsigned short addr;
	const char *dev_name;
	void *platform_data;
	struct device_node *of_node;
	struct fwnode_handle *fwnode;
	const struct software_node *swnode;
	const struct resource *resources;
	unsigned int num_resources;
	int irq;
};

#define I2C_BOARD_INFO(dev_type, dev_addr) .type = dev_type, .addr = (dev_addr)

/* ERR_PTR: -EBUSY: the address is taken; -EINVAL: it is none. */
struct i2c_client *i2c_new_client_device(struct i2c_adapter *adap,
					 const struct i2c_board_info *info);
/* At the first of the addresses where probe() (NULL: a harmless read) finds somebody. */
struct i2c_client *i2c_new_scanned_device(struct i2c_adapter *adap, struct i2c_board_info *info,
					  const unsigned short *addr_list,
					  int (*probe)(struct i2c_adapter *adap,
						       unsigned short addr));
int i2c_probe_func_quick_read(struct i2c_adapter *adap, unsigned short addr);
/* A further address of a chip that has several. */
struct i2c_client *i2c_new_dummy_device(struct i2c_adapter *adap, u16 address);
struct i2c_client *devm_i2c_new_dummy_device(struct device *dev, struct i2c_adapter *adap,
					     u16 address);
struct i2c_client *i2c_new_ancillary_device(struct i2c_client *client, const char *name,
					    u16 default_addr);
void i2c_unregister_device(struct i2c_client *client);
int i2c_register_board_info(int busnum, const struct i2c_board_info *info, unsigned int n);
void i2c_clients_command(struct i2c_adapter *adap, unsigned int cmd, void *arg);

static inline bool i2c_client_has_driver(struct i2c_client *client)
{
	return !IS_ERR_OR_NULL(client) && client->dev.driver;
}

/* ---- drivers ---- */

enum i2c_alert_protocol { I2C_PROTOCOL_SMBUS_ALERT, I2C_PROTOCOL_SMBUS_HOST_NOTIFY };

enum i2c_driver_flags { I2C_DRV_ACPI_WAIVE_D0_PROBE = BIT(0) };

struct i2c_driver {
	unsigned int class; /* of the adapters it detects chips on */
	/*
	 * Without a type, as there were several: int (*)(client, id), as in 6.1, or
	 * int (*)(client), as later; void (*remove)(client), or int, as before. Called with
	 * both arguments, which the shorter form does not look at (they are in registers).
	 */
	void *probe;
	int (*probe_new)(struct i2c_client *client);
	void *remove;
	void (*shutdown)(struct i2c_client *client);
	void (*alert)(struct i2c_client *client, enum i2c_alert_protocol protocol,
		      unsigned int data);
	int (*command)(struct i2c_client *client, unsigned int cmd, void *arg);
	struct device_driver driver;
	const struct i2c_device_id *id_table;
	/* 0, and info->type filled in: such a chip is there. */
	int (*detect)(struct i2c_client *client, struct i2c_board_info *info);
	const unsigned short *address_list;
	struct list_head clients; /* detected ones */
	u32 flags;
	/* 2.6's (i2c_2_6.h): told of every adapter, and of one that goes */
	int (*attach_adapter)(struct i2c_adapter *adap);
	int (*detach_adapter)(struct i2c_adapter *adap);
	/* The client's adapter or the driver goes: i2c_detach_client() it, and free it. */
	int (*detach_client)(struct i2c_client *client);
	struct module *owner;
	const char *name; /* when driver.name is not given */
	int id;
	struct list_head list;
};
#define to_i2c_driver(d) container_of(d, struct i2c_driver, driver)

int i2c_register_driver(struct module *owner, struct i2c_driver *driver);
void i2c_del_driver(struct i2c_driver *driver);
#define i2c_add_driver(driver)	i2c_register_driver(THIS_MODULE, driver)
#define module_i2c_driver(drv)	module_driver(drv, i2c_add_driver, i2c_del_driver)
#define builtin_i2c_driver(drv) builtin_driver(drv, i2c_add_driver)

const struct i2c_device_id *i2c_match_id(const struct i2c_device_id *id,
					 const struct i2c_client *client);
const struct i2c_device_id *i2c_client_get_device_id(const struct i2c_client *client);
const void *i2c_get_match_data(const struct i2c_client *client);

/* ---- transfers ---- */

/* The first form locks the bus. How many messages, or an error. */
int i2c_transfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
int __i2c_transfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num);
int i2c_transfer_buffer_flags(const struct i2c_client *client, char *buf, int count, u16 flags);

static inline int i2c_master_recv(const struct i2c_client *client, char *buf, int count)
{
	return i2c_transfer_buffer_flags(client, buf, count, I2C_M_RD);
}

static inline int i2c_master_recv_dmasafe(const struct i2c_client *client, char *buf, int count)
{
	return i2c_transfer_buffer_flags(client, buf, count, I2C_M_RD | I2C_M_DMA_SAFE);
}

static inline int i2c_master_send(const struct i2c_client *client, const char *buf, int count)
{
	return i2c_transfer_buffer_flags(client, (char *)buf, count, 0);
}

static inline int i2c_master_send_dmasafe(const struct i2c_client *client, const char *buf,
					  int count)
{
	return i2c_transfer_buffer_flags(client, (char *)buf, count, I2C_M_DMA_SAFE);
}

static inline u8 i2c_8bit_addr_from_msg(const struct i2c_msg *msg)
{
	return (msg->addr << 1) | (msg->flags & I2C_M_RD);
}

u8 *i2c_get_dma_safe_msg_buf(struct i2c_msg *msg, unsigned int threshold);
void i2c_put_dma_safe_msg_buf(u8 *buf, struct i2c_msg *msg, bool xferred);

s32 i2c_smbus_xfer(struct i2c_adapter *adap, u16 addr, unsigned short flags, char read_write,
		   u8 command, int protocol, union i2c_smbus_data *data);
s32 __i2c_smbus_xfer(struct i2c_adapter *adap, u16 addr, unsigned short flags, char read_write,
		     u8 command, int protocol, union i2c_smbus_data *data);

/* Reads: the value or an error; writes: 0 or an error; blocks: how many bytes. */
u8 i2c_smbus_pec(u8 crc, u8 *p, size_t count);
s32 i2c_smbus_read_byte(const struct i2c_client *client);
s32 i2c_smbus_write_byte(const struct i2c_client *client, u8 value);
s32 i2c_smbus_read_byte_data(const struct i2c_client *client, u8 command);
s32 i2c_smbus_write_byte_data(const struct i2c_client *client, u8 command, u8 value);
s32 i2c_smbus_read_word_data(const struct i2c_client *client, u8 command);
s32 i2c_smbus_write_word_data(const struct i2c_client *client, u8 command, u16 value);
s32 i2c_smbus_read_block_data(const struct i2c_client *client, u8 command, u8 *values);
s32 i2c_smbus_write_block_data(const struct i2c_client *client, u8 command, u8 length,
			       const u8 *values);
s32 i2c_smbus_read_i2c_block_data(const struct i2c_client *client, u8 command, u8 length,
				  u8 *values);
s32 i2c_smbus_write_i2c_block_data(const struct i2c_client *client, u8 command, u8 length,
				   const u8 *values);
s32 i2c_smbus_read_i2c_block_data_or_emulated(const struct i2c_client *client, u8 command,
					      u8 length, u8 *values);

/* For chips that send the high byte first. */
static inline s32 i2c_smbus_read_word_swapped(const struct i2c_client *client, u8 command)
{
	s32 value = i2c_smbus_read_word_data(client, command);

	return value < 0 ? value : __builtin_bswap16(value);
}

static inline s32 i2c_smbus_write_word_swapped(const struct i2c_client *client, u8 command,
					       u16 value)
{
	return i2c_smbus_write_word_data(client, command, __builtin_bswap16(value));
}

/* ---- rates ---- */

#define I2C_MAX_STANDARD_MODE_FREQ   100000
#define I2C_MAX_FAST_MODE_FREQ	     400000
#define I2C_MAX_FAST_MODE_PLUS_FREQ  1000000
#define I2C_MAX_TURBO_MODE_FREQ	     1400000
#define I2C_MAX_HIGH_SPEED_MODE_FREQ 3400000
#define I2C_MAX_ULTRA_FAST_MODE_FREQ 5000000

struct i2c_timings {
	u32 bus_freq_hz;
	u32 scl_rise_ns, scl_fall_ns, scl_int_delay_ns;
	u32 sda_fall_ns, sda_hold_ns;
	u32 digital_filter_width_ns, analog_filter_cutoff_freq_hz;
};

void i2c_parse_fw_timings(struct device *dev, struct i2c_timings *t, bool use_defaults);

/* Chips that firmware describes: none. */
static inline struct i2c_client *of_find_i2c_device_by_node(struct device_node *node)
{
	return NULL;
}

static inline struct i2c_adapter *of_find_i2c_adapter_by_node(struct device_node *node)
{
	return NULL;
}

static inline const struct of_device_id *i2c_of_match_device(const struct of_device_id *matches,
							     struct i2c_client *client)
{
	return NULL;
}

static inline u32 i2c_acpi_find_bus_speed(struct device *dev)
{
	return 0;
}

static inline int i2c_handle_smbus_host_notify(struct i2c_adapter *adap, unsigned short addr)
{
	return -ENXIO;
}

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/ctype.h>
#include <linux/freezer.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kthread.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/pm_wakeup.h>
#include <linux/seq_file.h>
#include <linux/swap.h>
#include <linux/uaccess.h>
#endif
#ifdef __ERA_2_6__
#include <linux/i2c_2_6.h>
#endif

/* 0, -EOPNOTSUPP by an adapter that cannot, or what the transfer says. */
int i2c_get_device_id(const struct i2c_client *client, struct i2c_device_identity *id);

#endif
