/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * netdev_features: what a card can do for the kernel. The kernel's own packets are of one block,
 * with their sums made, so that it asks for none of this: it is the driver's word alone.
 */
#ifndef _LINUX_NETDEV_FEATURES_H
#define _LINUX_NETDEV_FEATURES_H

#include <linux/types.h>

typedef u64 netdev_features_t;

#define NETIF_F_SG		    ((netdev_features_t)1 << 0)
#define NETIF_F_IP_CSUM		    ((netdev_features_t)1 << 1)
#define NETIF_F_NO_CSUM		    ((netdev_features_t)1 << 3)
#define NETIF_F_HW_CSUM		    ((netdev_features_t)1 << 3)
#define NETIF_F_IPV6_CSUM	    ((netdev_features_t)1 << 4)
#define NETIF_F_HIGHDMA		    ((netdev_features_t)1 << 5)
#define NETIF_F_FRAGLIST	    ((netdev_features_t)1 << 6)
#define NETIF_F_HW_VLAN_CTAG_TX	    ((netdev_features_t)1 << 7)
#define NETIF_F_HW_VLAN_CTAG_RX	    ((netdev_features_t)1 << 8)
#define NETIF_F_HW_VLAN_CTAG_FILTER ((netdev_features_t)1 << 9)
#define NETIF_F_VLAN_CHALLENGED	    ((netdev_features_t)1 << 10)
#define NETIF_F_GSO		    ((netdev_features_t)1 << 11)
#define NETIF_F_LLTX		    ((netdev_features_t)1 << 12) /* sending needs no lock */
#define NETIF_F_NETNS_LOCAL	    ((netdev_features_t)1 << 13)
#define NETIF_F_GRO		    ((netdev_features_t)1 << 14)
#define NETIF_F_LRO		    ((netdev_features_t)1 << 15)
#define NETIF_F_TSO		    ((netdev_features_t)1 << 16)
#define NETIF_F_GSO_ROBUST	    ((netdev_features_t)1 << 17)
#define NETIF_F_TSO_ECN		    ((netdev_features_t)1 << 18)
#define NETIF_F_TSO6		    ((netdev_features_t)1 << 19)
#define NETIF_F_GSO_GRE		    ((netdev_features_t)1 << 20)
#define NETIF_F_GSO_UDP_TUNNEL	    ((netdev_features_t)1 << 21)
#define NETIF_F_SCTP_CRC	    ((netdev_features_t)1 << 22)
#define NETIF_F_NTUPLE		    ((netdev_features_t)1 << 23)
#define NETIF_F_RXHASH		    ((netdev_features_t)1 << 24)
#define NETIF_F_RXCSUM		    ((netdev_features_t)1 << 25)
#define NETIF_F_LOOPBACK	    ((netdev_features_t)1 << 27)
#define NETIF_F_RXFCS		    ((netdev_features_t)1 << 28)
#define NETIF_F_RXALL		    ((netdev_features_t)1 << 29)
#define NETIF_F_HW_TC		    ((netdev_features_t)1 << 30)
#define NETIF_F_GSO_SCTP	    ((netdev_features_t)1 << 31)
#define NETIF_F_HW_VLAN_STAG_TX	    ((netdev_features_t)1 << 32)
#define NETIF_F_HW_VLAN_STAG_RX	    ((netdev_features_t)1 << 33)
#define NETIF_F_GSO_UDP_L4	    ((netdev_features_t)1 << 34)
#define NETIF_F_GSO_ENCAP_ALL	    (NETIF_F_GSO_GRE | NETIF_F_GSO_UDP_TUNNEL)
#define NETIF_F_ALL_TSO		    (NETIF_F_TSO | NETIF_F_TSO6 | NETIF_F_TSO_ECN)
#define NETIF_F_GSO_SOFTWARE	    (NETIF_F_ALL_TSO | NETIF_F_GSO_SCTP | NETIF_F_GSO_UDP_L4)
#define NETIF_F_CSUM_MASK	    (NETIF_F_IP_CSUM | NETIF_F_IPV6_CSUM | NETIF_F_HW_CSUM)
#define NETIF_F_ALL_CSUM	    NETIF_F_CSUM_MASK
/* as they were called before 3.10 */
#define NETIF_F_HW_VLAN_TX     NETIF_F_HW_VLAN_CTAG_TX
#define NETIF_F_HW_VLAN_RX     NETIF_F_HW_VLAN_CTAG_RX
#define NETIF_F_HW_VLAN_FILTER NETIF_F_HW_VLAN_CTAG_FILTER
#define NETIF_F_GEN_CSUM       NETIF_F_HW_CSUM

#endif
