/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cleanup: what is undone when the block ends (Linux 6.5 and later): memory with
 * __free(kfree), locks with guard(mutex)(&lock) and scoped_guard(spinlock, &lock) { }.
 */
#ifndef _LINUX_CLEANUP_H
#define _LINUX_CLEANUP_H

#include <linux/compiler.h>
#include <linux/types.h>

#define __cleanup(func) __attribute__((__cleanup__(func)))

/* DEFINE_FREE(kfree, void *, if (_T) kfree(_T)) */
#define DEFINE_FREE(_name, _type, _free)                                                           \
	static inline void __free_##_name(void *p)                                                 \
	{                                                                                          \
		_type _T = *(_type *)p;                                                            \
		_free;                                                                             \
	}
#define __free(_name) __cleanup(__free_##_name)

/* The value, which is then not freed. */
#define __get_and_null(p, nullvalue)                                                               \
	({                                                                                         \
		__auto_type __ptr = &(p);                                                          \
		__auto_type __val = *__ptr;                                                        \
		*__ptr = nullvalue;                                                                \
		__val;                                                                             \
	})
#define no_free_ptr(p)	       __get_and_null(p, NULL)
#define return_ptr(p)	       return no_free_ptr(p)
#define retain_and_null_ptr(p) ((void)__get_and_null(p, NULL))

#define DEFINE_CLASS(_name, _type, _exit, _init, _init_args...)                                    \
	typedef _type class_##_name##_t;                                                           \
	static inline void class_##_name##_destructor(_type *p)                                    \
	{                                                                                          \
		_type _T = *p;                                                                     \
		_exit;                                                                             \
	}                                                                                          \
	static inline _type class_##_name##_constructor(_init_args)                                \
	{                                                                                          \
		_type t = _init;                                                                   \
		return t;                                                                          \
	}
#define CLASS(_name, var)                                                                          \
	class_##_name##_t var __cleanup(class_##_name##_destructor) = class_##_name##_constructor

#define DEFINE_GUARD(_name, _type, _lock, _unlock)                                                 \
	DEFINE_CLASS(                                                                              \
	    _name, _type, if (_T) { _unlock; }, ({                                                 \
		    _lock;                                                                         \
		    _T;                                                                            \
	    }),                                                                                    \
	    _type _T)                                                                              \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)                        \
	{                                                                                          \
		return *_T;                                                                        \
	}
#define DEFINE_GUARD_COND(_name, _ext, _condlock)                                                  \
	typedef class_##_name##_t class_##_name##_ext##_t;                                         \
	static inline void class_##_name##_ext##_destructor(class_##_name##_t *p)                  \
	{                                                                                          \
		class_##_name##_destructor(p);                                                     \
	}                                                                                          \
	static inline class_##_name##_t class_##_name##_ext##_constructor(class_##_name##_t _T)    \
	{                                                                                          \
		return (_condlock) ? _T : NULL;                                                    \
	}                                                                                          \
	static inline void *class_##_name##_ext##_lock_ptr(class_##_name##_t *_T)                  \
	{                                                                                          \
		return *_T;                                                                        \
	}

#define guard(_name) CLASS(_name, __UNIQUE_ID(guard))
#define scoped_guard(_name, args...)                                                               \
	for (CLASS(_name, __scope)(args), *__done = NULL;                                          \
	     class_##_name##_lock_ptr(&__scope) && !__done; __done = (void *)1)

/* A guard with something to remember besides the lock: the flags of interrupts. */
#define DEFINE_LOCK_GUARD_1(_name, _type, _lock, _unlock, _members...)                             \
	typedef struct {                                                                           \
		_type *lock;                                                                       \
		_members;                                                                          \
	} class_##_name##_t;                                                                       \
	static inline void class_##_name##_destructor(class_##_name##_t *_T)                       \
	{                                                                                          \
		if (_T->lock) {                                                                    \
			_unlock;                                                                   \
		}                                                                                  \
	}                                                                                          \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)                        \
	{                                                                                          \
		return _T->lock;                                                                   \
	}                                                                                          \
	static inline class_##_name##_t class_##_name##_constructor(_type *l)                      \
	{                                                                                          \
		class_##_name##_t _t = {.lock = l}, *_T = &_t;                                     \
		_lock;                                                                             \
		return _t;                                                                         \
	}
#define DEFINE_LOCK_GUARD_0(_name, _lock, _unlock, _members...)                                    \
	typedef struct {                                                                           \
		void *lock;                                                                        \
		_members;                                                                          \
	} class_##_name##_t;                                                                       \
	static inline void class_##_name##_destructor(class_##_name##_t *_T)                       \
	{                                                                                          \
		if (_T->lock) {                                                                    \
			_unlock;                                                                   \
		}                                                                                  \
	}                                                                                          \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T)                        \
	{                                                                                          \
		return _T->lock;                                                                   \
	}                                                                                          \
	static inline class_##_name##_t class_##_name##_constructor(void)                          \
	{                                                                                          \
		class_##_name##_t _t = {.lock = (void *)1}, *_T __maybe_unused = &_t;              \
		_lock;                                                                             \
		return _t;                                                                         \
	}

#endif
