/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a module of Linux 6.1 has besides its own code: the structure by which the kernel
 * knows it, for what kernel it was built, and which symbols it expects (versions.h is
 * written by tests/bench/alloc.py from the kernel's Module.symvers).
 */
#define INCLUDE_VERMAGIC
#include <linux/module.h>
#include <linux/vermagic.h>

MODULE_INFO(vermagic, VERMAGIC_STRING);
MODULE_INFO(name, KBUILD_MODNAME);
MODULE_INFO(depends, "");

struct module __this_module __section(".gnu.linkonce.this_module") = {
    .name = KBUILD_MODNAME,
    .init = init_module,
    .exit = cleanup_module,
    .arch = MODULE_ARCH_INIT,
};

static const struct modversion_info versions[] __used __section("__versions") = {
#include "versions.h"
};
