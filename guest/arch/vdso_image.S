/* SPDX-License-Identifier: GPL-2.0-only */
/* vdso_image: the linked vDSO, a page of the kernel's data. */
	.section .data..page_aligned, "aw"
	.balign 4096
	.globl vdso_image, vdso_image_end
vdso_image:
	.incbin VDSO_SO
vdso_image_end:
	.balign 4096

	.section .note.GNU-stack, "", @progbits
