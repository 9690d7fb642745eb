/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tracepoint: trace_NAME(arguments) calls whoever has registered, and costs a look at one pointer
 * while nobody has. What TRACE_EVENT() declares is an event as well: trace/define_trace.h makes
 * it, /sys/kernel/tracing/events switches it on (guest/kernel/trace).
 */
#ifndef _LINUX_TRACEPOINT_H
#define _LINUX_TRACEPOINT_H

#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/smp.h>
#include <linux/tracepoint-defs.h>
#include <linux/types.h>

#define TRACEPOINT_DEFAULT_PRIO 10

/* 0, -EEXIST (that function with that data is there), -ENOENT, -ENOMEM. Process context. */
int tracepoint_probe_register(struct tracepoint *tp, void *probe, void *data);
int tracepoint_probe_register_prio(struct tracepoint *tp, void *probe, void *data, int prio);
int tracepoint_probe_unregister(struct tracepoint *tp, void *probe, void *data);
/* Nobody is inside of a function that has been unregistered. */
#define tracepoint_synchronize_unregister() synchronize_rcu()

#define PARAMS(args...) args
#endif

#ifndef TRACE_EVENT
#define TP_PROTO(args...)     args
#define TP_ARGS(args...)      args
#define TP_CONDITION(args...) args

#define __DECLARE_TRACE(name, proto, args, cond, data_proto, call_args)                            \
	extern struct tracepoint __tracepoint_##name;                                              \
	static inline void trace_##name(proto)                                                     \
	{                                                                                          \
		struct tracepoint_func *__func;                                                    \
                                                                                                   \
		if (likely(!READ_ONCE(__tracepoint_##name.funcs)) || !(cond))                      \
			return;                                                                    \
		preempt_disable();                                                                 \
		__func = rcu_dereference(__tracepoint_##name.funcs);                               \
		for (; __func && __func->func; __func++)                                           \
			((void (*)(data_proto))__func->func)(call_args);                           \
		preempt_enable();                                                                  \
	}                                                                                          \
	static inline void trace_##name##_rcuidle(proto)                                           \
	{                                                                                          \
		trace_##name(args);                                                                \
	}                                                                                          \
	static inline int register_trace_##name(void (*probe)(data_proto), void *data)             \
	{                                                                                          \
		return tracepoint_probe_register(&__tracepoint_##name, (void *)probe, data);       \
	}                                                                                          \
	static inline int register_trace_prio_##name(void (*probe)(data_proto), void *data,        \
						     int prio)                                     \
	{                                                                                          \
		return tracepoint_probe_register_prio(&__tracepoint_##name, (void *)probe, data,   \
						      prio);                                       \
	}                                                                                          \
	static inline int unregister_trace_##name(void (*probe)(data_proto), void *data)           \
	{                                                                                          \
		return tracepoint_probe_unregister(&__tracepoint_##name, (void *)probe, data);     \
	}                                                                                          \
	static inline void check_trace_callback_type_##name(void (*cb)(data_proto))                \
	{                                                                                          \
	}                                                                                          \
	static inline bool trace_##name##_enabled(void)                                            \
	{                                                                                          \
		return READ_ONCE(__tracepoint_##name.funcs);                                       \
	}

#define DECLARE_TRACE(name, proto, args)                                                           \
	__DECLARE_TRACE(name, PARAMS(proto), PARAMS(args), true, PARAMS(void *__data, proto),      \
			PARAMS(__func->data, args))
#define DECLARE_TRACE_CONDITION(name, proto, args, cond)                                           \
	__DECLARE_TRACE(name, PARAMS(proto), PARAMS(args), PARAMS(cond),                           \
			PARAMS(void *__data, proto), PARAMS(__func->data, args))
#define DECLARE_TRACE_NOARGS(name) __DECLARE_TRACE(name, void, , true, void *__data, __func->data)

#define DEFINE_TRACE_FN(_name, _reg, _unreg, proto, args)                                          \
	struct tracepoint __tracepoint_##_name = {                                                 \
	    .name = #_name, .regfunc = _reg, .unregfunc = _unreg}
#define DEFINE_TRACE(name, proto, args)                                                            \
	DEFINE_TRACE_FN(name, NULL, NULL, PARAMS(proto), PARAMS(args))
#define EXPORT_TRACEPOINT_SYMBOL(name)	   EXPORT_SYMBOL(__tracepoint_##name)
#define EXPORT_TRACEPOINT_SYMBOL_GPL(name) EXPORT_SYMBOL_GPL(__tracepoint_##name)

#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, print)
#define DEFINE_EVENT(template, name, proto, args) DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define DEFINE_EVENT_FN(template, name, proto, args, reg, unreg)                                   \
	DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)                                     \
	DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define DEFINE_EVENT_CONDITION(template, name, proto, args, cond)                                  \
	DECLARE_TRACE_CONDITION(name, PARAMS(proto), PARAMS(args), PARAMS(cond))
#define TRACE_EVENT(name, proto, args, struct, assign, print)                                      \
	DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define TRACE_EVENT_FN(name, proto, args, struct, assign, print, reg, unreg)                       \
	DECLARE_TRACE(name, PARAMS(proto), PARAMS(args))
#define TRACE_EVENT_FN_COND(name, proto, args, cond, struct, assign, print, reg, unreg)            \
	DECLARE_TRACE_CONDITION(name, PARAMS(proto), PARAMS(args), PARAMS(cond))
#define TRACE_EVENT_CONDITION(name, proto, args, cond, struct, assign, print)                      \
	DECLARE_TRACE_CONDITION(name, PARAMS(proto), PARAMS(args), PARAMS(cond))
#define TRACE_EVENT_FLAGS(event, flag)
#define TRACE_EVENT_PERF_PERM(event, expr...)
#define TRACE_DEFINE_ENUM(a)
#define TRACE_DEFINE_SIZEOF(a)
#endif
