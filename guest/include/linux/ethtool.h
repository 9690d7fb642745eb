/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ethtool: what a program may ask an interface's driver, by SIOCETHTOOL (guest/net/ethtool.c):
 * who it is, whether there is a link, how much it says, its registers and EEPROM.
 */
#ifndef _LINUX_ETHTOOL_H
#define _LINUX_ETHTOOL_H

#include <linux/bitmap.h>
#include <linux/types.h>

struct ifreq;
struct net_device;
struct netlink_ext_ack;

#define ETHTOOL_FWVERS_LEN  32
#define ETHTOOL_BUSINFO_LEN 32
#define ETH_GSTRING_LEN	    32

#define ETHTOOL_GSET	  0x00000001
#define ETHTOOL_SSET	  0x00000002
#define ETHTOOL_GDRVINFO  0x00000003
#define ETHTOOL_GREGS	  0x00000004
#define ETHTOOL_GWOL	  0x00000005
#define ETHTOOL_SWOL	  0x00000006
#define ETHTOOL_GMSGLVL	  0x00000007
#define ETHTOOL_SMSGLVL	  0x00000008
#define ETHTOOL_NWAY_RST  0x00000009
#define ETHTOOL_GLINK	  0x0000000a
#define ETHTOOL_GEEPROM	  0x0000000b
#define ETHTOOL_SEEPROM	  0x0000000c
#define ETHTOOL_GSTRINGS  0x0000001b
#define ETHTOOL_GSTATS	  0x0000001d
#define ETHTOOL_GPERMADDR 0x00000020

#define SPEED_10	10
#define SPEED_100	100
#define SPEED_1000	1000
#define SPEED_10000	10000
#define SPEED_UNKNOWN	-1
#define DUPLEX_HALF	0x00
#define DUPLEX_FULL	0x01
#define DUPLEX_UNKNOWN	0xff
#define PORT_TP		0x00
#define PORT_AUI	0x01
#define PORT_MII	0x02
#define PORT_FIBRE	0x03
#define PORT_BNC	0x04
#define PORT_NONE	0xef
#define PORT_OTHER	0xff
#define XCVR_INTERNAL	0x00
#define XCVR_EXTERNAL	0x01
#define AUTONEG_DISABLE 0x00
#define AUTONEG_ENABLE	0x01
#define WAKE_PHY	(1 << 0)
#define WAKE_UCAST	(1 << 1)
#define WAKE_MCAST	(1 << 2)
#define WAKE_BCAST	(1 << 3)
#define WAKE_ARP	(1 << 4)
#define WAKE_MAGIC	(1 << 5)

#define SUPPORTED_10baseT_Half	  (1 << 0)
#define SUPPORTED_10baseT_Full	  (1 << 1)
#define SUPPORTED_100baseT_Half	  (1 << 2)
#define SUPPORTED_100baseT_Full	  (1 << 3)
#define SUPPORTED_1000baseT_Half  (1 << 4)
#define SUPPORTED_1000baseT_Full  (1 << 5)
#define SUPPORTED_Autoneg	  (1 << 6)
#define SUPPORTED_TP		  (1 << 7)
#define SUPPORTED_AUI		  (1 << 8)
#define SUPPORTED_MII		  (1 << 9)
#define SUPPORTED_FIBRE		  (1 << 10)
#define SUPPORTED_BNC		  (1 << 11)
#define ADVERTISED_10baseT_Half	  SUPPORTED_10baseT_Half
#define ADVERTISED_10baseT_Full	  SUPPORTED_10baseT_Full
#define ADVERTISED_100baseT_Half  SUPPORTED_100baseT_Half
#define ADVERTISED_100baseT_Full  SUPPORTED_100baseT_Full
#define ADVERTISED_1000baseT_Full SUPPORTED_1000baseT_Full
#define ADVERTISED_Autoneg	  SUPPORTED_Autoneg
#define ADVERTISED_TP		  SUPPORTED_TP
#define ADVERTISED_MII		  SUPPORTED_MII

struct ethtool_cmd {
	__u32 cmd, supported, advertising;
	__u16 speed;
	__u8 duplex, port, phy_address, transceiver, autoneg, mdio_support;
	__u32 maxtxpkt, maxrxpkt;
	__u16 speed_hi;
	__u8 eth_tp_mdix, eth_tp_mdix_ctrl;
	__u32 lp_advertising, reserved[2];
};

static inline void ethtool_cmd_speed_set(struct ethtool_cmd *ep, __u32 speed)
{
	ep->speed = speed;
	ep->speed_hi = speed >> 16;
}

static inline __u32 ethtool_cmd_speed(const struct ethtool_cmd *ep)
{
	return ep->speed_hi << 16 | ep->speed;
}

struct ethtool_drvinfo {
	__u32 cmd;
	char driver[32], version[32], fw_version[ETHTOOL_FWVERS_LEN];
	char bus_info[ETHTOOL_BUSINFO_LEN], erom_version[32], reserved2[12];
	__u32 n_priv_flags, n_stats, testinfo_len, eedump_len, regdump_len;
};

struct ethtool_value {
	__u32 cmd, data;
};

struct ethtool_wolinfo {
	__u32 cmd, supported, wolopts;
	__u8 sopass[6];
};

struct ethtool_regs {
	__u32 cmd, version, len;
	__u8 data[];
};

struct ethtool_eeprom {
	__u32 cmd, magic, offset, len;
	__u8 data[];
};

struct ethtool_ringparam {
	__u32 cmd;
	__u32 rx_max_pending, rx_mini_max_pending, rx_jumbo_max_pending, tx_max_pending;
	__u32 rx_pending, rx_mini_pending, rx_jumbo_pending, tx_pending;
};

struct kernel_ethtool_ringparam {
	u32 rx_buf_len, cqe_size;
	u8 tcp_data_split, tx_push;
};

struct ethtool_coalesce {
	__u32 cmd, rx_coalesce_usecs, rx_max_coalesced_frames, tx_coalesce_usecs,
	    tx_max_coalesced_frames;
};

struct kernel_ethtool_coalesce {
	u8 use_cqe_mode_tx, use_cqe_mode_rx;
};

struct ethtool_pauseparam {
	__u32 cmd, autoneg, rx_pause, tx_pause;
};

struct ethtool_test {
	__u32 cmd, flags, reserved, len;
	__u64 data[];
};

struct ethtool_stats {
	__u32 cmd, n_stats;
	__u64 data[];
};

enum ethtool_stringset { ETH_SS_TEST, ETH_SS_STATS, ETH_SS_PRIV_FLAGS };

enum ethtool_phys_id_state {
	ETHTOOL_ID_INACTIVE,
	ETHTOOL_ID_ACTIVE,
	ETHTOOL_ID_ON,
	ETHTOOL_ID_OFF
};

struct ethtool_ts_info {
	__u32 cmd, so_timestamping;
	__s32 phc_index;
	__u32 tx_types, tx_reserved[3], rx_filters, rx_reserved[3];
};

#define __ETHTOOL_LINK_MODE_MASK_NBITS 93
struct ethtool_link_settings {
	__u32 cmd, speed;
	__u8 duplex, port, phy_address, autoneg, mdio_support, eth_tp_mdix, eth_tp_mdix_ctrl;
	__s8 link_mode_masks_nwords;
	__u8 transceiver, master_slave_cfg, master_slave_state, rate_matching;
	__u32 reserved[7];
};

struct ethtool_link_ksettings {
	struct ethtool_link_settings base;
	struct {
		DECLARE_BITMAP(supported, __ETHTOOL_LINK_MODE_MASK_NBITS);
		DECLARE_BITMAP(advertising, __ETHTOOL_LINK_MODE_MASK_NBITS);
		DECLARE_BITMAP(lp_advertising, __ETHTOOL_LINK_MODE_MASK_NBITS);
	} link_modes;
	u32 lanes;
};

static inline void ethtool_convert_legacy_u32_to_link_mode(unsigned long *mask, u32 legacy)
{
	bitmap_zero(mask, __ETHTOOL_LINK_MODE_MASK_NBITS);
	mask[0] = legacy;
}

static inline bool ethtool_convert_link_mode_to_legacy_u32(u32 *legacy, const unsigned long *mask)
{
	*legacy = mask[0];
	return !mask[1] && !mask[2];
}

struct ethtool_ops {
	u32 supported_coalesce_params, supported_ring_params;
	void (*get_drvinfo)(struct net_device *dev, struct ethtool_drvinfo *info);
	int (*get_regs_len)(struct net_device *dev);
	void (*get_regs)(struct net_device *dev, struct ethtool_regs *regs, void *buf);
	void (*get_wol)(struct net_device *dev, struct ethtool_wolinfo *wol);
	int (*set_wol)(struct net_device *dev, struct ethtool_wolinfo *wol);
	u32 (*get_msglevel)(struct net_device *dev);
	void (*set_msglevel)(struct net_device *dev, u32 level);
	int (*nway_reset)(struct net_device *dev);
	u32 (*get_link)(struct net_device *dev);
	int (*get_eeprom_len)(struct net_device *dev);
	int (*get_eeprom)(struct net_device *dev, struct ethtool_eeprom *eeprom, u8 *data);
	int (*set_eeprom)(struct net_device *dev, struct ethtool_eeprom *eeprom, u8 *data);
	int (*get_coalesce)(struct net_device *dev, struct ethtool_coalesce *c,
			    struct kernel_ethtool_coalesce *kc, struct netlink_ext_ack *extack);
	int (*set_coalesce)(struct net_device *dev, struct ethtool_coalesce *c,
			    struct kernel_ethtool_coalesce *kc, struct netlink_ext_ack *extack);
	void (*get_ringparam)(struct net_device *dev, struct ethtool_ringparam *r,
			      struct kernel_ethtool_ringparam *kr, struct netlink_ext_ack *extack);
	int (*set_ringparam)(struct net_device *dev, struct ethtool_ringparam *r,
			     struct kernel_ethtool_ringparam *kr, struct netlink_ext_ack *extack);
	void (*get_pauseparam)(struct net_device *dev, struct ethtool_pauseparam *p);
	int (*set_pauseparam)(struct net_device *dev, struct ethtool_pauseparam *p);
	void (*self_test)(struct net_device *dev, struct ethtool_test *test, u64 *data);
	void (*get_strings)(struct net_device *dev, u32 set, u8 *data);
	int (*set_phys_id)(struct net_device *dev, enum ethtool_phys_id_state state);
	void (*get_ethtool_stats)(struct net_device *dev, struct ethtool_stats *stats, u64 *data);
	int (*begin)(struct net_device *dev);
	void (*complete)(struct net_device *dev);
	int (*get_sset_count)(struct net_device *dev, int set);
	int (*get_ts_info)(struct net_device *dev, struct ethtool_ts_info *info);
	int (*get_link_ksettings)(struct net_device *dev, struct ethtool_link_ksettings *s);
	int (*set_link_ksettings)(struct net_device *dev, const struct ethtool_link_ksettings *s);
	/* before 4.12 and older */
	int (*get_settings)(struct net_device *dev, struct ethtool_cmd *cmd);
	int (*set_settings)(struct net_device *dev, struct ethtool_cmd *cmd);
	u32 (*get_rx_csum)(struct net_device *dev);
	int (*set_rx_csum)(struct net_device *dev, u32 on);
	u32 (*get_tx_csum)(struct net_device *dev);
	int (*set_tx_csum)(struct net_device *dev, u32 on);
	u32 (*get_sg)(struct net_device *dev);
	int (*set_sg)(struct net_device *dev, u32 on);
};

u32 ethtool_op_get_link(struct net_device *dev);
int ethtool_op_get_ts_info(struct net_device *dev, struct ethtool_ts_info *info);
u32 ethtool_op_get_tx_csum(struct net_device *dev);
u32 ethtool_op_get_sg(struct net_device *dev);
int ethtool_op_set_sg(struct net_device *dev, u32 on);

/* Under rtnl_lock(). */
int dev_ethtool(struct net_device *dev, void __user *arg);

#endif
