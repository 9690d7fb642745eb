/* SPDX-License-Identifier: GPL-2.0-only */
/* numa: one node. */
#ifndef _LINUX_NUMA_H
#define _LINUX_NUMA_H

#define NUMA_NO_NODE	     (-1)
#define MAX_NUMNODES	     1
#define NODES_SHIFT	     0
#define numa_node_id()	     0
#define numa_mem_id()	     0
#define cpu_to_node(cpu)     ((void)(cpu), 0)
#define nr_node_ids	     1
#define first_online_node    0
#define node_online(node)    ((node) == 0)
#define for_each_online_node(node) for ((node) = 0; (node) == 0; (node) = 1)
#define for_each_node(node)	   for_each_online_node(node)

#endif
