/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trace_events: the parts of an event, in the order in which they need each other. Each part
 * defines the macros anew and reads the header; read by trace/define_trace.h only.
 *
 *	1 the tracepoint		2 struct trace_event_raw_NAME
 *	3 the size of what varies	4 its fields, for `format`
 *	5 a line out of it		6 filling it in
 *	7 the event itself
 */
/* clang-format off */
#undef TRACE_EVENT
#undef TRACE_EVENT_FN
#undef TRACE_EVENT_FN_COND
#undef TRACE_EVENT_CONDITION
#undef DEFINE_EVENT_FN
#undef DEFINE_EVENT_CONDITION
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT
#undef DEFINE_EVENT_PRINT
#undef DECLARE_TRACE

/* ---- 1 ---- */
#define TRACE_EVENT(name, proto, args, tstruct, assign, print) DEFINE_TRACE(name, PARAMS(proto), PARAMS(args));
#define TRACE_EVENT_CONDITION(name, proto, args, cond, tstruct, assign, print) DEFINE_TRACE(name, PARAMS(proto), PARAMS(args));
#define TRACE_EVENT_FN(name, proto, args, tstruct, assign, print, reg, unreg) DEFINE_TRACE_FN(name, reg, unreg, PARAMS(proto), PARAMS(args));
#define TRACE_EVENT_FN_COND(name, proto, args, cond, tstruct, assign, print, reg, unreg) DEFINE_TRACE_FN(name, reg, unreg, PARAMS(proto), PARAMS(args));
#define DECLARE_EVENT_CLASS(name, proto, args, tstruct, assign, print)
#define DEFINE_EVENT(template, name, proto, args) DEFINE_TRACE(name, PARAMS(proto), PARAMS(args));
#define DEFINE_EVENT_FN(template, name, proto, args, reg, unreg) DEFINE_TRACE_FN(name, reg, unreg, PARAMS(proto), PARAMS(args));
#define DEFINE_EVENT_PRINT(template, name, proto, args, print) DEFINE_TRACE(name, PARAMS(proto), PARAMS(args));
#define DEFINE_EVENT_CONDITION(template, name, proto, args, cond) DEFINE_TRACE(name, PARAMS(proto), PARAMS(args));
#define DECLARE_TRACE(name, proto, args) DEFINE_TRACE(name, PARAMS(proto), PARAMS(args));
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)

/* From here on a tracepoint's own macros come down to these two. */
#undef TRACE_EVENT
#undef TRACE_EVENT_FN
#undef TRACE_EVENT_FN_COND
#undef TRACE_EVENT_CONDITION
#undef DEFINE_EVENT_FN
#undef DEFINE_EVENT_CONDITION
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT
#undef DEFINE_EVENT_PRINT
#undef DECLARE_TRACE
#define TRACE_EVENT(name, proto, args, tstruct, assign, print)                                     \
	DECLARE_EVENT_CLASS(name, PARAMS(proto), PARAMS(args), PARAMS(tstruct), PARAMS(assign), PARAMS(print)) \
	DEFINE_EVENT(name, name, PARAMS(proto), PARAMS(args))
#define TRACE_EVENT_FN(name, proto, args, tstruct, assign, print, reg, unreg)                      \
	TRACE_EVENT(name, PARAMS(proto), PARAMS(args), PARAMS(tstruct), PARAMS(assign), PARAMS(print))
#define TRACE_EVENT_FN_COND(name, proto, args, cond, tstruct, assign, print, reg, unreg)           \
	TRACE_EVENT(name, PARAMS(proto), PARAMS(args), PARAMS(tstruct), PARAMS(assign), PARAMS(print))
#define TRACE_EVENT_CONDITION(name, proto, args, cond, tstruct, assign, print)                     \
	TRACE_EVENT(name, PARAMS(proto), PARAMS(args), PARAMS(tstruct), PARAMS(assign), PARAMS(print))
#define DEFINE_EVENT_FN(template, name, proto, args, reg, unreg) DEFINE_EVENT(template, name, PARAMS(proto), PARAMS(args))
#define DEFINE_EVENT_CONDITION(template, name, proto, args, cond) DEFINE_EVENT(template, name, PARAMS(proto), PARAMS(args))
#define DECLARE_TRACE(name, proto, args)

/* ---- 2: what varies in length is a word, offset | length << 16, and lies behind the rest ---- */
#define TP_STRUCT__entry(args...) args
#define __field(type, item)		  type item;
#define __field_ext(type, item, filter)	  type item;
#define __field_struct(type, item)	  type item;
#define __field_struct_ext(type, item, f) type item;
#define __array(type, item, len)	  type item[len];
#define __dynamic_array(type, item, len)  u32 __data_loc_##item;
#define __rel_dynamic_array(type, item, len) u32 __rel_loc_##item;
/* These are what they are in every part. */
#define __string(item, src)		__dynamic_array(char, item, strlen((src) ? (const char *)(src) : "(null)") + 1)
#define __string_len(item, src, len)	__dynamic_array(char, item, (len) + 1)
#define __vstring(item, fmt, ap)	__dynamic_array(char, item, trace_event_vstr_len(fmt, ap))
#define __bitmask(item, bits)		__dynamic_array(unsigned long, item, BITS_TO_LONGS(bits))
#define __cpumask(item)			__bitmask(item, nr_cpumask_bits)
#define __sockaddr(item, len)		__dynamic_array(u8, item, len)
#define __rel_string(item, src)		__rel_dynamic_array(char, item, strlen((src) ? (const char *)(src) : "(null)") + 1)
#define __rel_string_len(item, src, len) __rel_dynamic_array(char, item, (len) + 1)
#define __rel_bitmask(item, bits)	__rel_dynamic_array(unsigned long, item, BITS_TO_LONGS(bits))
#define __rel_cpumask(item)		__rel_bitmask(item, nr_cpumask_bits)
#define __rel_sockaddr(item, len)	__rel_dynamic_array(u8, item, len)

#define DECLARE_EVENT_CLASS(call, proto, args, tstruct, assign, print)                             \
	struct trace_event_raw_##call {                                                            \
		struct trace_entry ent;                                                            \
		tstruct                                                                            \
		char __data[];                                                                     \
	};
#define DEFINE_EVENT(template, name, proto, args)
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)

/* ---- 3 ---- */
#undef __field
#undef __field_ext
#undef __field_struct
#undef __field_struct_ext
#undef __array
#undef __dynamic_array
#undef __rel_dynamic_array
#define __field(type, item)
#define __field_ext(type, item, filter)
#define __field_struct(type, item)
#define __field_struct_ext(type, item, f)
#define __array(type, item, len)
#define __dynamic_array(type, item, len) __bytes = ALIGN(__bytes, 4u) + (len) * sizeof(type);
#define __rel_dynamic_array(type, item, len) __dynamic_array(type, item, len)
#undef DECLARE_EVENT_CLASS
#define DECLARE_EVENT_CLASS(call, proto, args, tstruct, assign, print)                             \
	static inline size_t trace_event_bytes_##call(proto)                                       \
	{                                                                                          \
		size_t __bytes = 0;                                                                \
		tstruct;                                                                           \
		return __bytes;                                                                    \
	}
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)

/* ---- 4 ---- */
#undef __field
#undef __field_ext
#undef __field_struct
#undef __field_struct_ext
#undef __array
#undef __dynamic_array
#undef __rel_dynamic_array
#define __trace_field(text, item, name, sign)                                                      \
	trace_event_field(__list, text, name, offsetof(typeof(*__entry), item), sizeof(__entry->item), sign);
#define __field(type, item)		   __trace_field(#type, item, #item, is_signed_type(type))
#define __field_ext(type, item, filter)	   __field(type, item)
#define __field_struct(type, item)	   __trace_field(#type, item, #item, false)
#define __field_struct_ext(type, item, f)  __field_struct(type, item)
#define __array(type, item, len)	   __trace_field(#type, item, #item "[" __stringify(len) "]", is_signed_type(type))
#define __dynamic_array(type, item, len)   __trace_field("__data_loc " #type "[]", __data_loc_##item, #item, is_signed_type(type))
#define __rel_dynamic_array(type, item, len) __trace_field("__rel_loc " #type "[]", __rel_loc_##item, #item, is_signed_type(type))
#define TP_printk(fmt, args...) "\"" fmt "\", " __stringify(args)
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT_PRINT
#define DECLARE_EVENT_CLASS(call, proto, args, tstruct, assign, print)                             \
	static void trace_event_describe_##call(struct trace_field_list *__list)                   \
	{                                                                                          \
		struct trace_event_raw_##call *__entry __maybe_unused = NULL;                      \
		tstruct                                                                            \
	}                                                                                          \
	static const char trace_event_fmt_##call[] __maybe_unused = print;
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)                                     \
	static const char trace_event_fmt_##name[] = print;
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)
#undef TP_printk

/* ---- 5 ---- */
#define TP_printk(fmt, args...) fmt, args
#define REC (__entry)
#define __get_dynamic_array(item) ((void *)__entry + (__entry->__data_loc_##item & 0xffff))
#define __get_dynamic_array_len(item) (__entry->__data_loc_##item >> 16)
#define __get_str(item) ((char *)__get_dynamic_array(item))
#define __get_sockaddr(item) ((struct sockaddr *)__get_dynamic_array(item))
#define __get_rel_dynamic_array(item)                                                              \
	((void *)(&__entry->__rel_loc_##item + 1) + (__entry->__rel_loc_##item & 0xffff))
#define __get_rel_dynamic_array_len(item) (__entry->__rel_loc_##item >> 16)
#define __get_rel_str(item) ((char *)__get_rel_dynamic_array(item))
#define __get_rel_sockaddr(item) ((struct sockaddr *)__get_rel_dynamic_array(item))
#define __get_bitmask(item) trace_print_bitmask_seq(p, __get_dynamic_array(item), __get_dynamic_array_len(item))
#define __get_cpumask(item) __get_bitmask(item)
#define __get_rel_bitmask(item) trace_print_bitmask_seq(p, __get_rel_dynamic_array(item), __get_rel_dynamic_array_len(item))
#define __get_rel_cpumask(item) __get_rel_bitmask(item)
#define __print_flags(flags, delim, table...)                                                      \
	({                                                                                         \
		static const struct trace_print_flags_u64 __table[] = {table, {0, NULL}};          \
		trace_print_flags_seq(p, delim, flags, __table);                                   \
	})
#define __print_flags_u64(flags, delim, table...) __print_flags(flags, delim, table)
#define __print_symbolic(value, table...)                                                          \
	({                                                                                         \
		static const struct trace_print_flags_u64 __table[] = {table, {0, NULL}};          \
		trace_print_symbols_seq(p, value, __table);                                        \
	})
#define __print_symbolic_u64(value, table...) __print_symbolic(value, table)
#define __print_hex(buf, len)	  trace_print_hex_seq(p, (const unsigned char *)(buf), len, false)
#define __print_hex_str(buf, len) trace_print_hex_seq(p, (const unsigned char *)(buf), len, true)
#define __print_array(array, count, size) trace_print_array_seq(p, array, count, size)
#define __print_dynamic_array(item, size)                                                          \
	__print_array(__get_dynamic_array(item), __get_dynamic_array_len(item) / (size), size)
#define __print_ns_to_secs(value) ((unsigned long)div_u64((u64)(value), 1000000000))
#define __print_ns_without_secs(value)                                                             \
	({                                                                                         \
		u32 __rest;                                                                        \
		div_u64_rem((u64)(value), 1000000000, &__rest);                                    \
		__rest;                                                                            \
	})
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT_PRINT
#define __trace_output(call, raw, print)                                                           \
	static void trace_event_output_##call(struct trace_seq *__s, void *__raw)                  \
	{                                                                                          \
		struct trace_event_raw_##raw *__entry __maybe_unused = __raw;                      \
		struct trace_seq *p __maybe_unused = trace_event_scratch();                        \
		trace_seq_printf(__s, print);                                                      \
	}
#define DECLARE_EVENT_CLASS(call, proto, args, tstruct, assign, print)                             \
	__trace_output(call, call, PARAMS(print))
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)                                     \
	__trace_output(name, template, PARAMS(print))
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-extra-args"
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)
#pragma GCC diagnostic pop

/* ---- 6 ---- */
#undef __field
#undef __field_ext
#undef __field_struct
#undef __field_struct_ext
#undef __array
#undef __dynamic_array
#undef __rel_dynamic_array
#undef __get_bitmask
#undef __get_cpumask
#undef __get_rel_bitmask
#undef __get_rel_cpumask
#define __field(type, item)
#define __field_ext(type, item, filter)
#define __field_struct(type, item)
#define __field_struct_ext(type, item, f)
#define __array(type, item, len)
#define __dynamic_array(type, item, len)                                                           \
	__bytes = ALIGN(__bytes, 4u);                                                              \
	__entry->__data_loc_##item = (offsetof(typeof(*__entry), __data) + __bytes) | (len) * sizeof(type) << 16; \
	__bytes += (len) * sizeof(type);
#define __rel_dynamic_array(type, item, len)                                                       \
	__bytes = ALIGN(__bytes, 4u);                                                              \
	__entry->__rel_loc_##item = (offsetof(typeof(*__entry), __data) + __bytes -                \
				     offsetof(typeof(*__entry), __rel_loc_##item) - 4) |           \
				    (len) * sizeof(type) << 16;                                    \
	__bytes += (len) * sizeof(type);
#define __assign_str(dst, src) strscpy(__get_str(dst), (src) ? (const char *)(src) : "(null)", __get_dynamic_array_len(dst))
#define __assign_str_len(dst, src, len)                                                            \
	do {                                                                                       \
		memcpy(__get_str(dst), src, len);                                                  \
		__get_str(dst)[len] = '\0';                                                        \
	} while (0)
#define __assign_vstr(dst, fmt, va)                                                                \
	do {                                                                                       \
		va_list __args;                                                                    \
		va_copy(__args, *(va));                                                            \
		vsnprintf(__get_str(dst), TRACE_EVENT_STR_MAX, fmt, __args);                       \
		va_end(__args);                                                                    \
	} while (0)
#define __assign_bitmask(dst, src, bits) memcpy(__get_dynamic_array(dst), src, BITS_TO_LONGS(bits) * sizeof(long))
#define __assign_cpumask(dst, src)	 memcpy(__get_dynamic_array(dst), src, sizeof(struct cpumask))
#define __assign_sockaddr(dst, src, len) memcpy(__get_dynamic_array(dst), src, len)
#define __assign_rel_str(dst, src) strscpy(__get_rel_str(dst), (src) ? (const char *)(src) : "(null)", __get_rel_dynamic_array_len(dst))
#define __assign_rel_str_len(dst, src, len)                                                        \
	do {                                                                                       \
		memcpy(__get_rel_str(dst), src, len);                                              \
		__get_rel_str(dst)[len] = '\0';                                                    \
	} while (0)
#define __assign_rel_bitmask(dst, src, bits) memcpy(__get_rel_dynamic_array(dst), src, BITS_TO_LONGS(bits) * sizeof(long))
#define __assign_rel_cpumask(dst, src)	 memcpy(__get_rel_dynamic_array(dst), src, sizeof(struct cpumask))
#define TP_fast_assign(args...) args
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT_PRINT
#define DECLARE_EVENT_CLASS(call, proto, args, tstruct, assign, print)                             \
	static void trace_event_probe_##call(void *__event, proto)                                 \
	{                                                                                          \
		size_t __bytes = trace_event_bytes_##call(args);                                   \
		struct trace_event_raw_##call *__entry =                                           \
		    trace_event_begin(__event, sizeof(*__entry) + __bytes);                        \
		if (!__entry)                                                                      \
			return;                                                                    \
		__bytes = 0;                                                                       \
		tstruct;                                                                           \
		{                                                                                  \
			assign;                                                                    \
		}                                                                                  \
		trace_event_end(__event);                                                          \
	}
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)

/* ---- 7 ---- */
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT
#undef DEFINE_EVENT_PRINT
#define DECLARE_EVENT_CLASS(call, proto, args, tstruct, assign, print)
#define __trace_call(template, call, printed)                                                      \
	static struct trace_event_call event_##call = {                                            \
	    .system = __stringify(TRACE_SYSTEM),                                                   \
	    .name = #call,                                                                         \
	    .print_fmt = trace_event_fmt_##printed,                                                \
	    .tp = &__tracepoint_##call,                                                            \
	    .probe = (void *)trace_event_probe_##template,                                         \
	    .describe = trace_event_describe_##template,                                           \
	    .output = trace_event_output_##printed};                                               \
	static struct trace_event_call *__event_##call __used __section("_ftrace_events") = &event_##call;
#define DEFINE_EVENT(template, name, proto, args)		__trace_call(template, name, template)
#define DEFINE_EVENT_PRINT(template, name, proto, args, print)	__trace_call(template, name, name)
#include TRACE_INCLUDE(TRACE_INCLUDE_FILE)

/* The next header with events begins anew, by linux/tracepoint.h. */
#undef TRACE_EVENT
#undef TRACE_EVENT_FN
#undef TRACE_EVENT_FN_COND
#undef TRACE_EVENT_CONDITION
#undef TRACE_EVENT_FLAGS
#undef TRACE_EVENT_PERF_PERM
#undef TRACE_DEFINE_ENUM
#undef TRACE_DEFINE_SIZEOF
#undef DEFINE_EVENT_FN
#undef DEFINE_EVENT_CONDITION
#undef DECLARE_EVENT_CLASS
#undef DEFINE_EVENT
#undef DEFINE_EVENT_PRINT
#undef DECLARE_TRACE
#undef DECLARE_TRACE_CONDITION
#undef DECLARE_TRACE_NOARGS
#undef __DECLARE_TRACE
#undef TP_STRUCT__entry
#undef TP_fast_assign
#undef TP_printk
#undef TP_PROTO
#undef TP_ARGS
#undef TP_CONDITION
#undef REC
#undef __field
#undef __field_ext
#undef __field_struct
#undef __field_struct_ext
#undef __array
#undef __dynamic_array
#undef __rel_dynamic_array
#undef __trace_field
#undef __trace_output
#undef __trace_call
/* clang-format on */
