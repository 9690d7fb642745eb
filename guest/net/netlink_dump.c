/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * netlink_dump: answers of the kernel's end: acknowledgements, and long ones, which are made
 * packet by packet as the program reads them:
 *
 *	program				kernel
 *	question, NLM_F_DUMP  ------->	input() -> netlink_dump_start(): the first packet
 *	reads		     <-------	dump() -> the next one ... -> 0: NLMSG_DONE, done()
 *
 * Locking: a socket's dump_lock, around dump(); outside of it a module's cb_mutex.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "netlink.h"

#define DUMP_SIZE 8192

/* ---- acknowledgements ---- */

static void put_ext(struct sk_buff *skb, struct nlmsghdr *rep, const struct sk_buff *in_skb,
		    const struct nlmsghdr *nlh, int err, const struct netlink_ext_ack *extack)
{
	unsigned long at = (unsigned long)extack->bad_attr, from = (unsigned long)nlh;

	if (extack->_msg)
		nla_put_string(skb, NLMSGERR_ATTR_MSG, extack->_msg);
	if (err && at >= from && at < from + nlh->nlmsg_len)
		nla_put_u32(skb, NLMSGERR_ATTR_OFFS, at - from);
	if (extack->cookie_len)
		nla_put(skb, NLMSGERR_ATTR_COOKIE, extack->cookie_len, extack->cookie);
	rep->nlmsg_flags |= NLM_F_ACK_TLVS;
	nlmsg_end(skb, rep);
}

void netlink_ack(struct sk_buff *in_skb, struct nlmsghdr *nlh, int err,
		 const struct netlink_ext_ack *extack)
{
	struct netlink_sock *nlk = (struct netlink_sock *)NETLINK_CB(in_skb).sk;
	bool whole = err && !(nlk->options & BIT(NETLINK_CAP_ACK));
	bool ext = extack && nlk->options & BIT(NETLINK_EXT_ACK) &&
		   (extack->_msg || extack->bad_attr || extack->cookie_len);
	size_t len = sizeof(struct nlmsgerr) + (whole ? nlmsg_len(nlh) : 0);
	size_t ext_len = !ext ? 0
			      : nla_total_size(4) + nla_total_size(NETLINK_MAX_COOKIE_LEN) +
				    nla_total_size(extack->_msg ? strlen(extack->_msg) + 1 : 0);
	struct sk_buff *skb = nlmsg_new(len + ext_len, GFP_KERNEL);
	struct nlmsgerr *msg;
	struct nlmsghdr *rep;

	if (!skb) {
		sock_report_error(&nlk->sk, ENOBUFS);
		return;
	}
	rep = nlmsg_put(skb, NETLINK_CB(in_skb).portid, nlh->nlmsg_seq, NLMSG_ERROR, len,
			err && !whole ? NLM_F_CAPPED : 0);
	msg = nlmsg_data(rep);
	msg->error = err;
	memcpy(&msg->msg, nlh, whole ? nlh->nlmsg_len : sizeof(*nlh));
	if (ext)
		put_ext(skb, rep, in_skb, nlh, err, extack);
	nlmsg_unicast(in_skb->sk, skb, NETLINK_CB(in_skb).portid);
}
EXPORT_SYMBOL(netlink_ack);

int netlink_rcv_skb(struct sk_buff *skb, int (*cb)(struct sk_buff *skb, struct nlmsghdr *nlh,
						   struct netlink_ext_ack *extack))
{
	struct netlink_ext_ack extack;
	struct nlmsghdr *nlh;
	int err;

	while (skb->len >= (unsigned int)nlmsg_total_size(0)) {
		nlh = nlmsg_hdr(skb);
		if (nlh->nlmsg_len < NLMSG_HDRLEN || skb->len < nlh->nlmsg_len)
			return 0;
		memset(&extack, 0, sizeof(extack));
		err = 0;
		if (nlh->nlmsg_flags & NLM_F_REQUEST && nlh->nlmsg_type >= NLMSG_MIN_TYPE)
			err = cb(skb, nlh, &extack);
		if (err != -EINTR && (nlh->nlmsg_flags & NLM_F_ACK || err))
			netlink_ack(skb, nlh, err, &extack);
		skb_pull(skb, min(NLMSG_ALIGN(nlh->nlmsg_len), skb->len));
	}
	return 0;
}
EXPORT_SYMBOL(netlink_rcv_skb);

/* ---- long answers ---- */

/* With dump_lock; what it takes is given back. */
static void finish(struct netlink_sock *nlk)
{
	struct netlink_callback *cb = &nlk->cb;

	if (cb->done)
		cb->done(cb);
	nlk->dumping = false;
	consume_skb(cb->skb);
	module_put(cb->module);
}

static int put_done(struct sk_buff *skb, struct netlink_callback *cb, int result)
{
	struct nlmsghdr *nlh =
	    nlmsg_put_answer(skb, cb, NLMSG_DONE, sizeof(result), NLM_F_MULTI | cb->answer_flags);

	if (!nlh)
		return -EMSGSIZE;
	nl_dump_check_consistent(cb, nlh);
	memcpy(nlmsg_data(nlh), &result, sizeof(result));
	return 0;
}

/* With dump_lock: one more packet. 0: it went, or that was the end. */
static int dump_one(struct netlink_sock *nlk)
{
	struct netlink_callback *cb = &nlk->cb;
	struct sk_buff *skb = alloc_skb(max_t(u32, DUMP_SIZE, cb->min_dump_alloc), GFP_KERNEL);
	struct netlink_ext_ack extack = {};
	int ret;

	if (!skb)
		return -ENOBUFS;
	skb->sk = &nlk->sk; /* NETLINK_CB(cb->skb).sk is the same: some look here */
	cb->extack = &extack;
	ret = cb->dump(skb, cb);
	skb->sk = NULL;
	cb->extack = NULL;
	if (ret > 0)
		return sock_queue_rcv_skb(&nlk->sk, skb) ? -ENOBUFS : 0;
	ret = put_done(skb, cb, ret);
	if (ret == -EMSGSIZE) { /* no room behind what is in it: next time */
		return sock_queue_rcv_skb(&nlk->sk, skb) ? -ENOBUFS : 0;
	}
	ret = sock_queue_rcv_skb(&nlk->sk, skb) ? -ENOBUFS : 0;
	finish(nlk);
	return ret;
}

static int locked_dump(struct netlink_sock *nlk)
{
	struct mutex *cb_mutex = ((struct netlink_sock *)nlk->cb.skb->sk)->cb_mutex;
	int err;

	if (cb_mutex)
		mutex_lock(cb_mutex);
	err = dump_one(nlk);
	if (cb_mutex)
		mutex_unlock(cb_mutex);
	return err;
}

void netlink_go_on(struct netlink_sock *nlk)
{
	int err = 0;

	if (!nlk->dumping)
		return;
	mutex_lock(&nlk->dump_lock);
	if (nlk->dumping && atomic_read(&nlk->sk.sk_rmem_alloc) <= nlk->sk.sk_socket->rcvbuf / 2)
		err = locked_dump(nlk);
	mutex_unlock(&nlk->dump_lock);
	if (err)
		sock_report_error(&nlk->sk, -err);
}

void netlink_end_dump(struct netlink_sock *nlk)
{
	mutex_lock(&nlk->dump_lock);
	if (nlk->dumping)
		finish(nlk);
	mutex_unlock(&nlk->dump_lock);
}

static int begin(struct netlink_sock *nlk, struct sk_buff *skb, const struct nlmsghdr *nlh,
		 struct netlink_dump_control *control)
{
	struct netlink_callback *cb = &nlk->cb;
	int err;

	if (!try_module_get(control->module))
		return -EPROTONOSUPPORT;
	*cb = (struct netlink_callback){.skb = skb_get(skb),
					.nlh = nlh,
					.dump = control->dump,
					.done = control->done,
					.data = control->data,
					.module = control->module,
					.min_dump_alloc = control->min_dump_alloc};
	cb->strict_check = nlk->options & BIT(NETLINK_GET_STRICT_CHK);
	cb->extack = control->extack;
	err = control->start ? control->start(cb) : 0;
	cb->extack = NULL;
	if (!err) {
		nlk->dumping = true;
		return 0;
	}
	module_put(control->module);
	consume_skb(skb);
	return err;
}

int __netlink_dump_start(struct sock *ssk, struct sk_buff *skb, const struct nlmsghdr *nlh,
			 struct netlink_dump_control *control)
{
	struct netlink_sock *nlk = (struct netlink_sock *)NETLINK_CB(skb).sk;
	int err;

	mutex_lock(&nlk->dump_lock);
	err = nlk->dumping ? -EBUSY : begin(nlk, skb, nlh, control);
	if (!err)
		err = dump_one(nlk);
	mutex_unlock(&nlk->dump_lock);
	return err ? err : -EINTR;
}
EXPORT_SYMBOL(__netlink_dump_start);
