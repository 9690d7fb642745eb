/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * nlecho: the kernel's end of a protocol of netlink, number 31: what a program sends comes back
 * to it, and all programs in group 1 hear how long it was.
 *
 * Two kinds of message are more than that:
 *	ECHO_SUM	attributes NUMBER, NUMBER ... LIST(NUMBER ...), NAME; the answer has the
 *			SUM of all numbers, and the NAME
 *	ECHO_COUNT	NLM_F_DUMP: the numbers up to NUMBER, each in a message of its own
 */
#include <linux/module.h>
#include <net/netlink.h>
#include <net/sock.h>

#define NETLINK_USER 31
#define GROUP	     1

enum { ECHO_SUM = NLMSG_MIN_TYPE, ECHO_COUNT };
enum { ATTR_UNSPEC, ATTR_NUMBER, ATTR_NAME, ATTR_LIST, ATTR_SUM, __ATTR_MAX };
#define ATTR_MAX (__ATTR_MAX - 1)

static struct sock *nl_sk;

static const struct nla_policy list_policy[ATTR_MAX + 1] = {
    [ATTR_NUMBER] = NLA_POLICY_MAX(NLA_U32, 1000),
};

static const struct nla_policy policy[ATTR_MAX + 1] = {
    [ATTR_NUMBER] = {.type = NLA_U32},
    [ATTR_NAME] = {.type = NLA_NUL_STRING, .len = 8},
    [ATTR_LIST] = NLA_POLICY_NESTED(list_policy),
    [ATTR_SUM] = {.type = NLA_REJECT, .reject_message = "the sum is the answer's"},
};

static u64 sum_list(const struct nlattr *list)
{
	const struct nlattr *nla;
	u64 sum = 0;
	int rem;

	nla_for_each_nested(nla, list, rem) if (nla_type(nla) == ATTR_NUMBER) sum +=
	    nla_get_u32(nla);
	return sum;
}

static int sum(struct sk_buff *skb, struct nlmsghdr *nlh, struct netlink_ext_ack *extack)
{
	struct nlattr *tb[ATTR_MAX + 1];
	struct nlmsghdr *rep;
	struct sk_buff *out;
	u64 all = 0;
	int err = nlmsg_parse(nlh, 0, tb, ATTR_MAX, policy, extack);

	if (err)
		return err;
	if (!tb[ATTR_NAME]) {
		NL_SET_ERR_MSG_MOD(extack, "a name is missing");
		return -EINVAL;
	}
	if (tb[ATTR_NUMBER])
		all += nla_get_u32(tb[ATTR_NUMBER]);
	if (tb[ATTR_LIST])
		all += sum_list(tb[ATTR_LIST]);
	out = nlmsg_new(NLMSG_DEFAULT_SIZE, GFP_KERNEL);
	if (!out)
		return -ENOMEM;
	rep = nlmsg_put(out, NETLINK_CB(skb).portid, nlh->nlmsg_seq, ECHO_SUM, 0, 0);
	if (!rep || nla_put_u64_64bit(out, ATTR_SUM, all, ATTR_UNSPEC) ||
	    nla_put_string(out, ATTR_NAME, nla_data(tb[ATTR_NAME]))) {
		nlmsg_free(out);
		return -EMSGSIZE;
	}
	nlmsg_end(out, rep);
	return nlmsg_unicast(nl_sk, out, NETLINK_CB(skb).portid);
}

static int count(struct sk_buff *skb, struct netlink_callback *cb)
{
	struct nlmsghdr *nlh;

	for (; cb->args[0] < cb->args[1]; cb->args[0]++) {
		nlh = nlmsg_put_answer(skb, cb, ECHO_COUNT, 0, NLM_F_MULTI);
		if (!nlh)
			break;
		if (nla_put_u32(skb, ATTR_NUMBER, cb->args[0])) {
			nlmsg_cancel(skb, nlh);
			break;
		}
		nlmsg_end(skb, nlh);
	}
	return skb->len;
}

static int count_start(struct netlink_callback *cb)
{
	struct nlattr *number = nlmsg_find_attr(cb->nlh, 0, ATTR_NUMBER);

	if (!number || nla_len(number) < sizeof(u32))
		return -EINVAL;
	cb->args[1] = nla_get_u32(number);
	return 0;
}

static int answer(struct sk_buff *skb, struct nlmsghdr *nlh, struct netlink_ext_ack *extack)
{
	struct netlink_dump_control control = {.start = count_start, .dump = count};

	switch (nlh->nlmsg_type) {
	case ECHO_SUM:
		return sum(skb, nlh, extack);
	case ECHO_COUNT:
		if ((nlh->nlmsg_flags & NLM_F_DUMP) != NLM_F_DUMP)
			return -EOPNOTSUPP;
		return netlink_dump_start(nl_sk, skb, nlh, &control);
	}
	return -EOPNOTSUPP;
}

static void tell(u32 len)
{
	struct sk_buff *skb = nlmsg_new(sizeof(len), GFP_KERNEL);

	if (!skb)
		return;
	memcpy(nlmsg_data(nlmsg_put(skb, 0, 0, NLMSG_DONE, sizeof(len), 0)), &len, sizeof(len));
	nlmsg_multicast(nl_sk, skb, 0, GROUP, GFP_KERNEL);
}

static void echo(const struct nlmsghdr *nlh, u32 portid)
{
	struct sk_buff *skb = nlmsg_new(nlmsg_len(nlh), GFP_KERNEL);
	int err;

	if (!skb)
		return;
	memcpy(nlmsg_data(nlmsg_put(skb, 0, nlh->nlmsg_seq, NLMSG_DONE, nlmsg_len(nlh), 0)),
	       nlmsg_data(nlh), nlmsg_len(nlh));
	err = nlmsg_unicast(nl_sk, skb, portid);
	if (err)
		pr_debug("port %u: %d\n", portid, err);
	tell(nlmsg_len(nlh));
}

static void input(struct sk_buff *skb)
{
	struct nlmsghdr *nlh = nlmsg_hdr(skb);

	if (nlmsg_ok(nlh, skb->len) && nlh->nlmsg_type < NLMSG_MIN_TYPE)
		echo(nlh, NETLINK_CB(skb).portid);
	else
		netlink_rcv_skb(skb, answer);
}

static int __init nlecho_init(void)
{
	struct netlink_kernel_cfg cfg = {.input = input, .groups = 40};

	nl_sk = netlink_kernel_create(&init_net, NETLINK_USER, &cfg);
	return nl_sk ? 0 : -ENOMEM;
}

static void __exit nlecho_exit(void)
{
	netlink_kernel_release(nl_sk);
}

module_init(nlecho_init);
module_exit(nlecho_exit);

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("What comes by netlink goes back");
