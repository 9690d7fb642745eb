/* SPDX-License-Identifier: GPL-2.0-only */
/* traced: the events of traced.c. */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM services

#if !defined(TRACED_H) || defined(TRACE_HEADER_MULTI_READ)
#define TRACED_H

#include <linux/tracepoint.h>

DECLARE_EVENT_CLASS(traced_step, TP_PROTO(const char *what, int number), TP_ARGS(what, number),
		    TP_STRUCT__entry(__string(what, what) __field(int, number)),
		    TP_fast_assign(__assign_str(what, what); __entry->number = number;),
		    TP_printk("%s %d %s", __get_str(what), __entry->number,
			      __print_symbolic(__entry->number, {1, "one"}, {2, "two"})));

DEFINE_EVENT(traced_step, traced_begin, TP_PROTO(const char *what, int number),
	     TP_ARGS(what, number));
DEFINE_EVENT_CONDITION(traced_step, traced_even, TP_PROTO(const char *what, int number),
		       TP_ARGS(what, number), TP_CONDITION(!(number & 1)));
DEFINE_EVENT_PRINT(traced_step, traced_other, TP_PROTO(const char *what, int number),
		   TP_ARGS(what, number), TP_printk("other %s", __get_str(what)));

TRACE_EVENT(traced_data, TP_PROTO(const int *data, int count, u64 flags),
	    TP_ARGS(data, count, flags),
	    TP_STRUCT__entry(__dynamic_array(int, data, count) __field(u64, flags)
				 __array(char, name, 4)),
	    TP_fast_assign(memcpy(__get_dynamic_array(data), data, count * sizeof(int));
			   __entry->flags = flags; memcpy(__entry->name, "abc", 4);),
	    TP_printk("%s %s %s", __entry->name,
		      __print_array(__get_dynamic_array(data),
				    __get_dynamic_array_len(data) / sizeof(int), sizeof(int)),
		      __print_flags(__entry->flags, "|", {1, "READ"}, {2, "WRITE"})));

#endif

#undef TRACE_INCLUDE_PATH
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_PATH .
#define TRACE_INCLUDE_FILE traced
#include <trace/define_trace.h>
