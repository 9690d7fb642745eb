/* SPDX-License-Identifier: GPL-2.0-only */
/* async: functions called later, in a thread, that somebody waits for in the end. */
#ifndef __ASYNC_H__
#define __ASYNC_H__

#include <linux/list.h>
#include <linux/numa.h>
#include <linux/types.h>

typedef u64 async_cookie_t; /* in the order of scheduling */
typedef void (*async_func_t)(void *data, async_cookie_t cookie);

struct async_domain {
	struct list_head pending;
};

#define ASYNC_DOMAIN(_name)	      struct async_domain _name = {.pending = LIST_HEAD_INIT(_name.pending)}
#define ASYNC_DOMAIN_EXCLUSIVE(_name) ASYNC_DOMAIN(_name)

/* Any context; without memory it is called at once. */
async_cookie_t async_schedule(async_func_t func, void *data);
async_cookie_t async_schedule_domain(async_func_t func, void *data, struct async_domain *domain);
#define async_schedule_node(func, data, node) async_schedule(func, data)
#define async_schedule_node_domain(func, data, node, domain)                                       \
	async_schedule_domain(func, data, domain)
/* Wait for all, for those of a domain, for those scheduled before cookie. May sleep. */
void async_synchronize_full(void);
void async_synchronize_full_domain(struct async_domain *domain);
void async_synchronize_cookie(async_cookie_t cookie);
void async_synchronize_cookie_domain(async_cookie_t cookie, struct async_domain *domain);

#endif
