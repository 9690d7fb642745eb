/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kcall: the prompt as a file, for programs: a line written to /proc/kcall is run as if it
 * were typed, and what it says is then read from the same open file.
 *
 * A thread of the kernel runs the lines of all writers, one at a time, for a line that ends
 * in an oops takes its thread along, and must not take the writer. A signal to the writer is
 * Ctrl-C: long commands stop. The answer is the open file's, and goes with the next line.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty_simple.h>
#include <linux/uaccess.h>

#include "prompt_private.h"

#define ANSWER_BYTES (64 << 10) /* the rest of a longer one is dropped, and that is said */

struct answer {
	size_t len;
	bool cut;
	char text[ANSWER_BYTES];
};

static void collect(struct console_tty *tty, const char *bytes, size_t count);

static struct console_tty kcall_tty = {
    .name = "kcall",
    .write = collect,
    .lock = __SPIN_LOCK_UNLOCKED(kcall_tty.lock),
    .wait = __WAIT_QUEUE_HEAD_INITIALIZER(kcall_tty.wait),
};

static DEFINE_MUTEX(kcall_mutex); /* one line at a time; what follows is the line's */
static struct prompt *kcall_prompt;
static char *kcall_line;
static struct answer *kcall_answer;
static DECLARE_COMPLETION(kcall_asked);
static DECLARE_COMPLETION(kcall_done);

/* A terminal wants "\r\n", a file does not. */
static void collect(struct console_tty *tty, const char *bytes, size_t count)
{
	struct answer *answer = kcall_answer;

	for (; count; bytes++, count--) {
		if (*bytes == '\r')
			continue;
		if (answer->len < ANSWER_BYTES)
			answer->text[answer->len++] = *bytes;
		else
			answer->cut = true;
	}
}

static int kcall_thread(void *unused)
{
	if (prompt_recover(kcall_prompt)) {
		tty_puts(&kcall_tty, "an oops has ended it: dmesg tells more\n");
		complete(&kcall_done);
	}
	for (;;) {
		wait_for_completion(&kcall_asked);
		prompt_run_line(kcall_prompt, kcall_line);
		complete(&kcall_done);
	}
	return 0;
}

/* With the first line: who never asks pays nothing. */
static int kcall_start(void)
{
	struct task_struct *thread;

	if (kcall_prompt)
		return 0;
	kcall_prompt = prompt_alloc(&kcall_tty);
	if (!kcall_prompt)
		return -ENOMEM;
	thread = kthread_run_restarting(kcall_thread, NULL, "kcall");
	if (!IS_ERR(thread))
		return 0;
	kfree(kcall_prompt);
	kcall_prompt = NULL;
	return PTR_ERR(thread);
}

static int ask(struct answer *answer, char *line)
{
	static const char note[] = "\n(the rest is left out)\n";
	int err;

	if (mutex_lock_interruptible(&kcall_mutex))
		return -ERESTARTSYS;
	err = kcall_start();
	if (!err) {
		kcall_answer = answer;
		kcall_line = line;
		complete(&kcall_asked);
		if (wait_for_completion_interruptible(&kcall_done)) {
			WRITE_ONCE(kcall_tty.interrupted, true);
			wait_for_completion(&kcall_done);
		}
		if (answer->cut)
			memcpy(answer->text + ANSWER_BYTES - strlen(note), note, strlen(note));
	}
	mutex_unlock(&kcall_mutex);
	return err;
}

static struct answer *new_answer(struct file *file)
{
	struct answer *answer = file->private_data;

	if (!answer)
		answer = file->private_data = kvmalloc(sizeof(*answer), GFP_KERNEL);
	if (answer) {
		answer->len = 0;
		answer->cut = false;
	}
	return answer;
}

/* One write, one line or several. */
static ssize_t kcall_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct answer *answer;
	char *text, *rest, *line;
	int err = 0;

	if (count >= EDIT_LINE_BYTES)
		return -E2BIG;
	text = memdup_user_nul(buf, count);
	if (IS_ERR(text))
		return PTR_ERR(text);
	answer = new_answer(file);
	if (!answer)
		err = -ENOMEM;
	rest = text;
	while (!err && (line = strsep(&rest, "\n")))
		if (*line)
			err = ask(answer, line);
	kfree(text);
	*pos = 0;
	return err ? err : count;
}

static ssize_t kcall_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	const struct answer *answer = file->private_data;

	return answer ? simple_read_from_buffer(buf, count, pos, answer->text, answer->len) : 0;
}

static int kcall_open(struct inode *inode, struct file *file)
{
	file->private_data = NULL;
	return 0;
}

static int kcall_release(struct inode *inode, struct file *file)
{
	kvfree(file->private_data);
	return 0;
}

static const struct proc_ops kcall_ops = {.proc_open = kcall_open,
					  .proc_read = kcall_read,
					  .proc_write = kcall_write,
					  .proc_lseek = default_llseek,
					  .proc_release = kcall_release};

static int __init kcall_init(void)
{
	proc_create("kcall", 0600, NULL, &kcall_ops);
	return 0;
}
fs_initcall(kcall_init);
