/* SPDX-License-Identifier: GPL-2.0-only */
/* jump_label: conditions that seldom change. Here they are variables that are looked at. */
#ifndef _LINUX_JUMP_LABEL_H
#define _LINUX_JUMP_LABEL_H

#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/types.h>

struct static_key {
	atomic_t enabled;
};
struct static_key_true {
	struct static_key key;
};
struct static_key_false {
	struct static_key key;
};

#define STATIC_KEY_INIT_TRUE                                                                       \
	{                                                                                          \
		.enabled = ATOMIC_INIT(1)                                                          \
	}
#define STATIC_KEY_INIT_FALSE                                                                      \
	{                                                                                          \
		.enabled = ATOMIC_INIT(0)                                                          \
	}
#define STATIC_KEY_INIT			 STATIC_KEY_INIT_FALSE
#define DEFINE_STATIC_KEY_TRUE(name)	 struct static_key_true name = {STATIC_KEY_INIT_TRUE}
#define DEFINE_STATIC_KEY_FALSE(name)	 struct static_key_false name = {STATIC_KEY_INIT_FALSE}
#define DEFINE_STATIC_KEY_TRUE_RO(name)	 DEFINE_STATIC_KEY_TRUE(name)
#define DEFINE_STATIC_KEY_FALSE_RO(name) DEFINE_STATIC_KEY_FALSE(name)
#define DECLARE_STATIC_KEY_TRUE(name)	 extern struct static_key_true name
#define DECLARE_STATIC_KEY_FALSE(name)	 extern struct static_key_false name

#define static_key_enabled(x)	  (atomic_read((const atomic_t *)(x)) > 0)
#define static_key_count(x)	  atomic_read((const atomic_t *)(x))
#define static_branch_likely(x)	  likely(static_key_enabled(x))
#define static_branch_unlikely(x) unlikely(static_key_enabled(x))
#define static_key_true(x)	  likely(static_key_enabled(x))
#define static_key_false(x)	  unlikely(static_key_enabled(x))
#define static_branch_enable(x)	  atomic_set((atomic_t *)(x), 1)
#define static_branch_disable(x)  atomic_set((atomic_t *)(x), 0)
#define static_branch_inc(x)	  atomic_inc((atomic_t *)(x))
#define static_branch_dec(x)	  atomic_dec((atomic_t *)(x))
#define static_key_slow_inc(x)	  static_branch_inc(x)
#define static_key_slow_dec(x)	  static_branch_dec(x)
#define static_key_enable(x)	  static_branch_enable(x)
#define static_key_disable(x)	  static_branch_disable(x)

#endif
