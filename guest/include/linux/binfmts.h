/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * binfmts: a program on its way in (guest/kernel/exec.c). Its new address space is made
 * beside the old one, with nothing but the strings on its stack, until the file has turned
 * out to be one that can be run; from begin_new_exec() on there is no way back.
 */
#ifndef _LINUX_BINFMTS_H
#define _LINUX_BINFMTS_H

#include <linux/types.h>

#define BINPRM_BUF_SIZE	    256
#define BINPRM_MAX_REWRITES 5

struct cred;
struct file;
struct mm_struct;
struct page;

struct linux_binprm {
	char buf[BINPRM_BUF_SIZE]; /* the file's beginning, zeros behind its end */
	struct file *file;
	struct mm_struct *mm;
	unsigned long p;    /* the lowest byte in use on its stack */
	unsigned long exec; /* where the file's name is there */
	int argc, envc;
	const char *filename; /* as asked for */
	const char *interp;   /* what is run: differs for a script */
	char interp_buf[BINPRM_BUF_SIZE];
	int depth; /* of scripts */
	struct cred *cred;
	bool secure;	   /* its ids are not its caller's */
	struct page *page; /* of the stack, mapped: who copies strings */
	unsigned long page_addr;
	char *page_at;
};

/* 0: it runs (its registers are set), or loads something else; -ENOEXEC: not of this kind. */
int load_elf_binary(struct linux_binprm *bprm);
/* The interpreter of a #! line is put in the file's place: try again. */
int load_script(struct linux_binprm *bprm);

/* Strings of the kernel's, to the stack. */
int copy_string_kernel(const char *s, struct linux_binprm *bprm);
/* The first argument, which the interpreter's line replaces, goes. */
int remove_arg_zero(struct linux_binprm *bprm);
struct file *open_exec(const char *name); /* ERR_PTR() */
/* The old program is gone, the new address space is current's. */
int begin_new_exec(struct linux_binprm *bprm);
void setup_new_exec(struct linux_binprm *bprm);

#endif
