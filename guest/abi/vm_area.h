/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vm_area: in the flags of a struct vm_struct, for those who read vmlist from outside: it was
 * freed, and only its addresses are not to be used again yet (mm/vm_area.c).
 */
#ifndef ZONEMU_ABI_VM_AREA_H
#define ZONEMU_ABI_VM_AREA_H

#define ABI_VM_LAZY 0x00010000

#endif
