/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * compiler: names for what the compiler can be told, and for what only checkers read.
 */
#ifndef _LINUX_COMPILER_H
#define _LINUX_COMPILER_H

#define likely(x)   __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier()   __asm__ __volatile__("" ::: "memory")

#ifndef __always_inline
#define __always_inline inline __attribute__((__always_inline__))
#endif
#define noinline	__attribute__((__noinline__))
#define __noreturn	__attribute__((__noreturn__))
#ifdef __ERA_2_6__ /* nobody checked then */
#define __must_check
#else
#define __must_check __attribute__((__warn_unused_result__))
#endif
#define __maybe_unused	__attribute__((__unused__))
#define __always_unused __attribute__((__unused__))
#define __used		__attribute__((__used__))
#define __packed	__attribute__((__packed__))
#define __aligned(x)	__attribute__((__aligned__(x)))
#define __section(s)	__attribute__((__section__(s)))
#define __weak		__attribute__((__weak__))
#define __cold		__attribute__((__cold__))
#define __printf(f, a)	__attribute__((__format__(printf, f, a)))
#define __alias(s)	__attribute__((__alias__(#s)))
#define __malloc	__attribute__((__malloc__))
#define __deprecated
#define __visible __attribute__((__externally_visible__))
#define notrace	  __attribute__((__no_instrument_function__))
#define __user
#define __kernel
#define __iomem
#define __percpu
#define __rcu
#define __force
#define __bitwise
#define __nocast
#define __safe
#define __acquires(x)
#define __releases(x)
#define __acquire(x) (void)0
#define __release(x) (void)0
#define __must_hold(x)
#define __chk_user_ptr(x) (void)0

#define READ_ONCE(x)	 (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, v) (*(volatile __typeof__(x) *)&(x) = (v))
#define ACCESS_ONCE(x)	 (*(volatile __typeof__(x) *)&(x))

/* Stops the compiler from deducing anything from where ptr came from. */
#define RELOC_HIDE(ptr, off)                                                                       \
	({                                                                                         \
		unsigned long __hidden;                                                            \
		__asm__("" : "=r"(__hidden) : "0"(ptr));                                           \
		(__typeof__(ptr))(__hidden + (off));                                               \
	})

#define __same_type(a, b)  __builtin_types_compatible_p(__typeof__(a), __typeof__(b))
#define __must_be_array(a) ((int)sizeof(struct { int : (-!!(__same_type((a), &(a)[0]))); }))

#define __PASTE_(a, b)	    a##b
#define __PASTE(a, b)	    __PASTE_(a, b)
#define __UNIQUE_ID(prefix) __PASTE(__PASTE(__UNIQUE_ID_, prefix), __COUNTER__)

#define OPTIMIZER_HIDE_VAR(var) __asm__("" : "=r"(var) : "0"(var))
#define barrier_data(ptr)	__asm__ __volatile__("" : : "r"(ptr) : "memory")
#define unreachable()		__builtin_unreachable()
#define data_race(expr)		(expr)
#define absolute_pointer(p)	RELOC_HIDE((void *)(p), 0)
#define __is_constexpr(x)	(sizeof(int) == sizeof(*(8 ? ((void *)((long)(x)*0l)) : (int *)8)))
#define uninitialized_var(x)	x = x
#define noinline_for_stack	noinline
#define inline_for_unwind	inline
#ifndef __attribute_const__ /* a host's C library has them, too */
#define __attribute_const__ __attribute__((__const__))
#define __attribute_used__  __used
#define __attribute_pure__  __attribute__((__pure__))
#endif
#define __pure			__attribute__((__pure__))
#define __must_be_cstr(p)	0
#define __naked			__attribute__((__naked__))
#define __hot			__attribute__((__hot__))
#define __mode(x)		__attribute__((__mode__(x)))
#define __scanf(f, a)		__attribute__((__format__(scanf, f, a)))
#define __nonstring		__attribute__((__nonstring__))
#define __assume_aligned(a, ...) __attribute__((__assume_aligned__(a, ##__VA_ARGS__)))
#define __alloc_size(x, ...)
#define __realloc_size(x, ...)
#define __designated_init
#define __randomize_layout
#define __no_randomize_layout
#define randomized_struct_fields_start
#define randomized_struct_fields_end
#define __counted_by(member)
#define __no_sanitize_address
#define __no_kasan_or_inline inline
#define __no_kcsan
#define __no_sanitize_undefined
#define __nocfi
#define __noscs
#define __flatten
#define __private
#define ACCESS_PRIVATE(p, member) ((p)->member)
#define __cond_acquires(x)
#define __cond_lock(x, c) (c)
#define __must_hold_shared(x)
#define __ADDRESSABLE(sym)
#define __compiletime_error(msg)
#define __compiletime_warning(msg)
#define compiletime_assert(cond, msg) _Static_assert(cond, msg)
#define __diag_push()
#define __diag_pop()
#define __diag_ignore_all(option, comment)
#define fallthrough __attribute__((__fallthrough__))

/* Arguments on the stack. What modules call so is meant for the table of system calls, whose
 * functions get a struct pt_regs in a register. */
#ifdef MODULE
#define asmlinkage
#else
#define asmlinkage __attribute__((regparm(0)))
#endif

#endif
